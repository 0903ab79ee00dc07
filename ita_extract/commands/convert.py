"""convert: reports to documents. To say its options it loads little, so that --help answers at once."""

from __future__ import annotations

import argparse

from ita_extract.batch.choices import Choices
from ita_extract.options import add_options, choices_of, path, settings_of
from ita_extract.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "inputs", metavar="INPUT", nargs="+", type=path, help="a file, or a folder with all that is in it"
    )
    parser.add_argument(
        "--out", metavar="DIR", required=True, type=path, help="the folder to write to; it is made if need be"
    )
    add_options(parser, Settings, Choices)


def run(options: argparse.Namespace) -> int:
    from ita_extract.commands.conversion import Request, convert

    settings, choices = settings_of(options), choices_of(options)
    return convert(Request(options.inputs, options.out, settings, choices, options.debug))
