"""Strokes that hang from a table's side by themselves: a stamp's frame, a signature that runs into it."""

from __future__ import annotations

from collections.abc import Sequence

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
    found: set[int] = set()
    for rule in level:
        meeting = [number for number, each in enumerate(upright) if _reaches(each, rule)]
        over = [upright[number] for number in meeting if upright[number].top < rule.top - _NEAR]
        under = [number for number in meeting if upright[number].bottom > rule.top + _NEAR]
        if len(over) >= _FEW and under and not _go_on(over, [upright[number] for number in under]):
            found |= {number for number in under if _hangs(upright[number], rule, level)}
    return found


def _hangs(upright: Box, rule: Box, level: Sequence[Box]) -> bool:
    return abs(upright.top - rule.top) <= _NEAR and not _is_held(upright, level)


def _reaches(upright: Box, level: Box) -> bool:
    beside = level.x0 - _NEAR <= upright.x0 <= level.x1 + _NEAR
    return beside and upright.top - _NEAR <= level.top <= upright.bottom + _NEAR


def _go_on(over: Sequence[Box], under: Sequence[Box]) -> bool:
    """Whether the outermost of the rules over a level one have others in their line under it."""
    sides = min(u.x0 for u in over), max(u.x0 for u in over)
    return all(any(abs(u.x0 - side) <= _NEAR for u in under) for side in sides)


def _is_held(upright: Box, level: Sequence[Box]) -> bool:
    foot = upright.bottom
    return any(
        abs(rule.top - foot) <= _NEAR and rule.x0 - _NEAR <= upright.x0 <= rule.x1 + _NEAR for rule in level
    )
