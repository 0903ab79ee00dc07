"""A run can be stopped at any moment, goes on where it was, and ends as if nothing had been."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ita_extract import Settings
from ita_extract.batch.choices import Choices
from ita_extract.batch.convert import Made, Task, make
from ita_extract.batch.fingerprint import fingerprint
from ita_extract.batch.inputs import JOURNAL, Job, plan
from ita_extract.batch.journal import Journal, is_running, locked
from ita_extract.batch.outcomes import Facts, Outcome
from ita_extract.batch.page import write_page
from ita_extract.batch.run import Batch
from ita_extract.errors import InUse, OutputError
from ita_extract.output.flat.doubts import DoubtRow
from ita_extract.readers.page_ranges import chosen_pages
from tests.command_line import LETTER, REPORT, Run, written

SAMPLES = Path(__file__).parent.parent / "samples"


def report(number: int) -> str:
    return REPORT.replace("เว็บไซต์", f"เว็บไซต์ {number}")


@pytest.fixture
def given(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(report(number), encoding="utf-8")
    return folder


def convert(given: Path, out: Path, settings: Settings | None = None, **choices: object) -> list[Outcome]:
    out.mkdir(exist_ok=True)
    work = choices.pop("work", make)
    chosen = Choices(jobs=2, **choices)  # type: ignore[arg-type]
    batch = Batch(plan([given], out), out, settings or Settings(), chosen, work=work)  # type: ignore[arg-type]
    with locked(out):
        return sorted(batch.run(), key=lambda outcome: outcome.job.name)


def documents(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in written(out)}


def kept(outcomes: list[Outcome]) -> list[str]:
    return [outcome.job.name for outcome in outcomes if outcome.kept]


# --- what is finished ---------------------------------------------------------------------------------


def test_a_second_run_reads_nothing_again(given: Path, tmp_path: Path) -> None:
    first = convert(given, tmp_path / "out")
    assert kept(first) == []
    second = convert(given, tmp_path / "out")
    assert kept(second) == ["0.txt", "1.txt", "2.txt"]
    assert [(each.state, each.facts) for each in first] == [(each.state, each.facts) for each in second]


def test_force_reads_all_again(given: Path, tmp_path: Path) -> None:
    convert(given, tmp_path / "out")
    assert kept(convert(given, tmp_path / "out", force=True)) == []


def test_other_settings_read_again_what_they_affect(given: Path, tmp_path: Path) -> None:
    convert(given, tmp_path / "out")
    assert kept(convert(given, tmp_path / "out", Settings(seconds_per_file=99))) == [
        "0.txt",
        "1.txt",
        "2.txt",
    ]
    assert kept(convert(given, tmp_path / "out", Settings(tables=True))) == []
    assert json.loads((tmp_path / "out" / "0.txt.json").read_bytes())["tables"]


def test_another_version_reads_all_again(given: Path, tmp_path: Path) -> None:
    convert(given, tmp_path / "out")
    with closing(sqlite3.connect(tmp_path / "out" / JOURNAL)) as journal, journal:
        journal.execute("UPDATE files SET version = '0.0.1'")
    assert kept(convert(given, tmp_path / "out")) == []


def test_a_changed_input_and_a_touched_document_are_read_again(given: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert(given, out)
    good = documents(out)
    (given / "0.txt").write_text(report(10), encoding="utf-8")
    (out / "1.txt.json").write_bytes(good["1.txt.json"][:-100])
    (out / "2.txt.json").unlink()
    outcomes = convert(given, out)
    assert kept(outcomes) == []
    assert documents(out)["1.txt.json"] == good["1.txt.json"]
    assert documents(out)["2.txt.json"] == good["2.txt.json"]
    assert documents(out)["0.txt.json"] != good["0.txt.json"]


def test_a_removed_input_is_told_and_its_document_kept(run: Callable[..., Run], given: Path) -> None:
    out = given.parent / "out"
    run("convert", given, "--out", out)
    (given / "1.txt").unlink()
    result = run("convert", given, "--out", out)
    assert "no longer there: 1.txt" in result.err
    assert written(out) == ["0.txt.json", "1.txt.json", "2.txt.json"]
    assert "1.txt" in (out / "summary.html").read_text(encoding="utf-8")


def test_what_was_never_there_is_forgotten(run: Callable[..., Run], given: Path) -> None:
    out = given.parent / "out"
    assert "missing" in run("convert", given / "mistyped.txt", "--out", out).out
    result = run("convert", given, "--out", out)
    assert "mistyped" not in result.out + result.err + run("status", out).out


def test_an_input_that_became_unreadable_leaves_no_older_document(given: Path, tmp_path: Path) -> None:
    convert(given, tmp_path / "out")
    (given / "1.txt").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    assert [outcome.state for outcome in convert(given, tmp_path / "out")].count("damaged") == 1
    assert written(tmp_path / "out") == ["0.txt.json", "2.txt.json"]


def test_other_results_can_be_kept(given: Path, tmp_path: Path) -> None:
    convert(given, tmp_path / "out")
    good = documents(tmp_path / "out")
    (given / "0.txt").write_text(report(10), encoding="utf-8")
    first, *others = convert(given, tmp_path / "out", overwrite=False)
    assert (first.state, first.reason.endswith("is not written over.")) == ("failed", True)
    assert all(other.is_read for other in others)
    assert documents(tmp_path / "out") == good


def test_passwords_leave_no_trace_in_the_journal() -> None:
    states = ("ok", "password-needed", "damaged")
    assert all(
        fingerprint(Settings(password="a"), state) == fingerprint(Settings(), state) for state in states
    )


# --- equal contents -----------------------------------------------------------------------------------


def test_equal_contents_are_read_once(given: Path, tmp_path: Path) -> None:
    (given / "copy.txt").write_bytes((given / "0.txt").read_bytes())
    outcomes = convert(given, tmp_path / "out", work=counted)
    counts = {outcome.job.name: outcome.trace for outcome in outcomes}
    assert counts["copy.txt"] == counts["0.txt"]
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "copy.txt").write_bytes((given / "0.txt").read_bytes())
    convert(alone, tmp_path / "other")
    assert documents(tmp_path / "out")["copy.txt.json"] == documents(tmp_path / "other")["copy.txt.json"]


def counted(task: Task) -> Made:
    """Leaves the time in the trace, which tells one reading from another."""
    made = make(task)
    outcome = Outcome(task.job, made.outcome.state, facts=made.outcome.facts, trace=str(time.time_ns()))
    return Made(outcome, made.document, made.sha256)


def test_a_new_name_for_a_finished_content_needs_no_reading(given: Path, tmp_path: Path) -> None:
    convert(given, tmp_path / "out")
    (given / "new.txt").write_bytes((given / "0.txt").read_bytes())
    outcomes = convert(given, tmp_path / "out", work=crash)
    assert {outcome.job.name: outcome.state for outcome in outcomes}["new.txt"] == outcomes[0].state
    assert json.loads((tmp_path / "out" / "new.txt.json").read_bytes())["source"]["path"] == "new.txt"


# --- what is lost -------------------------------------------------------------------------------------


def crash(task: Task) -> Made:
    os._exit(3)


def crash_at_one(task: Task) -> Made:
    return crash(task) if task.job.name == "1.txt" else make(task)


def crash_the_first_time(task: Task) -> Made:
    mark = task.job.path.parent.parent / f"{task.job.name}.tried"
    if not mark.exists():
        mark.touch()
        os._exit(3)
    return make(task)


def test_a_file_that_kills_its_worker_twice_is_one_outcome(given: Path, tmp_path: Path) -> None:
    outcomes = convert(given, tmp_path / "out", work=crash_at_one)
    assert [outcome.state for outcome in outcomes].count("crashed") == 1
    assert outcomes[1].state == "crashed"
    assert outcomes[1].reason
    assert outcomes[1].advice
    assert written(tmp_path / "out") == ["0.txt.json", "2.txt.json"]
    assert kept(convert(given, tmp_path / "out")) == ["0.txt", "1.txt", "2.txt"]


def test_a_file_that_fails_once_is_read_alone(given: Path, tmp_path: Path) -> None:
    assert all(outcome.is_read for outcome in convert(given, tmp_path / "out", work=crash_the_first_time))


def crash_at_page_two(task: Task) -> Made:
    return crash(task) if 2 in chosen_pages(task.settings.pages, 3, "") else make(task)


@pytest.fixture
def paged(tmp_path: Path) -> Path:
    """A folder with a PDF of three pages and a text."""
    folder = tmp_path / "paged"
    folder.mkdir()
    shutil.copy(SAMPLES / "pdf" / "chum-phae-libreoffice.pdf", folder / "a.pdf")
    (folder / "b.txt").write_text(report(0), encoding="utf-8")
    return folder


def test_good_pages_survive_a_bad_one(paged: Path, tmp_path: Path) -> None:
    outcomes = {each.job.name: each for each in convert(paged, tmp_path / "out", work=crash_at_page_two)}
    assert outcomes["a.pdf"].state == "partial"
    assert outcomes["a.pdf"].reason == "1 of its pages could not be read."
    document = json.loads((tmp_path / "out" / "a.pdf.json").read_bytes())
    assert document["source"]["pages"] == 3
    assert document["findings"][0]["code"] == "page-unreadable"
    assert document["findings"][0]["provenance"][0]["page"] == 2
    pages = {place["page"] for measure in document["measures"] for place in measure["steps"]["provenance"]}
    assert pages == {3}  # the first has the cover


def test_a_file_of_bad_pages_only_is_lost(paged: Path, tmp_path: Path) -> None:
    outcomes = {each.job.name: each for each in convert(paged, tmp_path / "out", work=crash)}
    assert {each.state for each in outcomes.values()} == {"crashed"}
    assert documents(tmp_path / "out") == {}


# --- stopped ------------------------------------------------------------------------------------------


def start(given: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "ita_extract", "convert", str(given), "--out", str(out), "--jobs", "2"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.txt").write_text(report(number) * 3, encoding="utf-8")
    return folder


def test_killed_and_started_again_it_ends_as_if_undisturbed(many: Path, tmp_path: Path) -> None:
    convert(many, tmp_path / "undisturbed")
    out = tmp_path / "out"
    for documents_before in (3, 15):
        process = start(many, out)
        while len(list(out.rglob("*.json"))) < documents_before and process.poll() is None:
            time.sleep(0.01)
        process.kill()
        process.wait()
    with Journal.existing(out) as journal:
        before = {outcome.job.name for outcome in journal.outcomes()}
    outcomes = convert(many, out)
    assert len(before) >= 10
    assert set(kept(outcomes)) == before
    assert documents(out) == documents(tmp_path / "undisturbed")


def test_what_a_killed_run_left_half_written_is_removed(given: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "a").mkdir(parents=True)
    (tmp_path / "out" / "a" / ".ita-0123456789abcdef.tmp").write_bytes(b"{")
    convert(given, tmp_path / "out")
    assert written(tmp_path / "out") == ["0.txt.json", "1.txt.json", "2.txt.json"]


def test_workers_end_with_a_run_that_is_killed(many: Path, tmp_path: Path) -> None:
    import psutil

    process = start(many, tmp_path / "out")
    children: list[psutil.Process] = []
    while len(children) < 2:
        children = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.wait()
    _, alive = psutil.wait_procs(children, timeout=20)
    assert [child for child in alive if child.status() != psutil.STATUS_ZOMBIE] == []


# --- the folder ---------------------------------------------------------------------------------------


@pytest.fixture
def held(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that holds the lock of tmp_path/out."""
    (tmp_path / "out").mkdir()
    code = (
        "import sys, time; from pathlib import Path; from ita_extract.batch.journal import locked\n"
        f"with locked(Path({str(tmp_path / 'out')!r})): print('held', flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"held"
        yield process
        process.kill()


def test_two_runs_on_one_folder_refuse_each_other(
    held: subprocess.Popen[bytes], given: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert is_running(out)
    with pytest.raises(InUse):
        convert(given, out)
    held.kill()
    held.wait()
    assert not is_running(out)
    assert len(convert(given, out)) == 3


def test_the_lock_is_free_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError), locked(tmp_path):
        raise KeyError
    with locked(tmp_path):
        assert is_running(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="a limit on file sizes stands for a full disk, the POSIX way")
def test_a_full_disk_is_an_error_and_no_broken_file(given: Path, tmp_path: Path) -> None:
    row = REPORT.splitlines()[-1]
    rows = "\n".join(row.replace("ประชาชน", f"ประชาชนหมู่ {number}") for number in range(1, 120))
    (given / "1.txt").write_text(REPORT + rows, encoding="utf-8")
    out = tmp_path / "out"
    words = f"'convert', {str(given)!r}, '--out', {str(out)!r}, '--jobs', '1'"
    code = (
        "import resource; from ita_extract.cli import main\nif __name__ == '__main__':\n"
        f" resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, 120_000)); exit(main([{words}]))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert result.returncode == 1
    assert b"cannot be written" in result.stderr
    assert b"Make room" in result.stderr
    assert b"Traceback" not in result.stderr
    assert all(json.loads(data) for data in documents(out).values())
    assert not list(out.rglob("*.tmp"))
    assert all(outcome.is_read for outcome in convert(given, out))


def test_a_journal_that_cannot_be_written_is_told(given: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "journal.db").write_bytes(b"no database" * 100)
    with pytest.raises(OutputError, match=r"journal\.db: this is another program's file"):
        convert(given, out)
    assert not (out / "journal.lock").exists()


def test_a_journal_of_another_version_is_told_with_the_way_on(given: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    convert(given, out)
    with closing(sqlite3.connect(out / "journal.db")) as base, base:
        base.execute("ALTER TABLE files DROP COLUMN advice")
    with pytest.raises(OutputError, match=r"another version of ita-extract wrote this.* or delete it"):
        convert(given, out)
    (out / "journal.db").unlink()
    assert len(convert(given, out)) == 3


def test_what_another_program_calls_as_we_would_is_not_written_over(given: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "0.txt.json").write_text('{"pages": []}', encoding="utf-8")
    outcomes = convert(given, tmp_path / "out")
    assert [outcome.state for outcome in outcomes].count("failed") == 1
    assert "0.txt.json: this is another program's file, and is not written over." in outcomes[0].reason
    assert (tmp_path / "out" / "0.txt.json").read_text(encoding="utf-8") == '{"pages": []}'


def test_another_programs_page_is_not_written_over(run: Callable[..., Run], given: Path) -> None:
    out = given.parent / "out"
    out.mkdir()
    (out / "summary.html").write_text("<title>My summary</title>", encoding="utf-8")
    result = run("convert", given, "--out", out)
    assert result.code == 1
    assert "summary.html: this is another program's file, and is not written over." in result.err
    assert [path.name for path in out.iterdir()] == ["summary.html"]


# --- what is said -------------------------------------------------------------------------------------


def test_events_tell_of_every_file(run: Callable[..., Run], given: Path) -> None:
    (given / "bad.pdf").write_bytes(b"%PDF-1.7\n")
    out = given.parent / "out"
    result = run("convert", given, "--out", out, "--json-lines")
    events = [json.loads(line) for line in result.out.splitlines()]
    assert [event["event"] for event in events] == ["start", *["file"] * 4, "end"]
    assert {event["name"] for event in events[1:-1]} == {"0.txt", "1.txt", "2.txt", "bad.pdf"}
    assert [event["done"] for event in events[1:-1]] == [1, 2, 3, 4]
    assert events[-1]["states"]["damaged"] == 1
    assert all(event["reason"] and event["advice"] for event in events[1:-1] if event["facts"] is None)


def test_status_after_a_run(run: Callable[..., Run], given: Path) -> None:
    out = given.parent / "out"
    run("convert", given, "--out", out)
    result = run("status", out)
    assert result.code == 0
    assert result.out.startswith("Ended: 3 of 3 files")


def test_status_of_a_stopped_run(run: Callable[..., Run], many: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    process = start(many, out)
    while len(list(out.rglob("*.json"))) < 2:
        time.sleep(0.01)
    assert run("status", out).out.startswith("Running: ")
    process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    process.wait()
    result = run("status", out)
    assert result.code == 1
    assert result.out.startswith("Stopped: ")


def test_tables_of_a_stopped_run_say_that_they_lack_the_rest(run: Callable[..., Run], given: Path) -> None:
    out = given.parent / "out"
    out.mkdir()
    with closing(Batch(plan([given], out), out, Settings(), Choices(jobs=1)).run()) as outcomes:
        next(outcomes)
    result = run("tables", out, "--to", "-")
    assert "The run on this folder has not ended (1 of 3 files); the tables lack the rest." in result.err
    run("convert", given, "--out", out)
    assert "has not ended" not in run("tables", out, "--to", "-").err


def test_only_what_a_stopped_run_wrote_itself_is_written_over(run: Callable[..., Run], given: Path) -> None:
    out, earlier = given.parent / "out", given.parent / "earlier.csv"
    run("convert", given, "--out", given.parent / "other", "--doubts", earlier)
    before = earlier.read_bytes()
    convert(given, out)
    result = run("convert", given, "--out", out, "--doubts", earlier, "--no-overwrite")
    assert (result.code, earlier.read_bytes()) == (1, before)
    assert "earlier.csv: another result is there and is not written over" in result.err


@pytest.fixture
def writing(given: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A run on out that has written out/d.csv and is held up at its flat tables."""
    more_than_a_pipe_holds = " ".join(map(str, range(30_000)))
    text = REPORT.replace("เว็บไซต์", more_than_a_pipe_holds)
    (given / "long.txt").write_text(text, encoding="utf-8")
    words = ("convert", given, "--out", given.parent / "out", "--flat-tables", "-", "--doubts", "{out}/d.csv")
    command = [sys.executable, "-m", "ita_extract", *map(str, words)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        yield process
        process.kill()


def test_a_run_that_writes_its_tables_keeps_others_out_and_is_gone_on_with(
    run: Callable[..., Run], writing: subprocess.Popen[bytes], given: Path
) -> None:
    out = given.parent / "out"
    words = ("convert", given, "--out", out, "--doubts", out / "d.csv", "--no-overwrite")
    assert "another run of ita-extract is writing to this folder" in run(*words).err
    assert run("status", out).out.startswith("Running: 4 of 4 files")
    writing.kill()
    writing.wait()
    assert run("status", out).out.startswith("Stopped: 4 of 4 files")
    assert run(*words).code == 0
    assert "d.csv: another result is there and is not written over" in run(*words).err


def test_a_run_that_is_refused_makes_no_journal(run: Callable[..., Run], given: Path) -> None:
    out = given.parent / "out"
    assert run("convert", given, "--out", out, "--flat-tables", "paper").code == 2
    assert not (out / JOURNAL).exists()


def test_status_of_no_run(run: Callable[..., Run], tmp_path: Path) -> None:
    assert run("status", tmp_path).code == 2


def test_strict_fails_on_doubts(run: Callable[..., Run], given: Path) -> None:
    (given / "doubt.txt").write_text(REPORT.replace("กองคลัง", ""), encoding="utf-8")
    assert run("convert", given, "--out", given.parent / "out").code == 0
    strict = run("convert", given, "--out", given.parent / "out", "--strict")
    assert strict.code == 1
    assert "--strict: 1 file with an error or a warning, hence exit code 1" in strict.err


def test_a_doubt_leads_to_the_page_that_it_stands_on(tmp_path: Path) -> None:
    job = Job(tmp_path / "in" / "a.pdf", "a.pdf", tmp_path / "out" / "a.pdf.json")
    cell = ("m1", "owner", "กอง\nคลัง", "กองคลัง", 0.5)
    where = DoubtRow("warning", "a.pdf", 3, 1, 2, 4, None, *cell, "why", "what to do", "code", None)
    write_page(tmp_path / "out", [Outcome(job, "ok", facts=Facts("plan", None, None, 1, 1))], [], [where])
    page = (tmp_path / "out" / "summary.html").read_text(encoding="utf-8")
    assert '<a href="../in/a.pdf#page=3">a.pdf</a>' in page
    assert "m1 owner: page 3, table 1, row 2, column 4" in page


def test_the_page_puts_failures_first_and_leads_to_files(run: Callable[..., Run], given: Path) -> None:
    (given / "a<b>&.txt").write_text(LETTER, encoding="utf-8")
    (given / "ก ข.pdf").write_bytes(b"%PDF-1.7\n")
    out = given.parent / "out"
    run("convert", given, "--out", out)
    page = (out / "summary.html").read_text(encoding="utf-8")
    assert page.index("damaged</td>") < page.index("no-measures</td>") < page.index(">0.txt<")
    assert "a&lt;b&gt;&amp;.txt" in page
    assert "a<b>" not in page
    assert 'href="../in/0.txt"' in page
    assert 'href="0.txt.json"' in page
    assert "http" not in page
