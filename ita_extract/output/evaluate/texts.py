"""Two texts: whether they are the same but for white space, how alike they are, how many letters differ."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

# Letters beyond which two texts are only compared within a band: a long cell must not cost its square.
_LONG = 20_000
_BAND = 2_000


def squash(text: str) -> str:
    """Runs of white space are one space."""
    return " ".join(text.split())


def solid(text: str) -> str:
    """Without white space."""
    return "".join(text.split())


def letter_errors(found: str, expected: str) -> int:
    """Letters to change, add or take away (Levenshtein); of texts that share little, those of the longer."""
    longest = max(len(found), len(expected))
    if longest <= _LONG:
        return Levenshtein.distance(found, expected)
    distance = Levenshtein.distance(found, expected, score_cutoff=_BAND)
    return distance if distance <= _BAND else longest


def likeness(found: str, expected: str) -> float:
    """1 for the same text but for white space, 0 for texts that share no letter in place."""
    one, other = squash(found), squash(expected)
    longest = max(len(one), len(other))
    return 1 - letter_errors(one, other) / longest if longest else 1.0
