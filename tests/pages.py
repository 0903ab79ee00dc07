"""Small documents made by hand: lines of running text and tables."""

from __future__ import annotations

from collections.abc import Sequence

from ita_extract.model.document import Block, Cell, Document, Paragraph, Place, Source, Table

SOURCE = Source("a/b.txt", "0" * 64, 1, "text/plain", None, "text")


def page(*blocks: str | Sequence[Sequence[str]]) -> Document:
    """Strings are lines (a leading # makes a heading), lists of rows are tables."""
    made: list[Block] = []
    tables = 0
    for number, block in enumerate(blocks):
        if isinstance(block, str):
            text = block.lstrip("#")
            place = Place(span=(100 * number, 100 * number + len(block)))
            made.append(Paragraph(text, text, place, level=len(block) - len(text)))
        else:
            tables += 1
            made.append(grid(block, tables))
    return Document(SOURCE, tuple(made))


def grid(rows: Sequence[Sequence[str]], number: int = 1) -> Table:
    cells = tuple(
        Cell(r, c, text, text, Place(table=number, row=r + 1, column=c + 1))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Table(cells, len(rows), max(map(len, rows)), Place(table=number))
