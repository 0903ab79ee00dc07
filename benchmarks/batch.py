"""Speed, memory and safety of many files at once, as a Markdown table; on Linux and macOS.

Files are copies of samples/, each different in bytes that no reader sees, so that none is a twin of another.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psutil

from ita_extract.batch.journal import Journal
from ita_extract.batch.outcomes import Outcome

ROOT = Path(__file__).resolve().parent.parent
# A folder of samples/, and how many times fewer copies are made of it than of texts.
KINDS = {"text": 1, "docx": 1, "pdf": 2, "scan": 12}
FIRST_KILL, LAST_KILL = 0.8, 4.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1500, help="texts; of the others in proportion")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--memory", type=int, nargs="*", default=[100, 1000, 10_000], metavar="FILES")
    chosen = parser.parse_args()
    print("| what | figure |\n|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts = (speed(folder, chosen.files), safety(folder, chosen.kills), memory(folder, chosen.memory))
        for what, figure in (line for part in parts for line in part):
            print(f"| {what} | {figure} |", flush=True)


def speed(folder: Path, files: int) -> Iterator[tuple[str, str]]:
    for kind, times_fewer in KINDS.items():
        given = folder / kind
        copies(given, kind, files // times_fewer)
        seconds = [clock(given, folder / f"{kind}-{jobs}", jobs)[0] for jobs in (1, 2)]
        outcomes = journalled(folder / f"{kind}-1")
        pages = sum(each.facts.pages or 0 for each in outcomes if each.facts)
        rates = ", ".join(f"{len(outcomes) / each:.1f}" for each in seconds)
        paged = f"; {', '.join(f'{pages / each:.1f}' for each in seconds)} pages" if pages else ""
        yield (
            f"{len(outcomes)} {kind} files, one worker and two",
            f"{rates} files{paged} a second: {seconds[0] / seconds[1]:.2f} times",
        )


def memory(folder: Path, counts: list[int]) -> Iterator[tuple[str, str]]:
    for count in counts:
        given = folder / f"many-{count}"
        copies(given, "text", count)
        seconds, own, worker = clock(given, folder / f"out-{count}", 2)
        yield (
            f"{count} text files, two workers",
            f"{count / seconds:.1f} a second; at most {own:.0f} MiB in the run, {worker:.0f} in a worker",
        )


def copies(target: Path, kind: str, files: int) -> None:
    target.mkdir()
    # A line of ASCII would break UTF-16.
    found = sorted(path for path in (ROOT / "samples" / kind).iterdir() if path.suffix != ".tsv")
    for number in range(files):
        sample = found[number % len(found)]
        path = target / f"{number}-{sample.name}"
        path.write_bytes(sample.read_bytes() + (b"" if kind == "docx" else b"\n%d\n" % number))
        if kind == "docx":
            with zipfile.ZipFile(path, "a") as archive:
                archive.comment = b"%d" % number


def clock(given: Path, out: Path, jobs: int) -> tuple[float, float, float]:
    """Wall-clock seconds, and the most mebibytes of the process that hands the files out and of a worker."""
    started = time.monotonic()
    process = start(given, out, jobs)
    own = worker = 0
    while process.poll() is None:
        try:
            run = psutil.Process(process.pid)
            own = max(own, run.memory_info().rss)
            worker = max([worker, *(child.memory_info().rss for child in run.children())])
        except psutil.NoSuchProcess:
            continue
        time.sleep(0.1)
    return time.monotonic() - started, own / (1 << 20), worker / (1 << 20)


def start(given: Path, out: Path, jobs: int) -> subprocess.Popen[bytes]:
    words = ["convert", str(given), "--out", str(out), "--jobs", str(jobs)]
    null = subprocess.DEVNULL
    return subprocess.Popen([sys.executable, "-m", "ita_extract", *words], stdout=null, stderr=null)


def safety(folder: Path, kills: int) -> Iterator[tuple[str, str]]:
    """Every row that the journal holds when a run is killed must be there, and not read again, ever after."""
    finished: dict[str, int] = {}
    lost = repeated = 0
    chance = random.Random(2567)
    for kill in range(kills + 1):
        process = start(folder / "text", folder / "killed", 2)
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
    equal = contents(folder / "killed") == contents(folder / "text-2")
    yield "the documents, beside an undisturbed run's", "the same bytes" if equal else "DIFFERENT"


def stamps(out: Path) -> dict[str, int]:
    """When the document of each file in the journal was written."""
    if not (out / "journal.db").exists():
        return {}
    return {each.job.name: each.job.output.stat().st_mtime_ns for each in journalled(out) if each.facts}


def journalled(out: Path) -> list[Outcome]:
    with Journal.existing(out) as journal:
        return journal.outcomes()


def contents(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*.json")}


if __name__ == "__main__":
    main()
