"""Whole table → whole table in which columns that say one thing together are one column: months or quarters
ticked where something is done, states ticked where something has come so far, a first and a last day,
who leads and who takes part. Numbers below the word "quarter" say it with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from ita_extract.ita.dated_headings import part_time
from ita_extract.ita.paired_headings import (
    names_answer,
    names_begin,
    names_done,
    names_end,
    names_joint,
    names_planned,
    names_state,
    quarter_word,
    state_title,
)
from ita_extract.ita.roles import names_role
from ita_extract.ita.time_headings import (
    STATES_TIME,
    common_heading,
    ends_in_state,
    names_other,
    names_time,
    numbers_quarters,
    run_past_october,
    stated_times,
)
from ita_extract.model.document import Cell
from ita_extract.model.grid import GridRow, Slot, WholeTable, join_slots
from ita_extract.thai.dates import time_share

_FEWEST_TIMES = 3
_FEWEST_TICKED = 2
_FEWEST_STATES = 2
_LONGEST_TICK = 3
_ARROW = frozenset("←→↔⇐⇒⇔⟵⟶⟷◄►◀▶➔➜➤<>—–-─━═=▬█■ ")
_TO = " -"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Fold:
    """columns: neighbours that become one; heading: theirs together; slot: their cells in one row as one;
    blank_is_none: where none is ticked, nothing is said, not what the row above says."""

    columns: range
    heading: str
    slot: Callable[[Sequence[Slot]], Slot]
    blank_is_none: bool = False


def fold_columns(table: WholeTable) -> WholeTable:
    """The table itself when it has no such columns."""
    for find in (
        _ticked_times,
        _ticked_states,
        _first_and_last,
        _numbered_quarters,
        _lead_and_joint,
        _sums_by_year,
    ):
        fold = find(table)
        table = _folded(table, fold) if fold else table
    return _with_done_beside(table)


def _with_done_beside(table: WholeTable) -> WholeTable:
    """Each row of what is planned and below it one of what was done → one row, with the time of both."""
    columns = range(len(table.header)) if _stands_in_pairs(table) else range(0)
    label = next((at for at in columns if _parts_done_from_planned(table, at)), None)
    if label is None:
        return table
    pairs = list(zip(table.rows[::2], table.rows[1::2], strict=True))
    times = {at for _, row in pairs for at, slot in enumerate(row.slots) if slot.own and at != label}
    if len(times) != 1 or not _holds_times(table, time := times.pop()):
        return table
    rows = tuple(_beside(planned, done.slots[time], label) for planned, done in pairs)
    done = pairs[0][1].slots[label].text
    return replace(table, header=(*_without(table.header, label), done), rows=rows)


def _stands_in_pairs(table: WholeTable) -> bool:
    """Two and two rows under one title, each as wide as the heading."""
    titles = [row.section for row in table.rows]
    even = bool(titles) and len(titles) % 2 == 0 and titles[::2] == titles[1::2]
    return even and all(len(row.slots) == len(table.header) for row in table.rows)


def _parts_done_from_planned(table: WholeTable, at: int) -> bool:
    """The column says of each row in turn that it is what is planned, and what was done."""
    said = (row.slots[at].text if row.slots[at].own else "" for row in table.rows)
    return all((names_done if n % 2 else names_planned)(text) for n, text in enumerate(said))


def _beside(planned: GridRow, time: Slot, label: int) -> GridRow:
    slots = (*_without(planned.slots, label), time)
    return _moved(planned, slots, lambda at: None if at == label else at - (at > label))


def _moved(row: GridRow, slots: tuple[Slot, ...], place: Callable[[int], int | None]) -> GridRow:
    """place: where a column of the row stands among the new slots; None where it is gone."""
    merging, none = (
        frozenset(at for index in columns if (at := place(index)) is not None)
        for columns in (row.merging, row.none_if_blank)
    )
    return replace(row, slots=slots, merging=merging, none_if_blank=none)


def _without(items: tuple[_T, ...], at: int) -> tuple[_T, ...]:
    return (*items[:at], *items[at + 1 :])


def _folded(table: WholeTable, fold: _Fold) -> WholeTable:
    first, behind = fold.columns.start, fold.columns.stop

    def row(printed: GridRow) -> GridRow:
        slots = printed.slots
        together = (*slots[:first], fold.slot(slots[first:behind]), *slots[behind:])
        row = _moved(printed, together, partial(_place_after, fold.columns))
        ticked = {first} if fold.blank_is_none else set()
        return replace(row, merging=row.merging | ticked, none_if_blank=row.none_if_blank | ticked)

    header = (*table.header[:first], fold.heading, *table.header[behind:])
    return replace(table, header=header, rows=tuple(map(row, table.rows)))


def _place_after(folded: range, index: int) -> int:
    return index if index < folded.start else max(folded.start, index - len(folded) + 1)


def _ticked_times(table: WholeTable) -> _Fold | None:
    columns = _longest_run(table, lambda at: names_time(table.header[at]) and _is_ticked(table, at))
    headings = [table.header[i] for i in columns]
    over = common_heading(headings)
    names = stated_times(headings, over)
    surely = all(time_share(name) >= STATES_TIME for name in names) and _any_filled(table, columns)
    if len(columns) < (_FEWEST_TICKED if surely else _FEWEST_TIMES):
        return None
    heading = " ".join(names) if not over or names_other(over) else over.strip()
    calendar = run_past_october(names)
    return _Fold(
        columns, heading, lambda slots: replace(_ticked(slots, names), calendar=calendar), blank_is_none=True
    )


def _ticked_states(table: WholeTable) -> _Fold | None:
    """Under one heading or none; some row has a tick."""
    columns = _longest_run(table, lambda at: ends_in_state(table.header[at]) and _holds_ticks(table, at))
    if len(columns) < _FEWEST_STATES or not _any_filled(table, columns):
        return None
    headings = [table.header[i] for i in columns]
    over = common_heading(headings)
    names = [heading.removeprefix(over) for heading in headings]
    if all(map(names_answer, names)):
        return _Fold(columns, state_title(), lambda slots: _ticked(slots, headings))
    known = any if names_role(over, "result") else all
    if not known(map(names_state, names)):
        return None
    return _Fold(columns, over.strip() or state_title(), lambda slots: _ticked(slots, names))


def _first_and_last(table: WholeTable) -> _Fold | None:
    for first in range(len(table.header) - 1):
        columns = range(first, first + 2)
        headings = [table.header[i] for i in columns]
        over = common_heading(headings)
        begin, end = (heading.removeprefix(over) for heading in headings)
        if names_begin(begin) and names_end(end) and all(_holds_times(table, i) for i in columns):
            heading = over.strip() if names_role(over, "timeline") else f"{begin} - {end}"
            return _Fold(columns, heading, _from_to)
    return None


def _numbered_quarters(table: WholeTable) -> _Fold | None:
    """A column headed "quarter" whose cells hold the quarters' numbers alone."""
    for index, heading in enumerate(table.header):
        word = quarter_word(heading)
        texts = (row.slots[index].text for row in table.rows if row.slots[index].own)
        if word and any(map(numbers_quarters, texts)):
            return _Fold(range(index, index + 1), heading, partial(_of_quarters, word))
    return None


