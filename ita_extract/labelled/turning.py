"""Tables whose headings stand in their first column, upright; forms of two columns, row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ita_extract.ita.labels import counting, find_labels, roles_of
from ita_extract.ita.roles import heading_weight
from ita_extract.model.document import Cell, Table
from ita_extract.thai.digits import to_arabic

_FEWEST = 3  # labels that make a column of headings
_MOSTLY = 0.7
_OFTEN = 0.6  # where more roles are told
_SURE = 0.9  # weight of a cell that is rather a heading than a value
_COLONS = frozenset(":：")


def turned(table: Table) -> Table:
    """The table itself unless its first column is its heading, and it is no form."""
    if table.n_columns < 3 or not _is_headed_at_side(table) or form_rows(table):
        return table
    cells, n_rows = _with_numbers(table)
    cells = [
        replace(cell, row=cell.column, column=cell.row, row_span=cell.column_span, column_span=cell.row_span)
        for cell in cells
    ]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return replace(table, cells=tuple(cells), n_rows=table.n_columns, n_columns=n_rows)


def _with_numbers(table: Table) -> tuple[list[Cell], int]:
    """The cells and how many rows they have. Where the first row counts ("Measure 1 …", "Measure 2 …") its
    numbers stand in a row of their own."""
    top = [cell for cell in table.cells if cell.row == 0 and cell.column > 0]
    counts = [count for cell in top if (count := counting(cell.text))]
    if not counts or len(counts) < len(top):
        return list(table.cells), table.n_rows
    corner = replace(table.cells[0], row=0, column=0)
    named = any(count.rest for count in counts)
    cells = [replace(corner, text=counts[0].ordinal)]
    cells += [replace(cell, text=count.number) for cell, count in zip(top, counts, strict=True)]
    if named:
        cells.append(replace(corner, row=1, text=counts[0].noun))
        cells += [replace(cell, row=1, text=count.rest) for cell, count in zip(top, counts, strict=True)]
    cells += [replace(cell, row=cell.row + named) for cell in table.cells if cell.row > 0]
    return cells, table.n_rows + named


def form_rows(table: Table) -> list[list[Cell]]:
    """The rows of a form: a label's cell and its value's, or one cell alone; empty for another table."""
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        if cell.text.strip() and cell.text.strip() not in _COLONS:
            rows[cell.row].append(cell)
    listed: list[list[Cell]] = []
    for at in sorted(rows):
        parts = _parts(rows[at])
        if len(parts[0]) > 2:
            return []
        listed += parts
    if listed and len(listed[0]) == 2 and all(heading_weight(cell.text) >= _SURE for cell in listed[0]):
        del listed[0]  # the headings over labels and values
    pairs = [row for row in listed if len(row) == 2]
    return listed if _is_labels([first for first, _ in pairs], [second for _, second in pairs]) else []


def _parts(row: list[Cell]) -> list[list[Cell]]:
    """A row of two labels with their values as two; without the number that a label may have before it."""
    if len(row) == 3 and _is_number(row[0].text):
        return [row[1:]]
    if len(row) == 4 and all(find_labels(cell.text, heading=True) for cell in row[::2]):
        return [row[:2], row[2:]]
    return [row]


def _is_number(text: str) -> bool:
    match = roles_of(text)
    return to_arabic(text).strip(" .()").isdigit() or bool(match and match[0] == ("number",))


def _is_headed_at_side(table: Table) -> bool:
    side = [cell for cell in table.cells if cell.column == 0 and cell.text.strip()]
    top = [cell for cell in table.cells if cell.row == 0 and cell.column > 0 and cell.text.strip()]
    headed = {cell.row for cell in side} | {0}  # the corner may be blank
    return len(headed) == table.n_rows and _is_labels(side, top)


def _is_labels(side: Sequence[Cell], values: Sequence[Cell]) -> bool:
    """Enough of the first are labels of different roles, and the others are rather no headings."""
    headings = [cell for cell in values if heading_weight(cell.text) >= _SURE]
    if len(headings) >= (1 - _MOSTLY) * len(values):
        return False
    known = [cell for cell in side if find_labels(cell.text, heading=True)]
    roles = {roles_of(cell.text)[:1] for cell in known}
    share = _MOSTLY if len(roles) == _FEWEST else _OFTEN
    return len(known) >= max(_FEWEST, share * len(side)) and len(roles) >= _FEWEST
