"""Flat tables hold what the documents hold, in every form alike."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

import ita_extract
from ita_extract.model.report import Field
from ita_extract.output.files import write_whole
from ita_extract.output.flat.columns import MEASURES, TABLES
from ita_extract.output.flat.rows import report_to_rows
from ita_extract.output.json import report_to_json
from tests.builders import field_parts, measure, report
from tests.test_cli import Run, run

__all__ = ["run"]

REPORT = report(measures=[measure(1), measure(2, remark=Field(**field_parts("=1+1")))])
NAMES = [column.name for column in MEASURES.columns]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write_whole(tmp_path / "out" / "a" / "b.txt.json", report_to_json(REPORT))
    return tmp_path / "out"


def test_rows_fit_their_columns() -> None:
    rows = report_to_rows(REPORT)
    for table in TABLES:
        assert all(len(row) == len(table.columns) for row in rows[table.name])
        assert set(table.key) <= {column.name for column in table.columns}


def test_a_measure_in_one_row() -> None:
    first = dict(zip(NAMES, report_to_rows(REPORT)["measures"][0], strict=True))
    assert first["source_path"] == "a/b.txt"
    assert first["owner_names"] == "กองคลัง"
    assert str(first["timeline_end"]) == "2024-03-31"
    assert first["finding_codes"] == "owner-missing"
    assert first["monitoring"] is None


def test_every_form_holds_the_same(run: Callable[..., Run], out: Path, tmp_path: Path) -> None:
    targets = [f"csv:{tmp_path / 'c'}", f"jsonl:{tmp_path / 'j'}", tmp_path / "t.xlsx", tmp_path / "t.sqlite"]
    result = run("tables", out, *(word for target in targets for word in ("--to", target)))
    assert result.code == 0
    with (tmp_path / "c" / "measures.csv").open(encoding="utf-8", newline="") as stream:
        from_csv = list(csv.DictReader(stream))
    lines = (tmp_path / "j" / "measures.jsonl").read_text(encoding="utf-8").splitlines()
    from_json = [json.loads(line) for line in lines]
    with sqlite3.connect(tmp_path / "t.sqlite") as base:
        base.row_factory = sqlite3.Row
        from_sql = [dict(row) for row in base.execute("SELECT * FROM measures")]
    base.close()
    assert from_json == from_sql
    assert from_csv == [{k: "" if v is None else str(v) for k, v in row.items()} for row in from_json]
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["measures"]
    assert [[cell.value for cell in row][:9] for row in sheet.iter_rows(min_row=2)] == [
        list(row.values())[:9] for row in from_json
    ]


def test_the_workbook_runs_no_text(run: Callable[..., Run], out: Path, tmp_path: Path) -> None:
    run("tables", out, "--to", tmp_path / "t.xlsx")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["measures", "scores", "findings"]
    cell = book["measures"].cell(3, NAMES.index("remark") + 1)
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert cell.alignment.wrap_text
    assert book["measures"].freeze_panes == "A2"
    assert book["measures"].auto_filter.ref.endswith("3")


def test_the_mark_for_excel(run: Callable[..., Run], out: Path, tmp_path: Path) -> None:
    run("tables", out, "--to", f"excel-csv:{tmp_path / 'c'}")
    assert (tmp_path / "c" / "measures.csv").read_bytes().startswith(b"\xef\xbb\xbfsource_path")


def test_the_descriptor_names_files_and_columns(run: Callable[..., Run], out: Path, tmp_path: Path) -> None:
    run("tables", out, "--to", f"csv:{tmp_path / 'c'}")
    package = json.loads((tmp_path / "c" / "datapackage.json").read_bytes())
    for resource in package["resources"]:
        heading = (tmp_path / "c" / resource["path"]).read_text(encoding="utf-8").splitlines()[0]
        assert heading.split(",") == [field["name"] for field in resource["schema"]["fields"]]


def test_tables_inside_the_folder_are_not_taken_for_documents(run: Callable[..., Run], out: Path) -> None:
    assert run("tables", out, "--to", f"csv:{out / 'tables'}").code == 0
    assert run("tables", out, "--to", f"csv:{out / 'tables'}").code == 0


@pytest.mark.parametrize("target", ["x.docx", "", "feather:x", "env:NO_SUCH_VARIABLE", "nonsense://x"])
def test_a_form_that_is_not_known(run: Callable[..., Run], out: Path, target: str) -> None:
    assert run("tables", out, "--to", target).code == 2


def test_the_same_in_pandas(out: Path) -> None:
    frame = ita_extract.to_dataframe(out)
    assert list(frame.columns) == NAMES
    assert frame.equals(ita_extract.to_dataframe([REPORT]))
    assert frame["fiscal_year"].tolist() == [2567, 2567]
    assert frame["timeline_end"].dt.year.tolist() == [2024, 2024]
    assert ita_extract.to_dataframe([out / "a" / "b.txt.json"], "findings")["code"].tolist() == [
        "owner-missing"
    ]
