"""One sheet → its tables and lines, and how sure they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import inf

import numpy as np

from ita_extract.model.document import Block, Box, Doubt, Paragraph, Place
from ita_extract.ocr import Engine
from ita_extract.ocr.ink import Image
from ita_extract.readers.print.aligned import aligned_tables
from ita_extract.readers.print.banded import find_banded
from ita_extract.readers.print.body import Body
from ita_extract.readers.print.carrying import Columns, handed_on
from ita_extract.readers.print.clusters import Cluster
from ita_extract.readers.print.grid import Lattice, bands, ruling
from ita_extract.readers.print.lines import Line as PrintedLine
from ita_extract.readers.print.lines import make_lines
from ita_extract.readers.print.pages import PageRead, PlacedTable, density_doubts, is_written_in
from ita_extract.readers.print.paragraphs import blocks_of
from ita_extract.readers.print.pieces import without_last_spaces
from ita_extract.readers.print.turn import Turn
from ita_extract.readers.scan.answers import Answer
from ita_extract.readers.scan.barred import barred
from ita_extract.readers.scan.cells import SPACE, Placed, cell_regions, table_of
from ita_extract.readers.scan.confidence import (
    confidence_of,
    doubts_of,
    letters_of,
    readings_of,
    unread_doubt,
)
from ita_extract.readers.scan.flow import flow_regions, is_print, is_stray, says_nothing
from ita_extract.readers.scan.glimpses import Clock, Glimpse, read_regions
from ita_extract.readers.scan.gutter import gutter_of
from ita_extract.readers.scan.rules import Rules, find_rules
from ita_extract.readers.scan.sheet import Sheet

Line = list[Glimpse]


@dataclass(frozen=True, slots=True)
class SheetRead:
    """page: what stands on the sheet, in its own points; lines: the running text's, as glimpses.

    doubts: of the tables' cells, and of what stayed unread; answers: of engines that read the page whole.
    """

    page: PageRead
    sheet: Sheet
    lines: tuple[Line, ...]
    doubts: tuple[Doubt, ...]
    answers: tuple[Answer, ...] = ()

    def released(self) -> SheetRead:
        """Without the picture, so that memory does not grow with the pages."""
        empty = np.zeros((0, 0), np.uint8)
        return replace(self, sheet=replace(self.sheet, image=empty))


def read_sheet(
    sheet: Sheet, number: int, engine: Engine, clock: Clock, before: Columns | None = None
) -> SheetRead:
    """number: of the page, 1-based; before: the columns that the page before hands on."""
    size = sheet.width_points, sheet.height_points
    if sheet.height is None:
        return SheetRead(PageRead(number, *size, (), (), (), True, 0, 0), sheet, (), ())
    drawn = _find_grids(sheet, sheet.height)
    seen = _look(sheet, drawn, engine, clock)
    bare = _beside_grids(seen, drawn, before)
    tables, doubts = _tables([*seen.ruled, *bare.placed], number, sheet)
    page = PageRead(
        number,
        *size,
        tables=tuple(tables),
        lines=_prose(bare.said, sheet, drawn.gutter),
        images=(),
        whole=True,
        hidden=0,
        shown=seen.shown,
        passed_over=_dense(sheet, drawn, seen),
        columns=bare.columns,
        gutter=drawn.gutter,
    )
    doubts += [*unread_doubt([*seen.strokes, *bare.marks], number, sheet), *_late(clock, number)]
    return SheetRead(page, sheet, tuple(bare.said), tuple(doubts))


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What rules draw. grids: tables, those of the left page first; passed_over: what has too many rules."""

    rules: Rules
    grids: list[Lattice]
    gutter: float
    passed_over: list[Box]


def _find_grids(sheet: Sheet, height: float) -> _Drawn:
    rules = find_rules(sheet.image, height, sheet.scale)
    found = ruling(rules.segments)
    grids = [grid for grid in found.tables if len(grid.slots) > 1]
    gutter = _gutter(sheet, grids)
    return _Drawn(rules, sorted(grids, key=lambda grid: grid.box.x0 > gutter), gutter, found.passed_over)


