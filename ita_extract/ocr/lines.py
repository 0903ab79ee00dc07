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

Image = NDArray[np.uint8]
Numbers = NDArray[np.float32]

ABOVE, BELOW = 2.05, 0.60  # the window around the baseline, in letter heights
SIDE = 0.6  # and beyond the ends of the line

_LOWEST, _TALLEST = 5, 120  # letter heights that print has at 100–600 dpi, in pixels
_MANY = 12  # letters of one height that settle a height
_PITCH = 1.5  # no two baselines are nearer, in letter heights
_LONG = 3.5  # a straight stroke this long is a rule or an underline, in letter heights
_DASH = 0.2  # the narrowest thing that makes a line of its own, in letter heights
_GUTTER = 2.0  # white between two columns of text, in letter heights
_COLUMN = 10.0  # the narrowest column of running text, in letter heights


class Window(NamedTuple):
    """Pixels of the region, right and bottom exclusive; it may reach beyond the region."""

    left: int
    top: int
    right: int
    bottom: int


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
    inside = region[max(0, top) : max(0, bottom), max(0, left) : max(0, right)]
    paper = int(np.percentile(inside, 80)) if inside.size else 255
    image = np.full((bottom - top, right - left), paper, np.uint8)
    y, x = max(0, -top), max(0, -left)
    image[y : y + inside.shape[0], x : x + inside.shape[1]] = inside
    return image


def letter_height(region: Image) -> float | None:
    """Height of ko kai in pixels: the commonest height of letters; None where there are no letters."""
    return _commonest_height(_letters(_components(ink(region))))


def find_lines(region: Image, height: float | None = None) -> list[TextLine]:
    """The lines of one cell or one column of text, from top to bottom.

    height: the letter height of the page; it decides where a region has digits or a dash only.
    """
    mask = ink(region)
    parts = _components(mask)
    usual = height or _commonest_height(_letters(parts))
    if usual is None:
        return []
    own = _own_height(parts, usual)
    mask = _without_rules(mask, own)
    parts = _components(mask)
    parts = parts[(parts.height < 4 * own) & (parts.area >= max(3.0, 0.01 * own * own))]
    found = _baselines(mask, parts, own)
    for band in _free_bands(found, mask.shape[0], own):
        found += _overlooked(parts, own, band)
    lines = [_line(baseline, own, parts) for baseline in sorted(found)]
    return [line for line in lines if line is not None]


def find_blocks(page: Image, height: float | None = None) -> list[Window]:
    """Columns and paragraphs of running text in reading order. Blank out the tables first."""
    height = height or letter_height(page)
    if height is None:
        return []
    mask = _without_rules(ink(page), height)
    found: list[Window] = []
    _split(mask, Window(0, 0, page.shape[1], page.shape[0]), height, found)
    return found


