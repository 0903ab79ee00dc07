"""Tables without upright rules, or any: columns by the white gutters that run down between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ita_extract.model.document import Box
from ita_extract.readers.grid import Bands, Lattice, Slot
from ita_extract.readers.pdf.clusters import Cluster
from ita_extract.readers.pdf.joining import is_item
from ita_extract.readers.pdf.lines import rows_of

_GUTTER = 0.8  # ems: narrower white is a space
_NARROW = 0.5  # where the rows are known: a strip that every one of them leaves white
_WIDE_GUTTER = 1.2  # between two or three columns, where narrow ones may be chance
_APART = 4.5  # ems: farther down is another thing
_FULL_ROWS = 3  # rows with text in two columns or more, at the least
_SHARE, _SHARE_OF_TWO = 0.35, 0.6  # of all rows; two columns alone are easily a chance
_ALIGNED = 0.7  # of a column's pieces begin, or are centred, at one place
_NEAR = 0.6  # ems
_WIDE = 1.3  # leadings between two rows
_WIDER = 1.15  # between the heading and what a page goes on with

Span = tuple[float, float]
Found = tuple[Lattice, list[list[Cluster]]]


@dataclass(slots=True)
class _Row:
    """One baseline's clusters, cut into pieces where the paper shows a gutter."""

    y: float
    size: float
    pieces: list[list[Cluster]]

    @property
    def spans(self) -> list[Span]:
        return [(piece[0].x0, max(cluster.x1 for cluster in piece)) for piece in self.pieces]


def find_aligned(clusters: Sequence[Cluster], barriers: Sequence[float]) -> tuple[list[Found], list[Cluster]]:
    """The tables that alignment alone makes, and the clusters that are in none.

    barriers: heights that no table may cross, as those of ruled tables.
    """
    upright = [cluster for cluster in clusters if cluster.quarter == 0]
    rows = [row for part in rows_of(upright) if (row := _row(part)) is not None]
    found: list[Found] = []
    taken: set[int] = set()
    start = 0
    while start < len(rows):
        gutters, stop = _stretch(rows, start, barriers)
        block = rows[start:stop]
        if _is_table(block, gutters):
            found.append(_table(block, gutters))
            taken |= {id(cluster) for row in block for piece in row.pieces for cluster in piece}
            start = stop
        else:
            start += 1
    return found, [cluster for cluster in clusters if id(cluster) not in taken]


def find_banded(clusters: Sequence[Cluster], bands: Sequence[Bands]) -> tuple[list[Found], list[Cluster]]:
    """The tables that have level rules only: rows by the rules, columns by the gutters between them."""
    found: list[Found] = []
    rest = list(clusters)
    for band in bands:
        inside = [
            cluster for cluster in rest if cluster.quarter == 0 and _row_number(band, cluster) is not None
        ]
        table = _banded(band, inside)
        if table is not None:
            found.append(table)
            taken = {id(cluster) for cluster in inside}
            rest = [cluster for cluster in rest if id(cluster) not in taken]
    return found, rest


def _row_number(band: Bands, cluster: Cluster) -> int | None:
    y = cluster.y - 0.15 * cluster.size
    if not (band.x0 <= cluster.x0 and cluster.x1 <= band.x1 and band.ys[0] <= y < band.ys[-1]):
        return None
    return bisect_right(band.ys, y) - 1


def _banded(band: Bands, inside: list[Cluster]) -> Found | None:
    rows = [row for part in rows_of(inside) if (row := _row(part, _NARROW)) is not None]
    below = [row for row in rows if row.y >= band.ys[1]]
    gutters = max(_white(rows), _white(below), key=len)  # a title over several columns closes their gutters
    if not gutters:
        return None
    edges = [gutter[1] for gutter in gutters]
    xs = (band.x0, *edges, band.x1)
    slots = [
        Slot(row, column, 1, 1, Box(xs[column], band.ys[row], xs[column + 1], band.ys[row + 1]))
        for row in range(len(band.ys) - 1)
        for column in range(len(xs) - 1)
    ]
    contents: list[list[Cluster]] = [[] for _ in slots]
    for row in rows:
        for piece in row.pieces:
            at = _row_number(band, piece[0])
            if at is not None:
                contents[at * (len(xs) - 1) + bisect_right(edges, piece[0].x0 + 1)] += piece
    filled = [
        sum(bool(contents[row * (len(xs) - 1) + column]) for column in range(len(xs) - 1)) > 1
        for row in range(len(band.ys) - 1)
    ]
    return (Lattice(xs, band.ys, tuple(slots)), contents) if sum(filled) >= 2 else None


