"""Flat tables as a SQLite file, made anew each time and whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from ita_extract.model.report import Report
from ita_extract.output.files import drafted
from ita_extract.output.flat.columns import TABLES, FlatTable
from ita_extract.output.flat.rows import report_to_rows
from ita_extract.output.flat.texts import stored

_KINDS = {"integer": "INTEGER", "number": "REAL", "true or false": "INTEGER"}


def write_sqlite(reports: Iterable[Report], path: Path) -> None:
    with drafted(path) as draft, closing(sqlite3.connect(draft, isolation_level=None)) as base:
        base.execute("BEGIN")
        for table in TABLES:
            base.execute(_definition(table))
        for report in reports:
            for name, rows in report_to_rows(report).items():
                for row in map(stored, rows):
                    base.execute(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(row))})', row)
        base.execute("COMMIT")


def _definition(table: FlatTable) -> str:
    columns = [f'"{each.name}" {_KINDS.get(each.kind, "TEXT")}' for each in table.columns]
    key = ", ".join(f'"{name}"' for name in table.key)
    return f'CREATE TABLE "{table.name}" ({", ".join(columns)}, PRIMARY KEY ({key}))'
