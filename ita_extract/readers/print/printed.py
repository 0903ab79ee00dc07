"""A table's printed lines by columns: what is asked of them to tell where rows begin."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ita_extract.readers.print.item_marks import row_number
from ita_extract.thai.digits import whole_number

_NEXT = 1.5  # leadings: farther apart, two lines of a column have an empty one between them
_SAME = 0.7  # share of a column's lines that begin, or have their middle, at one place
_NEAR = 0.3  # ems
_PADDING = 1.0  # ems between the room of a column and the text of the next
_HALF = 0.6  # of a leading: as far apart are lines of cells that are set in the middle
_CUT = 2  # digits of a number, one on a line
_BARE, _FEWEST = 0.7, 2  # share of the first column's lines that are numbers and no more


@dataclass(frozen=True, slots=True)
class Piece:
    """What one printed line holds of one column. word: gives the width of its first word, in points."""

    text: str
    left: float
    right: float
    bold: bool
    word: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Printed:
    """One baseline. pieces: by column; crossing: one of them runs over the white between two columns."""

    y: float
    size: float
    pieces: Mapping[int, Piece]
    crossing: bool = False

    @property
    def bold(self) -> bool:
        return all(piece.bold for piece in self.pieces.values())


@dataclass(frozen=True, slots=True)
class Room:
    """Where a column's text may stand. centred: its lines have one middle rather than one beginning."""

    left: float
    right: float
    centred: bool

    def behind(self, piece: Piece) -> float:
        """How much paper a line leaves empty."""
        if self.centred:
            return self.right - self.left - (piece.right - piece.left)
        return self.right - piece.right


def leading(lines: Sequence[Printed]) -> float:
    """From one baseline to the next within a cell: what the nearest lines of a column are mostly apart.

    Where few cells have two lines, most steps are from row to row.
    """
    steps = sorted(step for _, _, _, step in _followed(lines))
    if not steps:
        return max((line.size for line in lines), default=0.0) * _NEXT
    nearest, usual = steps[len(steps) // 8], steps[len(steps) // 4]
    return nearest if nearest > _HALF * usual else usual


def above_each(lines: Sequence[Printed], step: float) -> list[dict[int, Piece]]:
    """For each line, by column, the piece of the line directly above it; step: the leading."""
    found: list[dict[int, Piece]] = [{} for _ in lines]
    for at, column, piece, apart in _followed(lines):
        if apart <= _NEXT * step:
            found[at][column] = piece
    return found


def _followed(lines: Sequence[Printed]) -> list[tuple[int, int, Piece, float]]:
    """Each line's index, a column of it, the piece above it in that column, and how far above."""
    last: dict[int, tuple[float, Piece]] = {}
    found: list[tuple[int, int, Piece, float]] = []
    for at, line in enumerate(lines):
        if line.crossing:
            last.clear()
            continue
        for column, piece in line.pieces.items():
            if column in last:
                y, above = last[column]
                found.append((at, column, above, line.y - y))
            last[column] = line.y, piece
    return found


def rooms(lines: Sequence[Printed]) -> dict[int, Room]:
    """Each column's room, as wide as its widest line, or as the next column leaves it."""
    columns: dict[int, list[Piece]] = {}
    for line in lines:
        if not line.crossing:
            for column, piece in line.pieces.items():
                columns.setdefault(column, []).append(piece)
    size = max((line.size for line in lines), default=0.0)
    found: dict[int, Room] = {}
    for column, pieces in columns.items():
        left, right = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
        beyond = columns.get(column + 1)
        centred = not _agree([piece.left for piece in pieces], size) and _agree(
            [(piece.left + piece.right) / 2 for piece in pieces], size
        )
        if beyond and not centred:
            limit = min(piece.left for piece in beyond)
            right = max(min(right, limit), limit - _PADDING * size)
        found[column] = Room(left, right, centred)
    return found


def _agree(places: Sequence[float], size: float) -> bool:
    return most_at_one_place(places, _NEAR * size) >= _SAME * len(places)


def most_at_one_place(places: Sequence[float], near: float) -> int:
    """How many of the places, at the most, are that near to one of them."""
    order = sorted(places)
    return max(bisect_right(order, place + near) - bisect_left(order, place - near) for place in order)


def counts_rows(lines: Sequence[Printed]) -> bool:
    """Whether the first column counts the rows: bare numbers in turn, or items beside other columns."""
    first = [(line, line.pieces[0]) for line in lines if 0 in line.pieces and not line.crossing]
    numbers = [(line, number) for line, piece in first if (number := row_number(piece.text)) is not None]
    if len(numbers) < _FEWEST:
        return False
    rising = sum(below == above + 1 for (_, above), (_, below) in pairwise(numbers))
    if rising < len(numbers) - 1:
        return False
    bare = len(numbers) >= _BARE * len(first)
    return bare or all(len(line.pieces) > 1 for line, _ in numbers)


def with_whole_numbers(lines: Sequence[Printed]) -> list[Printed]:
    """With the numbers of the first column that it is too narrow for, a digit a line, as one: 9, 1|0, 1|1.

    Only where all numbers are in turn then.
    """
    digits = [(at, line.pieces[0].text) for at, line in enumerate(lines) if 0 in line.pieces]
    digits = [(at, text) for at, text in digits if whole_number(text) is not None]
    found = list(lines)
    numbers: list[int] = []
    while digits:
        (at, text), *digits = digits
        joined = text + digits[0][1] if digits and digits[0][0] == at + 1 else ""
        if len(joined) == _CUT and (not numbers or int(joined) == numbers[-1] + 1 != int(text)):
            found[at], found[at + 1] = _said(found[at], joined), _said(found[at + 1], "")
            text, digits = joined, digits[1:]
        numbers.append(int(text))
    in_turn = all(below == above + 1 for above, below in pairwise(numbers))
    return found if in_turn and len(numbers) >= _FEWEST else list(lines)


def _said(line: Printed, number: str) -> Printed:
    return replace(line, pieces={**line.pieces, 0: replace(line.pieces[0], text=number)})
