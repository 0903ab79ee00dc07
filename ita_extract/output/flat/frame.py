"""Reports as a pandas DataFrame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ita_extract.errors import UsageError
from ita_extract.model.report import Report
from ita_extract.output.flat.columns import TABLES, Column
from ita_extract.output.flat.rows import report_to_rows
from ita_extract.output.flat.targets import folder_reports
from ita_extract.output.json import read_report

if TYPE_CHECKING:
    import pandas as pd

_KINDS = {"text": "string", "integer": "Int64", "number": "Float64", "true or false": "boolean"}


def to_dataframe(
    reports: Path | str | Report | Iterable[Path | str | Report],
    table: Literal["measures", "scores", "findings"] = "measures",
) -> pd.DataFrame:
    """One of the flat tables of docs/tables.md.

    reports: reports, documents that convert wrote, or folders of them; or one of these.
    Raises InputError or UsageError for a path that is none of these, UsageError for another table.
    """
    import pandas as pd

    columns = _columns(table)
    rows = [row for report in _reports(reports) for row in report_to_rows(report)[table]]
    frame = pd.DataFrame(rows, columns=[column.name for column in columns])
    for column in columns:
        if column.kind == "date":
            frame[column.name] = pd.to_datetime(frame[column.name])
        else:
            frame[column.name] = frame[column.name].astype(_KINDS[column.kind])
    return frame


def _columns(table: str) -> tuple[Column, ...]:
    columns = {each.name: each.columns for each in TABLES}
    if table not in columns:
        raise UsageError(f"There is no table {table}.", advice=f"Name one of {', '.join(columns)}.")
    return columns[table]


def _reports(given: Path | str | Report | Iterable[Path | str | Report]) -> Iterator[Report]:
    for each in [given] if isinstance(given, Path | str | Report) else given:
        if isinstance(each, Report):
            yield each
        elif Path(each).is_dir():
            yield from folder_reports(Path(each))
        else:
            yield read_report(Path(each))
