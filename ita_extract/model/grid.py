"""Between Document and Report: whole tables, columns with their ground, rows with their cells.

Each step derives the next value and keeps what it came from, so that every stage can be shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from ita_extract.model.document import Cell, Place


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands in one column of one row of a whole table.

    parts: the cells it came from (two when a page break cut the row); empty where the grid has a hole.
    inherited: the cell belongs to an earlier row (merged downward, or left blank to mean "as above").
    """

    parts: tuple[Cell, ...]
    inherited: bool = False

    @property
    def raw(self) -> str:
        return "\n".join(part.raw for part in self.parts)

    @property
    def text(self) -> str:
        return "\n".join(part.text for part in self.parts)

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(part.place for part in self.parts)


@dataclass(frozen=True, slots=True)
class WholeTable:
    """A table after its pages are joined.

    header: one heading text a column (two-level headings joined by a space);
    rows: each with one slot a column; sections: for each row, the titles it stands under, outermost first.
    """

    header: tuple[str, ...]
    header_places: tuple[Place, ...]
    rows: tuple[tuple[Slot, ...], ...]
    sections: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's roles (two when its heading names two) and the ground on which they were given.

    ground: "exact" | "words" | "likeness" | "content" | "position"; roles () when it is not known.
    """

    index: int
    heading: str
    roles: tuple[str, ...]
    ground: str
