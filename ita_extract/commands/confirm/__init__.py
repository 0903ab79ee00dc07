"""confirm: documents to a truth, as far as a person says that they are right."""

from __future__ import annotations

import argparse

from ita_extract.commands.confirm.dialogue import Quit, ask_all
from ita_extract.commands.confirm.sheet import Sheet, find_documents
from ita_extract.console import say, width
from ita_extract.errors import ItaError
from ita_extract.options import path
from ita_extract.output.evaluate.confirmed import TABLES
from ita_extract.output.files import prepare_folder
from ita_extract.output.layout import visible


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "documents",
        metavar="OUT",
        nargs="+",
        type=path,
        help="a folder that convert wrote, or a document in it",
    )
    parser.add_argument(
        "--to",
        metavar="TRUTH",
        required=True,
        type=path,
        help="the folder for what is confirmed; what it holds is not asked again",
    )
    parser.add_argument("--all", action="store_true", help="ask nothing: everything is right")


def run(options: argparse.Namespace) -> int:
    """0 when the person has seen everything or quits, 1 when a document cannot be confirmed."""
    prepare_folder(options.to)
    refused = 0
    for name, document in find_documents(options.documents):
        try:
            sheet = Sheet.opened(document, options.to / name)
        except ItaError as error:
            say(f"ita-extract: {error}")
            refused += 1
            continue
        try:
            if options.all:
                accept_all(sheet)
            else:
                ask_all(name, sheet, width())
        except Quit:
            print(visible(f"{name}: {sheet.progress()}. The same command goes on from here."))
            break
        print(visible(f"{name}: {sheet.progress()}."))
    return int(refused > 0)


def accept_all(sheet: Sheet) -> None:
    """With the tables' grids, which are too many to be asked about."""
    if not sheet.is_finished:
        sheet.settle_all([*sheet.open_places(), TABLES])
