"""Rules on a page → tables of cells. Plain boxes in, plain boxes out; knows neither PDF nor image.

The geometry is pdfplumber's: edges merged, crossings found, cells closed, cells joined to tables. Before it,
rules are sorted into groups that touch, so that a page of drawings costs no more than its largest table.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ita_extract.model.document import Box

SNAP = 3.0
MAX_EDGES = 1500  # of one table; a dense page of print has some hundreds
_SHORTEST = 4.0
_ENDS: dict[str, Any] = {"x0": min, "top": min, "x1": max, "bottom": max}


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
    """One table's cells. xs, ys: the grid lines, from left to right and from top to bottom."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slots: tuple[Slot, ...]

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


def lattices(rules: Iterable[Box], *, close_ends: bool = True) -> list[Lattice]:
    """The tables that level and upright rules draw, top to bottom.

    rules: boxes of no height (level) or no width (upright). close_ends: a rule is drawn across the open
    ends of upright rules that stop at one height, as a row cut by the page's foot has them.
    """
    found: list[Lattice] = []
    for group in _touching(_merged(rules)):
        group = _anchored(group)
        if close_ends:
            group = group + _closing(group)
        found += _tables(group)
    return sorted(found, key=lambda table: (table.box.top, table.box.x0))


@dataclass(frozen=True, slots=True)
class Bands:
    """Level rules of one width, one below the other, with no upright ones: rows without columns."""

    x0: float
    x1: float
    ys: tuple[float, ...]


def bands(rules: Iterable[Box], tables: Sequence[Lattice]) -> list[Bands]:
    """Three rules or more of one width, outside the tables already found."""
    level = [rule for rule in rules if rule.x1 - rule.x0 > rule.bottom - rule.top]
    free = [rule for rule in _merged(level) if not any(_holds(table.box, rule) for table in tables)]
    groups: dict[tuple[int, int], list[float]] = {}
    for rule in free:
        key = round(rule["x0"] / (4 * SNAP)), round(rule["x1"] / (4 * SNAP))
        groups.setdefault(key, []).append(rule["top"])
    found = []
    for (x0, x1), ys in groups.items():
        lines = _lines(ys, SNAP)
        if len(lines) >= 3:
            found.append(Bands((x0 - 0.5) * 4 * SNAP, (x1 + 0.5) * 4 * SNAP, tuple(lines)))
    return found


def _holds(box: Box, edge: dict[str, Any]) -> bool:
    return bool(
        box.x0 - SNAP <= edge["x0"]
        and edge["x1"] <= box.x1 + SNAP
        and box.top - SNAP <= edge["top"]
        and edge["bottom"] <= box.bottom + SNAP
    )


def lattice_of(cells: Sequence[Box], snap: float = SNAP) -> Lattice:
    """Cells as boxes → their grid: edges closer than snap are one line."""
    xs = _lines([edge for cell in cells for edge in (cell.x0, cell.x1)], snap)
    ys = _lines([edge for cell in cells for edge in (cell.top, cell.bottom)], snap)
    slots = []
    for cell in cells:
        column, row = _nearest(xs, cell.x0), _nearest(ys, cell.top)
        across, down = _nearest(xs, cell.x1) - column, _nearest(ys, cell.bottom) - row
        if across > 0 and down > 0:
            slots.append(Slot(row, column, down, across, cell))
    slots.sort(key=lambda slot: (slot.row, slot.column))
    return Lattice(tuple(xs), tuple(ys), tuple(slots))


def _merged(rules: Iterable[Box]) -> list[dict[str, Any]]:
    from pdfplumber.table import merge_edges

    edges = [_edge(rule) for rule in rules]
    if not edges:
        return []
    merged = merge_edges(edges, SNAP, SNAP, SNAP, SNAP)
    return [
        edge for edge in merged if max(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]) >= _SHORTEST
    ]


def _edge(rule: Box) -> dict[str, Any]:
    width, height = rule.x1 - rule.x0, rule.bottom - rule.top
    return {
        "orientation": "h" if width >= height else "v",
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": width,
        "height": height,
        "object_type": "line",
    }


