"""Which printed lines of a table without rules between its rows begin a row.

Of all ways to divide the lines into rows it takes the one that most speaks for: what stands on both sides of
each line end, and what each row then holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import inf

from ita_extract.readers.pdf.item_marks import row_number
from ita_extract.readers.pdf.printed import Printed, counts_rows, leading
from ita_extract.readers.pdf.row_seams import seams

# The chance that a cell is whole where the rows count, and elsewhere. Measured on layouts made for it: 47 of
# 48 cells of counted rows on scans; of all others 3,360 to 3,638 of 3,909 in PDF, 110 of 128 on scans.
COUNTED, UNCOUNTED = 0.97, 0.87
_ANOTHER_ROW = -0.5
_RESUMED, _LATE, _OFF_MIDDLE = -3.0, -3.0, -2.5
_NO_NUMBER, _MORE_NUMBERS, _TEXT_ABOVE_NUMBER = -6.0, -8.0, -6.0
_ALONE = -2.0  # one column filled, and not the first
_MIDDLE = -1.0  # cells are mostly set from the top
_NEXT = 1.5  # leadings: farther apart, two lines of a column have an empty one between them
_OFF = 0.6  # leadings
_LONGEST = 100  # lines of a row: more than a page of print has


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines, their leading, what each line's end says, and whether the first column counts the rows.

    continued: below its heading, if any, the first row may be the rest of one on the page before.
    """

    lines: Sequence[Printed]
    step: float
    seams: Sequence[float]
    counted: bool
    continued: bool


def row_starts(lines: Sequence[Printed], *, counted: bool = False, continued: bool = False) -> list[int]:
    """The indexes of the lines that begin rows, the first of them 0.

    counted: a page before has shown that the first column counts the rows; continued: the first row may be
    the rest of one on the page before.
    """
    if not lines:
        return []
    counted = counted or counts_rows(lines)
    step = leading(lines)
    block = _Block(lines, step, seams(lines, step, counted), counted, continued)
    from_top, top = _divided(block, _Row.from_top)
    from_middle, middle = _divided(block, _Row.around_middle)
    return middle if from_middle + _MIDDLE > from_top else top


@dataclass(slots=True)
class _Row:
    """A row in the making. rest: perhaps of one that a page cut; tops, feet: of what each column holds."""

    block: _Block
    rest: bool
    tops: dict[int, float] = field(default_factory=dict)
    feet: dict[int, float] = field(default_factory=dict)
    resumed: int = 0
    numbers: int = 0
    texts_above: int = 0

    def add(self, line: Printed) -> None:
        for column, piece in line.pieces.items():
            self.resumed += column in self.feet and line.y - self.feet[column] > _NEXT * self.block.step
            self.tops.setdefault(column, line.y)
            self.feet[column] = line.y
            if column == 0 and self.block.counted:
                is_number = row_number(piece.text) is not None
                self.numbers += is_number
                self.texts_above += not is_number and not self.numbers

    def weight(self) -> float:
        alone = len(self.tops) == 1 and 0 not in self.tops and not self.rest
        numbers = self._numbers() if self.block.counted else 0.0
        return _RESUMED * self.resumed + _ALONE * alone + numbers

    def _numbers(self) -> float:
        if self.numbers:
            above = _TEXT_ABOVE_NUMBER if self.texts_above else 0.0
            return above + _MORE_NUMBERS * (self.numbers - 1)
        return 0.0 if self.texts_above or self.rest else _NO_NUMBER

    def from_top(self) -> float:
        """All columns begin with the row."""
        top = min(self.tops.values())
        return _LATE * sum(y - top > _OFF * self.block.step for y in self.tops.values())

    def around_middle(self) -> float:
        """All columns have one middle; that of a row which the page cut is not known."""
        if self.rest:
            return 0.0
        middle = min(self.tops.values()) + max(self.feet.values())
        off = (abs(self.tops[each] + self.feet[each] - middle) / 2 for each in self.tops)
        return _OFF_MIDDLE * sum(distance > _OFF * self.block.step for distance in off)


def _divided(block: _Block, aligned: Callable[[_Row], float]) -> tuple[float, list[int]]:
    """The best division's weight, and the lines at which its rows begin. aligned: how cells stand in rows."""
    n_lines = len(block.lines)
    best = [0.0] + [-inf] * n_lines
    came_from = [0] * (n_lines + 1)
    for start in range(n_lines):
        weight = best[start] + _ANOTHER_ROW + (block.seams[start] if start else 0.0)
        row = _Row(block, block.continued and all(line.bold for line in block.lines[:start]))
        for end in range(start + 1, min(start + _LONGEST, n_lines) + 1):
            line = block.lines[end - 1]
            if end - start > 1 and (line.crossing or block.lines[start].crossing):
                break
            row.add(line)
            found = weight + (0.0 if line.crossing else row.weight() + aligned(row))
            if found > best[end]:
                best[end], came_from[end] = found, start
    return best[-1], _starts(came_from)


def _starts(came_from: Sequence[int]) -> list[int]:
    starts, end = [], len(came_from) - 1
    while end:
        end = came_from[end]
        starts.append(end)
    return starts[::-1]
