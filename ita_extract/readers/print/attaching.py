"""Rows that a table's rules left out: its heading above the first rule, a row cut by the page's foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ita_extract.model.document import Box
from ita_extract.readers.print.adjoining import Frame, adjoining
from ita_extract.readers.print.by_columns import printed_of
from ita_extract.readers.print.clusters import Cluster
from ita_extract.readers.print.edges import SNAP
from ita_extract.readers.print.grid import Lattice, Slot
from ita_extract.readers.print.pieces import Row, Span, column_of, narrow_rows
from ita_extract.readers.print.row_starts import row_starts

Found = tuple[Lattice, list[list[Cluster]]]

_BESIDE = 0.3  # ems on either side of the line between two columns that no text enters
_LINES = 12  # of a row, or of what the page cut from one
_NEXT = 1.6  # ems from the outermost rule to the baseline beyond it


def attach(tables: Sequence[Found], outside: Sequence[Cluster]) -> tuple[list[Found], list[Cluster]]:
    """The tables with the rows that belong to them, and the clusters that still belong to none."""
    found: list[Found] = []
    rest = list(outside)
    if not tables:
        return found, rest
    rows = narrow_rows(cluster for cluster in rest if cluster.quarter == 0)
    for number, table in enumerate(tables):
        barriers = [y for other, _ in [*found, *tables[number + 1 :]] for y in (other.ys[0], other.ys[-1])]
        whole, taken = _attached(table, rows, barriers)
        found.append(whole)
        if taken:
            gone = {id(cluster) for row in taken for piece in row.pieces for cluster in piece}
            rest = [cluster for cluster in rest if id(cluster) not in gone]
            rows = narrow_rows(cluster for cluster in rest if cluster.quarter == 0)
    return found, rest


def _attached(table: Found, rows: Sequence[Row], barriers: Sequence[float]) -> tuple[Found, list[Row]]:
    lattice, contents = table
    box = lattice.box
    beside = [row for row in rows if box.x0 - SNAP <= row.spans[0][0] and row.spans[-1][1] <= box.x1 + SNAP]
    above = [row for row in beside if row.y <= box.top]
    below = [row for row in beside if row.y > box.bottom]
    above = above if _go_on(above[::-1], box.top) else []
    below = below if _go_on(below, box.bottom) else []
    block = narrow_rows(cluster for part in contents for cluster in part) if above or below else []
    if not block:
        return table, []
    room = _BESIDE * block[0].size
    gutters = [(x - room, x + room) for x in lattice.xs[1:-1]]
    frame = Frame(block, box.top, box.bottom, gutters, barriers)
    before, after, _ = adjoining(above, frame, below)
    if not before and above and lattice.certainty < 1:
        before = _heading(above[-1], replace(frame, gutters=_white(lattice, block)))
    if not before and not after:
        return table, []
    return _extended(table, _heading_and_row(before), _grouped(after, gutters)), [*before, *after]


def _heading(row: Row, frame: Frame) -> list[Row]:
    """The line above the first rule, where it names all columns and keeps some white between them."""
    before, _, _ = adjoining([row], frame, [])
    return before if len(row.pieces) == len(frame.gutters) + 1 else []


def _white(lattice: Lattice, block: Sequence[Row]) -> list[Span]:
    spans = [span for row in block for span in row.spans]
    return [
        (
            max((x1 for _, x1 in spans if x1 <= x), default=x),
            min((x0 for x0, _ in spans if x0 >= x), default=x),
        )
        for x in lattice.xs[1:-1]
    ]


def _heading_and_row(lines: Sequence[Row]) -> list[Sequence[Row]]:
    """A heading in bold, and below it the first row where no rule stands between the two."""
    end = next((at for at, line in enumerate(lines) if not line.bold), 0)
    return [part for part in (lines[:end], lines[end:]) if part]


def _grouped(lines: Sequence[Row], gutters: Sequence[Span]) -> list[Sequence[Row]]:
    starts = row_starts([printed_of(line, gutters) for line in lines])
    return [lines[start:stop] for start, stop in pairwise([*starts, len(lines)])]


def _go_on(rows: Sequence[Row], rule: float) -> bool:
    """The nearest line is next to the rule, and one not far from it has text in several columns."""
    near = rows[:_LINES]
    return any(len(row.pieces) > 1 for row in near) and abs(rows[0].y - rule) <= _NEXT * rows[0].size


def _extended(table: Found, above: Sequence[Sequence[Row]], below: Sequence[Sequence[Row]]) -> Found:
    lattice, contents = table
    ys = [*(group[0].top for group in above), *lattice.ys, *(group[-1].bottom for group in below)]
    shift = len(above)
    slots = [
        Slot(slot.row + shift, slot.column, slot.row_span, slot.column_span, slot.box)
        for slot in lattice.slots
    ]
    shared = list(contents)
    below_at = shift + lattice.n_rows
    for number, group in [*enumerate(above), *enumerate(below, below_at)]:
        columns = _columns(group, lattice)
        added = [
            Slot(number, column, 1, 1, Box(x0, ys[number], x1, ys[number + 1]))
            for column, (x0, x1) in enumerate(zip(lattice.xs, lattice.xs[1:], strict=False))
        ]
        at = 0 if number < shift else len(slots)
        slots[at:at] = added
        shared[at:at] = columns
    return Lattice(lattice.xs, tuple(ys), tuple(slots), lattice.certainty), shared


def _columns(group: Sequence[Row], lattice: Lattice) -> list[list[Cluster]]:
    lines = [(x, x) for x in lattice.xs[1:-1]]
    columns: list[list[Cluster]] = [[] for _ in range(lattice.n_columns)]
    for row in group:
        for piece in row.pieces:
            columns[column_of(piece[0].x0, lines)] += piece
    return columns
