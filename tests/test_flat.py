"""Flat tables hold what the documents hold, in every form alike."""

from __future__ import annotations

import csv
import gc
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import chdir, closing, contextmanager
from pathlib import Path

import openpyxl
import pytest

import ita_extract
from ita_extract.errors import UsageError
from ita_extract.model.report import Assessment, Computed, Correction, Field, Provenance, Report
from ita_extract.output.files import write_whole
from ita_extract.output.flat.clean import clean
from ita_extract.output.flat.columns import MEASURES, TABLES
from ita_extract.output.flat.doubts import DOUBTS, report_to_doubts
from ita_extract.output.flat.rows import report_to_rows
from ita_extract.output.json import report_to_json
from tests.builders import PLACE, field_parts, finding, measure, report
from tests.command_line import REPORT as TEXT
from tests.command_line import Run

REPORT = report(
    measures=[
        measure(1),
        measure(2, remark=Field(**field_parts("=1+1"))),
        measure(3, remark=Field(**field_parts("-"))),
    ]
)
ASSESSMENT = Assessment(
    fiscal_year=2567,
    overall=None,
    indicators=[],
    questions=[],
    computed=Computed(IIT=None, EIT=None, OIT=None, total=None, grade=None),
)
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
    assert cell.quotePrefix
    assert book["measures"].auto_filter.ref.endswith("4")