def _white(rows: Sequence[_Row]) -> list[Span]:
    """The strips that no row's text enters."""
    if not rows:
        return []
    size = median(row.size for row in rows)
    gutters: list[Span] = []
    reach: float | None = None
    for x0, x1 in sorted(span for row in rows for span in row.spans):
        if reach is not None and x0 - reach >= _NARROW * size:
            gutters.append((reach, x0))
        reach = x1 if reach is None else max(reach, x1)
    return gutters


def _row(part: list[Cluster], gutter: float = _GUTTER) -> _Row | None:
    printed = [cluster for cluster in part if not cluster.is_space]
    if not printed:
        return None
    size = max(cluster.size for cluster in printed)
    pieces: list[list[Cluster]] = []
    right = 0.0
    for cluster in part:
        if cluster.is_space:
            if pieces:
                pieces[-1].append(cluster)
            continue
        if pieces and cluster.x0 - right < gutter * size:
            pieces[-1].append(cluster)
        else:
            pieces.append([cluster])
        right = cluster.x1
    for piece in pieces:
        while piece[-1].is_space:
            piece.pop()
    return _Row(median(cluster.y for cluster in printed), size, pieces)


def _stretch(rows: Sequence[_Row], start: int, barriers: Sequence[float]) -> tuple[list[Span], int]:
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
        narrowed = [_less(gutter, row.spans, row.size) for gutter in gutters]
        if not all(narrowed):
            break
        gutters = [gutter for gutter in narrowed if gutter]
        stop += 1
    return gutters, stop


def _less(gutter: Span, spans: Sequence[Span], size: float) -> Span | None:
    """What the row leaves of the gutter: the widest white strip in it, if it is wide enough."""
    left, right = gutter
    edges = [left]
    for x0, x1 in spans:
        if x1 > left and x0 < right:
            edges += [max(x0, left), min(x1, right)]
    edges.append(right)
    strips = [(edges[at], edges[at + 1]) for at in range(0, len(edges), 2)]
    widest = max(strips, key=lambda strip: strip[1] - strip[0])
    return widest if widest[1] - widest[0] >= _GUTTER * size else None


def _is_table(block: Sequence[_Row], gutters: Sequence[Span]) -> bool:
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
            columns[_column(span[0], gutters)].append(span)
    if len(gutters) == 1 and _are_numbers(block):
        return False  # a table of contents
    astray = sum(not _are_aligned(spans, size) for spans in columns)
    return min(len(spans) for spans in columns) >= 2 and astray <= (len(columns) >= 4)


def _are_numbers(block: Sequence[_Row]) -> bool:
    last = [_text(row.pieces[-1]).strip() for row in block if len(row.pieces) > 1]
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


def _column(x: float, gutters: Sequence[Span]) -> int:
    return sum(x >= (gutter[0] + gutter[1]) / 2 for gutter in gutters)


def _table(block: Sequence[_Row], gutters: Sequence[Span]) -> Found:
    xs = [min(span[0] for row in block for span in row.spans) - 1]
    xs += [(gutter[0] + gutter[1]) / 2 for gutter in gutters]
    xs.append(max(span[1] for row in block for span in row.spans) + 1)
    groups = _grouped(block, gutters)
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
                    if _column(piece[0].x0, gutters) == column
                    for cluster in piece
                ]
            )
    return Lattice(tuple(xs), tuple(ys), tuple(slots)), contents


def _grouped(block: Sequence[_Row], gutters: Sequence[Span]) -> list[list[_Row]]:
    """Printed lines → rows. A row begins below a wider gap; or where the first column begins an item;

    or, where it has neither, at each line with text in the first column and another.
    """
    steps = [below.y - above.y for above, below in pairwise(block)]
    leading = min(steps)
    wide = [step > _WIDE * leading for step in steps]
    heads = [_column(row.pieces[0][0].x0, gutters) == 0 for row in block]
    items = [head and is_item(_text(row.pieces[0])) for head, row in zip(heads, block, strict=True)]
    groups = [[block[0]]]
    mixed = any(wide) and not all(wide)
    for row, step, is_wide, head, item in zip(block[1:], steps, wide, heads[1:], items[1:], strict=True):
        if sum(items) >= 2:
            begins = item or (len(groups) == 1 and step > _WIDER * leading)
        elif mixed:
            begins = is_wide
        else:
            begins = head and len(row.pieces) > 1
        if begins:
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _text(piece: Sequence[Cluster]) -> str:
    return "".join(cluster.text for cluster in piece)
