"""Printed lines cut into pieces where the paper shows a gutter: what columns are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from ita_extract.readers.print.clusters import Cluster, foot_of
from ita_extract.readers.print.lines import rows_of

GUTTER = 0.8  # ems: narrower white is a space
NARROW = 0.5  # where the rows are known: a strip that every one of them leaves white
_LEADING = 2.0  # ems
_BELOW = 0.4  # ems: vowels and tails below the baseline
_BESIDE_SPACE = 0.2  # ems of white beside a written space, as wide as some fonts have it

Span = tuple[float, float]


@dataclass(slots=True)
class Row:
    """One baseline's clusters, cut into pieces where the paper shows a gutter.

    across: it runs over the columns of the rows around it, as a section's title does; spans: from where to
    where each piece has print, without the space that its line ends with.
    """

    y: float
    size: float
    pieces: list[list[Cluster]]
    across: bool = False
    spans: list[Span] = field(init=False)

    def __post_init__(self) -> None:
        self.spans = [
            (piece[0].x0, max([cluster.x1 for cluster in piece if not cluster.is_space]))
            for piece in self.pieces
        ]

    @property
    def top(self) -> float:
        return self.y - self.size

    @property
    def foot(self) -> float:
        return foot_of(self.y, self.size)

    @property
    def bottom(self) -> float:
        return self.y + _BELOW * self.size

    @property
    def bold(self) -> bool:
        printed = [cluster for cluster in self.clusters if not cluster.is_space]
        return sum(cluster.bold for cluster in printed) * 2 > len(printed)

    @property
    def clusters(self) -> list[Cluster]:
        return [cluster for piece in self.pieces for cluster in piece]


def row_of(part: list[Cluster], gutter: float = GUTTER) -> Row | None:
    """The baseline cut where so many ems are white, and more than the space that is written there."""
    printed = [cluster for cluster in part if not cluster.is_space]
    if not printed:
        return None
    size = max(cluster.size for cluster in printed)
    pieces: list[list[Cluster]] = []
    spaces: list[Cluster] = []
    right = 0.0
    for cluster in part:
        if cluster.is_space:
            spaces.append(cluster)
            continue
        written = spaces[0].x1 - spaces[0].x0 if len(spaces) == 1 else 0.0
        gap = cluster.x0 - right
        if pieces:
            pieces[-1] += spaces
        if pieces and (gap < gutter * size or gap - written < _BESIDE_SPACE * size):
            pieces[-1].append(cluster)
        else:
            pieces.append([cluster])
        spaces = []
        right = cluster.x1
    pieces[-1] += spaces
    return Row(median(cluster.y for cluster in printed), size, pieces)


def narrow_rows(clusters: Iterable[Cluster]) -> list[Row]:
    return [row for part in rows_of(list(clusters)) if (row := row_of(part, NARROW)) is not None]


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


def strips(gutter: Span, spans: Sequence[Span], least: float) -> list[Span]:
    """What the row leaves of the gutter: the white strips in it that are wide enough."""
    left, right = gutter
    edges = [left]
    for x0, x1 in spans:
        if x1 > left and x0 < right:
            edges += [max(x0, left), min(x1, right)]
    edges.append(right)
    return [
        (edges[at], edges[at + 1]) for at in range(0, len(edges), 2) if edges[at + 1] - edges[at] >= least
    ]


def narrowed(gutters: Sequence[Span], row: Row, least: float) -> list[Span] | None:
    """What the row leaves of the gutters; None when it leaves of one no strip of so many ems."""
    left = [strips(gutter, row.spans, least * row.size) for gutter in gutters]
    return [max(each, key=lambda strip: strip[1] - strip[0]) for each in left] if all(left) else None


def recut(row: Row, gutters: Sequence[Span]) -> Row:
    """The row cut where its columns part, however near to one another its pieces stand."""
    pieces: list[list[Cluster]] = []
    column = -1
    for piece in row.pieces:
        for number, cluster in enumerate(piece):
            here = column if cluster.is_space else column_of((cluster.x0 + cluster.x1) / 2, gutters)
            if number and here == column:
                pieces[-1].append(cluster)
            else:
                pieces.append([cluster])
            column = here
    return Row(row.y, row.size, pieces)


def column_of(x: float, gutters: Sequence[Span]) -> int:
    return sum(x >= (gutter[0] + gutter[1]) / 2 for gutter in gutters)


def runs_on(row: Row, below: Row, full: Span) -> bool:
    """Running text between tables: a line of one piece that is not bold and fills the width, and the next.

    full: from where to where a line fills it.
    """
    if len(row.pieces) > 1 or len(below.pieces) > 1 or row.bold or below.y - row.y > _LEADING * row.size:
        return False
    (left, right), (next_left, _) = row.spans[0], below.spans[0]
    return left <= full[0] and right >= full[1] and abs(next_left - left) < NARROW * row.size


def text_of(piece: Sequence[Cluster]) -> str:
    return "".join(cluster.text for cluster in piece)


def without_last_spaces(part: Sequence[Cluster]) -> list[Cluster]:
    """Less the spaces at the ends of its lines."""
    followed = zip(part, [*part[1:], None], strict=False)
    return [
        each
        for each, after in followed
        if not each.is_space or (after is not None and abs(after.y - each.y) < each.size / 2)
    ]
