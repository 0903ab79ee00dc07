"""Headings that say a time beside what they are for: “ผลการดำเนินงาน รอบ 6 เดือน”."""

from __future__ import annotations

from ita_extract.thai.dates import time_share

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
