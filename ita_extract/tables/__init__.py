"""Document → whole tables: pages joined, repeated headings and rule lines gone, titles laid over rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile, zip_longest

from rapidfuzz import fuzz

from ita_extract.ita import sections
from ita_extract.model.document import Cell, Document, Paragraph, Place, Table
from ita_extract.model.grid import GridRow, Slot, WholeTable
from ita_extract.tables.fills import Calendar, find_calendar, tick_fills
from ita_extract.tables.heading_rows import count_leading, header_height, header_texts
from ita_extract.thai.digits import to_arabic
from ita_extract.thai.keys import key

_SEARCH_HEADER_IN = 4
_SAME_HEADING = 82.0
_LONGEST_TITLE = 200
_LONGEST_AMOUNT = 24
_WIDE = 0.6
_RULE = frozenset("-–—=_:|")
_NOTHING = Slot()


def join_tables(document: Document) -> tuple[WholeTable, ...]:
    """The document's tables in reading order, each whole.

    A table that repeats the heading of the one before it (even a little misspelt), or that has no heading and
    as many columns, continues it; so does one that follows only after lines that are section titles.
    """
    joiner = _Joiner()
    for block in document.blocks:
        if isinstance(block, Paragraph):
            joiner.read_line(block)
        else:
            joiner.read_table(joiner.with_fills_read(block))
    return tuple(part.whole() for part in joiner.parts)


@dataclass
class _Part:
    """A whole table in the making."""

    header: tuple[str, ...]
    header_places: tuple[Place, ...]
    rows: list[GridRow] = field(default_factory=list)
    notes: list[Cell] = field(default_factory=list)

    def whole(self) -> WholeTable:
        return WholeTable(self.header, tuple(self.rows), self.header_places, tuple(self.notes))


@dataclass
class _Joiner:
    parts: list[_Part] = field(default_factory=list)
    titles: list[tuple[int, str]] = field(default_factory=list)
    fresh_title: bool = False
    titled: bool = False  # some title stands between this table and the one before
    prose: bool = False
    numbers: int = 0  # parts of the number that the line just read begins with
    in_list: bool = False
    opens_part: bool = True  # the next row is the first of its part
    opening: list[Slot] = field(default_factory=list)  # the row that the part just read begins with
    calendar: Calendar | None = None  # of the last table with filled cells

    def read_line(self, line: Paragraph) -> None:
        if self.titles and sections.continues_title(line.text):
            above, title = self.titles[-1]
            self._open_title(above, f"{title} {line.text}")
            return
        rank = sections.rank_of_line(line.text, line.level)
        if self._is_list_item(rank, line.text):
            return
        if rank is None:
            self.prose = self.prose or len(line.text) > _LONGEST_TITLE
            return
        if any(sections.continues(title, line.text) for _, title in self.titles):
            return
        self._open_title(rank, line.text.strip())
        self.titled = True
        self.fresh_title = self.fresh_title or rank == sections.TITLE_RANK

    def _is_list_item(self, rank: int | None, text: str) -> bool:
        """Numbered lines of one depth that follow each other are a list, and stand over nothing."""
        depth = sections.number_depth(text) if rank == sections.NUMBERED_RANK else 0
        listed = depth > 0 and self.numbers > 0 and (self.in_list or depth == self.numbers)
        if listed and not self.in_list:
            self.titles = [title for title in self.titles if title[0] < sections.NUMBERED_RANK]
        self.numbers, self.in_list = depth, listed
        return listed

    def with_fills_read(self, table: Table) -> Table:
        if not any(cell.shade for cell in table.cells):
            return table
        self.calendar = find_calendar(table, self.calendar)
        return tick_fills(table, self.calendar) if self.calendar else table

    def read_table(self, table: Table) -> None:
        self.numbers, self.in_list = 0, False
        for header, rows in _stretches(_grid(table)):
            part = self._part_for(header, table.n_columns)
            self.opens_part = True
            merging = _merging(rows)
            for row, below in zip_longest(rows, rows[1:]):
                if below is not None and _is_counted_over(row, below):
                    title = " ".join(slot.text.strip() for slot in row if slot.own)
                    self._open_title(sections.rank_of_row(title), title)
                else:
                    self._read_row(part, row, below, merging)
        self.fresh_title = self.titled = self.prose = False

    def _part_for(self, header: list[list[Slot]], n_columns: int) -> _Part:
        """The table that these rows continue, or a new one."""
        texts = header_texts(header, n_columns)
        last = self.parts[-1] if self.parts else None
        if last and (_same_header(last.header, texts) if header else self._goes_on(last, n_columns)):
            return last
        places = tuple(slot.places[0] for row in header[:1] for slot in row if slot.parts)
        if (
            last
            and not any(last.header)
            and len(last.header) == len(texts)
            and not self.titled
            and self._goes_on(last, n_columns)
        ):
            last.header, last.header_places = texts, places  # the page before had lost it
            return last
        self.parts.append(_Part(texts, places))
        return self.parts[-1]

    def _goes_on(self, last: _Part, n_columns: int) -> bool:
        width = len(last.header)
        return (
            width - 1 <= n_columns <= width + 1 and n_columns > 1 and not self.fresh_title and not self.prose
        )

    def _read_row(
        self, part: _Part, row: list[Slot], below: list[Slot] | None, merging: frozenset[int]
    ) -> None:
        kind, cell = _kind_of_row(row, cut=self.opens_part and bool(part.rows))
        counted = cell and part.rows and self._counts_with_rows(part.rows[-1], cell, below)
        if cell and any(sections.continues(title, cell.text) for _, title in self.titles):
            return
        if kind == "title" and cell and not counted:
            self._open_title(sections.rank_of_row(cell.text), cell.text.strip())
        elif kind == "note":
            part.notes.extend(piece for slot in row if slot.own for piece in slot.parts)
        else:
            titles = tuple(title for _, title in self.titles)
            self.opening = row if self.opens_part else self.opening
            merging = merging and merging - _reaching_in(self.opening, row)
            part.rows.append(GridRow(_padded(row, len(part.header)), titles, self.opens_part, merging))
            self.opens_part = False

    def _counts_with_rows(self, above: GridRow, cell: Cell, below: list[Slot] | None) -> bool:
        """The cell alone in its row has the number between those of the rows around it: a row of which
        nothing else is said. A title counts titles."""
        number = sections.printed_number(cell.text)
        before = above.slots[cell.column].text if cell.column < len(above.slots) else ""
        if cell.column_span > 1 or not sections.is_next(sections.printed_number(before), number):
            return False
        if any(sections.is_next(sections.printed_number(title), number) for _, title in self.titles):
            return False
        return below is None or sections.is_next(number, sections.printed_number(below[cell.column].text))

    def _open_title(self, rank: int, title: str) -> None:
        above = takewhile(
            lambda kept: kept[0] < rank and not sections.same_level(kept[1], title), self.titles
        )
        self.titles = list(above)
        self.titles.append((rank, " ".join(title.split())))


def _grid(table: Table) -> list[list[Slot]]:
    """One slot a grid position. A cell merged downward is inherited below its first row;
    one merged to the right stands in its first column only."""
    rows = [[_NOTHING] * table.n_columns for _ in range(table.n_rows)]
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, table.n_rows)):
            rows[row][cell.column] = Slot((cell,), inherited=row > cell.row)
    return rows


def _merging(rows: list[list[Slot]]) -> frozenset[int]:
    """The columns that some cell of these rows, which are no headings, is merged downward in."""
    cells = (cell for row in rows for slot in row for cell in slot.parts)
    return frozenset(cell.column for cell in cells if cell.row_span > 1)


def _reaching_in(opening: list[Slot], row: list[Slot]) -> set[int]:
    """Columns where a blank cell runs down from the head of the page, as the rest of a merged cell does."""
    pairs = enumerate(zip(opening, row, strict=False))
    return {
        index for index, (first, slot) in pairs if slot.parts and slot.blank and slot.parts == first.parts
    }


def _stretches(rows: list[list[Slot]]) -> Iterator[tuple[list[list[Slot]], list[list[Slot]]]]:
    """Cuts a grid at its heading rows: (heading rows, rows below). Rows above the first are titles."""
    header: list[list[Slot]] = []
    body: list[list[Slot]] = []
    at, n_leading = 0, count_leading(rows)
    while at < len(rows):
        height = header_height(rows, at, first=at <= n_leading)
        if height:
            lead = body if not header and at < _SEARCH_HEADER_IN else []
            if not lead and (header or body):
                yield header, body
            header, body = rows[at : at + height], list(lead)
            at += height
        else:
            if not _says_nothing(rows[at]):
                body.append(rows[at])
            at += 1
    if header or body:
        yield header, body


def _same_header(known: tuple[str, ...], found: tuple[str, ...]) -> bool:
    if len(known) != len(found) or not any(known):
        return False
    likeness = [fuzz.ratio(key(a), key(b)) for a, b in zip(known, found, strict=True) if a or b]
    return min(likeness) >= 50 and sum(likeness) / len(likeness) >= _SAME_HEADING


def _says_nothing(row: list[Slot]) -> bool:
    """Blank, a rule line, or the columns' numbers "(1) (2) (3)"."""
    texts = [slot.text.strip() for slot in row if slot.own]
    if not texts:
        return all(slot.blank for slot in row)
    if all(len(text) > 1 and _RULE.issuperset(text) for text in texts):
        return True
    numbers = (to_arabic(text).strip("()[] .") for text in texts)
    return len(texts) > 2 and all(number == str(n) for n, number in enumerate(numbers, 1))


