"""Every sample gives exactly its golden document. A new case is a new file; no code changes here."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import golden
from ita_extract import Settings, extract
from ita_extract.batch.inputs import Job
from ita_extract.output.compare import compare_documents
from ita_extract.output.json import report_to_json

JOBS = golden.jobs(golden.GOLDEN)


def test_there_are_samples() -> None:
    assert [job.problem for job in JOBS if job.problem] == []


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_sample_gives_its_golden_document(job: Job) -> None:
    assert job.output.exists(), f"{job.name} has no golden file: run `make golden`, then compare it by eye"
    now = report_to_json(extract(job.path, Settings(), name=job.name))
    known = golden.comparable(job.output.read_bytes())
    assert list(compare_documents(golden.comparable(now), known)) == []


def test_every_golden_file_has_its_sample() -> None:
    assert set(golden.golden_files()) <= {job.output for job in JOBS}


def test_rewriting_is_not_left_on() -> None:
    assert golden.SWITCH not in os.environ, f"unset {golden.SWITCH}: it is for `make golden` alone"


def test_rewriting_needs_the_switch() -> None:
    with pytest.raises(SystemExit, match="on purpose"):
        golden.rewrite([])


def test_seen_names_only_golden_files_that_exist() -> None:
    names = {path.relative_to(golden.GOLDEN).as_posix() for path in golden.golden_files()}
    assert set(golden.seen_hashes()) <= names


def test_seen_refuses_what_is_no_golden_file(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="is not a golden file"):
        golden.seen([str(tmp_path / "x.json")])
