"""Which way up a page stands, and how far it leans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from ita_extract.ocr import Engine
from ita_extract.ocr.ink import (
    Image,
    Parts,
    components,
    halved,
    height_of,
    ink,
    labelled,
    shrunk,
    without_rules,
)
from ita_extract.ocr.lines import cut, find_lines

Matrix = NDArray[np.float64]

_SIDE = 1000  # pixels at the least of the picture that the lean is measured on
_COARSE, _FINE = np.arange(-10, 10.01, 0.5), np.arange(-0.5, 0.51, 0.05)  # degrees
_LEVEL = 0.04  # degrees: nearer to level than this, nothing is turned
_SAMPLES = 8  # words that a trial reads
_SURE = 0.9  # of a trial's words: no other way up is tried
_ENOUGH = 12.0  # letter heights of a word that are read
_QUARTERS = {1: cv2.ROTATE_90_COUNTERCLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_CLOCKWISE}


class Upright(NamedTuple):
    """to: 3 × 3, from the pixels given to those of the image; height: of ko kai, None without letters.

    parts: pieces of its ink; sure: 0–1, how well a few words read.
    """

    image: Image
    to: Matrix
    height: float | None
    parts: Parts
    sure: float


def set_upright(image: Image, engine: Engine) -> Upright:
    """The page turned and made level, in the one of four ways up in which a few words read best."""
    ways = _ways_up(image, engine)
    best = next(ways)
    while best.sure < _SURE and best.height is not None and (way := next(ways, None)) is not None:
        if way.sure > best.sure + 0.02:
            best = way
    return best


def _ways_up(image: Image, engine: Engine) -> Iterator[Upright]:
    """The likeliest first. A page that is level one way up is level the other way up."""
    for quarter in (0, 1):
        turned, to = _turned(image, quarter)
        level, lean = _levelled(turned)
        mask = ink(level)
        parts = components(mask)
        height = height_of(parts)
        words = [] if height is None else widest_words(level, mask, height)
        for half in (0, 2):
            way, half_turn = _turned(level, half)
            sure = sureness([_turned(word, half)[0] for word in words], height, engine)
            yield Upright(way, half_turn @ lean @ to, height, parts, sure)


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


def sureness(words: Sequence[Image], height: float | None, engine: Engine) -> float:
    """How sure a few words are that are read this way up.

    A quarter of the words read less surely: rules and stamps may be among them.
    """
    found = [(word, line) for word in words for line in find_lines(word, height)[:1]]
    if not found:
        return 0.0
    read = engine.read_lines([cut(word, line) for word, line in found])
    sure = [float(np.mean(line.confidences)) if len(line.text.strip()) > 2 else 0.0 for line in read]
    return float(np.percentile(sure, 75))


def widest_words(image: Image, mask: Image, height: float) -> list[Image]:
    """The beginnings of the widest runs of letters, with paper around them."""
    letters = halved(without_rules(halved(mask), height / 2))
    reach = max(2, round(0.2 * height))
    joined = np.asarray(cv2.dilate(letters, np.ones((max(1, reach // 4), 2 * reach), np.uint8)), np.uint8)
    parts = Parts(labelled(joined)[1][1:] * 4)
    fit = parts[(parts.height < 5 * height) & (parts.height > 1.2 * height) & (parts.width < 60 * height)]
    widest = fit.table[np.argsort(-fit.width, kind="stable")][:_SAMPLES]
    margin, most = round(0.5 * height), round(_ENOUGH * height)
    return [
        image[
            max(0, top - margin) : top + tall + margin,
            max(0, left - margin) : left + min(width, most) + margin,
        ]
        for left, top, width, tall, _ in widest.tolist()
    ]
