"""Flat tables as a workbook: a sheet for each, the heading frozen and filtered, cells wrapped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from copy import copy
from datetime import datetime
from pathlib import Path
from tempfile import gettempdir
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ita_extract.errors import DiskFull, OutputError
from ita_extract.model.report import Report
from ita_extract.output.files import drafted
from ita_extract.output.flat.columns import TABLES, Column, FlatTable
from ita_extract.output.flat.rows import Row, Value, report_to_rows
from ita_extract.output.flat.texts import is_formula

# What a cell and a sheet may hold at most.
_LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576 - 1
_NARROW, _MIDDLE, _WIDE = 11, 22, 42
_POINTS_A_LINE, _TALLEST = 16, 400
# The earliest that an archive can name, for all that would tell when a workbook was made.
SAVED_ON = datetime(1980, 1, 1)
_HASH = "_sha256"
_SHORT = ("_id", _HASH, "number", "kind", "code", "severity", "level", "instrument", "question", "grade")
_MEDIUM = ("agency", "province", "path", "codes", "names")


def write_workbook(reports: Iterable[Report], path: Path) -> None:
    """Raises OutputError where a sheet cannot hold all rows."""
    with opened(path, TABLES) as book:
        for report in reports:
            for name, rows in report_to_rows(report).items():
                for row in rows:
                    book.put(name, row)


@contextmanager
def opened(path: Path, tables: Sequence[FlatTable]) -> Iterator[Book]:
    """Gives the book to put rows into; the file takes its place at the end. Raises OutputError."""
    from lxml.etree import LxmlError

    with drafted(path) as draft:
        book = Book(path, tables)
        try:
            yield book
            book.save(draft)
        except LxmlError as error:
            raise DiskFull(
                f"{path}: {gettempdir()} does not hold its sheets until they are saved ({error}).",
                advice="Make room there, or name another folder in the variable TMPDIR.",
            ) from None
        finally:
            book.close()


class _Undated(ZipFile):
    """An archive whose bytes do not tell when it was made."""

    def open(self, name: Any, *words: Any, **options: Any) -> Any:
        if isinstance(name, ZipInfo):
            name.date_time = SAVED_ON.timetuple()[:6]
        return super().open(name, *words, **options)


class Book:
    """Rows go to the disk as they come. path: what messages call it."""

    def __init__(self, path: Path, tables: Sequence[FlatTable]) -> None:
        from openpyxl import Workbook

        self._path = path
        self._tables = tables
        self._book = Workbook(write_only=True)
        self._book.properties.created = self._book.properties.modified = SAVED_ON
        self._sheets = {table.name: self._begun(table) for table in tables}
        # Nobody reads a hash; wrapped it would make every row tall.
        self._styles = {
            is_hash: _style(self._book.worksheets[0], wrapped=not is_hash) for is_hash in (False, True)
        }
        self._columns = {table.name: table.columns for table in tables}
        self._rows = dict.fromkeys(self._sheets, 0)

    def put(self, name: str, row: Row) -> None:
        self._rows[name] += 1
        if self._rows[name] > MOST_ROWS:
            raise OutputError(
                f"{self._path}: a sheet of a workbook holds no more than {MOST_ROWS} rows.",
                advice="Write the tables as CSV, Parquet or SQLite.",
            )
        sheet, number = self._sheets[name], self._rows[name] + 1
        # Without a height some programs show one line of what is wrapped over many.
        sheet.row_dimensions[number].height = _height(row, self._columns[name])
        sheet.append(
            [self._cell(sheet, value, column) for value, column in zip(row, self._columns[name], strict=True)]
        )
        del sheet.row_dimensions[number]

    def save(self, path: Path) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.writer.excel import ExcelWriter

        for table in self._tables:
            last = get_column_letter(len(table.columns))
            self._sheets[table.name].auto_filter.ref = f"A1:{last}{self._rows[table.name] + 1}"
        with _Undated(path, "w", ZIP_DEFLATED) as archive:
            ExcelWriter(self._book, archive).save()

    def close(self) -> None:
        """A sheet that is left open complains when the program ends."""
        from lxml.etree import LxmlError

        for sheet in self._sheets.values():
            if not sheet.closed:
                with suppress(OSError, LxmlError):
                    sheet.close()

    def _begun(self, table: FlatTable) -> Any:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter

        sheet = self._book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        heading = []
        for number, column in enumerate(table.columns, 1):
            sheet.column_dimensions[get_column_letter(number)].width = _width(column)
            cell = WriteOnlyCell(sheet, column.name)
            cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
            heading.append(cell)
        sheet.row_dimensions[1].height = 2 * _POINTS_A_LINE
        sheet.append(heading)
        return sheet

    def _cell(self, sheet: Any, value: Value, column: Column) -> Any:
        from openpyxl.cell import WriteOnlyCell

        if value is None:
            return None
        cell = WriteOnlyCell(sheet)
        # The same style for all: to make one for each cell would take as long as all else.
        cell._style = copy(self._styles[column.name.endswith(_HASH)])
        if isinstance(value, str):
            cell.value = _fitting(value)
            # What begins like a formula is somebody's text, and must never be run, nor when it is edited.
            cell.data_type = "s"
            if is_formula(value):
                cell.quotePrefix = True
        else:
            cell.value = value
        return cell


def _style(sheet: Any, *, wrapped: bool) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    cell = WriteOnlyCell(sheet)
    cell.alignment = Alignment(wrap_text=wrapped, vertical="top")
    return cell._style


def _fitting(text: str) -> str:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    clean: str = ILLEGAL_CHARACTERS_RE.sub("", text)
    return clean if len(clean) <= _LONGEST_CELL else clean[: _LONGEST_CELL - 1] + "…"


def _height(row: Row, columns: Sequence[Column]) -> int:
    """Points. Marks above and below are counted as letters, which makes up for lines that end early."""
    lines = (
        sum(max(1, -(-len(line) // _width(column))) for line in value.split("\n"))
        for value, column in zip(row, columns, strict=True)
        if isinstance(value, str) and not column.name.endswith(_HASH)
    )
    return min(_TALLEST, _POINTS_A_LINE * max(lines, default=1))


def _width(column: Column) -> int:
    if column.kind != "text" or column.name.endswith(_SHORT):
        return _NARROW
    return _MIDDLE if column.name.endswith(_MEDIUM) else _WIDE
