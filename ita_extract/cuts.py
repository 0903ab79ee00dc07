"""Whether the row that opens a page goes on with the row at the foot of the page before: what its cells say.

A row of its own has other evidence than one that a page cut: its lists begin at 1, its paragraphs begin where
the line above had room left, it repeats what other rows have. Each column is weighed by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from ita_extract.ita.mark import Mark
from ita_extract.ita.marks import find_marks
from ita_extract.ita.seams import goes_on_behind
from ita_extract.ita.units import unit_share
from ita_extract.model.grid import GridRow, Row, Slot
from ita_extract.thai.glyphs import MARKS
from ita_extract.thai.line_ends import is_cut_word
from ita_extract.thai.words import segment

SURE, LIKELY = 3.0, 1.5
NO_NUMBER = 2.0  # where the other rows have one

# What each sign adds: roughly the logarithm of how much more often it is seen at a cut than elsewhere.
_NEXT_NUMBER, _FIRST_NUMBER, _BEGINS_BULLET = 2.5, -2.5, -1.0
_LEAVES_LIST, _INSIDE_PHRASE, _INSIDE_WORD, _INSIDE_NAME = 0.7, 2.0, 1.0, 2.0
_MOST_FOR_ROOM, _HAD_ROOM = 1.4, -1.5
_ENDED_ABOVE, _BEGINS_BELOW, _REPEATED = 0.8, -2.0, -2.5
_USUAL = 0.8  # share of the rows in which a column that is always filled is filled
_SLACK = 3  # letters of other widths
_REACH = 200  # characters
_LONGEST_REPEATED = 60  # names and times
_MARK = re.compile(f"[{''.join(sorted(MARKS))}]")


@dataclass(frozen=True, slots=True)
class Printed:
    """What a column's cells are like. longest: its longest printed line in letters, 0 where none is wrapped;

    filled: share of its cells; texts: those of its whole cells.
    """

    longest: int
    filled: float
    texts: frozenset[str]

    @classmethod
    def of(cls, slots: Sequence[Slot], whole: Sequence[Slot]) -> Printed:
        """whole: the cells that no page can have cut."""
        own = [slot for slot in slots if slot.own]
        wrapped = any(part.raw.count("\n") > part.text.count("\n") for slot in own for part in slot.parts)
        lines = [line for slot in own for line in slot.raw.split("\n")]
        longest = max(map(_width, lines), default=0) if wrapped else 0
        return cls(longest, len(own) / max(len(slots), 1), frozenset(slot.text.strip() for slot in whole))

    @property
    def is_usual(self) -> bool:
        return self.filled >= _USUAL


def columns_of(rows: Sequence[GridRow]) -> list[Printed]:
    width = max((len(row.slots) for row in rows), default=0)
    return [Printed.of(_slots(rows, index), _slots(_inner(rows), index)) for index in range(width)]


def _slots(rows: Sequence[GridRow], index: int) -> list[Slot]:
    return [row.slots[index] for row in rows if index < len(row.slots)]


def _inner(rows: Sequence[GridRow]) -> list[GridRow]:
    return [row for row in rows if not row.opens_part]


def evidence(above: Row, row: GridRow, columns: Sequence[Printed], passed: set[int]) -> float:
    """Above 0 where the row is rather the rest of the one above; passed: columns that say nothing."""
    page = max((part.place.page or 0 for slot in above.slots for part in slot.parts), default=0)
    total = 0.0
    for index, (before, after, column) in enumerate(zip(above.slots, row.slots, columns, strict=False)):
        if index in passed or index in row.merging | above.merging or before.inherited or after.inherited:
            continue
        last = before.parts[-1] if before.parts and (before.parts[-1].place.page or 0) == page else None
        if last is not None and last.text.strip():
            total += _column(last.text.strip(), last.raw, after.text.strip(), column)
        elif after.own:
            total += _BEGINS_BELOW
    return total


def _column(above: str, printed: str, below: str, column: Printed) -> float:
    if not below:
        return _ENDED_ABOVE if column.is_usual else 0.0
    if len(below) <= _LONGEST_REPEATED and below in column.texts:
        return _REPEATED
    marks, ended = find_marks(below[:_REACH]), _last_number(above)
    if marks and marks[0].start == 0:
        return _at_mark(marks[0], ended)
    score = _room(printed, below, column.longest)
    first = next((mark for mark in marks if mark.path and mark.where == "line"), None)
    if first is not None and ended is not None:
        score += _NEXT_NUMBER if _is_next(first, ended) else 0.0
    elif ended is not None:
        score += _LEAVES_LIST
    if goes_on_behind(above, below):
        score += _INSIDE_PHRASE
    elif _is_one_name(above, below):
        score += _INSIDE_NAME
    return score + (_INSIDE_WORD if is_cut_word(above, below) else 0.0)


def counts_on(above: str, below: str) -> bool:
    """The text below begins with the number that the last item of the one above asks for."""
    ended, marks = _last_number(above.strip()), find_marks(below.strip()[:_REACH])
    return ended is not None and bool(marks) and marks[0].start == 0 and _is_next(marks[0], ended)


def _at_mark(first: Mark, ended: Mark | None) -> float:
    if not first.path:
        return 0.0 if ended is not None and ended.style == first.style else _BEGINS_BULLET
    if ended is not None and _is_next(first, ended):
        return _NEXT_NUMBER
    return _FIRST_NUMBER if first.path[-1] == 1 else 0.0


def _last_number(text: str) -> Mark | None:
    marks = [mark for mark in find_marks(text) if mark.where == "line"]
    return marks[-1] if marks else None


def _is_next(mark: Mark, above: Mark) -> bool:
    return bool(above.path) and mark.style == above.style and mark.path[-1] == above.path[-1] + 1


def _room(printed: str, below: str, longest: int) -> float:
    """Whether the first word below would still have fitted behind the last line above."""
    if not longest:
        return 0.0
    room = longest - _width(printed.rstrip().rsplit("\n", 1)[-1])
    word = _width(segment(below.split(None, 1)[0])[0])
    if room < word + _SLACK:
        # Of paragraphs that end anywhere, so many leave that little room; in a narrow column most do.
        return min(max(log(longest / (word + _SLACK)), 0.0), _MOST_FOR_ROOM)
    return _HAD_ROOM if room > word + 2 * _SLACK else 0.0


def _is_one_name(above: str, below: str) -> bool:
    """Both texts together name a unit, and neither does alone."""
    return unit_share(above + below) == 1.0 and max(unit_share(above), unit_share(below)) < 1.0


def _width(text: str) -> int:
    return len(text) - len(_MARK.findall(text))
