"""Rows of letters → the same with room between their columns.

Programs that lay out text by spaces leave one space only where a cell is as wide as its column, and then the
next column's text stands too far to the left. Where columns begin is seen on the other lines. A lane is what
the raster shows of a column: from where its text begins to where the next one's does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from ita_extract.readers.text.raster import COLUMN, Letter, Measure, gaps, width_of

# The lines on which a text begins behind a gap at one place, where a column does: so many, of few lines two,
# of many such a share.
_OFTEN, _OFTEN_OF_FEW, _FEW, _SHARE = 3, 2, 6, 0.1
_FEWEST = 2  # such places, and lines with gaps, that a table has
_NEAR = COLUMN
_ROOM = 2 * COLUMN
# A space by itself is written narrower than the raster's columns, and the white around it is narrower than
# what shows a column.
_WRITTEN, _OVERHANG = 2.5, 0.1
_OVER = 1.5 * COLUMN  # wider than all others of its column by this, a text holds two

_NUMBER = re.compile(r"(?:^| )\(?\d{1,2}(?:\.\d{1,2})*[.)]$|(?:^| )[-•]$")
_LONGEST_NUMBER = 20  # letters of one, at any depth that print has

_Piece = list[Letter]  # what stands between two gaps


def edges_of(lines: Sequence[str], measure: Measure) -> list[float]:
    """Where all columns but the first begin, in points; none where too few show, as in running text.

    Cells leave white of several widths before the next column; words that are only set far apart do not.
    """
    whites: dict[int, list[int]] = {}
    in_lines = [list(gaps(line, measure)) for line in lines]
    for gap in chain.from_iterable(in_lines):
        whites.setdefault(gap.end, []).append(gap.width)
    often = _often(sum(map(bool, in_lines)))
    edges = {end: widths for end, widths in whites.items() if len(widths) >= often}
    ragged = sum(len(set(widths)) > 1 for widths in edges.values())
    return [end * COLUMN for end in sorted(edges)] if ragged >= _FEWEST else []


def _often(n_lines: int) -> float:
    return _OFTEN_OF_FEW if n_lines <= _FEW else max(_OFTEN, _SHARE * n_lines)


def set_apart(rows: Sequence[Sequence[Letter]], edges: Sequence[float]) -> list[Letter]:
    """edges: as edges_of gives them."""
    pieces = [_pieces(row) for row in rows if row]
    lanes = _Lanes.of(pieces, edges)
    return [letter for row in pieces for letter in _placed(row, lanes)]


def _pieces(row: Sequence[Letter]) -> list[_Piece]:
    found: list[_Piece] = []
    for letter in row:
        if found and letter.x0 - found[-1][-1].x1 < COLUMN:
            found[-1].append(letter)
        else:
            found.append([letter])
    return found


@dataclass(frozen=True, slots=True)
class _Lanes:
    """edges: where all columns but the first begin; widths: how wide what stands in each but the last is."""

    edges: Sequence[float]
    widths: Sequence[float]

    @classmethod
    def of(cls, rows: Sequence[Sequence[_Piece]], edges: Sequence[float]) -> _Lanes:
        lanes = cls(edges, [0.0] * len(edges))
        widths = list(lanes.widths)
        for piece, after in chain.from_iterable(map(pairwise, rows)):
            lane = lanes.lane(piece[0].x0)
            if lane + 1 == lanes.lane(after[0].x0):
                widths[lane] = max(widths[lane], width_of(piece))
        return cls(edges, widths)

    def lane(self, x: float) -> int:
        return bisect_right(self.edges, x + _NEAR)


def _placed(row: Sequence[_Piece], lanes: _Lanes) -> Iterator[Letter]:
    """A line of one piece is a title, or a column's by itself, and not cut."""
    following = [lanes.lane(piece[0].x0) for piece in row[1:]]
    last = len(lanes.edges) + 1 if following else 0
    for piece, beyond in zip(row, [*following, last], strict=True):
        lane = lanes.lane(piece[0].x0)
        yield from _moved(piece[: (cut := _cut(piece, lane, beyond, lanes))], lane * _ROOM)
        while cut < len(piece):
            lane, piece = lane + 1, piece[cut:]
            cut = _cut(piece, lane, beyond, lanes)
            yield from _moved(piece[:cut], lanes.edges[lane - 1] - piece[0].x0 + lane * _ROOM)


def _cut(piece: _Piece, lane: int, beyond: int, lanes: _Lanes) -> int:
    """Where the next column's text begins in the piece; its length where it does not.

    lane: the piece's; beyond: that of the piece behind it.
    """
    if lane + 1 >= beyond:
        return len(piece)
    edge = lanes.edges[lane]
    begins = [at + 1 for at, letter in enumerate(piece[:-1]) if letter.is_space and not _counts(piece[:at])]
    widest = lanes.widths[lane] + _OVER
    likely = [at for at in begins if abs(piece[at].x0 - edge) <= _NEAR]
    if not likely and width_of(piece) > widest:
        likely = [at for at in begins if width_of(piece[:at]) <= widest] or begins
    return min(likely, key=lambda at: abs(piece[at].x0 - edge), default=len(piece))


def _counts(words: Sequence[Letter]) -> bool:
    """A number is not parted from what it counts."""
    text = "".join(letter.text for letter in words[-_LONGEST_NUMBER:])
    return not text or bool(_NUMBER.search(text))


def _moved(piece: Sequence[Letter], shift: float) -> Iterator[Letter]:
    for letter in piece:
        x = letter.x0 + shift
        width = _WRITTEN if letter.is_space else letter.x1 - letter.x0 + _OVERHANG
        yield letter.between(x, x + width)
