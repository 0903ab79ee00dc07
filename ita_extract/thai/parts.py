"""Days and months as they are written, and chains of them: "1 - 15 มกราคม 2567", "ต.ค. 66 - ก.ย. 67".

Readers take the tokens and a place and give what stands there with the place behind it, or None. Nothing is
resolved while reading: a part without a year gets it from its neighbours, else from the fiscal year.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ita_extract.thai.calendar import BUDDHIST_ERA, Span, month_span, year_of_month
from ita_extract.thai.timewords import Token

Tokens = Sequence[Token]

_COUNTED = ("day", "workday", "week", "hour", "times", "month")
_MOST_SKIPPED = 10
_FIRST_TWO_DIGIT_YEAR = 50  # 2550; below it a two-digit number is more likely a day or an item's number


def kind_at(tokens: Tokens, at: int) -> str:
    """The kind of a token, "" past the end."""
    return tokens[at].kind if at < len(tokens) else ""


def skip(tokens: Tokens, at: int, *kinds: str) -> int:
    # Skipped from each place of a long run of them, all would take the run's length squared.
    end = at + _MOST_SKIPPED
    while at < end and kind_at(tokens, at) in kinds:
        at += 1
    return at


def number_at(tokens: Tokens, at: int, low: int, high: int) -> int:
    """The number here when it is from low to high, else 0."""
    if kind_at(tokens, at) == "number" and low <= tokens[at].value <= high:
        return tokens[at].value
    return 0


class Part(NamedTuple):
    """One end of a range, or all of it: days of a month, or a month.

    days: none for a whole month, two or more with to_last False are single days; year: C.E.;
    fiscal: the fiscal year (B.E.) that the month belongs to; yearly: "of every year";
    lost: a year is meant that the text does not name ("of next year").
    """

    month: int
    days: tuple[int, ...] = ()
    to_last: bool = False
    year: int | None = None
    fiscal: int | None = None
    yearly: bool = False
    lost: bool = False

    def span(self) -> Span:
        """First and last day. ValueError where the month has no such day or no year is known."""
        if self.year is None:
            raise ValueError("no year")
        if not self.days:
            return month_span(self.year, self.month)
        return date(self.year, self.month, self.days[0]), date(self.year, self.month, self.days[-1])


class Chain(NamedTuple):
    """Parts in their order; to_next: whether each runs on to the next (a dash) or is another (a comma)."""

    parts: tuple[Part, ...]
    to_next: tuple[bool, ...]

    @property
    def is_range(self) -> bool:
        return any(self.to_next) or any(part.to_last for part in self.parts)

    @property
    def dated(self) -> bool:
        return any(part.year is not None or part.fiscal is not None for part in self.parts)

    @property
    def yearly(self) -> bool:
        return any(part.yearly for part in self.parts)

    def months(self) -> tuple[int, ...]:
        """Every month from the first to the last of each range."""
        found: set[int] = set()
        runs_on = (False, *self.to_next)
        for index, part in enumerate(self.parts):
            month = self.parts[index - 1].month if runs_on[index] else part.month
            found.add(part.month)
            while month != part.month:
                month = month % 12 + 1
                found.add(month)
        return tuple(sorted(found))

    def spans(self, fiscal_year: int | None) -> tuple[Span, ...]:
        """The stretches meant, () where a year is not known. One that ends before it starts is as stated."""
        if any(part.lost for part in self.parts):
            return ()
        parts = _years_filled(self, fiscal_year)
        try:
            return tuple(_spans(parts, self.to_next))
        except ValueError:
            return ()


def _spans(parts: Sequence[Part], to_next: Sequence[bool]) -> list[Span]:
    spans: list[Span] = []
    runs_on = False
    for part, goes_on in zip(parts, (*to_next, False), strict=True):
        start, end = part.span()
        if runs_on:
            start = spans.pop()[0]
        if start > end and not runs_on:
            raise ValueError("no such stretch")
        if part.days and not part.to_last and not runs_on and len(part.days) > 1:
            spans.extend(part._replace(days=(day,)).span() for day in part.days)
        else:
            spans.append((start, end))
        runs_on = goes_on
    return spans


def _years_filled(chain: Chain, fiscal_year: int | None) -> list[Part]:
    """Each part with its year: its own, that of the part after or before it, or from the fiscal year."""
    parts = [_with_fiscal(part, part.fiscal) for part in chain.parts]
    for index in range(len(parts) - 2, -1, -1):
        following = parts[index + 1]
        if parts[index].year is None and following.year is not None:
            year = following.year - (parts[index].month > following.month)
            parts[index] = parts[index]._replace(year=year)
    for index, part in enumerate(parts):
        if part.year is not None:
            continue
        before = parts[index - 1] if index else None
        runs_on = index > 0 and chain.to_next[index - 1]
        if before is not None and before.year is not None and (runs_on or chain.dated):
            parts[index] = part._replace(year=before.year + (part.month < before.month))
        else:
            parts[index] = _with_fiscal(part, fiscal_year)
    return parts


def _with_fiscal(part: Part, fiscal_year: int | None) -> Part:
    if part.year is not None or fiscal_year is None:
        return part
    return part._replace(year=year_of_month(part.month, fiscal_year))


def read_year(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """A year C.E. written as 2567, 67, พ.ศ. 2567 or ค.ศ. 2024, and the place behind it."""
    at = skip(tokens, at, "'", "’")
    era = kind_at(tokens, at)
    at = skip(tokens, at, "be", "ce")
    if kind_at(tokens, at) != "number":
        return None
    if kind_at(tokens, at + 1) not in _COUNTED or tokens[at].digits == 4:
        year = _to_year(tokens[at].value, tokens[at].digits, era)
        if year:
            return year, at + 1
    return _scattered_year(tokens, at, era)


def _to_year(value: int, digits: int, era: str) -> int:
    """The year C.E. of a number written with this many digits; 0 where it can be no year."""
    if digits == 4:
        return _four_digits(value, era)
    if digits == 2 and era != "ce" and value >= _FIRST_TWO_DIGIT_YEAR:
        return value + 2500 - BUDDHIST_ERA
    return 0


def _scattered_year(tokens: Tokens, at: int, era: str) -> tuple[int, int] | None:
    """A year whose digits spaces tore apart: "2 5 6 7", "25 67"; "6 6" when nothing else follows."""
    value = digits = 0
    while kind_at(tokens, at) == "number" and digits + tokens[at].digits <= 4:
        value = value * 10 ** tokens[at].digits + tokens[at].value
        digits += tokens[at].digits
        at += 1
    year = _to_year(value, digits, era) if kind_at(tokens, at) not in _COUNTED else 0
    return (year, at) if year else None


def _four_digits(value: int, era: str) -> int:
    if 2400 <= value <= 2700 and era != "ce":
        return value - BUDDHIST_ERA
    return value if 1900 <= value <= 2150 and era != "be" else 0


def read_fiscal(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """The fiscal year (B.E.) of "ปีงบประมาณ พ.ศ. 2567", or of "ปี 2567" behind a quarter."""
    at = skip(tokens, at, "of", "in", "(")
    named = kind_at(tokens, at) in ("fiscal", "year", "be", "/")
    at = skip(tokens, at, "fiscal", "year", "/")
    year = read_year(tokens, at) if named else None
    if year is None:
        return None
    at = year[1]
    return year[0] + BUDDHIST_ERA, at


def _read_days(tokens: Tokens, at: int) -> tuple[tuple[int, ...], bool, int]:
    """Days of the month, whether the two run from the first to the last, and the place behind."""
    day = number_at(tokens, at, 1, 31)
    if not day:
        return (), False, at
    days, to_last = [day], False
    at += 1
    while kind_at(tokens, at) in ("dash", "and") and not to_last:
        behind = skip(tokens, at, "dash", "and", "date")
        following = number_at(tokens, behind, days[-1] + 1, 31)
        if not following:
            break
        to_last = kind_at(tokens, at) == "dash"
        days.append(following)
        at = behind + 1
    return tuple(days), to_last, at


def read_part(tokens: Tokens, at: int) -> tuple[Part, int] | None:
    called_day = kind_at(tokens, at) == "date"
    at += called_day
    if kind_at(tokens, at) == "numeric":
        return _numeric_part(tokens[at], at)
    days, to_last, behind = _read_days(tokens, at)
    behind = skip(tokens, behind, "of") if days and called_day else behind
    behind = skip(tokens, behind, "month", "month_start", "month_end")
    if kind_at(tokens, behind) != "name":
        return None
    part = Part(tokens[behind].value, days, to_last)
    return _read_year_of(tokens, behind + 1, part)


def _numeric_part(token: Token, at: int) -> tuple[Part, int] | None:
    day, month, year = token.date
    if year < 100:
        year = year + 2500 if year >= _FIRST_TWO_DIGIT_YEAR else 0
    year = _four_digits(year, "")
    if not year or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return Part(month, (day,), year=year), at + 1


def _read_year_of(tokens: Tokens, at: int, part: Part) -> tuple[Part, int]:
    """The part with the year that stands behind it, if any does."""
    behind = skip(tokens, at, "of", "in")
    kind = kind_at(tokens, behind)
    if kind == "every" and kind_at(tokens, behind + 1) == "year":
        return part._replace(yearly=True), behind + 2
    if kind == "other_year":
        return part._replace(lost=True), behind + 1
    fiscal = read_fiscal(tokens, at) if kind == "fiscal" or _bracketed_fiscal(tokens, at) else None
    if fiscal:
        return part._replace(fiscal=fiscal[0]), skip(tokens, fiscal[1], *closing(tokens, at))
    if kind == "dash" and number_at(tokens, behind + 1, _FIRST_TWO_DIGIT_YEAR, 2700):
        year = read_year(tokens, behind + 1)  # Nov-66
    else:
        year = read_year(tokens, skip(tokens, behind, "year", "/"))
    if year:
        return part._replace(year=year[0]), year[1]
    damaged = kind == "number" and tokens[behind].digits >= 3
    return (part._replace(lost=True), behind + 1) if damaged else (part, at)


def _bracketed_fiscal(tokens: Tokens, at: int) -> bool:
    return kind_at(tokens, at) == "(" and kind_at(tokens, at + 1) == "fiscal"


def closing(tokens: Tokens, at: int) -> tuple[str, ...]:
    return (")",) if kind_at(tokens, at) == "(" else ()


def read_chain(tokens: Tokens, at: int) -> tuple[Chain, int] | None:
    """Dates or months joined by dashes, commas and "and"."""
    first = read_part(tokens, at)
    if first is None:
        return None
    parts, to_next = [first[0]], []
    at = first[1]
    while kind_at(tokens, at) in ("dash", "and"):
        behind = skip(tokens, at, "dash", "and", "in", "by")
        following = read_part(tokens, behind)
        if following is None:
            break
        to_next.append(kind_at(tokens, at) == "dash")
        parts.append(following[0])
        at = following[1]
    return Chain(tuple(parts), tuple(to_next)), at
