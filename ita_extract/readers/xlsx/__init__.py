"""Excel (.xlsx): what each visible sheet prints."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ita_extract.errors import Damaged
from ita_extract.model.document import Block, Cell, Document, Doubt, Paragraph, Place, Table
from ita_extract.readers.archive import opened
from ita_extract.readers.input import Input
from ita_extract.readers.office_text import mend
from ita_extract.readers.xlsx.colours import Palette
from ita_extract.readers.xlsx.drawings import Drawing, drawings_of
from ita_extract.readers.xlsx.guard import check
from ita_extract.readers.xlsx.regions import Region, SheetCell, split_regions
from ita_extract.readers.xlsx.sheets import hides_cells, printed_cells
from ita_extract.settings import Settings

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def read(source_file: Input, settings: Settings, *, data: bytes | None = None) -> Document:
    """data: the file's content where it is not what stands in the file (decrypted or converted)."""
    data = source_file.data() if data is None else data
    with opened(source_file, settings, data=data) as archive:
        unread = check(archive)
        drawings = drawings_of(archive)
    workbook = _load(source_file, data)
    doubts = list(_doubts(workbook))
    if unread:
        doubts.append(Doubt("part-unread", f"Formulas without a stored result ({unread}) read as blank."))
    if unplaced := sum(drawing.unplaced for drawing in drawings.values()):
        message = f"Arrows or bars drawn over cells ({unplaced}) are not read: their row is not sure."
        doubts.append(Doubt("part-unread", message))
    blocks = tuple(_blocks(workbook, drawings))
    source = source_file.source(reader="xlsx", media_type=MEDIA_TYPE)
    return Document(source, blocks, tuple(doubts), typed=frozenset({None}))


def _load(source_file: Input, data: bytes) -> Workbook:
    import warnings

    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl raises whatever its parsing of a broken file stumbles over
        raise Damaged(f"{source_file.name}: the workbook is broken ({error}).") from None


def _doubts(workbook: Workbook) -> Iterator[Doubt]:
    hidden = [sheet.title for sheet in workbook.worksheets if sheet.sheet_state != "visible"]
    if hidden:
        yield Doubt("hidden-sheet", f"Hidden sheets are not read: {', '.join(hidden)}.")
    partly = [sheet.title for sheet in _visible(workbook) if hides_cells(sheet)]
    if partly:
        yield Doubt("hidden-cells", f"Hidden rows and columns are not read in: {', '.join(partly)}.")


def _visible(workbook: Workbook) -> list[Any]:
    return [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]


def _blocks(workbook: Workbook, drawings: Mapping[str, Drawing]) -> Iterator[Block]:
    n_tables = 0
    palette = Palette.of(workbook)
    for sheet in _visible(workbook):
        for region in _regions(sheet, palette, drawings.get(sheet.title, Drawing())):
            n_tables += region.is_table
            yield _table(region, n_tables) if region.is_table else _paragraph(region)


def _regions(sheet: Worksheet, palette: Palette, drawing: Drawing) -> list[Region]:
    """With the lines of text boxes, each before what begins at its height or below."""
    lines = [line for line in drawing.lines if line.text.strip()]
    boxed = (SheetCell(line.row, 1, 1, 1, line.text, bordered=False) for line in lines)
    found = split_regions(list(printed_cells(sheet, palette, drawing.bars)))
    regions = (*(Region((cell,), is_table=False) for cell in boxed), *found)
    return sorted(regions, key=lambda region: region.cells[0].row)


def _paragraph(region: Region) -> Paragraph:
    raw = "\t".join(cell.text for cell in region.cells)
    text, mends = mend(raw)
    return Paragraph(raw, text, Place(), mends=mends)


def _table(region: Region, number: int) -> Table:
    """Only rows and columns in which a cell begins count: blank ones between are spacing."""
    rows = sorted({cell.row for cell in region.cells})
    columns = sorted({cell.column for cell in region.cells})
    cells = tuple(_cell(cell, number, rows, columns) for cell in region.cells)
    return Table(cells, len(rows), len(columns), Place(table=number))


def _cell(cell: SheetCell, table: int, rows: list[int], columns: list[int]) -> Cell:
    row, column = bisect_left(rows, cell.row), bisect_left(columns, cell.column)
    text, mends = mend(cell.text)
    return Cell(
        row,
        column,
        cell.text,
        text,
        Place(table=table, row=row + 1, column=column + 1),
        bisect_left(rows, cell.row + cell.row_span) - row,
        bisect_left(columns, cell.column + cell.column_span) - column,
        mends,
        shade=cell.shade,
    )
