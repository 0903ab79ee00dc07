"""Where a text may be misread: no words, or words that are rare for their length and go with no neighbour."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ita_extract.thai.numerals import WORDS as NUMBER_WORDS
from ita_extract.thai.repair.language import Language
from ita_extract.thai.repair.readings import Readings
from ita_extract.thai.tsv import read_rows
from ita_extract.thai.words import segment_run

_STRETCH = re.compile("[ก-๎]+(?: [ก-๎]+)*")
_ABBREVIATED = re.compile(r"[ก-๎]\. ?\Z")  # what a title or a kind of place ends with before a name
_ABBREVIATION = 5  # letters of a run before a point that is one
_ABBREVIATED_LETTERS = 2  # of a word that is one
_STRANGE = 2.3  # cost of each letter from which a word is strange
_COMMON = 7.5  # cost of a word that ends a place's name: prepositions, conjunctions and the like cost less
_BESIDE = 2  # words on each side of a suspect one that are read again with it
_MOST = 16  # words that are read again together: what that takes grows with their square


class Stretch(NamedTuple):
    """Thai words from this place of a text; is_named: they begin with a name, behind an abbreviated title."""

    start: int
    words: str
    is_named: bool


class Piece(NamedTuple):
    start: int
    end: int
    word: str
    is_known: bool


class Suspected(NamedTuple):
    """A text in which something misread ends behind `since` and begins before `until`.

    all_known: as it stands it is made of known words. readings: of its letters, where an engine read them.
    """

    text: str
    since: int
    until: int
    all_known: bool
    readings: Readings = ()


class Around(NamedTuple):
    """The words before and behind a stretch; empty where none stands there."""

    before: str
    behind: str


class Window(NamedTuple):
    """What is to be read again of a stretch, from this place of it."""

    start: int
    suspected: Suspected
    around: Around


def stretches(text: str) -> Iterator[Stretch]:
    """The letters that a point abbreviates are left out."""
    for found in _STRETCH.finditer(text):
        words = found.group()
        if text[found.end() : found.end() + 1] == ".":
            words = _without_abbreviation(words)
        is_named = _ABBREVIATED.search(text[max(0, found.start() - 3) : found.start()]) is not None
        yield Stretch(found.start(), words, is_named)


def _without_abbreviation(words: str) -> str:
    """What stands before the letters that a point abbreviates."""
    rest, _, run = words.rpartition(" ")
    if len(run) <= _ABBREVIATION:
        return rest
    for word, is_known in reversed(segment_run(run)):
        if is_known and len(word) > _ABBREVIATED_LETTERS:
            break
        words = words.removesuffix(word)
    return words


def rows(stretch: Stretch, language: Language) -> Iterator[list[Piece]]:
    """The pieces of a stretch in order, a row from one name to the next."""
    pieces, held = _cut(stretch.words, language, stretch.is_named)
    row: list[Piece] = []
    for number, piece in enumerate(pieces):
        if number not in held:
            row.append(piece)
        elif row:
            yield row
            row = []
    yield row


def windows(stretch: Stretch, language: Language) -> Iterator[Window]:
    pieces, held = _cut(stretch.words, language, stretch.is_named)
    strange = [n for n in range(len(pieces)) if n not in held and _is_strange(pieces, n, language)]
    wide = {m for n in strange for m in range(n - _BESIDE, n + _BESIDE + 1)} - held
    for first, last in _rows(sorted(n for n in wide if 0 <= n < len(pieces))):
        suspect = [pieces[n] for n in strange if first <= n <= last]
        if suspect:  # a name may part it from its neighbours
            around = Around(_word(pieces, first - 1), _word(pieces, last + 1))
            yield Window(
                pieces[first].start, _suspected(stretch.words, pieces[first : last + 1], suspect), around
            )


@lru_cache(maxsize=8192)
def _cut(words: str, language: Language, is_named: bool) -> tuple[tuple[Piece, ...], frozenset[int]]:
    """The pieces, and which of them are of names."""
    pieces = tuple(_pieces(words))
    return pieces, frozenset(_names(pieces, language, is_named))


def _suspected(stretch: str, pieces: Sequence[Piece], suspect: Sequence[Piece]) -> Suspected:
    start, end = pieces[0].start, pieces[-1].end
    all_known = all(piece.is_known for piece in pieces)
    return Suspected(stretch[start:end], suspect[0].start - start, suspect[-1].end - start, all_known)


def _pieces(stretch: str) -> Iterator[Piece]:
    at = 0
    for run in stretch.split(" "):
        for word, is_known in segment_run(run):
            yield Piece(at, at + len(word), word, is_known)
            at += len(word)
        at += 1


def _is_strange(pieces: Sequence[Piece], number: int, language: Language) -> bool:
    piece = pieces[number]
    if not piece.is_known:
        return True
    if piece.word in NUMBER_WORDS:  # any may stand beside any
        return False
    return language.is_strange(_word(pieces, number - 1), piece.word, _word(pieces, number + 1), _STRANGE)


def _word(pieces: Sequence[Piece], number: int) -> str:
    return pieces[number].word if 0 <= number < len(pieces) else ""


def _rows(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each row of neighbours, long ones in parts."""
    first = last = -2
    for number in numbers:
        if number != last + 1 or number - first == _MOST:
            if first >= 0:
                yield first, last
            first = number
        last = number
    if first >= 0:
        yield first, last


def _names(pieces: Sequence[Piece], language: Language, is_named: bool) -> Iterator[int]:
    """Pieces of names: a person's ends with the run behind the given name, a place's before a common word."""
    runs, is_place = 0, is_named  # runs that still belong to a person's name
    for number, piece in enumerate(pieces):
        if number and piece.start > pieces[number - 1].end:
            before = pieces[number - 1].word
            runs, is_place = max(0, runs - (before not in _titles())), is_place and before in _leads()
        if is_place and language.words.get(piece.word, _COMMON) < _COMMON:
            is_place = False
        if runs or is_place:
            yield number
        if _is_title(pieces, number):
            runs = 2
        elif piece.word in _leads():
            is_place = True


def _is_title(pieces: Sequence[Piece], number: int) -> bool:
    """A title before a name. In มีถุ|นาย|น it is none: one letter is too little for the name."""
    if pieces[number].word not in _titles():
        return False
    title, *behind = pieces[number : number + 3]
    is_last = len(behind) == 1 or (len(behind) == 2 and behind[0].end < behind[1].start)
    is_one_letter = bool(behind) and behind[0].start == title.end and len(behind[0].word) == 1
    return not (is_one_letter and is_last)


@cache
def _titles() -> frozenset[str]:
    return frozenset(word for word, of in read_rows("titles.tsv") if of == "person")


@cache
def _leads() -> frozenset[str]:
    places = (word for word, of in read_rows("titles.tsv") if of == "place")
    return frozenset((*places, *(word for (word,) in read_rows("name_leads.tsv"))))
