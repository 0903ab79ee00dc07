"""Grades and pass marks: both systems, by fiscal year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from ita_extract.ita.questions import Instrument
from ita_extract.ita.tsv import read_rows
from ita_extract.thai.keys import key

PASS_MARK = 85.0

_LETTER = re.compile("(?<![A-Za-z])(AA|[A-F])(?![A-Za-z-])")


class Grade(NamedTuple):
    first_year: int
    last_year: int
    name: str
    least_total: float
    least_instrument: float


@cache
def grades() -> tuple[Grade, ...]:
    return tuple(
        Grade(int(since), int(until), name, float(total), float(instrument))
        for since, until, name, total, instrument, _ in read_rows("grades.tsv")
    )


def grade_of(total: float, instruments: Mapping[Instrument, float], fiscal_year: int | None) -> str | None:
    """The grade that the scores give in that year; None for years without grades."""
    for grade in grades():
        if fiscal_year is None or not grade.first_year <= fiscal_year <= grade.last_year:
            continue
        if total >= grade.least_total and min(instruments.values()) >= grade.least_instrument:
            return grade.name
    return None


def is_grade(name: str, fiscal_year: int | None) -> bool:
    """A grade of this name is given in that year; in any year when None."""
    return any(
        grade.name == name and (fiscal_year is None or grade.first_year <= fiscal_year <= grade.last_year)
        for grade in grades()
    )


def is_mere_pass(name: str, total: float) -> bool:
    """“ผ่าน” is a grade, but people print it for any score that passes."""
    return name == "ผ่าน" and total >= PASS_MARK


def possible_grades(total: float, fiscal_year: int | None) -> tuple[str, ...]:
    """The grades that a total may have, whatever the instruments' scores."""
    if fiscal_year is None:
        return ()
    found = [
        grade
        for grade in grades()
        if grade.first_year <= fiscal_year <= grade.last_year and total >= grade.least_total
    ]
    sure = next((at for at, grade in enumerate(found) if not grade.least_instrument), len(found))
    return tuple(grade.name for grade in found[: sure + 1])


@cache
def _spellings() -> tuple[tuple[str, str], ...]:
    """Words → grade, longest first."""
    found = [
        (key(spelling), name)
        for _, _, name, _, _, spellings in read_rows("grades.tsv")
        for spelling in (name, *spellings.split("|"))
        if len(key(spelling)) > 2
    ]
    return tuple(sorted(found, key=lambda entry: -len(entry[0])))


def read_grade(text: str) -> str | None:
    """The grade that a short text states: a letter by itself, or words."""
    if letter := _LETTER.search(text):
        return letter[1]
    solid = key(text)
    if solid.startswith("ไม่"):
        return None
    return next(
        (grade for words, grade in _spellings() if solid.startswith(words) or solid.endswith(words)), None
    )


def read_pass(text: str) -> bool | None:
    """Whether a cell says that the pass mark was reached."""
    solid = key(text)
    if solid.startswith(("ไม่ผ่าน", "ต้องปรับปรุง")) or solid.endswith("ไม่ผ่านเกณฑ์"):
        return False
    return True if solid.startswith("ผ่าน") or solid.endswith("ผ่านเกณฑ์") else None
