"""Boxes to be ticked among the words of a line: squares, which engines read as one letter or another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ita_extract.ocr import Line
from ita_extract.ocr.ink import Image, Parts, ink, labelled
from ita_extract.ocr.lines import TextLine

_EMPTY, _TICKED = "☐", "☑"
_WORD = re.compile(r"\S+")
_MOST_LETTERS = 2  # as which a box may be read
_READ_SURELY = 0.9
_SIDE = (0.6, 2.0)  # letter heights that a box is high and wide
_SQUARE = 0.25  # of its height, that it may be wider or narrower
_BAND = 0.2  # of its side, in which a line of its frame lies
_DRAWN = 0.65  # of that line's length that is ink; round letters have less
_RIM = 0.3  # of its side, that is no inside
_TICK_INK = 0.06  # of the inside of a ticked box
_SURE = 0.8  # chance that what has the shape is one


def with_checkboxes(region: Image, place: TextLine, line: Line) -> Line:
    """The line with boxes in the place of unsure words of a letter or two. region: without rules."""
    alone = list(_alone(line))
    if not alone:
        return line
    window = place.window
    labels, table = labelled(ink(window.within(region)))
    for word in reversed(alone):
        middle = (line.boxes[word.start][0] + line.boxes[word.stop - 1][1]) / 2 + min(0, window.left)
        if (mark := _piece_at(labels, Parts(table), middle)) is not None and _is_box(mark, place.height):
            line = _with_sign(line, word, _TICKED if _is_ticked(mark) else _EMPTY)
    return line


def _alone(line: Line) -> Iterator[slice]:
    """Where one or two characters, none of them sure, stand alone between spaces or the line's ends."""
    for found in _WORD.finditer(line.text):
        word = slice(*found.span())
        if word.stop - word.start <= _MOST_LETTERS and max(line.confidences[word]) < _READ_SURELY:
            yield word


def _piece_at(labels: NDArray[np.uint16], parts: Parts, x: float) -> NDArray[np.bool_] | None:
    """The largest piece of ink over the column, with all that lies in its box; parts: the paper first."""
    over = 1 + np.flatnonzero((parts.left[1:] <= x) & (x < parts.right[1:]))
    if not len(over):
        return None
    largest = over[(parts.width[over] * parts.height[over]).argmax()]
    rows = slice(parts.top[largest], parts.bottom[largest])
    return np.asarray(labels[rows, parts.left[largest] : parts.right[largest]] > 0, np.bool_)


def _is_box(mark: NDArray[np.bool_], letter: float) -> bool:
    height, width = mark.shape
    if not _SIDE[0] * letter < height < _SIDE[1] * letter or abs(width - height) > _SQUARE * height:
        return False
    across, down = round(_BAND * width) + 1, round(_BAND * height) + 1
    sides = mark[:down].mean(1), mark[-down:].mean(1), mark[:, :across].mean(0), mark[:, -across:].mean(0)
    return all(side.max() >= _DRAWN for side in sides)


def _is_ticked(mark: NDArray[np.bool_]) -> bool:
    height, width = mark.shape
    over, beside = round(_RIM * height), round(_RIM * width)
    inside = mark[over : height - over, beside : width - beside]
    return bool(inside.mean() > _TICK_INK)


def _with_sign(line: Line, word: slice, sign: str) -> Line:
    before, behind = slice(word.start), slice(word.stop, None)
    box = line.boxes[word.start][0], line.boxes[word.stop - 1][1]
    sure = max(_SURE, *line.confidences[word])
    return replace(
        line,
        text=line.text[before] + sign + line.text[behind],
        boxes=(*line.boxes[before], box, *line.boxes[behind]),
        confidences=(*line.confidences[before], sure, *line.confidences[behind]),
        gaps=(*line.gaps[before], 0.0, *line.gaps[behind]) if line.gaps else (),
        others=(*line.others[before], "", *line.others[behind]) if line.others else (),
    )
