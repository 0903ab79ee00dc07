"""Print of the sheet's other side that shines through: weak, and legible in a mirror only."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from ita_extract.ocr import Engine
from ita_extract.ocr.ink import Image, components, grey_level, ink
from ita_extract.readers.scan.upright import sureness, widest_words

_SAMPLED = 7.0  # pixels that letters are high in the picture that weak letters are counted in
_STRONG, _WEAK = 0.5, 0.1  # of the print's darkness, that print has at the least, and any mark
_HALO = 0.15  # letter heights around print, in which it fades
_LETTER = (0.5, 2.0)  # letter heights
_MANY = 30  # weak letters
_SHARE = 0.2  # of the letters, that are weak


class _Levels(NamedTuple):
    """Grey levels: of paper, and what marks and print are darker than."""

    paper: int
    mark: int
    print: int


def without_backside(image: Image, height: float, engine: Engine) -> Image:
    """The page with paper in the place of what shines through. height: of ko kai, in pixels."""
    step = max(1, round(height / _SAMPLED))
    sampled = np.ascontiguousarray(image[::step, ::step])
    levels = _levels(sampled)
    if not _has_weak_letters(sampled, height / step, levels):
        return image
    weak = _without_print(image, height, levels)
    if not _is_mirrored(weak, height, levels, engine):
        return image
    return np.where(weak == image, levels.paper, image).astype(np.uint8)


def _levels(image: Image) -> _Levels:
    paper, black = grey_level(image, 0.8), grey_level(image, 0.01)
    return _Levels(paper, *(round(paper - share * (paper - black)) for share in (_WEAK, _STRONG)))


def _has_weak_letters(image: Image, height: float, levels: _Levels) -> bool:
    strong = (image < levels.print).astype(np.uint8)
    weak = (_without_print(image, height, levels) < levels.mark).astype(np.uint8)
    if weak.sum() < _SHARE * strong.sum():
        return False
    few, many = (_letters(mask, height) for mask in (weak, strong))
    return few >= max(_MANY, _SHARE * (few + many))


def _is_mirrored(weak: Image, height: float, levels: _Levels, engine: Engine) -> bool:
    """Whether a few words read better in a mirror: pale print of this side does not."""
    lightness = (weak.astype(np.float32) - levels.print) / max(1, levels.paper - levels.print)
    stretched = np.asarray(255 * lightness.clip(0, 1), np.uint8)
    seen = widest_words(stretched, ink(stretched), height)
    mirrored = [np.ascontiguousarray(word[:, ::-1]) for word in seen]
    return sureness(mirrored, height, engine) > sureness(seen, height, engine)


def _without_print(image: Image, height: float, levels: _Levels) -> Image:
    """The picture with paper in the place of dark print and its halo: what is left is weak marks."""
    side = 2 * max(2, round(_HALO * height)) + 1
    around = cv2.dilate((image < levels.print).astype(np.uint8), np.ones((side, side), np.uint8))
    return np.where(around, levels.paper, image).astype(np.uint8)


def _letters(mask: Image, height: float) -> int:
    parts = components(mask)
    return int(((parts.height > _LETTER[0] * height) & (parts.height < _LETTER[1] * height)).sum())
