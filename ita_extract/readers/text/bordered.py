"""Tables with a border between their rows, +---+---+: the lines between two borders are one row."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace

from ita_extract.readers.print.item_marks import BULLETED, LETTERED, NUMBERED
from ita_extract.readers.text.grids import Grid, GridCell
from ita_extract.thai.line_ends import between


def bordered(grid: Grid, borders: Sequence[int]) -> Grid:
    """grid: a row for each line; borders: where they stand in the file, between the first line and the last.

    One border alone parts the heading from rows of one line each, unless all but the first of these lines
    leave the first column blank.
    """
    rows: dict[int, dict[int, list[GridCell]]] = {}
    for cell in grid.cells:
        rows.setdefault(bisect(borders, cell.start), {}).setdefault(cell.column, []).append(cell)
    if len(borders) == 1 and any(cell.raw for cell in rows.get(1, {}).get(0, [])[1:]):
        return grid
    cells = [
        replace(_joined(parts), row=number, column=column)
        for number, row in enumerate(rows.values())
        for column, parts in row.items()
    ]
    return replace(grid, cells=tuple(cells), n_rows=len(rows))


def _joined(parts: Sequence[GridCell]) -> GridCell:
    """The lines of one cell. A line that begins an item ends the paragraph before it."""
    said = [part for part in parts if part.raw]
    if len(said) < 2:
        return said[0] if said else parts[0]
    text = said[0].raw
    for part in said[1:]:
        begins = any(mark.match(part.raw) for mark in (NUMBERED, LETTERED, BULLETED))
        text += ("\n" if begins else between(text, part.raw)) + part.raw
    raw = "\n".join(part.raw for part in said)
    return replace(said[0], raw=raw, end=said[-1].end, joined=text)
