"""The fiscal calendar of the Thai state: year N (Buddhist Era) runs from October N - 1 to September N."""

from __future__ import annotations

from datetime import date, timedelta

BUDDHIST_ERA = 543  # years ahead of the Common Era
FIRST_MONTH = 10

Span = tuple[date, date]


def fiscal_span(year: int) -> Span:
    """First and last day of a fiscal year, Buddhist Era: 2566 → 2022-10-01, 2023-09-30."""
    return rounds_span(year, 1, 12)


def fiscal_year_of(day: date) -> int:
    """The fiscal year, Buddhist Era, that a day lies in."""
    return day.year + BUDDHIST_ERA + (day.month >= FIRST_MONTH)


def rounds_span(year: int, first: int, last: int) -> Span:
    """Months of fiscal year B.E., counted from October as 1: 2566, 1, 6 → October 2022 to March 2023."""
    return fiscal_month(year, first)[0], fiscal_month(year, last)[1]


def fiscal_month(year: int, count: int) -> Span:
    """The count-th month of a fiscal year B.E.; October is the first."""
    return month_span(*divmod_month(year - BUDDHIST_ERA - 1, FIRST_MONTH + count - 1))


def divmod_month(year: int, month: int) -> tuple[int, int]:
    """A month past December as one of the next year: 2022, 13 → 2023, 1."""
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def month_span(year: int, month: int) -> Span:
    """First and last day of a month, year C.E."""
    return date(year, month, 1), date(*divmod_month(year, month + 1), 1) - timedelta(days=1)


def year_span(year: int) -> Span:
    """A calendar year, C.E."""
    return date(year, 1, 1), date(year, 12, 31)


def year_of_month(month: int, fiscal_year: int) -> int:
    """The year C.E. in which a month of this fiscal year (B.E.) lies."""
    return fiscal_year - BUDDHIST_ERA - (month >= FIRST_MONTH)
