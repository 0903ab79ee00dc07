"""Rows → rows in which a user's own corrections are made, each logged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ita_extract.model.document import Cell
from ita_extract.model.grid import Row, Slot
from ita_extract.thai.clean import clean
from ita_extract.thai.corrections import correct


def correct_rows(rows: Iterable[Row], corrections: Mapping[str, str]) -> tuple[Row, ...]:
    """corrections: right words by wrong ones, in clean text. Cells without any stay the same objects."""
    return tuple(
        replace(row, slots=tuple(_slot(slot, corrections) for slot in row.slots)) if corrections else row
        for row in rows
    )


def _slot(slot: Slot, corrections: Mapping[str, str]) -> Slot:
    return replace(slot, parts=tuple(_cell(part, corrections) for part in slot.parts))


def _cell(cell: Cell, corrections: Mapping[str, str]) -> Cell:
    cleaned = clean(cell.text)
    text, mends = correct(cleaned.text, corrections)
    return replace(cell, text=text, mends=(*cell.mends, *cleaned.mends, *mends)) if mends else cell
