"""Paths and boxes on the page: points in, boxes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from ita_extract.model.document import Box

Point = tuple[float, float]


class Fill(NamedTuple):
    """A box that is filled, or the one around a shape that is. colour: RRGGBB."""

    box: Box
    colour: str


# Specks that make a rule, at the least, and the most white between two of them, in points.
_DOTS, _DOT_GAP = 6, 4.0
THIN = 3.0  # points: a rule is no thicker


def straight(part: list[Point], clip: Box) -> Iterator[Box]:
    """The upright and level sides of a stroked outline."""
    for ends in pairwise(part):
        side = bounds(ends)
        if min(side.x1 - side.x0, side.bottom - side.top) > 1:
            continue
        shown = common(side, clip)
        if shown.x1 >= shown.x0 and shown.bottom >= shown.top:
            yield centre_line(shown)


def centre_line(box: Box) -> Box:
    if box.x1 - box.x0 >= box.bottom - box.top:
        middle = (box.top + box.bottom) / 2
        return Box(box.x0, middle, box.x1, middle)
    middle = (box.x0 + box.x1) / 2
    return Box(middle, box.top, middle, box.bottom)


def corners(rect: Any) -> tuple[tuple[float, float], Point]:
    x0, y0, x1, y1 = rect
    return (x0, y0), (x1, y1)


def bounds(points: Any) -> Box:
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def common(one: Box, other: Box) -> Box:
    return Box(
        max(one.x0, other.x0), max(one.top, other.top), min(one.x1, other.x1), min(one.bottom, other.bottom)
    )


def dotted_rules(dots: Iterable[Box]) -> list[Box]:
    """Specks in a row, closely set, and dashes that lie in it: the rules that they draw."""
    level: dict[int, list[Box]] = {}
    upright: dict[int, list[Box]] = {}
    for dot in dots:
        if dot.bottom - dot.top <= THIN:
            level.setdefault(round((dot.top + dot.bottom) / 2), []).append(dot)
        if dot.x1 - dot.x0 <= THIN:
            upright.setdefault(round((dot.x0 + dot.x1) / 2), []).append(dot)
    found = []
    for run in _runs(level.values(), 0):
        middle = sum(dot.top + dot.bottom for dot in run) / (2 * len(run))
        found.append(Box(run[0].x0, middle, max(dot.x1 for dot in run), middle))
    for run in _runs(upright.values(), 1):
        middle = sum(dot.x0 + dot.x1 for dot in run) / (2 * len(run))
        found.append(Box(middle, run[0].top, middle, max(dot.bottom for dot in run)))
    return found


def _runs(groups: Iterable[list[Box]], axis: int) -> Iterable[list[Box]]:
    """Runs of dots along the axis (0 across, 1 down) with no wide gap."""
    for group in groups:
        run: list[Box] = []
        for dot in sorted(group, key=lambda dot: dot[axis]):
            if run and dot[axis] - run[-1][axis + 2] > _DOT_GAP:
                if len(run) >= _DOTS:
                    yield run
                run = []
            run.append(dot)
        if len(run) >= _DOTS:
            yield run
