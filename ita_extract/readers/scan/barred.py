"""Cells in narrow columns that a bar or an arrow runs over, as plans show the months of their work."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np

from ita_extract.ocr.ink import Image, ink
from ita_extract.readers.print.grid import Lattice, Slot
from ita_extract.readers.scan.sheet import Sheet

# All in letter heights, but for the run.
_NARROW = 8.0  # width of a column
_FEWEST = 3  # narrow columns side by side
_RUN = 0.6  # of the cell's width, that a bar takes at the least; no dash does
_SIDE, _OVER = 0.2, 0.25  # from a cell's own rules, at its sides and over and under
_WAVY = 0.15  # what a line drawn by hand rises and falls
_THICK, _HEAD = 1.2, 1.2  # of a bar, and of an arrow's head over and under it
_ENDS = 1.5  # from a bar's ends, that such a head takes, and no more than a quarter of it
_MEETS = 0.3  # to the cell's side, of a bar that goes on beyond it
_DIRT, _WRITTEN = 0.05, 0.15  # of a letter's square, that is ink


class _Bar(NamedTuple):
    """middle: pixels from the sheet's top; left, right: it goes on there; alone: nothing else is seen."""

    middle: float
    left: bool
    right: bool
    alone: bool


def barred(sheet: Sheet, grid: Lattice) -> set[int]:
    """The numbers of the grid's slots."""
    assert sheet.height is not None
    found: set[int] = set()
    for run in _narrow_runs(grid, _NARROW * sheet.height * sheet.scale):
        bars = {number: bar for number in run if (bar := _bar_in(sheet, grid.slots[number])) is not None}
        found |= {number for number, bar in bars.items() if bar.alone}
        for number, after in pairwise(run):
            if number in bars and after in bars and _is_one(bars[number], bars[after], sheet.height):
                found |= {number, after}
    return found


def _narrow_runs(grid: Lattice, width: float) -> Iterator[list[int]]:
    """Neighbours in one row whose columns are narrow."""
    run: list[int] = []
    for number, slot in enumerate(grid.slots):
        is_narrow = slot.box.x1 - slot.box.x0 <= width and slot.column_span == 1
        goes_on = bool(run) and _follows(grid.slots[run[-1]], slot)
        if not (is_narrow and goes_on):
            if len(run) >= _FEWEST:
                yield run
            run = []
        if is_narrow:
            run.append(number)
    if len(run) >= _FEWEST:
        yield run


def _follows(slot: Slot, other: Slot) -> bool:
    return (other.row, other.column) == (slot.row, slot.column + 1)


def _is_one(bar: _Bar, other: _Bar, height: float) -> bool:
    return bar.right and other.left and abs(bar.middle - other.middle) <= 0.5 * height


def _bar_in(sheet: Sheet, slot: Slot) -> _Bar | None:
    assert sheet.height is not None
    height, box = sheet.height, slot.box
    left, top, right, bottom = (round(edge / sheet.scale) for edge in (box.x0, box.top, box.x1, box.bottom))
    side, over = round(_SIDE * height), round(_OVER * height)
    mask = ink(sheet.image[top + over : bottom - over, left + side : right - side])
    if not mask.any() or (rows := _rows_of_bar(mask, height)) is None:
        return None
    around = round(_HEAD * height)
    first, last = rows
    if _is_inked(mask[: max(0, first - around)], height) or _is_inked(mask[last + around :], height):
        return None
    near = round(_MEETS * height)
    bar, rest = mask[first:last], np.vstack([mask[:first], mask[last:]])
    if _is_inked(_beside_heads(bar, rest, height), height, _WRITTEN):
        return None
    return _Bar(
        top + over + (first + last) / 2,
        bool(bar[:, :near].any()),
        bool(bar[:, -near:].any()),
        not _is_inked(rest, height),
    )


def _rows_of_bar(mask: Image, height: float) -> tuple[int, int] | None:
    """The first row of a straight stroke, and the row behind its last."""
    wavy = cv2.dilate(mask, np.ones((2 * round(_WAVY * height) + 1, 1), np.uint8))
    length = max(1, round(_RUN * mask.shape[1]))
    rows = np.flatnonzero(cv2.morphologyEx(wavy, cv2.MORPH_OPEN, np.ones((1, length), np.uint8)).any(1))
    if not len(rows) or rows[0] == 0 or rows[-1] == len(mask) - 1 or rows[-1] - rows[0] > _THICK * height:
        return None
    return int(rows[0]), int(rows[-1]) + 1


def _beside_heads(bar: Image, rest: Image, height: float) -> Image:
    """What is drawn over and under the bar where no head of an arrow is: print, that a line runs through."""
    drawn = np.flatnonzero(bar.any(0))
    start, stop = drawn[0], drawn[-1] + 1
    ends = min(round(_ENDS * height), (stop - start) // 4)
    return np.hstack([rest[:, :start], rest[:, start + ends : stop - ends], rest[:, stop:]])


def _is_inked(part: Image, height: float, least: float = _DIRT) -> bool:
    return bool(np.count_nonzero(part) > least * height * height)
