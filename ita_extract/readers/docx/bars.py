"""Arrows, lines and bars that are drawn over the cells of a row: a plan may say by them alone how long
something takes.

Only those count whose place is sure: drawn flat, from a cell's own text, at the height of its first line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ita_extract.readers.docx.names import ALTERNATE, w, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
_OLD_SHAPES = tuple(_VML + name for name in ("line", "shape", "rect", "roundrect"))
_KINDS = re.compile("line|straightConnector1|(?:left|right|leftRight|notchedRight)Arrow|rect|roundRect")
_FROM_TEXT = {"column", "paragraph", "line", "character", "text", "char"}

# A twip is a twentieth of a point; DrawingML counts in English Metric Units.
_EMU, _POINT = 635, 20
_HIGHEST = 25 * _POINT
_MANY_CELLS = 5  # fewer are no calendar
_FIRST_LINE = range(-8 * _POINT, 32 * _POINT)
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?|-?\.\d+)(pt|in|cm|mm|px)?")
_UNITS = {"pt": 20.0, "in": 1440.0, "cm": 567.0, "mm": 56.7, "px": 15.0, None: 15.0}


class Bar(NamedTuple):
    """Where it begins and ends, in twips from the left edge of the cell that it belongs to."""

    left: int
    right: int

    def moved(self, by: int) -> Bar:
        return Bar(self.left + by, self.right + by)


class Bars(NamedTuple):
    """By the table cell that they belong to; unplaced: how many stand in rows of
    many cells, but not for sure where."""

    by_cell: Mapping[_Element, Sequence[Bar]]
    unplaced: int


class _Drawn(NamedTuple):
    """In twips; left and top from where the cell's text begins, None where counted from elsewhere."""

    left: int | None
    top: int | None
    wide: int
    high: int

    @property
    def is_flat(self) -> bool:
        return self.high <= _HIGHEST and self.wide > self.high


def drawn_bars(body: _Element) -> Bars:
    found: dict[_Element, list[Bar]] = defaultdict(list)
    unplaced = 0
    for shape in body.iter(_WP + "anchor", _WP + "inline", *_OLD_SHAPES):
        drawn = _read_old(shape) if shape.tag in _OLD_SHAPES else _read(shape)
        cell = next(shape.iterancestors(w("tc")), None)
        if drawn is None or cell is None or not drawn.is_flat:
            continue
        if drawn.left is not None and drawn.top in _FIRST_LINE:
            found[cell].append(Bar(drawn.left, drawn.left + drawn.wide))
        elif _is_among_many(cell):
            unplaced += 1
    return Bars(found, unplaced)


def _is_among_many(cell: _Element) -> bool:
    row = cell.getparent()
    return row is not None and len(row.findall(w("tc"))) >= _MANY_CELLS


def _read(shape: _Element) -> _Drawn | None:
    kinds = [geometry.get("prst", "") for geometry in shape.iter(_A + "prstGeom")]
    extent = shape.find(_WP + "extent")
    if len(kinds) != 1 or not _KINDS.fullmatch(kinds[0]) or extent is None or _has_text(shape):
        return None
    left, top = (0, 0) if shape.tag == _WP + "inline" else (_offset(shape, "H"), _offset(shape, "V"))
    return _Drawn(left, top, *(whole(extent.get(side)) // _EMU for side in ("cx", "cy")))


def _offset(shape: _Element, direction: str) -> int | None:
    """In twips; None where it is counted from elsewhere than the cell's text, or only aligned."""
    position = shape.find(f"{_WP}position{direction}")
    if position is None or position.get("relativeFrom") not in _FROM_TEXT:
        return None
    offset = position.findtext(_WP + "posOffset")
    return None if offset is None else whole(offset) // _EMU


def _read_old(shape: _Element) -> _Drawn | None:
    """A drawing of Word 2007 and before, alone; one in a fallback stands in the choice beside it too."""
    parent, choice = shape.getparent(), next(shape.iterancestors(ALTERNATE), None)
    alone = parent is not None and parent.tag == w("pict") and choice is None
    if not alone or _has_text(shape) or shape.find(_VML + "imagedata") is not None:
        return None
    style = dict(_declarations(shape.get("style", "")))
    told = (style.get(f"mso-position-{side}-relative", "text") for side in ("horizontal", "vertical"))
    left, top, wide, high = _ends(shape) if shape.tag == _VML + "line" else _sides(style)
    return _Drawn(left if _FROM_TEXT.issuperset(told) else None, top, wide, high)


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for part in style.split(";"):
        name, _, said = part.partition(":")
        yield name.strip(), said.strip()


def _ends(line: _Element) -> tuple[int, int, int, int]:
    (x0, y0), (x1, y1) = (_point(line.get(end, "")) for end in ("from", "to"))
    return min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)


def _sides(style: Mapping[str, str]) -> tuple[int, ...]:
    return tuple(_length(style.get(side, "")) for side in ("margin-left", "margin-top", "width", "height"))


def _point(text: str) -> tuple[int, int]:
    x, _, y = text.partition(",")
    return _length(x), _length(y)


def _length(text: str) -> int:
    match = _LENGTH.fullmatch(text.strip())
    return round(float(match[1]) * _UNITS[match[2]]) if match else 0


def _has_text(shape: _Element) -> bool:
    return any(text.text for text in shape.iter(w("t")))
