"""Checks of the table's rows: what is missing, and whether they count."""

from __future__ import annotations

from collections.abc import Iterator

from ita_extract.checks.finding import finding, name
from ita_extract.model.report import Field, Finding, Measure, Provenance, Report
from ita_extract.thai.digits import whole_number


def no_measures(report: Report) -> Iterator[Finding]:
    if not report.measures:
        yield finding("no-measures", "No table of measures was found in this file.")


def owner_missing(report: Report) -> Iterator[Finding]:
    yield from _missing(report, "owner", "owner-missing", "names no owner")


def timeline_missing(report: Report) -> Iterator[Finding]:
    yield from _missing(report, "timeline", "timeline-missing", "states no time")


def numbering(report: Report) -> Iterator[Finding]:
    """Whole numbers under one section should count 1, 2, 3; a new section may begin again."""
    last: int | None = None
    section: list[str] | None = None
    for measure in report.measures:
        number = whole_number(measure.number or "")
        if number is None or _continues_subject(measure):
            continue
        if number == last and measure.issue is not None and measure.issue.inherited:
            continue  # it counts the issues, and the issue has several measures
        restarted = number == 1 or measure.section != section
        if last is not None and not restarted and number != last + 1:
            code = "numbering-repeated" if number == last else "numbering-gap"
            said = f"Number {number} stands twice." if number == last else f"Number {number} follows {last}."
            yield finding(code, said, measure, _subject_places(measure))
        last, section = number, measure.section


def _missing(report: Report, role: str, code: str, lacks: str) -> Iterator[Finding]:
    """Where no measure has it, that is one fault of the report's, not one of each row."""
    fields = [_field(measure, role) for measure in report.measures]
    if not any(fields):
        return
    if len(fields) > 1 and not any(field and field.text for field in fields):
        places = [place for field in fields if field for place in field.provenance]
        said = f"The {role} column is blank in every row; arrows and shading cannot be read."
        yield finding(code, said, places=places)
        return
    for measure, field in zip(report.measures, fields, strict=True):
        if field is None or not field.text:
            places = field.provenance if field else _subject_places(measure)
            yield finding(code, f"{name(measure)} {lacks}.", measure, places)


def _field(measure: Measure, role: str) -> Field | None:
    field: Field | None = getattr(measure, role)
    return field


def _continues_subject(measure: Measure) -> bool:
    subject = measure.measure or measure.issue
    return subject is not None and subject.inherited


def _subject_places(measure: Measure) -> list[Provenance]:
    subject = measure.measure or measure.issue or measure.steps
    return list(subject.provenance) if subject else []
