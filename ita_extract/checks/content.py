"""Checks of what fields say against each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from ita_extract.checks.finding import finding, name, shown
from ita_extract.model.report import Field, Finding, Measure, Provenance, Report
from ita_extract.thai.keys import key

_LONG = 120  # letters, from which on two equal texts are no accident
_OFTEN = 3
_SHORTEST_UNIT = 6
_SHORTEST_PLAN = 15
_PASS_MARK = 85
_COPIED = ("measure", "issue", "steps", "result", "outcome")
_PHONE = re.compile(r"(?<![\d-])0[\d -]{7,11}\d(?![\d-])")


def duplicate_cell(report: Report) -> Iterator[Finding]:
    """The same long text in one role of two rows, printed twice."""
    for role in _COPIED:
        seen: dict[str, Measure] = {}
        for measure, field in _fields(report, role):
            text = key(field.text)
            if len(text) < _LONG or field.inherited:
                continue
            first = seen.setdefault(text, measure)
            if first is not measure:
                said = f"{first.id} and {measure.id} have the same {role}: “{shown(field.text)}”."
                yield finding("duplicate-cell", said, measure, field.provenance)


def owner_misspelt(report: Report) -> Iterator[Finding]:
    """A unit named once, one letter away from one that is named often."""
    owners = [measure for measure in report.measures if measure.owner and not measure.owner.inherited]
    counts = Counter(unit for measure in owners if measure.owner for unit in measure.owner.names)
    for once in (unit for unit, count in counts.items() if count == 1 and len(unit) >= _SHORTEST_UNIT):
        near = (unit for unit, count in counts.items() if count >= _OFTEN and _is_one_letter_off(once, unit))
        for often in near:
            measure = next(m for m in owners if m.owner and once in m.owner.names)
            said = (
                f"{name(measure)}: owner “{once}” looks like “{often}”, which stands {counts[often]} times."
            )
            yield finding("owner-misspelt", said, measure, measure.owner.provenance if measure.owner else ())


def result_repeats_plan(report: Report) -> Iterator[Finding]:
    for measure, result in _fields(report, "result"):
        plans = [field for field in (measure.measure, measure.steps) if field]
        text = key(result.text)
        if len(text) >= _SHORTEST_PLAN and any(text == key(plan.text) for plan in plans):
            said = f"{name(measure)}: the result says no more than the plan."
            yield finding("result-repeats-plan", said, measure, result.provenance)


def contact_conflict(report: Report) -> Iterator[Finding]:
    """Two phone numbers that differ in one digit are likely one."""
    places: dict[str, list[Provenance]] = defaultdict(list)
    for measure in report.measures:
        for field in _all_fields(measure):
            for match in _PHONE.finditer(field.text):
                places[re.sub(r"\D", "", match[0])].extend(field.provenance)
    for one, other in combinations(sorted(places), 2):
        if len(one) == len(other) and Levenshtein.distance(one, other) == 1:
            said = f"The phone numbers {one} and {other} differ in one digit."
            yield finding("contact-conflict", said, places=places[one] + places[other])


def weak_indicator_unanswered(report: Report) -> Iterator[Finding]:
    """Only where measures are tied to indicators at all: else nothing can be said."""
    answered = {link.number for measure in report.measures for link in measure.indicators}
    if report.assessment is None or not answered:
        return
    for indicator in report.assessment.indicators:
        weak = indicator.score is not None and indicator.score < _PASS_MARK
        if weak and indicator.number not in answered:
            said = f"Indicator {indicator.number} ({indicator.name}) has {indicator.score:.2f}"
            yield finding("weak-indicator-unanswered", f"{said}, and no measure refers to it.")


def _fields(report: Report, role: str) -> Iterator[tuple[Measure, Field]]:
    for measure in report.measures:
        field: Field | None = getattr(measure, role)
        if field is not None and field.text:
            yield measure, field


def _all_fields(measure: Measure) -> Iterator[Field]:
    held = (getattr(measure, role) for role in type(measure).model_fields)
    yield from (field for field in held if isinstance(field, Field))
    yield from (other.field for other in measure.other)


def _is_one_letter_off(one: str, other: str) -> bool:
    return Levenshtein.distance(one, other, score_cutoff=1) == 1
