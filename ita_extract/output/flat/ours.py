"""Whether a file that stands where a table is to go was written here; any other is somebody's work."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from ita_extract.output.flat.columns import TABLES
from ita_extract.output.flat.doubts import DOUBTS
from ita_extract.output.flat.package import NAME
from ita_extract.output.flat.workbook import SAVED_ON

# Of an older version some columns may be missing; one that we do not know is somebody's own.
_COLUMNS = frozenset(column.name for table in (*TABLES, DOUBTS) for column in table.columns)
_LONGEST_HEADING = 100_000


def is_ours(path: Path) -> bool:
    """False also for a file of ours that another program has saved since. Raises OSError.

    Rows that were added by hand to a CSV file are not seen, nor what stands in a database.
    """
    look = _LOOKS.get(path.suffix.lower())
    try:
        return look is None or path.stat().st_size == 0 or look(path)
    except (ValueError, KeyError, TypeError, BadZipFile):
        return False


def _csv(path: Path) -> bool:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return _known(next(csv.reader([stream.readline(_LONGEST_HEADING)]), ()))


def _json_lines(path: Path) -> bool:
    with path.open(encoding="utf-8") as stream:
        return _known(dict(json.loads(stream.readline())))


def _parquet(path: Path) -> bool:
    from pyarrow.parquet import read_schema

    return _known(read_schema(path).names)


def _known(names: Iterable[str]) -> bool:
    found = set(names)
    return bool(found) and found <= _COLUMNS


def _workbook(path: Path) -> bool:
    # Every program that saves a workbook writes down when.
    with ZipFile(path) as archive:
        return f">{SAVED_ON:%Y-%m-%dT%H:%M:%S}Z</dcterms:modified>".encode() in archive.read(
            "docProps/core.xml"
        )


def _descriptor(path: Path) -> bool:
    return bool(json.loads(path.read_bytes())["name"] == NAME)


_LOOKS: dict[str, Callable[[Path], bool]] = {
    ".csv": _csv,
    ".jsonl": _json_lines,
    ".parquet": _parquet,
    ".xlsx": _workbook,
    ".json": _descriptor,
}
