"""Scans of the sample reports say what the Word files say: to the letter where that is possible, else nearly.

samples/scan has golden files, which are compared here with the Word files' without reading anything again;
what is in samples/worn is read once and measured. White space is no letter.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz.distance import Levenshtein

from ita_extract import extract
from ita_extract.output.json import report_to_json

ROOT = Path(__file__).parent.parent
SAMPLES, GOLDEN = ROOT / "samples", ROOT / "golden"
EXACT = sorted((SAMPLES / "scan").iterdir())
WORN = sorted((SAMPLES / "worn").iterdir())

MOST_WRONG = 0.015  # of a worn scan's letters
DIGITS, DATES = 0.98, 0.95  # of all worn scans', that are right

Facts = dict[str, Any]
_FIELDS = ("issue", "measure", "owner", "steps", "timeline", "monitoring", "result", "problem")
_FIELDS += ("suggestion", "budget", "kpi", "remark")


def word_of(scan: Path) -> Facts:
    """What the Word file of the scanned report gives."""
    known = next(path for path in (GOLDEN / "docx").iterdir() if scan.name.startswith(path.name[:-10]))
    facts: Facts = json.loads(known.read_text(encoding="utf-8"))
    return facts


def golden_of(scan: Path) -> Facts:
    facts: Facts = json.loads((GOLDEN / "scan" / f"{scan.name}.json").read_text(encoding="utf-8"))
    return facts


def texts(report: Facts) -> list[str]:
    """Every field of every measure, in order; "" for one that the report has no column for."""
    fields = [measure[name] for measure in report["measures"] for name in _FIELDS]
    return ["".join(field["text"].split()) if field else "" for field in fields]


def times(report: Facts) -> list[list[Facts]]:
    """The dates of each measure, without the words that say them."""
    fields = [measure["timeline"] for measure in report["measures"]]
    return [[{**event, "text": ""} for event in field["events"]] if field else [] for field in fields]


def places(report: Facts) -> list[tuple[Any, ...]]:
    return [(measure["number"], measure["section"]) for measure in report["measures"]]


@pytest.fixture(scope="session")
def read() -> Callable[[Path], Facts]:
    """Each file is read once, for it takes a second a page."""
    known: dict[Path, Facts] = {}

    def reading(path: Path) -> Facts:
        if path not in known:
            known[path] = json.loads(report_to_json(extract(path)))
        return known[path]

    return reading


def named(paths: list[Path]) -> Any:
    return pytest.mark.parametrize("path", paths, ids=lambda path: path.name)


def test_there_are_scans_of_both_kinds() -> None:
    assert EXACT
    assert WORN


@named(EXACT)
def test_a_clean_scan_says_what_the_word_file_says(path: Path) -> None:
    scan, word = golden_of(path), word_of(path)
    assert texts(scan) == texts(word)
    assert times(scan) == times(word)
    assert places(scan) == places(word)
    assert scan["report"] == word["report"]


@named(WORN)
def test_a_worn_scan_says_nearly_what_the_word_file_says(path: Path, read: Callable[[Path], Facts]) -> None:
    scan, word = read(path), word_of(path)
    assert places(scan) == places(word)
    wrong = sum(
        Levenshtein.distance(found, true) for found, true in zip(texts(scan), texts(word), strict=True)
    )
    assert wrong <= MOST_WRONG * sum(map(len, texts(word)))
    for fact in ("kind", "agency", "fiscal_year", "period"):
        assert scan["report"][fact] == word["report"][fact]


def test_digits_of_worn_scans(read: Callable[[Path], Facts]) -> None:
    pairs = [pair for path in WORN for pair in zip(texts(word_of(path)), texts(read(path)), strict=True)]
    kept = [letter for true, found in pairs for letter in matched(true, found)]
    digits = sum(letter.isdecimal() for true, _ in pairs for letter in true)
    assert digits > 300
    assert sum(letter.isdecimal() for letter in kept) >= DIGITS * digits


def matched(true: str, found: str) -> Iterator[str]:
    for block in Levenshtein.opcodes(true, found):
        if block.tag == "equal":
            yield from true[block.src_start : block.src_end]


def test_dates_of_worn_scans(read: Callable[[Path], Facts]) -> None:
    pairs = [pair for path in WORN for pair in zip(times(word_of(path)), times(read(path)), strict=True)]
    assert len(pairs) > 30
    assert sum(true == found for true, found in pairs) >= DATES * len(pairs)


def test_scores_of_a_worn_scan(read: Callable[[Path], Facts]) -> None:
    path = SAMPLES / "worn" / "chum-phae-scores.pdf"
    assert read(path)["assessment"] == word_of(path)["assessment"]


@named([*EXACT, *WORN])
def test_findings_speak_of_doubtful_letters_only(path: Path, read: Callable[[Path], Facts]) -> None:
    report = golden_of(path) if path in EXACT else read(path)
    codes = {finding["code"] for finding in report["findings"]}
    assert codes <= {"ocr-uncertain", "letter-suspect", "row-continued"}


def test_only_pages_whose_text_is_not_to_be_believed_are_read_as_images(
    read: Callable[[Path], Facts],
) -> None:
    assert golden_of(SAMPLES / "scan" / "huai-thalaeng-mixed.pdf")["source"]["ocr"]["pages"] == [2]
    assert read(SAMPLES / "worn" / "chiang-dao-nonsense.pdf")["source"]["ocr"]["pages"] == [1, 2]
