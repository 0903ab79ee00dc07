"""Quarters, rounds and years as they are written: "ไตรมาสที่ 2", "รอบ 6 เดือนแรก", "ปีงบประมาณ 2567"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ita_extract.thai.calendar import BUDDHIST_ERA, Span, fiscal_span, rounds_span, year_span
from ita_extract.thai.parts import Tokens, closing, kind_at, number_at, read_fiscal, read_year, skip

_ROUNDS = (3, 6, 9, 12)


@dataclass(frozen=True, slots=True)
class Period:
    """Quarters, rounds or years.

    rounds: first and last month of each, October being 1; () for whole years; fiscal: the year B.E. or None;
    years: first and last year C.E. of a period that does not say whether it is fiscal; bare: no number;
    calendar: it says that it is not.
    """

    rounds: tuple[tuple[int, int], ...] = ()
    fiscal: int | None = None
    last_fiscal: int | None = None
    years: tuple[int, int] | None = None
    bare: bool = False
    quarter: bool = False
    calendar: bool = False

    def spans(self, fiscal_year: int | None) -> tuple[Span, ...]:
        if self.years is not None:
            return (self._plain_years(self.years, fiscal_year),)
        year = self.fiscal if self.fiscal is not None else fiscal_year
        if year is None:
            return ()
        if not self.rounds:
            return ((fiscal_span(year)[0], fiscal_span(self.last_fiscal or year)[1]),)
        return tuple(rounds_span(year, first, last) for first, last in self.rounds)

    def _plain_years(self, years: tuple[int, int], fiscal_year: int | None) -> Span:
        """A year that equals the table's fiscal year is that; another one is a calendar year."""
        first, last = years
        if not self.calendar and fiscal_year is not None and first <= fiscal_year - BUDDHIST_ERA <= last:
            return fiscal_span(first + BUDDHIST_ERA)[0], fiscal_span(last + BUDDHIST_ERA)[1]
        return year_span(first)[0], year_span(last)[1]


def read_period(tokens: Tokens, at: int) -> tuple[Period, int] | None:
    kind = kind_at(tokens, at)
    if kind == "quarter":
        return _read_quarters(tokens, at + 1)
    if kind in ("round", "number", "half"):
        return _read_rounds(tokens, at)
    if kind == "fiscal":
        return _read_fiscal_years(tokens, at + 1)
    if kind == "calendar":
        years = _read_years(tokens, at + 1)
        return (replace(years[0], calendar=True), years[1]) if years else None
    return _read_years(tokens, at) if kind in ("year", "be", "ce") else None


def _read_quarters(tokens: Tokens, at: int) -> tuple[Period, int] | None:
    ends = {"first": 1, "last": 4}
    first = ends.get(kind_at(tokens, at)) or number_at(tokens, at, 1, 4)
    if not first:
        return None
    found = [(first, first)]
    at += 1
    while kind_at(tokens, at) in ("dash", "and"):
        behind = skip(tokens, at, "dash", "and", "quarter")
        following = number_at(tokens, behind, found[-1][1] + 1, 4)
        if not following or kind_at(tokens, behind + 1) in ("name", "month"):
            break
        if kind_at(tokens, at) == "dash":
            found[-1] = (found[-1][0], following)
        else:
            found.append((following, following))
        at = behind + 1
    return _with_year(tokens, at, Period(tuple((3 * a - 2, 3 * b) for a, b in found), quarter=True))


def _read_rounds(tokens: Tokens, at: int) -> tuple[Period, int] | None:
    named = kind_at(tokens, at) == "round"
    found: list[tuple[int, int]] = []
    at = skip(tokens, at, "round")
    while step := _read_round(tokens, at, named or bool(found)):
        found.append(step[0])
        at = step[1]
        if kind_at(tokens, at) != "and":
            break
        behind = skip(tokens, at, "and", "round")
        if not _read_round(tokens, behind, True):
            break
        at = behind
    return _with_year(tokens, at, Period(tuple(found))) if found else None


def _read_round(tokens: Tokens, at: int, named: bool) -> tuple[tuple[int, int], int] | None:
    """As in "6 เดือนแรก": 1 to 6. Without "รอบ" before it, "6 เดือน" is a duration and no round."""
    if kind_at(tokens, at) == "half":
        length, behind = 6, at + 1
        named = False
    else:
        length, behind = number_at(tokens, at, 3, 12), at + 2
        if length not in _ROUNDS or kind_at(tokens, at + 1) != "month":
            return None
    which = kind_at(tokens, behind)
    if which == "last":
        return (13 - length, 12), behind + 1
    if which == "first":
        return (1, length), behind + 1
    return ((1, length), behind) if named else None


def _with_year(tokens: Tokens, at: int, period: Period) -> tuple[Period, int]:
    year = read_fiscal(tokens, at)
    if year:
        return replace(period, fiscal=year[0]), skip(tokens, year[1], *closing(tokens, at))
    behind = skip(tokens, at, "of", "in")
    if kind_at(tokens, behind) == "fiscal":
        return period, behind + 1
    return period, at


def _read_fiscal_years(tokens: Tokens, at: int) -> tuple[Period, int]:
    first = read_year(tokens, at)
    if first is None:
        return Period(bare=True), at
    last = _year_behind_dash(tokens, first[1])
    period = Period(fiscal=first[0] + BUDDHIST_ERA)
    if last and last[0] > first[0]:
        return replace(period, last_fiscal=last[0] + BUDDHIST_ERA), last[1]
    return period, first[1]


def _read_years(tokens: Tokens, at: int) -> tuple[Period, int] | None:
    first = read_year(tokens, skip(tokens, at, "year"))
    if first is None:
        return None
    last = _year_behind_dash(tokens, first[1])
    if last and last[0] > first[0]:
        return Period(years=(first[0], last[0])), last[1]
    return Period(years=(first[0], first[0])), first[1]


def _year_behind_dash(tokens: Tokens, at: int) -> tuple[int, int] | None:
    if kind_at(tokens, at) != "dash":
        return None
    return read_year(tokens, skip(tokens, at + 1, "fiscal", "year", "calendar"))


def own_year_end(tokens: Tokens, at: int) -> int:
    """Behind the number of a term or year, and behind those that are joined to it."""
    while True:
        joined = skip(tokens, at, "dash", "and", "/", "of", "be")
        dated = kind_at(tokens, joined + 1) in ("name", "month", "day", "times")
        if kind_at(tokens, joined) != "own_year" and (kind_at(tokens, joined) != "number" or dated):
            return at
        at = joined + 1
