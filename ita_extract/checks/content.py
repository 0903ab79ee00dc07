"""Checks of what fields say against each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from rapidfuzz.distance import Levenshtein

from ita_extract.checks.finding import finding, name, shown
from ita_extract.ita.fields import fields_of
from ita_extract.model.report import Field, Finding, Measure, Provenance, Report
from ita_extract.thai.keys import key

_LONG = 120  # letters, from which on two equal texts are no accident
_OFTEN = 3
_SHORTEST_UNIT = 6
_SHORTEST_PLAN = 15
_PASS_MARK = 85
_COPIED = ("measure", "issue", "steps", "result", "outcome")
_PHONE = re.compile(r"0(?<![\d-]0)[\d -]{7,11}\d(?![\d-])")
_URL = re.compile(r"(?:https?://|www\.)[\x21-\x7e]+", re.IGNORECASE)


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
    for pair in _one_sign_apart(unit for unit in counts if len(unit) >= _SHORTEST_UNIT):
        once, often = sorted(pair, key=lambda unit: counts[unit])
        if counts[once] == 1 and counts[often] >= _OFTEN:
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
    """Two phone numbers or web sites that differ in one sign are likely one, unless they are two owners'."""
    places: dict[str, list[Provenance]] = defaultdict(list)
    owners: dict[str, set[str]] = defaultdict(set)
    for measure in report.measures:
        for _, field in fields_of(measure):
            for contact in _contacts(field.text):
                places[contact].extend(field.provenance)
                owners[contact].update(measure.owner.names if field is measure.owner else ())
    for one, other in _one_sign_apart(places):
        apart = owners[one] and owners[other] and owners[one].isdisjoint(owners[other])
        if len(one) == len(other) and not apart:
            yield finding(
                "contact-conflict",
                f"{one} and {other} differ in one sign.",
                places=places[one] + places[other],
            )


def _contacts(text: str) -> Iterator[str]:
    """Phone numbers as digits, and sites without their paths, which rightly differ."""
    for match in _PHONE.finditer(text):
        yield re.sub(r"\D", "", match[0])
    for match in _URL.finditer(text):
        yield match[0].lower().split("://")[-1].split("/")[0]


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


def _one_sign_apart(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs that one sign put in, left out or exchanged makes equal.

    They meet in what is left when a sign is gone: the time grows with the words and not with their pairs.
    """
    by_rest: dict[str, set[str]] = defaultdict(set)
    for word in words:
        for rest in {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}:
            by_rest[rest].add(word)
    near = {pair for group in by_rest.values() for pair in combinations(sorted(group), 2)}
    return (pair for pair in sorted(near) if Levenshtein.distance(*pair) == 1)
