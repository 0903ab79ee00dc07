"""Report ⇄ JSON: UTF-8, Thai letters as they are, keys in the models' order, the same bytes each time."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ita_extract.errors import Damaged, InputMissing, InputUnreadable
from ita_extract.model.report import Report

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def report_to_json(report: Report) -> bytes:
    return report.model_dump_json(indent=2).encode("utf-8") + b"\n"


def json_to_report(data: bytes, name: str) -> Report:
    """name: what messages call the document. Raises Damaged when it is not one of ours."""
    try:
        # A truth is mended by hand, and editors on Windows begin a file with a mark.
        return Report.model_validate_json(data.removeprefix(BOM_UTF8))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the document"
        raise Damaged(
            f"{name}: this is not a report document of ita-extract ({place}: {first['msg']}).",
            advice="Name what `ita-extract convert` wrote; out of a folder of such documents, move it away.",
        ) from None


def read_report(path: Path) -> Report:
    """The report in a JSON file that `convert` wrote. Raises InputError."""
    try:
        return json_to_report(path.read_bytes(), str(path))
    except FileNotFoundError:
        raise InputMissing(f"{path}: no such file.") from None
    except OSError as error:
        raise InputUnreadable(f"{path}: cannot be read ({error.strerror or error}).") from None


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that every document written is valid against."""
    return {"$schema": DIALECT, **Report.model_json_schema(mode="serialization")}


def schema_to_json() -> bytes:
    return json.dumps(schema(), ensure_ascii=False, indent=2).encode("utf-8") + b"\n"
