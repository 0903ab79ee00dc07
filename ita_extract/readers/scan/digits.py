"""Digits that two readings give in two ways. Which is right is not for a program to settle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from ita_extract.model.document import Doubt, Place
from ita_extract.thai.digits import to_arabic

CODE = "digit-conflict"
_NUMBER = re.compile(r"\d+(?:[.,/:-]\d+)*")
_DECIMAL = re.compile(r"\d[\d,]*\.\d+")


@dataclass(frozen=True, slots=True)
class Conflict:
    """What stands in each text; "" where one has nothing. start, end: in the first one."""

    first: str
    second: str
    start: int
    end: int


def conflicts(first: str, second: str) -> list[Conflict]:
    """Where two readings of a text differ in their numbers, whatever the script, the spaces and the signs."""
    ours, theirs = list(_NUMBER.finditer(first)), list(_NUMBER.finditer(second))
    values = [_value(found[0]) for found in ours], [_value(found[0]) for found in theirs]
    found = []
    for step in Levenshtein.opcodes(*values):
        mine, other = ours[step.src_start : step.src_end], theirs[step.dest_start : step.dest_end]
        if step.tag == "equal" or _values(mine) == _values(other):
            continue
        place = (mine[0].start(), mine[-1].end()) if mine else (0, len(first))
        found.append(Conflict(_words(mine), _words(other), *place))
    return found


def doubt_of(conflict: Conflict, names: tuple[str, str], place: Place) -> Doubt:
    """names: of the engines that read the first and the second."""
    told = " and ".join(
        f"“{text}” by {name}" if text else f"nothing by {name}"
        for text, name in zip((conflict.first, conflict.second), names, strict=True)
    )
    return Doubt(CODE, f"Page {place.page}: digits are read as {told}.", (place,))


def _value(number: str) -> str:
    """Its digits, and the point of a decimal number."""
    kept = "." if _DECIMAL.fullmatch(number) else ""
    return "".join(sign for sign in to_arabic(number) if sign.isdecimal() or sign == kept)


def _values(numbers: Sequence[re.Match[str]]) -> str:
    return "".join(_value(found[0]) for found in numbers)


def _words(numbers: Sequence[re.Match[str]]) -> str:
    return " ".join(found[0] for found in numbers)
