"""Upright rules of a row as low as one line: too short for rules, but for the level ones at their ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ita_extract.model.document import Box
from ita_extract.ocr.ink import Image, strokes

_LEAST = 1.4  # letter heights; letters are lower, those with two marks stand clear of a rule
_WIDEST = 0.12  # of its length
_REACH = 0.35  # letter heights between its end and the level rule


Spot = tuple[slice, slice]


def short_uprights(
    dark: Image, levels: Sequence[Box], height: float, scale: float
) -> Iterator[tuple[Box, Spot]]:
    """Strokes from one level rule to another: in points, and the rows and columns of pixels that they take.

    dark: 1 where there are strokes, rules left out; height: of ko kai in pixels; scale: points a pixel.
    """
    opened = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((round(_LEAST * height), 1), np.uint8))
    rules = np.array([(rule.top, rule.x0, rule.x1) for rule in levels]).reshape(-1, 3)
    reach = _REACH * height * scale
    for left, top, stroke in strokes(np.asarray(opened, np.uint8)):
        tall, width = stroke.shape
        x = (left + width / 2) * scale
        above, below = (_nearest(rules, x, end * scale, reach) for end in (top, top + tall))
        if width <= _WIDEST * tall + 2 and above is not None and below is not None and above < below:
            yield Box(x, above, x, below), (slice(top, top + tall), slice(max(0, left - 1), left + width + 1))


def _nearest(rules: NDArray[np.float64], x: float, y: float, reach: float) -> float | None:
    """The height of the level rule that passes the point within reach."""
    passing = rules[(rules[:, 1] - reach <= x) & (x <= rules[:, 2] + reach), 0]
    near = passing[np.abs(passing - y) <= reach]
    return float(near[np.abs(near - y).argmin()]) if len(near) else None
