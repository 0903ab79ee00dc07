"""Words and set phrases, and what they look like with one letter misread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ita_extract.thai.tsv import read_rows
from ita_extract.thai.words import is_word

_LOST = "-"
_SHORTEST = 5  # letters of a word that is told from others when one of them is wrong
_SURE = 6  # and from which on it may be told for certain: shorter ones are parts of names
_SHORT = 0.8  # likeness kept by a shorter one


class Misread(NamedTuple):
    printed: str
    likeness: float


class Misreadings:
    """known: what is printed, by what is read; lengths: of what is read, by its first two letters."""

    __slots__ = ("known", "lengths")

    def __init__(self, texts: Iterable[str], right: frozenset[str]) -> None:
        self.known = _misreadings(texts, right)
        lengths: dict[str, set[int]] = {}
        for read in self.known:
            lengths.setdefault(read[:2], set()).add(len(read))
        self.lengths = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}


class Lexicon:
    """words: mended where they save a stretch that is no row of words; phrases: wherever they stand."""

    __slots__ = ("phrases", "words")

    def __init__(self, words: Iterable[str], phrases: Iterable[str]) -> None:
        plain = frozenset(word for word in words if len(word) >= _SHORTEST)
        fixed = frozenset(phrases)
        self.words = Misreadings(sorted(plain), plain)
        self.phrases = Misreadings(sorted(fixed), fixed | plain)


@lru_cache(maxsize=1)
def confusions() -> tuple[tuple[str, str, float], ...]:
    """(printed, read, likeness); nothing is read where a letter is lost."""
    rows = read_rows("confusions.tsv")
    return tuple((printed, "" if read == _LOST else read, float(value)) for printed, read, value in rows)


def misread(text: str) -> Iterator[Misread]:
    """What the text looks like with one letter misread; here `printed` is what is read."""
    for printed, read, value in confusions():
        at = text.find(printed)
        while at >= 0:
            yield Misread(text[:at] + read + text[at + len(printed) :], value)
            at = text.find(printed, at + 1)


def _misreadings(texts: Iterable[str], right: frozenset[str]) -> dict[str, Misread]:
    """Without what is a word itself, and what could be two of the texts."""
    known: dict[str, Misread] = {}
    doubtful: set[str] = set()
    for text in texts:
        for read, value in misread(text):
            if read in right or is_word(read):
                continue
            have = known.get(read)
            if have is not None and have.printed != text:
                doubtful.add(read)
            if have is None or have.likeness < value:
                known[read] = Misread(text, value if len(text) >= _SURE else value * _SHORT)
    return {read: found for read, found in known.items() if read not in doubtful}
