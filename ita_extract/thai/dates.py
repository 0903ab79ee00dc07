"""When something is to be done, read from Thai text: periods, deadlines, recurrences, durations.

Months without a year belong to the fiscal year that the caller knows. "ปี 2567" or "ปี พ.ศ. 2567" without
"งบประมาณ" is the fiscal year when the caller's is the same (the tables plan by fiscal years and leave the
word out) or something goes on throughout it ("ตลอดปี 2567"), else the calendar year, as "ปีปฏิทิน" always is.
A school year or term ("ปีการศึกษา", "ภาคเรียนที่ 1") gives dates only where its months stand beside it. "ก่อน" a
month means by the end of the month before it; "ก่อน" a day, by that day. What names no date gives nothing:
never a guess.

In a text that says little but times, every period counts. In running text one counts only where the words say
that something is done then ("ภายในเดือน…", "ในไตรมาส…", a line that opens with it); years and rounds there are
what a report is about ("รายงานรอบ 6 เดือน"), not when it is done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ita_extract.thai.calendar import fiscal_span
from ita_extract.thai.parts import kind_at
from ita_extract.thai.phrase import Kind, Phrase, Reach
from ita_extract.thai.phrases import read_phrases
from ita_extract.thai.timewords import Token, tokens

__all__ = ["When", "fiscal_span", "read_events", "time_share"]

_SAYS_SOMETHING = re.compile("[0-9A-Za-z\u0e01-\u0e59]")
_OPENS_LINE = re.compile(r"(?:^|\n)[ \t\d().\-–—•*]*\Z")
_MOSTLY = 0.6  # share of a text from which on it is taken to say nothing but times


@dataclass(frozen=True, slots=True)
class When:
    """A time that a text states. Dates and durations ISO 8601; rrule RFC 5545.

    text: the words that say so; span: where they stand, [start, end).
    """

    kind: Kind
    start: str | None
    end: str | None
    rrule: str | None
    duration: str | None
    text: str
    span: tuple[int, int]


@lru_cache(maxsize=32768)  # more than a long table has cells: several steps ask about each
def time_share(text: str) -> float:
    """Share of the letters and digits that state a time: 1.0 for "ต.ค. 66 - ก.ย. 67", 0.0 for no text."""
    return _share(text, tokens(text), _phrases(text, None))


def read_events(text: str, fiscal_year: int | None) -> tuple[When, ...]:
    """The times at which the text says that something is done, in its order; fiscal_year: B.E. or None."""
    return _read_events(text, fiscal_year)


@lru_cache(maxsize=4096)
def _read_events(text: str, fiscal_year: int | None) -> tuple[When, ...]:
    read = tokens(text)
    phrases = [phrase for phrase in _phrases(text, fiscal_year) if not _is_reckoned_from(read, phrase)]
    if _share(text, read, phrases) >= _MOSTLY:
        chosen = _of_timeline(phrases)
    else:
        chosen = [phrase for phrase in phrases if _counts_in_prose(text, read, phrase)]
    found = (when for phrase in chosen for when in _phrase_to_whens(text, read, phrase))
    return tuple(_without_repeats(text, found))


@lru_cache(maxsize=4096)
def _phrases(text: str, fiscal_year: int | None) -> tuple[Phrase, ...]:
    return tuple(read_phrases(tokens(text), fiscal_year))


def _share(text: str, read: Sequence[Token], phrases: Sequence[Phrase]) -> float:
    total = len(_SAYS_SOMETHING.findall(text))
    stated = sum(len(_SAYS_SOMETHING.findall(text, *_span(read, phrase))) for phrase in phrases)
    return stated / total if total else 0.0


def _span(read: Sequence[Token], phrase: Phrase) -> tuple[int, int]:
    return read[phrase.first].start, read[phrase.behind - 1].end


def _of_timeline(phrases: Sequence[Phrase]) -> list[Phrase]:
    """All phrases, except rounds and years beside a date, which say what the date is for."""
    exact = any(phrase.source in ("lead", "dates") and phrase.reaches for phrase in phrases)
    return [phrase for phrase in phrases if not (exact and phrase.source == "period" and not phrase.quarter)]


def _counts_in_prose(text: str, read: Sequence[Token], phrase: Phrase) -> bool:
    if phrase.source in ("lead", "every"):
        return phrase.anchored
    if phrase.source not in ("dates", "period") or (phrase.source == "period" and not phrase.quarter):
        return False
    before = kind_at(read, phrase.first - 1) if phrase.first else ""
    if before in ("of", "mention"):
        return False
    if phrase.anchored or before == "date" or (phrase.is_range and phrase.dated):
        return True
    return _opens_line(text, read[phrase.first].start) or (
        before == "(" and kind_at(read, phrase.behind) == ")"
    )


def _is_reckoned_from(read: Sequence[Token], phrase: Phrase) -> bool:
    """The date is where a duration begins: "หลังสิ้นปีงบประมาณ", "นับจากวันที่ …", not when something is done."""
    return phrase.first > 0 and kind_at(read, phrase.first - 1) in ("last", "after")


def _opens_line(text: str, start: int) -> bool:
    return bool(_OPENS_LINE.search(text[max(0, start - 12) : start])) or start == 0


def _phrase_to_whens(text: str, read: Sequence[Token], phrase: Phrase) -> Iterator[When]:
    span = _span(read, phrase)
    words = text[slice(*span)]
    if phrase.rrule or phrase.duration:
        yield When(phrase.kind, None, None, phrase.rrule, phrase.duration, words, span)
    for start, end in phrase.reaches:
        yield When(_kind(phrase, (start, end)), _iso(start), _iso(end), None, None, words, span)


def _kind(phrase: Phrase, reach: Reach) -> Kind:
    return "during" if phrase.kind == "on" and reach[0] != reach[1] else phrase.kind


def _iso(day: object) -> str | None:
    return None if day is None else str(day)


def _without_repeats(text: str, found: Iterator[When]) -> Iterator[When]:
    """A time that is said again in brackets right behind itself is one."""
    last: When | None = None
    for when in found:
        same = last is not None and _said(last) == _said(when)
        between = text[last.span[1] : when.span[0]] if last is not None else ""
        if not same or _SAYS_SOMETHING.search(between) or "\n" in between:
            yield when
        last = when


def _said(when: When) -> tuple[str, str | None, str | None, str | None, str | None]:
    return when.kind, when.start, when.end, when.rrule, when.duration
