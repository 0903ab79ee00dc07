"""Rules too short to be told from letters by their length, but for the rules across them at both ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ita_extract.model.document import Box
from ita_extract.ocr.ink import Image, strokes
from ita_extract.readers.scan.segments import levels, turned, uprights

_LEAST = 1.4  # letter heights; letters are lower, those with two marks stand clear of a rule
_WIDEST = 0.12  # of its length
_REACH = 0.35  # letter heights between its end and the rule across it
_ROUNDED = 0.7  # the same, at the rounded corners of a cell
_IN_LINE = 0.6  # letter heights between a level rule and its continuation in a narrow column

Spot = tuple[slice, slice]


def short_uprights(
    dark: Image, rules: Sequence[Box], height: float, scale: float
) -> Iterator[tuple[Box, Spot]]:
    """Those of rows as low as one line: in points, and the rows and columns of pixels that they take.

    dark: 1 where there are strokes, rules left out; height: of ko kai in pixels; scale: points a pixel.
    """
    return _between(dark, levels(rules), height, scale, _REACH)


def short_levels(
    dark: Image, rules: Sequence[Box], height: float, scale: float
) -> Iterator[tuple[Box, Spot]]:
    """Those of columns as narrow as a number, in the place of the rule that they go on from."""
    across = list(map(turned, uprights(rules)))
    places = np.array([rule.top for rule in levels(rules)])
    for rule, (columns, rows) in _between(np.ascontiguousarray(dark.T), across, height, scale, _ROUNDED):
        off = np.abs(places - rule.x0)
        if len(off) and off.min() <= _IN_LINE * height * scale:
            place = float(places[off.argmin()])
            yield Box(rule.top, place, rule.bottom, place), (rows, columns)


def _between(
    dark: Image, level: Sequence[Box], height: float, scale: float, reach: float
) -> Iterator[tuple[Box, Spot]]:
    """Upright strokes from one level rule to another; reach: letter heights between them and the rules."""
    opened = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((round(_LEAST * height), 1), np.uint8))
    rules = np.array([(rule.top, rule.x0, rule.x1) for rule in level]).reshape(-1, 3)
    near = reach * height * scale
    for left, top, stroke in strokes(np.asarray(opened, np.uint8)):
        tall, width = stroke.shape
        x = (left + width / 2) * scale
        above, below = (_nearest(rules, x, end * scale, near) for end in (top, top + tall))
        if width <= _WIDEST * tall + 2 and above is not None and below is not None and above < below:
            yield Box(x, above, x, below), (slice(top, top + tall), slice(max(0, left - 1), left + width + 1))


def _nearest(rules: NDArray[np.float64], x: float, y: float, reach: float) -> float | None:
    """The height of the level rule that passes the point within reach."""
    passing = rules[(rules[:, 1] - reach <= x) & (x <= rules[:, 2] + reach), 0]
    near = passing[np.abs(passing - y) <= reach]
    return float(near[np.abs(near - y).argmin()]) if len(near) else None