@dataclass(frozen=True, slots=True)
class _Seen:
    """ruled: what stands in the cells that rules draw; loose: the lines elsewhere."""

    ruled: list[Placed]
    loose: list[Line]
    stray: list[Line]

    @property
    def strokes(self) -> list[Line]:
        """What is no print, in cells and elsewhere."""
        return self.stray + [line for line in self.loose if not is_print(line)]

    @property
    def shown(self) -> int:
        """How many signs are seen in all."""
        cells = chain.from_iterable(placed.contents for placed in self.ruled)
        return sum(map(len, chain(chain.from_iterable(cells), self.loose, self.stray)))


def _look(sheet: Sheet, drawn: _Drawn, engine: Engine, clock: Clock) -> _Seen:
    image, grids = _without_rules(sheet.image, drawn.rules), drawn.grids
    bars = [barred(sheet, grid) for grid in grids]
    cells = [cell_regions(sheet, image, *each) for each in zip(grids, bars, strict=True)]
    flow = flow_regions(sheet, image, [grid.box for grid in grids])
    answers = iter(read_regions(sheet, [*chain.from_iterable(cells), *flow], engine, clock))
    inside = [[next(answers) for _ in regions] for regions in cells]
    return _Seen(
        [
            Placed(grid, [[line for line in cell if not is_stray(line)] for cell in contents], over)
            for grid, contents, over in zip(grids, inside, bars, strict=True)
        ],
        list(chain.from_iterable(answers)),
        [line for contents in inside for cell in contents for line in cell if is_stray(line)],
    )


def _gutter(sheet: Sheet, grids: Sequence[Lattice]) -> float:
    """Where the second of two pages on the sheet begins, in points; infinite where there is one page.

    Only where rules part the two: the columns of a table without any may stand as far apart.
    """
    share = gutter_of(sheet.image) if grids else None
    gutter = inf if share is None else share * sheet.width_points
    return inf if any(grid.box.x0 < gutter < grid.box.x1 for grid in grids) else gutter


def _prose(lines: Sequence[Line], sheet: Sheet, gutter: float) -> tuple[PrintedLine, ...]:
    turn = Turn(0, sheet.width_points, sheet.height_points)
    pages = [list(chain.from_iterable(page)) for page in _parted(lines, gutter)]
    return tuple(chain.from_iterable(make_lines(page, turn, SPACE) for page in pages))


def _parted(lines: Iterable[Line], gutter: float) -> list[list[Line]]:
    """The lines of each page on the sheet, the left one's first."""
    pages: tuple[list[Line], list[Line]] = [], []
    for line in lines:
        for page, is_right in zip(pages, (False, True), strict=True):
            page.append([glimpse for glimpse in line if (glimpse.x0 > gutter) == is_right])
    return [page for page in pages if any(page)] or [[]]


def _without_rules(image: Image, rules: Rules) -> Image:
    paper = int(np.percentile(image[::8, ::8], 80))
    return np.where(rules.mask, paper, image).astype(np.uint8)


@dataclass(frozen=True, slots=True)
class _Unruled:
    """placed: tables with level rules only, or none; lines: those in neither; columns: for the next page."""

    placed: list[Placed]
    lines: list[Line]
    columns: Columns | None

    @property
    def said(self) -> list[Line]:
        return [line for line in self.lines if not says_nothing(line)]

    @property
    def marks(self) -> list[Line]:
        return [line for line in self.lines if says_nothing(line)]

    def then(self, other: _Unruled) -> _Unruled:
        return _Unruled(self.placed + other.placed, self.lines + other.lines, other.columns)


