"""Which files of the inputs are read, what they are called, and where their results go."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from ita_extract import extract
from ita_extract.batch.inputs import JOURNAL, Job, Plan, check_capitals, plan
from ita_extract.batch.journal import Journal
from ita_extract.errors import InputMissing, InputUnreadable, UsageError
from ita_extract.output.files import first_twins


def make(top: Path, *names: str) -> Path:
    for name in names:
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return top


def outputs(planned: Plan, out: Path) -> dict[str, str]:
    return {job.name: job.output.relative_to(out).as_posix() for job in planned.jobs}


def test_a_folder_gives_all_below_it_in_order(tmp_path: Path) -> None:
    given = make(tmp_path / "in", "b.pdf", "a/c.txt", "a/ก ข.docx")
    out = tmp_path / "out"
    assert list(outputs(plan([given], out), out).items()) == [
        ("a/c.txt", "a/c.txt.json"),
        ("a/ก ข.docx", "a/ก ข.docx.json"),
        ("b.pdf", "b.pdf.json"),
    ]


def test_a_file_goes_by_its_own_name(tmp_path: Path) -> None:
    given = make(tmp_path / "in", "a/b.pdf")
    out = tmp_path / "out"
    assert outputs(plan([given / "a" / "b.pdf"], out), out) == {"b.pdf": "b.pdf.json"}


def test_a_path_that_is_not_there_is_a_job_and_no_stop(tmp_path: Path) -> None:
    given = make(tmp_path / "in", "a.txt")
    names = [job.name for job in plan([tmp_path / "none.txt", given / "a.txt"], tmp_path / "out").jobs]
    assert names == ["none.txt", "a.txt"]


def test_equal_names_from_two_inputs_are_refused(tmp_path: Path) -> None:
    make(tmp_path, "2565/report.pdf", "2566/report.pdf")
    with pytest.raises(UsageError, match=r"2565/report\.pdf and .*2566/report\.pdf would both be written to"):
        plan([tmp_path / "2565", tmp_path / "2566"], tmp_path / "out")


def test_names_that_differ_in_capitals_are_two_files_or_refused(tmp_path: Path) -> None:
    given, out = make(tmp_path / "in", "b.PDF", "c.pdf"), tmp_path / "out"
    out.mkdir()
    if (given / "B.PDF").exists():
        pytest.skip("here the two would be one file")
    planned = plan([make(given, "B.pdf")], out)
    assert len({job.output for job in planned.jobs}) == 3
    check_capitals(planned, out, partial(first_twins, out))
    with pytest.raises(UsageError, match=r"B\.pdf and .*b\.PDF would both be written to .* Rename one"):
        check_capitals(planned, out, lambda names: (0, 1))


@pytest.mark.parametrize(
    ("one", "other", "are_tried"),
    [
        ("a/b.txt", "A/B.TXT", True),
        ("straße.txt", "STRASSE.txt", True),
        ("\u00e9.txt", "e\u0301.txt", True),
        ("\u0131.txt", "I.txt", True),
        ("a/b.txt", "b/a.txt", False),
        ("รายงาน.txt", "รายการ.txt", False),
    ],
)
def test_names_that_no_system_takes_for_one_are_not_tried(
    tmp_path: Path, one: str, other: str, are_tried: bool
) -> None:
    jobs = tuple(Job(tmp_path / name, name, tmp_path / f"{name}.json") for name in (one, other))
    tried: list[int] = []
    check_capitals(Plan(jobs, ()), tmp_path, lambda names: tried.append(len(names)))
    assert tried == [2] * are_tried


def test_names_are_tried_where_they_are_to_stand(tmp_path: Path) -> None:
    names = [Path("a/b.txt.json"), Path("a/B.txt.json"), Path("a/b.txt.json")]
    (tmp_path / "x").touch()
    assert first_twins(tmp_path, names) == ((0, 1) if (tmp_path / "X").exists() else (0, 2))
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_what_cannot_be_read_is_written_nowhere_and_in_no_file_s_way(tmp_path: Path) -> None:
    output, problem = tmp_path / "locked.json", InputUnreadable("locked: may not be entered.")
    jobs = tuple(Job(tmp_path / top / "locked", "locked", output, problem) for top in "ab")
    check_capitals(Plan(jobs, ()), tmp_path, lambda names: (0, 1))


def test_equal_names_in_different_folders_of_one_input_are_kept_apart(tmp_path: Path) -> None:
    given = make(tmp_path / "in", "2565/report.pdf", "2566/report.pdf")
    assert len(plan([given], tmp_path / "out").jobs) == 2


def test_the_same_input_twice_is_read_once(tmp_path: Path) -> None:
    given = make(tmp_path / "in", "a.txt")
    assert len(plan([given, given, given / "a.txt"], tmp_path / "out").jobs) == 1


def test_what_is_no_report_is_passed_over_and_named(tmp_path: Path) -> None:
    given = make(tmp_path, "a.docx", "~$a.docx", ".DS_Store", ".git/x", "Thumbs.db", "README.md")
    planned = plan([given], tmp_path.parent / "out")
    assert [job.name for job in planned.jobs] == ["a.docx"]
    assert len(planned.passed_over) == 5


def test_a_readme_that_is_named_itself_is_read(tmp_path: Path) -> None:
    given = make(tmp_path, "README.md")
    assert len(plan([given / "README.md"], tmp_path / "out").jobs) == 1


def test_the_output_folder_is_never_read(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "out/b/a.txt.json")
    planned = plan(
        [tmp_path, tmp_path / "out" / "b", tmp_path / "out" / "b" / "a.txt.json"], tmp_path / "out"
    )
    assert [job.name for job in planned.jobs] == ["a.txt"]
    assert len(planned.passed_over) == 3


def test_what_another_run_wrote_is_never_read(tmp_path: Path) -> None:
    given = make(tmp_path, "a.txt", "earlier/b/a.txt.json")
    with Journal.opened(given / "earlier"):
        pass
    planned = plan([given, given / "earlier"], tmp_path.parent / "out")
    assert [job.name for job in planned.jobs] == ["a.txt"]
    assert [reason.rpartition(": ")[2] for reason in planned.passed_over] == [
        "the output folder of another run, which journal.db in it tells"
    ]


def test_a_folder_where_another_program_keeps_a_journal_is_read(tmp_path: Path) -> None:
    given = make(tmp_path, "notes/a.txt", "base/a.txt")
    (given / "notes" / JOURNAL).write_text("what I noted\n" * 100, encoding="utf-8")
    with closing(sqlite3.connect(given / "base" / JOURNAL)) as base, base:
        base.execute("CREATE TABLE entries (day)")
    assert plan([given], tmp_path.parent / "out").passed_over == ()


def test_the_output_folder_cannot_be_an_input(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="both an input and the output folder"):
        plan([tmp_path], tmp_path)


@pytest.mark.parametrize("names", [(), (".hidden",)])
def test_an_empty_folder_is_a_problem_and_not_silence(tmp_path: Path, names: tuple[str, ...]) -> None:
    (tmp_path / "in").mkdir()
    (job,) = plan([make(tmp_path / "in", *names)], tmp_path / "out").jobs
    assert isinstance(job.problem, InputMissing)


def test_links_to_folders_are_not_followed_and_links_to_files_are(tmp_path: Path) -> None:
    given = make(tmp_path / "in", "a/b.txt")
    (given / "a" / "loop").symlink_to(given)
    (given / "self").symlink_to(given / "self")
    (given / "c.txt").symlink_to(given / "a" / "b.txt")
    planned = plan([given], tmp_path / "out")
    assert [job.name for job in planned.jobs] == ["a/b.txt", "c.txt", "self"]
    assert [reason.rpartition(": ")[2] for reason in planned.passed_over] == ["link to a folder"]


def test_a_deep_folder_is_walked(tmp_path: Path) -> None:
    make(tmp_path.joinpath("in", *["d"] * 400), "x.txt")
    assert len(plan([tmp_path / "in"], tmp_path / "out").jobs) == 1


def test_the_longest_names_fit_and_stay_apart(tmp_path: Path) -> None:
    given = make(tmp_path / "in", "ก" * 85, "ก" * 84 + "ข")
    planned = plan([given], tmp_path / "out")
    names = {job.output.name for job in planned.jobs}
    assert len(names) == len(planned.jobs) == 2
    assert all(len(name.encode()) <= 255 for name in names)


@pytest.mark.skipif(os.name != "posix", reason="names of any bytes are a POSIX matter")
def test_a_name_that_is_not_utf8_is_written_out(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xa1.txt"))
    path.write_text("x", encoding="utf-8")
    (job,) = plan([tmp_path], tmp_path.parent / "out").jobs
    assert job.name == "\\xa1.txt"
    assert job.path.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a POSIX matter")
def test_a_pipe_does_not_hang_the_walk(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert len(plan([tmp_path], tmp_path.parent / "out").jobs) == 1
    with pytest.raises(InputUnreadable, match="pipe"):
        extract(tmp_path / "pipe")
