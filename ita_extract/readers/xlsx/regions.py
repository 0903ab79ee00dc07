"""A sheet's printed cells → tables and the lines around them.

A row belongs to a table when it holds two cells or more, or cells with a border; a lone cell between two such
rows is a section line inside the table; other lone cells are paragraphs. A blank row ends a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class SheetCell:
    """row, column: 1-based in the sheet, hidden ones not counted; text: as printed; shade: as in the model's
    Cell."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    bordered: bool
    shade: str | None = None

    @property
    def drawn(self) -> bool:
        """Something is written in it, or around it."""
        return self.bordered or bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class Region:
    """Rows that stand together; cells in reading order."""

    cells: tuple[SheetCell, ...]
    is_table: bool


def split_regions(cells: Sequence[SheetCell]) -> Iterator[Region]:
    """cells: in reading order. Those that are only filled with colour belong to the table around them."""
    only_filled = [cell for cell in cells if not cell.drawn]
    for region in _drawn_regions([cell for cell in cells if cell.drawn]):
        yield _with_fills(region, only_filled) if only_filled and region.is_table else region


def _with_fills(table: Region, filled: Sequence[SheetCell]) -> Region:
    rows = range(table.cells[0].row, max(cell.row for cell in table.cells) + 1)
    first = min(cell.column for cell in table.cells)
    columns = range(first, max(cell.column + cell.column_span for cell in table.cells))
    inside = (cell for cell in filled if cell.row in rows and cell.column in columns)
    return replace(table, cells=tuple(sorted((*table.cells, *inside), key=lambda c: (c.row, c.column))))


def _drawn_regions(cells: Sequence[SheetCell]) -> Iterator[Region]:
    rows: dict[int, list[SheetCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    block: list[int] = []
    reach = 0
    for row in rows:
        if block and row > reach:
            yield from _block_regions([rows[number] for number in block])
            block = []
        block.append(row)
        reach = max(reach, row + max(cell.row_span for cell in rows[row]))
    yield from _block_regions([rows[number] for number in block])


def _block_regions(rows: list[list[SheetCell]]) -> Iterator[Region]:
    """A block of rows with no blank one between: lines, a table, lines."""
    inside = [number for number, row in enumerate(rows) if _is_grid_row(row)]
    first, last = (inside[0], inside[-1]) if inside else (len(rows), -1)
    if first == last and not any(cell.bordered for cell in rows[first]):
        first, last = len(rows), -1
    for row in rows[:first]:
        yield Region(tuple(row), is_table=False)
    if last >= 0:
        yield Region(tuple(cell for row in rows[first : last + 1] for cell in row), is_table=True)
        for row in rows[last + 1 :]:
            yield Region(tuple(row), is_table=False)


def _is_grid_row(row: list[SheetCell]) -> bool:
    return len(row) > 1 or row[0].bordered
