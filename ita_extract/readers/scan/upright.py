"""Which way up a page stands, and how far it leans."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ita_extract.ocr import Engine
from ita_extract.ocr.ink import Image, components, height_of, ink, labelled, shrunk, without_rules
from ita_extract.ocr.lines import cut, find_lines

Matrix = NDArray[np.float64]

_SIDE = 1000  # pixels at the least of the picture that the lean is measured on
_COARSE, _FINE = np.arange(-10, 10.01, 0.5), np.arange(-0.5, 0.51, 0.05)  # degrees
_LEVEL = 0.04  # degrees: nearer to level than this, nothing is turned
_SAMPLES = 8  # words that a trial reads
_SURE = 0.9  # of a trial's words: no other way up is tried
_TRIALS = (0, 2, 1, 3)  # quarter turns, the likeliest first
_QUARTERS = {1: cv2.ROTATE_90_COUNTERCLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_CLOCKWISE}


class Upright(NamedTuple):
    """to: 3 × 3, from the pixels given to those of the image; height: of ko kai, None without letters.

    sure: 0–1, how well a few words read.
    """

    image: Image
    to: Matrix
    height: float | None
    sure: float


def set_upright(image: Image, engine: Engine) -> Upright:
    """The page turned and made level, in the one of four ways up in which a few words read best."""
    best: Upright | None = None
    for quarter in _TRIALS:
        turned, to = _turned(image, quarter)
        level, lean = _levelled(turned)
        height, sure = _trial(level, engine)
        if best is None or sure > best.sure + 0.02:
            best = Upright(level, lean @ to, height, sure)
        if sure >= _SURE or height is None:
            break
    assert best is not None
    return best


def _turned(image: Image, quarter: int) -> tuple[Image, Matrix]:
    """Turned counter-clockwise by quarters."""
    rows, columns = image.shape
    if quarter == 0:
        return image, np.eye(3)
    matrices = {
        1: [[0, 1, 0], [-1, 0, columns], [0, 0, 1]],
        2: [[-1, 0, columns], [0, -1, rows], [0, 0, 1]],
        3: [[0, -1, rows], [1, 0, 0], [0, 0, 1]],
    }
    return np.asarray(cv2.rotate(image, _QUARTERS[quarter]), np.uint8), np.array(matrices[quarter], float)


def _levelled(image: Image) -> tuple[Image, Matrix]:
    angle = lean_of(image)
    if abs(angle) < _LEVEL:
        return image, np.eye(3)
    rows, columns = image.shape
    matrix = cv2.getRotationMatrix2D((columns / 2, rows / 2), angle, 1)
    paper = int(np.percentile(image[::8, ::8], 80))
    level = cv2.warpAffine(image, matrix, (columns, rows), flags=cv2.INTER_CUBIC, borderValue=paper)
    return np.asarray(level, np.uint8), np.vstack([matrix, [0, 0, 1]])


def lean_of(image: Image) -> float:
    """Degrees that lines fall to the right: turned by them counter-clockwise, the page is level.

    At the right angle the ink of each line falls on the fewest rows.
    """
    small = shrunk(image, max(1, max(image.shape) // _SIDE))
    y, x = np.nonzero(_print(ink(small)))
    if len(x) < 50:
        return 0.0
    angle = max(_COARSE.tolist(), key=lambda degrees: _sharpness(x, y, degrees))
    return float(max((angle + _FINE).tolist(), key=lambda degrees: _sharpness(x, y, degrees)))


def _print(mask: Image) -> Image:
    """The lower edges of ink, without what reaches in from beyond the page, such as a binding's shadow."""
    labels, parts = labelled(mask)
    left, top, width, height = parts[:, :4].T
    beyond = (left == 0) | (top == 0) | (left + width == mask.shape[1]) | (top + height == mask.shape[0])
    kept = mask * ~beyond[labels]
    return np.asarray(kept & (1 - np.vstack([kept[1:], kept[-1:]])), np.uint8)


def _sharpness(x: NDArray[np.intp], y: NDArray[np.intp], degrees: float) -> float:
    level = y - x * np.tan(np.radians(degrees))
    counts = np.bincount((level - level.min()).astype(np.intp)).astype(np.float64)
    return float((counts**2).sum())


def _trial(image: Image, engine: Engine) -> tuple[float | None, float]:
    """The height of letters, and how sure a few words are that are read this way up.

    A quarter of the words read less surely: rules and stamps may be among them.
    """
    mask = ink(image)
    height = height_of(components(mask))
    if height is None:
        return None, 0.0
    windows = []
    for left, top, width, tall in _words(mask, height):
        region = image[top : top + tall, left : left + width]
        lines = find_lines(region, height)
        windows += [cut(region, line) for line in lines[:1]]
    if not windows:
        return height, 0.0
    read = engine.read_lines(windows)
    sure = [float(np.mean(line.confidences)) if len(line.text.strip()) > 2 else 0.0 for line in read]
    return height, float(np.percentile(sure, 75))


def _words(mask: Image, height: float) -> list[tuple[int, int, int, int]]:
    """Boxes of the widest runs of letters, with paper around them: left, top, width, height."""
    letters = _halved(without_rules(_halved(mask), height / 2))
    reach = max(2, round(0.2 * height))
    joined = np.asarray(cv2.dilate(letters, np.ones((max(1, reach // 4), 2 * reach), np.uint8)), np.uint8)
    parts = labelled(joined)[1][1:] * 4
    wide, tall = parts[:, 2], parts[:, 3]
    fit = parts[(tall < 5 * height) & (tall > 1.2 * height) & (wide < 60 * height)]
    widest = fit[np.argsort(-fit[:, 2], kind="stable")][:_SAMPLES]
    margin = round(0.5 * height)
    return [
        (max(0, left - margin), max(0, top - margin), width + 2 * margin, tall + 2 * margin)
        for left, top, width, tall, _ in widest.tolist()
    ]


def _halved(mask: Image) -> Image:
    """Ink where any of four places has some."""
    return np.ascontiguousarray(cv2.dilate(mask, np.ones((2, 2), np.uint8))[1::2, 1::2]).astype(np.uint8)
