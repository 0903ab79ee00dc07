"""Rules as boxes of no height (level ones) or no width (upright ones)."""

from __future__ import annotations

from collections.abc import Iterable

from ita_extract.model.document import Box


def levels(rules: Iterable[Box]) -> list[Box]:
    return [rule for rule in rules if rule.top == rule.bottom]


def uprights(rules: Iterable[Box]) -> list[Box]:
    return [rule for rule in rules if rule.top != rule.bottom]


def turned(rule: Box) -> Box:
    """With what was across as down: what is said of level rules holds of upright ones."""
    return Box(rule.top, rule.x0, rule.bottom, rule.x1)
