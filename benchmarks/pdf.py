"""Exact cells, time and memory of PDF readers on the same files in one run, as a Markdown table.

usage: python benchmarks/pdf.py [FOLDER]   (samples when no folder is named)

FOLDER/pdf holds the pages, FOLDER/docx the same reports as Word files, whose cells are the truth:
a-chromium.pdf is compared with a.docx. A cell is exact when all its characters are right; white space is
left aside, and Thai digits count as Arabic ones, which LibreOffice prints for Word's Thai numbers. Rows
that a page cuts in two are put together for every reader alike, wherever more cells are exact so. camelot
takes part when it is installed (`uv pip install camelot-py`). Each reader runs in a process of its own, on
one core, in turn with the others, and reads each file once, the first of them twice. The fastest of the
rounds counts.
"""

from __future__ import annotations

import gc
import importlib.util
import json
import logging
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

Rows = list[list[str]]
Reader = Callable[[Path], list[Rows]]

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
TIDY = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789", " \t\n\r\u00a0\u200b")


def main(folder: Path) -> None:
    files = [str(path) for path in sorted((folder / "pdf").glob("*.pdf")) if truth_of(path) is not None]
    if not files:
        sys.exit(f"{folder}: no PDF with a Word file of the same name")
    print("| reader | exact cells | pages | ms a page, warm | peak memory |\n|---|---|---|---|---|")
    names = [name for name in READERS if name != "camelot lattice" or importlib.util.find_spec("camelot")]
    runs = [(name, measured(name, files)) for _ in range(ROUNDS) for name in names]
    for name in names:
        print(row(name, [found for other, found in runs if other == name and found]), flush=True)


def measured(name: str, files: list[str]) -> dict[str, Any] | None:
    command = [sys.executable, __file__, "--one", name, *files]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", env=one_core(), check=False)
    if run.returncode:
        print(run.stderr, file=sys.stderr)
        return None
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found


def row(name: str, runs: list[dict[str, Any]]) -> str:
    """Of the fastest run: what disturbs a measurement only ever adds."""
    if not runs:
        return f"| {name} | failed | | | |"
    found = min(runs, key=lambda run: float(run["seconds"]))
    right, true, cells = found["exact"], found["true"], found["cells"]
    share = f"{2 * right / (true + cells):.3f} ({right} of {true})" if cells else "–"
    milliseconds = found["seconds"] / found["pages"] * 1000
    return f"| {name} | {share} | {found['pages']} | {milliseconds:.0f} | {found['memory']:.0f} MiB |"


def one_core() -> dict[str, str]:
    return {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"}


def one(name: str, files: list[Path]) -> None:
    logging.disable(logging.CRITICAL)
    read = READERS[name]
    read(files[0])  # imports and caches: what is measured is the reading
    gc.freeze()  # as a worker of a batch does; every reader gains by it
    right = true = cells = 0
    seconds = 0.0
    for path in files:
        start = time.process_time()
        tables = read(path)
        seconds += time.process_time() - start
        wanted = truth_of(path) or Counter()
        got = counted(joined(tables, wanted))
        right += sum((wanted & got).values())
        true, cells = true + sum(wanted.values()), cells + sum(got.values())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 10)
    pages = sum(page_count(path) for path in files)
    found = {
        "exact": right,
        "true": true,
        "cells": cells,
        "seconds": seconds,
        "memory": memory,
        "pages": pages,
    }
    print(json.dumps(found))


def truth_of(path: Path) -> Counter[str] | None:
    """The Word file's cells; None when there is none of that name."""
    from ita_extract import Settings
    from ita_extract.readers import docx
    from ita_extract.readers.input import Input

    word = path.parent.parent / "docx" / f"{path.stem.rsplit('-', 1)[0]}.docx"
    if not word.is_file():
        return None
    document = docx.read(Input.at(word), Settings())
    return Counter(text for table in document.tables() for cell in table.cells if (text := tidy(cell.text)))


def counted(tables: list[Rows]) -> Counter[str]:
    return Counter(text for rows in tables for row in rows for cell in row if (text := tidy(cell)))


def tidy(text: str) -> str:
    return text.translate(TIDY)


def joined(tables: list[Rows], truth: Counter[str]) -> list[Rows]:
    """Rows that a page cut in two made whole, and headings repeated on a page dropped."""
    whole: list[Rows] = []
    for rows in tables:
        if whole and rows and whole[-1] and len(rows[0]) == len(whole[-1][0]):
            body = rows[repeated(whole[-1], rows) :]
            if body and is_cut(whole[-1][-1], body[0], truth):
                whole[-1][-1] = together(whole[-1][-1], body[0])
                body = body[1:]
            whole[-1] += body
        else:
            whole.append([list(row) for row in rows])
    return whole


def repeated(above: Rows, rows: Rows) -> int:
    """How many rows at the top are those at the top of the table that goes on."""
    same = [list(map(tidy, one)) == list(map(tidy, other)) for one, other in zip(above, rows, strict=False)]
    return [*same, False].index(False)


def is_cut(last: list[str], first: list[str], truth: Counter[str]) -> bool:
    return exact([together(last, first)], truth) > exact([last, first], truth)


def together(last: list[str], first: list[str]) -> list[str]:
    return [above + below for above, below in zip(last, first, strict=True)]


def exact(rows: Rows, truth: Counter[str]) -> int:
    return sum((counted([rows]) & truth).values())


def page_count(path: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)


def read_ours(path: Path) -> list[Rows]:
    from ita_extract import Settings
    from ita_extract.readers import pdf
    from ita_extract.readers.input import Input

    tables = []
    for table in pdf.read(Input.at(path), Settings()).tables():
        rows = [[""] * table.n_columns for _ in range(table.n_rows)]
        for cell in table.cells:
            rows[cell.row][cell.column] = cell.text
        tables.append(rows)
    return tables


def read_whole(path: Path) -> list[Rows]:
    """Everything up to the JSON, for its time; the cells are the reader's."""
    from ita_extract import extract

    extract(path).model_dump_json()
    return []


def read_pdfplumber(path: Path) -> list[Rows]:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [
            [[cell or "" for cell in row] for row in table]
            for page in pdf.pages
            for table in page.extract_tables()
        ]


def read_camelot(path: Path) -> list[Rows]:
    import camelot

    tables = camelot.read_pdf(str(path), pages="all", flavor="lattice", suppress_stdout=True)
    return [[[str(cell) for cell in row] for row in table.df.to_numpy().tolist()] for table in tables]


READERS: dict[str, Reader] = {
    "this reader": read_ours,
    "this reader, up to the JSON": read_whole,
    "pdfplumber extract_tables": read_pdfplumber,
    "camelot lattice": read_camelot,
}


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], [Path(name) for name in sys.argv[3:]])
    else:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "samples")
