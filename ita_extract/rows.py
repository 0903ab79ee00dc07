"""Whole table + columns → rows: printed rows that belong together are joined, and blanks that mean "as above"
are filled from the row above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ita_extract.cuts import LIKELY, NO_NUMBER, SURE, Printed, columns_of, counts_on, evidence
from ita_extract.ita.blanks import is_ditto
from ita_extract.ita.sections import leading_number, starts_with_number
from ita_extract.ita.units import unit_share
from ita_extract.model.document import Doubt
from ita_extract.model.grid import Column, GridRow, Row, Slot, WholeTable
from ita_extract.thai.dates import time_share

# Roles whose blank cell means "as above" rather than "nothing".
_AS_ABOVE = ("issue", "measure", "owner", "timeline", "indicator", "instrument")
_LIKELY = 0.6


def read_rows(table: WholeTable, columns: Sequence[Column]) -> tuple[Row, ...]:
    """The table's rows of meaning, in order, with their cells where they were printed."""
    layout = Layout.of(columns)
    cut = columns_of(table.rows) if any(row.opens_part for row in table.rows[1:]) else []
    rows: list[Row] = []
    for printed in table.rows:
        weight = layout.weight(rows[-1], printed, cut) if rows else 0.0
        if rows and (weight >= SURE or layout.continues(rows[-1], printed)):
            rows[-1] = _join(rows[-1], printed)
        else:
            doubts = (_may_go_on(printed),) if weight >= LIKELY else ()
            rows.append(_begun(printed, doubts))
    return tuple(rows)


def _begun(printed: GridRow, doubts: tuple[Doubt, ...]) -> Row:
    return Row(
        printed.slots, printed.section, printed.opens_part, printed.merging, printed.none_if_blank, doubts
    )


