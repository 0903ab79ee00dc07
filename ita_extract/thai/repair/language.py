"""How likely words follow one another in official Thai, from data/word_counts.tsv and word_pairs.tsv."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from math import log
from typing import NamedTuple

from ita_extract.thai.tsv import read_rows
from ita_extract.thai.words import segment_run

UNKNOWN = "?"  # stands for a stretch of letters that is no word
_RARE = 15.5  # cost of a dictionary word that was never counted
_APART = 0.9  # added where nothing was counted behind the word before
_LEAST = 0.05  # of what stands behind a word, left for what was never counted there
_FIELD = 7.5  # the field's own words cost no more than this
_PHRASE = 2.5  # the cost of a word within one of the field's phrases
_STRANGE = 7.5  # cost of a stretch that is no word
_SHORTEST = 3  # letters of one that may be a name
_LETTER = 2.9  # and of each of its letters


class Language:
    """Costs are minus the logarithms of chances. words: what a word costs alone; own: the field's."""

    __slots__ = ("_followers", "_phrases", "own", "words")

    def __init__(self, words: Iterable[str], phrases: Iterable[str]) -> None:
        self.words = dict(_counted_words())
        self.own = frozenset(words)
        for word in self.own:
            self.words[word] = min(self.words.get(word, _FIELD), _FIELD)
        self._followers: dict[str, Followers] = {}
        self._phrases: dict[str, set[str]] = {}
        for phrase in phrases:
            pieces = [piece for piece, _ in segment_run(phrase.replace(" ", ""))]
            for left, right in pairwise(pieces):
                self._phrases.setdefault(left, set()).add(right)

    def cost(self, previous: str, word: str) -> float:
        costs, apart = self.followers(previous)
        paired = costs.get(word)
        return self.alone(word) + apart if paired is None else paired

    def alone(self, word: str) -> float:
        return self.words.get(word, _RARE)

    def is_strange(self, previous: str, word: str, following: str, most: float) -> bool:
        """The word goes with neither neighbour, and costs more than `most` for each of its letters."""
        if self.alone(word) <= most * len(word):
            return False
        return not self.goes_with(previous, word) and not self.goes_with(word, following)

    def goes_with(self, previous: str, word: str) -> bool:
        """Asked of all text: looks for the word without taking the followers apart."""
        return word in self._phrases.get(previous, ()) or f"\t{word} " in _pairs().get(previous, "")

    def followers(self, previous: str) -> Followers:
        """What stands behind a word, the field's phrases among it."""
        found = self._followers.get(previous)
        if found is None:
            phrases = self._phrases.get(previous, ())
            if not phrases and previous not in _pairs():
                return _NONE  # and not kept: text has any number of such words
            costs, apart = _counted_followers(previous)
            costs.update((word, min(costs.get(word, _PHRASE), _PHRASE)) for word in phrases)
            found = self._followers[previous] = Followers(costs, apart)
        return found


@cache
def unknown_cost(letters: int) -> float:
    return _STRANGE + _LETTER * max(letters, _SHORTEST)


@cache
def counts() -> dict[str, int]:
    return {word: int(count) for word, count in read_rows("word_counts.tsv")}


@cache
def _total() -> int:
    return sum(counts().values())


def _counted_words() -> Iterator[tuple[str, float]]:
    total = log(_total())
    return ((word, total - log(count)) for word, count in counts().items())


@cache
def _pairs() -> dict[str, str]:
    """What stands behind each word and how often, each with a tab before it and a space between."""
    return {left: f"\t{followers}" for left, followers in read_rows("word_pairs.tsv", most=1)}


class Followers(NamedTuple):
    """costs: of the words that were counted behind one word; apart: added to the cost of any other there."""

    costs: dict[str, float]
    apart: float


_NONE = Followers({}, _APART)


def _counted_followers(left: str) -> Followers:
    if left not in _pairs():
        return Followers({}, _APART)
    fields = _pairs()[left].split()
    rights, together = fields[::2], [int(count) for count in fields[1::2]]
    alone = counts()
    most = log(alone[left])
    costs = {right: most - log(count) for right, count in zip(rights, together, strict=True)}
    # What the counted ones leave over is shared by the others as they share the language.
    behind = sum(together) / alone[left]
    anywhere = sum(alone[right] for right in rights) / _total()
    return Followers(costs, log(1 - anywhere) - log(max(1 - behind, _LEAST)))
