"""Headings of columns to be ticked: the months, quarters and states that they name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from ita_extract.ita.paired_headings import (
    first_quarter_word,
    names_answer,
    names_state,
    quarter_word,
)
from ita_extract.ita.roles import match_heading, names_role
from ita_extract.thai.calendar import FIRST_MONTH
from ita_extract.thai.dates import read_events, time_share
from ita_extract.thai.digits import to_arabic

STATES_TIME = 0.6
_ANY_YEAR = 2567
_QUARTERS = ["1", "2", "3", "4"]
_NUMBERS = frozenset("1234,-–/ ")  # of quarters, and what stands between them
_SHORTER = ("เดือน", "สัปดาห์")


def names_time(heading: str) -> bool:
    """A month or quarter, or a part of what stands under one heading for time."""
    return bool(_last_time(heading)) or bool(_quarter(heading)) or names_role(heading, "timeline")


def names_other(over: str) -> bool:
    """A plan, a project: what stands over times to be ticked, but is no time."""
    return match_heading(over) is not None and not names_role(over, "timeline")


def ends_in_state(heading: str) -> bool:
    """It ends in a state or an answer, or tells more of a result."""
    words = heading.split(" ")
    tails = [" ".join(words[at:]) for at in range(len(words))]
    told = len(words) > 1 and names_role(words[0], "result")
    return told or any(names_state(tail) or names_answer(tail) for tail in tails)


def numbers_quarters(text: str) -> bool:
    """It is the numbers of quarters alone, "1, 2" or "1-4"."""
    signs = set(to_arabic(" ".join(text.split())))
    return bool(signs & set("1234")) and signs <= _NUMBERS


def common_heading(headings: Sequence[str]) -> str:
    """The words that all begin with: the heading over several columns. "Quarter" before bare numbers is
    no such word."""
    split = [heading.split(" ") for heading in headings]
    words = [word for word, *_ in takewhile(lambda at: len(set(at)) == 1, zip(*split, strict=False))]
    if words and all("".join(own[len(words) :]).isdigit() for own in split):
        words.pop()
    return "".join(f"{word} " for word in words)


def stated_times(headings: Sequence[str], over: str) -> list[str]:
    """The headings as statements of time. Numbers from 1 to 4 alone, not of months or weeks, are quarters."""
    numbers = [heading.rpartition(" ")[2] for heading in headings]
    above = headings[0].rpartition(" ")[0] if headings else ""
    if list(map(to_arabic, numbers)) != _QUARTERS or _quarter(headings[0]) or any(map(above.count, _SHORTER)):
        return [_stated(heading, over) for heading in headings]
    return [f"{first_quarter_word()} {number} {_last_time(above)}".strip() for number in numbers]


def run_past_october(headings: Sequence[str]) -> bool:
    """Months without a year, in the calendar's order, with October or later ones behind earlier ones."""
    if any(read_events(heading, None) for heading in headings):
        return False
    starts = [when.start for heading in headings for when in read_events(heading, _ANY_YEAR) if when.start]
    months = [date.fromisoformat(start).month for start in starts]
    return months == sorted(months) and any(months) and months[0] < FIRST_MONTH <= months[-1]


def _stated(heading: str, over: str) -> str:
    """Its own words, the year that stands over them behind."""
    own = heading.removeprefix(over)
    year = over if time_share(over) >= STATES_TIME else ""
    if time_share(own) >= STATES_TIME:
        return f"{own} {year}".strip()
    if quarter := _quarter(own):
        return f"{quarter} {year}".strip()
    month = _last_time(heading)  # a narrow column may break its letters apart
    year = _last_time(heading.removesuffix(month).rstrip())
    return f"{month} {year}" if year else heading


def _quarter(heading: str) -> str:
    """The last words of "Plan (Quarter) 2" as "Quarter 2", "" where they are none."""
    above, _, number = heading.rpartition(" ")
    word = quarter_word(above) or quarter_word(above.rpartition(" ")[2])
    return f"{word} {number}" if word and number.isdigit() else ""


def _last_time(text: str) -> str:
    """The fewest last words that state a time; "" where none do."""
    words = text.split(" ")
    tails = (" ".join(words[at:]) for at in range(len(words) - 1, -1, -1))
    return next((tail for tail in tails if time_share(tail) >= STATES_TIME), "")
