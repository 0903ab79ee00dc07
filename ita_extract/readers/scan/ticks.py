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
# Of its width, where its foot stands; of its height, how deep its left end; of both, the blank corners above
# that end, which is the lower, and below the right one.
_FOOT, _BEGINS = (0.1, 0.6), (0.3, 0.9)
_BLANK_ABOVE, _BLANK = 0.3, 0.35
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
    labels, table = labelled(ink(place.window.within(region)))
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
    above, below = round(_BLANK_ABOVE * height), round((1 - _BLANK) * height)
    before, behind = round(_BLANK * width), round((1 - _BLANK) * width)
    blank = mark[:above, :before], mark[below:, behind:]
    in_place = _FOOT[0] < foot < _FOOT[1] and _BEGINS[0] < begins < _BEGINS[1]
    return in_place and not any(corner.any() for corner in blank)
