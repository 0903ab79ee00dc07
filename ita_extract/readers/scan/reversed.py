"""White print on dark made dark on white: headings of tables, and pages that were stored as negatives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ita_extract.ocr.ink import Image, grey_level, shrunk

Outline = NDArray[np.int32]

_SIDE = 800  # pixels of the picture that blocks are looked for in
_DARK = 0.78  # of the paper's light: a block is darker
_STROKE = 5  # pixels of that picture: strokes of letters are thinner, blocks are not
_LEAST = 250  # of its pixels: a block of two letters
_UNEVEN = 24  # grey levels between the quarters of a block's ground
_LIGHTER = 45  # grey levels from the ground to print on it
_PRINT = (0.005, 0.6)  # of a block, that is print
_NEGATIVE = 100  # grey levels: the middle one of a negative is darker
_COARSE, _NO_PAPER = 6, 160  # times smaller still, at which no place of a negative is as light as paper


def with_dark_print(image: Image, grey: Image) -> Image:
    """The page with its blocks of white print turned. image: coloured print made light; grey: as it is."""
    step = max(1, round(max(grey.shape) / _SIDE))
    small = np.ascontiguousarray(grey[::step, ::step])
    if _is_negative(small):
        return np.asarray(255 - grey, np.uint8)
    dark = (cv2.medianBlur(small, 3) < _DARK * grey_level(small, 0.8)).astype(np.uint8)
    opened = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((_STROKE, _STROKE), np.uint8))
    solid = np.asarray(opened, np.uint8)
    outlines = list(_outlines(solid))
    blocks = [(outline, ground) for outline in outlines if (ground := _ground(small, solid, outline))]
    return _turned(image, grey, blocks, step) if blocks else image


def _is_negative(small: Image) -> bool:
    if grey_level(small, 0.5) >= _NEGATIVE:
        return False
    return grey_level(shrunk(small, _COARSE), 0.98) < _NO_PAPER


def _outlines(solid: Image) -> Iterator[Outline]:
    """Of the dark areas within the picture; what reaches in from beyond is no part of the page."""
    rows, columns = solid.shape
    for outline in cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)[0]:
        left, top, width, height = cv2.boundingRect(outline)
        within = left > 0 and top > 0 and left + width < columns and top + height < rows
        if within and cv2.contourArea(outline) >= _LEAST:
            yield np.asarray(outline, np.int32)


def _ground(small: Image, solid: Image, outline: Outline) -> int:
    """How light the block is beside its print; 0 where it is not even, or has no white print."""
    left, top, width, height = cv2.boundingRect(outline)
    area = np.zeros((height, width), np.uint8)
    cv2.drawContours(area, [outline], 0, 1, cv2.FILLED, offset=(-left, -top))
    part = small[top : top + height, left : left + width]
    low, ground, high = np.percentile(
        part[(solid[top : top + height, left : left + width] & area) > 0], (25, 50, 75)
    )
    lighter = float((part[area > 0] > ground + _LIGHTER).mean())
    darker = float((part[area > 0] < ground - _LIGHTER).mean())
    is_white = _PRINT[0] < lighter < _PRINT[1] and darker < lighter
    return int(ground) if high - low < _UNEVEN and is_white else 0


def _turned(image: Image, grey: Image, blocks: Sequence[tuple[Outline, int]], step: int) -> Image:
    """What differs from its block's ground is dark, white print and black rules alike."""
    turned = image.copy()
    levels = np.arange(256.0)
    for outline, ground in blocks:
        far = np.where(levels > ground, (levels - ground) / (256 - ground), (ground - levels) / ground)
        inside = np.zeros(grey.shape, np.uint8)
        cv2.drawContours(inside, [outline * step], 0, 1, cv2.FILLED)
        dark = cv2.LUT(grey, (255 * (1 - far)).astype(np.uint8))
        turned[inside > 0] = dark[inside > 0]
    return turned
