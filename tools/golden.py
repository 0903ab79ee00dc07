"""samples/ → golden/: what the samples should give, compared in words, rewritten only on purpose.

usage: golden.py diff | rewrite | status | seen FILE…
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ita_extract import ItaError, Settings
from ita_extract.batch.convert import convert
from ita_extract.batch.inputs import Job, plan
from ita_extract.output.compare import Difference, compare_folders
from ita_extract.output.files import write_whole

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
# Scans too worn to be read without a mistake: tests/test_scan_samples.py measures how well they are.
WORN = SAMPLES / "worn"
GOLDEN = ROOT / "golden"
SEEN = GOLDEN / "SEEN.tsv"
SWITCH = "ITA_REWRITE_GOLDEN"
_HEADING = "path\tsha256\n"


def jobs(out: Path) -> tuple[Job, ...]:
    """One for each sample that is read exactly, found by listing the folder."""
    return tuple(job for job in plan([SAMPLES], out).jobs if not job.path.is_relative_to(WORN))


def golden_files() -> list[Path]:
    return sorted(GOLDEN.rglob("*.json"))


def make_anew(out: Path) -> None:
    """Every sample's document below out. Exits where a sample cannot be read."""
    for outcome in convert(jobs(out), Settings()):
        if not outcome.is_read:
            sys.exit(f"{outcome.state}: {outcome.reason}\n{outcome.trace}")


def differences() -> list[Difference]:
    with tempfile.TemporaryDirectory() as folder:
        make_anew(Path(folder))
        return list(compare_folders(Path(folder), GOLDEN))


def comparable(document: bytes) -> bytes:
    """As it is compared on any machine.

    Where a page was read from its image, how sure the recogniser is depends, in its last digits, on how a
    processor multiplies; and so do what it is called unsure of and how likely a mend is.
    """
    values = json.loads(document)
    if values["source"]["ocr"] is None:
        return document
    values["findings"] = [each for each in values["findings"] if each["code"] != "ocr-uncertain"]
    return json.dumps(_without_sureness(values), ensure_ascii=False).encode("utf-8")


def _without_sureness(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _without_sureness(each)
            for key, each in value.items()
            if key not in ("confidence", "grounds", "likeness")
        }
    return [_without_sureness(each) for each in value] if isinstance(value, list) else value


def diff(_: Sequence[str]) -> int:
    found = differences()
    print(*found, f"differences: {len(found)}", sep="\n")
    return 1 if found else 0


def rewrite(_: Sequence[str]) -> int:
    if not os.environ.get(SWITCH):
        sys.exit(f"Golden files are rewritten on purpose only: `make golden`, which sets {SWITCH}.")
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        make_anew(fresh)
        for golden in golden_files():
            if not (fresh / golden.relative_to(GOLDEN)).exists():
                golden.unlink()
                print(f"removed {golden.relative_to(GOLDEN)}: no such sample")
        for path in sorted(fresh.rglob("*.json")):
            _renew(path.read_bytes(), GOLDEN / path.relative_to(fresh))
    return status([])


def _renew(data: bytes, golden: Path) -> None:
    if not golden.exists() or golden.read_bytes() != data:
        write_whole(golden, data)
        print(f"wrote {golden.relative_to(GOLDEN)}")


def seen(files: Sequence[str]) -> int:
    """Records that a person has compared these golden files, as they are now, with their sources."""
    if not files:
        sys.exit("Name the golden files that you compared: make golden-seen FILE=golden/text/….json")
    known = seen_hashes()
    for file in files:
        path = Path(file).resolve()
        if path not in golden_files():
            sys.exit(f"{file} is not a golden file.")
        known[_name(path)] = _hash(path)
    present = {_name(path) for path in golden_files()}
    lines = (f"{name}\t{digest}\n" for name, digest in sorted(known.items()) if name in present)
    write_whole(SEEN, "".join([_HEADING, *lines]).encode("utf-8"))
    return status([])


def status(_: Sequence[str]) -> int:
    not_seen = list(unseen())
    print(f"golden: {len(golden_files())} files, {len(not_seen)} not seen by a person as they are now")
    for name in not_seen:
        print(f"  {name}")
    return 0


def unseen() -> Iterator[str]:
    """Golden files that nobody compared, or that changed since."""
    known = seen_hashes()
    return (_name(path) for path in golden_files() if known.get(_name(path)) != _hash(path))


def seen_hashes() -> dict[str, str]:
    if not SEEN.exists():
        return {}
    _, *lines = SEEN.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def _name(path: Path) -> str:
    return path.relative_to(GOLDEN).as_posix()


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "diff": diff,
    "rewrite": rewrite,
    "status": status,
    "seen": seen,
}


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    try:
        sys.exit(COMMANDS[sys.argv[1]](sys.argv[2:]))
    except ItaError as error:
        sys.exit(str(error))
