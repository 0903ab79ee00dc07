"""Dirt of copiers and fax machines: specks on bare paper."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ita_extract.ocr.ink import Image, Parts, ink, labelled

_SMALL = 0.3  # letter heights: a speck is no larger; neither is a full stop
_NEAR = 0.8  # letter heights: full stops and marks stand nearer than this to letters
_CHAIN = 3.0  # letter heights: dots in a row so long are a dotted line
_MANY = 100  # specks on bare paper that make a page dirty; fewer are left alone


def without_specks(image: Image, height: float) -> Image:
    """The page with paper in the place of its specks. height: of ko kai, in pixels."""
    mask = ink(image)
    labels, parts = labelled(mask)
    dots = _small(Parts(parts), height)[labels].astype(np.uint8)
    dirt = dots & ~(_reached(mask - dots, height) | _chains(dots, height))
    if len(np.unique(labels[dirt > 0])) < _MANY:
        return image
    paper = int(np.percentile(image[::8, ::8], 80))
    return np.where(cv2.dilate(dirt, np.ones((3, 3), np.uint8)), paper, image).astype(np.uint8)


def has_specks(parts: Parts, height: float) -> bool:
    """Whether so many pieces of a page's ink are small that there may be specks among them."""
    return bool(_small(parts, height).sum() >= _MANY)


def _small(parts: Parts, height: float) -> NDArray[np.bool_]:
    return np.asarray(np.maximum(parts.width, parts.height) <= _SMALL * height, np.bool_)


def _reached(letters: Image, height: float) -> Image:
    """What is near to letters or rules."""
    side = 2 * round(_NEAR * height) + 1
    return np.asarray(cv2.dilate(letters, np.ones((side, side), np.uint8)), np.uint8)


def _chains(dots: Image, height: float) -> Image:
    """What belongs to a row of dots."""
    joined = cv2.dilate(dots, np.ones((1, round(_NEAR * height)), np.uint8))
    labels, parts = labelled(np.asarray(joined, np.uint8))
    long = parts[:, 2] > _CHAIN * height
    long[0] = False
    return np.asarray(long[labels], np.uint8)
