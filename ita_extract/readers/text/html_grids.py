"""HTML rows and spans → a grid, as browsers lay it out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ita_extract.readers.text.flow import Manner
from ita_extract.readers.text.grids import Grid, GridCell, Stretch, show
from ita_extract.readers.text.html_tables import WHOLE_WIDTH, HtmlCell, HtmlTable

# No table of a report is as wide; a span beyond it is a slip, and would only make the grid large.
_MOST_COLUMNS = 60


def table_to_grid(text: str, table: HtmlTable, manner: Manner) -> Grid | None:
    """None for a table in which nothing is written."""
    layout = _Layout(text, manner)
    for row in table.rows:
        layout.add_row(row.group, row.cells)
    cells = layout.finish()
    if not any(cell.raw for cell in cells):
        return None
    width = max(cell.column + cell.column_span for cell in cells)
    cells = [replace(cell, column_span=width) if cell.column_span == WHOLE_WIDTH else cell for cell in cells]
    return Grid(tuple(cells), layout.n_rows, max(width, 1), table.start, table.end)


@dataclass
class _Layout:
    text: str
    manner: Manner
    n_rows: int = 0
    _cells: list[GridCell] = field(default_factory=list)
    _of_group: int = 0  # where the cells of the row group begin; no span reaches beyond its group
    _group: int = -1
    _reach: dict[int, int] = field(default_factory=dict)  # column → first row that is free again

    def add_row(self, group: int, cells: list[HtmlCell]) -> None:
        if group != self._group:
            self._close_group()
            self._group = group
        self._reach = {column: until for column, until in self._reach.items() if until > self.n_rows}
        if not cells and not self._reach:
            return
        column = 0
        for cell in cells:
            while column in self._reach:
                column += 1
            column = self._place(cell, column)
        self.n_rows += 1

    def finish(self) -> list[GridCell]:
        self._close_group()
        return self._cells

    def _place(self, cell: HtmlCell, column: int) -> int:
        """Returns the column behind the cell."""
        raw, start, end = show(self.text, Stretch(cell.start, cell.end), self.manner)
        width = min(cell.column_span, max(_MOST_COLUMNS - column, 1))
        height = cell.row_span or 1 << 30
        self._cells.append(GridCell(self.n_rows, column, raw, start, end, height, width))
        if height > 1 and column < _MOST_COLUMNS:
            self._reach.update((under, self.n_rows + height) for under in range(column, column + width))
        return column + width

    def _close_group(self) -> None:
        """Spans end with their group."""
        for at in range(self._of_group, len(self._cells)):
            cell = self._cells[at]
            if cell.row_span > self.n_rows - cell.row:
                self._cells[at] = replace(cell, row_span=self.n_rows - cell.row)
        self._of_group = len(self._cells)
        self._reach = {}
