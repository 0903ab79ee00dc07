"""Which words are labels in this document, and which of them begins a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ita_extract.labelled.lines import Said

_OFTEN = 0.5
_MOST_LEFT_OUT = 4  # numbers between two numbered labels that are known


def settled(said: Sequence[Said], style: str) -> Iterator[Said]:
    """Each line with its label, or without one. What a colon follows is a label; other words must stand
    behind a mark of this style, and those that only a space parts from their value must come again."""
    times = Counter(line.name for line in said if line.label)
    number = 0
    for line in said:
        if not line.label:
            yield line
        elif _fits(line, style, times[line.name], number):
            number = line.number if line.style == style else 0
            yield line
        else:
            yield line.without_label()


def _fits(line: Said, style: str, times: int, number: int) -> bool:
    """number: of the label before, 0 where that has another mark.

    A heading that only has a label's words, and once, is a title.
    """
    if line.manner in ("counted", "colon"):
        return True
    if line.level:
        return line.manner != "worded" or times > 1
    if line.style != style or (line.manner == "spaced" and times < 2):
        return False
    goes_on = number < line.number <= number + _MOST_LEFT_OUT
    return number > 0 and goes_on if line.manner == "worded" else line.number <= 1 or goes_on


def find_opening(labels: Sequence[Said]) -> str:
    """The name of the label that begins a record: of those that come again and again the one between which
    the others come once, and of these the first."""
    names = [line.name for line in labels]
    times = Counter(names)
    often = [name for name in times if times[name] > _OFTEN * max(times.values())]
    return min(often, key=lambda name: _repeated(names, name), default="")


def _repeated(names: Sequence[str], opening: str) -> int:
    """How many labels have come already in the record that they would stand in."""
    seen: set[str] = set()
    repeated = 0
    for name in names[names.index(opening) :]:
        if name == opening:
            seen = set()
        repeated += name in seen
        seen.add(name)
    return repeated
