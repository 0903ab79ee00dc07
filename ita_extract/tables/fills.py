"""Cells filled with colour below months or quarters → ticks: a plan drawn as bars says when by colour alone.

A colour marks only where it differs from what lies around it. Rows banded in one colour, columns in the
colour of their heading, and one colour over everything are no marks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ita_extract.model.document import Cell, Table
from ita_extract.thai.dates import time_share

TICK = "■"
_STATES_TIME = 0.6
_FEWEST_TIMES = 3
_LONGEST_TIME = 60  # letters of a heading that is one


@dataclass(frozen=True, slots=True)
class Calendar:
    """The columns of a table that stand for times, and how many rows their headings take; n_columns: of the
    table, so that one that goes on below without headings can be known."""

    columns: frozenset[int]
    height: int
    n_columns: int


def find_calendar(table: Table, above: Calendar | None) -> Calendar | None:
    """above: that of the table before, which holds on where this one has no headings and as many columns."""
    times: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        if len(cell.text) <= _LONGEST_TIME and time_share(cell.text) >= _STATES_TIME:
            times[cell.row].append(cell)
    heads = [row for row, cells in times.items() if len(cells) >= _FEWEST_TIMES]
    if heads:
        first = times[min(heads)]
        columns = frozenset(column for cell in first for column in _columns_of(cell))
        return Calendar(columns, max(cell.row + cell.row_span for cell in first), table.n_columns)
    if above is not None and above.n_columns == table.n_columns:
        return replace(above, height=0)
    return None


def tick_fills(table: Table, calendar: Calendar) -> Table:
    """The table itself where no colour marks a time, or where something is written below the times that no
    colour marks. What is written in a marked cell, such as the name of a bar, stays in raw."""
    below = [c for c in table.cells if c.row >= calendar.height and c.column in calendar.columns]
    headings = {row for row, cells in _by_row(below).items() if all(c.text.strip() for c in cells)}
    area = [cell for cell in below if cell.row not in headings]
    field = _Field(table, calendar, sorted(set(range(calendar.height, table.n_rows)) - headings))
    marked = {(c.row, c.column) for c in area if c.shade and not field.is_ground(c)}
    if any(c.text.strip() and (c.row, c.column) not in marked for c in area):
        return table
    cells = (replace(c, text=TICK) if (c.row, c.column) in marked else c for c in table.cells)
    return replace(table, cells=tuple(cells)) if marked else table


class _Field:
    """The colours below the times and beside them. rows: those that are no headings."""

    def __init__(self, table: Table, calendar: Calendar, rows: Sequence[int]) -> None:
        self.shades = {at: cell.shade for cell in table.cells if cell.shade for at in _positions(cell)}
        self.rows, self.columns = rows, sorted(calendar.columns)
        self.beside = sorted(set(range(table.n_columns)) - calendar.columns)
        self.heading = calendar.height - 1
        self.background = self._background()

    def is_ground(self, cell: Cell) -> bool:
        """The cell's colour marks nothing."""
        banded = self._is_row_band(cell) or self._is_column_band(cell)
        return banded or cell.shade == self.background

    def _background(self) -> str | None:
        """Where every cell is filled, the one colour that they have, or the lightest."""
        found = {self.shades.get((row, column), "") for row in self.rows for column in self.columns}
        return None if "" in found else max(found, key=_lightness, default=None)

    def _is_row_band(self, cell: Cell) -> bool:
        """Something beside has the colour, and no cell of the row is without one."""
        filled = all((cell.row, column) in self.shades for column in self.columns)
        return filled and any(self.shades.get((cell.row, column)) == cell.shade for column in self.beside)

    def _is_column_band(self, cell: Cell) -> bool:
        """The heading and all cells below it have the colour."""
        return all(self.shades.get((row, cell.column)) == cell.shade for row in (self.heading, *self.rows))


def _by_row(cells: Sequence[Cell]) -> dict[int, list[Cell]]:
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in cells:
        rows[cell.row].append(cell)
    return rows


def _positions(cell: Cell) -> list[tuple[int, int]]:
    rows = range(cell.row, cell.row + cell.row_span)
    return [(row, column) for row in rows for column in _columns_of(cell)]


def _columns_of(cell: Cell) -> range:
    return range(cell.column, cell.column + cell.column_span)


def _lightness(shade: str) -> int:
    """The sum of a colour's parts, each 0–255."""
    return sum(bytes.fromhex(shade))
