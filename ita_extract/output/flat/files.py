"""Flat tables as files: CSV, JSON Lines, a workbook, SQLite. Each appears whole."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path
from typing import Any

from ita_extract.model.report import Report
from ita_extract.output.files import drafted, write_whole
from ita_extract.output.flat.columns import TABLES, Column, FlatTable
from ita_extract.output.flat.rows import Row, report_to_rows

Reports = Iterable[Report]
_SQL_KINDS = {"integer": "INTEGER", "number": "REAL", "true or false": "INTEGER"}
_FRICTIONLESS = {"text": "string", "true or false": "boolean"}
# The longest text that a cell of a workbook may hold.
_LONGEST_CELL = 32_767
_WIDE, _NARROW = 32, 12
PACKAGE = "datapackage.json"


def write_csv(reports: Reports, folder: Path, *, mark: bool = False) -> None:
    """mark: begin with a byte order mark, without which Excel takes Thai for another encoding."""

    def made(table: FlatTable, stream: Any) -> Callable[[Row], Any]:
        stream.write("\ufeff" if mark else "")
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([column.name for column in table.columns])
        return lambda row: writer.writerow([_plain(value) for value in row])

    _write_texts(reports, folder, "csv", made)


def write_jsonl(reports: Reports, folder: Path) -> None:
    def made(table: FlatTable, stream: Any) -> Callable[[Row], Any]:
        names = [column.name for column in table.columns]
        return lambda row: stream.write(row_to_json(names, row) + "\n")

    _write_texts(reports, folder, "jsonl", made)


def row_to_json(names: Sequence[str], row: Row) -> str:
    return json.dumps(dict(zip(names, _stored(row), strict=True)), ensure_ascii=False)


def write_workbook(reports: Reports, path: Path) -> None:
    """A sheet for each table: the heading frozen, with filters, cells wrapped."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheets = {table.name: book.create_sheet(table.name) for table in TABLES}
    for table in TABLES:
        sheets[table.name].freeze_panes = "A2"
        for number, column in enumerate(table.columns, 1):
            width = _WIDE if column.kind == "text" else _NARROW
            sheets[table.name].column_dimensions[get_column_letter(number)].width = width
        sheets[table.name].append([column.name for column in table.columns])
    counts = dict.fromkeys(sheets, 1)
    for report in reports:
        for name, rows in report_to_rows(report).items():
            counts[name] += len(rows)
            for row in rows:
                sheets[name].append([_cell(sheets[name], value) for value in row])
    for table in TABLES:
        last = get_column_letter(len(table.columns))
        sheets[table.name].auto_filter.ref = f"A1:{last}{counts[table.name]}"
    with drafted(path) as draft:
        book.save(draft)


def _cell(sheet: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment

    cell = WriteOnlyCell(sheet)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_CELL]
        # What begins like a formula is somebody's text, and must never be run.
        cell.data_type = "s"
    else:
        cell.value = value
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def write_sqlite(reports: Reports, path: Path) -> None:
    with drafted(path) as draft, closing(sqlite3.connect(draft, isolation_level=None)) as base:
        base.execute("BEGIN")
        for table in TABLES:
            columns = ", ".join(
                f'"{each.name}" {_SQL_KINDS.get(each.kind, "TEXT")}' for each in table.columns
            )
            base.execute(f'CREATE TABLE "{table.name}" ({columns})')
        for report in reports:
            for name, rows in report_to_rows(report).items():
                for row in map(_stored, rows):
                    base.execute(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(row))})', row)
        base.execute("COMMIT")


def write_package(folder: Path, ending: str) -> None:
    """datapackage.json: the Frictionless descriptor of the tables beside it."""
    resources = [
        {
            "name": table.name,
            "path": f"{table.name}.{ending}",
            "format": ending,
            "encoding": "utf-8",
            "schema": {"fields": [_described(each) for each in table.columns], "primaryKey": list(table.key)},
        }
        for table in TABLES
    ]
    package = {"name": "ita-extract", "resources": resources}
    write_whole(folder / PACKAGE, json.dumps(package, ensure_ascii=False, indent=2).encode("utf-8") + b"\n")


def _described(column: Column) -> dict[str, str]:
    kind = _FRICTIONLESS.get(column.kind, column.kind)
    return {"name": column.name, "type": kind, "description": column.meaning}


def _write_texts(
    reports: Reports, folder: Path, ending: str, made: Callable[[FlatTable, Any], Callable[[Row], Any]]
) -> None:
    with ExitStack() as stack:
        writers = {}
        for table in TABLES:
            draft = stack.enter_context(drafted(folder / f"{table.name}.{ending}"))
            writers[table.name] = made(
                table, stack.enter_context(draft.open("w", encoding="utf-8", newline=""))
            )
        for report in reports:
            for name, rows in report_to_rows(report).items():
                for row in rows:
                    writers[name](row)
    write_package(folder, ending)


def _plain(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _stored(row: Row) -> Row:
    return tuple(value.isoformat() if isinstance(value, date) else value for value in row)
