"""Bars and arrows over the months of a plan, which part blank from blank as no rule of a table does."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ita_extract.model.document import Box
from ita_extract.ocr.ink import Image
from ita_extract.readers.scan.segments import levels

_NEAR = 4.0  # points: ends of rules nearer to one another than this are at one place
_HEAD, _THICK = 1.2, 0.5  # letter heights beside a bar that its arrow's heads take, and that it takes itself
_ENDS = 1.5  # letter heights from a bar's ends that such a head takes, and no more than a quarter of it
_BLANK = 0.15  # of a letter's square, that may be ink where nothing is written


def without_bars(rules: Sequence[Box], ink: Image, height: float, scale: float) -> list[Box]:
    """ink: 1 where something is drawn, rules left out; height: of ko kai in pixels; scale: points a pixel."""
    level = levels(rules)
    table = np.array([(rule.top, rule.x0, rule.x1) for rule in level]).reshape(-1, 3)
    bars = {
        id(rule)
        for rule in level
        if (around := _around(rule, table)) is not None and _is_blank(rule, around, ink, height, scale)
    }
    return [rule for rule in rules if id(rule) not in bars]


def _around(rule: Box, level: NDArray[np.float64]) -> tuple[float, float] | None:
    """The places of the rules over and under a bar; None where the rule is one of a table's sides or rows.

    Those two are longer than the bar, and nothing goes on in its line.
    """
    place, start, end = level.T
    if (np.abs(place - rule.top) <= _NEAR).sum() > 1:
        return None
    longer = (start <= rule.x0 + _NEAR) & (end >= rule.x1 - _NEAR)
    longer &= (start < rule.x0 - _NEAR) | (end > rule.x1 + _NEAR)
    over, under = place[longer & (place < rule.top)], place[longer & (place > rule.top)]
    return (float(over.max()), float(under.min())) if len(over) and len(under) else None


def _is_blank(rule: Box, around: tuple[float, float], ink: Image, height: float, scale: float) -> bool:
    """Whether nothing stands over and under the bar but heads of an arrow."""
    top, bottom, left, right = (round(edge / scale) for edge in (*around, rule.x0, rule.x1))
    margin = round(0.3 * height)
    space = ink[top + margin : bottom - margin, left + margin : right - margin].copy()
    middle = round(rule.top / scale) - top - margin
    thick, head = round(_THICK * height), round(_HEAD * height)
    space[max(0, middle - thick) : max(0, middle + thick)] = 0
    ends = min(round(_ENDS * height), space.shape[1] // 4)
    for part in (slice(0, ends), slice(space.shape[1] - ends, None)):
        space[max(0, middle - head) : max(0, middle + head), part] = 0
    return int(cv2.countNonZero(space)) <= _BLANK * height * height
