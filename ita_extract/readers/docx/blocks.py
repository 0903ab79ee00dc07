"""Lines and grids → the model's blocks, every letter once.

- A table of one cell is a box around paragraphs: they stand as paragraphs.
- A table that holds a wider one only frames the page: what its cells hold stands as blocks, in reading order.
- Any other nested table belongs to its cell's text: a line for each row, its cells parted by tabs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from ita_extract.model.document import Block, Cell, Paragraph, Place, Table
from ita_extract.readers.docx.prompts import without_prompts
from ita_extract.readers.docx.tree import Content, Grid, Square, TextLine
from ita_extract.readers.office_text import mend


def lay_out(contents: Iterable[Content]) -> Iterator[Block]:
    """Blank paragraphs and empty tables are left out."""
    n_tables = 0
    for content in _unframed(contents):
        if isinstance(content, TextLine):
            if content.text.strip():
                yield _paragraph(content)
        elif content.squares:
            n_tables += 1
            yield _table(content, n_tables)


def _unframed(contents: Iterable[Content]) -> Iterator[Content]:
    for content in contents:
        if isinstance(content, Grid) and _is_frame(content):
            for square in content.squares:
                yield from _unframed(square.content)
        else:
            yield content


def _is_frame(grid: Grid) -> bool:
    return len(grid.squares) == 1 or any(
        isinstance(inner, Grid) and inner.n_rows > 1 and inner.n_columns > max(grid.n_columns, 1)
        for square in grid.squares
        for inner in square.content
    )


def _paragraph(line: TextLine) -> Paragraph:
    said, unfilled = without_prompts(line.text, line.prompts)
    text, mends = mend(said)
    return Paragraph(line.text, text, Place(), line.level, (*unfilled, *mends))


def _table(grid: Grid, number: int) -> Table:
    cells = tuple(_cell(square, number) for square in grid.squares)
    return Table(cells, grid.n_rows, grid.n_columns, Place(table=number))


def _cell(square: Square, table: int) -> Cell:
    raw = _flat(square.content)
    said, unfilled = without_prompts(raw, tuple(_prompts(square.content)))
    text, mends = mend(said)
    place = Place(table=table, row=square.row + 1, column=square.column + 1)
    return Cell(
        square.row,
        square.column,
        raw,
        text,
        place,
        square.row_span,
        square.column_span,
        (*unfilled, *mends),
        shade=square.shade,
    )


def _prompts(contents: Iterable[Content]) -> Iterator[str]:
    for content in contents:
        if isinstance(content, TextLine):
            yield from content.prompts
        else:
            for square in content.squares:
                yield from _prompts(square.content)


def _flat(contents: Iterable[Content]) -> str:
    return "\n".join(
        content.text if isinstance(content, TextLine) else _flat_grid(content) for content in contents
    )


def _flat_grid(grid: Grid) -> str:
    rows = groupby(grid.squares, key=lambda square: square.row)
    return "\n".join("\t".join(_flat(square.content) for square in row) for _, row in rows)
