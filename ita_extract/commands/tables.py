"""tables: the documents of a folder as flat tables."""

from __future__ import annotations

import argparse
from pathlib import Path

from ita_extract.batch.choices import Choices
from ita_extract.batch.inputs import JOURNAL
from ita_extract.batch.journal import Journal
from ita_extract.batch.tables import chosen, targets
from ita_extract.console import say
from ita_extract.options import add_some, named, path
from ita_extract.output.files import some_document_names
from ita_extract.output.flat.targets import folder_reports

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
        target.write(chosen(folder_reports(options.out), choices))
    _say_gone(options.out)
    return 0


def _say_gone(out: Path) -> None:
    """A document outlives its input, and is counted as long as it lies there."""
    if not (out / JOURNAL).is_file():
        return
    with Journal.existing(out) as journal:
        gone = [each.job for each in journal.outcomes() if each.facts and not each.job.path.exists()]
    for job in gone[:_GONE_SHOWN]:
        say(f"no longer there: {job.name}; it is in the tables until you delete {job.output}")
    if len(gone) > _GONE_SHOWN:
        say(f"no longer there: {len(gone) - _GONE_SHOWN} more")
