"""Which way text runs on a page, and places on the page as it reads and as it lies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ita_extract.model.document import Box

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Turn:
    """The page turned so that most of its text is upright.

    quarter: quarter turns clockwise that the text has on the page; width, height: of the page as it lies.
    """

    quarter: int
    width: float
    height: float

    def point(self, x: float, y: float, quarter: int | None = None) -> Point:
        """A point of the page, in coordinates in which text of that quarter turn runs right and down."""
        return _TURNS[self.quarter if quarter is None else quarter](x, y, self.width, self.height)

    def back(self, x: float, y: float, quarter: int | None = None) -> Point:
        return _BACK[self.quarter if quarter is None else quarter](x, y, self.width, self.height)


_Turning = Callable[[float, float, float, float], Point]
_TURNS: tuple[_Turning, ...] = (
    lambda x, y, w, h: (x, y),
    lambda x, y, w, h: (y, w - x),
    lambda x, y, w, h: (w - x, h - y),
    lambda x, y, w, h: (h - y, x),
)
_BACK: tuple[_Turning, ...] = (
    lambda u, v, w, h: (u, v),
    lambda u, v, w, h: (w - v, u),
    lambda u, v, w, h: (w - u, h - v),
    lambda u, v, w, h: (v, h - u),
)


def turned_box(box: Box, turn: Turn) -> Box:
    (ax, ay), (bx, by) = turn.point(box.x0, box.top), turn.point(box.x1, box.bottom)
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def page_box(box: Box, turn: Turn) -> Box:
    """A box in reading coordinates, on the page as it lies, to a hundredth of a point."""
    # A cell may be given from its foot up, where small print ends above the large print beside it.
    if turn.quarter == 0 and box.x0 <= box.x1 and box.top <= box.bottom:
        return rounded(box)
    (ax, ay), (bx, by) = turn.back(box.x0, box.top), turn.back(box.x1, box.bottom)
    return rounded(Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))


def rounded(box: Box) -> Box:
    return Box(*[round(value, 2) for value in box])
