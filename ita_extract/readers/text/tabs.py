"""Lines with tabs → tables."""

from __future__ import annotations

import re
from collections import Counter

from ita_extract.readers.text.flow import Manner
from ita_extract.readers.text.grids import Grid, Stretch, is_blank, rows_to_grid
from ita_extract.readers.text.strips import Kind, Strip

_CELL = Manner(cell=True)
# A title that stands on one line between the rows of a table is no longer than this.
_LONGEST_TITLE = 200
_MOST_TITLES = 2
# How many lines without a tab may carry on a cell.
_MOST_WRAPPED = 60
# How far back a cell is searched for what its next line may carry on.
_LOOK_BACK = 2000

_OPENED = re.compile(r"<(p|b|strong|i|u|li|ul|ol|div|span|font)\b[^<>]*>", re.I)
_CLOSED = re.compile(r"</(?:p|b|strong|i|u|li|ul|ol|div|span|font)\s*>", re.I)
_CLOSES_FIRST = re.compile(r"\s*</(?:p|b|strong|i|u|li|ul|ol|div|span|font)\s*>", re.I)
_NUMBERED = re.compile(r"\s*\(?(\d{1,2})[.)]")
_NUMBERS = re.compile(r"(?:^|(?<=[\s>(]))(\d{1,2})[.)](?!\d)")
_DRESSED = re.compile(r"\s*(?:\*\*.*\*\*|<(?:b|strong)\b[^<>]*>.*</(?:b|strong)>|#{1,6} .*)\s*$", re.I)


def read_tabs(text: str, strips: list[Strip], at: int, width_before: int) -> tuple[Grid | None, int]:
    """The table that starts with strips[at], or None when its tabs only indent; and where the strips go on.

    width_before: columns of a table just above, 0 where there is none.
    """
    end = _stretch_end(text, strips, at)
    records = [_record(text, strip) for strip in strips[at:end] if strip.kind is not Kind.RULE]
    rows = _Folding(text, records).rows()
    if not _is_table(text, rows, width_before):
        return None, end
    return rows_to_grid(text, rows, _CELL), end


def _stretch_end(text: str, strips: list[Strip], at: int) -> int:
    """Behind the last line of the table. A line without tabs belongs to it when one with tabs follows, or
    when it carries on the last cell."""
    width = text.count("\t", *strips[at][:2])
    last, between = at, 0
    for here in range(at + 1, len(strips)):
        strip = strips[here]
        if strip.kind is Kind.TABBED:
            last, between = here, 0
        elif strip.kind is Kind.PLAIN:
            between += 1
            torn = text.count("\t", *strips[last][:2]) < width
            if between > (_MOST_WRAPPED if torn else _MOST_TITLES):
                break
            if not torn and strip.end - strip.start > _LONGEST_TITLE:
                break
        elif strip.kind is not Kind.RULE and not _is_empty_row(text, strips, here):
            break
    return last + 1 + _carried_on(text, strips, last)


def _is_empty_row(text: str, strips: list[Strip], at: int) -> bool:
    return strips[at].kind is Kind.BLANK and "\t" in text[strips[at].start : strips[at].end]


def _carried_on(text: str, strips: list[Strip], last: int) -> int:
    """How many plain lines below the table's last line carry on its last cell."""
    row = _record(text, strips[last])
    cell, count = row[-1], 0
    for strip in strips[last + 1 : last + 1 + _MOST_WRAPPED]:
        head = Stretch(strip.start, strip.end)
        if strip.kind is not Kind.PLAIN or is_blank(text, cell) or not _goes_on(text, cell, head):
            break
        cell, count = Stretch(cell.start, strip.end), count + 1
    return count


def _record(text: str, strip: Strip) -> list[Stretch]:
    cells, start = [], strip.start
    for said in text[strip.start : strip.end].split("\t"):
        cells.append(Stretch(start, start + len(said)))
        start += len(said) + 1
    if text.find('"', strip.start, strip.end) < 0:
        return cells
    all_quoted = _all_quoted(text, cells)
    return [_unquoted(text, cell, all_quoted) for cell in cells]


