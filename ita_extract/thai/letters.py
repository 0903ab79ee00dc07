"""Letters that a PDF font's wrong map put in the place of others, mended where only one reading is a word.

Fonts drew sara am (ำ) and sara aa (า) from one glyph or from two, so text made from such a PDF has a space
and า for ำ ("ด าเนินการ"), or ำ for every า and ั ("กำรกำกำบ"). Each change is reported.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from ita_extract.model.document import Mend
from ita_extract.thai.marks import CONSONANT, SARA_AA, SARA_AM, TONE
from ita_extract.thai.words import dictionary, frequencies, segment_run, unknown_letters

_TORN = re.compile(f"(?<=[{CONSONANT}{TONE}]) {SARA_AA}")
_RUN = re.compile("[ก-๎]+")
_RUN_BEFORE = re.compile("[ก-๎]{1,30}$")
_RUN_AFTER = re.compile("[ก-๎]{0,30}")
_MOST_CHOICES = 6  # letters in doubt in one run; each triples the readings
_READINGS = (SARA_AM, SARA_AA, "ั")
_COMMON = 50  # times that a word stands in the textbook corpus; names of places are rarer
_SHORTEST = 3  # letters of a run that says enough
_CONTEXT = 30  # letters looked at on each side

Mended = tuple[str, tuple[Mend, ...]]


def mend_torn_sara_am(text: str) -> Mended:
    """A space before sara aa goes; it was half of a sara am where that makes the better words: ด า → ดำ."""
    if f" {SARA_AA}" not in text:
        return text, ()
    mends: list[Mend] = []

    def mend(torn: re.Match[str]) -> str:
        start = _RUN_BEFORE.search(text, max(0, torn.start() - _CONTEXT), torn.start())
        end = _RUN_AFTER.match(text, torn.end())
        before, after = start.group() if start else "", end.group() if end else ""
        am, aa = before + SARA_AM + after, before + SARA_AA + after
        if _rank(am) == _rank(aa):
            return torn.group()
        if _rank(am) > _rank(aa):
            return SARA_AA
        mends.append(Mend(before + torn.group() + after, am, "sara-am"))
        return SARA_AM

    return _TORN.sub(mend, text), tuple(mends)


def mend_sara_aa(text: str) -> Mended:
    """Sara am that stands for sara aa or mai han-akat, where only so words come out: กำร → การ."""
    if SARA_AM not in text:
        return text, ()
    mends: list[Mend] = []

    def mend(match: re.Match[str]) -> str:
        run = match.group()
        mended = _read_again(run) if SARA_AM in run else run
        if mended != run:
            mends.append(Mend(run, mended, "sara-aa"))
        return mended

    return _RUN.sub(mend, text), tuple(mends)


def _rank(run: str) -> tuple[int, int]:
    """How badly a run reads: letters outside the dictionary, then words."""
    return unknown_letters(run), len(segment_run(run))


@lru_cache(maxsize=4096)
def _read_again(run: str) -> str:
    """The one best reading of a run that is no row of words as it stands; the run where there is none."""
    if len(run) < _SHORTEST or run.count(SARA_AM) > _MOST_CHOICES or not unknown_letters(run):
        return run
    parts = run.split(SARA_AM)
    readings = []
    for choice in product(_READINGS, repeat=len(parts) - 1):
        reading = parts[0] + "".join(letter + part for letter, part in zip(choice, parts[1:], strict=True))
        changed = sum(letter != SARA_AM for letter in choice)
        readings.append((*_rank(reading), changed, reading))
    readings.sort()
    best = readings[0]
    if best[0] or best[:3] == readings[1][:3] or not _is_plain(run, best[3]):
        return run
    return _with_lost_letter(best[3]) if best[2] > 1 else best[3]


def _is_plain(run: str, reading: str) -> bool:
    """Each changed letter stands in a word that takes in letters which were no word before.

    Where one letter only is changed, that word must be common too: a name may look like anything.
    """
    unknown: set[int] = set()
    at = 0
    for piece, known in segment_run(run):
        unknown.update(() if known else range(at, at + len(piece)))
        at += len(piece)
    at = 0
    several = sum(one != other for one, other in zip(run, reading, strict=True)) > 1
    for piece, _ in segment_run(reading):
        places = range(at, at + len(piece))
        changed = any(run[place] != reading[place] for place in places)
        if changed and (unknown.isdisjoint(places) or (not several and not _is_common(piece))):
            return False
        at += len(piece)
    return True


def _is_common(word: str) -> bool:
    return word in dictionary().whole or frequencies().get(word, 0) >= _COMMON


def _with_lost_letter(run: str) -> str:
    """In a run so badly damaged, two pieces that are a known word but for one letter are that word."""
    pieces = [piece for piece, _ in segment_run(run)]
    for index in range(len(pieces) - 1):
        pair = pieces[index] + pieces[index + 1]
        words = [word for word in dictionary().whole if len(word) == len(pair) + 1 and _lacks_one(pair, word)]
        if len(words) == 1 and len(pair) > 4:
            return "".join([*pieces[:index], words[0], *pieces[index + 2 :]])
    return run


def _lacks_one(text: str, word: str) -> bool:
    return any(word[:place] + word[place + 1 :] == text for place in range(len(word)))
