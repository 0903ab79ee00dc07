"""A photo of a sheet on a darker ground → the sheet alone, its corners square."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ita_extract.ocr.lines import Image

Matrix = NDArray[np.float64]

_SIDE = 600  # pixels of the picture that the sheet is looked for in
_SHARE = (0.3, 0.97)  # of the picture that a sheet may take
_GROUND = 45  # grey levels that the ground is darker than the sheet
_ROUND = 0.02  # of its outline, that a sheet's side may be bent


def unwarped(image: Image) -> tuple[Image, Matrix]:
    """The sheet, and the way from the picture's pixels to its own; the picture itself when it is no photo."""
    corners = _sheet_corners(image)
    if corners is None:
        return image, np.eye(3)
    left_top, right_top, right_bottom, left_bottom = corners
    width = max(np.linalg.norm(right_top - left_top), np.linalg.norm(right_bottom - left_bottom))
    height = max(np.linalg.norm(left_bottom - left_top), np.linalg.norm(right_bottom - right_top))
    square = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), square)
    size = (round(float(width)), round(float(height)))
    sheet = cv2.warpPerspective(image, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(sheet, np.uint8), np.asarray(matrix, np.float64)


def _sheet_corners(image: Image) -> Matrix | None:
    """Corners of the light sheet, from the left top clockwise; None where none stands out of a ground."""
    shrink = _SIDE / max(image.shape)
    if shrink >= 1:
        return None
    small = cv2.resize(image, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    # Print is closed, so that the sheet is one light area.
    small = cv2.GaussianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)), (5, 5), 0)
    _, light = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    outlines, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    outline = cv2.convexHull(max(outlines, key=cv2.contourArea))
    corners = cv2.approxPolyDP(outline, _ROUND * cv2.arcLength(outline, True), True)[:, 0, :]
    share = cv2.contourArea(corners) / small.size if len(corners) == 4 else 0.0
    if not _SHARE[0] < share < _SHARE[1] or not _stands_out(small, corners):
        return None
    return np.asarray(_clockwise(corners.astype(np.float64)) / shrink)


def _stands_out(small: NDArray[np.uint8] | cv2.typing.MatLike, corners: cv2.typing.MatLike) -> bool:
    inside = np.zeros(small.shape[:2], np.uint8)
    cv2.fillConvexPoly(inside, corners, 1)
    values = np.asarray(small)
    return bool(np.median(values[inside == 1]) - np.median(values[inside == 0]) > _GROUND)


def _clockwise(corners: Matrix) -> Matrix:
    """From the left top: the corner with the least sum of x and y."""
    middle = corners.mean(0)
    angles = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    ordered = corners[np.argsort(angles)]
    return np.roll(ordered, -int(ordered.sum(1).argmin()), axis=0)
