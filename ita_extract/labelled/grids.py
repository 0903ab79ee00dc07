"""Records as tables in their document's place: the labels are the heading, a record is a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ita_extract.ita.labels import title_label
from ita_extract.labelled.entries import Record
from ita_extract.labelled.joining import joined
from ita_extract.labelled.lines import Said
from ita_extract.model.document import Block, Cell, Document, Paragraph, Place, Table


def with_tables(document: Document, said: Sequence[Said], records: Sequence[Record]) -> Document:
    """Where the first line of a table stood the table stands; what its lines say besides stays a line."""
    if not records:
        return document
    used = {line.index for record in records for line in record.said()}
    taken = {line.block for record in records for line in record.said()}
    made: dict[int, list[Block]] = {block: [] for block in taken}
    for line in said:
        if line.block in taken and line.index not in used:
            made[line.block].append(_line(line))
    for group in _groups(records, taken):
        made[next(group[0].said()).block].append(_table(group))
    return replace(document, blocks=tuple(_blocks(document, made)))


def _blocks(document: Document, made: dict[int, list[Block]]) -> Iterator[Block]:
    for index, block in enumerate(document.blocks):
        yield from made.get(index, [block])


def _line(said: Said) -> Paragraph:
    cell = said.without_label().cell
    return Paragraph(
        cell.raw, cell.text, cell.place, said.level, cell.mends, cell.confidence, cell.readings, cell.letters
    )


def _groups(records: Sequence[Record], taken: set[int]) -> list[list[Record]]:
    """Records with the same labels that follow one another, with nothing else between them."""
    groups = [[records[0]]]
    for above, below in pairwise(records):
        *_, last = above.said()
        between = set(range(last.block + 1, next(below.said()).block)) - taken
        if between or _headings(above) != _headings(below):
            groups.append([])
        groups[-1].append(below)
    return groups


def _headings(record: Record) -> list[str]:
    return [title_label()] * (record.title is not None) + record.keys


def _table(records: Sequence[Record]) -> Table:
    rows = [_heading_row(records[0]), *(_row(record) for record in records)]
    cells = [
        replace(cell, row=row, column=column, row_span=1, column_span=1)
        for row, line in enumerate(rows)
        for column, cell in enumerate(line)
    ]
    return Table(tuple(cells), len(rows), len(rows[0]), Place(page=cells[0].place.page))


def _heading_row(record: Record) -> list[Cell]:
    title = [replace(record.title.cell, text=title_label(), raw="")] if record.title else []
    return [*title, *(entry.label.label for entry in record.entries if entry.label.label)]


def _row(record: Record) -> list[Cell]:
    title = [record.title.cell] if record.title else []
    return [*title, *(joined(entry.values, "\n") for entry in record.entries)]
