"""The faults that the samples hold on purpose (samples/README.md) are found, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from ita_extract import extract

SAMPLES = Path(__file__).parent.parent / "samples"
# Scans are read in tests/test_scan_samples.py: each takes seconds.
FILES = sorted(path for path in SAMPLES.glob("*/*") if path.parent.name not in ("scan", "worn"))

FAULTS = {
    "every-timeline.txt": [("timeline-unread", "m19")],
    "exchanged-cells.txt": [("cells-swapped", "m3")],
    "glued-owner.txt": [("cells-shifted", "m2")],
    "half-year-cp874.txt": [("timeline-unread", "m3")],
    "letter.txt": [("no-measures", None)],
    "loops.txt": [("repetition-cut", None), ("repetition-cut", None)],
    "nested-lists.txt": [("timeline-unread", "m5"), ("timeline-unread", "m8")],
    "pages-continued.txt": [("timeline-unread", "m5"), ("timeline-unread", "m6")],
    "results-budget.md": [("numbering-gap", "m4")],
    "scores.md": [("pass-mismatch", None), ("total-mismatch", None)],
    "shifted-row.txt": [("cells-shifted", "m3")],
}


def test_there_are_samples() -> None:
    assert {path.name for path in FILES} >= FAULTS.keys()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_each_fault_is_found_and_none_invented(path: Path) -> None:
    found = [
        (f.code, f.measure)
        for f in extract(path).findings
        if f.code not in ("row-continued", "ocr-uncertain")
    ]
    assert sorted(found, key=str) == FAULTS.get(path.name, [])
