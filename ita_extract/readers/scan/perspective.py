"""A photo of part of a sheet, taken aslant: its rules made level and upright."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ita_extract.ocr.ink import Image, grey_level, ink, shrunk, strokes

Matrix = NDArray[np.float64]

_SIDE = 800  # pixels at the least of the picture that rules are measured on
_RUN = 0.05  # of that picture's side: a straight stroke as long is part of a rule
_LONG = 0.12  # of that side: a rule
_BENT = 3.5  # pixels that most of a rule is off its line at the most
_FEW = 3  # rules each way
_SQUARE, _SLANT = 0.008, 0.1  # slopes off a page's lean: less is not worth a change, more no photo has
_DEEP = 2.0  # times as far from the camera as the nearest corner, that no corner of a sheet is
_ALIKE = 0.004  # slopes: rules beside one another differ no more from what their places say


class _Lines(NamedTuple):
    """Of rules in one direction: where the first and the last cross the middle, and their slopes."""

    places: tuple[float, float]
    slopes: tuple[float, float]


def squared(image: Image) -> tuple[Image, Matrix]:
    """The picture with its rules square, and the way to it; as it is where they are, or few, or bent."""
    step = max(1, max(image.shape) // _SIDE)
    mask = ink(shrunk(image, step))
    level, upright = _lines(mask), _lines(np.ascontiguousarray(mask.T))
    if level is None or upright is None:
        return image, np.eye(3)
    # Of a page that only leans, upright rules lean as level ones fall; that is mended with the text's lines.
    lean = sum(level.slopes) / 2
    slant = max(abs(slope - lean) for slope in (*level.slopes, *(-slope for slope in upright.slopes)))
    if not _SQUARE < slant < _SLANT:
        return image, np.eye(3)
    corners = _corners(level, upright, mask.shape) * step
    (x0, y0), (x1, y1) = corners.min(0), corners.max(0)
    square = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(corners.astype(np.float32), square), np.float64)
    return _warped(image, matrix) if _is_mild(matrix, image.shape) else (image, np.eye(3))


def _lines(mask: Image) -> _Lines | None:
    """Of the level rules; None where they are few, or say nothing of one another."""
    rows, columns = mask.shape
    thicker = cv2.dilate(mask, np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(thicker, cv2.MORPH_OPEN, np.ones((1, round(_RUN * columns)), np.uint8))
    found = [_line(*run, columns) for run in strokes(np.asarray(runs, np.uint8))]
    straight = np.array([line for line in found if line is not None]).reshape(-1, 2)
    if len(straight) < _FEW:
        return None
    change = np.polyfit(straight[:, 0], straight[:, 1], 1)
    if np.median(np.abs(np.polyval(change, straight[:, 0]) - straight[:, 1])) > _ALIKE:
        return None
    first, last = float(straight[:, 0].min()), float(straight[:, 0].max())
    if last - first < _LONG * rows:
        return None
    return _Lines((first, last), (float(np.polyval(change, first)), float(np.polyval(change, last))))


def _line(left: int, top: int, run: Image, columns: int) -> tuple[float, float] | None:
    """Where a run crosses the middle column, and its slope; None where it is short or bent."""
    if run.shape[1] <= _LONG * columns:
        return None
    y, x = np.nonzero(run)
    from_middle = x + left - columns / 2
    slope, place = np.polyfit(from_middle, y + top, 1)
    off = np.abs(place + slope * from_middle - y - top)
    return (float(place), float(slope)) if np.percentile(off, 90) < _BENT else None


def _corners(level: _Lines, upright: _Lines, shape: tuple[int, ...]) -> Matrix:
    """Where the outermost rules cross, from the left top clockwise."""
    middle_y, middle_x = shape[0] / 2, shape[1] / 2

    def crossing(row: int, column: int) -> tuple[float, float]:
        """y = place + slope (x - middle x), x = place + slope (y - middle y)."""
        a, b = level.slopes[row], upright.slopes[column]
        x = (upright.places[column] + b * (level.places[row] - a * middle_x - middle_y)) / (1 - a * b)
        return x, level.places[row] + a * (x - middle_x)

    return np.array([crossing(0, 0), crossing(0, 1), crossing(1, 1), crossing(1, 0)])


def _is_mild(matrix: Matrix, shape: tuple[int, ...]) -> bool:
    """Whether no corner of the picture is pulled far out, as by rules that only a small part of it has."""
    rows, columns = shape
    depths = matrix[2] @ np.array([[0, columns, columns, 0], [0, 0, rows, rows], [1, 1, 1, 1]])
    return bool(0 < depths.max() < _DEEP * depths.min())


def _warped(image: Image, matrix: Matrix) -> tuple[Image, Matrix]:
    """All of the picture, on as large a sheet as that needs."""
    rows, columns = image.shape
    frame = np.array([[[0, 0], [columns, 0], [columns, rows], [0, rows]]], np.float64)
    moved = cv2.perspectiveTransform(frame, matrix)[0]
    left, top = moved.min(0)
    width, height = (round(float(side)) for side in moved.max(0) - moved.min(0))
    whole = np.array([[1, 0, -left], [0, 1, -top], [0, 0, 1]]) @ matrix
    paper = grey_level(image, 0.8)
    sheet = cv2.warpPerspective(image, whole, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper)
    return np.asarray(sheet, np.uint8), whole
