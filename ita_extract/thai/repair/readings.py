"""What an engine says of the letters that it read from an image, and what a misreading costs by that."""

from __future__ import annotations

from math import log
from typing import NamedTuple

from rapidfuzz.distance import Prefix

_USUAL = 0.01  # doubt of a letter for which the counted chances of misreadings hold
_LEAST = 0.001  # no engine is surer than this
_CHEAPEST = 0.1  # cost of the likeliest misreading: something speaks for what was read
_LIKELY = 0.1  # doubt from which a letter is tried as another, whether that was ever counted or not


class Reading(NamedTuple):
    """How sure an engine is of one letter. doubt: the chance (0–1) that it is wrong or one beside it was
    lost; letter: what it may also be, "" where nothing is likely."""

    doubt: float
    letter: str = ""

    @property
    def cost(self) -> float:
        """Minus the logarithm of the chance that it is that other letter."""
        return max(_CHEAPEST, log((1 - min(self.doubt, 1 - _LEAST)) / self.doubt))


SURE = Reading(_LEAST)
Readings = tuple[Reading, ...]  # one a letter of a text, spaces too; none where it was not read from an image


def weighed(cost: float, read: str, printed: str, readings: Readings) -> float:
    """What the misreading costs whose counted cost this is. readings: of the letters that are read."""
    at = Prefix.similarity(read, printed)
    places = (at - 1, at) if len(printed) > len(read) else (at,)  # a letter is lost beside another
    doubt = max((readings[place].doubt for place in places if 0 <= place < len(readings)), default=_USUAL)
    return max(_CHEAPEST, cost + log(_USUAL / max(doubt, _LEAST)))


def others(readings: Readings) -> dict[int, Reading]:
    """By place, the readings of letters that may well be another."""
    return {n: each for n, each in enumerate(readings) if each.letter and each.doubt >= _LIKELY}
