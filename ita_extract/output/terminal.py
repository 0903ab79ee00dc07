"""One report as a page for a person at a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from ita_extract.model.report import Agency, Event, Field, Finding, Measure, Report, Timeline
from ita_extract.output.layout import number, table, wrap

# In the order in which a reader wants them; those that find no room as columns are listed below the table.
ROLES = (
    "owner",
    "steps",
    "timeline",
    "monitoring",
    "result",
    "outcome",
    "problem",
    "suggestion",
    "measure",
    "issue",
    "budget",
    "kpi",
    "evidence",
    "remark",
)
_COLUMN_ROOM = 22
_INDENT = 13
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


def page(report: Report, limit: int) -> str:
    """Cover facts, measures, scores and findings, in lines no wider than limit cells."""
    return "\n".join([*_cover(report, limit), *_measures(report, limit), *_findings(report, limit)])


def _cover(report: Report, limit: int) -> Iterator[str]:
    facts = report.report
    if facts.title:
        yield from wrap(facts.title, limit)
        yield ""
    lines = {
        "Agency": _agency(facts.agency),
        "Kind": facts.kind,
        "Fiscal year": str(facts.fiscal_year or "not found"),
        "Period": f"{facts.period.start} – {facts.period.end}" if facts.period else "",
        "Scores": _scores(report),
        "Source": f"{report.source.path} ({report.source.reader}, {report.source.bytes:,} bytes)",
    }
    for label, text in lines.items():
        if text:
            yield from _hanging(label, text, limit)


def _agency(agency: Agency) -> str:
    parts = (agency.name, agency.subdistrict, agency.district, agency.province)
    named = ", ".join(part for part in parts if part) or "not found"
    return f"{named} ({agency.code})" if agency.code else named


def _scores(report: Report) -> str:
    if report.assessment is None:
        return ""
    overall = report.assessment.overall
    total = f"{overall.score} {overall.grade or ''}".strip() if overall and overall.score is not None else "–"
    indicators = number(len(report.assessment.indicators), "indicator")
    questions = number(len(report.assessment.questions), "question")
    return f"{total} ({indicators}, {questions})"


def _measures(report: Report, limit: int) -> Iterator[str]:
    yield ""
    if not report.measures:
        yield "No measures were found."
        return
    yield f"Measures ({len(report.measures)})"
    used = list(_used_roles(report.measures))
    room = max(1, limit // _COLUMN_ROOM - 1)
    for section, measures in groupby(report.measures, key=lambda measure: measure.section):
        yield ""
        for title in section:
            yield from (*wrap(title, limit), "")
        rows = [_row(measure, used[:room]) for measure in measures]
        yield from table([["", "measure", *used[:room], "sure"], *rows], limit, apart=True)
    rest = [row for measure in report.measures for row in _rest(measure, used[room:])]
    if rest:
        yield ""
        yield from table([["", "also", "text"], *rest], limit)


def _used_roles(measures: Sequence[Measure]) -> Iterator[str]:
    """The roles that say something which neither the subjects nor a role before them say."""
    shown = {tuple(_squashed(measure.subject) for measure in measures)}
    for role in ROLES:
        texts = tuple(_squashed(_text(measure, role)) for measure in measures)
        if any(texts) and texts not in shown:
            shown.add(texts)
            yield role


def _squashed(text: str) -> str:
    """Letters, marks and digits only: what spaces and bullets make of it is not worth a column."""
    return "".join(letter for letter in text if unicodedata.category(letter)[0] in "LMN")


def _text(measure: Measure, role: str) -> str:
    field: Field | None = getattr(measure, role)
    return field.text if field else ""


def _row(measure: Measure, roles: Sequence[str]) -> list[str]:
    own = f"{measure.number}. " if measure.number else ""
    cells = [_cell(getattr(measure, role)) for role in roles]
    return [measure.id, f"{own}{measure.subject}", *cells, f"{measure.confidence:.0%}"]


def _rest(measure: Measure, roles: Sequence[str]) -> Iterator[list[str]]:
    for role in roles:
        if _text(measure, role):
            yield [measure.id, role, _cell(getattr(measure, role))]
    for other in measure.other:
        yield [measure.id, other.heading or "(no heading)", _cell(other.field)]


def _cell(field: Field | None) -> str:
    if field is None:
        return ""
    events = [f"[{_event(event)}]" for event in field.events] if isinstance(field, Timeline) else []
    above = ["(as above)"] if field.inherited else []
    return "\n".join([field.text, *events, *above])


def _event(event: Event) -> str:
    span = f"{event.start or '…'} – {event.end or '…'}"
    return {
        "during": span,
        "by": f"by {event.end}",
        "on": f"on {event.start}",
        "every": _recurrence(event.rrule or ""),
        "within": f"within {event.duration}",
    }[event.kind]


def _recurrence(rule: str) -> str:
    """An RFC 5545 rule in words, as far as they go: "every 3 months", "every year (BYMONTH=4,10)"."""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    unit = _UNITS.get(parts.pop("FREQ", ""), "time")
    interval = parts.pop("INTERVAL", "1")
    rest = f" ({';'.join(f'{name}={value}' for name, value in parts.items())})" if parts else ""
    return f"every {unit}{rest}" if interval == "1" else f"every {interval} {unit}s{rest}"


def _findings(report: Report, limit: int) -> Iterator[str]:
    yield ""
    yield f"Findings ({len(report.findings)})" if report.findings else "No findings."
    for finding in report.findings:
        yield from _finding(finding, limit)


def _finding(finding: Finding, limit: int) -> Iterator[str]:
    of = f"{finding.measure}: " if finding.measure else ""
    yield from _hanging(f"  {finding.severity}", f"{of}{finding.message} [{finding.code}]", limit)


def _hanging(label: str, text: str, limit: int) -> Iterator[str]:
    for index, line in enumerate(wrap(text, max(1, limit - _INDENT))):
        yield f"{'' if index else label:<{_INDENT}}{line}"
