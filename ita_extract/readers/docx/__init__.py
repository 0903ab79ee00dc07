"""Word (.docx): the file's own structure, walked once.

Headers, footers and page numbers are left out; notes follow the body.
Word has no fixed pages, so places have none.
"""

from __future__ import annotations

from ita_extract.model.document import Document
from ita_extract.readers.archive import opened
from ita_extract.readers.docx.bars import Bars, drawn_bars
from ita_extract.readers.docx.blocks import lay_out
from ita_extract.readers.docx.body import Walk
from ita_extract.readers.docx.diagrams import diagram_lines
from ita_extract.readers.docx.doubts import doubts_of
from ita_extract.readers.docx.notes import note_bodies
from ita_extract.readers.docx.numbering import Numbering
from ita_extract.readers.docx.package import Package, unpack
from ita_extract.readers.docx.prompts import prompted_paragraphs
from ita_extract.readers.docx.styles import Styles
from ita_extract.readers.docx.tree import Content
from ita_extract.readers.input import Input
from ita_extract.settings import Settings

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(source_file: Input, settings: Settings, *, data: bytes | None = None) -> Document:
    """data: the file's content where it is not what stands in the file (decrypted or converted)."""
    with opened(source_file, settings, data=data) as archive:
        package = unpack(archive)
    source = source_file.source(reader="docx", media_type=MEDIA_TYPE)
    bars = drawn_bars(package.body)
    blocks = tuple(lay_out(_contents(package, bars)))
    doubts = tuple(doubts_of(package, unplaced_bars=bars.unplaced))
    return Document(source, blocks, doubts, typed=frozenset({None}))


def _contents(package: Package, bars: Bars) -> list[Content]:
    styles = Styles(package.styles)
    numbering = Numbering(package.numbering, styles)
    diagrams = {name: tuple(diagram_lines(data)) for name, data in package.diagrams.items()}
    walk = Walk(styles, numbering, prompted_paragraphs(package.body), bars.by_cell, diagrams)
    found = walk.content(package.body)
    for note in note_bodies(package.notes):
        found += walk.content(note)
    return found
