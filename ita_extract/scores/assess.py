"""Statements → the assessment: one value a score, conflicts told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ita_extract.ita import grades
from ita_extract.ita.indicators import indicators, spelling_of
from ita_extract.ita.questions import LETTERS, Instrument, indicator_of
from ita_extract.model.document import Doubt
from ita_extract.model.report import Assessment, Computed, IndicatorScore, Overall, QuestionScore
from ita_extract.scores import formula
from ita_extract.scores.statements import TOTAL, Statement, Subject

_MOST_PLACES = 5  # of one conflict


@dataclass(frozen=True, slots=True)
class Settled:
    """What all statements of one subject come to. values: those that are taken, () when none is stated."""

    subject: Subject
    values: tuple[float, ...]
    statements: tuple[Statement, ...]

    @property
    def first(self) -> Statement:
        """The statement that is taken: a table's before a sentence's."""
        taken = [statement for statement in self.statements if statement.values == self.values]
        return min(taken or self.statements, key=lambda statement: not statement.in_table)

    @property
    def score(self) -> float | None:
        return self.values[0] if len(self.values) == 1 else None


def settle(statements: Sequence[Statement]) -> dict[Subject, Settled]:
    """By subject, in reading order of their first statement."""
    grouped: dict[Subject, list[Statement]] = {}
    for statement in statements:
        if all(value <= 100 for value in statement.values):
            grouped.setdefault(statement.subject, []).append(statement)
    return {subject: Settled(subject, _taken(group), tuple(group)) for subject, group in grouped.items()}


def _taken(group: Sequence[Statement]) -> tuple[float, ...]:
    """The values stated most often; a table counts double; of equals the first."""
    counts: Counter[tuple[float, ...]] = Counter()
    for statement in group:
        if statement.values:
            counts[statement.values] += 1 + statement.in_table
    return max(counts, key=lambda values: counts[values]) if counts else ()


def indicator_scores(settled: Mapping[Subject, Settled]) -> dict[int, float]:
    found = {}
    for number in indicators():
        known = settled.get(Subject("indicator", str(number)))
        if known and known.score is not None:
            found[number] = known.score
    return found


def instrument_scores(settled: Mapping[Subject, Settled]) -> dict[Instrument, float]:
    """The scores that are printed for an instrument as a whole."""
    found = {}
    for instrument in LETTERS.values():
        known = settled.get(Subject("instrument", instrument))
        if known and known.score is not None:
            found[instrument] = known.score
    return found


def assess(settled: Mapping[Subject, Settled], fiscal_year: int | None) -> Assessment | None:
    """None when the report states no score at all."""
    if not any(known.values for known in settled.values()):
        return None
    return Assessment(
        fiscal_year=fiscal_year,
        overall=_overall(settled.get(TOTAL), fiscal_year),
        indicators=[
            _indicator(number, settled[subject])
            for number in indicators()
            if (subject := Subject("indicator", str(number))) in settled
        ],
        questions=list(_questions(settled, fiscal_year)),
        computed=compute(indicator_scores(settled), fiscal_year),
    )


def _overall(known: Settled | None, fiscal_year: int | None) -> Overall | None:
    if known is None:
        return None
    graded = stated_grade(known, fiscal_year)
    grade = graded.grade if graded else None
    return Overall(score=known.score, grade=grade) if known.values or grade else None


def stated_grade(known: Settled, fiscal_year: int | None) -> Statement | None:
    """The first statement of a grade that the year has."""
    return next((s for s in known.statements if s.grade and grades.is_grade(s.grade, fiscal_year)), None)


def _indicator(number: int, known: Settled) -> IndicatorScore:
    """Named as it is printed where that is a known spelling, else as the known one nearest to it."""
    plain = indicators()[number]
    spellings = (spelling_of(statement.text) for statement in known.statements if statement.text)
    spelled = next((spelling for spelling in spellings if spelling), plain.name)
    passed = next((statement.passed for statement in known.statements if statement.passed is not None), None)
    return IndicatorScore(
        instrument=plain.instrument, number=number, name=spelled, score=known.score, passed=passed
    )


def _questions(settled: Mapping[Subject, Settled], fiscal_year: int | None) -> Iterator[QuestionScore]:
    """Only those that a table lists: a sentence that names a question's score does not say what it asks."""
    for subject, known in settled.items():
        if subject.kind != "question" or not any(statement.in_table for statement in known.statements):
            continue
        listed = [statement for statement in known.statements if statement.in_table]
        beside = next((statement.indicator for statement in listed if statement.indicator), None)
        yield QuestionScore(
            code=subject.name,
            text=next((statement.text for statement in listed if statement.text), ""),
            scores=list(known.values),
            guidance=next((statement.guidance for statement in listed if statement.guidance), None),
            indicator=indicator_of(subject.name, fiscal_year) or beside,
        )


def compute(scores: Mapping[int, float], fiscal_year: int | None) -> Computed:
    means = formula.means_of(scores)
    total = formula.total_of(means)
    shown = {instrument: formula.rounded(mean) for instrument, mean in means.items()}
    return Computed(
        IIT=shown.get("IIT"),
        EIT=shown.get("EIT"),
        OIT=shown.get("OIT"),
        total=None if total is None else formula.rounded(total),
        grade=None if total is None else grades.grade_of(formula.rounded(total), shown, fiscal_year),
    )


def conflicts(settled: Mapping[Subject, Settled]) -> Iterator[Doubt]:
    """Places that state one score differently."""
    for subject, known in settled.items():
        others = [s for s in known.statements if s.values and s.values != known.values]
        if others:
            stated = ", ".join(dict.fromkeys(shown(other.values) for other in others))
            message = f"{title_of(subject)} is {shown(known.values)} in one place and {stated} in another."
            yield Doubt(
                "score-conflict",
                message,
                (known.first.place, *(o.place for o in others[:_MOST_PLACES])),
            )


def shown(values: Sequence[float]) -> str:
    return " / ".join(f"{value:.2f}" for value in values)


def title_of(subject: Subject) -> str:
    """How a message names it."""
    if subject.kind == "indicator":
        known = indicators()[int(subject.name)]
        return f"The score of indicator {known.number} ({known.name})"
    if subject.kind == "question":
        return f"The score of question {subject.name}"
    return f"The score of {subject.name}" if subject.kind == "instrument" else "The total score"
