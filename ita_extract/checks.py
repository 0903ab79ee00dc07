"""Report → Findings: what an auditor would find by hand. One small function a check, listed in CHECKS."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Literal

from ita_extract.ita.blanks import is_stated_empty
from ita_extract.model.report import Field, Finding, Measure, Provenance, Report
from ita_extract.thai.dates import fiscal_span

_ORDER = {"error": 0, "warning": 1, "info": 2}
_LONGEST_SHOWN = 60

Severity = Literal["error", "warning", "info"]


def check_report(report: Report) -> list[Finding]:
    """All checks, in order."""
    return [finding for check in CHECKS for finding in check(report)]


def sort_findings(findings: Sequence[Finding]) -> list[Finding]:
    """Most serious first, otherwise in the order in which they were found."""
    return sorted(findings, key=lambda finding: _ORDER[finding.severity])


def no_measures(report: Report) -> Iterator[Finding]:
    if not report.measures:
        yield _finding("no-measures", "error", "No table of measures was found in this file.")


def owner_missing(report: Report) -> Iterator[Finding]:
    yield from _missing(report, "owner", "owner-missing", "names no owner")


def timeline_missing(report: Report) -> Iterator[Finding]:
    yield from _missing(report, "timeline", "timeline-missing", "states no time")


def timeline_unread(report: Report) -> Iterator[Finding]:
    """Only where the column is for time alone: one that also tells of monitoring may well name no date."""
    for measure in report.measures:
        field = measure.timeline
        if field and field.text and not field.events and not is_stated_empty(field.text):
            if measure.monitoring and measure.monitoring.provenance == field.provenance:
                continue
            message = f"{_name(measure)}: no date could be read from “{_shown(field.text)}”."
            yield _finding("timeline-unread", "warning", message, measure, field.provenance)


def timeline_outside_year(report: Report) -> Iterator[Finding]:
    for measure in report.measures:
        if measure.timeline is None or measure.fiscal_year is None:
            continue
        first, last = fiscal_span(measure.fiscal_year)
        for event in measure.timeline.events:
            outside = [
                day
                for day in (event.start, event.end)
                if day and not first <= date.fromisoformat(day) <= last
            ]
            if outside:
                message = (
                    f"{_name(measure)}: “{event.text}” ({outside[-1]}) lies outside fiscal year "
                    f"{measure.fiscal_year} ({first} to {last})."
                )
                yield _finding(
                    "timeline-outside-year", "warning", message, measure, measure.timeline.provenance
                )


def end_before_start(report: Report) -> Iterator[Finding]:
    for measure in report.measures:
        if measure.timeline is None:
            continue
        for event in measure.timeline.events:
            if event.start and event.end and event.end < event.start:
                message = (
                    f"{_name(measure)}: “{event.text}” ends ({event.end}) before it starts ({event.start})."
                )
                yield _finding("timeline-reversed", "error", message, measure, measure.timeline.provenance)


def numbering(report: Report) -> Iterator[Finding]:
    """Whole numbers under one section should count 1, 2, 3; a new section may begin again."""
    last: int | None = None
    section: list[str] | None = None
    for measure in report.measures:
        if measure.number is None or not measure.number.isdigit():
            continue
        number = int(measure.number)
        restarted = number == 1 and measure.section != section
        if last is not None and not restarted and not _is_inherited_subject(measure):
            if number == last:
                yield _finding("numbering-repeated", "warning", f"Number {number} stands twice.", measure)
            elif number != last + 1:
                message = f"Number {number} follows number {last}."
                yield _finding("numbering-gap", "warning", message, measure)
        last, section = number, measure.section


CHECKS: tuple[Callable[[Report], Iterator[Finding]], ...] = (
    no_measures,
    owner_missing,
    timeline_missing,
    timeline_unread,
    timeline_outside_year,
    end_before_start,
    numbering,
)


def _missing(report: Report, role: str, code: str, lacks: str) -> Iterator[Finding]:
    """Where no measure has it, that is one fault of the report's, not one of each row."""
    fields = [_field(measure, role) for measure in report.measures]
    if not any(fields):
        return
    if len(fields) > 1 and not any(field and field.text for field in fields):
        places = [place for field in fields if field for place in field.provenance]
        message = f"The {role} column is blank in every row; arrows and shading cannot be read."
        yield _finding(code, "warning", message, provenance=places)
        return
    for measure, field in zip(report.measures, fields, strict=True):
        if field is None or not field.text:
            yield _finding(
                code, "warning", f"{_name(measure)} {lacks}.", measure, field.provenance if field else ()
            )


def _field(measure: Measure, role: str) -> Field | None:
    field: Field | None = getattr(measure, role)
    return field


def _is_inherited_subject(measure: Measure) -> bool:
    subject = measure.measure or measure.issue
    return subject is not None and subject.inherited


def _name(measure: Measure) -> str:
    return f"{measure.id} (“{_shown(measure.subject)}”)"


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else line[:_LONGEST_SHOWN] + "…"


def _finding(
    code: str,
    severity: Severity,
    message: str,
    measure: Measure | None = None,
    provenance: Sequence[Provenance] = (),
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        message=message,
        measure=measure.id if measure else None,
        provenance=list(provenance),
    )
