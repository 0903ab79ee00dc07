"""Recipes: those that ship do what they say, as their page has it; wrong ones are told of by line."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from contextlib import chdir, closing, redirect_stderr, redirect_stdout
from pathlib import Path

import openpyxl
import pytest

from ita_extract.cli import main
from ita_extract.recipes import load, shipped
from tests.command_line import Run

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "samples" / "text"
PAGE = ROOT / "pipelines" / "README.md"
GIVEN = ("exchanged-cells.txt", "plan-tabs.txt", "scores.md", "letter.txt")


def commands() -> list[list[str]]:
    (block,) = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [shlex.split(line)[1:] for line in block.splitlines()]


def call(words: list[str]) -> Run:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(words)
    return Run(code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recipes")
    for name in ("reports", "archive"):
        (folder / name).mkdir()
        for sample in GIVEN:
            shutil.copy(TEXTS / sample, folder / name)
    (folder / "archive" / "broken.pdf").write_bytes(b"%PDF-1.7\n")
    return folder


@pytest.fixture(scope="module")
def results(place: Path) -> list[Run]:
    """What the commands of the page give, one after the other, as they are written there."""
    with chdir(place):
        return [call(words) for words in commands()]


def test_the_page_has_a_command_for_each() -> None:
    assert {words[1] for words in commands()} == set(shipped())


@pytest.mark.parametrize("path", shipped().values(), ids=lambda path: path.stem)
def test_every_key_is_commented(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    paragraphs = [each for each in re.split(r"\n\s*\n", text) if re.search(r"^\w", each, re.MULTILINE)]
    assert all(each.startswith("#") for each in paragraphs)
    assert len(re.findall(r"^\w+ =", text, re.MULTILINE)) == len(tomllib.loads(text))
    load(path.stem)


# --- those that ship ----------------------------------------------------------------------------------


def test_convert_folder_writes_documents_and_tables(place: Path, results: list[Run]) -> None:
    assert results[0].code == 0
    out = place / "out"
    assert {path.name for path in out.glob("*.json")} == {f"{name}.json" for name in GIVEN}
    with (out / "tables" / "measures.csv").open(encoding="utf-8-sig", newline="") as stream:
        from_csv = [(row["source_path"], row["measure_id"]) for row in csv.DictReader(stream)]
    sheet = openpyxl.load_workbook(out / "tables.xlsx")["measures"]
    heading = [cell.value for cell in sheet[1]]
    wanted = [heading.index("source_path"), heading.index("measure_id")]
    from_sheet = [
        tuple(row[index] for index in wanted) for row in sheet.iter_rows(min_row=2, values_only=True)
    ]
    measures = [
        (name, measure["id"])
        for name in sorted(GIVEN)
        for measure in json.loads((out / f"{name}.json").read_bytes())["measures"]
    ]
    assert from_csv == from_sheet == measures


def doubts(place: Path) -> list[dict[str, str]]:
    with (place / "audit" / "doubts.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_import_legacy_keeps_grids_and_fails_on_doubts(place: Path, results: list[Run]) -> None:
    assert results[1].code == 1
    documents = [json.loads((place / "audit" / f"{name}.json").read_bytes()) for name in GIVEN]
    assert all(document["tables"] for document in documents if document["measures"])
    sheet = openpyxl.load_workbook(place / "audit" / "tables.xlsx")["findings"]
    assert sheet.max_row - 1 == sum(len(document["findings"]) for document in documents)


def test_import_legacy_lists_what_needs_eyes_worst_first(place: Path, results: list[Run]) -> None:
    rows = doubts(place)
    assert [row["severity"] for row in rows] == ["unread", "error", "error", "error", "warning"]
    assert (rows[0]["file"], rows[0]["code"]) == ("broken.pdf", "damaged")
    swapped = rows[-1]
    assert (swapped["file"], swapped["code"]) == ("exchanged-cells.txt", "cells-swapped")
    assert (swapped["table_number"], swapped["row_number"], swapped["measure_id"]) == ("1", "4", "m3")
    assert (swapped["role"], swapped["understood"]) == ("timeline", "มกราคม 2567 ถึง กุมภาพันธ์ 2567")
    assert swapped["as_read"] == "มกราคม 2567 ถึง กุมภาพันธ์ 2567"
    book = openpyxl.load_workbook(place / "audit" / "doubts.xlsx")
    assert book["doubts"].max_row == len(rows) + 1


def test_the_list_stands_in_the_summary_page(place: Path, results: list[Run]) -> None:
    page = (place / "audit" / "summary.html").read_text(encoding="utf-8")
    listed = page[page.index('id="doubts"') :]
    assert "5 places" in listed
    assert listed.index("broken.pdf") < listed.index("scores.md") < listed.index("exchanged-cells.txt")
    assert "มกราคม 2567 ถึง กุมภาพันธ์ 2567" in listed
    assert "table 1, row 4" in listed
    assert "What a person should look at" not in (place / "out" / "summary.html").read_text(encoding="utf-8")


def test_import_legacy_refuses_to_overwrite(place: Path, results: list[Run]) -> None:
    before = {path: path.read_bytes() for path in (place / "audit").glob("*.[jcx]*")}
    again = call(["run", "import_legacy", str(place / "archive"), "--out", str(place / "audit")])
    assert again.code == 1
    assert "is not written over" in again.err
    assert before == {path: path.read_bytes() for path in (place / "audit").glob("*.[jcx]*")}


def test_feed_tools_gives_clean_rows_on_standard_output(results: list[Run]) -> None:
    fed = results[2]
    assert fed.code == 0
    assert "4 files: " in fed.err
    rows = [json.loads(line) for line in fed.out.splitlines()]
    measures = [(row["source_path"], row["measure_id"]) for row in rows if row["table"] == "measures"]
    swapped = [("exchanged-cells.txt", f"m{number}") for number in (1, 2, 4, 5)]
    assert measures == [*swapped, *(("plan-tabs.txt", f"m{number}") for number in range(1, 7))]
    assert not [row for row in rows if row["table"] == "scores"]  # one of them is read wrongly


def test_feed_tools_fills_a_database(place: Path, results: list[Run]) -> None:
    assert results[3].code == 0
    with closing(sqlite3.connect(place / "reports.db")) as base:
        assert base.execute("SELECT count(*) FROM measures").fetchone() == (10,)


# --- options beside them ------------------------------------------------------------------------------


def test_an_option_counts_for_more_than_the_recipe(place: Path, results: list[Run]) -> None:
    words = ["run", "feed_tools", str(place / "reports"), "--out", str(place / "out")]
    strict = call([*words, "--least-confidence", "0.99"])
    all_rows = call([*words, "--no-clean-only"])
    assert len(strict.out.splitlines()) < len(results[2].out.splitlines()) < len(all_rows.out.splitlines())
    to_folder = call([*words, "--flat-tables", f"jsonl:{place / 'lines'}"])
    assert "4 files: " in to_folder.out
    assert (place / "lines" / "measures.jsonl").is_file()


def test_rows_and_events_cannot_share_standard_output(place: Path) -> None:
    result = call(["run", "feed_tools", str(place / "reports"), "--out", str(place / "new"), "--json-lines"])
    assert (result.code, result.out) == (2, "")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--flat-tables", "tables.docx"], "not a form"),
        (["--flat-tables", "env:NO_SUCH_VARIABLE"], "NO_SUCH_VARIABLE is not set"),
        (["--flat-tables", "reports/tables.xlsx"], "would be written into reports"),
        (["--doubts", "list.txt"], "FILE.csv or FILE.xlsx"),
        (["--password-file", "none.txt"], "none.txt: the password file cannot be read (No such file"),
        (["--clean-only", "--least-confidence", "80"], "from 0 to 1"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_what_cannot_be_written_is_told_before_anything_is_read(
    run: Callable[..., Run], place: Path, words: list[str], told: str
) -> None:
    with chdir(place):
        result = run("convert", "reports", "--out", "unread", *words)
    assert result.code == 2
    assert told in result.err
    assert not list((place / "unread").glob("*.json"))
    assert len(list((place / "reports").iterdir())) == len(GIVEN)


# --- wrong ones ---------------------------------------------------------------------------------------

WRONG = {
    "job = 3": "line 2: there is no key job; did you mean jobs?",
    "seconds-per-file = 3": "line 2: there is no key seconds-per-file; did you mean seconds_per_file?",
    "xyzzy = 1": "line 2: there is no key xyzzy; the keys are ",
    'ocr = "sometimes"': 'line 2: ocr is "sometimes", and must be "auto" or "always" or "never".',
    "jobs = true": "line 2: jobs is true, and must be a whole number.",
    "jobs = -1": "line 2: jobs is -1, and must be at least 0.",
    "least_confidence = nan": "line 2: least_confidence is nan, and must be from 0 to 1.",
    'tables = "yes"': 'line 2: tables is "yes", and must be true or false.',
    'flat_tables = "tables.xlsx"': 'line 2: flat_tables is "tables.xlsx", and must be a list of text',
    "[tables]\nx = 1": "line 2: tables is a table, and must be true or false.",
    "jobs 3": "this is not TOML: Expected '=' after a key in a key/value pair (at line 2",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_recipe_is_told_of_by_line(run: Callable[..., Run], tmp_path: Path, wrong: str) -> None:
    recipe = tmp_path / "mine.toml"
    recipe.write_text(f"# mine\n{wrong}\n", encoding="utf-8")
    result = run("run", recipe, tmp_path, "--out", tmp_path / "out")
    assert result.code == 2
    assert f"{recipe}" in result.err
    assert WRONG[wrong] in result.err
    assert not (tmp_path / "out").exists()


def test_all_that_is_wrong_is_told_at_once(run: Callable[..., Run], tmp_path: Path) -> None:
    recipe = tmp_path / "mine.toml"
    recipe.write_text('job = 3\nocr = "x"\n', encoding="utf-8")
    result = run("run", recipe, tmp_path, "--out", tmp_path / "out")
    assert "line 1" in result.err
    assert "line 2" in result.err


def test_marks_of_an_editor_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(b'\xef\xbb\xbfjobs = 2\r\nflat_tables = ["a.xlsx"]\r\n')
    recipe = load(str(tmp_path / "mine.toml"))
    assert (recipe.settings, recipe.choices) == ({}, {"jobs": 2, "flat_tables": ("a.xlsx",)})


def test_a_recipe_that_does_not_exist(run: Callable[..., Run], tmp_path: Path) -> None:
    result = run("run", "feed_tool", tmp_path, "--out", tmp_path / "out")
    assert result.code == 2
    assert "Did you mean feed_tools?" in result.err


def test_a_recipe_in_another_encoding(run: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes("# ไทย".encode("cp874"))
    result = run("run", tmp_path / "mine.toml", tmp_path, "--out", tmp_path / "out")
    assert result.code == 2
    assert "not UTF-8" in result.err


# --- installed ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The package as it lies where it is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    if "No module named" in built.stderr:
        pytest.skip("hatchling, which builds the wheel, is not installed")
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    yield folder / "site"


def test_recipes_are_found_where_the_package_is_installed(installed: Path) -> None:
    code = "from ita_extract.recipes import shipped; print(*shipped().values(), sep='\\n')"
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    found = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=installed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout.split("\n")
    names = [path.relative_to(installed).as_posix() for path in map(Path, found) if path.name]
    assert names == [f"ita_extract/pipelines/{name}.toml" for name in sorted(shipped())]
