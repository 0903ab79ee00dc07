"""Phrases of time in a row of tokens, each with what it covers; which of them count, dates.py says."""

from __future__ import annotations

from datetime import date, timedelta

from ita_extract.thai.calendar import BUDDHIST_ERA, fiscal_span
from ita_extract.thai.parts import Chain, Tokens, kind_at, number_at, read_chain, read_year, skip
from ita_extract.thai.periods import Period, own_year_end, read_period
from ita_extract.thai.phrase import Phrase, Reach
from ita_extract.thai.recurrences import Rule, read_day_of_month, read_recurrence, read_yearly

_LEADS = ("by", "done", "before")
_UNITS = {"day": "P{}D", "date": "P{}D", "workday": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y"}
_UNITS["hour"] = "PT{}H"
_LAST_DAY_OF_MONTH = "FREQ=MONTHLY;BYMONTHDAY=-1"


def read_phrases(tokens: Tokens, fiscal_year: int | None) -> list[Phrase]:
    phrases: list[Phrase] = []
    at = 0
    while at < len(tokens):
        phrase = _read_phrase(tokens, at, fiscal_year)
        if phrase:
            phrases.append(phrase)
        at = phrase.behind if phrase else at + 1
    return phrases


def _read_phrase(tokens: Tokens, at: int, fiscal_year: int | None) -> Phrase | None:
    kind = kind_at(tokens, at)
    if kind in ("text", "and", "dash", "of"):
        return None
    if kind in _LEADS:
        return _read_lead(tokens, at, fiscal_year)
    if kind == "throughout":
        return _read_throughout(tokens, at, fiscal_year)
    if kind in ("steady", "ordinal"):
        return Phrase("steady", at, at + 1)
    if kind == "own_year":
        return _read_recurring(tokens, at) or _read_own_year(tokens, at, fiscal_year)
    return (
        _read_recurring(tokens, at)
        or _read_stretch_phrase(tokens, at, fiscal_year)
        or _read_yearly(tokens, at)
        or _read_year_end(tokens, at, fiscal_year)
        or _read_bare_duration(tokens, at)
    )


def _every(first: int, rule: Rule, anchored: bool = True) -> Phrase:
    return Phrase("every", first, rule[1], "every", rrule=rule[0], anchored=anchored)


def _read_recurring(tokens: Tokens, first: int) -> Phrase | None:
    at = skip(tokens, first, "in", "least")
    rule = read_recurrence(tokens, at)
    return _every(first, rule, kind_at(tokens, at) != "each") if rule else None


def _read_yearly(tokens: Tokens, first: int) -> Phrase | None:
    rule = read_yearly(tokens, skip(tokens, first, "in", "least"))
    return _every(first, rule) if rule else None


def _read_lead(tokens: Tokens, first: int, fiscal_year: int | None) -> Phrase | None:
    """ภายใน, ไม่เกิน, แล้วเสร็จ, ก่อน … with a day, month, period or duration behind it."""
    at = skip(tokens, first, *_LEADS, "in", "least")
    leads = {kind_at(tokens, place) for place in range(first, at)}
    rule = _read_deadline_rule(tokens, at)
    if rule:
        return _every(first, rule)
    year_end = _read_year_end(tokens, at, fiscal_year)
    if year_end:
        return year_end._replace(source="lead", first=first, anchored=True)
    stretch = read_stretch(tokens, at, fiscal_year)
    if stretch:
        return _deadline(tokens, first, stretch, "before" in leads)
    yearly = read_yearly(tokens, at)
    if yearly:
        return _every(first, yearly)
    return _read_duration(tokens, first, at) if "by" in leads else None


def _read_deadline_rule(tokens: Tokens, at: int) -> Rule | None:
    if kind_at(tokens, at) == "month_end":
        behind = skip(tokens, at + 1, "of", "every", "month")
        if "every" in (kind_at(tokens, place) for place in range(at, behind)):
            return _LAST_DAY_OF_MONTH, behind
    return read_day_of_month(tokens, at) or read_recurrence(tokens, at)


def _deadline(tokens: Tokens, first: int, stretch: Phrase, before: bool) -> Phrase:
    """By the last day of each stretch; a range of dates stays one, since its first day would be lost."""
    phrase = stretch._replace(source="lead", first=first, anchored=True)
    if stretch.source == "dates" and stretch.is_range:
        return phrase
    starts = before and stretch.source == "dates" and "month" in _inner_kinds(tokens, stretch)
    ends = (_day_before(start) if starts and start != end else end for start, end in stretch.reaches)
    return phrase._replace(kind="by", reaches=tuple((None, end) for end in ends))


def _inner_kinds(tokens: Tokens, stretch: Phrase) -> set[str]:
    """The kinds of a stretch's tokens, with "month" standing for a month of which no end is named."""
    kinds = {kind_at(tokens, place) for place in range(stretch.first, stretch.behind)}
    return kinds if "month_end" in kinds else kinds | {"month"}


def _day_before(day: date | None) -> date | None:
    return day - timedelta(days=1) if day else None


def _read_year_end(tokens: Tokens, first: int, fiscal_year: int | None) -> Phrase | None:
    if kind_at(tokens, first) != "fiscal_end":
        return None
    year = read_year(tokens, first + 1)
    fiscal = year[0] + BUDDHIST_ERA if year else fiscal_year
    reaches: tuple[Reach, ...] = ((None, fiscal_span(fiscal)[1]),) if fiscal is not None else ()
    return Phrase("period", first, year[1] if year else first + 1, "by", reaches, dated=year is not None)


def _read_throughout(tokens: Tokens, first: int, fiscal_year: int | None) -> Phrase | None:
    at = skip(tokens, first, "throughout", "in")
    stretch = read_stretch(tokens, at, _planned_year(tokens, at) or fiscal_year)
    if stretch:
        return stretch._replace(source="lead", first=first, anchored=True)
    if kind_at(tokens, at) not in ("year", "fiscal"):
        return None
    behind = at + 1
    bracketed = _read_explicit(tokens, behind, fiscal_year)
    reaches: tuple[Reach, ...] = (fiscal_span(fiscal_year),) if fiscal_year is not None else ()
    if bracketed:
        reaches, behind = bracketed
    return Phrase("lead", first, behind, "during", reaches, anchored=True)


def _planned_year(tokens: Tokens, at: int) -> int | None:
    """The year named here, B.E.: what goes on throughout a year is planned for a fiscal one."""
    period = read_period(tokens, at)
    return period[0].years[0] + BUDDHIST_ERA if period and period[0].years else None


def _read_stretch_phrase(tokens: Tokens, first: int, fiscal_year: int | None) -> Phrase | None:
    at = skip(tokens, first, "in", "from")
    stretch = read_stretch(tokens, at, fiscal_year)
    if stretch is None:
        return None
    starts = "from" in (kind_at(tokens, place) for place in range(first, at))
    onwards = kind_at(tokens, stretch.behind) == "onwards"
    stretch = stretch._replace(first=first, behind=stretch.behind + onwards, anchored=at > first)
    if (starts or onwards) and not stretch.is_range and stretch.source == "dates":
        reaches = tuple((start, None) for start, _ in stretch.reaches)
        return stretch._replace(kind="during", reaches=reaches)
    return stretch


def read_stretch(tokens: Tokens, at: int, fiscal_year: int | None) -> Phrase | None:
    """Days, months, a period, or a period with its months beside it, which then say what it covers."""
    chain = read_chain(tokens, at)
    if chain:
        return _dates_phrase(tokens, at, chain, fiscal_year)
    period = read_period(tokens, at)
    if period is None:
        return None
    year = period[0].fiscal if period[0].fiscal is not None else fiscal_year
    upto = _read_upto(tokens, period, fiscal_year)
    if upto:
        return upto._replace(first=at)
    explicit = _read_explicit(tokens, period[1], year)
    if explicit:
        source = "dates" if not period[0].bare else "period"
        return Phrase(source, at, explicit[1], "during", explicit[0], dated=True, is_range=True)
    if period[0].fiscal is not None and not period[0].rounds:
        narrower = _read_narrower(tokens, period[1], year)
        if narrower:
            return narrower._replace(first=at, dated=True)
    return _period_phrase(at, period, fiscal_year)


def _dates_phrase(
    tokens: Tokens, at: int, chain: tuple[Chain, int], fiscal_year: int | None
) -> Phrase | None:
    found, behind = chain
    if found.yearly:
        return None
    reaches = found.spans(fiscal_year)
    single_day = all(start == end for start, end in reaches) and bool(found.parts[0].days)
    return Phrase(
        "dates",
        at,
        _skip_named_again(tokens, behind),
        "on" if single_day and not found.is_range else "during",
        reaches,
        dated=found.dated,
        is_range=found.is_range,
    )


def _period_phrase(at: int, period: tuple[Period, int], fiscal_year: int | None) -> Phrase:
    found, behind = period
    dated = found.fiscal is not None or found.years is not None
    return Phrase(
        "period", at, behind, "during", found.spans(fiscal_year), dated=dated, quarter=found.quarter
    )


def _read_upto(tokens: Tokens, period: tuple[Period, int], fiscal_year: int | None) -> Phrase | None:
    """From one period to another: "ไตรมาส 1/2567 - ไตรมาส 2/2567"."""
    first, behind = period
    last = read_period(tokens, behind + 1) if kind_at(tokens, behind) == "dash" else None
    if last is None:
        return None
    until = _period_phrase(behind + 1, last, fiscal_year)
    since = first.spans(first.fiscal or last[0].fiscal or fiscal_year)
    if not since or not until.reaches or until.reaches[-1][1] is None or since[0][0] > until.reaches[-1][1]:
        return None
    return until._replace(reaches=((since[0][0], until.reaches[-1][1]),), is_range=True)


def _read_explicit(tokens: Tokens, at: int, fiscal_year: int | None) -> tuple[tuple[Reach, ...], int] | None:
    """The months in brackets behind a period, or a range of them without brackets."""
    beside = _read_beside(tokens, at)
    reaches = beside[0].spans(fiscal_year) if beside else ()
    return (reaches, beside[1]) if beside and reaches else None


def _read_beside(tokens: Tokens, at: int) -> tuple[Chain, int] | None:
    bracketed = kind_at(tokens, at) == "("
    chain = read_chain(tokens, skip(tokens, at, "(", "in"))
    if chain is None or not (bracketed or chain[0].is_range):
        return None
    if bracketed and kind_at(tokens, chain[1]) != ")":
        return None
    return chain[0], chain[1] + bracketed


def _read_own_year(tokens: Tokens, first: int, fiscal_year: int | None) -> Phrase:
    """A school year or term: when it begins is not stated, unless its months stand beside it."""
    behind = own_year_end(tokens, first + 1)
    beside = _read_beside(tokens, behind)
    if beside is None:
        return Phrase("steady", first, behind)
    named = any(token.kind == "number" and token.digits == 4 for token in tokens[first:behind])
    reaches = () if named and not beside[0].dated else beside[0].spans(fiscal_year)
    return Phrase("dates", first, beside[1], "during", reaches, dated=True, is_range=True)


def _read_narrower(tokens: Tokens, at: int, fiscal_year: int | None) -> Phrase | None:
    """A quarter, round or month of the fiscal year that stands before it."""
    if kind_at(tokens, at) not in ("quarter", "round", "half", "name", "month"):
        return None
    stretch = read_stretch(tokens, at, fiscal_year)
    return stretch if stretch and stretch.reaches and not stretch.dated else None


def _skip_named_again(tokens: Tokens, at: int) -> int:
    """Behind "(ไตรมาสที่ 1)" after the months that it names once more."""
    if kind_at(tokens, at) != "(":
        return at
    period = read_period(tokens, at + 1)
    return period[1] + 1 if period and kind_at(tokens, period[1]) == ")" else at


def _read_duration(tokens: Tokens, first: int, at: int) -> Phrase | None:
    """As in "7 วัน", "15 (สิบห้า) วันทำการ", "3 - 5 วัน", of which the longer counts."""
    number = number_at(tokens, at, 1, 999)
    if not number:
        return None
    at += 1
    if kind_at(tokens, at) == "(" and kind_at(tokens, at + 2) == ")":
        at += 3
    if kind_at(tokens, at) == "dash" and number_at(tokens, at + 1, number, 999):
        number = tokens[at + 1].value
        at += 2
    unit = kind_at(tokens, at)
    if unit not in _UNITS:
        return None
    return Phrase("lead", first, at + 1, "within", duration=_UNITS[unit].format(number), anchored=True)


def _read_bare_duration(tokens: Tokens, first: int) -> Phrase | None:
    """As in "ระยะเวลา 3 เดือน", or "3 เดือน" alone; counts only where little else is said."""
    at = skip(tokens, first, "span", "least", "by")
    duration = _read_duration(tokens, first, at)
    return duration._replace(source="duration", anchored=False) if duration else None
