"""An openpyxl sheet → its printed cells: merged ones once, hidden rows and columns left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ita_extract.readers.shades import BLACK
from ita_extract.readers.xlsx.colours import Palette
from ita_extract.readers.xlsx.display import display
from ita_extract.readers.xlsx.drawings import Bar, covered_cells
from ita_extract.readers.xlsx.regions import SheetCell

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MAX_COLUMN = 16384


def printed_cells(sheet: Worksheet, palette: Palette, bars: Sequence[Bar]) -> Iterator[SheetCell]:
    """In reading order; blank cells only where they have a border or a colour, or a bar is drawn over them.
    Hidden lines do not count in spans."""
    spans, covered = _merged(sheet)
    hidden_rows, hidden_columns = sorted(_hidden_rows(sheet)), sorted(_hidden_columns(sheet))
    barred = set(covered_cells(bars, sheet)) - covered
    for row, column in sorted(barred - sheet._cells.keys()):
        sheet.cell(row, column)
    for (row, column), cell in sorted(sheet._cells.items()):
        if (row, column) in covered:
            continue
        n_rows, n_columns = spans.get((row, column), (1, 1))
        top, bottom = _shown(row, n_rows, hidden_rows)
        left, right = _shown(column, n_columns, hidden_columns)
        text = display(cell.value, cell.number_format)
        bordered = cell.has_style and _has_border(cell.border)
        shade = palette.shade(cell.fill) if cell.has_style else None
        shade = shade or (BLACK if (row, column) in barred and not text.strip() else None)
        if top < bottom and left < right and (text.strip() or bordered or shade):
            yield SheetCell(top, left, bottom - top, right - left, text, bordered, shade)


def hides_cells(sheet: Worksheet) -> bool:
    """Whether a hidden row or column holds something."""
    rows, columns = _hidden_rows(sheet), _hidden_columns(sheet)
    return bool(rows or columns) and any(
        cell.value is not None and (row in rows or column in columns)
        for (row, column), cell in sheet._cells.items()
    )


def _shown(first: int, count: int, hidden: list[int]) -> tuple[int, int]:
    """[start, end) of a span once hidden lines are gone; empty where all of it is hidden."""
    end = first + count
    return first - bisect_left(hidden, first), end - bisect_left(hidden, end)


def _hidden_rows(sheet: Worksheet) -> set[int]:
    return {number for number, row in sheet.row_dimensions.items() if row.hidden}


def _merged(sheet: Worksheet) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Spans by top left corner, and the existing cells that a merged one covers."""
    spans = {
        (area.min_row, area.min_col): (area.max_row - area.min_row + 1, area.max_col - area.min_col + 1)
        for area in sheet.merged_cells.ranges
    }
    covered = {at for at, cell in sheet._cells.items() if type(cell).__name__ == "MergedCell"}
    return spans, covered


def _hidden_columns(sheet: Worksheet) -> set[int]:
    return {
        number
        for column in sheet.column_dimensions.values()
        if column.hidden
        for number in range(column.min or 0, min(column.max or 0, _MAX_COLUMN) + 1)
    }


def _has_border(border: Any) -> bool:
    return any(
        side is not None and side.style for side in (border.left, border.right, border.top, border.bottom)
    )
