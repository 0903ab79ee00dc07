"""Known words that stand together where one of the field's compounds was printed: งานประมาณ for งบประมาณ.

What is read makes words, so that no letter is strange; but the two are hardly ever said together, while the
compound is, between these neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Postfix, Prefix

from ita_extract.thai.repair.changes import LIKELY, Change
from ita_extract.thai.repair.language import Language
from ita_extract.thai.repair.suspicion import Piece, rows, stretches
from ita_extract.thai.words import cluster_borders, is_word

_SHORTEST = 7  # letters of a compound that is told by a part of it
_PART = 4  # letters of that part
_WRONG = 2  # letters in a row that are misread in the other part
_MISREAD = 14.0  # cost of that: most such misreadings were never counted
_TOLD = 2.0  # the most that such a change gains if the document does not support it
_RULE = "letter-word"


def misread_compounds(text: str, language: Language) -> Iterator[Change]:
    compounds = _compounds(language)
    for stretch in stretches(text):
        for row in rows(stretch, language):
            for at in range(1, len(row)):
                left, right = row[at - 1], row[at]
                begun, ended = compounds.get(left.word, ()), compounds.get(right.word, ())
                if (begun or ended) and left.is_known and right.is_known and left.end == right.start:
                    change = _change(row, at, {*begun, *ended}, language)
                    if change:
                        yield change._replace(start=stretch.start + left.start, end=stretch.start + right.end)


def _change(row: Sequence[Piece], at: int, compounds: set[str], language: Language) -> Change | None:
    """The words on both sides of this place become one of these compounds; None where no one of them is much
    likelier than what is read."""
    left, right = row[at - 1].word, row[at].word
    before = row[at - 2].word if at > 1 else ""
    behind = row[at + 1].word if at + 1 < len(row) else ""
    if language.goes_with(left, right):
        return None
    near = [word for word in compounds if _is_misread(word, left, right)]
    costs = {word: _cost((before, word, behind), language) + _MISREAD for word in near}
    if not costs:
        return None
    best = min(costs, key=costs.__getitem__)
    others = [cost for word, cost in costs.items() if word != best]
    gain = min([_cost((before, left, right, behind), language), *others]) - costs[best]
    return Change(0, 0, best, min(gain, _TOLD), _RULE) if gain >= LIKELY else None


def _cost(words: Sequence[str], language: Language) -> float:
    told = [word for word in words if word]
    return language.alone(told[0]) + sum(language.cost(*pair) for pair in pairwise(told))


def _is_misread(word: str, left: str, right: str) -> bool:
    """In letters that stand together, and in no more than half of the part that they belong to."""
    read, part = left + right, left if word.startswith(left) else right
    if abs(len(word) - len(read)) > _WRONG:
        return False
    first = Prefix.similarity(word, read)
    same = first + Postfix.similarity(word[first:], read[first:])
    wrong = max(len(word), len(read)) - same
    return (
        word not in (left, right) and 0 < wrong <= _WRONG and 2 * (len(word) - same) <= len(word) - len(part)
    )


@lru_cache(maxsize=4)
def _compounds(language: Language) -> dict[str, list[str]]:
    """The field's compounds by each word that they begin or end with."""
    found: dict[str, list[str]] = {}
    for word in sorted(word for word in language.own if len(word) >= _SHORTEST):
        for place in sorted(cluster_borders(word)):
            for part in (word[:place], word[place:]):
                if _PART <= len(part) < len(word) and is_word(part):
                    found.setdefault(part, []).append(word)
    return found
