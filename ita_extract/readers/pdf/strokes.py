"""Lines and arrows that run through blank cells of a row, as plans show the months of their work."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from ita_extract.model.document import Box
from ita_extract.readers.pdf.shapes import Fill
from ita_extract.readers.print.edges import SNAP
from ita_extract.readers.print.grid import Lattice
from ita_extract.readers.print.lines import Line
from ita_extract.readers.shades import BLACK

_ALONG = 0.6  # of a cell's width, that a stroke takes at the least
_INSIDE = 0.15  # of a row's height, that it keeps from the row's own rules


def strokes_of(grid: Lattice, printed: Sequence[Sequence[Line]], rules: Iterable[Box]) -> list[Fill]:
    """The blank cells that a level stroke inside their row runs through. printed: the lines of each slot.

    The rules of the grid lie on its lines. A stroke below print underlines it, or is there to be written on.
    """
    blank = {
        number
        for rule in rules
        if _is_inside_row(grid.ys, rule)
        for number in _slots_at(grid, rule)
        if not printed[number] and _runs_through(rule, grid.slots[number].box)
    }
    # Each once, however many strokes a hatched one has.
    return [Fill(grid.slots[number].box, BLACK) for number in sorted(blank)]


def _slots_at(grid: Lattice, rule: Box) -> Iterator[int]:
    """The slots at the rule's height that it reaches into."""
    for x0, x1 in zip(grid.xs, grid.xs[1:], strict=False):
        number = grid.slot_at((x0 + x1) / 2, rule.top) if x0 < rule.x1 and rule.x0 < x1 else None
        if number is not None:
            yield number


def _is_inside_row(ys: Sequence[float], rule: Box) -> bool:
    """Whether the rule is level, and lies well between two neighbouring lines of the grid."""
    below = bisect_right(ys, rule.top)
    if rule.x1 - rule.x0 <= rule.bottom - rule.top or not 0 < below < len(ys):
        return False
    over, under = ys[below - 1], ys[below]
    return min(rule.top - over, under - rule.bottom) > max(SNAP, _INSIDE * (under - over))


def _runs_through(rule: Box, cell: Box) -> bool:
    return min(rule.x1, cell.x1) - max(rule.x0, cell.x0) >= _ALONG * (cell.x1 - cell.x0)