def _beside_grids(seen: _Seen, drawn: _Drawn, before: Columns | None) -> _Unruled:
    """What stands outside the tables that rules draw, page by page."""
    first, *others = _parted([line for line in seen.loose if is_print(line)], drawn.gutter)
    bare = _unruled(first, drawn.rules, drawn.grids, before)
    for lines in others:
        bare = bare.then(_unruled(lines, drawn.rules, drawn.grids, bare.columns))
    return bare


def _unruled(lines: list[Line], rules: Rules, grids: Sequence[Lattice], before: Columns | None) -> _Unruled:
    loose = list(chain.from_iterable(lines))
    banded, rest = find_banded(loose, bands(rules.segments, grids))
    ruled = [grid.box for grid in [*grids, *(grid for grid, _ in banded)]]
    aligned, rest = aligned_tables(rest, [box.top for box in ruled], before)
    # The engine reads the white between columns as a space, which says nothing of how the line ended.
    found = [*banded, *((table.lattice, table.contents) for table in aligned)]
    placed = [Placed(grid, _lines(map(without_last_spaces, contents))) for grid, contents in found]
    free = {id(cluster) for cluster in rest}
    left = [[glimpse for glimpse in line if id(glimpse) in free] for line in lines]
    return _Unruled(
        placed,
        [line for line in left if line],
        handed_on([table.columns for table in aligned], [box.bottom for box in ruled], rest),
    )


def _lines(contents: Iterable[Sequence[Cluster]]) -> list[list[Line]]:
    """What alignment made of a line's glimpses is one line of the cell again."""
    return [[[part for part in cell if isinstance(part, Glimpse)]] for cell in contents]


def _tables(placed: Sequence[Placed], number: int, sheet: Sheet) -> tuple[list[PlacedTable], list[Doubt]]:
    tables: list[PlacedTable] = []
    doubts: list[Doubt] = []
    for each in placed:
        if not any(line for cell in each.contents for line in cell):
            continue
        place = Place(page=number, table=len(tables) + 1)
        tables.append(PlacedTable(table_of(each, place, sheet), each.grid.box))
        for slot, cell in zip(each.grid.slots, each.contents, strict=True):
            doubts += doubts_of(cell, replace(place, row=slot.row + 1, column=slot.column + 1), sheet)
    return tables, doubts


def _dense(sheet: Sheet, drawn: _Drawn, seen: _Seen) -> tuple[Box, ...]:
    """Drawings of too many rules that are written in."""
    written = list(chain.from_iterable(seen.loose))
    return tuple(sheet.page_box(box) for box in drawn.passed_over if is_written_in(box, written))


def _late(clock: Clock, number: int) -> Iterator[Doubt]:
    if clock.late:
        message = f"Page {number} was not read to its end within its time limit."
        yield Doubt("page-unreadable", message, (Place(page=number),))


def sheet_blocks(read: SheetRead, left_out: set[int], body: Body) -> tuple[list[Block], list[Doubt]]:
    """The page's blocks, with boxes in points of the page as it was given, and what is doubted of them.

    left_out: indexes of the lines that are furniture; body: the type size of running text, and its edges.
    """
    blocks: list[Block] = []
    doubts = [*read.doubts, *density_doubts(read.page)]
    for block in blocks_of(read.page, left_out, body):
        if isinstance(block, Paragraph) and block.place.bbox is not None:
            box = block.place.bbox
            place = replace(block.place, bbox=read.sheet.page_box(box))
            lines = [inner for line in read.lines if (inner := _within(line, box))]
            seen = list(chain.from_iterable(lines))
            doubts += doubts_of(lines, place, read.sheet)
            block = replace(
                block,
                place=place,
                confidence=confidence_of(seen),
                readings=readings_of(seen),
                letters=letters_of(seen),
            )
        blocks.append(block)
    return blocks, doubts


def _within(line: Line, box: Box) -> Line:
    if not box.top <= line[0].y <= box.bottom:
        return []
    return [glimpse for glimpse in line if box.x0 - 1 <= (glimpse.x0 + glimpse.x1) / 2 <= box.x1 + 1]
