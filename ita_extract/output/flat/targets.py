"""Where flat tables may go, named in one word: csv:FOLDER, x.xlsx, x.sqlite."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from ita_extract.errors import UsageError
from ita_extract.model.report import Report
from ita_extract.output.flat.files import PACKAGE, write_csv, write_jsonl, write_sqlite, write_workbook
from ita_extract.output.json import read_report

Writer = Callable[[Iterable[Report], Path], None]

# A new form is one function and one line here. "name:" stands before a folder, ".name" ends a file.
FORMS: dict[str, Writer] = {
    "csv:": write_csv,
    "excel-csv:": partial(write_csv, mark=True),
    "jsonl:": write_jsonl,
    ".xlsx": write_workbook,
    ".sqlite": write_sqlite,
}


def write_tables(reports: Iterable[Report], target: str) -> None:
    """Raises UsageError for a target of no known form, OutputError where it cannot be written."""
    for form, write in FORMS.items():
        if form.endswith(":") and target.startswith(form):
            return write(reports, Path(target.removeprefix(form)))
        if form.startswith(".") and target.lower().endswith(form):
            return write(reports, Path(target))
    raise UsageError(
        f"{target}: not a form that flat tables can be written in.",
        advice="Use csv:FOLDER, excel-csv:FOLDER, jsonl:FOLDER, FILE.xlsx or FILE.sqlite.",
    )


def folder_reports(folder: Path) -> Iterator[Report]:
    """The documents below a folder that convert wrote, by name. Raises UsageError or InputError."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder.")
    found = (path for path in folder.rglob("*.json") if path.name != PACKAGE and path.is_file())
    return map(read_report, sorted(found))
