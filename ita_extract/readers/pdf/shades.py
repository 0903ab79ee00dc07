"""The colours that cells are filled with, or that bars drawn over them have."""

from __future__ import annotations

from collections.abc import Sequence

from ita_extract.model.document import Box
from ita_extract.readers.pdf.shapes import Fill, common
from ita_extract.readers.print.grid import Lattice
from ita_extract.readers.shades import WHITE

_MOST = 2000  # fills of a page that is no picture
_ALONG, _ACROSS = 0.6, 0.25  # of a cell's width and height, that a bar takes at the least


def shades_of(grid: Lattice, fills: Sequence[Fill]) -> list[str | None]:
    """Of each slot, RRGGBB, or None for white and where nothing is filled. What is drawn last is seen.

    fills: in drawing order and reading coordinates.
    """
    shades: list[str | None] = [None] * len(grid.slots)
    if len(fills) > _MOST:
        return shades
    for fill in fills:
        if not _meet(fill.box, grid.box):
            continue
        for number, slot in enumerate(grid.slots):
            if _meet(fill.box, slot.box) and _fills(fill.box, slot.box):
                shades[number] = None if fill.colour == WHITE else fill.colour
    return shades


def _meet(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.top < other.bottom and other.top < one.bottom


def _fills(shape: Box, cell: Box) -> bool:
    both = common(shape, cell)
    wide, high = both.x1 - both.x0, both.bottom - both.top
    return wide >= _ALONG * (cell.x1 - cell.x0) and high >= _ACROSS * (cell.bottom - cell.top)
