"""JPEG files that stop before their end, as a broken download leaves them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import numpy as np

_END = b"\xff\xd9"  # the mark at a JPEG's end
_BLOCK = 16  # pixels of a side of the blocks that JPEG stores at once


def is_cut(data: bytes) -> bool:
    return not data.rstrip(b"\0\r\n").endswith(_END)


def read_cut(data: bytes) -> Any:
    """Pillow's image of what is there, paper in the place of the rest. Raises OSError when nothing is.

    The decoder takes the added mark for the end, and makes what is missing of one grey.
    """
    from PIL import Image

    image = Image.open(BytesIO(data + _END), formats=["JPEG"])
    image.load()
    width, height = image.size
    whole, part = _seen(np.asarray(image).reshape(height, width, -1))
    if not whole:
        raise OSError("it stops before its first row")
    paper = "white" if image.mode in ("L", "RGB") else 0
    image.paste(paper, (0, whole, width, height))
    image.paste(paper, (part, max(0, whole - _BLOCK), width, whole))
    return image


def _seen(pixels: Any) -> tuple[int, int]:
    """How many rows have anything, and how many columns of the last row of blocks."""
    missing = (pixels == pixels[-1, -1]).all(2)
    rows = np.flatnonzero(~missing.all(1))
    whole = int(rows[-1]) + 1 if len(rows) else 0
    columns = np.flatnonzero(~missing[max(0, whole - _BLOCK) : whole].all(0))
    return whole, int(columns[-1]) + 1 if len(columns) else 0
