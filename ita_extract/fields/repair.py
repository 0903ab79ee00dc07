"""Misread letters in cells, headings and lines: the certain ones mended and logged, the likely ones told.

Only a machine misreads letters. What somebody typed is what the page says, and is left as it is unless
the settings ask for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from ita_extract.fields.build import corrections, provenance
from ita_extract.ita.lexicon import lexicon
from ita_extract.ita.misread_places import mend_places, stated_in_use, stated_places, within
from ita_extract.model import report
from ita_extract.model.document import Block, Cell, Document, Doubt, Letters, Mend, Paragraph, Place
from ita_extract.model.grid import Row, Slot, WholeTable
from ita_extract.settings import Settings
from ita_extract.thai.clean import clean
from ita_extract.thai.repair import repair
from ita_extract.thai.repair.changes import Repaired
from ita_extract.thai.repair.lexicon import Lexicon
from ita_extract.thai.repair.memory import Memory
from ita_extract.thai.repair.readings import SURE, Reading, Readings


@dataclass(frozen=True, slots=True)
class _InHand:
    """left: pages on which nothing is mended; read: repaired, by a text of the document and the letters in it
    that an engine was unsure of."""

    lexicon: Lexicon
    memory: Memory
    left: frozenset[int | None]
    read: dict[tuple[str, Letters | None], Repaired] = field(default_factory=dict)


class Mended(NamedTuple):
    """A document with the letters of its lines mended, and what was."""

    document: Document
    corrections: list[report.Correction]


_in_hand: ContextVar[_InHand | None] = ContextVar("document_in_hand", default=None)


@contextmanager
def repairing(document: Document, settings: Settings) -> Iterator[None]:
    """Until the end of the block letters are mended as the settings ask, elsewhere none are.

    What this document says decides among like names and words.
    """
    left = document.typed if settings.repair == "certain" else frozenset()
    if settings.repair == "off" or all(block.place.page in left for block in document.blocks):
        yield
        return
    known = lexicon(settings.lexicon)
    memory = Memory((clean(text).text for text in _texts(document)), known)
    token = _in_hand.set(_InHand(known, memory, left))
    try:
        with within(stated_places(_texts(document))):
            yield
    finally:
        _in_hand.reset(token)


def repair_rows(rows: Iterable[Row]) -> tuple[Row, ...]:
    """A cell in which nothing is mended stays the same object."""
    return tuple(map(_repair_row, rows) if _in_hand.get() is not None else rows)


def repair_lines(document: Document) -> Mended:
    """The lines outside tables, of which titles and the cover are made."""
    if _in_hand.get() is None:
        return Mended(document, [])
    blocks: list[Block] = []
    made: list[report.Correction] = []
    for block in document.blocks:
        if isinstance(block, Paragraph) and (mended := _mended(block)):
            text, mends = mended
            mended_letters = _read(block.text, block.place, block.letters).mends
            made += corrections(mended_letters, provenance([block.place]))
            blocks.append(replace(block, text=text, mends=(*block.mends, *mends)))
        else:
            blocks.append(block)
    return Mended(replace(document, blocks=tuple(blocks)), made)


def repair_headings(table: WholeTable) -> WholeTable:
    """The columns' headings and the titles within the table."""
    if _in_hand.get() is None:
        return table
    place = _place_of(table)
    header = tuple(_repaired(heading, place) for heading in table.header)
    rows = tuple(
        replace(row, section=tuple(_repaired(title, _first(row.places, place)) for title in row.section))
        for row in table.rows
    )
    return replace(table, header=header, rows=rows)


def heading_corrections(table: WholeTable) -> Iterator[report.Correction]:
    """What repair_headings changes in this table."""
    if _in_hand.get() is None:
        return
    place = _place_of(table)
    for heading in table.header:
        yield from corrections(_read(heading, place).mends, provenance(table.header_places))
    titles = {title: _first(row.places, place) for row in reversed(table.rows) for title in row.section}
    for title, stands in reversed(titles.items()):
        yield from corrections(_read(title, stands).mends, [])


def _place_of(table: WholeTable) -> Place:
    """Where it begins."""
    return _first(chain(table.header_places, *(row.places for row in table.rows)), Place())


def _first(places: Iterable[Place], other: Place) -> Place:
    return next(iter(places), other)


def _texts(document: Document) -> Iterator[str]:
    yield from (paragraph.text for paragraph in document.paragraphs())
    yield from (cell.text for table in document.tables() for cell in table.cells)


def _repaired(text: str, place: Place) -> str:
    """The text as it stands where nothing is mended, else clean."""
    repaired = _read(text, place)
    return repaired.text if repaired.mends else text


def _repair_row(row: Row) -> Row:
    slots = tuple(_repair_slot(slot) for slot in row.slots)
    doubts = [doubt for slot in row.slots if not slot.inherited for doubt in _doubts(slot)]
    return replace(row, slots=slots, doubts=(*row.doubts, *doubts)) if doubts or slots != row.slots else row


def _repair_slot(slot: Slot) -> Slot:
    parts = tuple(_repair_cell(part) for part in slot.parts)
    return replace(slot, parts=parts) if parts != slot.parts else slot


def _repair_cell(cell: Cell) -> Cell:
    mended = _mended(cell)
    return replace(cell, text=mended[0], mends=(*cell.mends, *mended[1])) if mended else cell


def _mended(part: Cell | Paragraph) -> tuple[str, tuple[Mend, ...]] | None:
    """The clean text and all that changed on the way; None where no letter is mended."""
    repaired = _read(part.text, part.place, part.letters)
    return (repaired.text, (*clean(part.text).mends, *repaired.mends)) if repaired.mends else None


def _read(text: str, place: Place, letters: Letters | None = None) -> Repaired:
    """Asked for twice, for what is mended and for what is told; a cell over several rows for each."""
    known = _in_hand.get()
    if known is None or place.page in known.left:
        return Repaired(text, (), ())
    words = _words_read(text, known, letters)
    places = mend_places(words.text, stated_in_use())
    if not (places.mends or places.suspects):
        return words
    return Repaired(places.text, words.mends + places.mends, words.suspects + places.suspects)


def _words_read(text: str, known: _InHand, letters: Letters | None) -> Repaired:
    if (text, letters) not in known.read:
        cleaned = clean(text).text
        readings = _readings(cleaned, letters) if letters else ()
        known.read[text, letters] = repair(cleaned, known.lexicon, readings, known.memory)
    return known.read[text, letters]


def _readings(text: str, letters: Letters) -> Readings:
    """Of each letter of the text. letters: of what it was made from."""
    unsure = {letter.at: Reading(letter.doubt, letter.other) for letter in letters.unsure}
    places = [place for place, letter in enumerate(text) if not letter.isspace()]
    found = [SURE] * len(text)
    for block in Levenshtein.opcodes(letters.text, "".join(text.split())).as_matching_blocks():
        for n in range(block.size):
            found[places[block.b + n]] = unsure.get(block.a + n, SURE)
    return tuple(found)


def _doubts(slot: Slot) -> Iterator[Doubt]:
    for part in slot.parts:
        for before, after in dict.fromkeys(_read(part.text, part.place, part.letters).suspects):
            of = f"may be a misreading of “{after}”" if after else "is no known word: it may be misread"
            yield Doubt("letter-suspect", f"“{before}” {of}.", (part.place,))
