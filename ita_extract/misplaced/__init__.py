"""Rows → rows put right: owner, time and what is done exchanged, a row shifted by a column, two cells glued.

Unit names and times are recognisable, so misplaced cells show. Every move is reported; nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ita_extract.misplaced.slots import (
    cut_after_time,
    cut_after_unit,
    cut_before_time,
    cut_before_unit,
    is_deed,
    is_said,
    is_time,
    is_unit,
    moved,
    repeats,
    replaced,
    reported,
    says_time,
    shifts,
    shown,
)
from ita_extract.model.grid import Column, Row, Slot

_LONGEST_NUMBER = 6
# What tells a cell by its own words alone; texts are only told from these.
_SURE = frozenset({is_unit, is_time})


def put_right(rows: Sequence[Row], columns: Sequence[Column]) -> tuple[Row, ...]:
    """Each row with its cells under the columns where they belong."""
    layout = _Columns.of(columns, rows)
    return tuple(_within(layout.put_right(row), len(columns)) for row in rows)


@dataclass(frozen=True, slots=True)
class _Columns:
    width: int
    ends_filled: bool  # the last column, in most rows
    issue: int | None
    owner: int | None
    timeline: int | None
    steps: int | None
    measure: int | None
    result: int | None
    number: int | None

    @classmethod
    def of(cls, columns: Sequence[Column], rows: Sequence[Row]) -> _Columns:
        last = [row.slots[len(columns) - 1] for row in rows if len(row.slots) >= len(columns)]
        ends_filled = 2 * sum(slot.own for slot in last) > len(rows)
        at = {role: column.index for column in columns for role in column.roles}
        named = map(at.get, ("owner", "timeline", "steps", "measure", "result", "number"))
        sure = [at[role] for role in ("owner", "timeline") if role in at]
        astray = any(is_said(row.slots[index]) for row in rows for index in sure)
        issue = _told_apart(at.get("issue"), rows) if astray else None
        return cls(len(columns), ends_filled, issue, *named)

    def put_right(self, row: Row) -> Row:
        repairs = (
            self._exchange,
            self._shift_back,
            self._leave_room,
            self._part_owner_and_time,
            self._part_time,
            self._unglue,
        )
        return next(filter(None, (repair(row) for repair in repairs)), row)

    def _exchange(self, row: Row) -> Row | None:
        """Two cells of different sorts, each of the sort that belongs under the other's heading."""
        for (name, first, looks), (other, second, looks_other) in combinations(self._odd_sorts(row), 2):
            one, two = row.slots[first], row.slots[second]
            sure = looks is not looks_other and not _SURE.isdisjoint((looks, looks_other))
            if not (sure and looks_other(one) and looks(two)):  # the second is mostly the longer text
                continue
            slots = list(row.slots)
            slots[first], slots[second] = moved(two), moved(one)
            what = f"“{shown(one)}” and “{shown(two)}”"
            message = f"{name} and {other.lower()} stood in each other's column: {what}."
            return reported(row, slots, "cells-swapped", message, (one, two))
        return None

    def _odd_sorts(self, row: Row) -> list[tuple[str, int, Callable[[Slot], bool]]]:
        """Of the row's own cells those that may be of another sort: an owner and a time are of no other."""
        return [
            (name, at, looks)
            for name, at, looks in self._sorts()
            if (slot := row.slots[at]).own and not (looks in _SURE and looks(slot))
        ]

    def _sorts(self) -> Iterator[tuple[str, int, Callable[[Slot], bool]]]:
        """Name and place of each column whose cells can be told from others, and what tells them."""
        sorts = (
            ("Owner", self.owner, is_unit),
            ("Timeline", self.timeline, is_time),
            ("Steps", self.steps, is_deed),
            ("Measure", self.measure, is_deed),
            ("Result", self.result, is_deed),
            ("Issue", self.issue, is_said),
        )
        return ((name, at, looks) for name, at, looks in sorts if at is not None)

    def _shift_back(self, row: Row) -> Row | None:
        """Only where both owner and time are found one column off, and fit after the move."""
        if self.owner is None or self.timeline is None or self._fits(row.slots):
            return None
        found = [(slots, run) for slots, run in shifts(row.slots) if self._fits(slots)]
        if not found:
            return None
        slots, run = min(found, key=lambda shift: (*self._left_wrong(shift[0]), len(shift[1])))
        message = f"{len(run)} cells stood one column off, beginning with “{shown(run[0])}”."
        return reported(row, slots, "cells-shifted", message, run)

    def _left_wrong(self, slots: Sequence[Slot]) -> tuple[int, int]:
        """0 where a number stands where it belongs, 1 where none does, 2 where something else does; and how
        many cells stand beyond the last heading."""
        text = slots[self.number].text.strip() if self.number is not None else ""
        lacking = 1 if not text else 2 * (len(text) > _LONGEST_NUMBER)
        return lacking, sum(not slot.blank for slot in slots[self.width :])

    def _leave_room(self, row: Row) -> Row | None:
        """The row has no owner, or no time: the other stands in its column, and what follows one column to
        the left. It may stand behind what the cell before says."""
        if self.owner is None or self.timeline is None or abs(self.owner - self.timeline) > 1:
            return None
        lacking, at = ("owner", self.owner) if self.owner < self.timeline else ("time", self.timeline)
        looks, cut_last = (is_time, cut_before_unit) if lacking == "owner" else (is_unit, cut_before_time)
        end = next((n for n in range(at + 1, len(row.slots)) if row.slots[n].blank), None)
        if end is None or not looks(row.slots[at]) or any(map(looks, row.slots[at + 1 : end])):
            return None
        run = row.slots[at:end]
        slots = replaced(row.slots, at, [Slot(), *map(moved, run)])
        message = f"No {lacking} is named: {len(run)} cells, from “{shown(run[0])}” on, stood one column off."
        if at and (cut := cut_last(row.slots[at - 1])):
            slots[at - 1], slots[at] = cut[0], moved(cut[1])
            message = f"The {lacking} “{shown(cut[1])}” stood behind “{shown(cut[0])}”, in its cell."
        # A cell that is not there is none that means "as above".
        without = replace(row, none_if_blank=row.none_if_blank | {at})
        return reported(without, slots, "cells-shifted", message, run)

    def _part_owner_and_time(self, row: Row) -> Row | None:
        """One cell names who and when, and the cells behind it stand one column to the left."""
        owner, time = self.owner, self.timeline
        if owner is None or time != owner + 1 or says_time(row.slots[time]):
            return None
        cut = cut_before_time(row.slots[owner])
        cut = cut if cut and is_unit(cut[0]) else None
        end = next((at for at in range(time, len(row.slots)) if row.slots[at].blank), None)
        if not cut or end is None:
            return None
        slots = list(row.slots)
        slots[owner : end + 1] = [cut[0], moved(cut[1]), *map(moved, row.slots[time:end])]
        message = f"The owner “{shown(cut[0])}” and the time “{shown(cut[1])}” stood in one cell."
        return reported(row, slots, "cells-shifted", message, (row.slots[owner],))

    def _part_time(self, row: Row) -> Row | None:
        """One cell says when and what stands behind it; the row has a cell too few."""
        if self.timeline is None or row.slots[-1].parts or self.timeline + 1 == len(row.slots):
            return None
        if not self.ends_filled:  # nothing may be lacking: there are hardly ever remarks
            return None
        behind = self.timeline + 1
        cut = cut_after_time(row.slots[self.timeline])
        end = next(at for at in range(behind, len(row.slots)) if row.slots[at].blank)
        if not cut or end != len(row.slots) - 1:
            return None
        slots = list(row.slots)
        slots[self.timeline :] = [cut[0], moved(cut[1]), *map(moved, row.slots[behind:end])]
        message = f"The time “{shown(cut[0])}” and “{shown(cut[1])}” stood in one cell."
        return reported(row, slots, "cells-shifted", message, (row.slots[self.timeline],))

    def _fits(self, slots: Sequence[Slot]) -> bool:
        assert self.owner is not None
        assert self.timeline is not None
        return is_unit(slots[self.owner]) and is_time(slots[self.timeline])

    def _unglue(self, row: Row) -> Row | None:
        """An owner in front of the steps, in the owner's column or in the steps' own."""
        if self.owner is None or self.steps is None:
            return None
        if cut := cut_after_unit(row.slots[self.owner]):
            unit, rest = cut[0], moved(cut[1])
            slots = list(row.slots)
            slots[self.owner] = unit
            leftover = self._make_room(row, slots)
            held = slots[self.steps]
            slots[self.steps] = replace(rest, parts=rest.parts + held.parts, joined=bool(held.parts))
            message = f"The owner “{shown(unit)}” and the steps stood in one cell."
            return reported(row, slots, "cells-shifted", message + leftover, (row.slots[self.owner],))
        if row.slots[self.owner].own or not (cut := cut_after_unit(row.slots[self.steps])):
            return None
        slots = list(row.slots)
        slots[self.owner], slots[self.steps] = moved(cut[0]), cut[1]
        message = f"The owner “{shown(cut[0])}” stood before the steps, in their cell."
        return reported(row, slots, "cells-shifted", message, (row.slots[self.steps],))

    def _make_room(self, row: Row, slots: list[Slot]) -> str:
        """Frees the steps' column by moving what stands from there on one to the right, when the time then
        stands under its heading and the cell pushed out is blank or repeats the row.
        Returns what to report."""
        steps, last = self.steps, self.timeline
        if steps is None or last is None or last <= steps or slots[steps].blank:
            return ""
        pushed = slots[last]
        if not says_time(slots[last - 1]) or says_time(pushed) or not repeats(pushed, row, last):
            return ""
        slots[steps + 1 : last + 1] = [moved(slot) for slot in slots[steps:last]]
        slots[steps] = Slot()
        if pushed.blank:
            return " The cells after it were moved one column on."
        return f" The cells after it were moved one column on; “{pushed.text.strip()}” only repeats the row."


def _told_apart(index: int | None, rows: Sequence[Row]) -> int | None:
    """The column where exactly one of its cells looks like a unit's name or a time."""
    odd = [
        row for row in rows if index is not None and (is_unit(row.slots[index]) or is_time(row.slots[index]))
    ]
    return index if len(odd) == 1 else None


def _within(row: Row, width: int) -> Row:
    """What still stands beyond the last heading joins the last column, so that nothing is lost."""
    if len(row.slots) <= width:
        return row
    beyond = tuple(part for slot in row.slots[width:] for part in slot.parts)
    slots = list(row.slots[:width])
    if not beyond:
        return replace(row, slots=tuple(slots))
    slots[-1] = replace(slots[-1], parts=slots[-1].parts + beyond, joined=True)
    what = shown(Slot(beyond))
    message = f"A cell stood beyond the last heading: “{what}”. It was added to the last column."
    return reported(row, slots, "cells-shifted", message, (Slot(beyond),))
