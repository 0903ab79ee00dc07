"""tables: the documents of a folder as flat tables."""

from __future__ import annotations

import argparse
from contextlib import suppress

from ita_extract.batch.choices import Choices
from ita_extract.batch.journal import Journal
from ita_extract.batch.tables import fill, targets
from ita_extract.console import say
from ita_extract.errors import UsageError
from ita_extract.options import add_some, named, path
from ita_extract.output.files import some_document_names
from ita_extract.output.flat.targets import folder_reports
from ita_extract.output.layout import number

_GONE_SHOWN = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", metavar="OUT", type=path, help="the folder that convert wrote")
    parser.add_argument(
        "--to",
        metavar="TARGET",
        required=True,
        action="append",
        help="csv:FOLDER, excel-csv:FOLDER, jsonl:FOLDER, parquet:FOLDER, FILE.xlsx, FILE.sqlite, "
        "a database's URL, env:VARIABLE that holds one of these, or - for JSON Lines on standard output; "
        "may be given again",
    )
    add_some(parser, Choices, "clean_only", "least_confidence", "overwrite")


def run(options: argparse.Namespace) -> int:
    choices = Choices(**named(options, Choices), flat_tables=tuple(options.to))
    some_document_names(options.out)
    for target in targets(choices, options.out):
        say(fill(target, folder_reports(options.out), choices))
    with suppress(UsageError), Journal.existing(options.out) as journal:
        _say_unfinished(journal)
        _say_gone(journal)
    return 0


def _say_unfinished(journal: Journal) -> None:
    """What is not read yet is in no table."""
    last = journal.last_run()
    if last and not last[0].ended:
        run, done = last
        far = f"{done} of {number(run.total, 'file')}"
        say(f"The run on this folder has not ended ({far}); the tables lack the rest.")


def _say_gone(journal: Journal) -> None:
    """A document outlives its input, and is counted as long as it lies there."""
    gone = journal.removed()
    for job in gone[:_GONE_SHOWN]:
        say(f"no longer there: {job.name}; it is in the tables until you delete {job.output}")
    if len(gone) > _GONE_SHOWN:
        say(f"no longer there: {len(gone) - _GONE_SHOWN} more")