def _kind_of_row(row: list[Slot], *, cut: bool) -> tuple[str, Cell | None]:
    """("title" | "note" | "data", the one cell of a title or note).

    cut: the row follows a page break inside the table, where one cell alone may be the rest of the row above.
    """
    own = [slot for slot in row if slot.own]
    if _is_sum(own):
        return "note", own[0].parts[0]
    if len(own) != 1 or any(slot.unsaid or (slot.inherited and not slot.blank) for slot in row):
        return "data", None
    cell = own[0].parts[0]
    if not any(c.isalpha() for c in cell.text) or not (_is_wide(cell, row) or _may_head(cell, cut=cut)):
        return "data", None
    return ("note" if sections.is_note(cell.text) or len(cell.text) > _LONGEST_TITLE else "title"), cell


def _is_counted_over(row: list[Slot], below: list[Slot]) -> bool:
    """A number and words alone, "2 | Prevention", above a row that counts on below it, "2.1"."""
    head = next((slot for slot in row if not slot.blank), _NOTHING)
    number = to_arabic(head.text).strip(" .()")
    if not number.isdigit():
        return False
    under = to_arabic(below[head.parts[0].column].text).strip()
    if not under.startswith(f"{number}.") or not under[len(number) + 1 :][:1].isdecimal():
        return False
    said = [slot for slot in row if not slot.blank or slot.unsaid]
    return len(said) == 2 and all(slot.own for slot in said)


def _is_sum(own: list[Slot]) -> bool:
    """ "Total" and amounts, nothing else."""
    return len(own) > 1 and all(_is_amount(slot.text) for slot in own[1:]) and sections.is_note(own[0].text)


def _is_amount(text: str) -> bool:
    """A dash is none."""
    return len(text) <= _LONGEST_AMOUNT and (any(map(str.isdigit, text)) or not text.strip(" -–—"))


def _is_wide(cell: Cell, row: list[Slot]) -> bool:
    return cell.column_span > 1 and cell.column_span >= _WIDE * len(row)


def _may_head(cell: Cell, *, cut: bool) -> bool:
    """A cell alone in the first column; in the second, beside a blank number, only with a section's word."""
    named = sections.has_section_word(cell.text)
    if cell.column > 1 or len(cell.text) > _LONGEST_TITLE or "\n" in cell.text.strip():
        return False
    return named if cell.column == 1 or cut else True


def _padded(row: list[Slot], width: int) -> tuple[Slot, ...]:
    """At least as wide as the heading. A row may be wider: what stands beyond was shifted, and is kept."""
    while len(row) > width and row[-1].blank:
        row = row[:-1]
    return tuple(row) + (_NOTHING,) * (width - len(row))
