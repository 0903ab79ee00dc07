"""What Thai print is misread as, and how unlikely each misreading is, from counts in data/confusions.tsv."""

from __future__ import annotations

from functools import cache
from math import inf, log
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
    """longer: those of more than a letter on one side."""

    __slots__ = ("_costs", "longer")

    def __init__(self, confusions: tuple[Confusion, ...]) -> None:
        self._costs = {(printed, read): cost for printed, read, cost in confusions}
        self.longer = tuple(each for each in confusions if max(len(each.printed), len(each.read)) > 1)

    def cost(self, printed: str, read: str) -> float:
        return self._costs.get((printed, read), inf)


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
