"""Ink on paper: pieces of it, how high its letters are, and rules told from letters. All in pixels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]

_LOWEST, _TALLEST = 5, 120  # letter heights that print has at 100–600 dpi, in pixels
_MANY = 12  # letters of one height that settle a height
_OUTLINE = 0.08  # of its lower side, that the stroke of a frame is thick
_FRAME = 2.0  # heights of most letters that a frame is high
_FEW_PIECES = 30_000
_BEFORE = np.array([[1, 1, 1], [1, 0, 0], [0, 0, 0]], np.uint8)  # neighbours above and to the left
_LONG = 3.5  # a straight stroke this long is a rule or an underline, in letter heights


def letter_height(region: Image) -> float | None:
    """Height of ko kai in pixels: the commonest height of letters; None where there are no letters."""
    return height_of(components(ink(region)))


def ink(region: Image) -> Image:
    """1 where there is ink, 0 on paper, whatever the light; all 0 on an empty region."""
    if min(region.shape) < 3:
        return np.zeros_like(region)
    flat = _flattened(region)
    level, _ = cv2.threshold(flat, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    level = min(max(level, 115.0), 205.0)
    _, mask = cv2.threshold(flat, level - 1, 1, cv2.THRESH_BINARY_INV)
    return np.asarray(mask, np.uint8)


def _flattened(region: Image) -> Image:
    """The region with its paper made white: divided by the light around each place."""
    step = 8
    light = cv2.dilate(shrunk(region, step), np.ones((5, 5), np.uint8))
    light = cv2.blur(light, (7, 7))
    light = np.maximum(light, 60)
    paper = cv2.resize(light, region.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return cv2.divide(cv2.blur(region, (2, 2)), paper, scale=245).astype(np.uint8, copy=False)


def shrunk(image: Image, step: int) -> Image:
    """One pixel for each square of that many; what is left over at the right and the foot is not in it."""
    rows, columns = (max(1, side // step) for side in image.shape)
    # OpenCV is five times as fast where the squares are whole.
    whole = image[: rows * step, : columns * step]
    return np.asarray(cv2.resize(whole, (columns, rows), interpolation=cv2.INTER_AREA), np.uint8)


def halved(mask: Image) -> Image:
    """Ink where any of four places has some."""
    return np.ascontiguousarray(cv2.dilate(mask, np.ones((2, 2), np.uint8))[1::2, 1::2]).astype(np.uint8)


def grey_level(image: Image, share: float) -> int:
    """The grey level that this share (0–1) of the image does not go beyond."""
    counts = cv2.calcHist([image], [0], None, [256], [0, 256])
    return int(np.searchsorted(np.cumsum(counts, dtype=np.float64), share * image.size))


class Parts:
    """Connected pieces of ink as columns of numbers: left, top, width, height, area."""

    def __init__(self, table: NDArray[np.int32]) -> None:
        self.table = table
        self.left, self.top, self.width, self.height, self.area = table.T
        self.right, self.bottom = self.left + self.width, self.top + self.height

    def __len__(self) -> int:
        return len(self.table)

    def __getitem__(self, chosen: NDArray[np.bool_]) -> Parts:
        return Parts(self.table[chosen])


def components(mask: Image) -> Parts:
    return Parts(labelled(mask)[1][1:])


def labelled(mask: Image) -> tuple[NDArray[Any], NDArray[np.int32]]:
    """The number of the piece at each place, 0 on paper, and each one's left, top, width, height and area."""
    if not mask.any():  # OpenCV crashes on images without rows
        return np.zeros(mask.shape, np.uint16), np.zeros((1, 5), np.int32)
    # Small numbers are three times as fast; places with no ink before them say how many may be needed.
    starts = cv2.countNonZero(mask & (1 - cv2.dilate(mask, _BEFORE).astype(np.uint8)))
    kind = cv2.CV_16U if starts < _FEW_PIECES else cv2.CV_32S
    _, labels, table, _ = cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=kind)
    return labels, np.asarray(table, np.int32)


def strokes(mask: Image) -> Iterator[tuple[int, int, Image]]:
    """Left, top and mask of each piece of ink. For few and large ones: ten times as fast as `labelled`."""
    outlines, nesting = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    for number in reversed(range(len(outlines))):
        if nesting[0, number, 3] < 0:  # no hole's outline
            left, top, width, height = cv2.boundingRect(outlines[number])
            piece = np.zeros((height, width), np.uint8)
            cv2.drawContours(piece, outlines, number, 1, cv2.FILLED, offset=(-left, -top))
            yield left, top, piece & mask[top : top + height, left : left + width]


def _letters(parts: Parts) -> Parts:
    """Pieces that may be letters: no specks, no rules, no frames."""
    letter = (parts.height >= _LOWEST) & (parts.height <= _TALLEST) & (parts.width <= 6 * parts.height)
    likely = parts[letter & (parts.height <= 8 * parts.width)]
    return likely[~_are_frames(likely)] if len(likely) else likely


def _are_frames(parts: Parts) -> NDArray[np.bool_]:
    """Whether each is a thin outline much higher than most: a cell's own frame, as forms have them."""
    low = np.minimum(parts.width, parts.height)
    stroke = parts.area / (2 * (parts.width + parts.height))
    return np.asarray((stroke < _OUTLINE * low) & (low > _FRAME * np.median(parts.height)), np.bool_)


def height_of(parts: Parts) -> float | None:
    """The commonest height of the letters among them."""
    return _commonest_height(_letters(parts))


def _commonest_height(letters: Parts) -> float | None:
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


def own_height(parts: Parts, usual: float) -> float:
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


def has_rules(parts: Parts, height: float) -> bool:
    """Whether a piece may be, or hold, a long straight stroke."""
    return bool((np.maximum(parts.width, parts.height) >= round(_LONG * height)).any())


def without_rules(mask: Image, height: float) -> Image:
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
