"""The words of units.tsv, found at a place of a text whose white space is set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from ita_extract.ita.own_words import OwnWords, in_use
from ita_extract.ita.tsv import read_rows

# The kinds of words that a name may begin with.
OPENERS = ("whole", "post", "head", "agency", "weak", "position", "leader", "every", "bare")
NEXT_NAME = (*OPENERS, "title")

_KEY = 2
_WORD = re.compile(r"\S+")
NO_GAP, SPACE, LINE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Compact:
    """A text without its white space. origin: for each character its place in the text;
    gaps: for each character what stood before it (NO_GAP, SPACE or LINE), and one more for the end."""

    text: str
    origin: list[int]
    gaps: bytearray

    @classmethod
    def of(cls, text: str) -> Compact:
        kept: list[int] = []
        gaps = bytearray()
        end = 0
        for word in _WORD.finditer(text):
            start = word.start()
            gaps.append(_gap(text[end:start]))
            end = word.end()
            gaps += bytes(end - start - 1)
            kept += range(start, end)
        gaps.append(LINE)
        return cls("".join(text.split()), kept, gaps)

    def gap(self, at: int) -> int:
        return self.gaps[min(at, len(self.text))]


def _gap(between: str) -> int:
    if not between:
        return NO_GAP
    return LINE if "\n" in between else SPACE


def _index(kinds: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return _index_with(kinds, in_use())


@cache
def _units() -> dict[str, list[str]]:
    """The words of each kind."""
    words: dict[str, list[str]] = {}
    for kind, word, *_ in read_rows("units.tsv"):
        words.setdefault(kind, []).append(word)
    return words


@lru_cache(maxsize=256)
def _index_with(kinds: tuple[str, ...], own: OwnWords) -> dict[str, tuple[str, ...]]:
    """The words of these kinds by their first letters, longest first."""
    words: dict[str, list[str]] = {}
    for word in chain.from_iterable(_words_of(kind, own) for kind in kinds):
        words.setdefault(word[:_KEY], []).append(word)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in words.items()}


def word_at(kind: str, text: str, at: int) -> str:
    """The longest word of this kind at this place, "" when there is none."""
    return _longest_word(_index((kind,)), text, at)


def end_at(kind: str, text: str, at: int) -> int:
    """Where the longest word of this kind ends, `at` when there is none."""
    return at + len(word_at(kind, text, at))


def longest(kinds: tuple[str, ...], text: str, at: int) -> int:
    """The length of the longest word of any of these kinds."""
    return len(_longest_word(_index(kinds), text, at))


def _longest_word(index: dict[str, tuple[str, ...]], text: str, at: int) -> str:
    for word in index.get(text[at : at + _KEY], ()):
        if text.startswith(word, at):
            return word
    return ""


def starts(kinds: tuple[str, ...], text: str) -> Iterator[int]:
    """The places where a word of these kinds may begin: its first letters stand there."""
    index = _index(kinds)
    return (at for at in range(len(text)) if text[at : at + _KEY] in index)


def words_of(kind: str) -> tuple[str, ...]:
    return _words_of(kind, in_use())


@lru_cache(maxsize=256)
def _words_of(kind: str, own: OwnWords) -> tuple[str, ...]:
    """A user's own units are whole names."""
    return (*_units().get(kind, ()), *(own.units if kind == "whole" else ()))
