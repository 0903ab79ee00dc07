"""Rows → rows whose misread letters are mended: the certain ones changed and logged, the likely ones told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from ita_extract.model.document import Cell, Doubt
from ita_extract.model.grid import Row, Slot
from ita_extract.thai.clean import clean
from ita_extract.thai.repair import Repaired, repair
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
    repaired = _read(cell.text, lexicon)
    if not repaired.mends:
        return cell
    mends = (*cell.mends, *clean(cell.text).mends, *repaired.mends)
    return replace(cell, text=repaired.text, mends=mends)


@lru_cache(maxsize=1024)
def _read(text: str, lexicon: Lexicon) -> Repaired:
    """Asked for twice, for what is certain and for what is likely; a cell over several rows for each."""
    return repair(clean(text).text, lexicon)


def _doubts(slot: Slot, lexicon: Lexicon) -> Iterator[Doubt]:
    for part in slot.parts:
        for before, after in dict.fromkeys(_read(part.text, lexicon).suspects):
            words = f"“{before}” may be a misreading of “{after}”."
            yield Doubt("letter-suspect", "info", words, (part.place,))
