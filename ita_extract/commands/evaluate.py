"""evaluate: how far documents agree with those that a person has confirmed."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from ita_extract.console import width
from ita_extract.errors import UsageError
from ita_extract.options import path
from ita_extract.output.evaluate import evaluate_folders
from ita_extract.output.evaluate.page import to_html, to_lines
from ita_extract.output.files import check_ours, write_whole


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", metavar="OUT", type=path, help="the folder that convert wrote")
    parser.add_argument(
        "truth", metavar="TRUTH", type=path, help="the folder of documents that a person has confirmed"
    )
    parser.add_argument(
        "--json", metavar="FILE", type=path, help="write the figures and errors there as JSON"
    )
    parser.add_argument("--html", metavar="FILE", type=path, help="write a page with the differences marked")


def run(options: argparse.Namespace) -> int:
    """0 whatever the figures are: judging them is the caller's."""
    if options.json:
        _check_place(options.json, (options.out, options.truth))
        check_ours(options.json, b'"readers"')
    if options.html:
        check_ours(options.html, b"<title>Evaluation</title>")
    evaluation = evaluate_folders(options.out, options.truth)
    print(*to_lines(evaluation, width()), sep="\n")
    if options.json:
        text = json.dumps(evaluation.to_dict(), ensure_ascii=False, indent=2)
        write_whole(options.json, text.encode("utf-8") + b"\n")
    if options.html:
        write_whole(options.html, to_html(evaluation).encode("utf-8"))
    return 0


def _check_place(file: Path, folders: Iterable[Path]) -> None:
    for folder in folders:
        if folder.resolve() in file.resolve().parents:
            raise UsageError(
                f"{file} would be written into {folder}, and be taken for a document there.",
                advice="Write it elsewhere.",
            )
