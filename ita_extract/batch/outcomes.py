"""What became of each input: exactly one outcome, with a reason and a next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ita_extract.batch.inputs import Job
from ita_extract.errors import ItaError

if TYPE_CHECKING:
    from ita_extract.model.report import Report

# The states in which the input was read; every other one says how it failed.
READ = frozenset({"ok", "ok-with-findings", "no-measures"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What the summary says of a report that was read; measures and findings are counts."""

    kind: str
    agency: str | None
    fiscal_year: int | None
    measures: int
    findings: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """state: one of READ, or an ItaError's outcome, or "crashed" or "out-of-memory".

    reason, advice: sentences, empty when all is well; facts: None when the input was not read;
    trace: the traceback of an error that nobody foresaw.
    """

    job: Job
    state: str
    reason: str = ""
    advice: str = ""
    facts: Facts | None = None
    trace: str = ""

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
    )
    if not report.measures:
        return Outcome(job, "no-measures", "No measures were found in it.", _LOOK, facts)
    return Outcome(job, "ok-with-findings" if report.findings else "ok", facts=facts)


def of_error(job: Job, error: ItaError) -> Outcome:
    return Outcome(job, error.outcome, error.message, error.advice)


def of_fault(job: Job, error: Exception, trace: str) -> Outcome:
    """For an error that nobody foresaw: this one file's outcome, and no reason to stop the others."""
    if isinstance(error, MemoryError):
        return Outcome(job, "out-of-memory", f"{job.name}: there is not enough memory for it.", _SPLIT)
    lines = str(error).strip().splitlines()
    words = f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
    return Outcome(job, "crashed", f"{job.name}: ita-extract failed on it ({words}).", _TELL, trace=trace)


_LOOK = "Look at it with `ita-extract show`; it may be no report, or its table was not recognised."
_SPLIT = "Split it into smaller files."
_TELL = "This is a fault of ita-extract: run it again with --debug and report what it prints."
