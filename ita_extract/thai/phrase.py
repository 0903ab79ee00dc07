"""A phrase of time, as the tokens of a text hold it."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

Reach = tuple[date | None, date | None]
# How a time is meant: through all of it, until its end, at a day, again and again, or so long from some day.
Kind = Literal["during", "by", "on", "every", "within"]


class Phrase(NamedTuple):
    """Tokens [first, behind) that state a time.

    source: "lead" a deadline, "duration", "every", "dates" days and months, "period" quarters, rounds and
    years, "steady" no time at all (kind then says nothing); reaches: its dates, () where they are not known;
    anchored: the words say that something is done then; dated: a year is written; is_range: from – to;
    quarter: it names quarters, rather than rounds or years.
    """

    source: str
    first: int
    behind: int
    kind: Kind = "during"
    reaches: tuple[Reach, ...] = ()
    rrule: str | None = None
    duration: str | None = None
    anchored: bool = False
    dated: bool = False
    is_range: bool = False
    quarter: bool = False
