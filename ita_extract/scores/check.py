"""Do the printed scores follow from one another? Where not, which single digit would explain it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ita_extract.ita import grades
from ita_extract.ita.grades import PASS_MARK
from ita_extract.ita.indicators import INSTRUMENTS, indicators
from ita_extract.ita.questions import Instrument
from ita_extract.model.document import Doubt, Place
from ita_extract.scores import formula
from ita_extract.scores.assess import Settled, indicator_scores, instrument_scores, stated_grade, title_of
from ita_extract.scores.statements import TOTAL, Subject

_MOST_NAMED = 3  # explanations in one message; more say nothing


@dataclass(frozen=True, slots=True)
class Sum:
    """A printed score and the parts that it should follow from.

    follow: parts → the score; what: how a message names the right side.
    """

    subject: Subject
    printed: float
    parts: dict[Subject, float]
    follow: Callable[[Mapping[Subject, float]], float]
    what: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One digit of one score, read as another, would make a sum right."""

    subject: Subject
    read: float
    meant: float


def check_sums(settled: Mapping[Subject, Settled], fiscal_year: int | None) -> Iterator[Doubt]:
    wrong = [total for total in sums(settled) if not formula.agrees(total.printed, total.follow(total.parts))]
    for total in wrong:
        yield _mismatch(total, formula.rounded(total.follow(total.parts)), settled)
    yield from _grade_mismatch(settled, fiscal_year, trusted=not wrong)
    yield from _pass_mismatches(settled)


def sums(settled: Mapping[Subject, Settled]) -> Iterator[Sum]:
    """Printed instrument scores whose indicators are there; the total from instruments, else indicators."""
    by_number = indicator_scores(settled)
    parts = {Subject("indicator", str(number)): score for number, score in by_number.items()}
    printed = instrument_scores(settled)
    for instrument, score in printed.items():
        own = {s: v for s, v in parts.items() if indicators()[int(s.name)].instrument == instrument}
        if len(own) == len(formula.numbers_of(instrument)):
            yield Sum(
                Subject("instrument", instrument), score, own, _mean, f"the mean of its {len(own)} indicators"
            )
    total = settled[TOTAL].score if TOTAL in settled else None
    if total is None:
        return
    shown = {Subject("instrument", instrument): score for instrument, score in printed.items()}
    if len(shown) == len(INSTRUMENTS):
        yield Sum(
            TOTAL, total, shown, _total_of_instruments, "the official formula over the three instruments"
        )
    elif len(by_number) == len(indicators()):
        yield Sum(TOTAL, total, parts, _total_of_indicators, "the official formula over the ten indicators")


def _mean(parts: Mapping[Subject, float]) -> float:
    return sum(parts.values()) / len(parts)


def _total_of_indicators(parts: Mapping[Subject, float]) -> float:
    total = formula.total_of(formula.means_of({int(part.name): score for part, score in parts.items()}))
    assert total is not None
    return total


def _total_of_instruments(parts: Mapping[Subject, float]) -> float:
    means: dict[Instrument, float] = {i: parts[Subject("instrument", i)] for i in INSTRUMENTS}
    total = formula.total_of(means)
    assert total is not None
    return total


def _mismatch(total: Sum, computed: float, settled: Mapping[Subject, Settled]) -> Doubt:
    message = (
        f"{title_of(total.subject)} is printed as {total.printed:.2f}, but {total.what} gives {computed:.2f}."
    )
    found = _likeliest(list(slips(total)), settled)
    if len(found) == 1:
        message += f" One digit explains it: {_told(found[0])}."
    elif 1 < len(found) <= _MOST_NAMED:
        message += f" One digit would explain it: {', or '.join(map(_told, found))}."
    named = [total.subject, *(slip.subject for slip in found if len(found) <= _MOST_NAMED)]
    return Doubt("total-mismatch", message, _places(dict.fromkeys(named), settled))


