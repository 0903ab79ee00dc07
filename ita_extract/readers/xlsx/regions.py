"""A sheet's printed cells → tables and the lines around them.

A row belongs to a table when it holds two cells or more, or cells with a border; a lone cell between two such
rows is a section line inside the table; other lone cells are paragraphs, but for an item that goes on with a
list above it. A blank row ends a table, unless a row of the same columns stands alone behind it or before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_ITEM = re.compile(r"\s*(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]|[-•–▪●])")
_FEWEST_FITTING = 3


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


Row = list[SheetCell]


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
    above: list[Row] = []
    for block in _blocks(cells):
        if _goes_on(above, block):
            above += block
        else:
            yield from _block_regions(above)
            above = block
    yield from _block_regions(above)


def _blocks(cells: Sequence[SheetCell]) -> Iterator[list[Row]]:
    """Rows with no blank one between."""
    rows: dict[int, Row] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    block: list[Row] = []
    reach = 0
    for number, row in rows.items():
        if block and number > reach:
            yield block
            block = []
        block.append(row)
        reach = max(reach, number + max(cell.row_span for cell in row))
    if block:
        yield block


def _goes_on(above: Sequence[Row], block: Sequence[Row]) -> bool:
    """One of both is a row alone, and the first row of the block has cells in most columns that those above
    have, and in no other."""
    table = _table_rows(above)
    grids = [[row for row in rows if _is_grid_row(row)] for rows in (above, block)]
    if not table or table.stop < len(above) or min(map(len, grids)) != 1:
        return False
    columns = {cell.column for number in table for cell in above[number]}
    own = {cell.column for cell in block[0]}
    return len(own) >= _FEWEST_FITTING and own <= columns and 2 * len(own) > len(columns)


def _block_regions(rows: Sequence[Row]) -> Iterator[Region]:
    """Lines, a table, lines."""
    table = _table_rows(rows)
    if sum(map(_is_grid_row, rows)) == 1 and not any(cell.bordered for row in rows for cell in row):
        table = range(0)
    for row in rows[: table.start]:
        yield Region(tuple(row), is_table=False)
    if table:
        yield from _tables([cell for number in table for cell in rows[number]])
    for row in rows[table.stop :]:
        yield Region(tuple(row), is_table=False)


def _tables(cells: Sequence[SheetCell]) -> Iterator[Region]:
    """One table, or several side by side: blank columns part them; all are ruled, or headed alike."""
    parts = _parted(cells)
    if len(parts) > 1 and (_are_ruled(parts) or _are_headed_alike(parts)):
        yield from (Region(tuple(part), is_table=True) for part in parts)
    else:
        yield Region(tuple(cells), is_table=True)


def _parted(cells: Sequence[SheetCell]) -> list[Row]:
    """The cells between columns that no cell reaches into."""
    parts: list[Row] = []
    reach = 0
    for cell in sorted(cells, key=lambda cell: (cell.column, cell.row)):
        if cell.column > reach:
            parts.append([])
        parts[-1].append(cell)
        reach = max(reach, cell.column + cell.column_span)
    return [sorted(part, key=lambda cell: (cell.row, cell.column)) for part in parts]


def _are_ruled(parts: Sequence[Row]) -> bool:
    several = all(len({cell.column for cell in part}) > 1 for part in parts)
    return several and all(cell.bordered for part in parts for cell in part)


def _are_headed_alike(parts: Sequence[Row]) -> bool:
    heads = [[cell.text for cell in part if cell.row == part[0].row] for part in parts]
    return len(heads[0]) > 1 and all(head == heads[0] for head in heads)


def _table_rows(rows: Sequence[Row]) -> range:
    """From the first row of a grid to the last, with the items that go on with a list in a column of it."""
    inside = [number for number, row in enumerate(rows) if _is_grid_row(row)]
    if not inside:
        return range(0)
    behind = inside[-1] + 1
    items = [cell for row in rows[inside[0] : behind] for cell in row if _ITEM.match(cell.text)]
    listed = {cell.column for cell in items} - {rows[inside[0]][0].column}
    while behind < len(rows) and rows[behind][0].column in listed and _ITEM.match(rows[behind][0].text):
        behind += 1
    return range(inside[0], behind)


def _is_grid_row(row: Row) -> bool:
    return len(row) > 1 or row[0].bordered
