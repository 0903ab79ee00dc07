"""Dotted and dashed rules of a table, drawn through: dots are low letters to whoever measures letters."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ita_extract.ocr.ink import Image, Parts, ink, labelled

_THIN = 600  # parts of the page's longer side: dots and dashes of a rule are no thicker
_THINNEST = 5  # pixels: a dot of two, and what a lean and a lens make of it
_GAP = 1.2  # thicknesses between one dot and the next
_LONG, _SHORT = 12, 6  # thicknesses that a rule runs at least, and that a part between two rules across does
_REACH = 4  # thicknesses around a crossing, where the dots of both rules run together
_GLUED = 8  # the same, for level rules: marks over and under letters run into them too
_DOT = 4  # thicknesses from one dot to the next at the most
_LEAN = 0.03  # of its length, that a rule may lean
_MANY = 60  # thin pieces of ink that a page with dotted rules has


def with_whole_rules(image: Image) -> Image:
    """The image with lines in the place of dotted rules: of upright ones, and of level ones that meet such.

    A dotted line that meets none is a blank to be written on, and stays.
    """
    mask = ink(image)
    thick = max(_THINNEST, round(max(image.shape) / _THIN))
    labels, table = labelled(mask)
    thin = np.minimum(table[:, 2], table[:, 3]) <= thick
    thin[0] = False
    if thin.sum() < _MANY:
        return image
    dots = thin[labels].astype(np.uint8)
    if not _chains(dots.T, thick, dotted=True).any():
        return image
    # Of dots that a scan has run together, some rules show none.
    upright = _whole(_chains(dots.T, thick), _REACH * thick).T
    level = _meeting(_whole(_chains(dots, thick), _GLUED * thick), upright, thick)
    rules = upright | _whole(level | dots & _between(level, upright, _GLUED * thick), _REACH * thick)
    grey = int(np.median(image[(dots & rules) > 0]))
    return np.where(rules, np.minimum(image, grey), image).astype(np.uint8)


def _chains(dots: Image, thick: int, *, dotted: bool = False) -> Image:
    """1 along straight rows of thin pieces, from the first to the last; dotted: long ones of many dots."""
    gap = round(_GAP * thick)
    closed = cv2.morphologyEx(
        np.ascontiguousarray(dots), cv2.MORPH_CLOSE, np.ones((1, 2 * gap + 1), np.uint8)
    )
    # Without the rules across them, which they run into.
    rows = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, _SHORT * thick), np.uint8))
    labels, table = labelled(np.asarray(rows, np.uint8))
    row = Parts(table)
    kept = row.height <= thick + 2 + _LEAN * row.width
    kept[0] = False
    if dotted:
        kept &= row.width >= _LONG * thick
        kept &= _pieces(dots, labels, len(table)) * _DOT * thick >= row.width
    return np.asarray(kept[labels], np.uint8)


def _whole(rows: Image, reach: int) -> Image:
    """The rows with what is missing of them; reach: half of the longest part so missing, in pixels."""
    across = np.ones((1, 2 * reach + 1), np.uint8)
    return np.asarray(cv2.morphologyEx(np.ascontiguousarray(rows), cv2.MORPH_CLOSE, across), np.uint8)


def _between(level: Image, upright: Image, reach: int) -> Image:
    """1 where a level rule and an upright one are both within reach."""
    across = np.ones((1, 2 * reach + 1), np.uint8)
    return np.asarray(cv2.min(cv2.dilate(level, across), cv2.dilate(upright, across)), np.uint8)


def _pieces(dots: Image, labels: NDArray[np.uint16], count: int) -> NDArray[np.intp]:
    """How many dots each row has: counted where they begin."""
    begins = dots & (1 - np.pad(dots, ((0, 0), (1, 0)))[:, :-1])
    heads = begins & (1 - np.pad(begins, ((1, 0), (0, 0)))[:-1])
    return np.bincount(labels[heads > 0], minlength=count)


def _meeting(rules: Image, across: Image, thick: int) -> Image:
    """Of the rules, those that come near one across them."""
    side = 2 * _REACH * thick + 1
    reach = cv2.dilate(across, np.ones((side, side), np.uint8))
    labels, table = labelled(rules)
    meets = np.bincount(labels[reach > 0], minlength=len(table)) > 0
    meets[0] = False
    return np.asarray(meets[labels], np.uint8)
