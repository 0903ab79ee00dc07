"""White print on dark made dark on white: headings of tables, and pages that were stored as negatives."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from ita_extract.ocr.ink import Image, grey_level, shrunk

Outline = NDArray[np.int32]

_SIDE = 800  # pixels of the picture that blocks are looked for in
_DARK = 0.78  # of the light on the paper: a block is darker
_STROKE = 5  # pixels of that picture: strokes of letters are thinner, blocks are not
_LEAST = 250  # of its pixels: a block of two letters
_LOW = 8  # of its pixels that a block is high or wide: bars are lower
_UNEVEN = 24  # grey levels between the quarters of a block's ground
_LIGHTER = 45  # grey levels from the ground to print on it
_PRINT = (0.005, 0.6)  # of a block, that is print
_NEGATIVE = 100  # grey levels: the middle one of a negative is darker
_COARSE, _NO_PAPER = 6, 160  # times smaller still, at which no place of a negative is as light as paper
_WIDEST = 25  # pixels of that picture: a block of print is no wider both ways


def with_dark_print(image: Image, grey: Image) -> Image:
    """The page with its blocks of white print turned. image: coloured print made light; grey: as it is."""
    step = max(1, round(max(grey.shape) / _SIDE))
    small = np.ascontiguousarray(grey[::step, ::step])
    if _is_negative(small):
        return np.asarray(255 - grey, np.uint8)
    light = _light(small)
    flat = _lit(small, light)
    dark = (cv2.medianBlur(flat, 3) < _DARK * 255).astype(np.uint8)
    opened = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((_STROKE, _STROKE), np.uint8))
    solid = np.asarray(opened, np.uint8)
    outlines = list(_outlines(solid))
    grounds = ((outline, _ground(flat, solid, outline)) for outline in outlines)
    blocks = [(outline, ground) for outline, ground in grounds if ground is not None]
    turned = image.copy() if blocks else image
    for outline, ground in blocks:
        _turn(turned, grey, (outline, ground), light, step)
    return turned


def _light(small: Image) -> Image:
    """The light on the paper, place by place: blocks of print are small beside what a shadow takes."""
    coarse = cv2.morphologyEx(shrunk(small, _COARSE), cv2.MORPH_CLOSE, np.ones((_WIDEST, _WIDEST), np.uint8))
    whole = cv2.resize(cv2.blur(coarse, (5, 5)), small.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.maximum(whole, 40), np.uint8)


def _lit(image: Image, light: Image) -> Image:
    return np.asarray(cv2.divide(image, light, scale=255), np.uint8)


def _is_negative(small: Image) -> bool:
    if grey_level(small, 0.5) >= _NEGATIVE:
        return False
    return grey_level(shrunk(small, _COARSE), 0.98) < _NO_PAPER


def _outlines(solid: Image) -> Iterator[Outline]:
    """Of the dark areas within the picture; what reaches in from beyond is no part of the page."""
    rows, columns = solid.shape
    # Those of areas within a hole of another too: a photo's ground surrounds the sheet.
    outlines, nesting = cv2.findContours(solid, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    for number, outline in enumerate(outlines):
        if nesting[0, number, 3] >= 0:
            continue
        left, top, width, height = cv2.boundingRect(outline)
        within = left > 0 and top > 0 and left + width < columns and top + height < rows
        if within and min(width, height) >= _LOW and cv2.contourArea(outline) >= _LEAST:
            yield np.asarray(outline, np.int32)


def _ground(small: Image, solid: Image, outline: Outline) -> int | None:
    """How light the block is beside its print; None where it is not even, or has no white print."""
    left, top, width, height = cv2.boundingRect(outline)
    area = np.zeros((height, width), np.uint8)
    cv2.drawContours(area, [outline], 0, 1, cv2.FILLED, offset=(-left, -top))
    part = small[top : top + height, left : left + width]
    low, ground, high = np.percentile(
        part[(solid[top : top + height, left : left + width] & area) > 0], (25, 50, 75)
    )
    # Its rim is lighter without any print.
    within = part[cv2.erode(area, np.ones((3, 3), np.uint8), borderValue=0) > 0]
    if not within.size:
        return None
    lighter = float((within > ground + _LIGHTER).mean())
    darker = float((within < ground - _LIGHTER).mean())
    is_white = _PRINT[0] < lighter < _PRINT[1] and darker < lighter
    return int(ground) if high - low < _UNEVEN and is_white else None


def _turn(turned: Image, grey: Image, block: tuple[Outline, int], light: Image, step: int) -> None:
    """What differs from the block's ground is dark, white print and black rules alike."""
    outline, ground = block
    left, top, width, height = cv2.boundingRect(outline)
    place = slice(top * step, (top + height) * step), slice(left * step, (left + width) * step)
    part = grey[place]
    inside = np.zeros(part.shape, np.uint8)
    cv2.drawContours(inside, [outline * step], 0, 1, cv2.FILLED, offset=(-left * step, -top * step))
    local = cv2.resize(light[top : top + height, left : left + width], part.shape[::-1])
    levels = np.arange(256.0)
    darkest = max(ground, _LIGHTER)  # what is little darker than a black ground is no rule
    far = np.where(levels > ground, (levels - ground) / (256 - ground), (ground - levels) / darkest)
    dark = cv2.LUT(_lit(part, np.asarray(local, np.uint8)), (255 * (1 - far)).astype(np.uint8))
    turned[place] = np.where(inside, dark, turned[place])
