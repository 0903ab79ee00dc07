"""Ticks alone in a cell, which engines know little of: told from letters, dashes and dirt by their shape."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ita_extract.ocr import Line
from ita_extract.ocr.ink import Image, ink, labelled
from ita_extract.ocr.lines import TextLine

_TICK = "✓"
_MOST_LETTERS = 2  # as which a tick may be read
_HIGH, _WIDE = 0.45, 0.35  # letter heights that a tick has at the least
_MOST_INK = 0.6  # of its box: a blot has more
_ALONE = 0.8  # of the line's ink that is the tick's
_SURE = 0.6  # chance that what has the shape is one
_READ_SURELY = 0.95


def with_tick(region: Image, place: TextLine, line: Line) -> Line:
    """The line itself where it holds anything else, or no such mark. region: without rules."""
    letters = line.text.strip()
    if not 0 < len(letters) <= _MOST_LETTERS or letters.isdecimal() or line.confidence > _READ_SURELY:
        return line
    mark = _only_mark(region, place)
    if mark is None or not _is_tick(mark, place.height):
        return line
    at = line.text.index(letters)
    left, right = line.boxes[at][0], line.boxes[at + len(letters) - 1][1]
    sure = max(_SURE, line.confidence)
    return replace(line, text=_TICK, boxes=((left, right),), confidences=(sure,), gaps=(), others=())


def _only_mark(region: Image, place: TextLine) -> Image | None:
    """The piece of ink that is nearly all there is in the line's window."""
    window = place.window
    part = region[max(0, window.top) : window.bottom, max(0, window.left) : window.right]
    labels, table = labelled(ink(part))
    if len(table) < 2:
        return None
    largest = 1 + int(table[1:, 4].argmax())
    left, top, width, height, area = table[largest].tolist()
    if area < _ALONE * int(table[1:, 4].sum()):
        return None
    return np.asarray(labels[top : top + height, left : left + width] == largest, np.uint8)


def _is_tick(mark: Image, letter: float) -> bool:
    """Large enough; its foot left of the middle, higher at both ends and highest at the right."""
    height, width = mark.shape
    if height < _HIGH * letter or width < _WIDE * letter or mark.mean() > _MOST_INK:
        return False
    foot = float(np.flatnonzero(mark[-1]).mean()) / width
    begins = float(np.flatnonzero(mark[:, 0]).mean()) / height
    blank = (
        mark[: round(0.3 * height), : round(0.35 * width)],
        mark[round(0.65 * height) :, round(0.65 * width) :],
    )
    return 0.1 < foot < 0.6 and 0.3 < begins < 0.9 and not any(corner.any() for corner in blank)
