"""The tables of docs/output.md, docs/tables.md and docs/findings.md, made anew from the package.

A table stands below a comment: `<!-- model: NAME -->`, whose meanings are the document's own,
`<!-- flat: NAME -->` or `<!-- findings -->`.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from ita_extract.model import report
from ita_extract.model.findings import KINDS
from ita_extract.output.flat.columns import TABLES

PAGE = Path(__file__).resolve().parent.parent / "docs" / "output.md"
PAGES = (PAGE, PAGE.with_name("tables.md"), PAGE.with_name("findings.md"))
_TABLE = re.compile(
    r"(?P<mark><!-- (?P<kind>model|flat|findings)(?:: (?P<name>[A-Za-z]+))? -->)\n"
    r"(?P<rows>(?:A row [^\n]*\n\n)?(?:\|[^\n]*\n)*)"
)
_WORDS: dict[Any, str] = {str: "text", int: "integer", float: "number", bool: "true or false"}


def renewed(page: str) -> str:
    """The page with every table brought up to date; meanings of new keys are left empty."""
    return _TABLE.sub(_written, page)


def empty_meanings(page: str) -> list[str]:
    return [
        row for found in _TABLE.finditer(page) for row in found["rows"].splitlines() if row.endswith("|  |")
    ]


def marks(page: str) -> set[str]:
    """The comments of the tables in the page."""
    return {found["mark"] for found in _TABLE.finditer(page)}


def _written(found: re.Match[str]) -> str:
    match found["kind"]:
        case "model":
            lines = _model(found["name"], found["rows"])
        case "flat":
            lines = _flat(found["name"])
        case _:
            lines = _findings()
    return "\n".join([found["mark"], *lines, ""])


def _model(name: str, rows: str) -> Iterator[str]:
    model: type[BaseModel] = getattr(report, name)
    meanings = dict(_meanings(rows))
    own = {key: field for key, field in model.model_fields.items() if key not in _inherited(model)}
    return _lines(
        "key | form | meaning",
        ((f"`{key}`", form(field.annotation), meanings.get(key, "")) for key, field in own.items()),
    )


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


def _flat(name: str) -> Iterator[str]:
    table = next(table for table in TABLES if table.name == name)
    yield f"A row is told from all others by {', '.join(f'`{name}`' for name in table.key)}.\n"
    yield from _lines("column | form | meaning", ((f"`{name}`", *rest) for name, *rest in table.columns))


def _findings() -> Iterator[str]:
    rows = ((f"`{kind.code}`", kind.severity, kind.meaning, kind.advice) for kind in KINDS)
    return _lines("code | severity | what it means | what to do", rows)


def _lines(heading: str, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {heading} |"
    yield "|---" * (heading.count("|") + 1) + "|"
    yield from (f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    for path in PAGES:
        path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
