"""What a printed line begins with where it begins an item: a number, a letter, a bullet."""

from __future__ import annotations

import re

from ita_extract.thai.numerals import LETTERS

# What begins an item wherever it stands: 1. 1.2) (3), a letter in brackets.
NUMBERED = re.compile(r"\(?\d{1,3}(?:\.\d{1,2}){0,3}[.)](?!\d)|\(\d{1,3}\)")
LETTERED = re.compile(rf"\(?[{LETTERS}A-Za-z]\)")
# What may begin one: a dash; where its neighbour in turn does so, a bare number, 1.2, a letter and a point.
BULLETED = re.compile(r"[-\u2010-\u2015\u2022\u2212\u25a0-\u27bf\uf000-\uf0ff]")
COUNTED = re.compile(rf"(?P<head>(?:\d{{1,2}}\.)*)(?P<number>\d{{1,3}})\s|(?P<letter>[{LETTERS}])\.")
MARKS = (NUMBERED, LETTERED, BULLETED, COUNTED)

_BARE = re.compile(r"\(?(\d{1,3})(?:[.)](?!\d)|\s|$)")
_LISTED = re.compile(rf"\(?(?:(?P<number>\d{{1,2}})|(?P<letter>[{LETTERS}]))[.)](?!\d)")


def count_of(text: str) -> tuple[str, int] | None:
    """How a line is counted, and its number: ("1.", 2) for 1.2, a letter's place in the alphabet."""
    found = COUNTED.match(text)
    if found is None:
        return None
    if found["letter"]:
        return "letter", LETTERS.index(found["letter"])
    return found["head"], int(found["number"])


def row_number(text: str) -> int | None:
    """The number that a row of a table begins with: 3, 3., (3)."""
    found = _BARE.match(text)
    return int(found[1]) if found else None


def place_in_list(text: str) -> int | None:
    """1 for what opens a list (1. or its first letter), 2 and more for what goes on with one."""
    found = _LISTED.match(text)
    if found is None:
        return None
    return int(found["number"]) if found["number"] else LETTERS.index(found["letter"]) + 1
