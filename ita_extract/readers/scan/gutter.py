"""Two pages on one sheet: the white between them."""

from __future__ import annotations

import numpy as np

from ita_extract.ocr.ink import Image, ink, shrunk

_SIDE = 1000  # pixels at the least of the picture that the gutter is looked for in
_LANDSCAPE = 1.2  # times as wide as high, that a sheet of two pages is
_MIDDLE = (0.4, 0.6)  # of its width, where the gutter lies
_WIDE = 0.025  # of its width
_BLANK, _LINE = 0.01, 0.9  # of a column of the gutter that is ink, but of the line between the pages


def gutter_of(image: Image) -> float | None:
    """Where the two pages part, as a share of the width; None on a sheet that is one page."""
    rows, columns = image.shape
    if columns < _LANDSCAPE * rows:
        return None
    mask = ink(shrunk(image, max(1, columns // _SIDE)))
    share = mask.mean(0)
    first, last = (round(each * len(share)) for each in _MIDDLE)
    inked = np.flatnonzero((share[first:last] > _BLANK) & (share[first:last] < _LINE))
    edges = np.concatenate([[-1], inked, [last - first]])
    widest = int(np.diff(edges).argmax())
    if edges[widest + 1] - edges[widest] <= _WIDE * len(share):
        return None
    return float(first + (edges[widest] + edges[widest + 1]) / 2) / len(share)