def test_a_workbook_does_not_tell_when_it_was_made(
    run: Callable[..., Run], out: Path, tmp_path: Path
) -> None:
    run("tables", out, "--to", tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    properties = openpyxl.load_workbook(tmp_path / "t.xlsx").properties
    assert {properties.created.year, properties.modified.year} == {1980}


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_a_broken_document_leaves_no_half_made_tables(
    run: Callable[..., Run], out: Path, tmp_path: Path
) -> None:
    write_whole(out / "z.json", b"{}")
    for target in ("t.xlsx", "t.sqlite"):
        result = run("tables", out, "--to", tmp_path / target)
        assert (result.code, (tmp_path / target).exists()) == (1, False)
        assert "z.json: this is not a report document" in result.err
    gc.collect()


def test_documents_of_one_input_path_have_no_keys_of_their_own(
    run: Callable[..., Run], out: Path, tmp_path: Path
) -> None:
    write_whole(out / "c.json", report_to_json(REPORT))
    result = run("tables", out, "--to", tmp_path / "t.sqlite")
    assert result.code == 1
    assert "two documents are of inputs called a/b.txt" in result.err


def test_what_was_written_where_is_told(run: Callable[..., Run], out: Path, tmp_path: Path) -> None:
    result = run("tables", out, "--to", tmp_path / "t.xlsx", "--to", f"csv:{tmp_path / 't'}")
    told = "3 measures, 0 scores, 1 finding of 1 document"
    assert result.err.splitlines() == [f"{tmp_path / 't.xlsx'}: {told}", f"{tmp_path / 't'}: {told}"]


def test_what_is_left_out_as_unclean_is_told(run: Callable[..., Run], out: Path, tmp_path: Path) -> None:
    doubted = report(measures=[measure(1), measure(2)], findings=[finding("owner-missing", measure="m2")])
    write_whole(out / "b.json", report_to_json(doubted))
    result = run("tables", out, "--to", tmp_path / "t.xlsx", "--clean-only", "--least-confidence", 0)
    told = "t.xlsx: 3 measures, 0 scores, 0 findings of 2 documents; not clean and left out: 2 measures"
    assert told in result.err


def saved_again(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book["measures"]["A2"] = "checked"
    book.save(path)


def with_a_column(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(f"{line},checked" for line in lines), encoding="utf-8")


def replaced(path: Path) -> None:
    path.write_text("somebody's work", encoding="utf-8")


def with_a_blank_line(path: Path) -> None:
    path.write_text("\nsomebody's work", encoding="utf-8")


def numbered(path: Path) -> None:
    path.write_text("[1, 2]\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("target", "name", "change"),
    [
        ("t.xlsx", "t.xlsx", saved_again),
        ("t.xlsx", "t.xlsx", replaced),
        ("csv:t", "t/measures.csv", with_a_column),
        ("excel-csv:t", "t/scores.csv", replaced),
        ("excel-csv:t", "t/scores.csv", with_a_blank_line),
        ("jsonl:t", "t/findings.jsonl", replaced),
        ("jsonl:t", "t/findings.jsonl", numbered),
        ("jsonl:t", "t/datapackage.json", replaced),
        ("parquet:t", "t/measures.parquet", replaced),
    ],
)
def test_what_somebody_else_wrote_or_changed_is_not_written_over(
    run: Callable[..., Run], out: Path, target: str, name: str, change: Callable[[Path], None]
) -> None:
    if target.startswith("parquet"):
        pytest.importorskip("pyarrow")
    with chdir(out.parent):
        assert [run("tables", "out", "--to", target).code for _ in range(2)] == [0, 0]
        change(Path(name))
        before = Path(name).read_bytes()
        result = run("tables", "out", "--to", target)
        assert result.code == 1
        assert f"{Path(name)}: this is another program's file, or one that was changed" in result.err
        assert Path(name).read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="a limit on file sizes stands for a full disk, the POSIX way")
@pytest.mark.parametrize("name", ["t.xlsx", "t.sqlite", "csv:t", "parquet:t"])
def test_tables_on_a_full_disk(run: Callable[..., Run], out: Path, name: str) -> None:
    if name.startswith("parquet"):
        pytest.importorskip("pyarrow")
    with chdir(out.parent):
        # Of the tables in files of their own only one does not fit.
        with files_of_at_most(1000 if "." in name else 6500):
            result = run("tables", "out", "--to", name)
        assert result.code == 1
        assert "Make room" in result.err
        assert [path.name for path in out.parent.rglob("*") if path.is_file()] == ["b.txt.json"]


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    import resource
    import signal

    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def test_a_folder_without_documents_gives_no_empty_tables(run: Callable[..., Run], tmp_path: Path) -> None:
    result = run("tables", tmp_path, "--to", tmp_path / "t.xlsx")
    assert result.code == 2
    assert "no documents in this folder" in result.err
    assert not (tmp_path / "t.xlsx").exists()


def test_a_csv_for_excel_shows_thai_and_runs_nothing(
    run: Callable[..., Run], out: Path, tmp_path: Path
) -> None:
    run("tables", out, "--to", f"excel-csv:{tmp_path / 'c'}")
    data = (tmp_path / "c" / "measures.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfsource_path")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    assert [row["remark"] for row in rows] == ["", "'=1+1", "-"]


def test_the_descriptor_names_files_and_columns(run: Callable[..., Run], out: Path, tmp_path: Path) -> None:
    run("tables", out, "--to", f"csv:{tmp_path / 'c'}")
    package = json.loads((tmp_path / "c" / "datapackage.json").read_bytes())
    tables = {path.name for path in (tmp_path / "c").glob("*.csv")}
    assert {resource["path"] for resource in package["resources"]} == tables
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
    assert frame["fiscal_year"].tolist() == [2567, 2567, 2567]
    assert frame["timeline_end"].dt.year.tolist() == [2024, 2024, 2024]
    assert ita_extract.to_dataframe([out / "a" / "b.txt.json"], "findings")["code"].tolist() == [
        "owner-missing"
    ]


def test_a_database_of_somebody_else_is_not_written_over(
    run: Callable[..., Run], out: Path, tmp_path: Path
) -> None:
    path = tmp_path / "mine.sqlite"
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("CREATE TABLE mine (x)")
    before = path.read_bytes()
    result = run("tables", out, "--to", path)
    assert result.code == 1
    assert "has other tables (mine)" in result.err
    assert path.read_bytes() == before


def test_tables_that_were_analysed_are_written_anew(
    run: Callable[..., Run], out: Path, tmp_path: Path
) -> None:
    path = tmp_path / "t.sqlite"
    assert run("tables", out, "--to", path).code == 0
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("ANALYZE")
    assert run("tables", out, "--to", path).code == 0


def test_what_only_has_the_name_of_a_database_is_not_written_over(
    run: Callable[..., Run], out: Path, tmp_path: Path
) -> None:
    path = tmp_path / "notes.sqlite"
    path.write_text("what I noted", encoding="utf-8")
    result = run("tables", out, "--to", path)
    assert result.code == 1
    assert "no SQLite database, and is not written over. Name another file." in result.err
    assert path.read_text(encoding="utf-8") == "what I noted"


def test_pandas_has_no_other_tables(out: Path) -> None:
    with pytest.raises(UsageError, match="Name one of measures, scores, findings"):
        ita_extract.to_dataframe(out, "tables")  # type: ignore[arg-type]


def test_parquet_holds_the_same_as_pandas(run: Callable[..., Run], out: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow, for Parquet, is not installed")
    assert run("tables", out, "--to", f"parquet:{tmp_path / 'p'}").code == 0
    for table in TABLES:
        read = parquet.read_table(tmp_path / "p" / f"{table.name}.parquet")
        rows = [dict(zip(read.column_names, row, strict=True)) for row in report_to_rows(REPORT)[table.name]]
        assert read.to_pylist() == rows
        meanings = [field.metadata[b"description"].decode("utf-8") for field in read.schema]
        assert meanings == [column.meaning for column in table.columns]


def test_rows_on_standard_output_name_their_table(run: Callable[..., Run], out: Path) -> None:
    result = run("tables", out, "--to", "-")
    rows = [json.loads(line) for line in result.out.splitlines()]
    assert [row["table"] for row in rows] == ["measures"] * 3 + ["findings"]
    assert list(rows[0]) == ["table", *NAMES]


def test_a_package_that_is_missing_is_named_with_its_extra(out: Path) -> None:
    code = "import sys; sys.modules['pyarrow'] = None; from ita_extract.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "tables", str(out), "--to", "parquet:x"]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 2
    assert 'pip install "ita-extract[parquet]"' in result.stderr


# --- clean rows ---------------------------------------------------------------------------------------


def ids(report: Report, least: float = 0.8) -> list[str]:
    return [measure.id for measure in clean(report, least).measures]


def on_page(page: int) -> Provenance:
    return PLACE.model_copy(update={"page": page})


def test_a_row_that_a_doubt_is_about_is_not_clean() -> None:
    assert ids(REPORT) == ["m2", "m3"]
    note = finding(severity="info", code="row-continued")
    assert ids(report(measures=[measure(1)], findings=[note])) == ["m1"]


def test_a_doubt_about_the_report_leaves_nothing() -> None:
    doubt = finding(measure=None, code="agency-name-conflict")
    left = clean(report(findings=[doubt], assessment=ASSESSMENT), 0.0)
    assert (left.measures, left.assessment) == ([], None)


def test_a_doubt_about_a_page_is_about_the_rows_that_stand_there() -> None:
    elsewhere = Field(**field_parts("ก", provenance=[on_page(2)]))
    rows = [
        measure(number, issue=elsewhere, owner=None, steps=None, timeline=None, confidence=0.9)
        for number in (1, 2)
    ]
    here = rows[1].model_copy(update={"remark": Field(**field_parts("ข", provenance=[on_page(3)]))})
    doubt = finding(measure=None, code="ocr-uncertain", provenance=[on_page(3)])
    assert ids(report(measures=[rows[0], here], findings=[doubt])) == ["m1"]


def test_a_row_of_less_confidence_is_not_clean() -> None:
    rows = [measure(1, confidence=0.79), measure(2, confidence=0.8)]
    assert ids(report(measures=rows, findings=[])) == ["m2"]


def test_findings_that_stay_are_about_rows_that_stay() -> None:
    rows = [measure(1, confidence=0.5), measure(2)]
    notes = [finding(severity="info", measure=name) for name in ("m1", "m2", None)]
    assert [each.measure for each in clean(report(measures=rows, findings=notes), 0.8).findings] == [
        "m2",
        None,
    ]


# --- what a person should look at ---------------------------------------------------------------------


def test_a_doubt_shows_the_cell_in_both_readings() -> None:
    place = PLACE.model_copy(update={"page": 2, "column": 3, "bbox": (1.0, 2.5, 3.0, 4.0)})
    timeline = measure().timeline.model_copy(update={"raw": "มีนาคม ๒๕๖๗", "provenance": [place]})  # type: ignore[union-attr]
    doubt = finding(code="timeline-unread", provenance=[place])
    (row,) = report_to_doubts(report(measures=[measure(timeline=timeline)], findings=[doubt]), "x.json")
    assert (row.role, row.as_read, row.understood) == ("timeline", "มีนาคม ๒๕๖๗", "ภายในเดือนมีนาคม 2567")
    assert (row.page, row.column_number, row.box) == (2, 3, "1, 2.5, 3, 4")
    assert row.advice == "Read the words yourself."
    assert [column.name for column in DOUBTS.columns] == list(row._fields)


def test_letters_mended_by_likelihood_are_doubts_and_proven_ones_are_not() -> None:
    likely = Correction(
        measure="m1",
        field="owner",
        before="ก",
        after="ข",
        rule="letter-word",
        likeness=0.97,
        provenance=[PLACE],
    )
    proven = likely.model_copy(update={"rule": "private-glyph", "likeness": None})
    (row,) = report_to_doubts(report(findings=[], corrections=[likely, proven]), "x.json")
    assert (row.code, row.as_read, row.understood, row.role) == ("letter-word", "ก", "ข", "owner")
    assert row.confidence == 0.97


# --- which files are documents ------------------------------------------------------------------------


def test_a_descriptor_in_the_folder_is_no_document(
    run: Callable[..., Run], out: Path, tmp_path: Path
) -> None:
    golden = tmp_path / "golden"
    write_whole(golden / "a" / "b.txt.json", report_to_json(REPORT))
    run("tables", out, "--to", f"csv:{out}")
    assert run("check", out, golden).code == 0
    assert run("evaluate", out, golden).code == 0
    assert "datapackage" not in run("evaluate", out, golden).out


def test_an_input_may_be_called_as_the_descriptor_is(run: Callable[..., Run], out: Path) -> None:
    write_whole(out / "datapackage.json", report_to_json(REPORT))
    assert len(run("tables", out, "--to", "-").out.splitlines()) == 8


def test_a_document_whose_input_has_gone_is_named(run: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "in" / name).write_text(TEXT + name, encoding="utf-8")
    run("convert", tmp_path / "in", "--out", tmp_path / "out", "--jobs", 1)
    (tmp_path / "in" / "a.txt").unlink()
    result = run("tables", tmp_path / "out", "--to", "-")
    assert len(result.out.splitlines()) == 4
    assert "no longer there: a.txt" in result.err
    again = run("convert", tmp_path / "in", "--out", tmp_path / "out", "--flat-tables", "-")
    assert len(again.out.splitlines()) == 2
    assert "no longer there: a.txt" in again.err


def test_a_target_may_stand_in_a_variable(out: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "ITA_TABLES": f"jsonl:{tmp_path / 'j'}"}
    command = [sys.executable, "-m", "ita_extract", "tables", str(out), "--to", "env:ITA_TABLES"]
    subprocess.run(command, env=environment, check=True)
    assert (tmp_path / "j" / "measures.jsonl").is_file()
