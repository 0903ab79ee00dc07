"""What the other words of a text say of a mend: prose has common words, names and titles may have none."""

from __future__ import annotations

import re
from typing import NamedTuple

from ita_extract.thai.repair.language import Language
from ita_extract.thai.words import names, segment_run

_RUN = re.compile("[ก-๎]+")

_COMMON = 6.5  # cost of a word that prose has
_TELLING = 5  # letters of a word of the field that chance does not make
_KIN = 4  # letters of one that is as good company as a common word
# How much more a mend must gain:
_STRANGERS = {False: 6.0, True: 4.0}  # where no other word is common; where the word itself is the field's
_ALONE = 6.0  # where the word is all of the text
_FIRST = 4.0  # where few others are common and its first letter changes: many names differ in that
_NAME = 5.0  # where few others are common and it is spelled as names or rare words are
_LEFT_OVER = 5.0  # where the letter too many ends a run: it may count or abbreviate
_COMPOUND = 10.0  # where a last letter is lost before another word that compounds do without
_SHORTEST = 3  # letters of a name
_LAST = ("์", "า")
_BESIDE = 200  # letters on each side whose words are looked at


class Place(NamedTuple):
    """What is read in a text, and what stands there before and behind it."""

    left: str
    read: str
    right: str


def place_of(text: str, start: int, end: int) -> Place:
    return Place(text[max(0, start - _BESIDE) : start], text[start:end], text[end : end + _BESIDE])


def company(place: Place, printed: str, language: Language) -> float:
    """How much more a mend must gain for what stands around it."""
    more = _LEFT_OVER if _is_left_over(place, printed) else 0.0
    if printed.startswith(place.read) and printed.endswith(_LAST) and _RUN.match(place.right):
        more += _COMPOUND
    return more + _among(place, printed, language)


def _among(place: Place, printed: str, language: Language) -> float:
    runs = (*_RUN.findall(place.left), *_RUN.findall(place.right))
    others = [word for run in runs for word, _ in segment_run(run)]
    is_own = len(printed) >= _TELLING and printed in language.own
    if not others:
        return _ALONE if not is_own and not (place.left + place.right).strip() else 0.0
    common = sum(_is_common(word, language) for word in others)
    if common > 1:
        return 0.0
    more = 0.0 if common else _STRANGERS[is_own]
    more += _FIRST if place.read[0] != printed[0] else 0.0
    return more + (_NAME if _is_named(place.read, printed) else 0.0)


def _is_common(word: str, language: Language) -> bool:
    return language.alone(word) < _COMMON or (len(word) >= _KIN and word in language.own)


def _is_left_over(place: Place, printed: str) -> bool:
    return place.read[:-1] == printed and not _RUN.match(place.right)


def _is_named(read: str, printed: str) -> bool:
    """Names have these letters in a row, and not only as a part of the word that they would be mended to."""
    letters = read.replace(" ", "")
    return len(letters) >= _SHORTEST and letters in names().replace(printed, "")
