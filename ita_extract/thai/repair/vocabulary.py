"""Words that a misreading may be mended to, and those that a place of a text may be a misreading of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ita_extract.thai.repair.confusions import Confusions
from ita_extract.thai.repair.readings import Reading

SHORTEST = 3  # letters of a word that is told from others when one of them is wrong


class Near(NamedTuple):
    """text[place:end] is the word, or a misreading of it; cost: of that misreading."""

    end: int
    word: str
    cost: float


class Beginning(dict[str, "Beginning"]):
    """What some words begin with: the beginnings that are a letter longer, by that letter.

    word: itself, where it is one, else empty; misread: by the letter that the text goes on with, how it may
    go on, as far as that has been asked.
    """

    __slots__ = ("misread", "word")

    def __init__(self) -> None:
        self.word = ""
        self.misread: dict[str, list[Misread]] | None = None

    def add(self, word: str) -> None:
        """Of the empty beginning, with which every word begins."""
        beginning = self
        for letter in word:
            longer = beginning.get(letter)
            if longer is None:
                longer = beginning[letter] = Beginning()
            beginning = longer
        beginning.word = word

    def followed(self, letters: str) -> Beginning | None:
        """The beginning that is longer by these letters, if any word has it."""
        found: Beginning | None = self
        for letter in letters:
            found = found.get(letter) if found is not None else None
        return found


class Misread(NamedTuple):
    """The text goes on with `read`, and the word so that it begins with this; cost: of that misreading."""

    beginning: Beginning
    read: str
    cost: float


# A beginning of a word, the place of the text up to which it is read, and the cost of what is misread in it.
_Step = tuple[Beginning, int, float]


class Vocabulary:
    __slots__ = ("_empty", "confusions", "words")

    def __init__(self, words: Iterable[str], confusions: Confusions) -> None:
        self.words = frozenset(word for word in words if len(word) >= SHORTEST)
        self.confusions = confusions
        self._empty = Beginning()
        for word in sorted(self.words):
            self._empty.add(word)

    def standing(self, text: str, place: int) -> list[Near]:
        """Words that stand at this place."""
        return _standing(self._along(text, (self._empty, place, 0.0)))

    def near(self, text: str, place: int) -> list[Near]:
        """Words that stand at this place, or would but for one misreading; spaces within it cost extra."""
        steps = self._along(text, (self._empty, place, 0.0))
        best: dict[tuple[str, int], float] = {}
        for step in steps:
            for first in self._misread(text, step):
                for found, end, cost in self._along(text, first):
                    if found.word and text[end - 1 : end] != " ":
                        key = found.word, end
                        best[key] = min(cost, best.get(key, cost))
        misread = [Near(end, word, cost) for (word, end), cost in best.items() if text[place:end] != word]
        return [*_standing(steps), *misread]

    def otherwise(self, text: str, place: int, others: Mapping[int, Reading]) -> list[Near]:
        """Words that would stand there if some letters were what they may also be. others: by place."""
        found: list[Near] = []
        steps: list[_Step] = [(self._empty, place, 0.0)]
        while steps:
            beginning, at, cost = steps.pop()
            if beginning.word and cost:
                found.append(Near(at, beginning.word, cost))
            letter, other = text[at : at + 1], others.get(at)
            if letter in beginning:
                steps.append((beginning[letter], at + 1, cost))
            if other and other.letter in beginning:
                steps.append((beginning[other.letter], at + 1, cost + other.cost))
        return found

    def _along(self, text: str, step: _Step) -> list[_Step]:
        """This step, and those that the letters lead to as they stand."""
        beginning, at, cost = step
        steps = [step]
        while letter := text[at : at + 1]:
            if letter == " " and beginning is not self._empty:
                cost += self.confusions.added[letter]
            elif letter in beginning:
                beginning = beginning[letter]
            else:
                break
            at += 1
            steps.append((beginning, at, cost))
        return steps

    def _misread(self, text: str, step: _Step) -> Iterator[_Step]:
        """The steps behind one misreading, of those from which a word can be reached."""
        beginning, at, cost = step
        letter = text[at : at + 1]
        for found, read, more in self._ways(beginning, letter):
            end = at + len(read)
            following = text[end : end + 1]
            if (found.word or following in found or following == " ") and text.startswith(read, at):
                yield found, end, cost + more

    def _ways(self, beginning: Beginning, letter: str) -> list[Misread]:
        if beginning.misread is None:
            beginning.misread = {}
        ways = beginning.misread.get(letter)
        if ways is None:
            ways = beginning.misread[letter] = list(self._all_ways(beginning, letter))
        return ways

    def _all_ways(self, beginning: Beginning, letter: str) -> Iterator[Misread]:
        confusions = self.confusions
        for printed, read, cost in confusions.by_read.get(letter, ()):
            found = beginning.followed(printed)
            if found is not None:
                yield Misread(found, read, cost)
        if beginning is not self._empty and letter != " " and letter in confusions.added:
            yield Misread(beginning, letter, confusions.added[letter])
        for printed, found in beginning.items():
            if printed in confusions.lost and (letter == " " or found.word or letter in found):
                yield Misread(found, "", confusions.lost[printed])


def _standing(steps: list[_Step]) -> list[Near]:
    return [Near(end, found.word, 0.0) for found, end, cost in steps if found.word and not cost]
