"""Tables without upright rules, or any: columns by the white gutters that run down between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ita_extract.model.document import Box
from ita_extract.readers.print.adjoining import Frame, adjoining
from ita_extract.readers.print.beside import side_by_side
from ita_extract.readers.print.by_columns import Reach, by_columns, printed_of
from ita_extract.readers.print.carrying import Columns, places
from ita_extract.readers.print.clusters import Cluster
from ita_extract.readers.print.grid import Lattice, Slot
from ita_extract.readers.print.pieces import Row, Span, column_of, narrow_rows, text_of
from ita_extract.readers.print.printed import counts_rows, most_at_one_place, with_whole_numbers
from ita_extract.readers.print.row_starts import COUNTED, UNCOUNTED, Division, division
from ita_extract.readers.print.stretches import Stretch, stretch, taken_up, with_inner

_WIDE_GUTTER = 1.2  # between two or three columns, where narrow ones may be chance
_MANY_ROWS = 4  # of three columns that keep narrow gutters
_TIMETABLE = 6  # columns
_FARTHER = 1.3
_WORDS = 5.0  # ems: a column of words is wider
_ROOM, _ENDS = 2.0, 0.35  # ems behind a cell's last line, and share of such lines
_FULL_ROWS = 3  # rows with text in two columns or more, at the least
_SHARE, _SHARE_OF_TWO = 0.35, 0.6  # of all rows; two columns alone are easily a chance
_ALIGNED = 0.7  # of a column's pieces begin, or are centred, at one place
_NEAR = 0.6  # ems
# So many lines, which no page of print has, that are no table are none either without a few of the first.
_MANY_LINES, _STRIDE = 100, 20


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table that alignment makes. contents: of each slot; columns: for a page that goes on with it."""

    lattice: Lattice
    contents: list[list[Cluster]]
    columns: Columns


def aligned_tables(
    clusters: Sequence[Cluster], barriers: Sequence[float], before: Columns | None = None
) -> tuple[list[Aligned], list[Cluster]]:
    """The tables that alignment alone makes, and the clusters that are in none.

    barriers: heights that no table may cross, as those of ruled tables; before: the columns that the page
    before hands on.
    """
    rows = narrow_rows(cluster for cluster in clusters if cluster.quarter == 0)
    found: list[Aligned] = []
    taken: list[Row] = []
    start = end = 0
    if before is not None:
        end, (block, gutters) = _continued(rows, before, barriers)
        found += [_table(block, gutters, before)] if block else []
        taken, start = block, end
    while start < len(rows):
        block, gutters = _block(stretch(rows[start:], barriers))
        if not _is_table(block, gutters):
            start += 1 + len(block) // _MANY_LINES * _STRIDE
            continue
        frame = Frame(block, block[0].y, block[-1].y, gutters, barriers)
        stop = start + len(block)
        above, below, gutters = adjoining(rows[end:start], frame, rows[stop:])
        block = [*above, *block, *below]
        found += [_table(*part) for part in side_by_side(block, gutters)]
        taken += block
        start = end = stop + len(below)
    inside = {id(cluster) for row in taken for cluster in row.clusters}
    return found, [cluster for cluster in clusters if id(cluster) not in inside]


def _continued(rows: Sequence[Row], columns: Columns, barriers: Sequence[float]) -> tuple[int, Stretch]:
    """The lines that go on with the table of the page before, less its running header, and where they end."""
    first, (block, gutters) = taken_up(rows, columns, barriers)
    header, footer = _ends_in_footer(block[::-1]), _ends_in_footer(block)
    kept = block[header : len(block) - footer]
    return first + header + len(kept) if kept else 0, (kept, gutters)


def _block(found: Stretch) -> Stretch:
    rows, gutters = with_inner(found)
    return rows[: len(rows) - _ends_in_footer(rows)], gutters


def _ends_in_footer(block: Sequence[Row]) -> bool:
    """One piece by itself, farther from the others than they are from one another."""
    steps = [abs(below.y - above.y) for above, below in pairwise(block)]
    return len(steps) > 1 and len(block[-1].pieces) == 1 and steps[-1] > _FARTHER * max(steps[:-1])


def _is_table(block: Sequence[Row], gutters: Sequence[Span]) -> bool:
    within = [row for row in block if not row.across]
    full = sum(len({column_of(x0, gutters) for x0, _ in row.spans}) > 1 for row in within)
    if not gutters or full < max(_FULL_ROWS, _SHARE * len(within)):
        return False
    size = median(row.size for row in within)
    columns = _spans(within, gutters)
    if len(gutters) == 1 and _are_numbers(within):
        return False  # a table of contents
    narrow = min(right - left for left, right in gutters) < _WIDE_GUTTER * size
    even = full >= _MANY_ROWS and _are_even(columns)
    if len(gutters) == 1 and (narrow or full < _SHARE_OF_TWO * len(within)):
        return even and _is_ragged(columns[0], size)
    if narrow and len(gutters) == 2 and not even:
        return False
    often = [spans for spans in columns if len(spans) >= _MANY_ROWS]
    if len(columns) >= _TIMETABLE and len(often) >= 3:
        columns = often  # under each month there may be few ticks
    astray = sum(not _are_aligned(spans, size) for spans in columns if spans)
    return min(len(spans) for spans in columns) >= 2 and astray <= (len(columns) >= 4)


