"""A Latin letter or a digit within a Thai word, mended where only one word can be meant.

Codes, marks and numbers stand between words, as in มาตรา9: so a digit between words stays, and so does a
Latin letter there, if the word that it would make is not a long one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from math import log
from typing import NamedTuple

from ita_extract.thai.repair.changes import LIKELY, Change
from ita_extract.thai.repair.language import unknown_cost
from ita_extract.thai.repair.lexicon import Lexicon
from ita_extract.thai.tsv import read_rows
from ita_extract.thai.words import cluster_borders, segment_run

_WITHIN = re.compile("[A-Za-z0-9](?<=[ก-๎].)(?=([ก-๎]+))")
_RUN_BEFORE = re.compile("[ก-๎]+$")
_BESIDE = 40  # letters on each side that are looked at
_SHORTEST = 5  # letters of a word that is told by the others
_LONG = 7  # letters of one that chance does not make of two words
_RARE = 4.0  # added to each count: those that were counted stood in words one time in fifty
_UNCOUNTED = 16.0  # cost of any other letter
_RULE = "letter-foreign"


class Found(NamedTuple):
    """A word with the letter that was printed, and what it costs."""

    word: str
    letter: str
    cost: float


def foreign_letters(text: str, lexicon: Lexicon) -> Iterator[Change]:
    for within in _WITHIN.finditer(text):
        left, read, right = _run_before(text, within.start()), within[0], within[1][:_BESIDE]
        between = _ends_known(left) and _begins_known(right)
        if not (between and read.isdigit()):
            shortest = _LONG if between else _SHORTEST
            found = [each for each in _words(left, read, right, lexicon) if len(each.word) >= shortest]
            if found:
                best = min(found, key=lambda each: each.cost)
                others = [each.cost for each in found if each.letter != best.letter]
                gain = min([unknown_cost(len(best.word)), *others]) - best.cost
                if gain >= LIKELY:
                    yield Change(within.start(), within.end(), best.letter, gain, _RULE)


def _run_before(text: str, end: int) -> str:
    """The Thai letters that stand before this place."""
    run = _RUN_BEFORE.search(text, max(0, end - _BESIDE), end)
    return run[0] if run else ""


def _words(left: str, read: str, right: str, lexicon: Lexicon) -> Iterator[Found]:
    """Words with any letter for what is read, beside which words stand."""
    for start in cluster_borders(left):
        for end in cluster_borders(right):
            head, tail = left[start:], right[:end]
            is_within = bool(head and tail) or (read.isalpha() and bool(head or tail))
            if is_within and _ends_known(left[:start]) and _begins_known(right[end:]):
                for word in lexicon.vocabulary.filled(head, tail):
                    letter = word[len(head)]
                    cost = lexicon.language.alone(word) + _costs().get((letter, read), _UNCOUNTED)
                    yield Found(word, letter, cost)


def _ends_known(run: str) -> bool:
    return not run or segment_run(run)[-1][1]


def _begins_known(run: str) -> bool:
    return not run or segment_run(run)[0][1]


@cache
def _costs() -> dict[tuple[str, str], float]:
    rows = read_rows("foreign_letters.tsv")
    return {(printed, read): _RARE - log(int(seen) / int(of)) for printed, read, seen, of in rows}