def _likeliest(found: Sequence[Slip], settled: Mapping[Subject, Settled]) -> list[Slip]:
    """Without those that printed pass marks speak against; of the rest those that another place bears out,
    else those whose score stands in one place only."""
    allowed = [slip for slip in found if not _contradicted(slip, settled)]
    borne_out = [slip for slip in allowed if (slip.meant,) in _stated(slip.subject, settled)]
    lone = [slip for slip in allowed if len(_stated(slip.subject, settled)) < 2]
    return borne_out or lone or allowed


def _stated(subject: Subject, settled: Mapping[Subject, Settled]) -> list[tuple[float, ...]]:
    return [statement.values for statement in settled[subject].statements if statement.values]


def _contradicted(slip: Slip, settled: Mapping[Subject, Settled]) -> bool:
    reached = slip.meant >= PASS_MARK
    verdicts = (statement.passed for statement in settled[slip.subject].statements)
    return any(passed is not None and passed != reached for passed in verdicts)


def _told(slip: Slip) -> str:
    title = title_of(slip.subject)
    return f"{title[0].lower()}{title[1:]} would be {slip.meant:.2f} where {slip.read:.2f} is read"


def _places(
    subjects: Sequence[Subject] | dict[Subject, None], settled: Mapping[Subject, Settled]
) -> tuple[Place, ...]:
    return tuple(settled[subject].first.place for subject in subjects if subject in settled)


def slips(total: Sum) -> Iterator[Slip]:
    """The single digits that explain a sum which is wrong: of one part, or of the printed score itself."""
    computed = formula.rounded(total.follow(total.parts))
    for meant in other_digits(total.printed):
        if abs(meant - computed) < 0.005:
            yield Slip(total.subject, total.printed, meant)
    for part, read in total.parts.items():
        for meant in other_digits(read):
            if formula.agrees(total.printed, total.follow({**total.parts, part: meant})):
                yield Slip(part, read, meant)


def other_digits(score: float) -> Iterator[float]:
    """The scores up to 100 that differ from this one in exactly one digit of "009.50", a lost one too."""
    printed = f"{score:06.2f}"
    for place, digit in enumerate(printed):
        if digit.isdigit():
            for other in "0123456789":
                meant = float(printed[:place] + other + printed[place + 1 :])
                if other != digit and meant <= 100:
                    yield meant


def _grade_mismatch(
    settled: Mapping[Subject, Settled], fiscal_year: int | None, *, trusted: bool
) -> Iterator[Doubt]:
    """trusted: the parts add up, so that a grade may be held against the instruments too."""
    known = settled.get(TOTAL)
    if known is None or known.score is None:
        return
    told = stated_grade(known, fiscal_year)
    if told is None or told.grade is None or grades.is_mere_pass(told.grade, known.score):
        return
    due = _due_grades(known.score, settled if trusted else {}, fiscal_year)
    if due and told.grade not in due:
        given = " or ".join(due)
        message = f"The grade is printed as {told.grade}, but a score of {known.score:.2f} gives {given}."
        yield Doubt("grade-mismatch", message, (told.place,))


def _due_grades(total: float, settled: Mapping[Subject, Settled], fiscal_year: int | None) -> tuple[str, ...]:
    """One grade where the instruments are known; else all that the total allows."""
    means = {**formula.means_of(indicator_scores(settled)), **instrument_scores(settled)}
    if len(means) == len(INSTRUMENTS):
        one = grades.grade_of(total, means, fiscal_year)
        return (one,) if one else ()
    return grades.possible_grades(total, fiscal_year)


def _pass_mismatches(settled: Mapping[Subject, Settled]) -> Iterator[Doubt]:
    for subject, known in settled.items():
        if subject.kind != "indicator" or known.score is None:
            continue
        for statement in known.statements:
            reached = known.score >= PASS_MARK
            if statement.passed is not None and statement.passed != reached:
                word = "passed" if statement.passed else "failed"
                message = (
                    f"{title_of(subject)} is {known.score:.2f} and printed as {word}; "
                    f"the pass mark is {PASS_MARK:.0f}."
                )
                yield Doubt("pass-mismatch", message, (statement.place,))
                break
