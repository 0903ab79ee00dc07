"""What speaks at a printed line's end for a row that begins below it, or one that goes on.

A weight is roughly the logarithm of how much more often a sign is seen at the head of a row than inside one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise
from math import inf
from operator import add

from ita_extract.readers.print.item_marks import place_in_list
from ita_extract.readers.print.printed import Piece, Printed, Room, above_each, rooms

_HAD_ROOM, _WAS_FULL, _BEGINS_LIST, _GOES_ON_LIST = 2.0, -1.2, 1.0, -3.0
_HEADING_ENDS, _HEADING_GOES_ON = 3.0, -1.5
_ALL_FILLED, _REPEATED = 1.0, 2.0
GAP, _NO_GAP = 2.5, -2.0
_WIDER, _POINT = 1.05, 0.5  # a leading, so many times and so many points more, is a gap
_HOLE = 1.8
_SPACE = 0.6  # ems that a word needs more than its own width
_AMOUNT = re.compile(r"\d[\d.,%]+|-")
_AMOUNTS = 0.7  # of a column's lines: each of them is a cell


def texts(lines: Sequence[Printed], step: float, columns: Set[int]) -> list[float]:
    """For each line, whether the text of these columns speaks for a row that begins with it: above 0 it does.

    step: the leading.
    """
    room, above, amounts = rooms(lines), above_each(lines, step), _columns_of_amounts(lines)
    weights = [0.0]
    for at, (before, line) in enumerate(pairwise(lines), 1):
        if before.bold:
            weights.append(_HEADING_GOES_ON if line.bold else _HEADING_ENDS)
            continue
        told = (
            _HAD_ROOM
            if column in amounts and _AMOUNT.fullmatch(piece.text)
            else _text(above[at][column], piece, room[column], line.size)
            for column, piece in line.pieces.items()
            if column in above[at] and column in columns
        )
        weights.append(sum(told))
    return weights


def _columns_of_amounts(lines: Sequence[Printed]) -> set[int]:
    columns: dict[int, list[bool]] = {}
    for line in lines:
        for column, piece in line.pieces.items():
            columns.setdefault(column, []).append(bool(_AMOUNT.fullmatch(piece.text)))
    return {column for column, found in columns.items() if sum(found) >= _AMOUNTS * len(found)}


def shapes(lines: Sequence[Printed], step: float, *, holes: bool = False) -> list[float]:
    """The same of the white above each line, and of the columns that it fills.

    holes: between the lines there may be others, that are not looked at.
    """
    n_columns = max(len(line.pieces) for line in lines)
    full = [_ALL_FILLED if len(line.pieces) == n_columns > 1 else 0.0 for line in lines]
    return [0.0, *map(add, full[1:], _gaps(lines, step, inf if not holes else _HOLE * step))]


def _gaps(lines: Sequence[Printed], step: float, farthest: float) -> list[float]:
    """Rows are set apart everywhere or nowhere."""
    steps = [below.y - above.y for above, below in pairwise(lines)]
    wide = [each > _WIDER * step + _POINT for each in steps]
    if all(wide) or not any(wide):
        return [0.0] * len(wide)
    return [
        0.0 if each > farthest else GAP if apart else _NO_GAP for each, apart in zip(steps, wide, strict=True)
    ]


def set_apart(lines: Sequence[Printed], step: float, columns: Set[int]) -> set[int]:
    """The lines with a gap above what they hold of these columns."""
    held = [(at, line.y) for at, line in enumerate(lines) if not columns.isdisjoint(line.pieces)]
    return {
        at for (_, above), (at, y) in pairwise(held) if _WIDER * step + _POINT < y - above <= _HOLE * step
    }


def _text(above: Piece, below: Piece, room: Room, size: float) -> float:
    """Whether the first word below would still have fitted behind the line above."""
    if above.text == below.text:
        return _REPEATED
    place = place_in_list(below.text)
    if place is not None:
        return _BEGINS_LIST if place == 1 else _GOES_ON_LIST
    behind, space = room.behind(above), _SPACE * size
    return _HAD_ROOM if behind > space and behind > below.word() + space else _WAS_FULL
