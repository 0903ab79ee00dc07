"""Tables with rules between their columns but none between their rows: rows by where their numbers stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ita_extract.model.document import Box
from ita_extract.readers.grid import Lattice, Slot
from ita_extract.readers.pdf.lines import Line

_TALL = 6  # lines: a lower row is one row
_ANCHOR = re.compile(r"\(?(\d{1,3})(?:[.)](?!\d)|$)")

Contents = list[list[Line]]


def split_body(grid: Lattice, contents: Contents) -> tuple[Lattice, Contents]:
    """The last row cut where its first column numbers on; unchanged where that is not certain.

    Certain: every number in turn, and each on one baseline with the head of a line in another column.
    """
    last = [number for number, slot in enumerate(grid.slots) if slot.row == grid.n_rows - 1]
    if not _is_tall_body(grid, contents, last):
        return grid, contents
    columns = [contents[number] for number in last]
    cuts = _cuts(columns)
    if not cuts:
        return grid, contents
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
    return Lattice(grid.xs, (*grid.ys[:-1], *cuts, grid.ys[-1]), tuple(slots)), shared


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


def _begins_a_row(anchor: Line, others: Sequence[list[Line]]) -> bool:
    near = 0.35 * anchor.size
    return any(abs(line.y - anchor.y) <= near for lines in others for line in lines)


def _middle(line: Line) -> float:
    return line.y - 0.3 * line.size
