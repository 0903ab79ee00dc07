"""Whole table → whole table in which columns for months or quarters, ticked where something is done, are one
column of time: the ticked headings are what the cell says."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from ita_extract.ita.roles import match_heading
from ita_extract.model.document import Cell
from ita_extract.model.grid import GridRow, Slot, WholeTable
from ita_extract.thai.dates import time_share

_STATES_TIME = 0.6
_FEWEST = 3
_LONGEST_TICK = 3


def fold_ticked_times(table: WholeTable) -> WholeTable:
    """The table itself when it has no such columns."""
    columns = _ticked_columns(table)
    if not columns:
        return table
    first, last = columns[0], columns[-1]
    headings = [table.header[i] for i in columns]
    over = _common_heading(headings)
    names = [_stated(heading, over) for heading in headings]
    header = (*table.header[:first], over.strip() or " ".join(names), *table.header[last + 1 :])
    return replace(table, header=header, rows=tuple(_folded(row, first, names) for row in table.rows))


def _ticked_columns(table: WholeTable) -> range | None:
    """The longest run of neighbours whose headings name times and whose cells hold ticks or nothing."""
    best = run = range(0)
    for index, heading in enumerate(table.header):
        fits = _names_time(heading) and _holds_ticks(table, index)
        run = range(run.start if run else index, index + 1) if fits else range(0)
        best = max(best, run, key=len)
    return best if len(best) >= _FEWEST else None


def _common_heading(headings: list[str]) -> str:
    """The words that all begin with: the heading over several columns. "Quarter" before bare numbers is
    no such word."""
    split = [heading.split(" ") for heading in headings]
    words = [word for word, *_ in takewhile(lambda at: len(set(at)) == 1, zip(*split, strict=False))]
    if words and all("".join(own[len(words) :]).isdigit() for own in split):
        words.pop()
    return "".join(f"{word} " for word in words)


def _stated(heading: str, over: str) -> str:
    """The heading as a statement of time: its own words, the year that stands over them behind."""
    own = heading.removeprefix(over)
    if time_share(own) >= _STATES_TIME:
        year = over if time_share(over) >= _STATES_TIME else ""
        return f"{own} {year}".strip()
    above, _, month = heading.rpartition(" ")
    both = time_share(month) >= _STATES_TIME and time_share(above) >= _STATES_TIME
    return f"{month} {above}" if both else heading


def _names_time(heading: str) -> bool:
    """A month or quarter, or a part of what stands under one heading for time."""
    last_word = heading.rsplit(" ", 1)[-1]
    if time_share(heading) >= _STATES_TIME or time_share(last_word) >= _STATES_TIME:
        return True
    found = match_heading(heading)
    return found is not None and found.choices[0] == ("timeline",)


def _holds_ticks(table: WholeTable, index: int) -> bool:
    return all(_is_tick(row.slots[index].text) for row in table.rows if row.slots[index].own)


def _is_tick(text: str) -> bool:
    tick = text.strip()
    return len(tick) <= _LONGEST_TICK and not any(c.isdigit() for c in tick)


def _folded(row: GridRow, first: int, names: list[str]) -> GridRow:
    ticked = [
        (slot.parts[0], names[at])
        for at, slot in enumerate(row.slots[first : first + len(names)])
        if slot.parts and slot.text.strip(" -–") and (slot.own or slot.inherited)
    ]
    time = Slot(tuple(_saying(cell, name) for cell, name in ticked))
    return replace(row, slots=(*row.slots[:first], time, *row.slots[first + len(names) :]))


def _saying(cell: Cell, heading: str) -> Cell:
    """The tick stays in raw; what it says is its heading."""
    return replace(cell, text=heading)
