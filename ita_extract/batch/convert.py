"""One input → its outcome and its document."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ita_extract.batch import outcomes
from ita_extract.batch.inputs import Job
from ita_extract.batch.outcomes import Outcome
from ita_extract.errors import DiskFull, ItaError, OutputError
from ita_extract.output.files import DOCUMENT, check_ours, translated, write_whole
from ita_extract.settings import Settings


@dataclass(frozen=True, slots=True)
class Task:
    """unread: pages that are left out since they cannot be read, of which the document must tell."""

    job: Job
    settings: Settings
    unread: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """document: the JSON to write; None when the input gave none. sha256: of the content as it was read."""

    outcome: Outcome
    document: bytes | None = None
    sha256: str | None = None


def convert(jobs: Iterable[Job], settings: Settings) -> Iterator[Outcome]:
    """One outcome a job, in order, in this process; what goes wrong with one file never reaches the next."""
    return (write(make(Task(job, settings))) for job in jobs)


def make(task: Task) -> Made:
    """Never raises an Exception: whatever a file makes a library do is that file's outcome."""
    # Half a second of loading, which the process that only hands files out can do without.
    from ita_extract.extraction import extract, with_unread
    from ita_extract.output.json import report_to_json

    job = task.job
    try:
        if job.problem:
            raise job.problem
        report = with_unread(extract(job.path, task.settings, name=job.name), task.unread)
        return Made(outcomes.of_report(job, report), report_to_json(report), report.source.sha256)
    except ItaError as error:
        return Made(outcomes.of_error(job, error))
    except Exception as error:
        return Made(outcomes.of_fault(job, error, traceback.format_exc()))


def write(made: Made, *, over: bool = True) -> Outcome:
    """The outcome, once the document is on the disk.

    over: whether another result that stands there may go; no other file may. Raises DiskFull.
    """
    if made.document is None:
        return made.outcome
    job = made.outcome.job
    try:
        if over:
            check_ours(job.output, DOCUMENT)
        else:
            _check_same(job.output, made.document)
        write_whole(job.output, made.document)
    except DiskFull:
        raise
    except OutputError as error:
        return outcomes.of_error(job, error)
    return made.outcome


def _check_same(output: Path, document: bytes) -> None:
    """Raises OutputError where another result stands."""
    with translated(output):
        if output.exists() and output.read_bytes() != document:
            raise OutputError(
                f"{output}: another result is there and is not written over.",
                advice="Choose another --out, or allow --overwrite.",
            )


def twin(job: Job, made: Made) -> Made:
    """What the same content under another name gives, without reading it again."""
    document = made.document and renamed(made.document, job.name)
    return Made(outcomes.of_twin(job, made.outcome), document, made.sha256)


def renamed(document: bytes, name: str) -> bytes:
    from ita_extract.output.json import json_to_report, report_to_json

    report = json_to_report(document, name)
    source = report.source.model_copy(update={"path": name})
    return report_to_json(report.model_copy(update={"source": source}))
