"""Printed lines cut into pieces where the paper shows a gutter: what columns are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ita_extract.readers.pdf.clusters import Cluster
from ita_extract.readers.pdf.joining import is_item

GUTTER = 0.8  # ems: narrower white is a space
NARROW = 0.5  # where the rows are known: a strip that every one of them leaves white
_WIDE = 1.3  # leadings between two rows
_WIDER = 1.15  # between the heading and what a page goes on with

Span = tuple[float, float]


@dataclass(slots=True)
class Row:
    """One baseline's clusters, cut into pieces where the paper shows a gutter."""

    y: float
    size: float
    pieces: list[list[Cluster]]

    @property
    def spans(self) -> list[Span]:
        return [(piece[0].x0, max(cluster.x1 for cluster in piece)) for piece in self.pieces]


def row_of(part: list[Cluster], gutter: float = GUTTER) -> Row | None:
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
    return Row(median(cluster.y for cluster in printed), size, pieces)


def white(rows: Sequence[Row]) -> list[Span]:
    """The strips that no row's text enters."""
    if not rows:
        return []
    size = median(row.size for row in rows)
    gutters: list[Span] = []
    reach: float | None = None
    for x0, x1 in sorted(span for row in rows for span in row.spans):
        if reach is not None and x0 - reach >= NARROW * size:
            gutters.append((reach, x0))
        reach = x1 if reach is None else max(reach, x1)
    return gutters


def less(gutter: Span, spans: Sequence[Span], least: float) -> Span | None:
    """What the row leaves of the gutter: the widest white strip in it, if it is wide enough."""
    left, right = gutter
    edges = [left]
    for x0, x1 in spans:
        if x1 > left and x0 < right:
            edges += [max(x0, left), min(x1, right)]
    edges.append(right)
    strips = [(edges[at], edges[at + 1]) for at in range(0, len(edges), 2)]
    widest = max(strips, key=lambda strip: strip[1] - strip[0])
    return widest if widest[1] - widest[0] >= least else None


def column_of(x: float, gutters: Sequence[Span]) -> int:
    return sum(x >= (gutter[0] + gutter[1]) / 2 for gutter in gutters)


def grouped(block: Sequence[Row], gutters: Sequence[Span]) -> list[list[Row]]:
    """Printed lines → rows. A row begins below a wider gap; or where the first column begins an item;

    or, where it has neither, at each line with text in the first column and another.
    """
    if len(block) < 2:
        return [list(block)] if block else []
    steps = [below.y - above.y for above, below in pairwise(block)]
    leading = min(steps)
    wide = [step > _WIDE * leading for step in steps]
    heads = [column_of(row.pieces[0][0].x0, gutters) == 0 for row in block]
    items = [head and is_item(text_of(row.pieces[0])) for head, row in zip(heads, block, strict=True)]
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


def text_of(piece: Sequence[Cluster]) -> str:
    return "".join(cluster.text for cluster in piece)
