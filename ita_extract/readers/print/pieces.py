"""Printed lines cut into pieces where the paper shows a gutter: what columns are made of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from ita_extract.readers.print.clusters import Cluster, foot_of
from ita_extract.readers.print.lines import rows_of
from ita_extract.thai.glyphs import MARKS

GUTTER = 0.8  # ems: narrower white is a space
NARROW = 0.5  # where the rows are known: a strip that every one of them leaves white
NEAR = 0.4  # ems that the lines of one column may begin apart
_TOUCHING = 0.2  # ems: less white between two cells is none
_OVER = 0.3  # ems that a piece begins before the end of the one that it is written over
_BETWEEN_LETTERS = 0.1  # ems
_LONGEST = 30  # letters of a word
_LEADING = 2.0  # ems
_BELOW = 0.4  # ems: vowels and tails below the baseline
_BESIDE_SPACE = 0.2  # ems of white beside a written space, as wide as some fonts have it

Span = tuple[float, float]


@dataclass(slots=True)
class Row:
    """One baseline's clusters, cut into pieces where the paper shows a gutter.

    across: it runs over the columns of the rows around it, as a section's title does; spans: from where to
    where each piece has print, without the space that its line ends with, and without what it sticks out of
    its column where it runs into the next piece.
    """

    y: float
    size: float
    pieces: list[list[Cluster]]
    across: bool = False
    spans: list[Span] = field(init=False)

    def __post_init__(self) -> None:
        begins = [piece[0].x0 for piece in self.pieces]
        ends = [max([cluster.x1 for cluster in piece if not cluster.is_space]) for piece in self.pieces]
        for at, beyond in enumerate(begins[1:]):
            if ends[at] > beyond - _TOUCHING * self.size:
                ends[at] = max(begins[at], beyond - NARROW * self.size)
        self.spans = list(zip(begins, ends, strict=True))

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


def row_of(part: Sequence[Cluster], gutter: float = GUTTER) -> Row | None:
    """The baseline cut where so many ems are white, and more than the space that is written there.

    And where the pen came from elsewhere, as it does from cell to cell.
    """
    printed = [cluster for cluster in part if not cluster.is_space]
    if not printed:
        return None
    size = max([cluster.size for cluster in printed])
    pieces: list[list[Cluster]] = [[]]
    for cluster in part:
        piece = pieces[-1]
        if not piece:
            if not cluster.is_space:
                piece.append(cluster)
        elif cluster.is_space or not _parts(piece, cluster, gutter, size):
            piece.append(cluster)
        else:
            pieces.append([cluster])
    return Row(median([cluster.y for cluster in printed]), size, pieces)


def _parts(piece: Sequence[Cluster], cluster: Cluster, gutter: float, size: float) -> bool:
    """Whether the cluster begins a piece: it was not written next, or over the last one, or stands apart."""
    last = piece[-1]
    gap = cluster.x0 - last.x1
    if cluster.at - last.at not in (0, 1) or (gap < -_OVER * size and cluster.text[0] not in MARKS):
        return True
    if not last.is_space:
        return gap >= gutter * size
    written = 0.0 if piece[-2].is_space else last.x1 - last.x0
    end = next(each.x1 for each in reversed(piece) if not each.is_space)
    return cluster.x0 - end >= max(gutter * size, written + _BESIDE_SPACE * size)


def narrow_rows(clusters: Iterable[Cluster]) -> list[Row]:
    return [row for part in rows_of(clusters) if (row := row_of(part, NARROW)) is not None]


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


def left_of(choices: Sequence[Sequence[Span]], row: Row, least: float) -> list[list[Span]] | None:
    """What the row leaves of each gutter, in how many strips soever; None when it closes one.

    least: ems of a strip. A word too long for its column closes none.
    """
    found: list[list[Span]] = []
    for number, gutter in enumerate(choices):
        left = [strip for each in gutter for strip in strips(each, row.spans, least * row.size)]
        begin = choices[number - 1][-1][1] if number else row.spans[0][0]
        if not left and not ((number or len(row.pieces) > 1) and _runs_over(row, begin, gutter)):
            return None
        found.append(left or list(gutter))
    return found


def _runs_over(row: Row, begin: float, gutter: Sequence[Span]) -> bool:
    """Whether what closes the gutter is a word without a space that begins where its column does."""
    for piece, (x0, x1) in zip(row.pieces, row.spans, strict=True):
        if x1 > gutter[0][0] and x0 < gutter[-1][1]:
            return x0 <= begin + NEAR * row.size and x0 < gutter[0][0] and _is_word(piece)
    return False


def _is_word(piece: Sequence[Cluster]) -> bool:
    return len(piece) <= _LONGEST and not any(cluster.is_space for cluster in piece[:-1])


def narrowed(gutters: Sequence[Span], row: Row, least: float) -> list[Span] | None:
    """What the row leaves of the gutters; None when it leaves of one no strip of so many ems."""
    left = left_of([[gutter] for gutter in gutters], row, least)
    if left is None:
        return None
    return [max(each, key=lambda strip: strip[1] - strip[0]) for each in left]


def recut(row: Row, gutters: Sequence[Span]) -> Row:
    """The row cut where its columns part, however near to one another its pieces stand."""
    pieces: list[list[Cluster]] = []
    middles = _middles(gutters)
    column = -1
    right = 0.0
    for piece in row.pieces:
        for number, cluster in enumerate(piece):
            here = column if cluster.is_space else bisect_right(middles, (cluster.x0 + cluster.x1) / 2)
            if number and (here == column or cluster.x0 - right < _BETWEEN_LETTERS * row.size):
                pieces[-1].append(cluster)
            else:
                pieces.append([cluster])
            column = here
            right = right if cluster.is_space else cluster.x1
    found = Row(row.y, row.size, pieces)
    found.spans = [_held(*each, gutters) for each in zip(pieces, found.spans, strict=True)]
    return found


def _held(piece: Sequence[Cluster], span: Span, gutters: Sequence[Span]) -> Span:
    """The span, as far as its column, of a word that is too long for it."""
    column = column_of(span[0], gutters)
    if column < len(gutters) and span[1] > gutters[column][1] and _is_word(piece):
        return span[0], gutters[column][0]
    return span


def column_of(x: float, gutters: Sequence[Span]) -> int:
    return bisect_right(_middles(gutters), x)


def _middles(gutters: Sequence[Span]) -> list[float]:
    return [(left + right) / 2 for left, right in gutters]


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
