"""Paths and boxes on the page: points in, boxes out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from ita_extract.model.document import Box

Point = tuple[float, float]


def subpaths(thing: Any) -> Iterator[list[Point]]:
    """The points of each piece; a curve counts by its ends."""
    part: list[Point] = []
    for segment in thing.segments:
        if segment.operator == "m":
            if len(part) > 1:
                yield part
            part = [segment.points[0]]
        elif segment.operator == "h":
            if part:
                part.append(part[0])
        elif segment.points:
            part.append(segment.points[-1])
    if len(part) > 1:
        yield part


def straight(part: list[Point], clip: Box, dx: float, dy: float) -> Iterator[Box]:
    """The upright and level sides of a stroked outline."""
    for (ax, ay), (bx, by) in pairwise(part):
        side = bounds([(ax + dx, ay + dy), (bx + dx, by + dy)])
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
    xs = [point[0] for point in points]
    ys = [point[1] for point in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def common(one: Box, other: Box) -> Box:
    return Box(
        max(one.x0, other.x0), max(one.top, other.top), min(one.x1, other.x1), min(one.bottom, other.bottom)
    )