def _touching(edges: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Groups of rules that cross or meet, by a sweep from left to right over their boxes."""
    order = sorted(range(len(edges)), key=lambda number: edges[number]["x0"])
    parent = list(range(len(edges)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    open_ones: list[int] = []
    for number in order:
        edge = edges[number]
        open_ones = [other for other in open_ones if edges[other]["x1"] + SNAP >= edge["x0"]]
        for other in open_ones:
            if edges[other]["top"] <= edge["bottom"] + SNAP and edge["top"] <= edges[other]["bottom"] + SNAP:
                parent[root(number)] = root(other)
        open_ones.append(number)
    groups: dict[int, list[dict[str, Any]]] = {}
    for number in range(len(edges)):
        groups.setdefault(root(number), []).append(edges[number])
    return [group for group in groups.values() if 3 <= len(group) <= MAX_EDGES]


def _anchored(edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without arrows and underlines: a rule of a table does not end in the middle of a cell.

    An end is held where a rule crosses near it, or at the outside of the whole.
    """
    if not edges:
        return edges
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    level = [edge for edge in edges if edge["orientation"] == "h"]
    whole = _extent(edges)
    kept = [edge for edge in level if _held(edge, upright, ("x0", "x1"), ("top", "bottom"), whole)]
    kept += [edge for edge in upright if _held(edge, kept, ("top", "bottom"), ("x0", "x1"), whole)]
    return kept


def _extent(edges: list[dict[str, Any]]) -> dict[str, float]:
    return {key: pick(edge[key] for edge in edges) for key, pick in _ENDS.items()}


def _held(
    edge: dict[str, Any],
    others: list[dict[str, Any]],
    ends: tuple[str, str],
    across: tuple[str, str],
    whole: dict[str, float],
) -> bool:
    """ends: the keys of the rule's two ends, which are the others' place; across: of its place."""
    place = edge[across[0]]
    for end in ends:
        at = edge[end]
        outside = abs(at - whole[ends[0]]) <= 2 * SNAP or abs(at - whole[ends[1]]) <= 2 * SNAP
        if not outside and not any(
            abs(other[ends[0]] - at) <= SNAP and other[across[0]] - SNAP <= place <= other[across[1]] + SNAP
            for other in others
        ):
            return False
    return True


def _closing(edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rules along the sides of the whole where upright or level ones end open."""
    if not edges:
        return []
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    level = [edge for edge in edges if edge["orientation"] == "h"]
    whole = _extent(edges)
    sides = [side for end in ("x0", "x1") for side in _beside(upright, level, end, whole)]
    upright += sides
    return sides + [side for end in ("top", "bottom") for side in _across(upright, level, end, whole[end])]


def _across(
    upright: list[dict[str, Any]], level: list[dict[str, Any]], end: str, y: float
) -> list[dict[str, Any]]:
    ends = [edge for edge in upright if abs(edge[end] - y) <= 2 * SNAP]
    if len(ends) < 2:
        return []
    x0, x1 = min(edge["x0"] for edge in ends), max(edge["x1"] for edge in ends)
    if x1 - x0 <= 10 * SNAP or _covered(level, "top", y, ("x0", "x1"), (x0, x1)):
        return []
    return [_edge(Box(x0, y, x1, y))]


def _beside(
    upright: list[dict[str, Any]], level: list[dict[str, Any]], end: str, whole: dict[str, float]
) -> list[dict[str, Any]]:
    """A table without its outer upright rules: level ones end at one place."""
    x, top, bottom = whole[end], whole["top"], whole["bottom"]
    ends = [edge for edge in level if abs(edge[end] - x) <= 2 * SNAP]
    if len(ends) < 2:
        return []
    if bottom - top <= 3 * SNAP or _covered(upright, "x0", x, ("top", "bottom"), (top, bottom)):
        return []
    return [_edge(Box(x, top, x, bottom))]


def _covered(
    edges: list[dict[str, Any]], across: str, place: float, ends: tuple[str, str], span: tuple[float, float]
) -> bool:
    """Whether rules at that place already reach from one end of the span to the other."""
    low, high = span
    parts = sorted((edge[ends[0]], edge[ends[1]]) for edge in edges if abs(edge[across] - place) <= 2 * SNAP)
    for start, stop in parts:
        if start > low + 2 * SNAP:
            return False
        low = max(low, stop)
    return low >= high - 2 * SNAP


def _tables(edges: list[dict[str, Any]]) -> list[Lattice]:
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells

    cells = intersections_to_cells(edges_to_intersections(edges, SNAP, SNAP))
    return [lattice_of(_outermost([Box(*cell) for cell in table])) for table in cells_to_tables(cells)]


def _outermost(cells: list[Box]) -> list[Box]:
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
    return kept


def _lines(values: list[float], snap: float) -> list[float]:
    lines: list[list[float]] = []
    for value in sorted(values):
        if lines and value - lines[-1][-1] <= snap:
            lines[-1].append(value)
        else:
            lines.append([value])
    return [sum(group) / len(group) for group in lines]


def _nearest(lines: list[float], value: float) -> int:
    at = bisect_right(lines, value)
    if at == 0:
        return 0
    if at == len(lines) or value - lines[at - 1] <= lines[at] - value:
        return at - 1
    return at
