"""Words that a misreading may be mended to, and those that a text may be a misreading of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from math import inf

from rapidfuzz.distance import Levenshtein, Prefix

from ita_extract.thai.repair.confusions import Confusions
from ita_extract.thai.repair.readings import Reading

SHORTEST = 3  # letters of a word that is told from others when one of them is wrong
# Letters: a text of twice as many that is misread in one place begins or ends as the word does.
_HALVES = range(3, 8)
_LONG = 7  # letters of a word that is told from others when two of them are wrong
_END = 4  # letters that it keeps on one side then
_ANY = "*"
_OTHERS = 3  # letters of a word that are read otherwise together
_LIKELIEST = 8  # letters of one that are tried
_SIGNS = frozenset("ฯๆ")  # a space before one is a matter of style


class Vocabulary:
    """Its words are found by what is left of each without one letter.

    A word and its misreading in one letter have such a rest in common, at the same place. twice: words of
    which two letters may be misread, if they are long.
    """

    __slots__ = ("_confusions", "_forms", "_heads", "_long", "_rests", "_tails", "longest", "words")

    def __init__(self, words: Iterable[str], confusions: Confusions, twice: Iterable[str] = ()) -> None:
        self.words = frozenset(word for word in words if len(word) >= SHORTEST)
        self.longest = max(map(len, self.words), default=0)
        self._confusions = confusions
        self._heads = _lengths((word[:half], len(word)) for word in self.words for half in _HALVES)
        self._tails = _lengths((word[-half:], len(word)) for word in self.words for half in _HALVES)
        self._rests = _rests(sorted(self.words))
        self._long = _by_ends(sorted(word for word in twice if len(word) >= _LONG))
        self._forms: dict[str, dict[str, float]] = {}
        for form, word, cost in self._misread_in_several_letters():
            words_of = self._forms.setdefault(form, {})
            words_of[word] = min(cost, words_of.get(word, inf))

    def _misread_in_several_letters(self) -> Iterator[tuple[str, str, float]]:
        """Such places are few, so that what they make of the words can be listed."""
        listed = "\n".join(["", *sorted(self.words), ""])
        for printed, read, cost in self._confusions.longer:
            place = listed.find(printed)
            while place >= 0:
                start, end = listed.rfind("\n", 0, place) + 1, listed.find("\n", place)
                form = listed[start:place] + read + listed[place + len(printed) : end]
                yield form, listed[start:end], cost
                place = listed.find(printed, place + 1)

    def near(self, text: str) -> dict[str, float]:
        """Words that the text is but for one misreading, or for spaces within it, which cost extra; each with
        what that costs."""
        read = text.replace(" ", "")
        forms = self._forms.get(read)
        if not forms and not self._has_end_of_word(read):
            return {}
        found = dict(forms or {})
        if read != text and read in self.words and _SIGNS.isdisjoint(read):
            found[read] = 0.0
        if places := self._places(read):
            for word, cost in self._in_one_letter(read, places):
                found[word] = min(cost, found.get(word, cost))
        if not found and len(read) >= _LONG:
            for word, cost in self._in_two_letters(read):
                found[word] = min(cost, found.get(word, cost))
        spaces = self._confusions.cost("", " ") * (len(text) - len(read))
        return {word: cost + spaces for word, cost in found.items() if cost < inf}

    def filled(self, left: str, right: str) -> Iterator[str]:
        """Words that these are with a letter between them."""
        for word in self._rests.get(left + right, "").split():
            if word.startswith(left) and word[len(left) + 1 :] == right:
                yield word

    def otherwise(self, read: str, others: Mapping[int, Reading]) -> Iterator[tuple[str, float]]:
        """Words that it would be if some of its letters were what they may also be. others: by place."""
        likeliest = sorted(others, key=lambda place: others[place].cost)[:_LIKELIEST]
        for number in range(1, _OTHERS + 1):
            for places in combinations(likeliest, number):
                letters = list(read)
                for place in places:
                    letters[place] = others[place].letter
                word = "".join(letters)
                if word in self.words:
                    yield word, sum(others[place].cost for place in places)

    def _has_end_of_word(self, read: str) -> bool:
        """Some word of about this length begins or ends as it does: so do all that it may be a misreading of,
        unless it is short."""
        length = len(read)
        if length // 2 < _HALVES[0]:
            return True
        end = min(length // 2, _END)
        return (self._heads.get(read[:end], 0) | self._tails.get(read[-end:], 0)) >> length - 2 & 0b11111 != 0

    def _places(self, read: str) -> range:
        """Where the one misread letter may be: some word of about this length begins with the half that it is
        not in, or ends so."""
        length = len(read)
        half = min(length // 2, _HALVES[-1])
        if half < _HALVES[0]:
            return range(length if length > 1 else 0)
        begun = self._heads.get(read[:half], 0) >> length - 1 & 0b111
        ended = self._tails.get(read[-half:], 0) >> length - 1 & 0b111
        return range(0 if ended else length - half, length if begun else half)

    def _in_one_letter(self, read: str, places: Iterable[int]) -> Iterator[tuple[str, float]]:
        cost, rests, words = self._confusions.cost, self._rests, self.words
        for word in rests.get(read, "").split():
            yield word, cost(word[Prefix.similarity(word, read)], "")
        for place in places:
            letter, left, right = read[place], read[:place], read[place + 1 :]
            rest = left + right
            if place and rest in words:  # before a word it belongs to the one before
                yield rest, cost("", letter)
            if rest in rests:
                for word in rests[rest].split():
                    if word.startswith(left) and word[place + 1 :] == right and word != read:
                        yield word, cost(word[place], letter)

    def _in_two_letters(self, read: str) -> Iterator[tuple[str, float]]:
        """Long words that keep an end and are misread in two letters."""
        length = len(read)
        for end in (read[:_END] + _ANY, _ANY + read[-_END:]):
            for word in self._long.get(end, ()):
                if abs(len(word) - length) <= 2 and Levenshtein.distance(word, read, score_cutoff=2) == 2:
                    yield word, self._cost_of_two(word, read)

    def _cost_of_two(self, word: str, read: str) -> float:
        steps = Levenshtein.editops(word, read)
        if any(step.tag == "insert" and step.dest_pos == 0 for step in steps):
            return inf  # before a word it belongs to the one before
        return sum(
            self._confusions.cost(
                "" if step.tag == "insert" else word[step.src_pos],
                "" if step.tag == "delete" else read[step.dest_pos],
            )
            for step in steps
        )


def _rests(words: Iterable[str]) -> dict[str, str]:
    """The words, with spaces between them, by what is left of them without one letter."""
    rests: dict[str, str] = {}
    for word in words:
        for place in range(len(word)):
            rest = word[:place] + word[place + 1 :]
            rests[rest] = f"{rests[rest]} {word}" if rest in rests else word
    return rests


def _lengths(parts: Iterable[tuple[str, int]]) -> dict[str, int]:
    """The lengths of the words that have a part in common, as bits."""
    lengths: dict[str, int] = {}
    for part, length in parts:
        lengths[part] = lengths.get(part, 0) | 1 << length
    return lengths


def _by_ends(words: Iterable[str]) -> dict[str, list[str]]:
    """The words by what they begin with and by what they end with."""
    ends: dict[str, list[str]] = {}
    for word in words:
        for end in (word[:_END] + _ANY, _ANY + word[-_END:]):
            ends.setdefault(end, []).append(word)
    return ends
