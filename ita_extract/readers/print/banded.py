"""Tables with level rules only: rows by the rules, columns by the white gutters between them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from ita_extract.model.document import Box
from ita_extract.readers.print.aligned import aligned_tables
from ita_extract.readers.print.by_columns import printed_of
from ita_extract.readers.print.clusters import Cluster
from ita_extract.readers.print.edges import SNAP
from ita_extract.readers.print.grid import Bands, Lattice, Slot
from ita_extract.readers.print.pieces import Row, Span, column_of, narrow_rows, runs_on, white
from ita_extract.readers.print.row_starts import row_starts
from ita_extract.readers.print.stretches import Stretch, stretch

Found = tuple[Lattice, list[list[Cluster]]]

# Measured on scans of ruled tables whose upright rules had been taken away: 80 of 88 cells were whole.
_CERTAINTY = 0.9
_HEADING_AND_BODY = 3  # rules
_FEW_BANDS = 2  # a heading and all that is below it
_MARGIN = 0.05  # of the width, that a line which fills it may leave on either side
_COVERED = 0.7  # of a column's width: what a shorter rule takes of the columns that it stands under


def find_banded(clusters: Sequence[Cluster], bands: Sequence[Bands]) -> tuple[list[Found], list[Cluster]]:
    """The tables that have level rules only: rows by the rules, columns by the gutters between them."""
    found: list[Found] = []
    rest = list(clusters)
    for band in bands:
        rows = narrow_rows(cluster for cluster in rest if cluster.quarter == 0 and _holds(band, cluster))
        taken: set[int] = set()
        for part in _without_text(band, rows):
            inside = [row for row in rows if part.ys[0] <= row.foot < part.ys[-1]]
            table = _banded(part, inside)
            if table is not None:
                found.append(table)
                taken |= {id(cluster) for row in inside for cluster in row.clusters}
        rest = [cluster for cluster in rest if id(cluster) not in taken]
    return found, rest


def _without_text(band: Bands, rows: Sequence[Row]) -> list[Bands]:
    """One for each table, where running text stands between rules that have one width."""
    margin = _MARGIN * (band.x1 - band.x0)
    full = band.x0 + margin, band.x1 - margin
    between = sorted({_row_at(band.ys, row) for row, below in pairwise(rows) if runs_on(row, below, full)})
    if not between:
        return [band]
    ends = pairwise([-1, *between, len(band.ys) - 1])
    parts = (replace(band, ys=band.ys[above + 1 : below + 1]) for above, below in ends)
    return [part for part in parts if len(part.ys) + bool(part.parts) > _FEW_BANDS]


def closed(frames: Sequence[Lattice], banded: Sequence[Found], clusters: Sequence[Cluster]) -> list[Lattice]:
    """Of the frames of one column those that hold one: neither a table of bands, nor one without rules."""
    boxes = [lattice.box for lattice, _ in banded]
    return [
        frame
        for frame in frames
        if not any(_meet(frame.box, box) for box in boxes) and not _holds_table(frame, clusters)
    ]


def _meet(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and one.x1 > other.x0 and one.top < other.bottom and one.bottom > other.top


def _holds_table(frame: Lattice, clusters: Sequence[Cluster]) -> bool:
    band = Bands(frame.box.x0, frame.box.x1, frame.ys)
    inside = [cluster for cluster in clusters if _holds(band, cluster)]
    return frame.n_rows <= _FEW_BANDS and bool(aligned_tables(inside, ())[0])


def _holds(band: Bands, cluster: Cluster) -> bool:
    inside = band.x0 <= cluster.x0 and cluster.x1 <= band.x1
    return inside and band.ys[0] <= cluster.foot < band.ys[-1]


def _banded(band: Bands, rows: Sequence[Row]) -> Found | None:
    rows, gutters = _gutters(band, rows)
    if not gutters:
        return None
    band = _parted(band, rows, gutters)
    xs = (band.x0, *((left + right) / 2 for left, right in gutters), band.x1)
    lattice = _lattice(band, xs, rows)
    contents: list[list[Cluster]] = [[] for _ in lattice.slots]
    for row in rows:
        for piece, (x0, _) in zip(row.pieces, row.spans, strict=True):
            at = lattice.slot_at(x0, row.foot)
            if at is not None:
                contents[at] += piece
    filled = Counter(slot.row for slot, part in zip(lattice.slots, contents, strict=True) if part)
    return (lattice, contents) if sum(count > 1 for count in filled.values()) >= 2 else None


def _gutters(band: Bands, rows: Sequence[Row]) -> Stretch:
    """The rows, and the white between their columns, which all keep, less titles and the heading.

    A heading may stand over several columns; words too long for theirs are cut off where that gives more.
    """
    several = {_row_at(band.ys, row) for row in rows if len(row.pieces) > 1}
    parted = [row for row in rows if _row_at(band.ys, row) in several]
    below = [row for row in parted if row.y >= band.ys[1]]
    kept = max(white(rows), white(parted), white(below), key=len)
    found, gutters = stretch(rows, ()) if rows else ([], [])
    return (found, gutters) if len(found) == len(rows) and len(gutters) > len(kept) else (list(rows), kept)


def _parted(band: Bands, rows: Sequence[Row], gutters: Sequence[Span]) -> Bands:
    """With its rows where the rules show a heading only, and all below it."""
    if len(band.ys) != _HEADING_AND_BODY or band.parts:
        return band
    body = [row for row in rows if _row_at(band.ys, row) == 1]
    starts = row_starts([printed_of(row, gutters) for row in body])[1:]
    return replace(band, ys=(*band.ys[:2], *(body[at].top for at in starts), band.ys[2]))


def _row_at(ys: Sequence[float], row: Row) -> int:
    return bisect_right(ys, row.foot) - 1


def _lattice(band: Bands, xs: tuple[float, ...], rows: Sequence[Row]) -> Lattice:
    cuts = _cuts(band, xs)
    ys = tuple(sorted(cuts))
    slots = _slots(xs, ys, cuts)
    edges = [(x, x) for x in xs[1:-1]]
    for row in rows:
        for x0, x1 in row.spans:
            _widen(slots, _row_at(ys, row), column_of(x0, edges), column_of(x1, edges))
    return Lattice(xs, ys, tuple(slots[at] for at in sorted(slots)), _CERTAINTY)


def _cuts(band: Bands, xs: Sequence[float]) -> dict[float, set[int]]:
    """At which heights the columns are cut, and which of them."""
    cuts = {y: set(range(len(xs) - 1)) for y in band.ys}
    for rule in band.parts:
        near = next((y for y in cuts if abs(y - rule.top) <= SNAP), rule.top)
        if under := _under(rule, xs):
            cuts[near] = cuts.get(near, set()) | under
    return cuts


def _slots(
    xs: Sequence[float], ys: Sequence[float], cuts: Mapping[float, Set[int]]
) -> dict[tuple[int, int], Slot]:
    """By row and column; a cell reaches down to the next height that cuts its column."""
    slots: dict[tuple[int, int], Slot] = {}
    for column, (left, right) in enumerate(pairwise(xs)):
        starts = [row for row, y in enumerate(ys) if column in cuts[y]]
        for top, bottom in pairwise(starts):
            slots[top, column] = Slot(top, column, bottom - top, 1, Box(left, ys[top], right, ys[bottom]))
    return slots


def _widen(slots: dict[tuple[int, int], Slot], row: int, first: int, last: int) -> None:
    """Makes one cell of those that a title runs over, though some were made of several before."""
    if first == last:
        return
    over = [
        slot
        for (top, column), slot in slots.items()
        if top == row and column <= last and column + slot.column_span > first
    ]
    start = min((slot.column for slot in over), default=first)
    n_columns = sum(slot.column_span for slot in over)
    if len(over) < 2 or n_columns < last - start + 1 or any(slot.row_span != 1 for slot in over):
        return
    for slot in over:
        del slots[row, slot.column]
    box = over[0].box._replace(x0=min(slot.box.x0 for slot in over), x1=max(slot.box.x1 for slot in over))
    slots[row, start] = Slot(row, start, 1, n_columns, box)


def _under(rule: Box, xs: Sequence[float]) -> set[int]:
    """The columns that a shorter rule stands under; none where it ends within one, as an underline does."""
    shares = [
        max(0.0, min(rule.x1, right) - max(rule.x0, left)) / (right - left) for left, right in pairwise(xs)
    ]
    whole = all(share >= _COVERED or share <= 1 - _COVERED for share in shares)
    return {column for column, share in enumerate(shares) if share >= _COVERED} if whole else set()
