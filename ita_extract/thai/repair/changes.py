"""Changes of a text: the certain ones made and logged, the likely ones told."""

from __future__ import annotations

from collections.abc import Iterable
from math import exp
from typing import NamedTuple

from ita_extract.model.document import Mend

CERTAIN = 3.0  # how much more the text must cost as it stands
LIKELY = 1.0
_AROUND = 12  # letters shown on each side of a change


class Change(NamedTuple):
    """[start, end) of the text is to be replaced; gain: how much likelier the text gets by it.

    after: empty where nothing likely is known. rule: the name under which it is logged.
    """

    start: int
    end: int
    after: str
    gain: float
    rule: str

    @property
    def is_certain(self) -> bool:
        return self.gain >= CERTAIN

    @property
    def likeness(self) -> float:
        """The chance that it is right, as against its being printed so."""
        return round(1 / (1 + exp(-self.gain)), 3)


class Suspect(NamedTuple):
    """A change that is likely and not certain; after: empty where only that it is no word is known."""

    before: str
    after: str


class Repaired(NamedTuple):
    text: str
    mends: tuple[Mend, ...] = ()
    suspects: tuple[Suspect, ...] = ()


def changed(text: str, changes: Iterable[Change]) -> Repaired:
    """changes: all that are likely, in the order of the text."""
    mends: list[Mend] = []
    suspects: list[Suspect] = []
    kept, at = "", 0
    for change in changes:
        if change.is_certain:
            mends.append(_mend(text, change))
            kept += text[at : change.start] + change.after
            at = change.end
        elif (before := text[change.start : change.end]).replace(" ", "") != change.after:
            suspects.append(Suspect(before, change.after))  # a space more is nothing to look at
    return Repaired(kept + text[at:], tuple(mends), tuple(suspects))


def _mend(text: str, change: Change) -> Mend:
    """The change with some letters of its line around it."""
    left = text[max(0, change.start - _AROUND) : change.start].rpartition("\n")[2]
    right = text[change.end : change.end + _AROUND].partition("\n")[0]
    before = left + text[change.start : change.end] + right
    return Mend(before, left + change.after + right, change.rule, change.likeness)
