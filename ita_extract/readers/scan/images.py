"""Image files → the pages in them, one at a time."""

from __future__ import annotations

import math
import warnings
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ita_extract.errors import Damaged, TooLarge
from ita_extract.readers.input import Input

Pixels = NDArray[np.uint8]  # (rows, columns) grey or (rows, columns, 3) red, green, blue

MAX_PIXELS = 120_000_000  # of one page: A3 at 600 dpi has 70 million
MAX_PAGES = 2000
_LONG_SIDE = 11.69  # inches, of A4: what a picture that does not tell its resolution is taken for
_BELIEVABLE = (100.0, 1200.0)  # dpi: screens and cameras write 72 or 96 whatever they took

MEDIA_TYPES = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "TIFF": "image/tiff",
    "BMP": "image/bmp",
    "WEBP": "image/webp",
}
_FORMATS = [name for name in MEDIA_TYPES if name != "MPO"]  # which Pillow opens as JPEG
_FLAT, _MOST_FLAT = 1.05, 3.0  # times as many pixels to the inch one way as the other


class ImageFile:
    """An image file, opened once. Only TIFF has several pages; other formats' frames are animations."""

    def __init__(self, source_file: Input) -> None:
        from PIL import Image, UnidentifiedImageError

        self._name = source_file.name
        # Our own limit is held, page by page, before anything is decoded.
        Image.MAX_IMAGE_PIXELS = None
        with source_file.guarded():
            try:
                self._image = Image.open(source_file.path, formats=_FORMATS)
                self.count = getattr(self._image, "n_frames", 1) if self._image.format == "TIFF" else 1
            except UnidentifiedImageError:  # which Pillow counts among the system's errors
                raise Damaged(f"{self._name}: the image is broken and cannot be opened.") from None
            except (ValueError, SyntaxError, EOFError) as error:
                raise Damaged(f"{self._name}: the image is broken ({error}).") from None
        self.media_type = MEDIA_TYPES[str(self._image.format)]
        if self.count > MAX_PAGES:
            raise TooLarge(f"{self._name}: {self.count} pages are more than the {MAX_PAGES} that are read.")

    def __enter__(self) -> ImageFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._image.close()

    def page(self, number: int) -> tuple[Pixels, float]:
        """The pixels and the dpi of a page (1-based). Raises Damaged or TooLarge."""
        try:
            self._image.seek(number - 1)
            width, height = self._image.size
            if width * height > MAX_PIXELS:
                raise TooLarge(
                    f"{self._name}: page {number} has {width} × {height} pixels, "
                    f"more than the {MAX_PIXELS // 1_000_000} million that are read."
                )
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                pixels = _decoded(self._image)
        except (OSError, ValueError, SyntaxError, EOFError) as error:
            raise Damaged(f"{self._name}: page {number} is broken inside ({error}).") from None
        told = self._image.info.get("dpi")
        pixels = _squared(pixels, told)
        return pixels, _resolution(told, pixels)


def _decoded(image: Any) -> Pixels:
    """Turned as the camera says, transparency as white paper, 16-bit grey as 8-bit."""
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I;16") or upright.mode in ("I", "F"):
        values = np.asarray(upright, np.float32)
        top = max(1.0, float(values.max()))
        return (values * (255 / (65535.0 if top > 255 else 255.0))).clip(0, 255).astype(np.uint8)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        whole = upright.convert("RGBA")
        paper = Image.new("RGBA", whole.size, "white")
        return np.asarray(Image.alpha_composite(paper, whole).convert("RGB"))
    return np.asarray(upright.convert("L" if upright.mode in ("1", "L") else "RGB"))


def _squared(pixels: Pixels, told: Any) -> Pixels:
    """With as many pixels to the inch down as across: plain fax has half as many down."""
    try:
        across, down = (float(dpi) for dpi in told)
    except (TypeError, ValueError):
        return pixels
    most = max(across, down)
    if not (most <= _BELIEVABLE[1] and most / _MOST_FLAT <= min(across, down) < most / _FLAT):
        return pixels
    import cv2

    rows, columns = pixels.shape[:2]
    size = round(columns * most / across), round(rows * most / down)
    if math.prod(size) > MAX_PIXELS:
        return pixels
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def _resolution(told: Any, pixels: Pixels) -> float:
    try:
        dpi = float(max(told))
    except (TypeError, ValueError):
        dpi = 0.0
    longest = max(pixels.shape[:2])
    if math.isfinite(dpi) and _BELIEVABLE[0] <= dpi <= _BELIEVABLE[1] and longest / dpi < 3 * _LONG_SIDE:
        return dpi
    return float(max(longest / _LONG_SIDE, 36.0))
