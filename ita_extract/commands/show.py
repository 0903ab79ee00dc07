"""show: one report, or the document that was made of it, as a page for a person at a terminal."""

from __future__ import annotations

import argparse
from dataclasses import fields
from typing import TYPE_CHECKING

from ita_extract.options import add_some, path, settings_of
from ita_extract.settings import Settings

if TYPE_CHECKING:
    from ita_extract.model.report import Report

# One file is read without limits, in this process, and its page has no grids.
_OF_MANY = {"tables", "seconds_per_file", "memory_megabytes"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", type=path, help="a report, or the JSON that convert made of it"
    )
    add_some(parser, Settings, *({field.name for field in fields(Settings)} - _OF_MANY))


def run(options: argparse.Namespace) -> int:
    from ita_extract.batch.quiet import quiet
    from ita_extract.console import width
    from ita_extract.output.terminal import page

    with quiet(options.debug):
        report = _report(options)
    print(page(report, width()))
    return 0


def _report(options: argparse.Namespace) -> Report:
    from ita_extract.extraction import extract
    from ita_extract.output.json import read_report

    if options.file.suffix.lower() == ".json":
        return read_report(options.file)
    return extract(options.file, settings_of(options))
