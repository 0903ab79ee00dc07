"""Text lines in the image of a cell or of a column of text: baselines and a fixed window, nothing erased.

Cutting lines out along their outline loses tone marks wherever lines are set tightly. So a line is only a
baseline, the height of its letters and its two ends; the recogniser is trained to read it with its neighbours
in the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ita_extract.ocr.ink import (
    Image,
    Parts,
    components,
    grey_level,
    has_rules,
    height_of,
    ink,
    own_height,
    without_rules,
)

Numbers = NDArray[np.float32]

ABOVE, BELOW = 2.05, 0.60  # the window around the baseline, in letter heights
SIDE = 0.6  # and beyond the ends of the line

_PITCH = 1.5  # no two baselines are nearer, in letter heights
_DASH = 0.2  # the narrowest thing that makes a line of its own, in letter heights


class Window(NamedTuple):
    """Pixels of the region, right and bottom exclusive; it may reach beyond the region."""

    left: int
    top: int
    right: int
    bottom: int

    def within(self, region: Image) -> Image:
        """What of the region stands in it."""
        left, top, right, bottom = (max(0, edge) for edge in self)
        return region[top:bottom, left:right]


@dataclass(frozen=True, slots=True)
class TextLine:
    """Where a line stands, in pixels of the region; height is that of ko kai, the Thai x-height."""

    baseline: float
    height: float
    left: int
    right: int

    @property
    def window(self) -> Window:
        side = round(SIDE * self.height)
        top = round(self.baseline - ABOVE * self.height)
        bottom = round(self.baseline + BELOW * self.height)
        return Window(self.left - side, top, self.right + side, bottom)


def cut(region: Image, line: TextLine) -> Image:
    """The line's window as an image of its own, as engines take it; what lies outside the region is paper."""
    left, top, right, bottom = line.window
    inside = line.window.within(region)
    paper = grey_level(inside, 0.8) if inside.size else 255
    image = np.full((bottom - top, right - left), paper, np.uint8)
    y, x = max(0, -top), max(0, -left)
    image[y : y + inside.shape[0], x : x + inside.shape[1]] = inside
    return image


def find_lines(region: Image, height: float | None = None) -> list[TextLine]:
    """The lines of one cell or one column of text, from top to bottom.

    height: the letter height of the page; it decides where a region has digits or a dash only.
    """
    mask = ink(region)
    parts = components(mask)
    usual = height or height_of(parts)
    if usual is None:
        return []
    own = own_height(parts, usual)
    if has_rules(parts, own):
        mask = without_rules(mask, own)
        parts = components(mask)
    parts = parts[(parts.height < 4 * own) & (parts.area >= max(3.0, 0.01 * own * own))]
    found = _baselines(mask, parts, own)
    for band in _free_bands(found, mask.shape[0], own):
        found += _overlooked(parts, own, band)
    lines = [_line(baseline, own, parts) for baseline in sorted(found)]
    return [line for line in lines if line is not None]


def _baselines(mask: Image, parts: Parts, height: float) -> list[float]:
    """Rows where letters end: their bottoms vote, the ink falls there and rises one letter height above."""
    if not (parts.height >= 0.6 * height).any():
        return []
    score = _bottoms(parts, mask.shape[0], height) + 0.7 * _edges(mask, height)
    reach, least = round(_PITCH * height), 0.2 * float(score.max())
    found: list[float] = []
    while (best := int(score.argmax())) >= 0 and score[best] >= max(least, 1e-6):
        found.append(float(best))
        score[max(0, best - reach) : best + reach + 1] = 0
    return found


def _free_bands(baselines: list[float], rows: int, height: float) -> list[tuple[int, int]]:
    """Rows [top, bottom) that belong to no line so far, where one more could stand."""
    below, above = 0.95 * height, 2.2 * height  # where vowels and tones of the lines beside may stand
    edges = [-below, *sorted(baselines), rows + above]
    bands = [(a + below, b - above) for a, b in pairwise(edges)]
    return [(max(0, round(a)), min(rows, round(b))) for a, b in bands if b - a > 0.2 * height]


def _overlooked(parts: Parts, height: float, band: tuple[int, int]) -> list[float]:
    """Baselines of what stands alone in the band: a word shorter than its neighbours, a digit, a dash."""
    top, bottom = band
    middle = (parts.top + parts.bottom) / 2
    mine = parts[(middle >= top) & (middle < bottom) & (parts.height <= 2.6 * height) & (parts.top > 1)]
    letters = mine[mine.height >= 0.6 * height]
    if len(letters):
        return [float(np.median(letters.bottom))]
    wide = mine[(mine.width >= _DASH * height) & (mine.area >= 0.03 * height * height)]
    if not len(wide):
        return []
    # A dash or a bullet: its middle stands where the middle of letters would.
    return [float(np.median((wide.top + wide.bottom) / 2)) + 0.42 * height]


def _bottoms(parts: Parts, rows: int, height: float) -> Numbers:
    voters = parts[(parts.height >= 0.6 * height) & (parts.height <= 2.6 * height)]
    votes = np.bincount(voters.bottom, np.minimum(voters.width, 4 * height), rows + 1).astype(np.float32)
    votes = cv2.GaussianBlur(votes[None], (0, 0), max(0.8, 0.1 * height))[0].astype(np.float32)
    # Short lines count as well as long ones once they have a few letters.
    return _rooted(votes)


def _rooted(score: Numbers) -> Numbers:
    """The score as the square root of its share of the highest."""
    most = max(float(score.max()), 1e-6)
    return np.asarray(np.sqrt(score / most), np.float32)


def _edges(mask: Image, height: float) -> Numbers:
    """For each row: how sharply the ink falls under it and rises one letter height above it, 0–1.5."""
    rows = mask.shape[0]
    total = np.concatenate([[0], np.cumsum(mask.sum(1, dtype=np.int64))]).astype(np.float32)
    body, margin = 0.5 * height, 0.2 * height
    at = np.arange(rows + 1)

    def mean(first: Any, last: Any, length: float) -> Numbers:
        return np.asarray((total[last.clip(0, rows)] - total[first.clip(0, rows)]) / length, np.float32)

    fall = mean(at - round(body), at, body) - mean(at, at + round(margin), margin)
    head = at - round(height)
    rise = mean(head, head + round(body), body) - mean(head - round(margin), head, margin)
    return _rooted(np.maximum(fall, 0)) + 0.5 * _rooted(np.maximum(rise, 0))


def _line(baseline: float, height: float, parts: Parts) -> TextLine | None:
    """The line on that baseline: from the first to the last piece that stands in the band of its letters."""
    inside = np.minimum(parts.bottom, baseline) - np.maximum(parts.top, baseline - height)
    mine = parts[inside > 0.25 * np.minimum(parts.height, height)]
    if not len(mine) or not ((mine.height >= 0.35 * height) | (mine.width >= _DASH * height)).any():
        return None
    if mine.height.max() < 0.45 * height and mine.width.sum() < _DASH * height:
        return None
    around = parts[(parts.bottom < baseline + 0.3 * height) & (parts.top > baseline - 2.6 * height)]
    return TextLine(baseline, own_height(around, height), int(mine.left.min()), int(mine.right.max()))
