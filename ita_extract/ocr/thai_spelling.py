"""Which characters Thai spelling lets follow one another: what is true of all Thai, whatever the word."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_CONSONANTS = frozenset(range(0x0E01, 0x0E2F))
_VOWEL_MARKS = frozenset((0x0E31, *range(0x0E34, 0x0E3A)))  # above or below a consonant
_SHORTENER = frozenset((0x0E47,))
_TONES = frozenset(range(0x0E48, 0x0E4D))  # four tones and the silencer
_SARA_A, _SARA_AA, _SARA_AM = 0x0E30, 0x0E32, 0x0E33
_LEADING = frozenset(range(0x0E40, 0x0E45))

MARKS = frozenset(map(chr, _VOWEL_MARKS | _SHORTENER | _TONES))


def follows(before: str, after: str) -> bool:
    """Whether `after` may stand right after `before`; "" is the beginning of a line."""
    left = ord(before) if before else 0
    right = ord(after)
    if left in _LEADING:
        return right in _CONSONANTS
    if right in _VOWEL_MARKS or right in _SHORTENER:
        return left in _CONSONANTS
    if right in _TONES:
        return left in _CONSONANTS or left in _VOWEL_MARKS
    if right in (_SARA_AA, _SARA_AM):
        return left in _CONSONANTS or left in _TONES
    if right == _SARA_A:
        return left in _CONSONANTS or left in _TONES or left == _SARA_AA
    return True


def legal_pairs(characters: str) -> NDArray[np.bool_]:
    """[before, after] for classes 1 … of the characters; row 0 is the line's beginning, column 0 all true."""
    table = np.ones((len(characters) + 1, len(characters) + 1), bool)
    for row, before in enumerate(("", *characters)):
        for column, after in enumerate(characters, start=1):
            table[row, column] = follows(before, after)
    return table
