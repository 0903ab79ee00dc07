"""Running text as clean lines, each with whether it stands on the cover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ita_extract.ita.titles import is_form_label, is_title_line
from ita_extract.model.document import Document, Paragraph, Place
from ita_extract.thai.clean import clean

_COVER_LINES = 40
_LONGEST_COVER_LINE = 220  # longer ones are prose
_LONGEST_LINE = 4_000  # a longer paragraph is read so far
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
    cover, letters, count = True, 0, 0
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            cover = cover and not count
            continue
        for text in clean(block.text).text.split("\n"):
            bare = text.strip(" *_#")
            if bare:
                yield Line(bare[:_LONGEST_LINE], block.place, _on_cover(bare, cover, count), block.level)
                letters, count = letters + len(bare), count + 1
        if letters > _MOST_LETTERS:
            return


def _on_cover(text: str, before_tables: bool, count: int) -> bool:
    return before_tables and count < _COVER_LINES and len(text) <= _LONGEST_COVER_LINE


def cell_lines(document: Document) -> Iterator[Line]:
    """The first lines of the tables' cells: the last place to look."""
    letters = 0
    for table in document.tables():
        for cell in table.cells:
            for text in clean(cell.text).text.split("\n"):
                if text.strip():
                    yield Line(text.strip()[:_LONGEST_LINE], cell.place, False, 0)
                    letters += len(text)
            if letters > _MOST_LETTERS:
                return
