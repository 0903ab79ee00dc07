"""Running text as clean lines, each with whether it stands on the cover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ita_extract.ita.agency_heads import label_length
from ita_extract.ita.titles import is_form_label, is_title_line
from ita_extract.model.document import Cell, Document, Paragraph, Place, Table
from ita_extract.thai.clean import clean

_COVER_LINES = 40
_LONGEST_COVER_LINE = 220  # longer ones are prose
_LONGEST_LINE = 4_000  # a longer paragraph is read so far
_TITLE_ROWS = 8  # of a table, in which a form or sheet may hold its title
_MOST_LETTERS = 300_000  # of running text; what an agency's report says of itself it says before


@dataclass(frozen=True, slots=True)
class Line:
    """text: clean; cover: it stands before the first table and is no prose; level: as Paragraph.level."""

    text: str
    place: Place
    cover: bool
    level: int

    @property
    def title(self) -> bool:
        return is_title_line(self.text) and not is_form_label(self.text)


def read_lines(document: Document) -> tuple[Line, ...]:
    return tuple(_lines(document))


def _lines(document: Document) -> Iterator[Line]:
    before_tables, letters, count = True, 0, 0
    for block in document.blocks:
        if isinstance(block, Table):
            yield from _title_rows(block, before_tables)
            before_tables = False
            continue
        for text in _parts(block):
            cover = before_tables and count < _COVER_LINES and len(text) <= _LONGEST_COVER_LINE
            yield Line(text[:_LONGEST_LINE], block.place, cover, block.level)
            letters, count = letters + len(text), count + 1
        if letters > _MOST_LETTERS:
            return


def _parts(block: Paragraph | Cell) -> Iterator[str]:
    """The block's lines in clean text, without markup around them."""
    for text in clean(block.text).text.split("\n"):
        if bare := text.strip(" *_#"):
            yield bare


def _title_rows(table: Table, cover: bool) -> Iterator[Line]:
    """Rows of one cell before the headings, and labels with what they name, as forms and sheets have them."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.row < _TITLE_ROWS and cell.text.strip():
            rows.setdefault(cell.row, []).append(cell)
    for row in sorted(rows):
        if len(rows[row]) > 2:
            return
        first = rows[row][0]
        texts = [text for cell in rows[row] for text in _parts(cell)]
        if len(rows[row]) == 1:
            yield from (
                Line(text, first.place, cover, 0) for text in texts if len(text) <= _LONGEST_COVER_LINE
            )
        elif texts and label_length(texts[0]) == len(texts[0]):
            yield Line(" ".join(texts)[:_LONGEST_COVER_LINE], first.place, cover, 0)
        else:
            return


def cell_lines(document: Document) -> Iterator[Line]:
    """The first lines of the tables' cells: the last place to look."""
    letters = 0
    for table in document.tables():
        for cell in table.cells:
            for text in _parts(cell):
                yield Line(text[:_LONGEST_LINE], cell.place, False, 0)
                letters += len(text)
            if letters > _MOST_LETTERS:
                return
