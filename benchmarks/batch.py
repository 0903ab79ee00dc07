"""Speed, memory and safety of many files at once, as a Markdown table; on Linux and macOS.

usage: python benchmarks/batch.py [FILES [KILLS]]   (300 files, 10 kills; copies of samples/, each different)
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from ita_extract.batch.journal import Journal

ROOT = Path(__file__).resolve().parent.parent
FIRST_KILL, LAST_KILL = 0.8, 4.0


def main(files: int, kills: int) -> None:
    print("| what | figure |\n|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for what, figure in [*speed(folder, files), *safety(folder, kills)]:
            print(f"| {what} | {figure} |", flush=True)


def speed(folder: Path, files: int) -> Iterator[tuple[str, str]]:
    """Copies differ in a last line, or in nothing that a reader sees, so that none is a twin of another."""
    copies(folder / "in", files)
    rates = {}
    for jobs in (1, 2):
        seconds, memory = clock(folder, f"out{jobs}", jobs)
        rates[jobs] = files / seconds
        yield (
            f"{files} text files, {jobs} worker{'s' * (jobs > 1)}",
            f"{rates[jobs]:.1f} a second, the run itself at most {memory:.0f} MiB",
        )
    yield "two workers to one", f"{rates[2] / rates[1]:.2f} times"


def copies(target: Path, files: int) -> None:
    target.mkdir()
    samples = sorted(path for path in (ROOT / "samples" / "text").iterdir() if path.suffix == ".txt")
    for number in range(files):
        sample = samples[number % len(samples)]
        (target / f"{number}-{sample.name}").write_bytes(sample.read_bytes() + b"\n%d\n" % number)


def clock(folder: Path, out: str, jobs: int) -> tuple[float, float]:
    """Wall-clock seconds, and the most mebibytes of the process that hands the files out."""
    started = time.monotonic()
    process = start(folder, out, jobs)
    most = 0
    while process.poll() is None:
        try:
            most = max(most, psutil.Process(process.pid).memory_info().rss)
        except psutil.NoSuchProcess:
            break
        time.sleep(0.05)
    process.wait()
    return time.monotonic() - started, most / (1 << 20)


def start(folder: Path, out: str, jobs: int) -> subprocess.Popen[bytes]:
    words = ["convert", str(folder / "in"), "--out", str(folder / out), "--jobs", str(jobs)]
    null = subprocess.DEVNULL
    return subprocess.Popen([sys.executable, "-m", "ita_extract", *words], stdout=null, stderr=null)


def safety(folder: Path, kills: int) -> Iterator[tuple[str, str]]:
    """Every row that the journal holds when a run is killed must be there, and not read again, ever after."""
    finished: dict[str, int] = {}
    lost = repeated = 0
    chance = random.Random(2567)
    for kill in range(kills + 1):
        process = start(folder, "killed", 2)
        if kill < kills:
            try:
                process.wait(chance.uniform(FIRST_KILL, LAST_KILL))
            except subprocess.TimeoutExpired:
                process.kill()
        process.wait()
        now = stamps(folder / "killed")
        lost += len(finished.keys() - now.keys())
        repeated += sum(now.get(name, stamp) != stamp for name, stamp in finished.items())
        finished = now
    yield f"killed {kills} times and started again: lost, repeated", f"{lost}, {repeated}"
    equal = contents(folder / "killed") == contents(folder / "out2")
    yield "the documents, beside an undisturbed run's", "the same bytes" if equal else "DIFFERENT"


def stamps(out: Path) -> dict[str, int]:
    """When the document of each file in the journal was written."""
    if not (out / "journal.db").exists():
        return {}
    with Journal.existing(out) as journal:
        found = journal.outcomes()
    return {each.job.name: each.job.output.stat().st_mtime_ns for each in found if each.facts}


def contents(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*.json")}


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*given, *(300, 10)[len(given) :])
