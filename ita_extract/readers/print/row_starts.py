"""Which printed lines of a table without rules between its rows begin a row.

Of all ways to divide the lines into rows it takes the one that most speaks for: what stands on both sides of
each line end, and what each row then holds. The first columns may hold several rows together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field, replace
from math import inf

from ita_extract.readers.print.item_marks import row_number
from ita_extract.readers.print.printed import Printed, counts_rows, leading
from ita_extract.readers.print.row_seams import GAP, set_apart, shapes, texts

# The chance that a cell is whole where the rows count, and elsewhere. Measured on layouts made for it: 47 of
# 48 cells of counted rows on scans; of all others 3,360 to 3,638 of 3,909 in PDF, 110 of 128 on scans.
COUNTED, UNCOUNTED = 0.97, 0.87
_ANOTHER_ROW = -0.5
_RESUMED, _LATE, _OFF_MIDDLE = -3.0, -3.0, -2.5
_NO_NUMBER, _MORE_NUMBERS, _TEXT_ABOVE_NUMBER = -6.0, -8.0, -6.0
_ALONE = -2.0  # one column filled, and not the first
_BLANK = -6.0  # a merged cell
_MERGED, _MOST_MERGED = -7.0, 3  # that there are such cells, which is rare; columns of them
_MIDDLE = -1.0  # cells are mostly set from the top
_NEXT = 1.5  # leadings: farther apart, two lines of a column have an empty one between them
_OFF = 0.6  # leadings
_LONGEST = 100  # lines of a row: more than a page of print has


@dataclass(frozen=True, slots=True)
class Division:
    """rows: the indexes of the lines that begin rows, the first of them 0; weight: how much speaks for it.

    groups: of those lines the ones at which the cells of the first n_merged columns begin.
    """

    rows: list[int]
    weight: float = 0.0
    n_merged: int = 0
    groups: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines, their leading, and what each line's end says.

    starts: the lines that may begin a row; columns: those that the rows are told by; counted: the first
    column counts them; continued: below its heading, if any, the first may be the rest of one on the page
    before.
    """

    lines: Sequence[Printed]
    step: float
    seams: Sequence[float]
    starts: Sequence[int]
    columns: frozenset[int]
    counted: bool
    continued: bool


def row_starts(lines: Sequence[Printed], *, counted: bool = False, continued: bool = False) -> list[int]:
    """The indexes of the lines that begin rows, the first of them 0, where no cell runs over several rows.

    counted: a page before has shown that the first column counts the rows; continued: the first row may be
    the rest of one on the page before.
    """
    if not lines:
        return []
    return _best(_block(lines, counted=counted or counts_rows(lines), continued=continued)).rows


def division(lines: Sequence[Printed], *, counted: bool = False, continued: bool = False) -> Division:
    """The lines as rows, and the rows as the first columns hold them together; the rest as row_starts."""
    if not lines:
        return Division([])
    block = _block(lines, counted=counted or counts_rows(lines), continued=continued)
    found = _best(block)
    for n_merged in range(1, min(_MOST_MERGED, max(max(line.pieces) for line in lines) - 1) + 1):
        if not any(
            _begins_beside(line, seam, n_merged) for line, seam in zip(lines, block.seams, strict=True)
        ):
            break
        found = max(found, _merged(block, n_merged), key=lambda each: each.weight)
    return found


def _begins_beside(line: Printed, seam: float, n_merged: int) -> bool:
    return seam > 0 and len(line.pieces) > 1 and min(line.pieces) >= n_merged


def _block(lines: Sequence[Printed], *, counted: bool, continued: bool, holes: bool = False) -> _Block:
    step, columns = leading(lines), frozenset(column for line in lines for column in line.pieces)
    told = texts(lines, step, columns - {0} if counted else columns)
    white = shapes(lines, step, holes=holes)
    seams = [text + shape + _ANOTHER_ROW for text, shape in zip(told, white, strict=True)]
    return _Block(lines, step, seams, range(len(lines)), columns, counted, continued)


