"""Lines from edge to edge of a picture: dust on the glass of a feeder, a line that a fax machine lost."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ita_extract.ocr.ink import Image

_STEP = 16  # pixels along a streak from one place that is looked at to the next
_REACH, _WIDE = 9, 9  # pixels from a streak's middle to the paper beside it, and how much of that is compared
_DARKER = 10  # grey levels than the paper on both sides
_LONG = 0.9  # of the picture's side, that shows a streak
_END = 0.02  # of that side, at either end: a table leaves it white
_MOST = 3  # streaks on a page: more are the rules of a table as wide as the picture
_LEAST = 200  # pixels of a page's side
_RIM = 2  # pixels on either side in which a streak fades


def without_streaks(image: Image) -> Image:
    """The picture with what stands beside a streak in its place; rules of a table are none.

    Where such lines run in both directions the picture is a table, or has a frame.
    """
    if min(image.shape) < _LEAST:
        return image
    upright, level = _streaks(image[::_STEP]), _streaks(image[:, ::_STEP].T)
    if upright.any() == level.any():
        return image
    return _bridged(image, upright) if upright.any() else _bridged(image.T, level).T


def _streaks(sampled: Image) -> NDArray[np.bool_]:
    """Of each column whether it is part of a streak. sampled: some rows of the picture."""
    sampled = np.ascontiguousarray(sampled)
    paper = cv2.blur(sampled, (_WIDE, 1))
    beside = np.minimum(np.roll(paper, _REACH, axis=1), np.roll(paper, -_REACH, axis=1))
    darker = cv2.subtract(beside, sampled) > _DARKER
    end = max(1, round(_END * len(darker)))
    whole = (darker.mean(0) > _LONG) & darker[:end].any(0) & darker[-end:].any(0)
    whole[:_REACH] = whole[-_REACH:] = False
    if np.count_nonzero(np.diff(whole)) > 2 * _MOST:
        return np.zeros_like(whole)
    return np.asarray(np.convolve(whole, np.ones(2 * _RIM + 1), "same") > 0, np.bool_)


def _bridged(image: Image, streaks: NDArray[np.bool_]) -> Image:
    bridged = image.copy()
    edges = np.flatnonzero(np.diff(streaks.astype(np.int8)))
    for before, last in zip(edges[::2], edges[1::2], strict=False):
        share = np.linspace(0, 1, last - before + 2)[1:-1]
        bridged[:, before + 1 : last + 1] = np.outer(image[:, before], 1 - share) + np.outer(
            image[:, last + 1], share
        )
    return bridged