def ink(region: Image) -> Image:
    """1 where there is ink, 0 on paper, whatever the light; all 0 on an empty region."""
    if min(region.shape) < 3:
        return np.zeros_like(region)
    flat = _flattened(region)
    dark = float(np.percentile(flat[:: 1 + flat.shape[0] // 600], 0.5))
    if dark > 190:
        dark = float(flat.min())
    if dark > 205:
        return np.zeros_like(region)
    level, _ = cv2.threshold(flat, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    level = min(max(level, 115.0), 205.0)
    return (flat < level).astype(np.uint8)


def _flattened(region: Image) -> Image:
    """The region with its paper made white: divided by the light around each place."""
    step = 8
    rows, columns = (max(1, side // step) for side in region.shape)
    coarse = cv2.resize(region, (columns, rows), interpolation=cv2.INTER_AREA)
    light = cv2.dilate(coarse, np.ones((5, 5), np.uint8))
    light = cv2.blur(light, (7, 7))
    light = np.maximum(light, 60)
    paper = cv2.resize(light, region.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return cv2.divide(cv2.blur(region, (2, 2)), paper, scale=245).astype(np.uint8, copy=False)


class _Parts:
    """Connected pieces of ink as columns of numbers: left, top, width, height, area."""

    def __init__(self, table: NDArray[np.int32]) -> None:
        self.table = table
        self.left, self.top, self.width, self.height, self.area = table.T
        self.right, self.bottom = self.left + self.width, self.top + self.height

    def __len__(self) -> int:
        return len(self.table)

    def __getitem__(self, chosen: NDArray[np.bool_]) -> _Parts:
        return _Parts(self.table[chosen])


def _components(mask: Image) -> _Parts:
    if not mask.any():  # OpenCV crashes on images without rows
        return _Parts(np.empty((0, 5), np.int32))
    _, _, table, _ = cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=cv2.CV_32S)
    table = np.asarray(table, np.int32)[1:]
    return _Parts(table[table[:, 4] >= 3])


def _letters(parts: _Parts) -> _Parts:
    """Pieces that may be letters: no specks, no rules, no frames."""
    letter = (parts.height >= _LOWEST) & (parts.height <= _TALLEST) & (parts.width <= 6 * parts.height)
    return parts[letter & (parts.height <= 8 * parts.width)]


def _commonest_height(letters: _Parts) -> float | None:
    """The mode of the heights, weighted by width (at most double the height); marks are low and narrow."""
    if not len(letters):
        return None
    weights = np.minimum(letters.width, 2 * letters.height).astype(float)
    counts = np.bincount(letters.height, weights, _TALLEST + 8).astype(np.float32)
    # A letter's height varies by a share of itself, hence wider smoothing for taller letters.
    spread = max(0.7, 0.05 * float(np.average(letters.height, weights=weights)))
    smooth = cv2.GaussianBlur(counts[None], (0, 0), spread)[0]
    top = int(smooth.argmax())
    low = slice(
        round(top / 1.4), round(top / 1.12) + 1
    )  # where letters stand when the mode is that of digits
    lower = low.start + int(smooth[low].argmax())
    if smooth[lower] > 0.15 * smooth[top] and smooth[lower] >= smooth[lower + 1 : top].max(initial=0):
        top = lower
    near = slice(max(0, top - 1), top + 2)
    return float(np.average(np.arange(_TALLEST + 8)[near], weights=smooth[near]))


def _own_height(parts: _Parts, usual: float) -> float:
    """The height that many letters show, where it is another than the usual one."""
    letters = _letters(parts)
    own = _commonest_height(letters)
    if own is None or not 0.6 < own / usual < 3.0:
        return usual
    alike = int((np.abs(letters.height - own) <= max(1.0, 0.07 * own)).sum())
    # Digits are taller than letters and say nothing of their height; Thai letters have vowels above them.
    vowels = (parts.width > 0.35 * own) & (parts.height > 0.18 * own) & (parts.height < 0.65 * own)
    digits = vowels.sum() < 0.05 * alike and 1.0 < own / usual < 1.36
    return usual if alike < _MANY or digits else own


def _without_rules(mask: Image, height: float) -> Image:
    """The mask without long straight strokes; for finding lines only."""
    long = round(_LONG * height)
    rules = np.zeros_like(mask)
    for side, kernel in ((1, (1, long)), (0, (long, 1))):
        if mask.shape[side] > long:
            opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones(kernel, np.uint8))
            rules = cv2.max(rules, opened).astype(np.uint8, copy=False)
    if not rules.any():
        return mask
    return np.where(cv2.dilate(rules, np.ones((3, 3), np.uint8)) > 0, 0, mask).astype(np.uint8)


def _baselines(mask: Image, parts: _Parts, height: float) -> list[float]:
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


def _overlooked(parts: _Parts, height: float, band: tuple[int, int]) -> list[float]:
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


def _bottoms(parts: _Parts, rows: int, height: float) -> Numbers:
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


def _line(baseline: float, height: float, parts: _Parts) -> TextLine | None:
    """The line on that baseline: from the first to the last piece that stands in the band of its letters."""
    inside = np.minimum(parts.bottom, baseline) - np.maximum(parts.top, baseline - height)
    mine = parts[inside > 0.25 * np.minimum(parts.height, height)]
    if not len(mine) or not ((mine.height >= 0.35 * height) | (mine.width >= _DASH * height)).any():
        return None
    if mine.height.max() < 0.45 * height and mine.width.sum() < _DASH * height:
        return None
    around = parts[(parts.bottom < baseline + 0.3 * height) & (parts.top > baseline - 2.6 * height)]
    return TextLine(baseline, _own_height(around, height), int(mine.left.min()), int(mine.right.max()))


def _split(mask: Image, block: Window, height: float, found: list[Window]) -> None:
    """Cuts a block at the widest gutter or the widest white row between paragraphs, and the halves again."""
    piece = mask[block.top : block.bottom, block.left : block.right]
    rows, columns = np.flatnonzero(piece.any(1)), np.flatnonzero(piece.any(0))
    if not len(rows):
        return
    block = Window(
        block.left + int(columns[0]),
        block.top + int(rows[0]),
        block.left + int(columns[-1]) + 1,
        block.top + int(rows[-1]) + 1,
    )
    gutter = _widest_gap(columns, _GUTTER * height, _COLUMN * height)
    if gutter is not None and block.bottom - block.top > 4 * height:
        middle = block.left + gutter - int(columns[0])
        _split(mask, block._replace(right=middle), height, found)
        _split(mask, block._replace(left=middle), height, found)
        return
    white = _widest_gap(rows, 1.2 * height, 0.6 * height)
    if white is not None:
        middle = block.top + white - int(rows[0])
        _split(mask, block._replace(bottom=middle), height, found)
        _split(mask, block._replace(top=middle), height, found)
        return
    found.append(block)


def _widest_gap(inked: NDArray[np.intp], least: float, margin: float) -> int | None:
    """The middle of the widest stretch without ink, at least `margin` away from both ends."""
    gaps = np.diff(inked)
    middles = (inked[1:] + inked[:-1]) // 2
    fit = (gaps > least) & (inked[:-1] - inked[0] >= margin) & (inked[-1] - inked[1:] >= margin)
    if not fit.any():
        return None
    return int(middles[fit][gaps[fit].argmax()])
