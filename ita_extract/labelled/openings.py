"""Which words are labels in this document, and which of them begins a record."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from ita_extract.ita.marks import opens_list
from ita_extract.labelled.lines import Said, cut
from ita_extract.thai.keys import key

_OFTEN = 0.5
_FEWEST = 2
_WORDS = re.compile(r"\s*([^:\d\s][^:\d]{1,38}):(?!/)")
_MOST_LEFT_OUT = 4  # numbers between two numbered labels that are known


def settled(said: Sequence[Said], style: str) -> Iterator[Said]:
    """Each line with its label, or without one. What a colon follows is a label; other words must stand
    behind a mark of this style, and those that only a space parts from their value must come again."""
    times = Counter(line.name for line in said if line.label)
    number = 0
    for line in _with_repeated(said, style, max(times.values(), default=0)):
        if not line.label:
            yield line
        elif _fits(line, style, times.get(line.name, 0), number):
            number = line.number if line.style == style else 0
            yield line
        else:
            yield line.without_label()


def _with_repeated(said: Sequence[Said], style: str, records: int) -> Iterator[Said]:
    """Unknown words before a colon are a label where they begin a line in most records, marked like the known
    ones; but not what a label says whose value stands below it."""
    colons = [None if line.label or line.wall or line.style != style else _colon(line) for line in said]
    beneath = accumulate(said, _value_below, initial=False)
    times = Counter(
        key(found[1]) for found, below in zip(colons, beneath, strict=False) if found and not below
    )
    for line, found in zip(said, colons, strict=True):
        often = found is not None and times[key(found[1])] >= max(_OFTEN * records, _FEWEST)
        yield _labelled(line, found) if found and often else line


def _value_below(before: bool, line: Said) -> bool:
    """Whether the label that was read last, this line's or one before it, says nothing beside it."""
    return not line.cell.text.strip() if line.label else before and not line.wall


def _colon(line: Said) -> re.Match[str] | None:
    """None before a list that the words introduce."""
    found = _WORDS.match(line.cell.text, line.lead.end)
    return None if found and opens_list(found[1]) else found


def _labelled(line: Said, found: re.Match[str]) -> Said:
    label = cut(line.cell, *found.span(1))
    value = cut(line.cell, found.end(), len(line.cell.text))
    return replace(line, cell=value, label=label, manner="colon", name=key(found[1]), line=line.cell)


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
