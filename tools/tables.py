"""docs/tables.md, and the tables of docs/output.md: forms from the models, meanings kept from the document.

A table begins with the comment `<!-- model: NAME -->`. Prints the models' tables anew into the file.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from ita_extract.model import report
from ita_extract.output.flat.columns import TABLES

PAGE = Path(__file__).resolve().parent.parent / "docs" / "output.md"
FLAT_PAGE = PAGE.with_name("tables.md")
_TABLE = re.compile(r"<!-- model: (?P<model>[A-Za-z]+) -->\n(?P<rows>(?:\|[^\n]*\n)*)")
_WORDS: dict[Any, str] = {str: "text", int: "integer", float: "number", bool: "true or false"}


def renewed(page: str) -> str:
    """The page with every model's table brought up to date; meanings of new keys are left empty."""
    return _TABLE.sub(lambda found: _table(found["model"], found["rows"]), page)


def empty_meanings(page: str) -> list[str]:
    return [
        row for found in _TABLE.finditer(page) for row in found["rows"].splitlines() if row.endswith("|  |")
    ]


def models(page: str) -> set[str]:
    """The names of the models that have a table in the page."""
    return {found["model"] for found in _TABLE.finditer(page)}


def _table(name: str, rows: str) -> str:
    model: type[BaseModel] = getattr(report, name)
    meanings = dict(_meanings(rows))
    own = {key: field for key, field in model.model_fields.items() if key not in _inherited(model)}
    lines = [
        f"| `{key}` | {form(field.annotation)} | {meanings.get(key, '')} |" for key, field in own.items()
    ]
    return "\n".join([f"<!-- model: {name} -->", "| key | form | meaning |", "|---|---|---|", *lines, ""])


def _inherited(model: type[BaseModel]) -> set[str]:
    parent = model.__base__
    return set(parent.model_fields) if parent and issubclass(parent, BaseModel) else set()


def _meanings(rows: str) -> Iterator[tuple[str, str]]:
    for row in rows.splitlines()[2:]:
        key, _, meaning = (cell.strip() for cell in row.strip("|").split("|", 2))
        yield key.strip("`"), meaning


def form(kind: Any) -> str:
    """A type in words: "text or null", "list of [Item](#item)"."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return " or ".join(form(each) for each in inner)
    if origin is Literal:
        return ", ".join(f'`"{each}"`' for each in inner)
    if origin is list:
        return f"list of {form(inner[0])}"
    if origin is tuple:
        return f"list of {len(inner)} numbers"
    if kind is types.NoneType:
        return "null"
    if kind in _WORDS:
        return _WORDS[kind]
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return f"[{kind.__name__}](#{kind.__name__.lower()})"
    return form(inner[0])  # Annotated[…]: its type comes first


def flat_page() -> str:
    """docs/tables.md as a whole."""
    lines = ["# Flat tables", "", _FLAT_INTRODUCTION, ""]
    for table in TABLES:
        key = ", ".join(f"`{name}`" for name in table.key)
        lines += [f"## {table.name}", "", f"A row is told from all others by {key}.", ""]
        lines += ["| column | form | meaning |", "|---|---|---|"]
        lines += [f"| `{column.name}` | {column.kind} | {column.meaning} |" for column in table.columns]
        lines.append("")
    return "\n".join(lines)


_FLAT_INTRODUCTION = """`ita-extract tables OUT --to TARGET` writes three tables of the documents in a folder, one row a measure,
a score, a finding; `--flat-tables TARGET` has `convert` and `run` do so when all files are read.

| target | what is written |
|---|---|
| `csv:FOLDER` | UTF-8, a file for each table, and `datapackage.json`, which describes them (Frictionless) |
| `excel-csv:FOLDER` | the same for Excel: with the mark that it needs to read Thai, and `'` before what it would run as a formula |
| `jsonl:FOLDER` | JSON Lines, a file for each table, and `datapackage.json` |
| `-` | JSON Lines on standard output, all three tables; the key `table` names the one that a row is of |
| `parquet:FOLDER` | Parquet, a file for each table, whose columns carry their meanings; needs `pip install "ita-extract[parquet]"` |
| `FILE.xlsx` | a workbook with a sheet for each table; what begins with `=`, `+`, `-` or `@` stays text |
| `FILE.sqlite` | a SQLite file with the three tables, made anew each time |
| `postgresql+pg8000://…`, any URL of SQLAlchemy | the three tables in that database; needs `pip install "ita-extract[sql]"` and its driver |
| `env:NAME` | whatever the environment variable NAME holds, for a URL with a password |

`{out}` in a target stands for the output folder. Files appear whole, under their names, or not at all.

Dates are ISO 8601. A missing value is empty in CSV, null elsewhere. Text in CSV is as it was read:
import it as text where a spreadsheet would run what looks like a formula, or use another target.
A workbook's cell holds 32,767 characters; a longer text ends there in `…`.

## Clean rows

With `--clean-only`, only rows that nobody needs to look at are written. A measure is clean where no error or warning is about it,
about a page that it stands on, or about its report as a whole, and where its confidence is at least `--least-confidence` (0.8).
A score is clean where no error or warning is about its report or one of its pages; scores have no confidence of their own.

## Databases

A load is one transaction: others see the tables as they were until all is there, and nothing is changed when anything fails.
Loading the same again changes nothing. Each content stands once, whatever its names: the rows are told from one another by
`source_sha256` in the place of `source_path`. A report whose content or reading has changed takes the place of its rows;
rows of reports that are not among the documents stay. What was loaded stands in the table `loaded_reports`.

Where another agency's report stands under the same path, nothing is loaded, since two folders hold files of one name:
convert the folder that holds both."""  # noqa: E501 - rows of a table cannot be broken


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    FLAT_PAGE.write_text(flat_page(), encoding="utf-8", newline="\n")
