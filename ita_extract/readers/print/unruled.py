"""Tables with rules between their columns but none between their rows: rows by where their numbers stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from ita_extract.model.document import Box
from ita_extract.readers.print.carrying import Columns
from ita_extract.readers.print.grid import Lattice, Slot
from ita_extract.readers.print.lines import Line
from ita_extract.readers.print.printed import Piece, Printed
from ita_extract.readers.print.row_starts import COUNTED, UNCOUNTED, row_starts
from ita_extract.readers.print.words import first_word

_TALL = 6  # lines: a lower row is one row
_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 3  # where no number says that they are rows
_UNTOLD = 0.25  # of the rows, that none of their columns begins after an empty line
_SAME_LINE = 0.35  # ems
_RULE = 2.5  # points on either side of a rule that no text enters
_ANCHOR = re.compile(r"\(?(\d{1,3})(?:[.)](?!\d)|$)")

Contents = list[list[Line]]


def split_body(grid: Lattice, contents: Contents) -> tuple[Lattice, Contents]:
    """The last row cut where its first column numbers on; unchanged where that is not certain.

    Certain: every number in turn, and each on one baseline with the head of a line in another column. Where
    there are no numbers: all columns begin together, again and again, mostly some after an empty line.
    """
    last = [number for number, slot in enumerate(grid.slots) if slot.row == grid.n_rows - 1]
    if not _is_tall_body(grid, contents, last):
        return grid, contents
    columns = [contents[number] for number in last]
    counted = _cuts(columns)
    cuts = counted or _cuts_without_numbers(columns)
    if not cuts:
        return grid, contents
    certainty = grid.certainty * (COUNTED if counted else UNCOUNTED)
    kept = [number for number in range(len(grid.slots)) if number not in last]
    slots = [grid.slots[number] for number in kept]
    shared = [contents[number] for number in kept]
    tops = [grid.ys[-2], *cuts]
    bottoms = [*cuts, grid.ys[-1]]
    for row, (top, bottom) in enumerate(zip(tops, bottoms, strict=True), grid.n_rows - 1):
        for number in last:
            slot = grid.slots[number]
            box = Box(slot.box.x0, top, slot.box.x1, bottom)
            slots.append(Slot(row, slot.column, 1, slot.column_span, box))
            shared.append([line for line in contents[number] if top <= _middle(line) < bottom])
    return Lattice(grid.xs, (*grid.ys[:-1], *cuts, grid.ys[-1]), tuple(slots), certainty), shared


def _is_tall_body(grid: Lattice, contents: Contents, last: Sequence[int]) -> bool:
    """One tall row under a heading or by itself: the rules stop at the heading."""
    if len(last) < 2 or any(grid.slots[number].row_span != 1 for number in last):
        return False
    heading = [len(lines) for number, lines in enumerate(contents) if number not in last]
    return (
        grid.n_rows <= 3
        and max(heading, default=0) < _TALL
        and max(len(contents[number]) for number in last) >= _TALL
    )


def _cuts(columns: Sequence[list[Line]]) -> list[float]:
    anchors = [(int(found.group(1)), line) for line in columns[0] if (found := _ANCHOR.match(line.text))]
    numbers = [number for number, _ in anchors]
    if len(anchors) < 2 or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return []
    if not all(_begins_a_row(line, columns[1:]) for _, line in anchors):
        return []
    cuts = [line.y - line.size for _, line in anchors]
    above = any(_middle(line) < cuts[0] for lines in columns for line in lines)
    return cuts if above else cuts[1:]


def _cuts_without_numbers(columns: Sequence[list[Line]]) -> list[float]:
    lines = _printed(columns)
    starts = row_starts(lines, continued=True)[1:]
    heads = [lines[start] for start in starts]
    if len(heads) + 1 < _FEWEST_ROWS or len(columns) < _FEWEST_COLUMNS:
        return []
    if any(len(head.pieces) < len(columns) for head in heads):
        return []
    resumed = [len(columns) - len(lines[start - 1].pieces) for start in starts]
    return [head.y - head.size for head in heads] if resumed.count(0) <= _UNTOLD * len(resumed) else []


def _printed(columns: Sequence[list[Line]]) -> list[Printed]:
    """The columns' lines by their baselines."""
    order = sorted(
        ((line, column) for column, lines in enumerate(columns) for line in lines), key=lambda each: each[0].y
    )
    found: list[Printed] = []
    for line, column in order:
        if found and line.y - found[-1].y <= _SAME_LINE * line.size and column not in found[-1].pieces:
            last = found.pop()
            found.append(Printed(last.y, last.size, {**last.pieces, column: _piece(line)}))
        else:
            found.append(Printed(line.y, line.size, {column: _piece(line)}))
    return found


def _piece(line: Line) -> Piece:
    return Piece(line.text, line.left, line.right, line.bold, partial(_word, line))


def _word(line: Line) -> float:
    """How wide the first word is."""
    return line.reach(len(first_word(line.text))) - line.left


def columns_of(grid: Lattice, contents: Contents) -> Columns:
    """What a page that goes on with the table finds its columns by, though no level rule shows them."""
    gutters = tuple((x - _RULE, x + _RULE) for x in grid.xs[1:-1])
    places = tuple((left + _RULE, right - _RULE) for left, right in pairwise(grid.xs))
    first = [lines[0] for slot, lines in zip(grid.slots, contents, strict=True) if slot.column == 0 and lines]
    counted = sum(bool(_ANCHOR.match(line.text)) for line in first) * 2 > len(first)
    return Columns(gutters, places, counted, grid.ys[-1])


def _begins_a_row(anchor: Line, others: Sequence[list[Line]]) -> bool:
    near = 0.35 * anchor.size
    return any(abs(line.y - anchor.y) <= near for lines in others for line in lines)


def _middle(line: Line) -> float:
    return line.y - 0.3 * line.size