def _lead_and_joint(table: WholeTable) -> _Fold | None:
    """Who leads, and right of it who takes part."""
    for first in range(len(table.header) - 1):
        lead, joint = table.header[first : first + 2]
        if names_joint(joint) and names_role(joint, "owner") and names_role(lead, "owner"):
            return _Fold(range(first, first + 2), common_heading([lead, joint]).strip() or lead, _together)
    return None


def _sums_by_year(table: WholeTable) -> _Fold | None:
    """A budget for each of several years."""
    parted = [part_time(heading) for heading in table.header]
    columns = _longest_run(table, lambda at: bool(parted[at][1]) and names_role(parted[at][0], "budget"))
    titles, times = zip(*(parted[at] for at in columns), strict=True) if columns else ((), ())
    if len(set(times)) < max(_FEWEST_TICKED, len(columns)) or len(set(titles)) > 1:
        return None
    return _Fold(columns, titles[0], lambda slots: _with_times(slots, times))


def _longest_run(table: WholeTable, fits: Callable[[int], bool]) -> range:
    """The longest run of neighbours that fit."""
    best = run = range(0)
    for index in range(len(table.header)):
        run = range(run.start if run else index, index + 1) if fits(index) else range(0)
        best = max(best, run, key=len)
    return best


def _holds_ticks(table: WholeTable, index: int) -> bool:
    return all(_is_tick(row.slots[index].text) for row in table.rows if row.slots[index].own)


