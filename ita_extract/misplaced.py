"""Rows → rows put right: owner, time and what is done exchanged, a row shifted by a column, an owner glued to
the steps.

Unit names and times are recognisable, so misplaced cells show. Every move is reported; nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ita_extract.ita.sections import starts_with_number
from ita_extract.ita.units import is_instruction, leading_unit, unit_share
from ita_extract.model.document import Cell, Doubt, Place
from ita_extract.model.grid import Column, Row, Slot
from ita_extract.thai.dates import time_share
from ita_extract.thai.digits import to_arabic
from ita_extract.thai.keys import key

_CLEARLY = 0.6
_HARDLY = 0.3
_BULLETS = tuple("-–•●▪")
_LIST_SIGNS = (*"0123456789(", *_BULLETS)
_LONGEST_SHOWN = 80


def put_right(rows: Sequence[Row], columns: Sequence[Column]) -> tuple[Row, ...]:
    """Each row with its cells under the columns where they belong."""
    layout = _Columns.of(columns)
    return tuple(_within(layout.put_right(row), len(columns)) for row in rows)


@dataclass(frozen=True, slots=True)
class _Columns:
    owner: int | None
    timeline: int | None
    steps: int | None
    measure: int | None
    result: int | None

    @classmethod
    def of(cls, columns: Sequence[Column]) -> _Columns:
        at = {role: column.index for column in columns for role in column.roles}
        return cls(*map(at.get, ("owner", "timeline", "steps", "measure", "result")))

    def put_right(self, row: Row) -> Row:
        for repair in (self._exchange, self._shift_back, self._leave_room, self._unglue):
            repaired = repair(row)
            if repaired:
                return repaired
        return row

    def _exchange(self, row: Row) -> Row | None:
        """Two cells of different sorts, each of the sort that belongs under the other's heading."""
        for (name, first, looks), (other, second, looks_other) in combinations(self._sorts(), 2):
            one, two = row.slots[first], row.slots[second]
            if (
                looks is looks_other
                or one.inherited
                or two.inherited
                or not (looks(two) and looks_other(one))
            ):
                continue
            slots = list(row.slots)
            slots[first], slots[second] = _moved(two), _moved(one)
            what = f"“{_shown(one)}” and “{_shown(two)}”"
            message = f"{name} and {other.lower()} stood in each other's column: {what}."
            return _reported(row, slots, "cells-swapped", message, (one, two))
        return None

    def _sorts(self) -> Iterator[tuple[str, int, Callable[[Slot], bool]]]:
        """Name and place of each column whose cells can be told from others, and what tells them."""
        sorts = (
            ("Owner", self.owner, _is_unit),
            ("Timeline", self.timeline, _is_time),
            ("Steps", self.steps, _is_deed),
            ("Measure", self.measure, _is_deed),
            ("Result", self.result, _is_deed),
        )
        return ((name, at, looks) for name, at, looks in sorts if at is not None)

    def _shift_back(self, row: Row) -> Row | None:
        """Only where both owner and time are found one column off, and fit after the move."""
        if self.owner is None or self.timeline is None or self._fits(row.slots):
            return None
        for slots, moved in _shifts(row.slots):
            if self._fits(slots):
                message = f"{len(moved)} cells stood one column off, beginning with “{_shown(moved[0])}”."
                return _reported(row, slots, "cells-shifted", message, moved)
        return None

    def _leave_room(self, row: Row) -> Row | None:
        """The row has no owner: the time stands in its column, and what follows one column to the left."""
        owner, time = self.owner, self.timeline
        if owner is None or time != owner + 1 or not _is_time(row.slots[owner]):
            return None
        end = next((at for at in range(time, len(row.slots)) if row.slots[at].blank), None)
        if end is None or any(map(_says_time, row.slots[time:end])):
            return None
        moved = row.slots[owner:end]
        slots = _replaced(row.slots, owner, [Slot(), *map(_moved, moved)])
        message = (
            f"No owner is named: {len(moved)} cells, from “{_shown(moved[0])}” on, stood one column off."
        )
        # A cell that is not there is none that means "as above".
        without = replace(row, merging=row.merging | {owner})
        return _reported(without, slots, "cells-shifted", message, moved)

    def _fits(self, slots: Sequence[Slot]) -> bool:
        assert self.owner is not None
        assert self.timeline is not None
        return _is_unit(slots[self.owner]) and _is_time(slots[self.timeline])

    def _unglue(self, row: Row) -> Row | None:
        """An owner in front of the steps, in the owner's column or in the steps' own."""
        if self.owner is None or self.steps is None:
            return None
        if cut := _cut_after_unit(row.slots[self.owner]):
            unit, rest = cut[0], _moved(cut[1])
            slots = list(row.slots)
            slots[self.owner] = unit
            leftover = self._make_room(row, slots)
            held = slots[self.steps]
            slots[self.steps] = replace(rest, parts=rest.parts + held.parts, joined=bool(held.parts))
            message = f"The owner “{_shown(unit)}” and the steps stood in one cell."
            return _reported(row, slots, "cells-shifted", message + leftover, (row.slots[self.owner],))
        if row.slots[self.owner].own or not (cut := _cut_after_unit(row.slots[self.steps])):
            return None
        slots = list(row.slots)
        slots[self.owner], slots[self.steps] = _moved(cut[0]), cut[1]
        message = f"The owner “{_shown(cut[0])}” stood before the steps, in their cell."
        return _reported(row, slots, "cells-shifted", message, (row.slots[self.steps],))

    def _make_room(self, row: Row, slots: list[Slot]) -> str:
        """Frees the steps' column by moving what stands from there on one to the right, when the time then
        stands under its heading and the cell pushed out is blank or repeats the row.
        Returns what to report."""
        steps, last = self.steps, self.timeline
        if steps is None or last is None or last <= steps or slots[steps].blank:
            return ""
        pushed = slots[last]
        if not _says_time(slots[last - 1]) or _says_time(pushed) or not _repeats(pushed, row, last):
            return ""
        slots[steps + 1 : last + 1] = [_moved(slot) for slot in slots[steps:last]]
        slots[steps] = Slot()
        if pushed.blank:
            return " The cells after it were moved one column on."
        return f" The cells after it were moved one column on; “{pushed.text.strip()}” only repeats the row."


