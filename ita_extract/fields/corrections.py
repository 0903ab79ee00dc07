"""Rows → rows in which a user's own corrections are made, each logged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ita_extract.model.document import Cell
from ita_extract.model.grid import Row, Slot
from ita_extract.thai.clean import clean
from ita_extract.thai.corrections import Corrections


def correct_rows(rows: Iterable[Row], right: Mapping[str, str]) -> tuple[Row, ...]:
    """right: what is right, by what is wrong, in clean text. Cells without any stay the same objects."""
    if not right:
        return tuple(rows)
    corrections = Corrections(right)
    return tuple(replace(row, slots=tuple(_slot(slot, corrections) for slot in row.slots)) for row in rows)


def _slot(slot: Slot, corrections: Corrections) -> Slot:
    return replace(slot, parts=tuple(_cell(part, corrections) for part in slot.parts))


def _cell(cell: Cell, corrections: Corrections) -> Cell:
    cleaned = clean(cell.text)
    text, mends = corrections.correct(cleaned.text)
    return replace(cell, text=text, mends=(*cell.mends, *cleaned.mends, *mends)) if mends else cell
