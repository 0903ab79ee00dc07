"""A table as rows of clean texts, merged cells standing in every position that they cover."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ita_extract.ita import score_words
from ita_extract.ita.score_words import Heading
from ita_extract.model.document import Cell, Place, Table
from ita_extract.thai.clean import clean

_MOST_HEADER_ROWS = 3
_HEADING_LETTERS = 90


class Position(NamedTuple):
    """text: clean; own: the cell begins in this row (else it is merged downward from above)."""

    text: str
    place: Place
    own: bool = True


BLANK = Position("", Place())


@dataclass(frozen=True, slots=True)
class Grid:
    """header: one heading a column, "" where none; headings: what each is for; rows: those below it."""

    header: tuple[str, ...]
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Position, ...], ...]
    place: Place

    @property
    def n_columns(self) -> int:
        return len(self.header)


def read_grid(table: Table) -> Grid:
    width = max((cell.column + cell.column_span for cell in table.cells), default=0)
    height = max((cell.row + cell.row_span for cell in table.cells), default=0)
    rows = [[BLANK] * width for _ in range(height)]
    for cell in table.cells:
        _lay(rows, cell)
    n_header = _header_rows(rows)
    header = tuple(
        " ".join(dict.fromkeys(row[c].text for row in rows[:n_header])).strip() for c in range(width)
    )
    headings = tuple(score_words.heading_of(text) for text in header)
    return Grid(header, headings, tuple(tuple(row) for row in rows[n_header:]), table.place)


def _lay(rows: list[list[Position]], cell: Cell) -> None:
    text = clean(cell.text).text.strip()
    for row in range(cell.row, cell.row + cell.row_span):
        for column in range(cell.column, cell.column + cell.column_span):
            rows[row][column] = Position(text, cell.place, row == cell.row)


def _is_under(above: list[Position], row: list[Position]) -> bool:
    """The row goes on with headings that are merged downward, or divides one that is merged across."""
    texts = [position.text for position in above]
    divided = "" in texts or any(one == other for one, other in pairwise(texts))
    return divided or not all(position.own for position in row)


def _header_rows(rows: list[list[Position]]) -> int:
    """The first rows that hold headings and no scores."""
    count = 0
    for row in rows[:_MOST_HEADER_ROWS]:
        texts = [position.text for position in row if position.text]
        known = [text for text in texts if len(text) <= _HEADING_LETTERS and score_words.heading_of(text)]
        if count and not _is_under(rows[count - 1], row):
            break
        if not texts or 2 * len(known) < len(set(texts)) or any(score_words.read_scores(t) for t in texts):
            break
        count += 1
    return count
