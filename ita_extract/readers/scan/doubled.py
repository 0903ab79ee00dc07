"""Rules drawn twice, as borders of forms are: both in the place of the longer one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import takewhile
from typing import NamedTuple

from ita_extract.model.document import Box
from ita_extract.readers.scan.segments import levels, uprights

_BESIDE = 0.5  # of the shorter one's length, that lies beside the other


class _Run(NamedTuple):
    """A rule's place across its direction, and its two ends along it."""

    place: float
    start: float
    end: float


def single(rules: Iterable[Box], near: float) -> list[Box]:
    """near: what rules that are one stand apart at the most; no row or column is as low."""
    rules = list(rules)
    level = [_Run(rule.top, rule.x0, rule.x1) for rule in levels(rules)]
    upright = [_Run(rule.x0, rule.top, rule.bottom) for rule in uprights(rules)]
    return [
        *(Box(run.start, run.place, run.end, run.place) for run in _together(level, near)),
        *(Box(run.place, run.start, run.place, run.end) for run in _together(upright, near)),
    ]


def _together(runs: list[_Run], near: float) -> list[_Run]:
    groups: list[list[_Run]] = []
    for run in sorted(runs):
        # By the place of its first rule, each group lies behind the one before it.
        close = takewhile(partial(_is_near, run, near), reversed(groups))
        group = next((group for group in close if any(_is_beside(run, other) for other in group)), None)
        if group is None:
            groups.append([run])
        else:
            group.append(run)
    return [
        run._replace(place=place)
        for group in groups
        for place in [max(group, key=_length).place]
        for run in group
    ]


def _is_near(run: _Run, near: float, group: list[_Run]) -> bool:
    return run.place - group[0].place <= near


def _is_beside(one: _Run, other: _Run) -> bool:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common >= _BESIDE * min(_length(one), _length(other))


def _length(run: _Run) -> float:
    return run.end - run.start
