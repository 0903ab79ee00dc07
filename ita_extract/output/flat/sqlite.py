"""Flat tables as a SQLite file, made anew each time and whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from ita_extract.errors import OutputError
from ita_extract.model.report import Report
from ita_extract.output.files import drafted, translated_sqlite
from ita_extract.output.flat.columns import TABLES, FlatTable
from ita_extract.output.flat.rows import report_to_rows
from ita_extract.output.flat.texts import stored

_KINDS = {"integer": "INTEGER", "number": "REAL", "true or false": "INTEGER"}


def check_sqlite(place: str) -> None:
    """Raises OutputError for a database of somebody else's, which would be gone."""
    path = Path(place)
    if not path.is_file():
        return
    with translated_sqlite(path), closing(sqlite3.connect(path)) as base:
        names = _tables_in(base, path)
    if other := sorted(names - {table.name for table in TABLES}):
        raise OutputError(
            f"{path}: this database has other tables ({', '.join(other)}), and is not written over.",
            advice=f"Name another file, or add to it with the URL sqlite:///{path}.",
        )


def _tables_in(base: sqlite3.Connection, path: Path) -> set[str]:
    """Without what SQLite keeps for itself, such as the statistics of ANALYZE."""
    try:
        rows = base.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
        )
        return {name for (name,) in rows}
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_NOTADB:
            raise
        raise OutputError(
            f"{path}: this is no SQLite database, and is not written over.", advice="Name another file."
        ) from None


def write_sqlite(reports: Iterable[Report], path: Path) -> None:
    """Raises OutputError."""
    with (
        drafted(path) as draft,
        translated_sqlite(path),
        closing(sqlite3.connect(draft, isolation_level=None)) as base,
    ):
        base.execute("BEGIN")
        for table in TABLES:
            base.execute(_definition(table))
        for report in reports:
            _insert(base, report, path)
        base.execute("COMMIT")


def _insert(base: sqlite3.Connection, report: Report, path: Path) -> None:
    try:
        for name, rows in report_to_rows(report).items():
            for row in map(stored, rows):
                base.execute(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(row))})', row)
    except sqlite3.IntegrityError:
        raise OutputError(
            f"{path}: two documents are of inputs called {report.source.path}, and would have the same keys.",
            advice="Convert the folder that holds both inputs, so that their paths differ.",
        ) from None


def _definition(table: FlatTable) -> str:
    columns = [f'"{each.name}" {_KINDS.get(each.kind, "TEXT")}' for each in table.columns]
    key = ", ".join(f'"{name}"' for name in table.key)
    return f'CREATE TABLE "{table.name}" ({", ".join(columns)}, PRIMARY KEY ({key}))'
