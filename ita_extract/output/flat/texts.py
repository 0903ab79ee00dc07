"""Flat tables as text: CSV, JSON Lines, in files that appear whole, or JSON Lines to standard output."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TextIO

from ita_extract.model.report import Report
from ita_extract.output.files import DESCRIPTOR, drafted
from ita_extract.output.flat.columns import TABLES, FlatTable
from ita_extract.output.flat.package import package_to_json
from ita_extract.output.flat.rows import Row, Value, report_to_rows

Reports = Iterable[Report]
Put = Callable[[Row], object]
Opened = Callable[[FlatTable, TextIO], Put]

# Excel takes what begins so for a formula; a dash alone it leaves as it is.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(reports: Reports, folder: Path) -> None:
    _write(reports, folder, "csv", _csv)


def write_excel_csv(reports: Reports, folder: Path) -> None:
    _write(reports, folder, "csv", excel_csv, encoding="utf-8-sig")


def write_jsonl(reports: Reports, folder: Path) -> None:
    _write(reports, folder, "jsonl", _json_lines)


def write_stream(reports: Reports, _: object = None) -> None:
    """Every row to standard output, one JSON object a line; its first key names its table."""
    names = {table.name: [column.name for column in table.columns] for table in TABLES}
    for report in reports:
        for table, rows in report_to_rows(report).items():
            for row in rows:
                sys.stdout.write(_json(["table", *names[table]], (table, *row)) + "\n")
    sys.stdout.flush()


def _csv(table: FlatTable, stream: TextIO) -> Put:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    return lambda row: writer.writerow([_plain(value) for value in row])


def excel_csv(table: FlatTable, stream: TextIO) -> Put:
    """As a spreadsheet shows it when it is opened by a double click: nothing in it is run."""
    put = _csv(table, stream)
    return lambda row: put(tuple(map(_harmless, row)))


def _json_lines(table: FlatTable, stream: TextIO) -> Put:
    names = [column.name for column in table.columns]
    return lambda row: stream.write(_json(names, row) + "\n")


def _json(names: Sequence[str], row: Row) -> str:
    return json.dumps(dict(zip(names, stored(row), strict=True)), ensure_ascii=False)


def _write(reports: Reports, folder: Path, ending: str, opened: Opened, *, encoding: str = "utf-8") -> None:
    """encoding: utf-8-sig begins with a mark, without which Excel takes Thai for another encoding."""
    # All are complete before the first takes its place, so that a full disk leaves no mixture.
    with ExitStack() as drafts, ExitStack() as streams:
        puts: dict[str, Put] = {}
        for table in TABLES:
            draft = drafts.enter_context(drafted(folder / f"{table.name}.{ending}"))
            stream = streams.enter_context(draft.open("w", encoding=encoding, newline=""))
            puts[table.name] = opened(table, stream)
        drafts.enter_context(drafted(folder / DESCRIPTOR)).write_bytes(package_to_json(ending, encoding))
        for report in reports:
            for name, rows in report_to_rows(report).items():
                for row in rows:
                    puts[name](row)


def is_formula(value: Value) -> bool:
    return isinstance(value, str) and value.startswith(FORMULA) and value != "-"


def _harmless(value: Value) -> Value:
    return f"'{value}" if is_formula(value) else value


def _plain(value: Value) -> Value:
    return str(value).lower() if isinstance(value, bool) else value


def stored(row: Row) -> Row:
    """With dates as ISO 8601."""
    return tuple(value.isoformat() if isinstance(value, date) else value for value in row)
