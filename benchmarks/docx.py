"""Exact cells, time and memory of Word readers on the same files in one run, as a Markdown table.

usage: python benchmarks/docx.py [FOLDER]   (samples/docx when no folder is named)

The truth is tools/samples/truth, from which the samples are made; for other folders, whose truth nobody
wrote down, only time and memory are measured. A cell is exact when all its characters are right, white
space aside; one that is given twice is wrong once. Each reader runs in a process of its own, on one core;
seconds are processor time, the least of five rounds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

Reader = Callable[[Path], list[str]]

ROOT = Path(__file__).resolve().parent.parent
TRUTH = ROOT / "tools" / "samples"
TIDY = str.maketrans("", "", " \t\n\r\u00a0\u200b")
ROUNDS = 5


def main(folder: Path) -> None:
    files = sorted(folder.glob("*.docx"))
    if not files:
        sys.exit(f"{folder}: no Word file")
    found = {name: measured(name, files) for name in READERS}
    first = next(iter(found.values()))
    print("| reader | exact cells | ms a file, warm | times this reader's | peak memory |")
    print("|---|---|---|---|---|")
    for name, figures in found.items():
        cells = figures["true"] + figures["cells"]
        share = f"{2 * figures['exact'] / cells:.3f}" if figures["true"] and figures["cells"] else "–"
        print(
            f"| {name} | {share} | {figures['seconds'] / len(files) * 1000:.1f} "
            f"| {figures['seconds'] / first['seconds']:.1f} | {figures['memory']:.0f} MiB |"
        )


def measured(name: str, files: list[Path]) -> dict[str, float]:
    command = [sys.executable, __file__, "--one", name, *map(str, files)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"}
    run = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)
    if run.returncode:
        sys.exit(f"{name}: {run.stderr.strip().splitlines()[-1]}")
    figures: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return figures


def one(name: str, files: list[Path]) -> None:
    read = READERS[name]
    exact = true = cells = 0
    for path in files:
        wanted, got = truth_of(path), counted(read(path))
        exact += (wanted & got).total()
        true, cells = true + wanted.total(), cells + got.total()
    seconds = min(seconds_of(read, files) for _ in range(ROUNDS))
    print(
        json.dumps(
            {"exact": exact, "true": true, "cells": cells, "seconds": seconds, "memory": peak_memory()}
        )
    )


def seconds_of(read: Reader, files: list[Path]) -> float:
    start = time.process_time()
    for path in files:
        read(path)
    return time.process_time() - start


def peak_memory() -> float:
    """Of this process, in MiB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 10)


def truth_of(path: Path) -> Counter[str]:
    """The cells that the sample was made from; none when it is no sample."""
    if str(TRUTH) not in sys.path:
        sys.path.append(str(TRUTH))
    import truth

    source = TRUTH / "truth" / f"{path.stem}.toml"
    blocks = truth.load(source).blocks if source.is_file() else ()
    return counted([square.text for block in blocks for square in block.squares()])


def counted(cells: list[str]) -> Counter[str]:
    return Counter(text for cell in cells if (text := cell.translate(TIDY)))


def read_ours(path: Path) -> list[str]:
    from ita_extract import Settings
    from ita_extract.readers import docx
    from ita_extract.readers.input import Input

    tables = docx.read(Input.at(path), Settings()).tables()
    return [cell.text for table in tables for cell in table.cells]


def read_whole(path: Path) -> list[str]:
    """Everything up to the report, for its time; the cells are the reader's."""
    from ita_extract import extract

    extract(path)
    return []


def read_python_docx(path: Path) -> list[str]:
    import docx

    tables = docx.Document(str(path)).tables
    return [cell.text for table in tables for row in table.rows for cell in row.cells]


READERS: dict[str, Reader] = {
    "this reader": read_ours,
    "this reader, up to the report": read_whole,
    "python-docx `row.cells`": read_python_docx,
}


if __name__ == "__main__":
    # This file's own folder would hide python-docx behind the file's name.
    sys.path[:] = [folder for folder in sys.path if Path(folder or ".").resolve() != ROOT / "benchmarks"]
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], [Path(name) for name in sys.argv[3:]])
    else:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "samples" / "docx")
