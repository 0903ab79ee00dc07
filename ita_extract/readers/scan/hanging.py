"""Strokes that hang from a table's side by themselves: a stamp's frame, a signature that runs into it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter

from ita_extract.model.document import Box
from ita_extract.readers.scan.segments import levels, uprights

_NEAR = 6.0  # points between rules that meet
_FEW = 3  # upright rules that make a table


def without_hanging(rules: Sequence[Box]) -> list[Box]:
    """Of a row that the page's foot cuts, the table's own sides go on beyond its last level rule too."""
    level, upright = levels(rules), uprights(rules)
    loose = _hanging(level, upright) | _hanging(list(map(_mirrored, level)), list(map(_mirrored, upright)))
    return [*level, *(rule for number, rule in enumerate(upright) if number not in loose)]


def _mirrored(rule: Box) -> Box:
    return Box(rule.x0, -rule.bottom, rule.x1, -rule.top)


def _hanging(level: Sequence[Box], upright: Sequence[Box]) -> set[int]:
    """Which upright rules begin at the foot of a table and end nowhere, where its sides do not go on."""
    by_top = sorted(level, key=attrgetter("top"))
    tops = [rule.top for rule in by_top]

    def meeting(rule: Box, end: float) -> list[Box]:
        """The level rules that the upright one meets at this end."""
        near = by_top[bisect_left(tops, end - _NEAR) : bisect_right(tops, end + _NEAR)]
        return [each for each in near if _spans(each, rule)]

    loose: dict[Box, list[int]] = defaultdict(list)
    for number, rule in enumerate(upright):
        if not meeting(rule, rule.bottom):
            for foot in meeting(rule, rule.top):
                loose[foot].append(number)
    return {number for foot, found in loose.items() if _ends_at(foot, upright) for number in found}


def _spans(level: Box, upright: Box) -> bool:
    return level.x0 - _NEAR <= upright.x0 <= level.x1 + _NEAR


def _ends_at(foot: Box, upright: Sequence[Box]) -> bool:
    """Whether a table stands over the level rule whose outermost rules have none in their line under it."""
    meeting = [each for each in upright if _spans(foot, each) and _reaches(each, foot.top)]
    over = [each.x0 for each in meeting if each.top < foot.top - _NEAR]
    under = [each.x0 for each in meeting if each.bottom > foot.top + _NEAR]
    if len(over) < _FEW:
        return False
    return not all(any(abs(x - side) <= _NEAR for x in under) for side in (min(over), max(over)))


def _reaches(upright: Box, y: float) -> bool:
    return upright.top - _NEAR <= y <= upright.bottom + _NEAR
