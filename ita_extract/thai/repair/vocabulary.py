"""Words that a misreading may be mended to, and those that a place of a text may be a misreading of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ita_extract.thai.repair.confusions import Confusions

SHORTEST = 3  # letters of a word that is told from others when one of them is wrong
_LAST = chr(0x10FFFF)

# A beginning of a word, the place of the text up to which it is read, and the cost of what is misread in it.
_Step = tuple[str, int, float]


class Near(NamedTuple):
    """text[place:end] is the word, or a misreading of it; cost: of that misreading."""

    end: int
    word: str
    cost: float


class Vocabulary:
    __slots__ = ("_following", "_sorted", "confusions", "words")

    def __init__(self, words: Iterable[str], confusions: Confusions) -> None:
        self.words = frozenset(word for word in words if len(word) >= SHORTEST)
        self.confusions = confusions
        self._sorted = sorted(self.words)
        self._following: dict[str, str] = {}

    def following(self, beginning: str) -> str:
        """The letters that follow this beginning in some word."""
        found = self._following.get(beginning)
        if found is None:
            low = bisect_left(self._sorted, beginning)
            high = bisect_left(self._sorted, beginning + _LAST, low)
            size = len(beginning)
            found = "".join(sorted({word[size] for word in self._sorted[low:high] if len(word) > size}))
            self._following[beginning] = found
        return found

    def standing(self, text: str, place: int) -> list[Near]:
        """Words that stand at this place."""
        return [
            Near(end, word, 0.0)
            for word, end, cost in self._along(text, ("", place, 0.0))
            if word in self.words and not cost
        ]

    def near(self, text: str, place: int) -> list[Near]:
        """Words that stand at this place, or would but for one misreading; spaces within it cost extra."""
        best: dict[tuple[str, int], float] = {}
        for step in self._along(text, ("", place, 0.0)):
            for first in self._misread(text, step):
                for word, end, cost in self._along(text, first):
                    if word in self.words and text[end - 1 : end] != " ":
                        best[word, end] = min(cost, best.get((word, end), cost))
        misread = [Near(end, word, cost) for (word, end), cost in best.items() if text[place:end] != word]
        return [*self.standing(text, place), *misread]

    def _along(self, text: str, step: _Step) -> Iterator[_Step]:
        """This step, and those that the letters lead to as they stand."""
        beginning, at, cost = step
        known = self._following
        while True:
            yield beginning, at, cost
            letter = text[at : at + 1]
            letters = known.get(beginning)
            if letters is None:
                letters = self.following(beginning)
            if letter == " " and beginning:
                cost += self.confusions.added[letter]
            elif letter and letter in letters:
                beginning += letter
            else:
                return
            at += 1

    def _misread(self, text: str, step: _Step) -> Iterator[_Step]:
        """The steps behind one misreading."""
        beginning, at, cost = step
        letter, letters, confusions = text[at : at + 1], self.following(beginning), self.confusions
        for printed, read, more in confusions.by_read.get(letter, ()):
            if printed[0] in letters and text.startswith(read, at):
                yield beginning + printed, at + len(read), cost + more
        if beginning and letter != " " and letter in confusions.added:
            yield beginning, at + 1, cost + confusions.added[letter]
        lost = confusions.lost
        for printed in letters:
            if printed in lost:
                yield beginning + printed, at, cost + lost[printed]