def _shifts(slots: Sequence[Slot]) -> Iterator[tuple[list[Slot], list[Slot]]]:
    """Every way to close one blank by moving a run of cells by one column: (slots after, cells moved)."""
    blanks = [i for i, slot in enumerate(slots) if slot.blank]
    for gap in blanks:
        for end in range(len(slots), gap + 1, -1):  # the cells right of the gap move left
            run = slots[gap + 1 : end]
            yield _replaced(slots, gap, [*map(_moved, run), Slot()]), list(run)
        for start in range(gap):  # the cells left of the gap move right
            run = slots[start:gap]
            yield _replaced(slots, start, [Slot(), *map(_moved, run)]), list(run)


def _replaced(slots: Sequence[Slot], at: int, run: list[Slot]) -> list[Slot]:
    return [*slots[:at], *run, *slots[at + len(run) :]]


def _within(row: Row, width: int) -> Row:
    """What still stands beyond the last heading joins the last column, so that nothing is lost."""
    if len(row.slots) <= width:
        return row
    beyond = tuple(part for slot in row.slots[width:] for part in slot.parts)
    slots = list(row.slots[:width])
    if not beyond:
        return replace(row, slots=tuple(slots))
    slots[-1] = replace(slots[-1], parts=slots[-1].parts + beyond, joined=True)
    text = " ".join(part.text for part in beyond)
    message = (
        f"A cell stood beyond the last heading: “{text[:_LONGEST_SHOWN]}”. It was added to the last column."
    )
    return _reported(row, slots, "cells-shifted", message, (Slot(beyond),))


def _reported(row: Row, slots: Sequence[Slot], code: str, message: str, where: Sequence[Slot]) -> Row:
    places: tuple[Place, ...] = tuple(place for slot in where for place in slot.places)
    return replace(row, slots=tuple(slots), doubts=(*row.doubts, Doubt(code, message, places)))


def _cut_after_unit(slot: Slot) -> tuple[Slot, Slot] | None:
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
    head, tail = _cut(cell, at)
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


def _repeats(slot: Slot, row: Row, index: int) -> bool:
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


def _moved(slot: Slot) -> Slot:
    return replace(slot, moved=True) if slot.parts else slot


def _is_unit(slot: Slot) -> bool:
    return unit_share(slot.text) >= _CLEARLY and time_share(slot.text) < _HARDLY


def _is_time(slot: Slot) -> bool:
    return time_share(slot.text) >= _CLEARLY and unit_share(slot.text) < _HARDLY


def _is_deed(slot: Slot) -> bool:
    """It lists things or says what is done, and names neither a unit nor a time above all."""
    text = slot.text.strip()
    said = starts_with_number(text) or text.startswith(_BULLETS) or is_instruction("".join(text.split()))
    return said and unit_share(text) < _HARDLY and time_share(text) < _HARDLY


def _says_time(slot: Slot) -> bool:
    return time_share(slot.text) > 0


def _shown(slot: Slot) -> str:
    text = " ".join(slot.text.split())
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