def fill_blanks(rows: Sequence[Row], columns: Sequence[Column]) -> tuple[Row, ...]:
    """Blank cells that mean "as above" hold what stands above them, as inherited."""
    layout = Layout.of(columns)
    filled: list[Row] = []
    for row in rows:
        filled.append(layout.filled(row, filled[-1]) if filled else row)
    return tuple(filled)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the roles stand: their columns' indexes."""

    at: dict[str, int]

    @classmethod
    def of(cls, columns: Sequence[Column]) -> Layout:
        return cls({role: column.index for column in columns for role in column.roles})

    def slot(self, row: GridRow | Row, role: str) -> Slot | None:
        index = self.at.get(role)
        return row.slots[index] if index is not None else None

    def owns(self, row: GridRow | Row, role: str) -> bool:
        slot = self.slot(row, role)
        return slot is not None and slot.own

    def continues(self, above: Row, row: GridRow) -> bool:
        """Whether a printed row is a further part of the one above, rather than a measure of its own."""
        if above.section != row.section:
            return False
        if any(self.owns(row, role) for role in ("number", *self.subjects())):
            return row.opens_part and self._is_cut_subject(above, row)
        if any(self._is_merged(row, role) for role in self.subjects()):
            return not self._states_who_or_when(row)
        if row.opens_part:
            return not self._states_who_and_when(row) or self._lacks_who_and_when(above)
        return not self._states_who_or_when(row) or self._has_the_rest(above, row)

    def weight(self, above: Row, row: GridRow, columns: Sequence[Printed]) -> float:
        """How much speaks for a row that the page cut; a row with a number is its own, and so is one whose
        subject counts on."""
        if not row.opens_part or above.section != row.section:
            return 0.0
        if self.owns(row, "number") or self._counts_on(above, row):
            return 0.0
        number = self.at.get("number")
        score = evidence(above, row, columns, set() if number is None else {number})
        missed = number is not None and columns[number].is_usual and number not in row.merging | above.merging
        return score + NO_NUMBER * missed

    def _lacks_who_and_when(self, above: Row) -> bool:
        said = [slot for role in ("owner", "timeline") if (slot := self.slot(above, role)) is not None]
        return bool(said) and not any(slot.own or slot.inherited for slot in said)

    def _has_the_rest(self, above: Row, row: GridRow) -> bool:
        """The row above breaks off before who and when; this one goes on with its steps, and says them."""
        steps = self.slot(above, "steps"), self.slot(row, "steps")
        if not self._lacks_who_and_when(above) or not all(steps):
            return False
        return counts_on(*(slot.text for slot in steps if slot))

    def subjects(self) -> tuple[str, ...]:
        named = tuple(role for role in ("measure", "issue") if role in self.at)
        return named or ("steps",)

    def _is_merged(self, row: GridRow, role: str) -> bool:
        slot = self.slot(row, role)
        return slot is not None and slot.inherited and not slot.blank

    def _states_who_or_when(self, row: GridRow) -> bool:
        return self.owns(row, "owner") or self.owns(row, "timeline")

    def _states_who_and_when(self, row: GridRow) -> bool:
        """A row cut by the page has these short cells on the first page; a row of its own has them again."""
        owner, time = self.slot(row, "owner"), self.slot(row, "timeline")
        who = owner is None or (owner.own and unit_share(owner.text) >= _LIKELY)
        when = time is None or (time.own and time_share(time.text) > 0)
        return who and when and (owner is not None or time is not None)

    def _is_cut_subject(self, above: Row, row: GridRow) -> bool:
        """The page cut the subject too: the row lacks the number that the row above has; or who or when is
        blank, and its steps go on with a list that the row above began."""
        if self.owns(row, "number"):
            return False
        if self._says_only_subject(above) and not self._is_numbered(row, self.subjects()[0]):
            return True
        if self.owns(row, "owner") and self.owns(row, "timeline"):
            return False
        if self._counts_on(above, row) and self._states_who_or_when(row):
            return False
        merging = row.merging | above.merging  # a blank there says only that the cell above reaches down
        if "number" in self.at:
            blank = {role for role in ("number", "owner", "timeline") if not self.owns(row, role)}
            return any(role in self.at and self.at[role] not in merging for role in blank)
        subject = self.subjects()[0]
        if self._is_numbered(above, subject) and not self._is_numbered(row, subject):
            return True
        if not self._states_who_or_when(row):
            return {"owner", "timeline"} <= self.at.keys()
        return self._is_numbered(above, "steps") and not self._is_numbered(row, "steps")

    def _says_only_subject(self, row: Row) -> bool:
        """Numbered, and all else is blank: centred cells stood lower on the page."""
        subject = self.subjects()[0]
        subjects = {self.at.get("number"), self.at.get(subject)}
        numbered = self.owns(row, "number") or self._is_numbered(row, subject)
        return numbered and not any(slot.own for at, slot in enumerate(row.slots) if at not in subjects)

    def _counts_on(self, above: GridRow | Row, row: GridRow) -> bool:
        slots = self.slot(above, self.subjects()[0]), self.slot(row, self.subjects()[0])
        before, number = (leading_number(slot.text) if slot else None for slot in slots)
        return before is not None and number == before + 1

    def _is_numbered(self, row: GridRow | Row, role: str) -> bool:
        slot = self.slot(row, role)
        return slot is not None and starts_with_number(slot.text)

    def filled(self, row: Row, above: Row) -> Row:
        if above.section != row.section:
            return row
        slots = [_with_head(slot, head) for slot, head in zip(row.slots, above.slots, strict=False)]
        slots += row.slots[len(slots) :]
        for role in ("number", *_AS_ABOVE):
            index = self.at.get(role)
            if index is None or index in row.none_if_blank or above.slots[index].blank:
                continue
            if role == "number" and not (_is_merged(above.slots[index]) or _is_merged(slots[index])):
                continue  # rows may have no number of their own
            # Where cells are merged explicitly a blank is a blank, except where a page cut the merged cell.
            as_above = index not in row.merging or row.opens_part
            blank = slots[index].blank and not slots[index].unsaid
            if (blank and as_above) or is_ditto(slots[index].text):
                slots[index] = replace(above.slots[index], inherited=True)
        return replace(row, slots=tuple(slots))


def _is_merged(slot: Slot) -> bool:
    return slot.inherited or any(part.row_span > 1 for part in slot.parts)


def _with_head(slot: Slot, above: Slot) -> Slot:
    """A merged cell's rest below a page break, with what stands of it on the page before."""
    cut = slot.inherited and len(above.parts) > len(slot.parts) > 0
    return replace(above, inherited=True) if cut and above.parts[-1] is slot.parts[-1] else slot


def _join(above: Row, row: GridRow) -> Row:
    slots = list(above.slots) + [Slot()] * (len(row.slots) - len(above.slots))
    for index, slot in enumerate(row.slots):
        if slot.own:
            slots[index] = replace(slots[index], parts=slots[index].parts + slot.parts, joined=True)
    merged = any(slot.inherited for slot in row.slots)
    doubts = above.doubts if merged else (*above.doubts, _row_continued(row))
    return replace(above, slots=tuple(slots), doubts=doubts)


def _may_go_on(row: GridRow) -> Doubt:
    return Doubt(
        "row-continued",
        "This row may be the rest of the row at the foot of the page before; it was kept as one of its own.",
        row.places,
    )


def _row_continued(row: GridRow) -> Doubt:
    where = " after a page break or repeated heading" if row.opens_part else ""
    return Doubt(
        "row-continued",
        f"A row without its own subject{where} was joined to the row above it.",
        row.places,
    )
