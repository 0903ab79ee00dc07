"""Rules on a page → tables of cells. Plain boxes in, plain boxes out; knows neither PDF nor image.

The geometry is pdfplumber's: edges merged, crossings found, cells closed, cells joined to tables. Before it,
rules are sorted into groups that touch, so that a page of drawings costs no more than its largest table.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ita_extract.model.document import Box
from ita_extract.readers.print.edges import SNAP, Edge, anchored, closing, extent, merge, touching

MAX_EDGES = 1500  # of one table; a dense page of print has some hundreds


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell: its place in the grid (0-based), its spans, and its box."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True)
class Lattice:
    """One table's cells. xs, ys: the grid lines, from left to right and from top to bottom.

    certainty: the chance (0–1) that a cell is whole and no other's; 1 where rules draw it.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]
    certainty: float = 1.0

    @property
    def n_rows(self) -> int:
        return len(self.ys) - 1

    @property
    def n_columns(self) -> int:
        return len(self.xs) - 1

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @cached_property
    def _at(self) -> dict[tuple[int, int], int]:
        return {
            (row, column): number
            for number, slot in enumerate(self.slots)
            for row in range(slot.row, slot.row + slot.row_span)
            for column in range(slot.column, slot.column + slot.column_span)
        }

    def slot_at(self, x: float, y: float) -> int | None:
        """The number of the slot that holds the point."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        return self._at.get((row, column))

    def mesh_at(self, x: float, y: float) -> Box:
        """The box between the grid lines next to the point, which is on the grid."""
        right, below = bisect_right(self.xs, x), bisect_right(self.ys, y)
        return Box(self.xs[right - 1], self.ys[below - 1], self.xs[right], self.ys[below])


@dataclass(frozen=True, slots=True)
class Ruling:
    """tables: top to bottom; passed_over: drawings, or tables, of more rules than can be worked out."""

    tables: list[Lattice]
    passed_over: list[Box]


def ruling(rules: Iterable[Box], *, close_ends: bool = True) -> Ruling:
    """The tables that rules draw. rules: boxes of no height (level) or no width (upright).

    close_ends: a rule is drawn across the open ends of upright rules that stop at one height, as a row cut
    by the page's foot has them.
    """
    found: list[Lattice] = []
    passed_over: list[Box] = []
    for group in touching(merge(rules)):
        if len(group) > MAX_EDGES:
            passed_over.append(Box(**extent(group)))
            continue
        group = anchored(group)
        if close_ends:
            group = group + closing(group)
        found += _tables(group)
    return Ruling(sorted(found, key=lambda table: (table.box.top, table.box.x0)), passed_over)


@dataclass(frozen=True, slots=True)
class Bands:
    """Level rules of one width, one below the other, with no upright ones: rows without columns.

    parts: shorter rules among them, under some of the columns.
    """

    x0: float
    x1: float
    ys: tuple[float, ...]
    parts: tuple[Box, ...] = ()


def bands(rules: Iterable[Box], tables: Sequence[Lattice]) -> list[Bands]:
    """Three rules or more of one width, or two and shorter ones between them, outside the tables."""
    level = [rule for rule in rules if rule.x1 - rule.x0 > rule.bottom - rule.top]
    boxes = [table.box for table in tables]
    if all(_is_held(rule, boxes) for rule in level):
        return []
    free = [rule for rule in map(_box, merge(level)) if not _is_held(rule, boxes)]
    groups: dict[tuple[int, int], list[Box]] = {}
    for rule in free:
        groups.setdefault((round(rule.x0 / (4 * SNAP)), round(rule.x1 / (4 * SNAP))), []).append(rule)
    found: list[Bands] = []
    for same in sorted(groups.values(), key=lambda same: same[0].x0 - same[0].x1):
        x0, x1 = min(rule.x0 for rule in same) - SNAP, max(rule.x1 for rule in same) + SNAP
        ys = _with_ends(_lines([rule.top for rule in same], SNAP), [r for r in free if _is_inside(r, x0, x1)])
        band = Bands(x0, x1, ys, tuple(rule for rule in free if _is_part(rule, x0, x1, ys)))
        if len(ys) + bool(band.parts) >= 3 and not any(_overlap(band, other) for other in found):
            found.append(band)
    return found


def _with_ends(ys: Sequence[float], shorter: Sequence[Box]) -> tuple[float, ...]:
    """With the outermost of the shorter rules, where all that are beyond the others begin and end together.

    So do the rows beside a cell that is merged over them and goes on on another page.
    """
    beyond = [rule for rule in shorter if not ys[0] - SNAP <= rule.top <= ys[-1] + SNAP]
    places = {(round(rule.x0 / (4 * SNAP)), round(rule.x1 / (4 * SNAP))) for rule in beyond}
    if len(places) != 1 or len(beyond) < 2:
        return tuple(ys)
    tops = [rule.top for rule in beyond]
    return tuple(sorted({min(ys[0], *tops), *ys, max(ys[-1], *tops)}))


def _box(edge: Edge) -> Box:
    return Box(edge["x0"], edge["top"], edge["x1"], edge["bottom"])


def _is_part(rule: Box, x0: float, x1: float, ys: Sequence[float]) -> bool:
    return _is_inside(rule, x0, x1) and ys[0] + SNAP < rule.top < ys[-1] - SNAP


def _is_inside(rule: Box, x0: float, x1: float) -> bool:
    return x0 <= rule.x0 and rule.x1 <= x1 and rule.x1 - rule.x0 < x1 - x0 - 4 * SNAP


def _overlap(one: Bands, other: Bands) -> bool:
    beside = one.x0 >= other.x1 or one.x1 <= other.x0
    return not beside and one.ys[0] < other.ys[-1] and one.ys[-1] > other.ys[0]


def _is_held(rule: Box, boxes: Sequence[Box]) -> bool:
    return any(
        box.x0 - SNAP <= rule.x0
        and rule.x1 <= box.x1 + SNAP
        and box.top - SNAP <= rule.top
        and rule.bottom <= box.bottom + SNAP
        for box in boxes
    )


def lattice_of(cells: Sequence[Box], snap: float = SNAP) -> Lattice:
    """Cells as boxes → their grid: edges closer than snap are one line."""
    xs, column_at = _lines_and_numbers([edge for cell in cells for edge in (cell.x0, cell.x1)], snap)
    ys, row_at = _lines_and_numbers([edge for cell in cells for edge in (cell.top, cell.bottom)], snap)
    slots = []
    for cell in cells:
        column, row = column_at[cell.x0], row_at[cell.top]
        across, down = column_at[cell.x1] - column, row_at[cell.bottom] - row
        if across > 0 and down > 0:
            slots.append(Slot(row, column, down, across, cell))
    slots.sort(key=lambda slot: (slot.row, slot.column))
    return Lattice(tuple(xs), tuple(ys), tuple(slots))


def _tables(edges: list[Edge]) -> list[Lattice]:
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells

    cells = intersections_to_cells(edges_to_intersections(edges, SNAP, SNAP))
    return [_outermost([Box(*cell) for cell in table]) for table in cells_to_tables(cells)]


def _outermost(cells: list[Box]) -> Lattice:
    """Without the boxes drawn inside a cell, as flow charts have them: the larger cell holds their text."""
    lattice = lattice_of(cells)
    claimed: set[tuple[int, int]] = set()
    kept = []
    for slot in sorted(lattice.slots, key=lambda slot: -slot.row_span * slot.column_span):
        spots = [
            (row, column)
            for row in range(slot.row, slot.row + slot.row_span)
            for column in range(slot.column, slot.column + slot.column_span)
        ]
        if not claimed.issuperset(spots):
            kept.append(slot.box)
        claimed.update(spots)
    return lattice if len(kept) == len(cells) else lattice_of(kept)


def _lines(values: list[float], snap: float) -> list[float]:
    lines: list[list[float]] = []
    for value in sorted(values):
        if lines and value - lines[-1][-1] <= snap:
            lines[-1].append(value)
        else:
            lines.append([value])
    return [sum(group) / len(group) for group in lines]


def _lines_and_numbers(edges: list[float], snap: float) -> tuple[list[float], dict[float, int]]:
    """The grid lines that edges make, and for each edge the number of the one next to it."""
    lines = _lines(edges, snap)
    return lines, {edge: _nearest(lines, edge) for edge in set(edges)}


def _nearest(lines: list[float], value: float) -> int:
    at = bisect_right(lines, value)
    if at == 0:
        return 0
    if at == len(lines) or value - lines[at - 1] <= lines[at] - value:
        return at - 1
    return at
