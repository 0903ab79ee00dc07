"""What stands outside ruled tables: running text, and tables that alignment or level rules alone make."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ita_extract.model.document import Box
from ita_extract.ocr.blocks import find_blocks
from ita_extract.ocr.ink import Image
from ita_extract.readers.scan.cells import pixels_of
from ita_extract.readers.scan.glimpses import Glimpse, Region, look
from ita_extract.readers.scan.sheet import Sheet

_SPECKS = frozenset("-–—_.,'`´·:;~|")  # as which dirt is read
_NO_TEXT = 0.6  # mean confidence of what is no print: a signature, a logo, a stamp's rim
_STRAY = 0.5
_FEW = 3  # letters; a page number or a dash may be unsure and still be one


def flow_regions(sheet: Sheet, unruled: Image, tables: Sequence[Box]) -> list[Region]:
    """The blocks of text outside the tables, in reading order."""
    bare = unruled.copy()
    for box in tables:
        left, top, right, bottom = pixels_of(box, sheet)
        bare[top:bottom, left:right] = 255
    return [look(sheet, bare, window) for window in find_blocks(bare, sheet.height)]


def is_print(line: Sequence[Glimpse]) -> bool:
    """Whether a line outside tables is text: strokes of a pen read as unlikely letters."""
    letters = _letters(line)
    return bool(letters) and _mean(letters) >= _NO_TEXT + (0.2 if len(letters) < _FEW else 0.0)


def says_nothing(line: Sequence[Glimpse]) -> bool:
    """Whether a line of running text is a dash or a dot by itself, as dirt in the margin leaves it."""
    letters = _letters(line)
    is_short = len(letters) < _FEW
    return is_short and set("".join(glimpse.text for glimpse in letters)) <= _SPECKS


def is_stray(line: Sequence[Glimpse]) -> bool:
    """Whether a line of a cell is a mark only, as a stamp's rim leaves it; poor print in cells is kept."""
    letters = _letters(line)
    return 0 < len(letters) < _FEW and _mean(letters) < _STRAY


def _letters(line: Sequence[Glimpse]) -> list[Glimpse]:
    return [glimpse for glimpse in line if not glimpse.is_space]


def _mean(letters: Sequence[Glimpse]) -> float:
    return float(np.mean([glimpse.confidence for glimpse in letters]))
