"""Through the door: what a person sees, what stands in the folder afterwards, and the exit code."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import jsonschema
import pytest

from ita_extract import Settings, extract
from ita_extract.batch import outcomes
from ita_extract.batch.convert import convert
from ita_extract.batch.inputs import Job
from ita_extract.batch.summary import line
from ita_extract.commands.doctor import Check
from ita_extract.errors import UsageError
from ita_extract.options import add_options, settings_of
from ita_extract.output.json import report_to_json, schema
from tests.command_line import LETTER, REPORT, Run, written


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "plan.txt").write_text(REPORT, encoding="utf-8")
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    return folder


# --- convert ------------------------------------------------------------------------------------------


def test_convert_writes_a_valid_document_for_each_file(run: Callable[..., Run], reports: Path) -> None:
    out = reports.parent / "out"
    result = run("convert", reports, "--out", out)
    assert result.code == 0
    assert written(out) == ["a/plan.txt.json", "letter.txt.json"]
    document = json.loads((out / "a" / "plan.txt.json").read_bytes())
    jsonschema.Draft202012Validator(schema()).validate(document)
    assert document["source"]["path"] == "a/plan.txt"
    assert [measure["owner"]["names"] for measure in document["measures"]] == [["กองคลัง"], ["สำนักปลัด"]]


def test_the_summary_names_each_file_and_what_was_found(run: Callable[..., Run], reports: Path) -> None:
    result = run("convert", reports, "--out", reports.parent / "out")
    heading, _, plan, letter = result.out.splitlines()[:4]
    assert heading.split() == ["file", "outcome", "kind", "agency", "year", "measures", "findings"]
    assert plan.split()[0] == "a/plan.txt"
    assert "2567" in plan
    assert "no-measures" in letter
    assert result.out.splitlines()[-1].startswith("2 files: ")


def test_the_api_gives_the_same_bytes_as_the_command(run: Callable[..., Run], reports: Path) -> None:
    out = reports.parent / "out"
    run("convert", reports, "--out", out)
    report = extract(reports / "a" / "plan.txt", name="a/plan.txt")
    assert (out / "a" / "plan.txt.json").read_bytes() == report_to_json(report)


def test_running_twice_changes_no_byte(run: Callable[..., Run], reports: Path) -> None:
    first, second = reports.parent / "one", reports.parent / "two"
    run("convert", reports, "--out", first)
    run("convert", reports, "--out", second)
    assert run("check", first, second).code == 0
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in written(first))


def test_settings_reach_the_document(run: Callable[..., Run], reports: Path) -> None:
    out = reports.parent / "out"
    run("convert", reports / "a" / "plan.txt", "--out", out, "--tables")
    assert len(json.loads((out / "plan.txt.json").read_bytes())["tables"]) == 1


# --- bad input ----------------------------------------------------------------------------------------

BAD = {
    "empty": b"",
    "white-space": b" \n\t\r\n \n" * 50,
    "binary": bytes(range(256)) * 40,
    "zip-cut-short": b"PK\x03\x04" + b"\x00" * 60,
    "pdf-cut-short": b"%PDF-1.7\n1 0 obj\n<<",
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_what_cannot_be_read_is_told_and_the_others_are_converted(
    run: Callable[..., Run], reports: Path, content: bytes
) -> None:
    (reports / "bad.txt").write_bytes(content)
    out = reports.parent / "out"
    result = run("convert", reports, "--out", out)
    assert result.code == 1
    assert "bad.txt: " in result.err
    assert "crashed" not in result.err
    assert written(out) == ["a/plan.txt.json", "letter.txt.json"]


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00"], ids=["png", "jpeg", "tiff"]
)
def test_an_image_of_which_little_is_left_is_damaged(
    run: Callable[..., Run], tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "page").write_bytes(content)
    result = run("show", tmp_path / "page")
    assert result.code == 1
    assert "the image is broken" in result.err


@pytest.mark.parametrize(
    "text",
    [
        LETTER,
        "Name\tAge\nAnn\t31\nBob\t29\n",
        "<table><tr><td>x<tr><td rowspan=9999999 colspan=-3>y<table><tr></td></table",
        "<table " * 300,
        "\ufeff",
        "|" * 5000,
        "\t" * 5000 + "\nx",
    ],
    ids=["letter", "english", "broken-html", "open-tags", "bom-only", "pipes", "tabs"],
)
def test_what_is_no_report_never_looks_like_success(
    run: Callable[..., Run], tmp_path: Path, text: str
) -> None:
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    result = run("convert", tmp_path / "x.txt", "--out", out)
    assert "crashed" not in result.err
    if result.code:
        assert written(out) == []
    else:
        assert "no-measures" in result.out
        codes = {finding["code"] for finding in json.loads((out / "x.txt.json").read_bytes())["findings"]}
        assert "no-measures" in codes


def test_a_cell_of_a_megabyte_is_read(run: Callable[..., Run], tmp_path: Path) -> None:
    text = REPORT.replace("๑. จัดทำข้อมูล", "๑. " + "จัดทำข้อมูล " * 90_000)
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    assert run("convert", tmp_path / "x.txt", "--out", tmp_path / "out").code == 0
    document = json.loads((tmp_path / "out" / "x.txt.json").read_bytes())
    assert len(document["measures"]) == 2


def test_200_megabytes_are_refused_before_they_are_read(run: Callable[..., Run], tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as stream:
        stream.write(REPORT.encode("utf-8") * 10)
        stream.truncate(200 << 20)
    result = run("convert", tmp_path / "big.txt", "--out", tmp_path / "out")
    assert result.code == 1
    assert "too-large: big.txt" in result.err


def test_a_path_that_does_not_exist(run: Callable[..., Run], reports: Path) -> None:
    out = reports.parent / "out"
    result = run("convert", reports / "none.txt", reports / "letter.txt", "--out", out)
    assert result.code == 1
    assert "missing: none.txt: no such file. Check the path." in result.err
    assert written(out) == ["letter.txt.json"]


def test_an_empty_folder(run: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    result = run("convert", tmp_path / "in", "--out", tmp_path / "out")
    assert result.code == 1
    assert "no files to read in this folder" in result.err


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that everybody may enter, unlike pytest's own."""
    if os.name != "posix":
        pytest.skip("permissions are set the POSIX way")
    # Anybody else may not be able to load modules.
    import ita_extract.commands.conversion  # noqa: F401

    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


