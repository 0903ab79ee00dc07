"""Letters of one word that stand apart: of an abbreviation, of a word set letter by letter, of one syllable.

The letters themselves tell; spaces between whole words and between their halves are for spaces.py.
"""

from __future__ import annotations

import re

from ita_extract.thai.marks import CONSONANT, LEADING, TONE
from ita_extract.thai.words import is_word

# The space comes first in each: it is found in a fraction of the time that a look behind every letter takes.
_AFTER_LEADING = re.compile(f" (?<=[{LEADING}] )(?=[{CONSONANT}])")
_BEFORE_FOLLOWING = re.compile(f" (?<=[{CONSONANT}{TONE}] )(?=[ะำๅ])")  # sara aa: see letters.py
_VOWEL = re.compile("[ะ-ฺเ-ๅ]")
_LETTERS = re.compile("(?<![ก-๎])(?:[ก-๎]{1,2} ){4,}[ก-๎]{1,2}(?![ก-๎])")
_ABBREVIATION = re.compile("(?<![ก-๎.])[เ]?[ก-ฮ][ิี]?(?: ?[.] ?[ก-ฮ]){1,3} ?[.]")
_FEWEST_LONE = 3  # runs that cannot stand alone, in a text set letter by letter


def join_abbreviations(text: str) -> str:
    """The letters of an abbreviation stand together: พ. ศ. → พ.ศ."""
    return _ABBREVIATION.sub(_join_known, text) if "." in text else text


def _join_known(match: re.Match[str]) -> str:
    joined = match.group().replace(" ", "")
    return joined if is_word(joined) else match.group()


def join_letters(text: str) -> str:
    """Letters that were set one by one are a word: ก า ร ชุ ม → การชุม; a list (ก ข ค ง จ) has no vowels."""
    return _LETTERS.sub(_join_spelled, text)


def _join_spelled(match: re.Match[str]) -> str:
    parts = match.group().split(" ")
    lone = sum(not is_word(part) for part in parts)
    spelled = lone >= _FEWEST_LONE and any(_VOWEL.search(part) for part in parts)
    return "".join(parts) if spelled else match.group()


def close_clusters(text: str) -> str:
    """A vowel that is written before or behind its consonant stays with it: เ ป็น → เป็น, ก ำ → กำ."""
    return _BEFORE_FOLLOWING.sub("", _AFTER_LEADING.sub("", text))
