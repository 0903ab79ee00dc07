"""Ruled tables of a sheet: each cell read as an image of its own, so that its text is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from itertools import chain
from typing import NamedTuple

from ita_extract.model.document import Box, Cell, Place, Table
from ita_extract.ocr.ink import Image
from ita_extract.ocr.lines import Window
from ita_extract.readers.print.clusters import Cluster
from ita_extract.readers.print.grid import Lattice
from ita_extract.readers.print.joining import join_lines
from ita_extract.readers.print.lines import make_lines
from ita_extract.readers.print.turn import Turn
from ita_extract.readers.print.unruled import split_body
from ita_extract.readers.scan.confidence import confidence_of, letters_of, readings_of
from ita_extract.readers.scan.glimpses import Glimpse, Region, look
from ita_extract.readers.scan.sheet import Sheet

# Ems of empty paper that are a space: the engine reads the spaces itself.
SPACE = 0.5
_RULE = 0.6  # points: half the thickness of a rule
_SHADE = "808080"  # of a bar, whatever its colour


def cell_regions(sheet: Sheet, unruled: Image, grid: Lattice, bars: Set[int]) -> list[Region]:
    """One for each slot of the grid, in its order; without lines where a bar runs over it."""
    windows = [pixels_of(slot.box, sheet, _RULE) for slot in grid.slots]
    return [
        Region(window, unruled, unruled, ()) if number in bars else look(sheet, unruled, window)
        for number, window in enumerate(windows)
    ]


def pixels_of(box: Box, sheet: Sheet, inset: float = 0.0) -> Window:
    """A box in points as pixels of the sheet, less the inset (in points) on each side."""
    rows, columns = sheet.image.shape
    left, top = max(0.0, box.x0 + inset), max(0.0, box.top + inset)
    right, bottom = max(left, box.x1 - inset), max(top, box.bottom - inset)
    scale = sheet.scale
    return Window(
        min(columns, round(left / scale)),
        min(rows, round(top / scale)),
        min(columns, round(right / scale)),
        min(rows, round(bottom / scale)),
    )


class Placed(NamedTuple):
    """contents: the lines of each slot of the grid; bars: the slots that a bar runs over."""

    grid: Lattice
    contents: list[list[list[Glimpse]]]
    bars: Set[int] = frozenset()


def table_of(placed: Placed, place: Place, sheet: Sheet) -> Table:
    grid = placed.grid
    contents = [list(chain.from_iterable(lines)) for lines in placed.contents]
    turn = Turn(0, sheet.width_points, sheet.height_points)
    parted, printed = split_body(grid, [make_lines(list[Cluster](slot), turn, SPACE) for slot in contents])
    cells = []
    for number, (slot, lines) in enumerate(zip(parted.slots, printed, strict=True)):
        prose = join_lines(lines, slot.box.x0, slot.box.x1)
        within = contents[number] if parted is grid else inside(chain.from_iterable(contents), slot.box)
        seen = list(within)
        cells.append(
            Cell(
                slot.row,
                slot.column,
                prose.raw,
                prose.text,
                Place(place.page, place.table, slot.row + 1, slot.column + 1, sheet.page_box(slot.box)),
                slot.row_span,
                slot.column_span,
                prose.mends,
                confidence_of(seen),
                readings_of(seen),
                letters_of(seen),
                parted.certainty,
                _SHADE if parted is grid and number in placed.bars else None,
            )
        )
    bbox = sheet.page_box(grid.box)
    return Table(tuple(cells), parted.n_rows, parted.n_columns, Place(place.page, place.table, bbox=bbox))


def inside(clusters: Iterable[Glimpse], box: Box) -> Iterator[Glimpse]:
    """Those whose foot stands in the box."""
    for cluster in clusters:
        x, y = (cluster.x0 + cluster.x1) / 2, cluster.foot
        if box.x0 <= x < box.x1 and box.top <= y < box.bottom:
            yield cluster
