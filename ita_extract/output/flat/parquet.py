"""Flat tables as Parquet files. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ita_extract.model.report import Report
from ita_extract.output.files import drafted
from ita_extract.output.flat.columns import TABLES, Column, FlatTable
from ita_extract.output.flat.rows import Row, report_to_rows

# Rows are written in groups of at least so many; the last one may be smaller.
_GROUP = 10_000
_KINDS = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
    "true or false": pa.bool_(),
}


def write_parquet(reports: Iterable[Report], folder: Path) -> None:
    """All files are complete before the first takes its place; their columns carry their meanings."""
    with ExitStack() as drafts, ExitStack() as open_files:
        writers = {}
        for table in TABLES:
            draft = drafts.enter_context(drafted(folder / f"{table.name}.parquet"))
            writers[table.name] = open_files.enter_context(_Writer(draft, table))
        for report in reports:
            for name, rows in report_to_rows(report).items():
                writers[name].put(rows)


class _Writer:
    def __init__(self, path: Path, table: FlatTable) -> None:
        self._schema = pa.schema([_field(column) for column in table.columns])
        self._writer = pq.ParquetWriter(path, self._schema)
        self._rows: list[Row] = []

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._writer.close()

    def put(self, rows: list[Row]) -> None:
        self._rows += rows
        if len(self._rows) >= _GROUP:
            self._flush()

    def _flush(self) -> None:
        values = zip(*self._rows, strict=True) if self._rows else [()] * len(self._schema)
        columns = [pa.array(column, field.type) for column, field in zip(values, self._schema, strict=True)]
        self._writer.write_table(pa.table(columns, schema=self._schema))
        self._rows = []


def _field(column: Column) -> Any:
    return pa.field(column.name, _KINDS[column.kind], metadata={"description": column.meaning})
