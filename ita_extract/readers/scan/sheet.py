"""One page's picture → a sheet: grey, evenly lit, upright, level, with the way back to the page's points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ita_extract.model.document import Box
from ita_extract.ocr import Engine
from ita_extract.ocr.ink import Image, letter_height
from ita_extract.readers.scan.backside import without_backside
from ita_extract.readers.scan.dotted import with_whole_rules
from ita_extract.readers.scan.images import Pixels
from ita_extract.readers.scan.light import even, grey_of
from ita_extract.readers.scan.perspective import squared
from ita_extract.readers.scan.photo import unwarped
from ita_extract.readers.scan.specks import has_specks, without_specks
from ita_extract.readers.scan.streaks import without_streaks
from ita_extract.readers.scan.upright import set_upright

Matrix = NDArray[np.float64]

_LETTERS = (10.0, 34.0)  # pixels that letters are high on a sheet: outside this it is scaled
_GOOD = 22.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """image: pixels; height: of ko kai in pixels, None on a sheet without letters;

    scale: points a pixel; back: 3 × 3, from pixels of the sheet to points of the page as it was given.
    """

    image: Image
    height: float | None
    scale: float
    back: Matrix

    @property
    def width_points(self) -> float:
        return float(self.image.shape[1]) * self.scale

    @property
    def height_points(self) -> float:
        return float(self.image.shape[0]) * self.scale

    def page_box(self, box: Box) -> Box:
        """A box in points of the sheet → the upright box around it on the page, to a hundredth."""
        corners = np.array([[box.x0, box.top], [box.x1, box.top], [box.x1, box.bottom], [box.x0, box.bottom]])
        on_page = cv2.perspectiveTransform(corners[None] / self.scale, self.back)[0]
        (x0, top), (x1, bottom) = on_page.min(0).tolist(), on_page.max(0).tolist()
        return Box(round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def make_sheet(pixels: Pixels, size: tuple[float, float], engine: Engine) -> Sheet:
    """size: width and height of the page in points, to which the picture's edges belong."""
    rows, columns = pixels.shape[:2]
    to_points = np.diag([size[0] / columns, size[1] / rows, 1.0])
    image, turned = unwarped(without_streaks(grey_of(pixels)))
    back = to_points @ np.linalg.inv(turned)
    lit = even(image)
    if lit is not image:  # a scanner's light is even, and its pages are square
        lit, square = squared(lit)
        back = back @ np.linalg.inv(square)
    upright = set_upright(with_whole_rules(lit), engine)
    back = back @ np.linalg.inv(upright.to)
    image, height, zoom = _zoomed(upright.image, upright.height)
    back = back @ np.diag([1 / zoom, 1 / zoom, 1.0])
    if upright.height is not None and height is not None and has_specks(upright.parts, upright.height):
        image = without_specks(image, height)
    if height is not None:
        image = without_backside(image, height, engine)
    return Sheet(image, height, size[1] / rows / zoom, back)


def _zoomed(image: Image, height: float | None) -> tuple[Image, float | None, float]:
    """The image with letters of a usual size, their height, and by how much it was enlarged."""
    if height is None or _LETTERS[0] <= height <= _LETTERS[1]:
        return image, height, 1.0
    zoom = min(2.0, _GOOD / height)
    kind: Any = cv2.INTER_AREA if zoom < 1 else cv2.INTER_CUBIC
    zoomed = np.asarray(cv2.resize(image, None, fx=zoom, fy=zoom, interpolation=kind), np.uint8)
    return zoomed, letter_height(zoomed), zoom
