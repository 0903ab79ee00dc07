"""Columns in whose cells labels stand ("Responsible: … Time: …", or a form within each) as a column for each
label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ita_extract.ita.labels import Label, find_labels, role_of
from ita_extract.labelled.joining import joined
from ita_extract.labelled.lines import cut
from ita_extract.model.document import Cell, Table

_FEWEST_ROWS = 2
_FEWEST_ROLES = 2
_MOSTLY = 0.7
_SIGNS = ":：\t"

# What a cell says behind each of its labels, by the label's name; what stands before the first behind "".
_Parts = dict[str, list[Cell]]


def opened(table: Table) -> Table:
    """The table itself where no column is such."""
    for column in sorted({cell.column for cell in table.cells if _has_signs(cell)}, reverse=True):
        cells = [cell for cell in table.cells if cell.column == column and cell.row > 0 and cell.text.strip()]
        if sum(map(_has_signs, cells)) < max(_FEWEST_ROWS, _MOSTLY * len(cells)):
            continue
        told = {cell.row: _parts_of(cell) for cell in cells if cell.column_span == 1}
        if len(told) >= _FEWEST_ROWS and _is_labelled(table, column, told):
            table = _split(table, column, told)
    return table


def _has_signs(cell: Cell) -> bool:
    return sum(map(cell.text.count, _SIGNS)) >= _FEWEST_ROLES


def _parts_of(cell: Cell) -> _Parts:
    parts: _Parts = {"": []}
    name, start = "", 0
    for line in cell.text.splitlines(keepends=True):
        end = start + len(line)
        labels = [label for label in find_labels(line.rstrip()) if _is_set_off(label, line)]
        stop = start + labels[0].start if labels else end
        if cell.text[start:stop].strip(" -–•*\n"):
            parts[name].append(cut(cell, start, stop))
        for label in labels:
            name = label.words
            parts.setdefault(name, []).append(cut(cell, start + label.value, start + label.end))
        start = end
    return parts


def _is_set_off(label: Label, line: str) -> bool:
    """By a colon; or by a tab, as in a row of a table within the cell."""
    behind = label.start + len(label.words)
    return label.manner == "colon" or (label.manner == "spaced" and line.startswith("\t", behind))


def _is_labelled(table: Table, column: int, told: Mapping[int, _Parts]) -> bool:
    """Most of its cells tell of two things at least that no other column is for."""
    others = {role_of(cell.text) for cell in table.cells if cell.row == 0 and cell.column != column}
    fresh = [{role_of(name) for name in parts} - others - {""} for parts in told.values()]
    return sum(len(roles) >= _FEWEST_ROLES for roles in fresh) >= _MOSTLY * len(told)


def _split(table: Table, column: int, told: Mapping[int, _Parts]) -> Table:
    """The labels' columns in the column's place; the column itself before them where more stands in it."""
    names = list(dict.fromkeys(name for parts in told.values() for name in parts if parts[name]))
    wider = len(names) - 1
    cells = []
    for cell in table.cells:
        if cell.column == column and (cell.row in told or cell.row == 0) and cell.column_span == 1:
            cells += _columns(cell, names, told.get(cell.row))
        elif cell.column > column:
            cells.append(replace(cell, column=cell.column + wider))
        elif cell.column + cell.column_span > column:
            cells.append(replace(cell, column_span=cell.column_span + wider))
        else:
            cells.append(cell)
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return replace(table, cells=tuple(cells), n_columns=table.n_columns + wider)


def _columns(cell: Cell, names: list[str], parts: _Parts | None) -> list[Cell]:
    """parts: None for the heading."""
    if parts is None:
        return [
            replace(cell, column=cell.column + at, text=name or cell.text) for at, name in enumerate(names)
        ]
    said = [[part for part in parts.get(name, ()) if part.text] for name in names]
    blank = replace(cell, text="", raw="", mends=(), readings=())
    return [
        replace(
            joined(told, "\n") if told else blank,
            row=cell.row,
            column=cell.column + at,
            row_span=cell.row_span,
        )
        for at, told in enumerate(said)
    ]
