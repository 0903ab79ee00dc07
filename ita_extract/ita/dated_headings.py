"""Headings that end in a time, “ผลการดำเนินงาน รอบ 6 เดือน”, and headings that are months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ita_extract.thai.calendar import FIRST_MONTH
from ita_extract.thai.dates import read_events, time_share

_ANY_YEAR = 2567
_ONLY_TIMES = 0.9  # a letter or two beside them may be a scanner's


def split_time(heading: str) -> tuple[str, str]:
    """What the heading says, and the time that its last words say; "" for what it has not."""
    words = heading.split()
    begins = (at for at in range(len(words)) if time_share(" ".join(words[at:])) >= _ONLY_TIMES)
    at = next(begins, len(words))
    return " ".join(words[:at]), " ".join(words[at:])


def part_time(heading: str) -> tuple[str, str]:
    """What the heading says, and the time that its last or its first words say, as in "2567 Budget"."""
    words = heading.split()
    cuts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    behind = ((said, time) for said, time in cuts if time_share(time) >= _ONLY_TIMES)
    before = ((said, time) for time, said in reversed(cuts) if time_share(time) >= _ONLY_TIMES)
    return next(behind, None) or next(before, (heading, ""))


def run_past_october(headings: Sequence[str]) -> bool:
    """Months without a year, in the calendar's order, with October or later ones behind earlier ones."""
    if any(read_events(heading, None) for heading in headings):
        return False
    starts = [when.start for heading in headings for when in read_events(heading, _ANY_YEAR) if when.start]
    months = [date.fromisoformat(start).month for start in starts]
    return months == sorted(months) and any(months) and months[0] < FIRST_MONTH <= months[-1]
