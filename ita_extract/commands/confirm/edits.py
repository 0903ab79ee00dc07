"""A report with another text at one place: what is read from a field's text is read anew."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from pydantic import ValidationError

from ita_extract.commands.confirm.places import field_at
from ita_extract.fields.lists import read_list
from ita_extract.fields.measures import split_number
from ita_extract.fields.owners import owner_names
from ita_extract.fields.timelines import events
from ita_extract.ita.roles import FIELDS
from ita_extract.model.report import (
    Assessment,
    Field,
    Item,
    Listed,
    Measure,
    Owner,
    Report,
    ReportFacts,
    Timeline,
)
from ita_extract.output.evaluate.confirmed import SCORES, cover_fact
from ita_extract.output.evaluate.facts import assessment_facts
from ita_extract.output.evaluate.texts import squash
from ita_extract.thai.clean import clean
from ita_extract.thai.digits import to_arabic

_PERIOD = re.compile(r"(\d{4}-\d\d-\d\d)\s*[–-]\s*(\d{4}-\d\d-\d\d)")

_BY_HAND = "Here nothing can be {}. Skip it with s, and mend the truth's file by hand."


class NotPossible(Exception):
    """Says why the text cannot stand there, in one sentence."""


def with_text(report: Report, place: str, text: str) -> Report:
    """text: as a person typed it; it is put in order as a cell's is. Raises NotPossible."""
    if place == SCORES:
        return report.model_copy(update={"assessment": _with_scores(report, to_arabic(text))})
    cleaned = clean(text).text
    if fact := cover_fact(place):
        return _with_fact(report, fact, cleaned)
    found = field_at(report, place)
    if found is None:
        raise NotPossible(_BY_HAND.format("changed"))
    measure, field = found
    told = _with_field(measure, place.partition(" ")[2], _retold(field, cleaned, measure.fiscal_year))
    return _with_measure(report, _with_subject(told, measure, field.text, cleaned))


def without(report: Report, place: str) -> Report:
    """The report has nothing at this place. Raises NotPossible."""
    if fact := cover_fact(place):
        return _with_fact(report, fact, "")
    found = field_at(report, place)
    if found is None:
        raise NotPossible(_BY_HAND.format("taken away"))
    return _with_measure(report, _with_field(found[0], place.partition(" ")[2], None))


def _retold(field: Field, text: str, fiscal_year: int | None) -> Field:
    listing = read_list(text)
    read: dict[str, Any] = {"text": listing.text}
    if isinstance(field, Owner):
        read["names"] = list(owner_names(text))
    elif isinstance(field, Timeline):
        read["events"] = events(text, fiscal_year)
    elif isinstance(field, Listed):
        read["items"] = [Item.model_validate(asdict(item)) for item in listing.items]
    return field.model_copy(update=read)


def _with_field(measure: Measure, name: str, field: Field | None) -> Measure:
    if name in FIELDS:
        return measure.model_copy(update={name: field})
    # Of two under one heading a place names the last.
    at = max(index for index, each in enumerate(measure.other) if squash(f"other: {each.heading}") == name)
    changed = [measure.other[at].model_copy(update={"field": field})] if field else []
    return measure.model_copy(update={"other": [*measure.other[:at], *changed, *measure.other[at + 1 :]]})


def _with_subject(measure: Measure, before: Measure, old: str, new: str) -> Measure:
    """The subject is the text of one of the fields."""
    is_subject = split_number(old)[1] == before.subject
    return measure.model_copy(update={"subject": split_number(new)[1]}) if is_subject and new else measure


def _with_measure(report: Report, changed: Measure) -> Report:
    measures = [changed if measure.id == changed.id else measure for measure in report.measures]
    return report.model_copy(update={"measures": measures})


def _with_fact(report: Report, name: str, text: str) -> Report:
    """No text: the report does not say it."""
    values = report.report.model_dump()
    holder, _, part = name.rpartition(".")
    inner = values[holder] if holder else values
    inner[part] = _period(text) if name == "period" and text else text or None
    if name == "kind" and not text:
        inner[part] = "unknown"
    try:
        return report.model_copy(update={"report": ReportFacts.model_validate(values)})
    except ValidationError as error:
        raise NotPossible(f"That cannot be the {name}: {error.errors()[0]['msg']}.") from None


def _period(text: str) -> dict[str, str]:
    found = _PERIOD.fullmatch(text)
    if found is None:
        raise NotPossible("A period is two dates, as 2023-10-01 – 2024-09-30.")
    return {"start": found[1], "end": found[2]}


def _with_scores(report: Report, text: str) -> Assessment:
    """text: a line for each fact, as it is shown."""
    old = assessment_facts(report)
    new = dict(line.split(": ", 1) for line in text.split("\n") if ": " in line)
    if report.assessment is None or new.keys() != old.keys():
        raise NotPossible("Change one value at a time, as 36.35 => 86.35, or the truth's file by hand.")
    values = report.assessment.model_dump()
    for name in old:
        if new[name] != old[name]:
            _set_score(values, name, new[name].strip())
    try:
        return Assessment.model_validate(values)
    except ValidationError as error:
        raise NotPossible(f"That cannot be: {error.errors()[0]['msg']}.") from None


def _set_score(values: dict[str, Any], name: str, value: str) -> None:
    """name: as assessment_facts gives it, "indicator 7.score" or "question i2.score 1"."""
    holder, _, part = name.rpartition(".")
    kind, _, number = holder.partition(" ")
    if kind == "indicator":
        next(each for each in values["indicators"] if str(each["number"]) == number)[part] = value
    elif kind == "question":
        question = next(each for each in values["questions"] if each["code"] == number)
        question["scores"][int(part.removeprefix("score ")) - 1] = value
    else:
        (values[holder] if holder else values)[part] = value
