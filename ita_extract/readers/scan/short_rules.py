"""Rules too short to be told from letters by their length, but for the rules across them at both ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ita_extract.model.document import Box
from ita_extract.ocr.ink import Image, strokes
from ita_extract.readers.scan.segments import levels, uprights

_LEAST = 1.4  # letter heights; letters are lower, those with two marks stand clear of a rule
_WIDEST = 0.12  # of its length
_REACH = 0.35  # letter heights between its end and the rule across it
_ROUNDED = 0.7  # the same, at the rounded corners of a cell
_IN_LINE = 0.6  # letter heights between a level rule and its continuation in a narrow column

Spot = tuple[slice, slice]


class _Stroke(NamedTuple):
    """Where it begins and ends along its direction, its middle and its width across, all in pixels."""

    start: int
    end: int
    middle: float
    wide: int


def short_uprights(
    dark: Image, rules: Sequence[Box], height: float, scale: float
) -> Iterator[tuple[Box, Spot]]:
    """Those of rows as low as one line: in points, and the rows and columns of pixels that they take.

    dark: 1 where there are strokes, rules left out; height: of ko kai in pixels; scale: points a pixel.
    """
    across = np.array([(rule.top, rule.x0, rule.x1) for rule in levels(rules)]).reshape(-1, 3)
    kernel = np.ones((round(_LEAST * height), 1), np.uint8)
    for left, top, stroke in strokes(np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel), np.uint8)):
        tall, wide = stroke.shape
        found = _Stroke(top, top + tall, left + wide / 2, wide)
        ends = _ends(found, across, _REACH * height * scale, scale)
        if ends is not None:
            x, beside = found.middle * scale, slice(max(0, left - 1), left + wide + 1)
            yield Box(x, ends[0], x, ends[1]), (slice(top, top + tall), beside)


def short_levels(
    dark: Image, rules: Sequence[Box], height: float, scale: float
) -> Iterator[tuple[Box, Spot]]:
    """Those of columns as narrow as a number, in the place of the rule that they go on from."""
    across = np.array([(rule.x0, rule.top, rule.bottom) for rule in uprights(rules)]).reshape(-1, 3)
    places = np.array([rule.top for rule in levels(rules)])
    kernel = np.ones((1, round(_LEAST * height)), np.uint8)
    for left, top, stroke in strokes(np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel), np.uint8)):
        tall, wide = stroke.shape
        found = _Stroke(left, left + wide, top + tall / 2, tall)
        ends = _ends(found, across, _ROUNDED * height * scale, scale)
        place = _nearest(places, found.middle * scale, _IN_LINE * height * scale)
        if ends is not None and place is not None:
            beside = slice(max(0, top - 1), top + tall + 1)
            yield Box(ends[0], place, ends[1], place), (beside, slice(left, left + wide))


def _ends(
    stroke: _Stroke, across: NDArray[np.float64], reach: float, scale: float
) -> tuple[float, float] | None:
    """The places of two rules that a straight stroke runs between; across: their places and two ends.

    reach: points from the stroke's ends to the rules.
    """
    if stroke.wide > _WIDEST * (stroke.end - stroke.start) + 2:
        return None
    middle = stroke.middle * scale
    passing = across[(across[:, 1] - reach <= middle) & (middle <= across[:, 2] + reach), 0]
    first, last = (_nearest(passing, end * scale, reach) for end in (stroke.start, stroke.end))
    return (first, last) if first is not None and last is not None and first < last else None


def _nearest(places: NDArray[np.float64], place: float, reach: float) -> float | None:
    """The one that is nearest, within reach."""
    near = places[np.abs(places - place) <= reach]
    return float(near[np.abs(near - place).argmin()]) if len(near) else None
