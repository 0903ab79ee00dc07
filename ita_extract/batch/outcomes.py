"""What became of each input: exactly one outcome, with a reason and a next step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ita_extract.batch.inputs import Job
from ita_extract.errors import ItaError

if TYPE_CHECKING:
    from ita_extract.model.report import Report
    from ita_extract.settings import Settings

# The states in which all of the input was read; every other one says what failed.
READ = frozenset({"ok", "ok-with-findings", "no-measures"})
# These are not for ever: the file may be there, or open, next time, the password known, a program installed.
PASSING = frozenset({"missing", "unreadable", "failed", "password-needed", "tool-missing", "usage"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What the summary says of a report that was read; measures, findings and doubts are counts.

    doubts: the findings that are errors or warnings.
    """

    kind: str
    agency: str | None
    fiscal_year: int | None
    measures: int
    findings: int
    doubts: int = 0
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """state: one of READ, "partial", an ItaError's outcome, "timed-out", "crashed" or "out-of-memory".

    reason, advice: sentences, empty when all is well; facts: None when the input was not read;
    trace: the traceback of an error that nobody foresaw; kept: this is what an earlier run found.
    """

    job: Job
    state: str
    reason: str = ""
    advice: str = ""
    facts: Facts | None = None
    trace: str = ""
    kept: bool = False

    @property
    def is_read(self) -> bool:
        return self.state in READ


def of_report(job: Job, report: Report) -> Outcome:
    facts = Facts(
        kind=report.report.kind,
        agency=report.report.agency.name,
        fiscal_year=report.report.fiscal_year,
        measures=len(report.measures),
        findings=len(report.findings),
        doubts=sum(finding.severity != "info" for finding in report.findings),
        pages=report.source.pages,
    )
    unread = sum(finding.code == "page-unreadable" for finding in report.findings)
    if unread:
        return Outcome(job, "partial", f"{unread} of its pages could not be read.", _PAGES, facts)
    if not report.measures:
        return Outcome(job, "no-measures", "No measures were found in it.", _LOOK, facts)
    return Outcome(job, "ok-with-findings" if report.findings else "ok", facts=facts)


def of_loss(job: Job, state: str, settings: Settings) -> Outcome:
    """Of a file whose process ended without a result. state: as in workers.Ended.lost."""
    words, advice = {
        "timed-out": (f"not read within {settings.seconds_per_file} seconds", _TIME),
        "crashed": ("the process that read it broke down", _TELL),
        "out-of-memory": (f"it takes more than {settings.memory_megabytes} megabytes of memory", _MEMORY),
    }[state]
    return Outcome(job, state, f"{job.name}: {words}, twice.", advice)


def of_twin(job: Job, twin: Outcome) -> Outcome:
    """The same content under another name has the same outcome."""
    own, other = f"{job.name}: ", f"{twin.job.name}: "
    reason = own + twin.reason.removeprefix(other) if twin.reason.startswith(other) else twin.reason
    return replace(twin, job=job, reason=reason, kept=False)


def of_error(job: Job, error: ItaError) -> Outcome:
    return Outcome(job, error.outcome, error.message, error.advice)


def of_fault(job: Job, error: Exception, trace: str) -> Outcome:
    """Of an error that nobody foresaw: this one file's outcome, and no reason to stop the others."""
    if isinstance(error, MemoryError):
        return Outcome(job, "out-of-memory", f"{job.name}: there is not enough memory for it.", _SPLIT)
    lines = str(error).strip().splitlines()
    words = f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
    return Outcome(job, "crashed", f"{job.name}: ita-extract failed on it ({words}).", _TELL, trace=trace)


_LOOK = "Look at it with `ita-extract show`; it may be no report, or its table was not recognised."
_PAGES = "Look at the pages that its findings name, and read those by eye."
_TIME = "Split it into smaller files, or allow more with --seconds-per-file."
_MEMORY = "Split it into smaller files, or allow more with --memory-megabytes."
_SPLIT = "Split it into smaller files."
_TELL = "This is a fault of ita-extract: run it again with --debug and report what it prints."
