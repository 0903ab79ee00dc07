"""The words around scores: headings of their tables, rows of totals, sentences that state them."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from ita_extract.ita.tsv import read_rows
from ita_extract.thai.keys import key
from ita_extract.thai.timewords import alternation

Heading = Literal["score", "ordinal", "subject", "guidance", "measures", ""]
TotalRow = Literal["total", "mean", ""]

HIGHEST = 100.0
_FIRST_YEAR, _LAST_YEAR = 2540, 2599
_RESPECTIVELY_REACH = 400
_BEFORE = 20  # characters before a number in which a word may say that it is no score
_BEHIND = 30
_HOPED_REACH = 70
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,2})?")
_APART = re.compile(r"(?<=\d) ?([.,]) ?(?=\d{2}(?!\d))")
_YEAR = re.compile("(?:ประจำ)?(?:ปีงบประมาณ|ปี)?(?:พศ)?25[0-9]{2}")
_RANGE = re.compile(r"\d{1,3}(?:\.\d+)? ?(?:-|–|ถึง) ?\d{1,3}(?:\.\d+)?")
_FIGURES = re.compile(r"^[\d.]+")
_DECIMAL = re.compile(r"(?<![\d.])(?<!\d[-–])(?<!\d [-–] )(?:\d{1,3}\.\d{1,2}|100)(?![\d.]|/| ?[-–] ?\d)")


@cache
def _raw(use: str) -> tuple[str, ...]:
    return tuple(text for row_use, text in read_rows("score_words.tsv") if row_use == use)


@cache
def _words(use: str) -> tuple[str, ...]:
    return tuple(key(text) for row_use, text in read_rows("score_words.tsv") if row_use == use)


def _has(solid: str, use: str) -> bool:
    return _any_of(use).search(solid) is not None


@cache
def _any_of(use: str) -> re.Pattern[str]:
    return re.compile(alternation(_words(use)))


def heading_of(text: str) -> Heading:
    """What a score table's column is for by its heading; "" where that does not tell."""
    solid = _YEAR.sub("", key(text))
    if not solid:
        return "score" if text.strip() else ""
    if solid in _words("ordinal"):
        return "ordinal"
    if _has(solid, "measures"):
        return "measures"
    if _has(solid, "score") and not _has(solid, "other_number"):
        return "score"
    if _has(solid, "guidance"):
        return "guidance"
    return "subject" if _has(solid, "subject") else ""


def is_other_number(heading: str) -> bool:
    return _has(key(heading), "other_number")


def is_item_heading(heading: str) -> bool:
    return key(heading) in _words("item")


def total_row(text: str) -> TotalRow:
    """Whether a cell opens the row of the whole score, or of a mean."""
    solid = key(text)
    if len(solid) > 60:
        return ""
    if solid.startswith(_words("total")):
        return "total"
    return "mean" if solid.startswith(_words("mean")) else ""


def is_explanation(text: str) -> bool:
    return _has(key(text), "explanation")


def is_range(text: str) -> bool:
    """The cell is a band of scores, “95.00 – 100”."""
    return _RANGE.fullmatch(text.strip()) is not None


def read_scores(text: str) -> tuple[float, ...] | None:
    """The scores that a cell of clean text consists of, () for a blank or a dash; None when it holds more.

    Values above 100 are returned as read, except years.
    """
    if text[:1].isalpha() and not text.startswith(_openers()):
        return None
    plain = _APART.sub(".", text)
    for word in (*_raw("unit"), "%"):
        plain = plain.replace(word, " ")
    parts = plain.replace("/", " ").replace(",", " ").replace(";", " ").split()
    if all(part in ("-", "–", "—") for part in parts):
        return ()
    if parts in (["O"], ["o"]):
        return (0.0,)
    if not all(_NUMBER.fullmatch(part) or part.isdecimal() for part in parts):
        return None
    values = tuple(float(part) for part in parts)
    return None if any(_FIRST_YEAR <= value <= _LAST_YEAR for value in values) else values


@cache
def _openers() -> tuple[str, ...]:
    """The letters that scores may begin with: a unit, or O for 0."""
    return (*_raw("unit"), "O", "o")


def is_unreachable(text: str, start: int) -> bool:
    """Words right before the number say that it is a threshold, a difference or another year's score."""
    before = key(text[max(0, start - _BEFORE) : start]).removesuffix("ร้อยละ")
    behind = _FIGURES.sub("", text[start : start + _BEHIND]).replace("คะแนน", " ").lstrip(" %)")
    return before.endswith(_words("not_reached")) or behind.startswith(_raw("behind"))


def is_hoped_for(text: str, start: int) -> bool:
    """Words somewhat before the number say that it is aimed at."""
    return _has(key(text[max(0, start - _HOPED_REACH) : start]), "hoped")


def decimals(text: str) -> list[tuple[float, int]]:
    """The numbers with decimals in running text (and 100) with where they stand."""
    if "." not in text and "100" not in text:
        return []
    return [(float(found[0]), found.start()) for found in _DECIMAL.finditer(text)]


@cache
def _pattern(use: str) -> re.Pattern[str]:
    texts = sorted(
        (t for row_use, t in read_rows("score_words.tsv") if row_use == use), key=len, reverse=True
    )
    return re.compile(
        "|".join(" ?".join(re.escape(part) for part in _syllables(text)) for text in texts), re.I
    )


def _syllables(text: str) -> list[str]:
    """Where a stray space may stand: before each of the words that these phrases are made of."""
    return [part for part in re.split("(คะแนน|ภาพรวม|รวม|ผล|การประเมิน|เฉลี่ย)", text) if part]


def overall_mentions(text: str) -> list[int]:
    """Where clean text begins to speak of the whole score."""
    weak = (found.start() for found in _pattern("overall_weak").finditer(text))
    parted = _pattern("parted").search(text)
    until = parted.start() if parted else len(text)
    return [
        *(found.start() for found in _pattern("overall").finditer(text)),
        *(at for at in weak if at < until),
    ]


def says_respectively(text: str) -> bool:
    return _has(key(text[:_RESPECTIVELY_REACH]), "respectively")
