"""Processor time and memory of text reports, as a Markdown table; on Linux and macOS.

usage: python benchmarks/text.py [FOLDER]   (samples/text when no folder is named)
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from ita_extract import extract

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
GROWTH = (1, 10, 100)


def main(folder: Path) -> None:
    files = sorted(path for path in folder.rglob("*.txt") if path.is_file())
    if not files:
        sys.exit(f"{folder}: no .txt files in it")
    print("| what | figure |\n|---|---|")
    for what, figure in [*start_up(), *conversion(folder, files), *growth(files)]:
        print(f"| {what} | {figure} |", flush=True)


def start_up() -> Iterator[tuple[str, str]]:
    parser = best(lambda: child("-c", "import argparse").seconds)
    shown = best(lambda: child("-c", "from ita_extract.cli import main; main(['--help'])").seconds)
    yield '`python -c "import argparse"`', f"{parser * 1000:.0f} ms"
    yield "`ita-extract --help`", f"{shown * 1000:.0f} ms ({shown / parser:.1f} times that)"


def conversion(folder: Path, files: list[Path]) -> Iterator[tuple[str, str]]:
    letters = sum(len(path.read_text(encoding="utf-8", errors="replace")) for path in files)
    yield "reports", f"{len(files)}, {letters / len(files):,.0f} characters on average"
    cold = best(lambda: converted(files[0]).seconds)
    yield "one report, cold (a process of its own)", f"{cold:.2f} s"
    yield "peak memory, all reports in one process", f"{converted(folder).mebibytes:.0f} MiB"
    first = clock(lambda: extract(files[0]))
    yield "first report in a process, imports done", f"{first * 1000:.0f} ms"
    warm = best(lambda: clock(lambda: [extract(path) for path in files])) / len(files)
    yield "a report, warm", f"{warm * 1000:.0f} ms"


def growth(files: list[Path]) -> Iterator[tuple[str, str]]:
    lines = files[0].read_text(encoding="utf-8", errors="replace").splitlines()
    base = 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "grown.txt"
        for times in GROWTH:
            path.write_text("\n".join(grown(lines, times)), encoding="utf-8")
            extract(path)
            seconds = best(lambda: clock(lambda: extract(path)))
            base = base or seconds
            yield (
                f"the first report, {times}-fold",
                f"{seconds:.3f} s, {seconds / base:.1f} times the single one",
            )


def grown(lines: list[str], times: int) -> Iterator[str]:
    """The report again and again; each copy's lines bear letters of its own, or the reader cuts the loop."""
    for number in range(times):
        mark = "".join(chr(ord("a") + digit) for digit in divmod(number, 26))
        yield from (f"{line} {mark}" if line.strip() else line for line in lines)


def best(measured: Callable[[], float]) -> float:
    """The least of some rounds: what disturbs a measurement only ever adds."""
    return min(measured() for _ in range(ROUNDS))


def clock(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


class Usage(NamedTuple):
    seconds: float
    mebibytes: float


def converted(path: Path) -> Usage:
    """Into a new folder: what is finished there would be passed over."""
    with tempfile.TemporaryDirectory() as out:
        return child("-m", "ita_extract", "convert", str(path), "--out", out)


def child(*arguments: str) -> Usage:
    """What a Python process uses: processor time and peak memory."""
    with Path(os.devnull).open("wb") as null:
        process = subprocess.Popen([sys.executable, *arguments], stdout=null, stderr=null, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    kibibytes = usage.ru_maxrss / 1024 if sys.platform == "darwin" else usage.ru_maxrss
    return Usage(usage.ru_utime + usage.ru_stime, kibibytes / 1024)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "samples" / "text")
