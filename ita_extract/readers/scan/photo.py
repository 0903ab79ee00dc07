"""A photo of a sheet on a darker ground → the sheet alone, its corners square."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ita_extract.ocr.ink import Image, grey_level, labelled, shrunk

Matrix = NDArray[np.float64]

_SIDE = 600  # pixels at the least of the picture that the sheet is looked for in
_SHARE = (0.3, 0.97)  # of the picture that a sheet may take
_GROUND = 45  # grey levels that the ground is darker than the sheet
_RIM = 0.3  # of the picture's rim, that is the ground of a photo
_STEP = 5  # pixels from the sheet's edge, on either side, to where sheet and ground are compared
_LEAST = 4 * _STEP  # pixels of that picture's shorter side: a strip shows no sheet
_SHARP = 14  # grey levels within three pixels, that no shadow without a hard edge changes by
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
    step = max(image.shape) // _SIDE
    if step < 2 or min(image.shape) < _LEAST * step:
        return None
    small = shrunk(image, step)
    # Print is closed, so that the sheet is one light area.
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    small = np.asarray(cv2.GaussianBlur(closed, (5, 5), 0), np.uint8)
    corners = _corners(_lighter(small), small)
    if corners is None and _has_ground(small):
        corners = _corners(_within_edges(small), small)
    return None if corners is None else np.asarray(_clockwise(corners) * step)


def _has_ground(small: Image) -> bool:
    """Whether the rim of the picture is darker than the sheet."""
    rim = np.concatenate([small[0], small[-1], small[:, 0], small[:, -1]])
    return bool((rim < grey_level(small, 0.8) - _GROUND).mean() > _RIM)


def _lighter(small: Image) -> Image:
    """1 where the picture is light."""
    return np.asarray(cv2.threshold(small, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1], np.uint8)


def _within_edges(small: Image) -> Image:
    """1 in what sharp steps of light enclose around the middle; a shadow on the sheet ends softly."""
    steps = cv2.morphologyEx(small, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    labels, _ = labelled((steps < _SHARP).astype(np.uint8))
    rows, columns = small.shape
    middle = np.bincount(labels[rows // 3 : -rows // 3, columns // 3 : -columns // 3].ravel())
    middle[0] = 0  # the steps themselves
    around = (labels == middle.argmax()).astype(np.uint8)
    return np.asarray(cv2.dilate(around, np.ones((3, 3), np.uint8)), np.uint8)


def _corners(light: Image, small: Image) -> Matrix | None:
    """Corners of the largest light area, if it is a sheet. light: 1 where it may be."""
    outlines, _ = cv2.findContours(light, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    outline = cv2.convexHull(max(outlines, key=cv2.contourArea))
    angles = cv2.approxPolyDP(outline, _ROUND * cv2.arcLength(outline, True), True)[:, 0, :]
    share = cv2.contourArea(angles) / small.size if len(angles) == 4 else 0.0
    corners = np.asarray(angles, np.float64)
    return corners if _SHARE[0] < share < _SHARE[1] and _stands_out(small, corners) else None


def _stands_out(small: Image, corners: Matrix) -> bool:
    """Whether the sheet ends sharply, as paper does and a shadow does not, on three sides in the picture."""
    middle = corners.mean(0)
    rows, columns = small.shape
    sharp = 0
    for one, other in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        along = one + (other - one) * np.linspace(0.1, 0.9, 40)[:, None]
        outward = np.array([other[1] - one[1], one[0] - other[0]]) / (np.linalg.norm(other - one) + 1e-6)
        outward *= np.sign(outward @ (one - middle)) * _STEP
        limits = np.array([columns - 1, rows - 1])
        outside = np.rint(along + outward).astype(int)
        if ((outside < 0) | (outside > limits)).any(1).mean() > 0.3:
            continue  # the picture ends before the sheet does
        within = np.rint(along - outward).astype(int).clip(0, limits)
        outside = outside.clip(0, limits)
        step = small[within[:, 1], within[:, 0]].astype(int) - small[outside[:, 1], outside[:, 0]]
        if np.median(step) < _GROUND:
            return False
        sharp += 1
    return sharp >= 3


def _clockwise(corners: Matrix) -> Matrix:
    """From the left top: the corner with the least sum of x and y."""
    middle = corners.mean(0)
    angles = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    ordered = corners[np.argsort(angles)]
    return np.roll(ordered, -int(ordered.sum(1).argmin()), axis=0)
