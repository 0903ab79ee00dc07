"""Report → rows of the flat tables, each value in the order of the table's columns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ita_extract.ita.roles import FIELDS
from ita_extract.model.report import Field, Finding, Measure, Report

Value = str | int | float | bool | date | None
Row = tuple[Value, ...]
JOINT = "; "


def report_to_rows(report: Report) -> dict[str, list[Row]]:
    """The rows of each table, by the table's name."""
    return {
        "measures": [_measure(report, measure) for measure in report.measures],
        "scores": [
            (*_source(report, _score_year(report)), f"s{number}", *score)
            for number, score in enumerate(_scores(report), 1)
        ],
        "findings": [
            (*_source(report, report.report.fiscal_year), f"f{number}", *_finding(finding))
            for number, finding in enumerate(report.findings, 1)
        ],
    }


def count_rows(report: Report) -> dict[str, int]:
    """How many rows of each table there are, by the table's name."""
    scores = sum(1 for _ in _scores(report))
    return {"measures": len(report.measures), "scores": scores, "findings": len(report.findings)}


def _source(report: Report, year: int | None) -> Row:
    facts, source = report.report, report.source
    return source.path, source.sha256, facts.agency.name, facts.agency.province, year, facts.kind


def _measure(report: Report, measure: Measure) -> Row:
    dates = sorted(_dates(measure))
    codes = dict.fromkeys(finding.code for finding in report.findings if finding.measure == measure.id)
    return (
        *_source(report, measure.fiscal_year or report.report.fiscal_year),
        measure.id,
        measure.number,
        measure.subject,
        *(_text(getattr(measure, role)) for role in FIELDS),
        JOINT.join(measure.owner.names) if measure.owner else None,
        dates[0] if dates else None,
        dates[-1] if dates else None,
        measure.confidence,
        JOINT.join(codes),
    )


def _text(field: Field | None) -> str | None:
    return field.text if field else None


def _dates(measure: Measure) -> Iterator[date]:
    for event in measure.timeline.events if measure.timeline else []:
        yield from (date.fromisoformat(day) for day in (event.start, event.end) if day)


def _score_year(report: Report) -> int | None:
    return (report.assessment and report.assessment.fiscal_year) or report.report.fiscal_year


def _scores(report: Report) -> Iterator[Row]:
    found = report.assessment
    if found is None:
        return
    if found.overall:
        yield "overall", None, None, None, None, None, found.overall.score, found.overall.grade, None
    for each in found.indicators:
        yield "indicator", each.instrument, each.number, None, each.name, None, each.score, None, each.passed
    for question in found.questions:
        for part, score in enumerate(question.scores, 1):
            indicator, code = question.indicator, question.code
            yield "question", None, indicator, code, question.text, part, score, None, None


def _finding(finding: Finding) -> Row:
    place = finding.provenance[0] if finding.provenance else None
    where = (place.page, place.table, place.row, place.column) if place else (None,) * 4
    return finding.code, finding.severity, finding.message, finding.measure, *where
