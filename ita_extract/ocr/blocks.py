"""Columns and paragraphs of running text on a page."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ita_extract.ocr.ink import Image, ink, letter_height, without_rules
from ita_extract.ocr.lines import Window

_GUTTER = 2.0  # white between two columns of text, in letter heights
_COLUMN = 10.0  # the narrowest column of running text, in letter heights


def find_blocks(page: Image, height: float | None = None) -> list[Window]:
    """Columns and paragraphs of running text in reading order. Blank out the tables first."""
    height = height or letter_height(page)
    if height is None:
        return []
    mask = without_rules(ink(page), height)
    found: list[Window] = []
    _split(mask, Window(0, 0, page.shape[1], page.shape[0]), height, found)
    return found


def _split(mask: Image, block: Window, height: float, found: list[Window]) -> None:
    """Cuts a block at the widest gutter or the widest white row between paragraphs, and the halves again."""
    piece = mask[block.top : block.bottom, block.left : block.right]
    rows, columns = np.flatnonzero(piece.any(1)), np.flatnonzero(piece.any(0))
    if not len(rows):
        return
    block = Window(
        block.left + int(columns[0]),
        block.top + int(rows[0]),
        block.left + int(columns[-1]) + 1,
        block.top + int(rows[-1]) + 1,
    )
    gutter = _widest_gap(columns, _GUTTER * height, _COLUMN * height)
    if gutter is not None and block.bottom - block.top > 4 * height:
        middle = block.left + gutter - int(columns[0])
        _split(mask, block._replace(right=middle), height, found)
        _split(mask, block._replace(left=middle), height, found)
        return
    white = _widest_gap(rows, 1.2 * height, 0.6 * height)
    if white is not None:
        middle = block.top + white - int(rows[0])
        _split(mask, block._replace(bottom=middle), height, found)
        _split(mask, block._replace(top=middle), height, found)
        return
    found.append(block)


def _widest_gap(inked: NDArray[np.intp], least: float, margin: float) -> int | None:
    """The middle of the widest stretch without ink, at least `margin` away from both ends."""
    gaps = np.diff(inked)
    middles = (inked[1:] + inked[:-1]) // 2
    fit = (gaps > least) & (inked[:-1] - inked[0] >= margin) & (inked[-1] - inked[1:] >= margin)
    if not fit.any():
        return None
    return int(middles[fit][gaps[fit].argmax()])