def _merged(block: _Block, n_merged: int) -> Division:
    """The rows as the other columns have them, each group of them beside one cell of the first columns."""
    lines, first = block.lines, frozenset(range(n_merged))
    rest = {at: other for at, line in enumerate(lines) if (other := _without(line, first)).pieces}
    numbers = list(rest)
    inner = _best(_block(list(rest.values()), counted=False, continued=block.continued, holes=True))
    # A cell that is taller than its rows, and set in their middle, begins above them.
    rows = {row: range(_earliest(lines, numbers, at), row + 1) for at in inner.rows for row in [numbers[at]]}
    apart = set_apart(lines, block.step, first).intersection(rows)
    told = texts(lines, block.step, first - {0} if block.counted else first)
    seams = [text + GAP * (at in apart) for at, text in enumerate(told)]
    starts = [start for row in rows.values() for start in row]
    outer = _best(replace(block, seams=seams, starts=starts, columns=first))
    begins = [next((start for start in outer.rows if start in above), row) for row, above in rows.items()]
    weight = inner.weight + outer.weight - GAP * len(apart) + _MERGED
    found = [0, *begins[1:]]
    return Division(found, weight, n_merged, [start for start in outer.rows if start in found])


def _earliest(lines: Sequence[Printed], numbers: Sequence[int], at: int) -> int:
    """Where the row may begin whose first line with text in the other columns is numbers[at]."""
    if at == 0:
        return 0
    return numbers[at] if lines[numbers[at]].crossing else numbers[at - 1] + 1


def _without(line: Printed, columns: Set[int]) -> Printed:
    if line.crossing:
        return line
    return replace(line, pieces={at: piece for at, piece in line.pieces.items() if at not in columns})


def _best(block: _Block) -> Division:
    from_top, from_middle = _divided(block, _Row.from_top), _divided(block, _Row.around_middle)
    return from_middle if from_middle.weight + _MIDDLE > from_top.weight else from_top


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
        block = self.block
        for column, piece in line.pieces.items():
            if column in self.feet and column in block.columns:
                self.resumed += line.y - self.feet[column] > _NEXT * block.step
            self.tops.setdefault(column, line.y)
            self.feet[column] = line.y
            if column == 0 and block.counted:
                is_number = row_number(piece.text) is not None
                self.numbers += is_number
                self.texts_above += not is_number and not self.numbers

    def weight(self) -> float:
        told = self.tops.keys() & self.block.columns
        if not told:
            return 0.0 if self.rest else _BLANK
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
        return _LATE * sum(self.tops[each] - top > _OFF * self.block.step for each in self._told())

    def around_middle(self) -> float:
        """All columns have one middle; that of a row which the page cut is not known."""
        if self.rest:
            return 0.0
        middle = min(self.tops.values()) + max(self.feet.values())
        off = (abs(self.tops[each] + self.feet[each] - middle) / 2 for each in self._told())
        return _OFF_MIDDLE * sum(distance > _OFF * self.block.step for distance in off)

    def _told(self) -> Set[int]:
        return self.tops.keys() & self.block.columns


def _divided(block: _Block, aligned: Callable[[_Row], float]) -> Division:
    """The division that most speaks for. aligned: how cells stand in rows."""
    n_lines = len(block.lines)
    best = [0.0] + [-inf] * n_lines
    came_from = [0] * (n_lines + 1)
    ends = {*block.starts, n_lines}
    for start in block.starts:
        weight = best[start] + (block.seams[start] if start else 0.0)
        row = _Row(block, block.continued and all(line.bold for line in block.lines[:start]))
        for end in range(start + 1, min(start + _LONGEST, n_lines) + 1):
            line = block.lines[end - 1]
            if end - start > 1 and (line.crossing or block.lines[start].crossing):
                break
            row.add(line)
            if end in ends:
                found = weight + (0.0 if line.crossing else row.weight() + aligned(row))
                if found > best[end]:
                    best[end], came_from[end] = found, start
    return Division(_starts(came_from), best[-1])


def _starts(came_from: Sequence[int]) -> list[int]:
    starts, end = [], len(came_from) - 1
    while end:
        end = came_from[end]
        starts.append(end)
    return starts[::-1]