@contextmanager
def as_nobody() -> Iterator[None]:
    """The superuser may open everything."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.fixture
def locked(shared: Path) -> Iterator[Path]:
    """A folder with a file that may not be opened."""
    (shared / "locked.txt").write_text(REPORT, encoding="utf-8")
    (shared / "locked.txt").chmod(0)
    with as_nobody():
        yield shared


def test_a_file_that_may_not_be_opened(run: Callable[..., Run], locked: Path) -> None:
    result = run("convert", locked / "locked.txt", "--out", locked / "out")
    assert result.code == 1
    assert "unreadable: locked.txt: cannot be read (Permission denied)" in result.err
    assert written(locked / "out") == []


def test_a_folder_that_may_not_be_entered_costs_no_file_beside_it(
    run: Callable[..., Run], locked: Path
) -> None:
    (locked / "in").mkdir(mode=0)
    (locked / "in.json").write_text("mine", encoding="utf-8")
    for _ in range(2):
        result = run("convert", locked / "in", "--out", locked / "out")
        assert "this folder cannot be read (Permission denied)" in result.err
    assert (locked / "in.json").read_text(encoding="utf-8") == "mine"


@pytest.fixture
def converted(run: Callable[..., Run], shared: Path) -> Path:
    """A folder of one document that everybody may write to, and the folder of its input."""
    (shared / "in" / "a").mkdir(parents=True)
    (shared / "in" / "a" / "plan.txt").write_text(REPORT, encoding="utf-8")
    run("convert", shared / "in", "--out", shared / "out", "--jobs", 1)
    for path in (shared / "out", *(shared / "out").rglob("*")):
        path.chmod(0o777)
    return shared / "out"


def test_an_input_where_nobody_may_look_is_not_called_gone(run: Callable[..., Run], converted: Path) -> None:
    (converted.parent / "in").chmod(0)
    with as_nobody():
        result = run("tables", converted, "--to", "-")
    (converted.parent / "in").chmod(0o777)
    assert result.code == 0
    assert "no longer there" not in result.err


def test_documents_that_may_not_be_read_are_not_left_out_in_silence(
    run: Callable[..., Run], converted: Path
) -> None:
    (converted / "a").chmod(0)
    with as_nobody():
        result = run("tables", converted, "--to", "-")
    (converted / "a").chmod(0o777)
    assert (result.code, result.out) == (1, "")
    assert f"{converted / 'a'}: this folder cannot be read (Permission denied)" in result.err


def test_status_of_a_folder_that_may_not_be_entered(run: Callable[..., Run], converted: Path) -> None:
    converted.chmod(0)
    with as_nobody():
        result = run("status", converted)
    converted.chmod(0o777)
    assert result.code == 1
    assert "journal.db: cannot be read (Permission denied)" in result.err


@pytest.mark.skipif(os.name != "posix", reason="names that hold control characters are a POSIX matter")
def test_no_name_of_a_file_steers_the_terminal(run: Callable[..., Run], reports: Path) -> None:
    (reports / ".\033[31mred.txt").write_text("x", encoding="utf-8")
    (reports / "a\033[2J.txt").write_bytes(b"")
    result = run("convert", reports, "--out", reports.parent / "out")
    assert "[31mred.txt: hidden" in result.err
    assert "\033" not in result.out + result.err + run("show", reports / "\033[2J.txt").err


def test_an_output_folder_that_cannot_be_made(run: Callable[..., Run], reports: Path) -> None:
    result = run("convert", reports, "--out", reports / "letter.txt" / "out")
    assert result.code == 1
    assert "cannot be written" in result.err
    assert "Choose a folder that you may write to" in result.err
    assert result.out == ""


def test_an_output_that_cannot_be_written_is_that_files_outcome(
    run: Callable[..., Run], reports: Path
) -> None:
    out = reports.parent / "out"
    (out / "letter.txt.json").mkdir(parents=True)
    result = run("convert", reports, "--out", out)
    assert result.code == 1
    assert "failed: " in result.err
    assert written(out) == ["a/plan.txt.json"]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nonsense"],
        ["convert"],
        ["convert", "x.txt"],
        ["convert", "--out", "out"],
        ["convert", "x.txt", "--out", "out", "--max-megabytes", "many"],
        ["convert", "x.txt", "--out", "out", "--no-such-option"],
        ["check", "only-one"],
        ["check", "none-such", "none-such-either"],
        ["check", __file__, __file__],
        ["convert", "", "--out", "out"],
        ["convert", "x.txt", "--out", "out", "--password", "a", "--password-file", "b"],
        ["convert", "x.txt", "--out", ""],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(run: Callable[..., Run], words: list[str]) -> None:
    result = run(*words)
    assert result.code == 2
    assert result.err
    assert result.out == ""


def test_an_unknown_option_leads_to_the_help_of_its_command(run: Callable[..., Run]) -> None:
    result = run("convert", "x.txt", "--out", "out", "--job", 2)
    assert result.err == (
        "ita-extract convert: unrecognized arguments: --job 2. See `ita-extract convert --help`.\n"
    )


def test_colliding_inputs_are_refused_before_anything_is_written(
    run: Callable[..., Run], reports: Path
) -> None:
    other = reports.parent / "other"
    other.mkdir()
    (other / "letter.txt").write_text(LETTER, encoding="utf-8")
    out = reports.parent / "out"
    result = run("convert", reports, other, "--out", out)
    assert result.code == 2
    assert "would both be written to" in result.err
    assert not out.exists()


# --- outcomes of what nobody foresaw ------------------------------------------------------------------


def test_an_unforeseen_error_is_one_files_outcome(reports: Path) -> None:
    out = reports.parent / "out"
    broken = Job(None, "broken.txt", out / "broken.txt.json")  # type: ignore[arg-type]
    good = Job(reports / "letter.txt", "letter.txt", out / "letter.txt.json")
    first, second = convert([broken, good], Settings())
    assert first.state == "crashed"
    assert line(first).startswith("crashed: broken.txt: ita-extract failed on it (TypeError: ")
    assert first.trace.startswith("Traceback")
    assert second.is_read
    assert written(out) == ["letter.txt.json"]


def test_a_lack_of_memory_is_told_from_a_fault() -> None:
    job = Job(Path("x"), "x", Path("x.json"))
    assert outcomes.of_fault(job, MemoryError(), "").state == "out-of-memory"
    assert outcomes.of_fault(job, KeyError(), "").reason == "x: ita-extract failed on it (KeyError)."


def test_a_name_with_line_ends_forges_no_lines() -> None:
    job = Job(Path("x"), "x\nok: y", Path("x.json"))
    assert "\n" not in line(outcomes.of_fault(job, KeyError(), ""))


# --- the other commands -------------------------------------------------------------------------------


def test_show_prints_a_report_and_its_document_alike(run: Callable[..., Run], reports: Path) -> None:
    out = reports.parent / "out"
    run("convert", reports / "a" / "plan.txt", "--out", out)
    of_report = run("show", reports / "a" / "plan.txt")
    of_document = run("show", out / "plan.txt.json")
    assert of_report.code == of_document.code == 0
    assert "กองคลัง" in of_report.out
    assert of_report.out == of_document.out


def test_show_refuses_what_is_no_document(run: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    result = run("show", tmp_path / "x.json")
    assert result.code == 1
    assert "not a report document" in result.err


@pytest.mark.parametrize("name", ["none.txt", "none.json"])
def test_show_of_nothing(run: Callable[..., Run], tmp_path: Path, name: str) -> None:
    result = run("show", tmp_path / name)
    assert result.code == 1
    assert "no such file" in result.err


def test_check_tells_differences_in_words(run: Callable[..., Run], reports: Path) -> None:
    one, other = reports.parent / "one", reports.parent / "other"
    run("convert", reports / "a" / "plan.txt", "--out", one)
    text = (one / "plan.txt.json").read_text(encoding="utf-8")
    other.mkdir()
    (other / "plan.txt.json").write_text(
        text.replace('"names": [\n          "กองคลัง"', '"names": [\n          "กองช่าง"'), encoding="utf-8"
    )
    result = run("check", one, other)
    assert result.code == 1
    assert result.out.splitlines() == [
        'plan.txt.json: measures[0].owner.names[0]: golden "กองช่าง", now "กองคลัง"',
        "1 difference.",
    ]


def test_schema_prints_json(run: Callable[..., Run]) -> None:
    result = run("schema")
    assert result.code == 0
    assert json.loads(result.out) == schema()


def test_doctor_says_what_is_there(run: Callable[..., Run]) -> None:
    result = run("doctor")
    assert result.code == 0
    assert "pydantic" in result.out
    assert "LibreOffice" in result.out


def test_doctor_names_the_command_for_what_is_missing() -> None:
    words = str(Check("thing", "", "reads things", "pip install thing", required=False))
    assert "missing  thing (optional: reads things)" in words
    assert "install it with: pip install thing" in words


def test_doctor_tries_what_is_compiled(tmp_path: Path) -> None:
    (tmp_path / "pypdfium2.py").write_text('raise ImportError("DLL load failed")', encoding="utf-8")
    result = in_process("doctor", env={**os.environ, "PYTHONPATH": str(tmp_path)})
    assert result.returncode == 1
    assert re.search(r"broken   pypdfium2 \S+ \(needed\): DLL load failed", result.stdout.decode("utf-8"))


def test_version(run: Callable[..., Run]) -> None:
    assert run("--version").out.startswith("ita-extract ")


# --- options from settings ----------------------------------------------------------------------------


def test_every_setting_has_its_option_and_its_default() -> None:
    parser = argparse.ArgumentParser()
    add_options(parser, Settings)
    assert settings_of(parser.parse_args([])) == Settings()
    assert settings_of(parser.parse_args(["--tables", "--max-megabytes", "7"])) == Settings(
        tables=True, max_megabytes=7
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--max-megabytes", "0"), "it is 0, and must be at least 1"),
        (("--ocr-dpi", "5000"), "it is 5000, and must be from 50 to 1200"),
        (("--jobs", "two"), "two is no whole number"),
        (("--least-confidence", "nan"), "it is nan, and must be from 0 to 1"),
    ],
)
def test_a_number_that_makes_no_sense_is_a_wrong_usage(
    run: Callable[..., Run], reports: Path, words: tuple[str, str], told: str
) -> None:
    result = run("convert", reports, "--out", reports.parent / "out", *words)
    assert result.code == 2
    assert f"argument {words[0]}: {told}" in result.err


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (Settings(repair="of"), 'repair is \'of\', and must be "off" or "certain" or "all".'),  # type: ignore[arg-type]
        (Settings(pages=3), "pages is 3, and must be text in quotes."),  # type: ignore[arg-type]
        (Settings(tables=1), "tables is 1, and must be true or false."),  # type: ignore[arg-type]
        (Settings(ocr_dpi=5000), "ocr_dpi is 5000, and must be from 50 to 1200."),
    ],
)
def test_the_api_refuses_settings_that_make_no_sense(reports: Path, settings: Settings, told: str) -> None:
    with pytest.raises(UsageError) as refused:
        extract(reports / "letter.txt", settings)
    assert str(refused.value) == told


# --- the process --------------------------------------------------------------------------------------


def in_process(*words: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "ita_extract", *map(str, words)]
    return subprocess.run(command, capture_output=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


def test_thai_is_printed_whatever_the_systems_encoding_is(reports: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "LC_ALL": "C"}
    result = in_process("show", reports / "a" / "plan.txt", env=environment)
    assert result.returncode == 0
    assert "กองคลัง" in result.stdout.decode("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="a shell closes streams the POSIX way")
def test_streams_that_a_scheduler_has_closed_are_no_error(reports: Path, tmp_path: Path) -> None:
    command = f"{sys.executable} -m ita_extract convert {reports} --out {tmp_path / 'out'} <&- >&- 2>&-"
    assert subprocess.run(command, shell=True, check=False).returncode == 0
    assert written(tmp_path / "out") == ["a/plan.txt.json", "letter.txt.json"]
    json.loads((tmp_path / "out" / "letter.txt.json").read_bytes())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_an_output_that_is_full_is_told(reports: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "ita_extract", "schema"]
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert result.returncode == 1
    assert b"standard output: cannot be written (No space left on device). Make room" in result.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are Unicode")
def test_a_name_that_the_locale_does_not_know_is_that_files_outcome(reports: Path, tmp_path: Path) -> None:
    (reports / "แผน.txt").write_text(LETTER + "2", encoding="utf-8")
    environment = {**os.environ, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
    result = in_process("convert", reports, "--out", tmp_path / "out", env=environment)
    assert result.returncode == 1
    assert b"cannot be written (the system's encoding ascii has no such letters)" in result.stderr
    assert written(tmp_path / "out") == ["a/plan.txt.json", "letter.txt.json"]


@pytest.mark.skipif(os.name != "posix", reason="signals are sent the POSIX way")
def test_a_reader_that_goes_away_is_no_traceback() -> None:
    result = subprocess.run(
        f"{sys.executable} -m ita_extract schema | head -n 1",
        shell=True,
        capture_output=True,
        check=False,
    )
    assert result.stdout == b"{\n"
    assert result.stderr == b""


@pytest.mark.skipif(os.name != "posix", reason="signals are sent the POSIX way")
def test_ctrl_c_is_told_in_a_sentence(run: Callable[..., Run], reports: Path, tmp_path: Path) -> None:
    import signal

    for number in range(300):
        (reports / f"{number}.txt").write_text(REPORT * 20, encoding="utf-8")
    command = [sys.executable, "-m", "ita_extract", "convert", str(reports), "--out", str(tmp_path / "out")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        process.stderr.readline()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    stopped = re.search(r"Stopped after (\d+) of 302 files", errors.decode("utf-8"))
    assert stopped
    assert run("status", tmp_path / "out").out.startswith(f"Stopped: {stopped[1]} of 302 files")
    assert b"Traceback" not in errors
    assert not list((tmp_path / "out").rglob("*.tmp"))
