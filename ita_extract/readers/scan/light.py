"""Colour and light: coloured ink made lighter than print, shadows taken away."""

from __future__ import annotations

import cv2
import numpy as np

from ita_extract.ocr.ink import Image, shrunk
from ita_extract.readers.scan.images import Pixels
from ita_extract.readers.scan.pens import strokes_across
from ita_extract.readers.scan.reversed import with_dark_print

_COLOURED = 50  # between the strongest and the weakest of red, green and blue
# Coloured ink becomes no lighter than this: where a heading is printed in colour it can still be read.
_STILL_READ = 165
_DARK = 150
_TINGED = 20  # the same, at the rim of a coloured stroke
_PRINT = 110  # print is darker, by itself and under coloured ink
_APART = 4  # pixels from one that is looked at to the next, for any colour: strokes of pens are longer
_STEP = 16  # light changes slowly: it is measured on a picture this much smaller
_UNEVEN = 18  # grey levels between the lightest and the darkest part of the paper


def grey_of(pixels: Pixels) -> Image:
    """Grey levels; coloured ink lighter than black print, coloured paper and stamps across print white;

    white print on dark as dark on white."""
    if pixels.ndim == 2:
        grey = np.ascontiguousarray(pixels)
        return with_dark_print(grey, grey)
    grey = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    _, sampled = _strongest_and_colour(np.ascontiguousarray(pixels[::_APART, ::_APART]))
    if not (sampled > _COLOURED).any():
        return with_dark_print(grey, grey)
    return with_dark_print(_without_colour(grey, *_strongest_and_colour(pixels)), grey)


def _strongest_and_colour(pixels: Pixels) -> tuple[Image, Image]:
    """The strongest of red, green and blue, and how much stronger it is than the weakest."""
    red, green, blue = cv2.split(pixels)
    strongest = cv2.max(cv2.max(red, green), blue)
    weakest = cv2.min(cv2.min(red, green), blue)
    return np.asarray(strongest, np.uint8), np.asarray(cv2.subtract(strongest, weakest), np.uint8)


def _without_colour(grey: Image, strongest: Image, colour: Image) -> Image:
    """Large pages have a hundred million pixels: what is made here is of one byte each, and soon let go."""
    coloured = colour > _COLOURED
    across = strokes_across(coloured.astype(np.uint8), ((grey < _PRINT) & ~coloured).astype(np.uint8)) > 0
    light = np.asarray(cv2.max(grey, np.minimum(strongest, _STILL_READ)), np.uint8)
    np.copyto(light, strongest, where=grey >= _DARK)
    light[across & (strongest > _PRINT)] = 255
    np.copyto(light, grey, where=~(coloured | across & (colour > _TINGED)))
    return light


def even(image: Image) -> Image:
    """The page under even light; unchanged where it is even already."""
    if min(image.shape) < 4 * _STEP:
        return image
    paper = _paper(image)
    low, high = np.percentile(paper, (2, 98))
    if high - low < _UNEVEN and high > 200:
        return image
    light = cv2.resize(paper, image.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(image, np.maximum(light, 40), scale=250), np.uint8)


def _paper(image: Image) -> Image:
    """How light the paper is, place by place, on a picture of one pixel to sixteen."""
    light = cv2.morphologyEx(shrunk(image, _STEP), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    light = cv2.medianBlur(np.asarray(light, np.uint8), 5)
    return np.asarray(cv2.blur(light, (3, 3)), np.uint8)
