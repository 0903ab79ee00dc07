"""What speaks at a printed line's end for a row that begins below it, or one that goes on.

A weight is roughly the logarithm of how much more often a sign is seen at the head of a row than inside one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ita_extract.readers.pdf.item_marks import place_in_list
from ita_extract.readers.pdf.printed import Piece, Printed, Room, above_each, rooms

_HAD_ROOM, _WAS_FULL, _BEGINS_LIST, _GOES_ON_LIST = 2.0, -1.2, 1.0, -3.0
_HEADING_ENDS, _HEADING_GOES_ON = 3.0, -1.5
_ALL_FILLED, _REPEATED = 1.0, 2.0
_GAP, _NO_GAP = 2.5, -2.0
_WIDER, _POINT = 1.05, 0.5  # a leading, so many times and so many points more, is a gap
_SPACE = 0.6  # ems that a word needs more than its own width


def seams(lines: Sequence[Printed], step: float, counted: bool) -> list[float]:
    """For each line but the first, whether a row begins with it: above 0 where that is likelier.

    step: the leading; counted: the first column counts the rows, and says nothing here.
    """
    room, above = rooms(lines), above_each(lines, step)
    all_columns = max(len(line.pieces) for line in lines)
    gaps = _gaps(lines, step)
    weights = [0.0]
    for at, (before, line) in enumerate(pairwise(lines), 1):
        if before.bold:
            weights.append(gaps[at - 1] + (_HEADING_GOES_ON if line.bold else _HEADING_ENDS))
            continue
        texts = (
            _text(above[at][column], piece, room[column], line.size)
            for column, piece in line.pieces.items()
            if column in above[at] and not (counted and column == 0)
        )
        full = _ALL_FILLED if len(line.pieces) == all_columns > 1 else 0.0
        weights.append(gaps[at - 1] + sum(texts) + full)
    return weights


def _gaps(lines: Sequence[Printed], step: float) -> list[float]:
    """Rows are set apart everywhere or nowhere."""
    wide = [below.y - above.y > _WIDER * step + _POINT for above, below in pairwise(lines)]
    if all(wide) or not any(wide):
        return [0.0] * len(wide)
    return [_GAP if each else _NO_GAP for each in wide]


def _text(above: Piece, below: Piece, room: Room, size: float) -> float:
    """Whether the first word below would still have fitted behind the line above."""
    if above.text == below.text:
        return _REPEATED
    place = place_in_list(below.text)
    if place is not None:
        return _BEGINS_LIST if place == 1 else _GOES_ON_LIST
    return _HAD_ROOM if room.behind(above) > below.word + _SPACE * size else _WAS_FULL
