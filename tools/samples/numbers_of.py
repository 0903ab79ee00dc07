"""Typed list numbers → the automatic numbering that prints the same."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORMATS = {"๑": "thaiNumbers", "1": "decimal", "ก": "thaiLetters"}
_LABEL = re.compile(r"(\(?)((?:[๐-๙]+|[0-9]+|[ก-ฮ])(?:\.(?:[๐-๙]+|[0-9]+))?)([.)]?) (?=\S)")


@dataclass(frozen=True)
class Level:
    """A list level as numbering.xml says it; pattern: with %1 … for the numbers."""

    number_format: str
    pattern: str


@dataclass(frozen=True)
class Line:
    """level: its place in the list's levels, or None for a line without a number; text: without it."""

    level: int | None
    text: str


def split_numbers(text: str) -> tuple[list[Level], list[Line]]:
    """Levels in the order in which they first appear, which is how they nest."""
    levels: list[Level] = []
    lines = []
    for line in text.split("\n"):
        found = _LABEL.match(line)
        if found is None or not (found[1] or found[3] or "." in found[2]):
            lines.append(Line(None, line))
            continue
        level = _level(found)
        if level not in levels:
            levels.append(level)
        lines.append(Line(levels.index(level), line[found.end() :]))
    return levels, lines


def _level(found: re.Match[str]) -> Level:
    number = found[2]
    first = number[0]
    kind = "๑" if "๐" <= first <= "๙" else "1" if first.isdigit() else "ก"
    inner = "%1.%2" if "." in number else "%{}"
    return Level(_FORMATS[kind], f"{found[1]}{inner}{found[3]}")
