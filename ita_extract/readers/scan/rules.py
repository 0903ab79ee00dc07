"""Level and upright rules of a sheet, by line morphology."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ita_extract.model.document import Box
from ita_extract.ocr.ink import Image, strokes
from ita_extract.readers.scan.bars import without_bars
from ita_extract.readers.scan.creases import without_creases
from ita_extract.readers.scan.doubled import single
from ita_extract.readers.scan.hanging import without_hanging
from ita_extract.readers.scan.segments import levels, uprights
from ita_extract.readers.scan.short_rules import Spot, short_levels, short_uprights

_LEVEL, _UPRIGHT = 4.5, 3.2  # letter heights that a straight stroke must run to be a rule's
_GAP = 2.0  # letter heights that a rule may be broken over
_SHORTEST = 1.5  # lengths of the least stroke
_THICKEST = 0.8  # letter heights; anything thicker is a shaded area or a picture
_DOUBLE = 0.8  # letter heights: rules nearer to one another than this are one, drawn twice
_MEETS = 8.0  # points between a rule's end and another that it is meant to end at


@dataclass(frozen=True, slots=True)
class Rules:
    """segments: in points, of no height or no width; mask: 1 where the sheet shows them."""

    segments: tuple[Box, ...]
    mask: Image


def find_rules(image: Image, height: float, scale: float) -> Rules:
    """height: of ko kai in pixels; scale: points a pixel."""
    dark = _strokes(image, height)
    long, mask = _long_rules(dark, height, scale)
    left = dark & (1 - mask)
    rules = without_creases(long, (image.shape[1] * scale, image.shape[0] * scale))
    rules += _taken(short_uprights(left, rules, height, scale), left)
    rules = single(rules, _DOUBLE * height * scale)
    rules += _taken(short_levels(left, rules, height, scale), left)
    rules = without_bars(without_hanging(_met(rules)), left, height, scale)
    return Rules(tuple(rules), mask | dark & (1 - left))


def _taken(found: Iterator[tuple[Box, Spot]], left: Image) -> list[Box]:
    """The rules, their places made blank in what is left."""
    rules = []
    for rule, spot in found:
        left[spot] = 0
        rules.append(rule)
    return rules


def _long_rules(dark: Image, height: float, scale: float) -> tuple[list[Box], Image]:
    """Straight strokes, in points, and 1 where they are."""
    segments: list[Box] = []
    mask = np.zeros_like(dark)
    for across in (True, False):
        length = round((_LEVEL if across else _UPRIGHT) * height)
        for left, top, stroke in strokes(_straight(dark, length, round(_GAP * height), across)):
            tall, width = stroke.shape
            long, thick = (width, tall) if across else (tall, width)
            # A rule that bends or leans takes a tall box, but little of it; two that run together have a gap.
            inked = stroke & dark[top : top + tall, left : left + width]
            bulky = inked.sum() > _THICKEST * height * long or thick > 0.06 * long + height
            if long >= _SHORTEST * length and not bulky:
                segments.append(_segment(left, top, width, tall, across, scale))
                mask[top : top + tall, left : left + width] |= stroke
    return segments, np.asarray(cv2.min(mask, cv2.dilate(dark, np.ones((3, 3), np.uint8))), np.uint8)


def _strokes(image: Image, height: float) -> Image:
    """1 where a place is darker than what lies around it."""
    around = 2 * round(0.9 * height) + 1
    smooth = cv2.blur(image, (3, 3))
    dark = cv2.adaptiveThreshold(smooth, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, around, 12)
    return np.asarray(dark, np.uint8)


def _straight(dark: Image, length: int, gap: int, across: bool) -> Image:
    """Strokes of at least that length in one direction, breaks up to the gap closed."""
    thicker = cv2.dilate(dark, np.ones((3, 1) if across else (1, 3), np.uint8))
    opened = cv2.morphologyEx(thicker, cv2.MORPH_OPEN, np.ones(_along(length, across), np.uint8))
    closed = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, np.ones(_along(gap, across), np.uint8))
    return np.asarray(closed, np.uint8)


def _along(length: int, across: bool) -> tuple[int, int]:
    return (1, length) if across else (length, 1)


def _segment(left: int, top: int, width: int, tall: int, across: bool, scale: float) -> Box:
    x0, y0, x1, y1 = left * scale, top * scale, (left + width) * scale, (top + tall) * scale
    if across:
        middle = (y0 + y1) / 2
        return Box(x0, middle, x1, middle)
    middle = (x0 + x1) / 2
    return Box(middle, y0, middle, y1)


def _met(segments: list[Box]) -> list[Box]:
    """The rules with each end at the rule across it that it nearly reaches, or goes a little beyond."""
    level, upright = levels(segments), uprights(segments)
    down = np.array([(rule.x0, rule.top, rule.bottom) for rule in upright]).reshape(-1, 3)
    across = np.array([(rule.top, rule.x0, rule.x1) for rule in level]).reshape(-1, 3)
    return [
        *(Box(_end(r.x0, r.top, down), r.top, _end(r.x1, r.top, down), r.top) for r in level),
        *(Box(r.x0, _end(r.top, r.x0, across), r.x0, _end(r.bottom, r.x0, across)) for r in upright),
    ]


def _end(end: float, place: float, across: NDArray[np.float64]) -> float:
    """across: the place and the two ends of each rule that runs the other way."""
    reaches = (across[:, 1] - _MEETS <= place) & (place <= across[:, 2] + _MEETS)
    near = across[reaches & (np.abs(across[:, 0] - end) <= _MEETS), 0]
    return float(near[np.abs(near - end).argmin()]) if len(near) else end
