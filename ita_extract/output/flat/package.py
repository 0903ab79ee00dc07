"""datapackage.json: the Frictionless descriptor of the tables beside it."""

from __future__ import annotations

import json
from typing import Any

from ita_extract.output.flat.columns import TABLES, Column, FlatTable

NAME = "ita-extract"

_TYPES = {"text": "string", "true or false": "boolean"}


def package_to_json(ending: str, encoding: str) -> bytes:
    package = {"name": NAME, "resources": [_resource(table, ending, encoding) for table in TABLES]}
    return json.dumps(package, ensure_ascii=False, indent=2).encode("utf-8") + b"\n"


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
