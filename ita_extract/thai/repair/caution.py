"""What speaks against a mend beside its cost: the letters that are read may be right."""

from __future__ import annotations

from math import inf

from rapidfuzz.distance import Postfix, Prefix

from ita_extract.thai.repair.language import UNKNOWN, Language
from ita_extract.thai.repair.suspicion import Around
from ita_extract.thai.words import segment_run

_SIGNS = frozenset("ฯๆ")
_DROPPED = "ะ"  # at the end of a word that another is compounded with
_KNOWN = 4.0  # more that a mend must gain where a whole word is read
_COMBINED = "์"  # that mark is, too, but not always
_ALONE = {False: 2.0, True: 4.0}  # more that a mend must gain that goes with no neighbour, where it is short
_UNREAD = 4.0  # more that a mend must gain that leaves beside it what is no word
_SHORT = 6  # letters
_FOREIGN = "อร์"  # ends a syllable of a foreign word; any letter may begin one
_SCRAP = 4  # letters of a word that is easily found in a name by leaving a letter out
_COMMON = 9.0  # cost of a neighbour that is no part of a name
_TELLING = 5  # letters of a word of the field that needs no company
_LONG = 6  # letters of a word that chance does not make out of another


def caution(read: str, printed: str) -> float:
    """How much more than others this mend must gain."""
    if _signs(read) != _signs(printed) or printed == read + _DROPPED or _is_foreign(read, printed):
        return inf
    is_scrap = len(printed) < len(read) and len(printed) <= _SCRAP
    return _KNOWN if is_scrap or printed == read + _COMBINED or _changes_a_word(read, printed) else 0.0


def solitude(printed: str, beside: Around, language: Language) -> float:
    """How much more a mend must gain whose word was counted with neither neighbour, or makes none a word.

    Words of the field need no company, nor do others between common words.
    """
    if UNKNOWN in beside:
        return _UNREAD
    if len(printed) >= _TELLING and printed in language.own:
        return 0.0
    if language.goes_with(beside.before, printed) or language.goes_with(printed, beside.behind):
        return 0.0
    neighbours = [word for word in beside if word]
    if neighbours and all(language.words.get(word, inf) < _COMMON for word in neighbours):
        return 0.0
    return _ALONE[len(printed) <= _SHORT]


def _is_foreign(read: str, printed: str) -> bool:
    return read.endswith(_FOREIGN) and printed.endswith(_FOREIGN) and len(read) == len(printed)


def _signs(text: str) -> list[str]:
    return [letter for letter in text if letter in _SIGNS]


def _changes_a_word(read: str, printed: str) -> bool:
    """A known word would be changed that is long or all that is read."""
    first = Prefix.similarity(read, printed)
    last = max(first + 1, len(read) - Postfix.similarity(read[first:], printed[first:]))
    at = 0
    for word, is_known in segment_run(read):
        if is_known and at < last and at + len(word) > first and len(word) >= min(_LONG, len(read)):
            return True
        at += len(word)
    return False
