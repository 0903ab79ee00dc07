"""A table as the markup has it: cells with their stretches of the file, before places are given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from ita_extract.readers.text.flow import Manner, lines

_RULE = re.compile(r"[-–—=_:─═~]{2,}$|:-+:?$|-+:$")
_MARKUP = re.compile('[<&\\\\*_"\n\r\f\v\u2028\u2029]|\\]\\(')
# More empty cells than this at a row's end, or in a row, are a loop of the model that wrote the text.
_MOST_BLANK = 40
# A wider row stands in a table of its own, lest one row make the grid of all others as wide.
_WIDE = 64


@dataclass(frozen=True, slots=True)
class GridCell:
    """row, column: 0-based; raw: as Cell.raw; start, end: from its first to behind its last letter;
    joined: as Cell.text, where printed lines were joined."""

    row: int
    column: int
    raw: str
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1
    joined: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """certainty: how sure the cells' borders are (0–1), as Cell.borders."""

    cells: tuple[GridCell, ...]
    n_rows: int
    n_columns: int
    start: int
    end: int
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a cell stands in the file. quoted: its quotation marks are markup."""

    start: int
    end: int
    quoted: bool = False


def show(text: str, stretch: Stretch, manner: Manner) -> tuple[str, int, int]:
    """What a cell shows, its lines separated by newlines, and where its first and last letters are."""
    edge = 1 if stretch.quoted else 0
    said = text[stretch.start + edge : stretch.end - edge]
    if not _MARKUP.search(said):
        start = stretch.start + edge + len(said) - len(said.lstrip())
        return said.strip(), start, start + len(said.strip())
    shown = lines(text, stretch.start + edge, stretch.end - edge, manner)
    if not shown:
        return "", stretch.start + edge, stretch.start + edge
    raw = "\n".join(line.raw for line in shown)
    return (raw.replace('""', '"') if stretch.quoted else raw), shown[0].start, shown[-1].end


def rows_to_grid(text: str, rows: Iterable[list[Stretch]], manner: Manner) -> Grid | None:
    """Blank rows and rule lines are dropped, and blank cells beyond any use; None when nothing is left."""
    shown = [[show(text, stretch, manner) for stretch in row] for row in rows]
    shown = [_without_blank_run(row) for row in shown if not _says_nothing([raw for raw, _, _ in row])]
    cells = [
        GridCell(number, column, *what) for number, row in enumerate(shown) for column, what in enumerate(row)
    ]
    if not cells:
        return None
    width = max(len(row) for row in shown)
    return Grid(tuple(cells), len(shown), width, cells[0].start, cells[-1].end)


def split_wide(grid: Grid) -> Iterator[Grid]:
    """The table, cut where rows of ordinary width and rows far wider than any report's meet."""
    if grid.n_columns <= _WIDE:
        yield grid
        return
    ends = [0] * grid.n_rows
    for cell in grid.cells:
        ends[cell.row] = max(ends[cell.row], cell.column + cell.column_span)
    by_row = groupby(grid.cells, key=lambda cell: (ends[cell.row] > _WIDE, cell.row))
    for _, rows in groupby(by_row, key=lambda row: row[0][0]):
        yield _slice(grid, [cell for _, row in rows for cell in row])


def _slice(grid: Grid, cells: list[GridCell]) -> Grid:
    top, bottom = cells[0].row, cells[-1].row + 1
    cells = [
        replace(cell, row=cell.row - top, row_span=min(cell.row_span, bottom - cell.row)) for cell in cells
    ]
    width = max(cell.column + cell.column_span for cell in cells)
    return replace(grid, cells=tuple(cells), n_rows=bottom - top, n_columns=width)


def is_blank(text: str, stretch: Stretch) -> bool:
    return not text[stretch.start : stretch.end].strip()


def _says_nothing(raws: list[str]) -> bool:
    """Blank, or a rule line: "---  ====  :--:"."""
    return all(_RULE.match(raw) for raw in raws if raw)


def _without_blank_run(row: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """The row without more blank cells side by side than a report could have."""
    if len(row) <= _MOST_BLANK:
        return row
    kept: list[tuple[str, int, int]] = []
    blank = 0
    for what in row:
        blank = 0 if what[0] else blank + 1
        if blank <= _MOST_BLANK:
            kept.append(what)
    return kept[:-_MOST_BLANK] if blank > _MOST_BLANK else kept
