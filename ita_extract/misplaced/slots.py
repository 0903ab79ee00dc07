"""Slots of a row: what tells a unit, a time and a deed, and where one cell holds two things."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ita_extract.ita.names import words_of
from ita_extract.ita.sections import starts_with_number
from ita_extract.ita.units import find_units, is_instruction, leading_unit, unit_share
from ita_extract.model.document import Cell, Doubt, Place
from ita_extract.model.grid import Row, Slot
from ita_extract.thai.dates import time_share
from ita_extract.thai.digits import to_arabic
from ita_extract.thai.keys import key

_CLEARLY = 0.6
_HARDLY = 0.3
_ONLY = 0.9
_FEWEST = 6  # letters that say something
_SPACE = re.compile(r"\s+")
_BULLETS = tuple("-–•●▪")
_LONGEST_PARTED = 300  # letters of a cell that names two short things
_LIST_SIGNS = (*"0123456789(", *_BULLETS)
_LONGEST_SHOWN = 80


def shifts(slots: Sequence[Slot]) -> Iterator[tuple[list[Slot], list[Slot]]]:
    """Every way to close one blank by moving a run of cells by one column: (slots after, cells moved)."""
    blanks = [i for i, slot in enumerate(slots) if slot.blank]
    for gap in blanks:
        for end in range(len(slots), gap + 1, -1):  # the cells right of the gap move left
            run = slots[gap + 1 : end]
            yield replaced(slots, gap, [*map(moved, run), Slot()]), list(run)
        for start in range(gap):  # the cells left of the gap move right
            run = slots[start:gap]
            yield replaced(slots, start, [Slot(), *map(moved, run)]), list(run)


def replaced(slots: Sequence[Slot], at: int, run: list[Slot]) -> list[Slot]:
    return [*slots[:at], *run, *slots[at + len(run) :]]


def reported(row: Row, slots: Sequence[Slot], code: str, message: str, where: Sequence[Slot]) -> Row:
    places: tuple[Place, ...] = tuple(place for slot in where for place in slot.places)
    return replace(row, slots=tuple(slots), doubts=(*row.doubts, Doubt(code, message, places)))


def moved(slot: Slot) -> Slot:
    return replace(slot, moved=True) if slot.parts else slot


def cut_after_unit(slot: Slot) -> tuple[Slot, Slot] | None:
    """A slot that is a unit's name and then a list → the unit, the list."""
    if not slot.own or len(slot.parts) != 1:
        return None
    cell = slot.parts[0]
    at = leading_unit(cell.text)
    rest = cell.text[at:].lstrip()
    if (
        not at
        or not to_arabic(rest[:1]).startswith(_LIST_SIGNS)
        or len(rest) < 2 * at
        or unit_share(rest) >= _CLEARLY
    ):
        return None
    return _halves(slot, at)


def cut_before_time(slot: Slot) -> tuple[Slot, Slot] | None:
    """A slot that says something and then a time → what it says before, the time."""
    if not slot.own or len(slot.parts) != 1 or len(slot.text) > _LONGEST_PARTED:
        return None
    for space in _SPACE.finditer(slot.text):
        head, tail = _halves(slot, space.start())
        if time_share(tail.text) >= _ONLY:
            return None if says_time(head) else (head, tail)
    return None


def cut_after_time(slot: Slot) -> tuple[Slot, Slot] | None:
    """A slot that says a time and then something else → the time, the rest."""
    if not slot.own or len(slot.parts) != 1 or len(slot.text) > _LONGEST_PARTED:
        return None
    spaces = [found.start() for found in _SPACE.finditer(slot.text)]
    for at in reversed(spaces):
        head, tail = _halves(slot, at)
        if time_share(head.text) >= _ONLY:
            fits = sum(map(str.isalpha, tail.text)) >= _FEWEST and tail.text[:1].isalpha()
            return (head, tail) if fits and not says_time(tail) else None
    return None


def cut_before_unit(slot: Slot) -> tuple[Slot, Slot] | None:
    """A slot that ends in a unit's name behind a space → what it says before, the unit."""
    units = find_units(slot.text) if slot.own and len(slot.parts) == 1 else ()
    if len(units) != 1 or units[0].end < len(slot.text.rstrip()) or not units[0].start:
        return None
    head, tail = _halves(slot, units[0].start)
    apart = slot.text[units[0].start - 1].isspace() and not head.text.endswith(words_of("link"))
    return (head, tail) if apart else None


def _halves(slot: Slot, at: int) -> tuple[Slot, Slot]:
    head, tail = _cut(slot.parts[0], at)
    return replace(slot, parts=(head,)), replace(slot, parts=(tail,))


def _cut(cell: Cell, at: int) -> tuple[Cell, Cell]:
    """The cell's letters before and from `at` in its text; raw is cut after as many letters."""
    raw_at = _same_letter(cell.text, at, cell.raw)
    head = replace(cell, text=cell.text[:at].strip(), raw=cell.raw[:raw_at].strip())
    return head, replace(cell, text=cell.text[at:].strip(), raw=cell.raw[raw_at:].strip(), mends=())


def _same_letter(text: str, at: int, raw: str) -> int:
    letters = sum(not c.isspace() for c in text[:at])
    for index, sign in enumerate(raw):
        if letters == 0:
            return index
        letters -= not sign.isspace()
    return len(raw)


def repeats(slot: Slot, row: Row, index: int) -> bool:
    """Blank, or made only of what other cells of the row say (wrapped rows repeat their first cells)."""
    rest = key(slot.text)
    for other in sorted((s for i, s in enumerate(row.slots) if i != index), key=lambda s: -len(s.text)):
        for part in {key(other.text), *_leading_keys(other)}:
            if part and part in rest:
                rest = rest.replace(part, "")
    return not rest


def _leading_keys(slot: Slot) -> tuple[str, ...]:
    at = leading_unit(slot.text)
    return (key(slot.text[:at]),) if at else ()


def is_unit(slot: Slot) -> bool:
    return unit_share(slot.text) >= _CLEARLY and time_share(slot.text) < _HARDLY


def is_time(slot: Slot) -> bool:
    return time_share(slot.text) >= _CLEARLY and unit_share(slot.text) < _HARDLY


def is_deed(slot: Slot) -> bool:
    """It lists things or says what is done, and names neither a unit nor a time above all."""
    text = slot.text.strip()
    said = starts_with_number(text) or text.startswith(_BULLETS) or is_instruction("".join(text.split()))
    return said and unit_share(text) < _HARDLY and time_share(text) < _HARDLY


def is_said(slot: Slot) -> bool:
    """Words that name neither a unit nor a time above all."""
    worded = slot.own and sum(map(str.isalpha, slot.text)) >= _FEWEST
    return worded and unit_share(slot.text) < _HARDLY and time_share(slot.text) < _HARDLY


def says_time(slot: Slot) -> bool:
    return time_share(slot.text) > 0


def shown(slot: Slot) -> str:
    text = " ".join(slot.text.split())
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
