"""A document → what its lines say, one piece a label; the rows of forms are such lines too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ita_extract.ita.labels import Label, Lead, Manner, find_labels, lead_of
from ita_extract.labelled.joining import joined
from ita_extract.labelled.turning import form_rows
from ita_extract.model.document import Cell, Document, Paragraph, Place
from ita_extract.thai.keys import key

_NO_LEAD = Lead()
_PAGE_NUMBER = re.compile(r"[-–—] ?\d{1,4} ?[-–—]")


@dataclass(frozen=True, slots=True)
class Said:
    """A line, a part of it, or a row of a form.

    block: index of the document's block; cell: what is said, with its place; label: the words before it as a
    cell, None where there are none; manner, name, closed: as in Label; level: as Paragraph.level; lead: the
    mark before the line; wall: a table, of whose cells nothing is asked here; line: all of it, where that has
    one label; index: among all that is said.
    """

    block: int
    cell: Cell
    label: Cell | None = None
    manner: Manner | None = None
    name: str = ""
    level: int = 0
    lead: Lead = _NO_LEAD
    wall: bool = False
    line: Cell | None = None
    closed: bool = False
    index: int = 0

    @property
    def style(self) -> str:
        return self.lead.style

    @property
    def number(self) -> int:
        return self.lead.number

    def without_label(self) -> Said:
        """The whole line as what is said."""
        if self.label is None:
            return self
        whole = self.line or joined([part for part in (self.label, self.cell) if part.text], " ")
        return replace(self, label=None, manner=None, name="", cell=whole)


def gap_between(above: Said, below: Said) -> int:
    """Characters of the file between them; 0 where that is not known, or they stand on one line."""
    first, second = above.line or above.cell, below.line or below.cell
    in_parts = below.label is not None and below.line is None
    if in_parts or not (first.place.span and second.place.span) or above.block == below.block:
        return 0
    return second.place.span[0] - first.place.span[1]


def said_in(document: Document, *, forms_only: bool) -> tuple[Said, ...]:
    """forms_only: lines of running text have no labels but those that count ("Measure 3")."""
    found = (said for block in range(len(document.blocks)) for said in _said(document, block, forms_only))
    return tuple(replace(said, index=index) for index, said in enumerate(found))


def _said(document: Document, index: int, forms_only: bool) -> Iterator[Said]:
    block = document.blocks[index]
    if isinstance(block, Paragraph) and _PAGE_NUMBER.fullmatch(block.text.strip()):
        return
    if isinstance(block, Paragraph):
        found = find_labels(block.text, heading=block.level > 0)
        labels = [label for label in found if label.manner == "counted" or not forms_only]
        yield from _pieces(index, _cell_of(block), labels, block.level)
    elif rows := form_rows(block):
        for row in rows:
            yield from _of_row(index, row)
    else:
        yield Said(index, Cell(0, 0, "", "", block.place), wall=True)


def _of_row(index: int, row: Sequence[Cell]) -> Iterator[Said]:
    """A label's cell and the value's; a cell alone is a line."""
    labels = find_labels(row[0].text, heading=len(row) > 1)
    if len(row) > 1 and all(label.manner == "worded" for label in labels):
        yield _beside(index, row[0], row[1])
        return
    *pieces, last = _pieces(index, row[0], labels, 0)
    yield from pieces
    yield replace(last, cell=row[1], line=None) if len(row) > 1 else last


def _beside(index: int, words: Cell, value: Cell) -> Said:
    """What stands beside a value in a form is its label, be its words known or not."""
    lead = lead_of(words.text)
    label = cut(words, lead.end, len(words.text))
    return Said(index, value, label, "colon", key(label.text), lead=lead)


def _pieces(index: int, line: Cell, labels: Sequence[Label], level: int) -> Iterator[Said]:
    lead = lead_of(line.text)
    stop = min((_begin(line.text, label) for label in labels), default=len(line.text))
    if not labels or line.text[lead.end : stop].strip():
        yield Said(index, cut(line, 0, stop), level=level, lead=lead)
    whole = line if len(labels) == 1 else None
    as_read = _values_as_read(line, len(labels), is_heading=level > 0)
    for label, raw in zip(labels, as_read, strict=True):
        words = cut(line, label.start, label.start + len(label.words))
        value = cut(line, label.value, label.end, raw)
        yield Said(
            index, value, words, label.manner, label.name, level, lead, line=whole, closed=label.closed
        )


def _begin(line: str, label: Label) -> int:
    """Of a label, with the bracket before it."""
    return line.rindex("(", 0, label.start) if label.closed and "(" in line[: label.start] else label.start


def _values_as_read(line: Cell, count: int, *, is_heading: bool) -> Sequence[str | None]:
    """What was read behind each label, None where the labels as read are not those of the mended line."""
    found = find_labels(line.raw, heading=is_heading)
    if line.raw == line.text or len(found) != count:
        return [None] * count
    return [line.raw[label.value : label.end].strip() for label in found]


def _cell_of(line: Paragraph) -> Cell:
    return Cell(
        0,
        0,
        line.raw,
        line.text,
        line.place,
        mends=line.mends,
        confidence=line.confidence,
        readings=line.readings,
        letters=line.letters,
    )


def cut(line: Cell, start: int, end: int, raw: str | None = None) -> Cell:
    """A part of a line. raw: what was read of it; where that is not known, all that was read of the line."""
    text = line.text[start:end]
    lead, text = len(text) - len(text.lstrip()), text.strip()
    if line.raw == line.text:
        place = _narrowed(line.place, len(line.text), start + lead, len(text))
        return replace(line, text=text, raw=text, place=place)
    mends = tuple(mend for mend in line.mends if mend.after in text)
    as_read = (line.raw if raw is None else raw) if text else ""
    return replace(line, text=text, raw=as_read, mends=mends)


def _narrowed(place: Place, length: int, start: int, wide: int) -> Place:
    """The place of a part, where the line's stretch of the file is just its letters."""
    if place.span is None or place.span[1] - place.span[0] != length:
        return place
    return replace(place, span=(place.span[0] + start, place.span[0] + start + wide))
