"""The colour that fills a cell (w:shd; ECMA-376 part 1, 17.4.32)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_extract.readers.docx.names import VAL, child, w
from ita_extract.readers.shades import BLACK, WHITE, colour_to_shade

if TYPE_CHECKING:
    from lxml.etree import _Element

_NO_PATTERN = ("clear", "nil")


def shade_of_cell(cell: _Element) -> str | None:
    """Its own, else that of its first paragraph."""
    return shade_of(child(cell, "tcPr", "shd")) or shade_of(child(cell, "p", "pPr", "shd"))


def shade_of(shading: _Element | None) -> str | None:
    """RRGGBB; None for white, for no colour, and for one that only a theme names. A pattern counts as the
    colour that it is drawn in."""
    if shading is None:
        return None
    pattern = shading.get(VAL, "clear")
    said = shading.get(w("fill"), "auto") if pattern in _NO_PATTERN else shading.get(w("color"), "auto")
    automatic = WHITE if pattern in _NO_PATTERN else BLACK
    return colour_to_shade(automatic if said == "auto" else said.upper())
