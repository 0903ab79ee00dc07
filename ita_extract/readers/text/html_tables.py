"""HTML tables, whole or broken, → where their cells stand.

A scanner of our own rather than a tree: it never fails, takes time in proportion to the file however deep
tables are nested, and keeps the place of every letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ita_extract.readers.text.scanner import TABLE_TAGS, Tag, scan, shows_nothing

_GROUPS = ("thead", "tbody", "tfoot")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
WHOLE_WIDTH = 0


@dataclass(slots=True)
class HtmlCell:
    """[start, end) of the inside; spans as written; column_span WHOLE_WIDTH for text between rows."""

    start: int
    end: int
    row_span: int = 1
    column_span: int = 1


@dataclass(slots=True)
class HtmlRow:
    group: int
    cells: list[HtmlCell] = field(default_factory=list)


@dataclass(slots=True)
class HtmlTable:
    """[start, end) with its tags. cut_short: it was never closed, and its last cell ends at a guess."""

    start: int
    end: int
    rows: list[HtmlRow] = field(default_factory=list)
    inner: list[HtmlTable] = field(default_factory=list)
    cut_short: bool = False

    @property
    def n_cells(self) -> int:
        return sum(len(row.cells) for row in self.rows)

    @property
    def frames(self) -> bool:
        """It only lays out a page around the table that matters."""
        if not self.inner:
            return False
        one_column = all(len(row.cells) <= 1 for row in self.rows)
        return one_column or max(table.n_cells for table in self.inner) > self.n_cells


def find_tables(text: str) -> list[HtmlTable]:
    """The tables with data, in order, none within another; what is nested in a cell belongs to the cell."""
    if "<" not in text:
        return []
    builder = _Builder(text)
    for tag in scan(text):
        if tag.name in TABLE_TAGS:
            builder.read(tag)
    builder.finish()
    return list(_with_data(builder.done))


def _with_data(tables: list[HtmlTable]) -> Iterator[HtmlTable]:
    waiting = tables[::-1]
    while waiting:
        table = waiting.pop()
        if table.frames:
            waiting += table.inner[::-1]
        elif table.rows:
            yield table


@dataclass(slots=True)
class _Open:
    """A table in the making. last: end of the last of its tags."""

    table: HtmlTable
    last: int
    group: int = 0
    row: HtmlRow | None = None
    cell: HtmlCell | None = None


class _Builder:
    def __init__(self, text: str) -> None:
        self.text = text
        self.done: list[HtmlTable] = []
        self._stack: list[_Open] = []

    def read(self, tag: Tag) -> None:
        if tag.name == "table" and not tag.closing:
            self._enter(tag)
            return
        if not self._stack:
            if tag.closing:
                return
            self._push(tag.start, tag.start)
        self._take_stray(tag)
        if tag.closing:
            self._close(tag)
        elif tag.name in ("td", "th"):
            self._open_cell(tag)
        else:
            self._open_row_or_group(tag)

    def finish(self) -> None:
        """What is still open ends: a cell at the first blank line behind it, with all that it stands in."""
        if not self._stack:
            return
        innermost = self._stack[-1]
        end = innermost.last
        if innermost.cell:
            blank = _BLANK_LINE.search(self.text, end)
            end = blank.start() if blank else len(self.text)
        while self._stack:
            self._stack[-1].table.cut_short = self._stack[-1].cell is not None
            self._pop(end)

    def _enter(self, tag: Tag) -> None:
        """A table inside a cell is nested; outside of one, it shows that the last was never closed."""
        if self._stack and not self._stack[-1].cell:
            self._pop(self._stack[-1].last)
        self._push(tag.start, tag.end)

    def _push(self, start: int, last: int) -> None:
        table = HtmlTable(start, last)
        (self._stack[-1].table.inner if self._stack else self.done).append(table)
        self._stack.append(_Open(table, last))

    def _pop(self, end: int) -> None:
        top = self._stack.pop()
        _end_cell(top, end)
        top.table.end = end
        if self._stack:
            self._stack[-1].last = end

    def _take_stray(self, tag: Tag) -> None:
        """Text between cells is a row of its own; with a blank line it is the page again, the table over."""
        top = self._stack[-1]
        if top.cell or shows_nothing(self.text, top.last, tag.start):
            return
        gap = HtmlCell(top.last, tag.start, 1, WHOLE_WIDTH)
        blank = _BLANK_LINE.search(self.text, gap.start, gap.end)
        if not blank or tag.closing:
            top.table.rows.append(HtmlRow(top.group, [gap]))
            top.row = None
        elif top.table.rows:
            self._pop(top.last)
            self._push(tag.start, tag.start)
        else:
            top.table.start = tag.start

    def _close(self, tag: Tag) -> None:
        top = self._stack[-1]
        _end_cell(top, tag.start)
        top.last = tag.end
        if tag.name == "table":
            self._pop(tag.end)
        elif tag.name not in ("td", "th"):
            top.row = None
            top.group += tag.name in _GROUPS

    def _open_cell(self, tag: Tag) -> None:
        top = self._stack[-1]
        _end_cell(top, tag.start)
        if top.row is None:
            top.row = HtmlRow(top.group)
            top.table.rows.append(top.row)
        top.cell = HtmlCell(tag.end, tag.end, tag.span_of("rowspan"), max(tag.span_of("colspan"), 1))
        top.row.cells.append(top.cell)
        top.last = tag.end

    def _open_row_or_group(self, tag: Tag) -> None:
        top = self._stack[-1]
        _end_cell(top, tag.start)
        top.row = None
        top.group += tag.name in _GROUPS
        if tag.name == "tr":
            top.row = HtmlRow(top.group)
            top.table.rows.append(top.row)
        top.last = tag.end


def _end_cell(top: _Open, end: int) -> None:
    if top.cell:
        top.cell.end = max(end, top.cell.start)
        top.cell = None
