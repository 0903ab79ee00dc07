"""What is drawn over a sheet: boxes with text; arrows and bars over a row's cells. openpyxl leaves it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from ita_extract.readers.archive import Archive
from ita_extract.readers.relations import relations

if TYPE_CHECKING:
    from lxml.etree import _Element
    from openpyxl.worksheet.worksheet import Worksheet

_WORKBOOK = "xl/workbook.xml"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_KINDS = re.compile("line|straightConnector1|(?:left|right|leftRight|notchedRight)Arrow|rect|roundRect")

# A column of width 1 is seven pixels wide, with five more around what is written; a pixel is 9,525 English
# Metric Units (18.3.1.13).
_PIXEL, _LETTER, _AROUND = 9525, 7, 5
_USUAL_WIDTH = 8.43

# One for each day of a year; what is drawn wider is no bar of a plan.
_MOST_COLUMNS = 366


class Bar(NamedTuple):
    """row: 1-based; left, right: 1-based columns, with how far into them in English Metric Units."""

    row: int
    left: tuple[int, int]
    right: tuple[int, int]


class Line(NamedTuple):
    """Of a box with text. row: where the box begins, 1-based."""

    row: int
    text: str


class Drawing(NamedTuple):
    """unplaced: how many bars may belong to one row or to the next; lines: from top to bottom."""

    bars: Sequence[Bar] = ()
    unplaced: int = 0
    lines: Sequence[Line] = ()


def drawings_of(archive: Archive) -> Mapping[str, Drawing]:
    """By the sheet's name, of sheets that hold any."""
    workbook = archive.xml(_WORKBOOK)
    parts = {relation.id: relation.target for relation in relations(archive, _WORKBOOK)}
    found: dict[str, Drawing] = {}
    for sheet in () if workbook is None else workbook.iter("{*}sheet"):
        part = parts.get(sheet.get(_RELATION_ID, ""), "")
        for relation in relations(archive, part):
            if relation.kind == "drawing" and (drawing := archive.xml(relation.target)) is not None:
                found[sheet.get("name", "")] = _read(drawing)
    return found


def _read(drawing: _Element) -> Drawing:
    bars = [bar for anchor in drawing.iter("{*}twoCellAnchor") if (bar := _bar(anchor))]
    placed = [
        Bar(first, left, right)
        for (first, left), (last, right) in bars
        if first == last and right[0] - left[0] < _MOST_COLUMNS
    ]
    unplaced = sum(last == first + 1 for (first, _), (last, _) in bars)
    return Drawing(placed, unplaced, sorted(_lines(drawing), key=attrgetter("row")))


def _lines(drawing: _Element) -> Iterator[Line]:
    for anchor in drawing.iter("{*}twoCellAnchor", "{*}oneCellAnchor"):
        start = _end(anchor, "from")
        if start is None:
            continue
        for paragraph in anchor.iter("{*}p"):
            yield Line(start[0], "".join(text.text or "" for text in paragraph.iter("{*}t")))


_End = tuple[int, tuple[int, int]]


def _bar(anchor: _Element) -> tuple[_End, _End] | None:
    """The row and column of both ends; None for what is no bar."""
    kinds = [geometry.get("prst", "") for geometry in anchor.iter("{*}prstGeom")]
    written = any(text.text for text in anchor.iter("{*}t"))
    if len(kinds) != 1 or not _KINDS.fullmatch(kinds[0]) or written:
        return None
    first, last = _end(anchor, "from"), _end(anchor, "to")
    return (first, last) if first and last else None


def _end(anchor: _Element, name: str) -> _End | None:
    said = [anchor.findtext(f"{{*}}{name}/{{*}}{part}") or "" for part in ("row", "col", "colOff")]
    if not all(text.lstrip("-").isdigit() for text in said):
        return None
    row, column, offset = map(int, said)
    return row + 1, (column + 1, offset)


def covered_cells(bars: Sequence[Bar], sheet: Worksheet) -> Iterator[tuple[int, int]]:
    """Row and column of the cells of which a bar covers the greater part."""
    last = sheet.max_column
    for bar in bars:
        for column in range(bar.left[0], min(bar.right[0], last) + 1):
            wide = _width(sheet, column)
            start = bar.left[1] if column == bar.left[0] else 0
            end = min(bar.right[1], wide) if column == bar.right[0] else wide
            if 2 * (end - start) > wide:
                yield bar.row, column


def _width(sheet: Worksheet, column: int) -> float:
    """In English Metric Units."""
    told = (c.width for c in sheet.column_dimensions.values() if (c.min or 0) <= column <= (c.max or 0))
    width = next(told, None) or sheet.sheet_format.defaultColWidth or _USUAL_WIDTH
    return (width * _LETTER + _AROUND) * _PIXEL
