"""Rows of cells on Word's grid lines → the columns that a person sees, merged cells once.

Word's grid has a line wherever any row has a cell border, so a table dragged by hand has more lines than
columns. Lines that no cell ends at are dropped, and lines too close together to hold a cell become one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ita_extract.readers.docx.bars import Bar
from ita_extract.readers.docx.tree import Content, Grid, Square
from ita_extract.readers.shades import BLACK

# In twentieths of a point. Narrower than the margins inside a cell: no text fits between two such lines.
_THIN = 144


@dataclass(frozen=True, slots=True)
class RowCell:
    """A cell between two of its table's grid lines; down, across: "restart", "continue" or None; shade: as in
    the model's Cell; bars: what is drawn from it over the cells of its row."""

    start: int
    end: int
    content: list[Content]
    down: str | None = None
    across: str | None = None
    shade: str | None = None
    bars: tuple[Bar, ...] = ()


def form_grid(rows: Sequence[Sequence[RowCell]], widths: Sequence[int]) -> Grid:
    """widths: of Word's grid columns, in twentieths of a point; may be shorter than the grid, or wrong."""
    offsets = _offsets(widths)
    merged = [_drawn_over(_merge_across(row), offsets) for row in rows]
    column_at = _columns(merged, widths)
    squares: list[Square] = []
    open_below: dict[int, Square] = {}
    for number, row in enumerate(merged):
        below: dict[int, Square] = {}
        for cell in row:
            column, end = column_at[cell.start], column_at[cell.end]
            above = open_below.get(column) if cell.down == "continue" else None
            if above is None or above.column_span != end - column:
                above = Square(number, column, end - column, list(cell.content), 0, cell.shade)
                squares.append(above)
            above.row_span += 1
            if cell.down is not None:
                below[column] = above
        open_below = below
    return Grid(tuple(squares), len(merged), max(column_at.values(), default=0))


def _merge_across(row: Sequence[RowCell]) -> list[RowCell]:
    merged: list[RowCell] = []
    for cell in row:
        if cell.across == "continue" and merged and merged[-1].across is not None:
            left = merged.pop()
            cell = replace(left, end=cell.end)
        merged.append(cell)
    return merged


def _drawn_over(row: Sequence[RowCell], offsets: Sequence[int]) -> Sequence[RowCell]:
    """Blank cells that a bar covers for the greater part have its colour."""
    known = (cell for cell in row if cell.end < len(offsets))
    bars = [bar.moved(offsets[cell.start]) for cell in known for bar in cell.bars]
    if not bars:
        return row
    return [replace(cell, shade=BLACK) if _is_under(cell, bars, offsets) else cell for cell in row]


def _is_under(cell: RowCell, bars: Sequence[Bar], offsets: Sequence[int]) -> bool:
    written = any(isinstance(content, Grid) or content.text.strip() for content in cell.content)
    if written or cell.shade is not None or cell.end >= len(offsets):
        return False
    left, right = offsets[cell.start], offsets[cell.end]
    covered = sum(max(min(bar.right, right) - max(bar.left, left), 0) for bar in bars)
    return 2 * covered > right - left


def _columns(rows: Sequence[Sequence[RowCell]], widths: Sequence[int]) -> dict[int, int]:
    """The column number (0-based) for each grid line that cells use."""
    nearest_start = _nearest_starts(rows)
    offsets = _offsets(widths)
    column_at: dict[int, int] = {}
    column = first = -1
    for line in sorted(nearest_start):
        holds_cell = nearest_start[line] >= first
        if column < 0 or holds_cell or not _close(offsets, first, line):
            column, first = column + 1, line
        column_at[line] = column
    return column_at


def _nearest_starts(rows: Sequence[Sequence[RowCell]]) -> dict[int, int]:
    """For each line that cells touch, where the narrowest cell that ends there starts; -1 for none."""
    starts: dict[int, int] = {}
    for row in rows:
        for cell in row:
            starts.setdefault(cell.start, -1)
            starts[cell.end] = max(starts.get(cell.end, -1), cell.start)
    return starts


def _offsets(widths: Sequence[int]) -> list[int]:
    offsets = [0]
    for width in widths:
        offsets.append(offsets[-1] + max(width, 0))
    return offsets


def _close(offsets: Sequence[int], first: int, line: int) -> bool:
    return line < len(offsets) and offsets[line] - offsets[first] < _THIN
