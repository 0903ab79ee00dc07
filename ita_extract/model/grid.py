"""Between Document and Report: whole tables, columns with their ground, rows with their cells.

Each step derives the next value and keeps what it came from, so that every stage can be shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal

from ita_extract.model.document import Cell, Doubt, Place

# How a column's role was found: its heading is known, or words in it are, or one like it is; or by its cells.
Ground = Literal["exact", "words", "likeness", "content"]

_raw_of, _text_of, _place_of = map(attrgetter, ("raw", "text", "place"))


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands in one column of one row of a whole table.

    parts: the cells it came from (two when a page break cut the row); empty where nothing stands.
    inherited: the cells belong to an earlier row, being merged downward or left blank to mean "as above".
    moved: they stood in another column of this row. joined: they stood in more than one row.
    calendar: its months that name no year are those of a calendar year, not of a fiscal one.
    """

    parts: tuple[Cell, ...] = ()
    inherited: bool = False
    moved: bool = False
    joined: bool = False
    calendar: bool = False

    @property
    def raw(self) -> str:
        return "\n".join(map(_raw_of, self.parts))

    @property
    def text(self) -> str:
        return "\n".join(map(_text_of, self.parts))

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(map(_place_of, self.parts))

    @property
    def blank(self) -> bool:
        # Asked for hundreds of times a page, and a generator takes four times as long.
        for part in self.parts:  # noqa: SIM110
            if part.text.strip():
                return False
        return True

    @property
    def unsaid(self) -> bool:
        """Something is printed here that says nothing: a prompt that nobody filled in."""
        return self.blank and bool(self.raw.strip())

    @property
    def own(self) -> bool:
        """Something is written here, and in this row."""
        return not self.inherited and not self.blank


def join_slots(slots: Sequence[Slot]) -> Slot:
    """Several columns of one role as one."""
    if len(slots) == 1:
        return slots[0]
    return Slot(
        tuple(part for slot in slots for part in slot.parts),
        inherited=all(slot.inherited for slot in slots),
        moved=any(slot.moved for slot in slots),
        joined=any(slot.joined for slot in slots),
        calendar=any(slot.calendar for slot in slots),
    )


@dataclass(frozen=True, slots=True)
class GridRow:
    """One printed row below the heading.

    slots: one a column; section: the titles it stands under, outermost first;
    opens_part: it is the first row after a page break or a repeated heading;
    merging: the columns whose cells the printed table merges downward, so that a blank is a blank unless a
    page cut the merged cell; none_if_blank: those whose blank says that there is none, on any page.
    """

    slots: tuple[Slot, ...]
    section: tuple[str, ...] = ()
    opens_part: bool = False
    merging: frozenset[int] = frozenset()
    none_if_blank: frozenset[int] = frozenset()

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(place for slot in self.slots if not slot.inherited for place in slot.places)


@dataclass(frozen=True, slots=True)
class WholeTable:
    """A table after its pages are joined.

    header: one heading a column, "" where there is none, two-level headings joined by a space;
    notes: full-width rows that are no title (a remark below the table, a sum).
    """

    header: tuple[str, ...]
    rows: tuple[GridRow, ...]
    header_places: tuple[Place, ...] = ()
    notes: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column's roles (two when its heading names two) and the ground on which they were given.

    ground: None when nothing is known of it. A known heading whose role another column has
    already taken keeps its ground and has roles ().
    """

    index: int
    heading: str
    roles: tuple[str, ...]
    ground: Ground | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of meaning: printed rows that belong together are joined, misplaced cells moved.

    slots: one a column, in the columns' order; opens_part, merging, none_if_blank: as in GridRow.
    """

    slots: tuple[Slot, ...]
    section: tuple[str, ...]
    opens_part: bool = False
    merging: frozenset[int] = frozenset()
    none_if_blank: frozenset[int] = frozenset()
    doubts: tuple[Doubt, ...] = field(default=())
