"""The places of a document that a person is asked about: which, what stands there, what was read from it.

A place is named as in output.evaluate.confirmed: "m1 owner", "m2 other: …", "cover title", "scores".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ita_extract.ita.fields import fields_of
from ita_extract.model.report import (
    Event,
    Field,
    Item,
    Listed,
    Measure,
    Owner,
    Provenance,
    Report,
    ReportFacts,
    Timeline,
)
from ita_extract.output.evaluate.confirmed import MEASURES, SCORES, cover_fact, cover_place
from ita_extract.output.evaluate.facts import assessment_facts
from ita_extract.output.evaluate.texts import squash

COVER = (
    "title",
    "kind",
    "fiscal_year",
    "period",
    "agency.name",
    "agency.kind",
    "agency.subdistrict",
    "agency.district",
    "agency.province",
    "agency.code",
)
_DEEPER = "· "
_WEIGHTS = {"error": 100, "warning": 10, "info": 1}


def places(report: Report) -> list[str]:
    """All of them: the measures, the most doubtful first, then cover and scores, and that this is all."""
    fields = [
        f"{measure.id} {name}" for measure in _doubtful_first(report) for name, _ in named_fields(measure)
    ]
    return list(dict.fromkeys([*fields, *map(cover_place, COVER), SCORES, MEASURES]))


def _doubtful_first(report: Report) -> list[Measure]:
    doubts: Counter[str | None] = Counter()
    for finding in report.findings:
        doubts[finding.measure] += _WEIGHTS[finding.severity]
    for correction in report.corrections:
        doubts[correction.measure] += _WEIGHTS["info"]
    return sorted(report.measures, key=lambda measure: (-doubts[measure.id], measure.confidence))


def named_fields(measure: Measure) -> Iterator[tuple[str, Field]]:
    """Each field with the name of its place, on one line."""
    return ((squash(name), field) for name, field in fields_of(measure))


def field_at(report: Report, place: str) -> tuple[Measure, Field] | None:
    """None where the place is no field."""
    number, _, name = place.partition(" ")
    measure = next((each for each in report.measures if each.id == number), None)
    field = dict(named_fields(measure)).get(name) if measure else None
    return (measure, field) if measure and field else None


def text_at(report: Report, place: str) -> str:
    """What is to be confirmed, as a person reads it; "" where nothing was found."""
    if place == SCORES:
        return "\n".join(f"{name}: {value}" for name, value in assessment_facts(report).items())
    if place == MEASURES:
        return "\n".join(f"{measure.id} {measure.subject}" for measure in report.measures)
    if fact := cover_fact(place):
        return _cover_text(report.report, fact)
    found = field_at(report, place)
    return found[1].text if found else ""


def _cover_text(facts: ReportFacts, name: str) -> str:
    if name == "period":
        return f"{facts.period.start} – {facts.period.end}" if facts.period else ""
    holder, _, part = name.rpartition(".")
    value = getattr(getattr(facts, holder) if holder else facts, part)
    return "" if value is None else str(value)


def read_from(field: Field) -> list[str] | None:
    """Names, dates or items that were read from the field's text, a line each; None where none ever are."""
    if isinstance(field, Owner):
        return field.names
    if isinstance(field, Timeline):
        return [_event(event) for event in field.events]
    if not isinstance(field, Listed) or [item.text for item in field.items] == [field.text]:
        return None
    return list(_items(field.items))


def _event(event: Event) -> str:
    parts = (event.kind, event.start, "–" if event.start and event.end else "", event.end)
    return " ".join(filter(None, (*parts, event.rrule, event.duration)))


def _items(items: list[Item], depth: int = 0) -> Iterator[str]:
    for item in items:
        yield f"{_DEEPER * depth}{item.number or '-'} {item.text}"
        yield from _items(item.items, depth + 1)


def doubts_at(report: Report, place: str) -> list[str]:
    """Findings of the field's cells, or of the measure and none of its cells; corrections in the field."""
    found = field_at(report, place)
    if found is None:
        return []
    measure, field = found
    others = [each for _, each in fields_of(measure) if each is not field]
    findings = [
        f"{each.severity}: {each.message}"
        for each in report.findings
        if each.measure == measure.id
        and (_share(each.provenance, [field]) or not _share(each.provenance, others))
    ]
    name = place.partition(" ")[2].removeprefix("other: ")
    corrections = [
        f"corrected: {each.before} → {each.after} ({each.rule})"
        for each in report.corrections
        if each.measure == measure.id and squash(each.field or "") == name
    ]
    return findings + corrections


def _share(provenance: list[Provenance], fields: list[Field]) -> bool:
    return any(place in field.provenance for field in fields for place in provenance)


def where(provenance: list[Provenance]) -> str:
    """ "page 2, table 1, row 3, column 2"; the first of several."""
    if not provenance:
        return ""
    first = provenance[0]
    named = {name: getattr(first, name) for name in ("page", "table", "row", "column")}
    told = [f"{name} {value}" for name, value in named.items() if value is not None]
    return ", ".join(told) + (" and on" if len(provenance) > 1 else "")
