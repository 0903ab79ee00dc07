"""What a document itself says often, which decides where the language alone does not.

A document has words that no dictionary knows – its project, its system, a foreign word in Thai letters – and
some of the known ones it has much oftener than others have them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from math import exp, log

from ita_extract.thai.repair.company import Place
from ita_extract.thai.repair.confusions import confusions
from ita_extract.thai.repair.lattice import Edge, Lattice, spans
from ita_extract.thai.repair.lexicon import Lexicon
from ita_extract.thai.repair.suspicion import Around, Piece, Suspected, rows, stretches
from ita_extract.thai.repair.vocabulary import Vocabulary
from ita_extract.thai.words import segment_run, unknown_letters

_FIRST_RUN = re.compile(" ?([ก-๎]+)")
_LAST_RUN = re.compile("([ก-๎]+) ?$")
_OFTEN = 5  # times that a document has a word by which others are mended
_OFTENER = 5  # times as often as what is mended to it
_LONGEST = 8  # pieces of a term
_SHORTEST = 5  # letters of one, beside those of common words
_SHARE = 0.3  # of a document's words are chosen by what it has said, the others by what the language has
_SIGNS = frozenset("ฯๆ")
_COMMON = 7.5  # cost of a word that may stand before or behind any
MOST_SUPPORT = 3.0  # that a known word gains by being said often

Words = tuple[str, ...]


class _Said:
    """The words of a document counted. terms: words in a row of which the dictionary lacks one."""

    __slots__ = ("_lexicon", "longer", "pairs", "terms", "times", "total", "words")

    def __init__(self, texts: Iterable[str], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.words: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.longer: Counter[str] = Counter()  # words with the letter that follows without a space
        unknown: Counter[Words] = Counter()
        for text in texts:
            for stretch in stretches(text):
                for row in rows(stretch, lexicon.language):
                    self.words.update(piece.word for piece in row)
                    for left, right in pairwise(row):
                        self.pairs[left.word, right.word] += 1
                        if left.end == right.start:
                            self.longer[left.word + right.word[0]] += 1
                    unknown.update(_with_unknown(row))
        self.total = self.words.total() + 1
        self.times: Counter[str] = Counter()
        for words, times in unknown.items():
            self.times["".join(words)] += times
        self.terms = Vocabulary(("".join(words) for words in unknown if self._is_term(words)), confusions())

    def _is_term(self, words: Words) -> bool:
        """Often said, behind a common word or before one: names of persons stand between spaces."""
        if self.times["".join(words)] < _OFTEN:
            return False
        own = [word for word in words if self._lexicon.language.alone(word) >= _COMMON]
        common = len(own) < len(words) and not (words[0] in own and words[-1] in own)
        return common and len("".join(own)) >= _SHORTEST


class Memory:
    """Of one document, whose clean texts are counted when it is first asked: most never are."""

    def __init__(self, texts: Iterable[str], lexicon: Lexicon) -> None:
        self._texts, self._lexicon = texts, lexicon

    @cached_property
    def _said(self) -> _Said:
        return _Said(self._texts, self._lexicon)

    def says(self, read: str) -> bool:
        """More than once: it is a word of the document's own, or its name for something."""
        words = [word for word, _ in segment_run(read)]
        together = [self._said.pairs[pair] for pair in pairwise(words)]
        return min(together or [self._said.words[read]]) > 1

    def misread(self, suspect: Suspected) -> tuple[Edge, ...]:
        """The terms that a part of this may be a misreading of, at what each costs in this document."""
        if suspect.all_known or not self._said.terms.words:
            return ()
        times = self._said.times
        return tuple(
            Edge(start, end, term, cost + self._cost(term), True)
            for start, end in spans(suspect, self._said.terms.longest)
            if " " not in (read := suspect.text[start:end]) and unknown_letters(read)
            for term, cost in self._said.terms.near(read).items()
            if len(read) <= len(term) and times[term] >= _OFTENER * max(1, times[read])
            if not (_is_printed(term, suspect.text, start) or _is_misread(term, self._lexicon))
        )

    def _cost(self, term: str) -> float:
        """Beyond that of a word that was never counted."""
        return log(self._said.total / self._said.times[term]) - self._lexicon.language.alone(term)

    def support(self, word: str, place: Place) -> float:
        """How much likelier a known word is here by what the document says, where that is not what is read.

        By how often it has the word, and how often beside these neighbours.
        """
        said = self._said
        as_read = said.words[place.read] + said.longer[place.read]
        times = said.words[word] - said.longer[place.read]
        if times < max(_OFTEN, _OFTENER * as_read):
            return 0.0
        together = said.pairs[_last(place.left), word] + said.pairs[word, _first(place.right)]
        together = max(0, together - as_read)
        if place.read.endswith(word):  # what is more before it may be a word of its own
            return 0.0
        if not together and place.read.startswith(word):  # names are words with a letter more
            return 0.0
        oftener = exp(log(times / said.total) + self._lexicon.language.alone(word))
        return min(MOST_SUPPORT, max(0.0, log(1 - _SHARE + _SHARE * oftener)) + log(1 + together))


def _is_printed(term: str, text: str, start: int) -> bool:
    """It stands there as it should, around the place at which a part of it begins."""
    return term in text[max(0, start - len(term) + 1) : start + len(term)]


@lru_cache(maxsize=4096)
def _is_misread(term: str, lexicon: Lexicon) -> bool:
    """What a document often has may be what an engine often makes of a word."""
    whole = Suspected(term, 0, len(term), all_known=False)
    return any(edge.is_mended for edge in Lattice(whole, Around("", ""), lexicon).best().edges)


def _last(text: str) -> str:
    """The word that ends the text, "" where none does."""
    found = _LAST_RUN.search(text)
    return segment_run(found[1])[-1][0] if found else ""


def _first(text: str) -> str:
    """The word that begins the text."""
    found = _FIRST_RUN.match(text)
    return segment_run(found[1])[0][0] if found else ""


def _with_unknown(row: Sequence[Piece]) -> Iterator[Words]:
    """Pieces without spaces between them of which one is unknown."""
    for place, piece in enumerate(row):
        if not piece.is_known:
            for first in range(max(0, place - _LONGEST + 1), place + 1):
                if all(before.is_known for before in row[first:place]):  # else told of the one before
                    for last in range(place, min(first + _LONGEST, len(row))):
                        words = tuple(part.word for part in row[first : last + 1])
                        letters = "".join(words)
                        if row[last].end - row[first].start == len(letters) and _SIGNS.isdisjoint(letters):
                            yield words
