"""What print is made of: a letter with the marks over and under it, at its place."""

from __future__ import annotations

from dataclasses import dataclass, field

FOOT = 0.15  # ems above the baseline, which a rule may touch


@dataclass(slots=True)
class Cluster:
    """x0, x1 along the line, y its baseline, in the reading direction's own upright coordinates.

    rules: names of the rules that made text differ from raw; quarter: quarter turns from the page's reading;
    at: its index in the order of writing, 0 for all where that is not known.
    """

    raw: str
    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    quarter: int
    margin: bool
    is_space: bool
    rules: tuple[str, ...] = ()
    at: int = field(default=0, kw_only=True)

    @property
    def foot(self) -> float:
        return self.y - FOOT * self.size  # as foot_of: asked for with every letter


def foot_of(y: float, size: float) -> float:
    """A height inside the letters on a baseline, by which they are above a rule or below it."""
    return y - FOOT * size
