"""Rows → rows whose misread letters are mended: the certain ones changed and logged, the likely ones told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ita_extract.model.document import Cell, Doubt
from ita_extract.model.grid import Row, Slot
from ita_extract.thai.clean import clean
from ita_extract.thai.repair import repair
from ita_extract.thai.repair.lexicon import Lexicon


def repair_rows(rows: Iterable[Row], lexicon: Lexicon) -> tuple[Row, ...]:
    """A cell in which nothing is mended stays the same object."""
    return tuple(_repair_row(row, lexicon) for row in rows)


def _repair_row(row: Row, lexicon: Lexicon) -> Row:
    slots = tuple(_repair_slot(slot, lexicon) for slot in row.slots)
    doubts = [doubt for slot in row.slots if not slot.inherited for doubt in _doubts(slot, lexicon)]
    return replace(row, slots=slots, doubts=(*row.doubts, *doubts))


def _repair_slot(slot: Slot, lexicon: Lexicon) -> Slot:
    return replace(slot, parts=tuple(_repair_cell(part, lexicon) for part in slot.parts))


def _repair_cell(cell: Cell, lexicon: Lexicon) -> Cell:
    cleaned = clean(cell.text)
    repaired = repair(cleaned.text, lexicon)
    if not repaired.mends:
        return cell
    return replace(cell, text=repaired.text, mends=(*cell.mends, *cleaned.mends, *repaired.mends))


def _doubts(slot: Slot, lexicon: Lexicon) -> Iterator[Doubt]:
    for part in slot.parts:
        suspects = repair(clean(part.text).text, lexicon).suspects
        for before, after in dict.fromkeys(suspects):
            words = f"“{before}” may be a misreading of “{after}”."
            yield Doubt("letter-suspect", "info", words, (part.place,))
