"""Sentences that state scores → statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ita_extract.ita import grades, indicators, questions, score_words
from ita_extract.ita.titles import years_said
from ita_extract.model.document import Place
from ita_extract.scores.statements import TOTAL, Context, Statement, Subject

_REACH = 160  # characters between a name and its score
_GRADE_REACH = 60  # characters between a score and its grade
_LONGEST_TITLE = 160  # a longer line does not set what the next table is about
_LONGEST_TEXT = 4_000  # what a longer paragraph tells further on is no statement of a score


class _Named(NamedTuple):
    start: int
    end: int
    subject: Subject


def read_line(text: str, place: Place) -> Iterator[Statement]:
    """The scores that one line of clean text states: each belongs to the nearest name before it."""
    text = text[:_LONGEST_TEXT]
    numbers = [
        (value, start)
        for value, start in score_words.decimals(text)
        if value <= score_words.HIGHEST and not _is_no_score(text, start)
    ]
    if not numbers:
        return
    named = _names(text)
    numbers = [number for number in numbers if not any(name.start <= number[1] < name.end for name in named)]
    if score_words.says_respectively(text) and len(named) > 1:
        pairs = _in_order(named, numbers)
    else:
        pairs = _nearest(named, numbers)
    for name, value, start in pairs:
        before, behind = text[max(0, start - _REACH) : start], text[start : start + _GRADE_REACH]
        yield Statement(
            name.subject,
            (value,),
            place,
            in_table=False,
            grade=(_grade(behind) or _grade(before)) if name.subject == TOTAL else None,
            passed=_passed(behind) if name.subject.kind == "indicator" else None,
            year=_year(before),
        )


def _is_no_score(text: str, start: int) -> bool:
    return score_words.is_unreachable(text, start) or score_words.is_hoped_for(text, start)


def _names(text: str) -> list[_Named]:
    """Indicators, instruments, questions and the whole score, where the text names them.

    A word for the whole score behind another name only says that the score follows.
    """
    found = [
        _Named(
            name.start,
            name.end,
            Subject("indicator", str(name.number)) if name.number else Subject("instrument", name.instrument),
        )
        for name in indicators.named_in(text)
    ]
    found += [
        _Named(start, end, Subject("question", code)) for start, end, code in questions.code_places(text)
    ]
    found += [
        _Named(start, start, TOTAL)
        for start in score_words.overall_mentions(text)
        if not any(name.start <= start and start - name.end <= _REACH // 2 for name in found)
    ]
    return sorted(found)


def _nearest(
    named: Sequence[_Named], numbers: Sequence[tuple[float, int]]
) -> Iterator[tuple[_Named, float, int]]:
    """One score for a name: the first number behind it and before the next name."""
    taken: set[int] = set()
    for value, start in numbers:
        before = [at for at, name in enumerate(named) if name.end <= start]
        if before and before[-1] not in taken and start - named[before[-1]].end <= _REACH:
            taken.add(before[-1])
            yield named[before[-1]], value, start


def _in_order(
    named: Sequence[_Named], numbers: Sequence[tuple[float, int]]
) -> Iterator[tuple[_Named, float, int]]:
    """“A and B reached 90.10 and 80.20 respectively”; nothing where the counts differ."""
    names = [name for name in named if name.subject != TOTAL]
    behind = [(value, start) for value, start in numbers if start > names[-1].end] if names else []
    if len(names) == len(behind):
        for name, (value, start) in zip(names, behind, strict=True):
            yield name, value, start


def _year(before: str) -> int | None:
    """The last year that the sentence names before the score."""
    said = [found.year for found in years_said(before) if found.annual]
    return said[-1] if said else None


def _grade(stretch: str) -> str | None:
    """The grade that a stretch of a sentence states."""
    for phrase in stretch.split():
        if grade := grades.read_grade(phrase.strip("():.,“”")):
            return grade
    return None


def _passed(behind: str) -> bool | None:
    phrases = (grades.read_pass(phrase) for phrase in behind.split())
    return next((told for told in phrases if told is not None), None)


def enter(text: str, context: Context) -> None:
    """A short line that names one indicator, instrument or assessed year is what the next table is about."""
    if len(text) > _LONGEST_TITLE:
        return
    context.year = next((said.year for said in years_said(text) if said.assessed), context.year)
    numbers = indicators.indicators_in(text)
    if len(numbers) == 1:
        context.enter_indicator(numbers[0], indicators.indicators()[numbers[0]].instrument)
        return
    instruments = indicators.instruments_in(text)
    if len(instruments) == 1:
        context.enter_instrument(instruments[0])
