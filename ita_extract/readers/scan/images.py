"""Image files → the pages in them, one at a time."""

from __future__ import annotations

import math
import warnings
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ita_extract.errors import Damaged, TooLarge
from ita_extract.readers.input import Input
from ita_extract.readers.scan.cut_jpeg import is_cut, read_cut

Pixels = NDArray[np.uint8]  # (rows, columns) grey or (rows, columns, 3) red, green, blue

MAX_PIXELS = 120_000_000  # of one page: A3 at 600 dpi has 70 million
_MOST_READ = 40_000_000  # A3 at 400 dpi has 31 million; larger pages are read coarser
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
_ORIENTATION = 0x0112  # the tag of a camera's picture that says how it was held
_FLAT, _MOST_FLAT = 1.05, 3.0  # times as many pixels to the inch one way as the other


class ImageFile:
    """An image file, opened once. Only TIFF has several pages; other formats' frames are animations."""

    def __init__(self, source_file: Input) -> None:
        from PIL import Image, UnidentifiedImageError

        self._file = source_file
        self._name = source_file.name
        self.is_cut = False  # known once its page is read
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
                pixels = _decoded(self._whole())
        except (OSError, ValueError, SyntaxError, EOFError) as error:
            raise Damaged(f"{self._name}: page {number} is broken inside ({error}).") from None
        told = self._image.info.get("dpi")
        pixels = _squared(pixels, told)
        return _coarser(pixels, _resolution(told, pixels))

    def _whole(self) -> Any:
        """The page with its pixels loaded; of a JPEG that was cut, what is there of it."""
        try:
            self._image.load()
        except OSError:
            if self.media_type != "image/jpeg" or not is_cut(data := self._file.data()):
                raise
            self._image = read_cut(data)
            self.is_cut = True
        return self._image


def _decoded(image: Any) -> Pixels:
    """Turned as the camera says, transparency as white paper, 16-bit grey as 8-bit."""
    from PIL import Image, ImageOps

    is_turned = image.getexif().get(_ORIENTATION, 1) != 1
    upright = ImageOps.exif_transpose(image) if is_turned else image  # else it makes a copy
    if upright.mode.startswith("I;16") or upright.mode in ("I", "F"):
        values = np.asarray(upright, np.float32)
        top = max(1.0, float(values.max()))
        return (values * (255 / (65535.0 if top > 255 else 255.0))).clip(0, 255).astype(np.uint8)
    if upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info:
        whole = upright.convert("RGBA")
        paper = Image.new("RGBA", whole.size, "white")
        return np.asarray(Image.alpha_composite(paper, whole).convert("RGB"))
    mode = "L" if upright.mode in ("1", "L") else "RGB"
    return np.asarray(upright if upright.mode == mode else upright.convert(mode))


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


def _coarser(pixels: Pixels, dpi: float) -> tuple[Pixels, float]:
    """No more pixels than are read, and the dpi that they have."""
    area = math.prod(pixels.shape[:2])
    if area <= _MOST_READ:
        return pixels, dpi
    import cv2

    share = math.sqrt(_MOST_READ / area)
    smaller = cv2.resize(pixels, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    return np.asarray(smaller, np.uint8), dpi * share


def _resolution(told: Any, pixels: Pixels) -> float:
    try:
        dpi = float(max(told))
    except (TypeError, ValueError):
        dpi = 0.0
    longest = max(pixels.shape[:2])
    if math.isfinite(dpi) and _BELIEVABLE[0] <= dpi <= _BELIEVABLE[1] and longest / dpi < 3 * _LONG_SIDE:
        return dpi
    return float(max(longest / _LONG_SIDE, 36.0))
