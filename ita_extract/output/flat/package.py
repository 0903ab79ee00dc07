"""datapackage.json: the Frictionless descriptor of the tables beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ita_extract.output.files import DESCRIPTOR, write_whole
from ita_extract.output.flat.columns import TABLES, Column, FlatTable

_TYPES = {"text": "string", "true or false": "boolean"}


def write_package(folder: Path, ending: str, encoding: str) -> None:
    package = {"name": "ita-extract", "resources": [_resource(table, ending, encoding) for table in TABLES]}
    write_whole(
        folder / DESCRIPTOR, json.dumps(package, ensure_ascii=False, indent=2).encode("utf-8") + b"\n"
    )


def _resource(table: FlatTable, ending: str, encoding: str) -> dict[str, Any]:
    fields = [_field(column, is_key=column.name in table.key) for column in table.columns]
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.{ending}",
        "format": ending,
        "encoding": encoding,
        "schema": {"fields": fields, "primaryKey": list(table.key)},
    }


def _field(column: Column, *, is_key: bool) -> dict[str, Any]:
    kind = _TYPES.get(column.kind, column.kind)
    described = {"name": column.name, "type": kind, "description": column.meaning}
    return {**described, "constraints": {"required": True}} if is_key else described
