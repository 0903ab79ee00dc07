"""Folds of the paper, which run over the sheet from edge to edge as no rule of a table does."""

from __future__ import annotations

from collections.abc import Sequence

from ita_extract.model.document import Box
from ita_extract.readers.scan.segments import levels, turned, uprights

_WAVY = 6.0  # points between the parts of one fold, across it
_EDGE = 0.03  # of the sheet's side, within which a fold begins and ends
_SEEN = 0.7  # of that side, that is seen of a fold
_MOST = 3  # folds one way
_FEWEST = 2  # times as many rules end within the sheet


def without_creases(rules: Sequence[Box], size: tuple[float, float]) -> list[Box]:
    """size: width and height of the sheet, in points."""
    level, upright = levels(rules), uprights(rules)
    kept = _within(list(map(turned, upright)), level, (size[1], size[0]))
    return [*_within(level, list(map(turned, upright)), size), *map(turned, kept)]


def _within(level: list[Box], upright: list[Box], size: tuple[float, float]) -> list[Box]:
    """The level rules that are no folds. upright: those across, turned to be level."""
    width = size[0]
    margin = _EDGE * width
    # A table that is cut off at its sides has upright rules at the sheet's edges, or no others than such.
    if any(not margin < rule.top < width - margin for rule in upright):
        return level
    groups = _in_line(level)
    folds = [group for group in groups if _crosses(group, width)]
    others = len(groups) - len(folds)
    is_few = 0 < len(folds) <= _MOST and others >= _FEWEST * len(folds)
    if not is_few and not (len(folds) == 1 and not others):
        return level
    return [rule for group in groups if group not in folds for rule in group]


def _in_line(level: list[Box]) -> list[list[Box]]:
    groups: list[list[Box]] = []
    for rule in sorted(level, key=lambda rule: rule.top):
        if groups and rule.top - groups[-1][-1].top <= _WAVY:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def _crosses(group: list[Box], width: float) -> bool:
    """Whether the parts of a line reach from one edge of the sheet to the other."""
    margin = _EDGE * width
    begins, ends = min(rule.x0 for rule in group) <= margin, max(rule.x1 for rule in group) >= width - margin
    return begins and ends and sum(rule.x1 - rule.x0 for rule in group) >= _SEEN * width
