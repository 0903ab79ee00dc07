"""What Thai print is misread as, and how unlikely each misreading is, from counts in data/confusions.tsv."""

from __future__ import annotations

from functools import cache
from math import log
from typing import NamedTuple

from ita_extract.thai.tsv import read_rows

NONE = "-"  # in the data: nothing stands on that side
_SPACE = "_"
_RATE = 0.2  # the engines read worn print: this share of their errors is to be expected of reports
_REPORTS = 0.168  # letters of reports that were counted by eye, for each letter that the engines read


class Confusion(NamedTuple):
    """printed is read as `read`; either may be empty, not both. cost: minus the logarithm of the chance."""

    printed: str
    read: str
    cost: float


class Confusions:
    """by_read: by the first letter that is read; lost, added: what each letter lost or too many costs."""

    __slots__ = ("added", "by_read", "lost")

    def __init__(self, confusions: tuple[Confusion, ...]) -> None:
        self.by_read: dict[str, list[Confusion]] = {}
        self.lost: dict[str, float] = {}
        self.added: dict[str, float] = {}
        for confusion in confusions:
            if not confusion.read:
                self.lost[confusion.printed] = confusion.cost
            elif not confusion.printed:
                self.added[confusion.read] = confusion.cost
            else:
                self.by_read.setdefault(confusion.read[0], []).append(confusion)


class Count(NamedTuple):
    """printed was read as `read` so often, of so many places that engines read; and so often in reports."""

    printed: str
    read: str
    seen: int
    of: int
    reports: int


@cache
def counts() -> tuple[Count, ...]:
    return tuple(
        Count(_plain(printed), _plain(read), int(seen), int(of), int(reports))
        for printed, read, seen, of, reports in read_rows("confusions.tsv")
    )


def chance(count: Count) -> float:
    """That a letter of a report is so misread, or that so misread a letter stands before it."""
    return (_RATE * count.seen + count.reports) / (count.of * (1 + _REPORTS))


@cache
def confusions() -> Confusions:
    return Confusions(tuple(Confusion(count.printed, count.read, -log(chance(count))) for count in counts()))


def _plain(text: str) -> str:
    return "" if text == NONE else text.replace(_SPACE, " ")
