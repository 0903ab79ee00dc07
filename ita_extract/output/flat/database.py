"""Flat tables in a database that SQLAlchemy knows: loaded in one transaction, each content once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sql
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from ita_extract.errors import OutputError, UsageError
from ita_extract.model.report import Report
from ita_extract.output.flat.columns import TABLES, Column, FlatTable
from ita_extract.output.flat.rows import Row, Value, report_to_rows

_CONTENT = "source_sha256"
_KINDS: dict[str, Any] = {
    "text": sql.Text,
    "integer": sql.Integer,
    "number": sql.Double,
    "date": sql.Date,
    "true or false": sql.Boolean,
}
_DRIVER = (
    "Install the driver of your database and name it in the URL: "
    "pip install pg8000, then postgresql+pg8000://USER:PASSWORD@HOST/DATABASE."
)
# Long enough for every hash, name of a row, and number.
_KEY_LENGTH = 64


def check_database(url: str) -> None:
    """Raises UsageError for a URL of no known database, OutputError where it does not answer."""
    with _connected(url):
        pass


def write_database(reports: Iterable[Report], url: str) -> None:
    """Readers see the tables as before until all is there; whatever fails, nothing is changed.

    A report that is there with the same rows is left alone. Another content under the same path takes the
    place of the one before. Raises OutputError.
    """
    with _connected(url) as connection:
        _METADATA.create_all(connection)
        _check_columns(connection, url)
        load = _Load(connection)
        for report in reports:
            load.put(report)


def _key(table: FlatTable) -> set[str]:
    return {_CONTENT if name == "source_path" else name for name in table.key}


def _column(column: Column, *, is_key: bool) -> sql.Column[Any]:
    # Some databases take no text without a length for a key.
    kind = sql.String(_KEY_LENGTH) if is_key else _KINDS[column.kind]
    return sql.Column(column.name, kind, primary_key=is_key, comment=column.meaning)


_METADATA = sql.MetaData()
_TABLES = {
    table.name: sql.Table(
        table.name,
        _METADATA,
        *(_column(column, is_key=column.name in _key(table)) for column in table.columns),
    )
    for table in TABLES
}
_LOADED = sql.Table(
    "loaded_reports",
    _METADATA,
    sql.Column(_CONTENT, sql.String(_KEY_LENGTH), primary_key=True),
    sql.Column("source_path", sql.Text, nullable=False),
    sql.Column("agency", sql.Text),
    sql.Column("rows_sha256", sql.String(_KEY_LENGTH), nullable=False),
)


@dataclass(frozen=True, slots=True)
class _Known:
    """One report as the database has it."""

    content: str
    path: str
    agency: str | None
    rows: str


class _Load:
    """One load, in one transaction."""

    def __init__(self, connection: sql.Connection) -> None:
        self._connection = connection
        known = [_Known(*row) for row in connection.execute(sql.select(_LOADED))]
        self._by_content = {each.content: each for each in known}
        self._by_path = {each.path: each for each in known}
        self._seen: set[str] = set()

    def put(self, report: Report) -> None:
        source = report.source
        if source.sha256 in self._seen:
            return
        self._seen.add(source.sha256)
        rows = report_to_rows(report)
        now = _Known(source.sha256, source.path, report.report.agency.name, _digest(rows))
        if self._by_content.get(now.content) == now:
            return
        self._remove(self._by_content.get(now.content))
        self._remove(self._earlier(now))
        self._insert(now, rows)

    def _earlier(self, now: _Known) -> _Known | None:
        """What stood under this path before. Raises OutputError for what seems to be another report."""
        before = self._by_path.get(now.path)
        if before and before.agency and now.agency and before.agency != now.agency:
            raise OutputError(
                f"{now.path}: the database holds a report of {before.agency} under this path, "
                f"and this one is of {now.agency}. Nothing was changed.",
                advice="Convert the folder that holds both, so that their paths differ; or first delete the "
                "rows of that path, those of loaded_reports too.",
            )
        return before

    def _remove(self, known: _Known | None) -> None:
        if known is None or known.content not in self._by_content:
            return
        for table in (*_TABLES.values(), _LOADED):
            self._connection.execute(table.delete().where(table.c[_CONTENT] == known.content))
        del self._by_content[known.content]
        del self._by_path[known.path]

    def _insert(self, now: _Known, rows: dict[str, list[Row]]) -> None:
        values = (now.content, now.path, now.agency, now.rows)
        self._connection.execute(_LOADED.insert().values(values))
        for name, table in _TABLES.items():
            if rows[name]:
                names = table.columns.keys()
                made = [dict(zip(names, map(_storable, row), strict=True)) for row in rows[name]]
                self._connection.execute(table.insert(), made)
        self._by_content[now.content] = self._by_path[now.path] = now


def _digest(rows: dict[str, list[Row]]) -> str:
    return hashlib.sha256(json.dumps(rows, default=str, sort_keys=True).encode()).hexdigest()


def _storable(value: Value) -> Value:
    # PostgreSQL takes no such character.
    return value.replace("\0", "") if isinstance(value, str) else value


def _check_columns(connection: sql.Connection, url: str) -> None:
    found = sql.inspect(connection)
    for name, table in _METADATA.tables.items():
        missing = set(table.columns.keys()) - {column["name"] for column in found.get_columns(name)}
        if missing:
            raise OutputError(
                f"{shown(url)}: its table {name} has no column {', '.join(sorted(missing))}.",
                advice="It is of another program or version: drop it, or use another database.",
            )


def shown(url: str) -> str:
    """The URL without its password."""
    try:
        return sql.make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "the database"


@contextmanager
def _connected(url: str) -> Iterator[sql.Connection]:
    """In a transaction that ends with the block."""
    with _translated(url):
        engine = sql.create_engine(url)
        try:
            with _begun(engine, url) as connection:
                yield connection
        finally:
            engine.dispose()


def _begun(engine: sql.Engine, url: str) -> AbstractContextManager[sql.Connection]:
    try:
        engine.connect().close()
    except TypeError as error:
        # A driver is a function to SQLAlchemy: what the URL lacks or has too much is an argument of it.
        raise UsageError(f"{shown(url)}: the driver does not take it ({error}).", advice=_DRIVER) from None
    return engine.begin()


@contextmanager
def _translated(url: str) -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        raise UsageError(f"{shown(url)}: the driver {error.name} is not installed.", advice=_DRIVER) from None
    except (ArgumentError, NoSuchModuleError):
        raise UsageError(f"{shown(url)}: this is no URL of a database.", advice=_DRIVER) from None
    except SQLAlchemyError as error:
        raise OutputError(f"{shown(url)}: {_words(error).rstrip('.')}.", advice=_AGAIN) from None


_AGAIN = "Nothing was changed. See that it runs, that you may write to it, and that no other load goes on."


def _words(error: SQLAlchemyError) -> str:
    """The driver's own sentence, without the statement and its values."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    return " ".join(str(cause).split()) or type(cause).__name__
