"""check: whether a folder of documents is equal to another."""

from __future__ import annotations

import argparse

from ita_extract.options import path
from ita_extract.output.compare import compare_folders
from ita_extract.output.layout import number, visible


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", metavar="OUT", type=path, help="the folder that convert wrote")
    parser.add_argument("golden", metavar="GOLDEN", type=path, help="the folder that it should be equal to")


def run(options: argparse.Namespace) -> int:
    """0: they are equal, 1: they differ."""
    count = 0
    for difference in compare_folders(options.out, options.golden):
        print(visible(str(difference)))
        count += 1
    print(f"{number(count, 'difference') if count else 'No differences'}.")
    return int(count > 0)
