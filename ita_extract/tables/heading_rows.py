"""Which rows of a grid are headings, and what each column is called."""

from __future__ import annotations

from collections.abc import Callable

from ita_extract.ita.paired_headings import names_state
from ita_extract.ita.roles import heading_weight, match_heading, may_be_sure, names_role
from ita_extract.ita.units import unit_share
from ita_extract.model.document import Cell
from ita_extract.model.grid import Slot
from ita_extract.thai.dates import time_share

_HEADER_WEIGHT = 1.5
_HEADER_SHARE = 0.5
_FIRST_SHARE = 0.4
_STATES_TIME = 0.6
_FEWEST_TIMES = 3
_LONGEST_LOWER = 60
_WIDE = 0.6
_FEWEST_KNOWN = 1
_FEWEST_SURE = 2  # below the first row
_LOOKED_AT = 8  # rows below
_MOSTLY = 0.6


def count_leading(rows: list[list[Slot]]) -> int:
    """How many rows stand before the first of several cells."""
    return next((at for at, row in enumerate(rows) if _count_own(row) > 1), len(rows))


def header_height(rows: list[list[Slot]], at: int, *, first: bool) -> int:
    """How many rows from here are headings: 0, or 1 and those below that split its cells. first: no row of
    several cells stands above."""
    if not _is_header(rows[at], first=first) and not (first and _heads_owners_and_times(rows, at)):
        return 0
    height = 1
    while at + height < len(rows) and _is_lower_level(rows[at : at + height], rows[at + height]):
        height += 1
    return height


def _is_header(row: list[Slot], *, first: bool) -> bool:
    """Enough of its cells are headings; below the first row words alone may be data, and so may few cells.
    Where months, quarters or states to be ticked head columns, the other cells decide."""
    named = [slot for slot in row if slot.own]
    if not first and not _has_sure(named):
        return False
    weight = sum(heading_weight(slot.text) for slot in named)
    if weight < _HEADER_WEIGHT:
        return False
    others = [slot for slot in named if time_share(slot.text) < _STATES_TIME]
    times = len(named) - len(others)
    times, named = (times, others) if times >= _FEWEST_TIMES else (0, named)
    named = [slot for slot in named if not names_state(slot.text)]
    matches = (match_heading(slot.text) for slot in named)
    sure = {match.choices[0] for match in matches if match and match.ground != "words"}
    if not first and (len(sure) < _FEWEST_SURE or len(named) < _WIDE * (len(row) - times)):
        return False
    if weight >= _HEADER_SHARE * len(named):
        return True
    return first and weight >= _FIRST_SHARE * len(named) and all(map(_may_be_heading, named))


def _has_sure(named: list[Slot]) -> bool:
    """Enough of the cells may surely be headings; asked no farther than too many are none."""
    others = len(named) - _FEWEST_SURE
    for slot in named:
        others -= not may_be_sure(slot.text)
        if others < 0:
            return False
    return others >= 0


def _heads_owners_and_times(rows: list[list[Slot]], at: int) -> bool:
    """The first row of several cells, short and partly known, above a column of units and one of times that
    are none themselves: headings, though most of their words are not known."""
    row = rows[at]
    named = [slot for slot in row if slot.own]
    known = [slot for slot in named if heading_weight(slot.text)]
    if len(known) < _FEWEST_KNOWN or len(named) < _WIDE * len(row) or not all(map(_may_be_heading, named)):
        return False
    below = [other for other in rows[at + 1 : at + 1 + _LOOKED_AT] if _count_own(other) > 1]
    columns = [[other[i].text for other in below if other[i].own] for i in range(len(row)) if row[i].own]
    return any(_mostly(texts, unit_share) for texts in columns) and any(
        _mostly(texts, time_share) for texts in columns
    )


def _count_own(row: list[Slot]) -> int:
    return sum(slot.own for slot in row)


def _may_be_heading(slot: Slot) -> bool:
    text = slot.text.strip()
    unit = 0.0 if names_role(text, "owner") else unit_share(text)
    said = max(time_share(text), unit)
    return len(text) <= _LONGEST_LOWER and said < _MOSTLY and not any(map(str.isdigit, text))


def _mostly(texts: list[str], share: Callable[[str], float]) -> bool:
    clear = [text for text in texts if share(text) >= _MOSTLY]
    return bool(clear) and len(clear) >= _MOSTLY * len(texts)


def _is_lower_level(header: list[list[Slot]], below: list[Slot]) -> bool:
    """The row below belongs to the heading when cells of the heading reach into it, or it stands only under
    those that span several columns."""
    if any(slot.inherited and not slot.blank for slot in below):
        return True
    top = [slot.parts[0] for slot in header[-1] if slot.own]
    spanned = {column for cell in top if cell.column_span > 1 for column in _columns_of(cell)}
    taken = {column for slot in below if slot.own for column in _columns_of(slot.parts[0])}
    return bool(taken) and (taken <= spanned or _completes(header, below))


def _completes(header: list[list[Slot]], below: list[Slot]) -> bool:
    """Text has no spans: the row below names just the columns that the heading left blank, and the one before
    each such run, which is the heading over them."""
    blank = {index for index, slot in enumerate(header[-1]) if slot.blank}
    if len(header) > 1 or not blank:
        return False
    first = {index - 1 for index in blank} - blank
    filled = {index for index, slot in enumerate(below) if slot.own}
    short = all(len(slot.text) <= _LONGEST_LOWER for slot in below)
    return short and -1 not in first and filled == blank | first


def _columns_of(cell: Cell) -> range:
    return range(cell.column, cell.column + cell.column_span)


def header_texts(header: list[list[Slot]], n_columns: int) -> tuple[str, ...]:
    """One heading a column; those over several columns stand before each of theirs."""
    texts: list[list[str]] = [[] for _ in range(n_columns)]
    without_spans = len(header) == 2 and _completes(header[:1], header[1])
    for level, row in enumerate(header):
        for index, slot in enumerate(row):
            if slot.own:
                last = _columns_of(slot.parts[0]).stop
                while without_spans and level == 0 and last < n_columns and row[last].blank:
                    last += 1
                for column in range(index, min(last, n_columns)):
                    texts[column].append(" ".join(slot.text.split()))
    while len(texts) > 1 and header and not texts[-1]:
        texts.pop()  # a column that only a shifted row reaches
    return tuple(" ".join(pieces) for pieces in texts)
