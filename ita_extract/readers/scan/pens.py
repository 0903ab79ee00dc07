"""Stamps and pens across print: coloured strokes that run through several letters, unlike coloured print."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ita_extract.ocr.ink import Image, labelled

_LETTERS = 3  # pieces of black print that a stroke runs through; a tick on a rule touches one
_THICK = 90  # parts of the page's width: anything thicker is shading
_BREAK = 140  # parts of the page's width: the breaks that letters make in a stroke
_HALO = 3  # pixels around a stroke in which its colour fades
_COVERED = 0.6  # of a piece of print: more lies under the stroke only where it is the stroke's own dark core


def strokes_across(coloured: Image, black: Image) -> Image:
    """1 on and around coloured strokes that cross black print, and those that such a one surrounds.

    coloured, black: 1 where the page is so.
    """
    if not 0 < cv2.countNonZero(coloured) < cv2.countNonZero(black):  # else the page is printed in colour
        return np.zeros_like(coloured)
    strokes = cv2.dilate(_thin(coloured), np.ones((_HALO, _HALO), np.uint8))
    reach = coloured.shape[1] // _BREAK
    joined = cv2.dilate(strokes, np.ones((reach, reach), np.uint8))
    labels, boxes = labelled(np.asarray(joined, np.uint8))
    labels *= strokes
    crossing = _letters_touched(labels, len(boxes), black) >= _LETTERS
    wanted = crossing | _inside(boxes, boxes[crossing])
    wanted[0] = False
    return np.asarray(wanted.astype(np.uint8)[labels], np.uint8)


def _thin(coloured: Image) -> Image:
    kernel = np.ones(2 * [max(5, coloured.shape[1] // _THICK)], np.uint8)
    thick = cv2.dilate(cv2.morphologyEx(coloured, cv2.MORPH_OPEN, kernel), kernel)
    return np.where(thick, 0, coloured).astype(np.uint8)


def _letters_touched(strokes: NDArray[Any], count: int, black: Image) -> NDArray[Any]:
    """How many pieces of print each labelled stroke touches; none for the paper, 0."""
    touching = np.flatnonzero((strokes > 0) & (black > 0))
    if not len(touching):
        return np.zeros(count, np.intp)
    pieces, sizes = labelled(black)
    piece = pieces.ravel()[touching]
    covered = np.bincount(piece, minlength=len(sizes)) > _COVERED * sizes[:, 4]
    pairs = np.unique(np.stack([strokes.ravel()[touching], piece])[:, ~covered[piece]], axis=1)
    return np.bincount(pairs[0], minlength=count)


def _inside(boxes: NDArray[Any], frames: NDArray[Any]) -> NDArray[np.bool_]:
    """Of each box (left, top, width, height, area), whether it lies in one of the frames."""
    left, top, width, tall, _ = boxes[:, None].transpose(2, 0, 1)
    x, y, across, down, _ = frames.T
    within = (left >= x) & (top >= y) & (left + width <= x + across) & (top + tall <= y + down)
    return np.asarray(within.any(1))