def _is_ticked(table: WholeTable, index: int) -> bool:
    """By a sign, or by one word."""
    if _holds_ticks(table, index):
        return True
    said = {row.slots[index].text.strip() for row in table.rows if row.slots[index].own}
    return len(said) == 1 and all(map(names_state, said))


def _any_filled(table: WholeTable, columns: range) -> bool:
    return any(row.slots[index].own for row in table.rows for index in columns)


def _holds_times(table: WholeTable, index: int) -> bool:
    texts = [row.slots[index].text for row in table.rows if row.slots[index].own]
    return bool(texts) and sum(time_share(text) >= STATES_TIME for text in texts) >= STATES_TIME * len(texts)


def _is_tick(text: str) -> bool:
    """Few letters, or an arrow of any length."""
    tick = text.strip()
    few = len(tick) <= _LONGEST_TICK and not any(c.isdigit() for c in tick)
    return few or set(tick) <= _ARROW


def _ticked(slots: Sequence[Slot], names: Sequence[str]) -> Slot:
    """What is ticked; the tick stays in raw, what it says is its heading, or from the first to the last of
    those that it is merged over."""
    ticked = [(at, slot) for at, slot in enumerate(slots) if slot.parts and slot.text.strip(" -–")]
    told = ((slot.parts[0], names[at : at + slot.parts[0].column_span]) for at, slot in ticked)
    return Slot(
        tuple(replace(cell, text=f"{_TO} ".join(dict.fromkeys((said[0], said[-1])))) for cell, said in told),
        inherited=bool(ticked) and all(slot.inherited for _, slot in ticked),
    )


def _from_to(slots: Sequence[Slot]) -> Slot:
    """Both days as a time from the one to the other; raw keeps what is printed."""
    first, last = slots
    filled = [slot for slot in slots if not slot.blank]
    inherited = bool(filled) and all(slot.inherited for slot in filled)
    if len(filled) < 2 or not all(time_share(slot.text) for slot in slots):
        return Slot(tuple(part for slot in filled or slots for part in slot.parts), inherited=inherited)
    return Slot((*first.parts[:-1], _leading_to(first.parts[-1]), *last.parts), inherited=inherited)


def _together(slots: Sequence[Slot]) -> Slot:
    return join_slots([slot for slot in slots if slot.text.strip(" -–")] or slots)


def _with_times(slots: Sequence[Slot], times: Sequence[str]) -> Slot:
    """Each sum behind its time; raw keeps what is printed."""
    told = [(slot, time) for slot, time in zip(slots, times, strict=True) if slot.text.strip(" -–")]
    if not told:
        return slots[0]
    return join_slots([_behind(time, slot) for slot, time in told])


def _behind(time: str, slot: Slot) -> Slot:
    first, *others = slot.parts
    return replace(slot, parts=(replace(first, text=f"{time}: {first.text.strip()}"), *others))


def _of_quarters(word: str, slots: Sequence[Slot]) -> Slot:
    """With the heading's word before the numbers; raw keeps what is printed."""
    (slot,) = slots
    parts = (
        replace(part, text=f"{word} {part.text.strip()}") if numbers_quarters(part.text) else part
        for part in slot.parts
    )
    return replace(slot, parts=tuple(parts))


def _leading_to(cell: Cell) -> Cell:
    return replace(cell, text=cell.text.rstrip() + _TO)