def _all_quoted(text: str, cells: list[Stretch]) -> bool:
    said = [cell for cell in cells if not is_blank(text, cell)]
    return len(said) > 1 and all(_in_quotes(text, cell) for cell in said)


def _in_quotes(text: str, cell: Stretch) -> bool:
    return cell.end - cell.start >= 2 and text[cell.start] == text[cell.end - 1] == '"'


def _unquoted(text: str, cell: Stretch, all_quoted: bool) -> Stretch:
    """Quotation marks are markup around line ends and doubled marks, or where all cells have them."""
    if not _in_quotes(text, cell):
        return cell
    inside = text[cell.start + 1 : cell.end - 1]
    return Stretch(cell.start, cell.end, all_quoted or "\n" in inside or '""' in inside)


class _Folding:
    """Rows that stray line ends tore are put together again."""

    def __init__(self, text: str, records: list[list[Stretch]]) -> None:
        self.text = text
        self.records = records
        self.width = _width(records)
        self.rigid = _is_rigid(records, self.width)
        self.title: Stretch | None = None  # the last line between rows that was not folded

    def rows(self) -> list[list[Stretch]]:
        rows: list[list[Stretch]] = []
        for record in self.records:
            if rows and self._continues(rows[-1], record):
                tail, head = rows[-1][-1], record[0]
                rows[-1] = [*rows[-1][:-1], Stretch(tail.start, head.end), *record[1:]]
                continue
            rows.append(record)
            if len(record) == 1:
                self.title = record[0]
        return rows

    def _continues(self, row: list[Stretch], record: list[Stretch]) -> bool:
        tail, head = row[-1], record[0]
        if head.quoted or tail.quoted or is_blank(self.text, head) or is_blank(self.text, tail):
            return False
        if len(record) > 1 and len(row) + len(record) - 1 > self.width:
            return False
        counted = self.title if len(record) == 1 else row[0]
        if counted and _number(self.text, head) == _number(self.text, counted) + 1:
            return False
        if len(row) > 1 and _goes_on(self.text, tail, head):
            return True
        dressed = len(record) == 1 and _DRESSED.match(self.text[head.start : head.end])
        return self.rigid and 1 < len(row) < self.width and not dressed


def _width(records: list[list[Stretch]]) -> int:
    """Columns of the first line, or of most others where these are wider."""
    widths = Counter(len(record) for record in records if len(record) > 1)
    commonest = max(widths, key=lambda width: (widths[width], width))
    return max(commonest, len(records[0]))


def _is_rigid(records: list[list[Stretch]], width: int) -> bool:
    """Each row has the full width once the lines that complete one another are put together: the file keeps
    its blank cells, so that a short line is a torn one."""
    filled = width
    for record in records:
        if filled == width:
            filled = len(record) if len(record) > 1 else width
        else:
            filled += len(record) - 1
        if filled > width:
            return False
    return filled == width


def _goes_on(text: str, tail: Stretch, head: Stretch) -> bool:
    """The line leaves off inside an HTML element, or the next one has the next number of its list."""
    seen = text[max(tail.start, tail.end - _LOOK_BACK) : tail.end]
    if _CLOSES_FIRST.match(text, head.start, head.end) or _count(_OPENED, seen) > _count(_CLOSED, seen):
        return True
    numbers = _NUMBERS.findall(seen)
    return bool(numbers) and _number(text, head) == int(numbers[-1]) + 1


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def _number(text: str, cell: Stretch) -> int:
    """With which the cell begins; -1, which follows none, when there is none."""
    found = _NUMBERED.match(text, cell.start, cell.end)
    return int(found[1]) if found else -1


def _is_table(text: str, rows: list[list[Stretch]], width_before: int) -> bool:
    """Tabs that indent a line or part two words make no table, unless one of that width is just above."""
    if any(len(row) == width_before for row in rows):
        return True
    filled = [sum(not is_blank(text, cell) for cell in row) for row in rows]
    return max(filled) > 1 and (len(rows) > 1 or len(rows[0]) > 2)
