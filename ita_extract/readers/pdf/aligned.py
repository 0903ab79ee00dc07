"""Tables without upright rules, or any: columns by the white gutters that run down between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ita_extract.model.document import Box
from ita_extract.readers.grid import Lattice, Slot
from ita_extract.readers.pdf.adjoining import Frame, adjoining
from ita_extract.readers.pdf.clusters import Cluster
from ita_extract.readers.pdf.lines import rows_of
from ita_extract.readers.pdf.pieces import GUTTER, Row, Span, column_of, grouped, less, row_of, text_of

_WIDE_GUTTER = 1.2  # between two or three columns, where narrow ones may be chance
_APART = 4.5  # ems: farther down is another thing
_FARTHER = 1.3
_FULL_ROWS = 3  # rows with text in two columns or more, at the least
_SHARE, _SHARE_OF_TWO = 0.35, 0.6  # of all rows; two columns alone are easily a chance
_ALIGNED = 0.7  # of a column's pieces begin, or are centred, at one place
_NEAR = 0.6  # ems

Found = tuple[Lattice, list[list[Cluster]]]


def find_aligned(clusters: Sequence[Cluster], barriers: Sequence[float]) -> tuple[list[Found], list[Cluster]]:
    """The tables that alignment alone makes, and the clusters that are in none.

    barriers: heights that no table may cross, as those of ruled tables.
    """
    upright = [cluster for cluster in clusters if cluster.quarter == 0]
    rows = [row for part in rows_of(upright) if (row := row_of(part)) is not None]
    found: list[Found] = []
    taken: set[int] = set()
    start = end = 0
    while start < len(rows):
        gutters, stop = _stretch(rows, start, barriers)
        stop -= _ends_in_footer(rows[start:stop])
        block = rows[start:stop]
        if _is_table(block, gutters):
            frame = Frame(block, block[0].y, block[-1].y, gutters, barriers)
            above, below, gutters = adjoining(rows[end:start], frame, rows[stop:])
            stop = end = stop + len(below)
            block = [*above, *block, *below]
            found.append(_table(block, gutters))
            taken |= {id(cluster) for row in block for piece in row.pieces for cluster in piece}
            start = stop
        else:
            start += 1
    return found, [cluster for cluster in clusters if id(cluster) not in taken]


def _stretch(rows: Sequence[Row], start: int, barriers: Sequence[float]) -> tuple[list[Span], int]:
    """The gutters that a heading row opens, and the row where the first of them is crossed."""
    first = rows[start]
    if len(first.pieces) < 2:
        return [], start + 1
    spans = first.spans
    gutters = [(left[1], right[0]) for left, right in pairwise(spans)]
    stop = start + 1
    while stop < len(rows):
        above, row = rows[stop - 1], rows[stop]
        if row.y - above.y > _APART * row.size or any(above.y < at < row.y for at in barriers):
            break
        narrowed = [less(gutter, row.spans, GUTTER * row.size) for gutter in gutters]
        if not all(narrowed):
            break
        gutters = [gutter for gutter in narrowed if gutter]
        stop += 1
    return gutters, stop


def _ends_in_footer(block: Sequence[Row]) -> bool:
    """One piece by itself, farther below the others than they are from one another."""
    steps = [below.y - above.y for above, below in pairwise(block)]
    return len(steps) > 1 and len(block[-1].pieces) == 1 and steps[-1] > _FARTHER * max(steps[:-1])


def _is_table(block: Sequence[Row], gutters: Sequence[Span]) -> bool:
    full = sum(len(row.pieces) > 1 for row in block)
    if (
        not gutters
        or full < _FULL_ROWS
        or full < (_SHARE_OF_TWO if len(gutters) == 1 else _SHARE) * len(block)
    ):
        return False
    size = median(row.size for row in block)
    if len(gutters) < 3 and min(right - left for left, right in gutters) < _WIDE_GUTTER * size:
        return False
    columns: list[list[Span]] = [[] for _ in range(len(gutters) + 1)]
    for row in block:
        for span in row.spans:
            columns[column_of(span[0], gutters)].append(span)
    if len(gutters) == 1 and _are_numbers(block):
        return False  # a table of contents
    astray = sum(not _are_aligned(spans, size) for spans in columns)
    return min(len(spans) for spans in columns) >= 2 and astray <= (len(columns) >= 4)


def _are_numbers(block: Sequence[Row]) -> bool:
    last = [text_of(row.pieces[-1]).strip() for row in block if len(row.pieces) > 1]
    return sum(text.isdecimal() for text in last) > len(last) / 2


def _are_aligned(spans: Sequence[Span], size: float) -> bool:
    """Most pieces of the column begin at one place, or have one middle, or end at one place."""
    places = (
        [span[0] for span in spans],
        [(span[0] + span[1]) / 2 for span in spans],
        [span[1] for span in spans],
    )
    return any(
        max(sum(abs(other - value) <= _NEAR * size for other in values) for value in set(values))
        >= _ALIGNED * len(values)
        for values in places
    )


def _table(block: Sequence[Row], gutters: Sequence[Span]) -> Found:
    xs = [min(span[0] for row in block for span in row.spans) - 1]
    xs += [(gutter[0] + gutter[1]) / 2 for gutter in gutters]
    xs.append(max(span[1] for row in block for span in row.spans) + 1)
    groups = grouped(block, gutters)
    ys = [group[0].y - group[0].size for group in groups]
    ys.append(block[-1].y + 0.4 * block[-1].size)
    slots, contents = [], []
    for number, group in enumerate(groups):
        for column in range(len(xs) - 1):
            box = Box(xs[column], ys[number], xs[column + 1], ys[number + 1])
            slots.append(Slot(number, column, 1, 1, box))
            contents.append(
                [
                    cluster
                    for row in group
                    for piece in row.pieces
                    if column_of(piece[0].x0, gutters) == column
                    for cluster in piece
                ]
            )
    return Lattice(tuple(xs), tuple(ys), tuple(slots)), contents
