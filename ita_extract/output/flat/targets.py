"""Where flat tables may go, named in one word: csv:FOLDER, FILE.xlsx, a database's URL."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from ita_extract.errors import OutputError, UsageError
from ita_extract.model.report import Report
from ita_extract.output.files import DESCRIPTOR, document_paths, placed, prepare_folder, translated
from ita_extract.output.flat import sqlite, texts, workbook
from ita_extract.output.flat.columns import TABLES
from ita_extract.output.flat.ours import is_ours
from ita_extract.output.json import read_report

Reports = Iterable[Report]


def _write_parquet(reports: Reports, folder: Path) -> None:
    from ita_extract.output.flat.parquet import write_parquet

    write_parquet(reports, folder)


def _write_database(reports: Reports, place: str) -> None:
    from ita_extract.output.flat.database import write_database

    write_database(reports, place)


def _check_database(place: str) -> None:
    from ita_extract.output.flat.database import check_database

    check_database(place)


class Form(NamedTuple):
    """One way to write flat tables.

    words: how a target of it is written; pattern: what tells one, with its place as the group;
    write: takes a Path where it writes files, else the place as it is written;
    ending: of the files in its folder, "" where the place is the file; beside: what else lies there;
    needs, extra: the package that it cannot do without, and the extra that installs it;
    check: raises UsageError or OutputError for a place that cannot be written.
    """

    words: str
    pattern: str
    write: Callable[[Reports, Any], None]
    ending: str = ""
    beside: tuple[str, ...] = ()
    needs: str = ""
    extra: str = ""
    check: Callable[[str], None] | None = None


# A new form is one function and one line here; the first pattern that fits is taken.
FORMS = (
    Form("jsonl:-", r"(?:jsonl:)?(-)", texts.write_stream),
    Form(
        "a database's URL",
        r"(.+://.*)",
        _write_database,
        needs="sqlalchemy",
        extra="sql",
        check=_check_database,
    ),
    Form("csv:FOLDER", r"csv:(.+)", texts.write_csv, "csv", (DESCRIPTOR,)),
    Form("excel-csv:FOLDER", r"excel-csv:(.+)", texts.write_excel_csv, "csv", (DESCRIPTOR,)),
    Form("jsonl:FOLDER", r"jsonl:(.+)", texts.write_jsonl, "jsonl", (DESCRIPTOR,)),
    Form("parquet:FOLDER", r"parquet:(.+)", _write_parquet, "parquet", needs="pyarrow", extra="parquet"),
    Form("FILE.xlsx", r"(.+\.xlsx)", workbook.write_workbook),
    Form("FILE.sqlite", r"(.+\.sqlite)", sqlite.write_sqlite, check=sqlite.check_sqlite),
)
_STREAM, _DATABASE = FORMS[:2]
_FROM_ENVIRONMENT = "env:"


@dataclass(frozen=True, slots=True)
class Target:
    """place: a folder, a file, "-" or a URL."""

    form: Form
    place: str

    @property
    def is_stream(self) -> bool:
        return self.form is _STREAM

    @property
    def shown(self) -> str:
        """The place as messages call it: no password stands in it."""
        if self.form is _DATABASE:
            from ita_extract.output.flat.database import shown

            return shown(self.place)
        return "standard output" if self.is_stream else self.place

    @property
    def files(self) -> list[Path]:
        """The files that it writes; none for a stream or a database."""
        if self.form in (_STREAM, _DATABASE):
            return []
        if not self.form.ending:
            return [Path(self.place)]
        names = [f"{table.name}.{self.form.ending}" for table in TABLES]
        return [Path(self.place) / name for name in (*names, *self.form.beside)]

    def prepare(self, *, over: bool = True, begun: Collection[Path] = ()) -> None:
        """Makes sure that it can be written, before hours of work. over, begun: as for prepare_files.

        Raises UsageError or OutputError.
        """
        if self.form.needs and not find_spec(self.form.needs):
            raise UsageError(
                f"{self.form.words}: this needs the package {self.form.needs}.",
                advice=f'Install it: pip install "ita-extract[{self.form.extra}]"',
            )
        if self.form.check:
            self.form.check(self.place)
        prepare_files(self.files, over=over, begun=begun)

    def write(self, reports: Reports) -> None:
        """Raises OutputError."""
        self.form.write(reports, Path(self.place) if self.files else self.place)


def prepare_files(files: Sequence[Path], *, over: bool = True, begun: Collection[Path] = ()) -> None:
    """Raises OutputError where one may not be written.

    over: whether what we wrote there before may go; begun: files, by absolute path, that may go anyhow, if
    they are ours.
    """
    for folder in {file.parent for file in files}:
        prepare_folder(folder)
    for file in files:
        with translated(file):
            if file.exists():
                _check_free(file, over=over or file.absolute() in begun)


def _check_free(file: Path, *, over: bool) -> None:
    if not over:
        raise OutputError(
            f"{file}: another result is there and is not written over.",
            advice="Choose another place for it, or allow --overwrite.",
        )
    if not is_ours(file):
        raise OutputError(
            f"{file}: this is another program's file, or one that was changed since ita-extract wrote it, "
            "and is not written over.",
            advice="Move it away, or choose another place.",
        )


def target_of(word: str, out: Path) -> Target:
    """word: as a form has it, {out} for the output folder; or env:NAME, a variable that holds such a word.

    Raises UsageError.
    """
    meant = _variable(word) if word.startswith(_FROM_ENVIRONMENT) else word
    meant = placed(meant, out)
    for form in FORMS:
        if found := re.fullmatch(form.pattern, meant, re.IGNORECASE | re.DOTALL):
            return Target(form, found[1])
    raise UsageError(
        f"{word}: not a form that flat tables can be written in.",
        advice=f"Use {', '.join(form.words for form in FORMS[1:])}, or - for standard output.",
    )


def _variable(word: str) -> str:
    name = word.removeprefix(_FROM_ENVIRONMENT)
    if name not in os.environ:
        raise UsageError(
            f"{word}: the variable {name} is not set.", advice="Set it where the command is started."
        )
    return os.environ[name]


def folder_reports(folder: Path) -> Iterator[Report]:
    """The reports in the documents below a folder, by name. Raises UsageError or InputError."""
    return map(read_report, document_paths(folder))
