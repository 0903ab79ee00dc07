"""Which words are labels in this document, and which of them begins a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ita_extract.labelled.lines import Said

_OFTEN = 0.5
_MOST_LEFT_OUT = 4  # numbers between two numbered labels that are known


def is_label(said: Sequence[Said], style: str) -> list[bool]:
    """For each line. What a colon follows is one; other words must stand behind a mark of this style, and
    those that only a space parts from their value must come again."""
    times = Counter(line.key for line in said if line.label)
    named: list[bool] = []
    number = 0
    for line in said:
        fits = line.label is not None and _fits(line, style, times[line.key], number)
        named.append(fits)
        if fits and line.style == style:
            number = line.number
    return named


def _fits(line: Said, style: str, times: int, number: int) -> bool:
    if line.manner in ("counted", "colon") or line.level:
        return True
    if line.style != style or (line.manner == "spaced" and times < 2):
        return False
    return not line.number or line.number == 1 or number < line.number <= number + _MOST_LEFT_OUT


def find_opening(labels: Sequence[Said]) -> str:
    """The key of the label that begins a record: the first of those that come again and again."""
    times = Counter(line.key for line in labels)
    most = max(times.values(), default=0)
    return next((key for key in times if times[key] > _OFTEN * most), "")