def _spans(rows: Sequence[Row], gutters: Sequence[Span]) -> list[list[Span]]:
    """From where to where the rows fill each column."""
    columns: list[list[Span]] = [[] for _ in range(len(gutters) + 1)]
    for row in rows:
        for (column, _), part in by_columns(row, gutters).items():
            columns[column].append((part[0].x0, max(each.x1 for each in part)))
    return columns


def _is_ragged(spans: Sequence[Span], size: float) -> bool:
    """A column of words, neither of numbers nor of text that runs on from edge to edge."""
    left, right = min(x0 for x0, _ in spans), max(x1 for _, x1 in spans)
    ends = sum(right - x1 > _ROOM * size for _, x1 in spans)
    return right - left > _WORDS * size and _ENDS * len(spans) <= ends


def _are_numbers(block: Sequence[Row]) -> bool:
    last = [text_of(row.pieces[-1]).strip() for row in block if len(row.pieces) > 1]
    return sum(text.isdecimal() for text in last) > len(last) / 2


def _are_even(columns: Sequence[Sequence[Span]]) -> bool:
    """Each column's pieces begin at one place, end at one, or have one middle, to the point."""
    return all(_most_together(spans, 1) >= _ALIGNED * len(spans) for spans in columns if spans)


def _are_aligned(spans: Sequence[Span], size: float) -> bool:
    return _most_together(spans, _NEAR * size) >= _ALIGNED * len(spans)


def _most_together(spans: Sequence[Span], near: float) -> int:
    """How many of a column's pieces begin that near to one place, have one middle, or end at one place."""
    begins, ends = [x0 for x0, _ in spans], [x1 for _, x1 in spans]
    middles = [(x0 + x1) / 2 for x0, x1 in spans]
    return max(most_at_one_place(places, near) for places in (begins, middles, ends))


def _table(block: Sequence[Row], gutters: Sequence[Span], before: Columns | None = None) -> Aligned:
    printed = with_whole_numbers([printed_of(row, gutters) for row in block])
    counted = counts_rows(printed) or (before is not None and before.counted)
    divided = division(printed, counted=counted, continued=before is not None)
    xs = _edges(block, gutters)
    ys = (*(block[start].top for start in divided.rows), block[-1].bottom)
    found = sorted(_filled(block, gutters, divided, xs, ys), key=lambda each: (each[0].row, each[0].column))
    columns = Columns(tuple(gutters), tuple(places(block, gutters)), counted, block[-1].y)
    lattice = Lattice(xs, ys, tuple(slot for slot, _ in found), COUNTED if counted else UNCOUNTED)
    return Aligned(lattice, [part for _, part in found], columns)


def _filled(
    block: Sequence[Row],
    gutters: Sequence[Span],
    divided: Division,
    xs: Sequence[float],
    ys: Sequence[float],
) -> Iterator[tuple[Slot, list[Cluster]]]:
    """Each cell and what stands in it, the merged columns' first."""
    row_at = {line: row for row, line in enumerate([*divided.rows, len(block)])}
    for starts, held in _parts(divided, len(gutters) + 1):
        for start, stop in pairwise([*starts, len(block)]):
            top, bottom = row_at[start], row_at[stop]
            for (first, last), part in _cells(block[start:stop], gutters, held):
                box = Box(xs[first], ys[top], xs[last + 1], ys[bottom])
                yield Slot(top, first, bottom - top, last - first + 1, box), part


def _parts(divided: Division, n_columns: int) -> list[tuple[Sequence[int], range]]:
    """Where cells begin, for which columns."""
    n_merged = divided.n_merged
    return [(divided.groups, range(n_merged)), (divided.rows, range(n_merged, n_columns))]


def _edges(block: Sequence[Row], gutters: Sequence[Span]) -> tuple[float, ...]:
    """Around the text, and around the gutters where an outer column is empty on this page."""
    left = min([gutters[0][0], *(span[0] for row in block for span in row.spans)]) - 1
    right = max([gutters[-1][1], *(span[1] for row in block for span in row.spans)]) + 1
    return left, *((gutter[0] + gutter[1]) / 2 for gutter in gutters), right


def _cells(
    group: Sequence[Row], gutters: Sequence[Span], columns: range
) -> list[tuple[Reach, list[Cluster]]]:
    """The cells of one row from left to right: the columns that each reaches over, and what stands in it."""
    parts = [by_columns(row, gutters) for row in group]
    reaches = sorted(reach for part in parts for reach in part)
    found: list[tuple[Reach, list[Cluster]]] = []
    # What crosses from merged columns into these has been given with those.
    column = max([columns.start, *(last + 1 for first, last in reaches if first < columns.start)])
    while column < columns.stop:
        stop = column
        for first, last in reaches:
            stop = max(stop, last) if column <= first <= stop else stop
        inside = (part[reach] for part in parts for reach in part if column <= reach[0] <= stop)
        found.append(((column, stop), [cluster for clusters in inside for cluster in clusters]))
        column = stop + 1
    return found
