"""Dates and times as number formats print them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from ita_extract.thai.calendar import BUDDHIST_ERA
from ita_extract.thai.tsv import read_rows

_TOKEN = re.compile(
    r'"([^"]*)"|\\(.)|_.|\*.|(\[h+\]|\[m+\]|\[s+\]|y+|b+|e+|g+|d+|h+|m+|s+|AM/PM|A/P|\.0+)|(.)',
    re.IGNORECASE | re.DOTALL,
)
_DATE_LETTERS = re.compile(r"[ymdhsb]", re.IGNORECASE)
_ISO = {date: "yyyy-mm-dd", time: "hh:mm:ss", datetime: "yyyy-mm-dd hh:mm", timedelta: "[h]:mm:ss"}
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Locale:
    """thai_digits: the digits printed; buddhist: years in Buddhist Era; thai_names: of months and days."""

    thai_digits: bool = False
    buddhist: bool = False
    thai_names: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A value to print; elapsed: hours past the day's end count on."""

    when: datetime
    elapsed: timedelta
    half_day: bool
    locale: Locale


def print_date(value: date | time | timedelta, code: str, locale: Locale) -> str:
    if not _DATE_LETTERS.search(re.sub(r'"[^"]*"', "", code)) or code.strip().lower() == "general":
        code = _ISO[type(value)]
    tokens = _TOKEN.findall(code)
    marks = [mark.lower() for _, _, mark, _ in tokens]
    moment = _moment(value, any(mark in ("am/pm", "a/p") for mark in marks), locale)
    printed = []
    for index, (quoted, escaped, mark, other) in enumerate(tokens):
        if not mark:
            printed.append(quoted or escaped or ("" if other == "@" else other))
        elif mark[0] in "mM" and _is_minute(marks, index):
            printed.append(str(moment.when.minute).rjust(len(mark), "0"))
        else:
            printed.append(_print(mark.lower(), moment))
    return "".join(printed).strip()


def _moment(value: date | time | timedelta, half_day: bool, locale: Locale) -> Moment:
    start = datetime(1900, 1, 1)
    if isinstance(value, datetime):
        when = value
    elif isinstance(value, date):
        when = datetime(value.year, value.month, value.day)
    elif isinstance(value, time):
        when = datetime.combine(start, value)
    else:
        when = start + value % timedelta(days=1)
    elapsed = value if isinstance(value, timedelta) else when - datetime.combine(when, time())
    return Moment(when, elapsed, half_day, locale)


def _is_minute(marks: list[str], index: int) -> bool:
    """An m counts minutes behind hours and before seconds, months elsewhere."""
    before = next((mark for mark in reversed(marks[:index]) if mark), "")
    after = next((mark for mark in marks[index + 1 :] if mark), "")
    return len(marks[index]) <= 2 and (before[:2].strip("[")[:1] == "h" or after[:2].strip("[")[:1] == "s")


def _print(mark: str, moment: Moment) -> str:
    when, size = moment.when, len(mark)
    if mark.startswith("["):
        return _print_elapsed(mark.strip("[]"), moment.elapsed)
    if mark.startswith("."):
        return f"{when.microsecond / 1e6:.{size - 1}f}"[1:]
    if mark in ("am/pm", "a/p"):
        return ("AM" if when.hour < 12 else "PM")[: 2 if mark == "am/pm" else 1]
    hour = (when.hour + 11) % 12 + 1 if moment.half_day else when.hour
    two_digits = {"h": hour, "s": when.second}
    if mark[0] in two_digits:
        return str(two_digits[mark[0]]).rjust(min(size, 2), "0")
    return _print_day(mark[0], size, moment)


def _print_day(letter: str, size: int, moment: Moment) -> str:
    when, thai = moment.when, moment.locale.thai_names
    if letter in "ybe":
        year = when.year + (BUDDHIST_ERA if letter == "b" or moment.locale.buddhist else 0)
        return str(year) if size > 2 or letter == "e" else f"{year % 100:02}"
    if letter == "m":
        return _named(size, when.month, _months(thai))
    if letter == "d":
        return _named(size, when.day, _days(thai), when.weekday())
    return ""


def _named(size: int, number: int, names: tuple[tuple[str, str], ...], index: int | None = None) -> str:
    """One or two letters print the number; three the short name, four the full one, five its first letter."""
    if size <= 2:
        return str(number).rjust(size, "0")
    full, short = names[number - 1 if index is None else index]
    return short if size == 3 else full[:1] if size == 5 else full


def _print_elapsed(mark: str, elapsed: timedelta) -> str:
    seconds = {"h": 3600, "m": 60, "s": 1}[mark[0]]
    return str(int(elapsed.total_seconds() // seconds)).rjust(len(mark), "0")


@cache
def _months(thai: bool) -> tuple[tuple[str, str], ...]:
    """Full and short names, January first."""
    if not thai:
        return tuple((name, name[:3]) for name in _ENGLISH_MONTHS)
    names: dict[tuple[int, str], str] = {}
    for spelling, month, form in read_rows("months.tsv"):
        names.setdefault((int(month), form), spelling)
    return tuple((names[month, "full"], names[month, "short"]) for month in range(1, 13))


@cache
def _days(thai: bool) -> tuple[tuple[str, str], ...]:
    """Full and short names, Monday first."""
    if not thai:
        return tuple((name, name[:3]) for name in _ENGLISH_DAYS)
    return tuple((full, short) for _, full, short in read_rows("weekdays.tsv"))
