"""Spaces inside Thai words and phrases: those that a scanner or a printed line end put there go, others stay.

A space in Thai ends a phrase, so one is removed only on evidence: a dictionary word torn in two whose halves
seldom just meet, or a word that no phrase ends with. Where a text shows several of these among its spaces,
its printed line ends have become spaces, and weaker evidence counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from ita_extract.thai.marks import CONSONANT
from ita_extract.thai.tsv import read_rows
from ita_extract.thai.words import (
    dictionary,
    frequencies,
    is_word,
    opens_whole,
    segment_run,
    unknown_letters,
)

_RUN = re.compile("[ก-๎]+")
_GAP = re.compile(" (?<=[ก-๎] )(?=[ก-๎])")
_NO_VOWEL = re.compile(f"[{CONSONANT}]+")
_REPEATED = "ๆฯ"
_PIECES = 3  # of each side that a torn word may have
_ENDING_PIECES = 5
_SHORTEST, _LONGEST = 4, 24  # letters of a torn word
_OFTEN = 0.1  # a word's frequency beside that of its rarer half, from which on it is one word
_ROUNDS = 20  # a join may show the next one; real text needs two or three
_BROKEN_SHARE = 0.25  # torn words among all spaces, from which on line ends are taken to be spaces
_SHORT_RUN = 6  # letters of a run that is one short word
_IN_A_ROW = 4
_ROW_SHARE = 0.3  # torn words among the spaces of a row of short words that are one phrase


Pieces = tuple[tuple[str, bool], ...]  # each with whether the dictionary knows it


@dataclass(frozen=True, slots=True)
class Run:
    """A run of Thai letters.

    behind: the character after it; counted: a number stands before it; titled: an abbreviation touches it.
    """

    text: str
    start: int
    end: int
    behind: str
    counted: bool
    titled: bool

    @property
    def pieces(self) -> Pieces:
        return segment_run(self.text)


Gap = tuple[int, int]  # the numbers of the runs beside a single space


def join_words(text: str) -> str:
    """Words and phrases that spaces tore apart are whole again: ข้อ มูล → ข้อมูล, ความ รับรู้ → ความรับรู้."""
    broken = False
    for _ in range(_ROUNDS):
        if not _GAP.search(text):
            break
        runs = _runs(text)
        gaps = _gaps(text, runs)
        torn = {gap for gap in gaps if _is_torn(runs, *gap)}
        broken = broken or _has_broken_lines(runs, gaps, torn)
        closed = torn | set(_phrase_gaps(runs, gaps, torn))
        if broken:
            closed |= {gap for gap in gaps if _is_broken(runs, *gap)}
        if not closed:
            break
        text = _close(text, [runs[left].end for left, _ in sorted(closed)])
    return text


def _has_broken_lines(runs: Sequence[Run], gaps: Sequence[Gap], torn: set[Gap]) -> bool:
    """Printed line ends have become spaces here: many of them stand where none can."""
    weak = {gap for gap in gaps if not _is_kept(runs, *gap) and _binds(runs[gap[0]], runs[gap[1]], "broken")}
    evidence = len(torn | weak)
    return evidence >= _BROKEN_SHARE * len(gaps) and (evidence >= 2 or bool(torn))


@cache
def _binding() -> dict[str, str]:
    return dict(read_rows("binding.tsv"))


@cache
def _binding_words() -> tuple[str, ...]:
    return tuple(_binding())


@cache
def _apart() -> frozenset[tuple[str, str]]:
    return frozenset((left, right) for left, right in read_rows("apart.tsv"))


@cache
def _titles(*kinds: str) -> tuple[str, ...]:
    return tuple(title for title, of in read_rows("titles.tsv") if of in kinds)


def _runs(text: str) -> list[Run]:
    return [_run(text, *match.span()) for match in _RUN.finditer(text)]


def _run(text: str, start: int, end: int) -> Run:
    counted = text[max(0, start - 2) : start].strip(" ").isdigit()
    titled = text[max(0, start - 1) : start] == "."
    return Run(text[start:end], start, end, text[end : end + 1], counted, titled)


def _gaps(text: str, runs: Sequence[Run]) -> list[Gap]:
    return [
        (index, index + 1)
        for index in range(len(runs) - 1)
        if runs[index + 1].start - runs[index].end == 1 and text[runs[index].end] == " "
    ]


def _close(text: str, places: Sequence[int]) -> str:
    """The text without the characters at these places."""
    kept: list[str] = []
    at = 0
    for place in places:
        kept.append(text[at:place])
        at = place + 1
    return "".join(kept) + text[at:]


def _is_torn(runs: Sequence[Run], left: int, right: int) -> bool:
    if _is_kept(runs, left, right):
        return False
    first, second = runs[left], runs[right]
    return _makes_word(first, second, torn=True) or _binds(first, second, "always")


def _is_broken(runs: Sequence[Run], left: int, right: int) -> bool:
    if _is_kept(runs, left, right):
        return False
    first, second = runs[left], runs[right]
    return _makes_word(first, second, torn=False) or _binds(first, second, "broken")


def _is_kept(runs: Sequence[Run], left: int, right: int) -> bool:
    """An abbreviation, a repetition sign or a name stands here: the space is right."""
    first, second = runs[left], runs[right]
    if second.behind == "." or second.text[0] in _REPEATED or first.text[-1] in _REPEATED:
        return True
    if second.text.startswith(_titles("person", "place")) or _names_person(first):
        return True
    before = runs[left - 1] if left and first.start - runs[left - 1].end == 1 else None
    return before is not None and (before.titled or _names_person(before))


def _names_person(run: Run) -> bool:
    return _has_title(run.text)


@lru_cache(maxsize=16384)
def _has_title(run: str) -> bool:
    titles = _titles("person")
    return any(piece in titles for piece, _ in segment_run(run))


def _makes_word(first: Run, second: Run, torn: bool) -> bool:
    """Some last pieces of the one and first pieces of the other are a word together.

    A classifier behind its number ("5 คน …") ends a phrase.
    """
    ends = first.pieces[-_PIECES:]
    if first.counted and len(ends) == len(first.pieces):
        ends = ends[1:]
    return _meet_in_word(ends, second.pieces[:_PIECES], torn)


@lru_cache(maxsize=32768)
def _meet_in_word(ends: Pieces, starts: Pieces, torn: bool) -> bool:
    """torn: the word must be known to be one; else any word of the dictionary will do."""
    lefts = list(
        accumulate(reversed(ends), lambda behind, piece: (piece[0] + behind[0], piece[1] and behind[1]))
    )
    rights = list(accumulate(starts, lambda before, piece: (before[0] + piece[0], before[1] and piece[1])))
    words = dictionary()
    for left, left_known in lefts:
        for right, right_known in rights:
            word = left + right
            if word in words.whole:
                return True
            if (
                not _SHORTEST <= len(word) <= _LONGEST
                or word not in words.words
                or _stand_apart(left, starts[0][0], right)
            ):
                continue
            if not (torn and left_known and right_known) or _is_one_word(left, right):
                return True
    return any(opens_whole(left, _solid(starts)) for left, _ in lefts)


def _stand_apart(left: str, first: str, right: str) -> bool:
    """Two phrases meet here though their words together make one."""
    return ("*", first) in _apart() or (left, right) in _apart()


def _is_one_word(left: str, right: str) -> bool:
    """The two are written together so often that they seldom just meet."""
    counts = frequencies()
    rarer = min(counts.get(left, 0), counts.get(right, 0))
    return counts.get(left + right, 0) > max(1.0, _OFTEN * rarer)


def _binds(first: Run, second: Run, when: str) -> bool:
    """The run ends with a word that goes on, and not with a longer word that happens to end so.

    A conjunction with a space on both sides is a matter of style.
    """
    if not first.text.endswith(_binding_words()):
        return False
    word = _longest_ending(first.pieces[-_ENDING_PIECES:])
    binding = _binding().get(word)
    if binding is None or (binding != "always" and (binding != when or word == first.text)):
        return False
    if not all(known for _, known in first.pieces[-2:]):
        return False
    return len(second.text) > 1 and not (_NO_VOWEL.fullmatch(second.text) and not is_word(second.text))


@lru_cache(maxsize=16384)
def _longest_ending(pieces: Pieces) -> str:
    """The longest dictionary word that these pieces end with and that leaves words before it."""
    run = _solid(pieces)
    for start in range(max(0, len(run) - _LONGEST), len(run) - 1):
        if run[start:] in dictionary().words and unknown_letters(run[:start]) <= unknown_letters(run):
            return run[start:]
    return run[-1:]


def _solid(pieces: Pieces) -> str:
    return "".join(piece for piece, _ in pieces)


def _phrase_gaps(runs: Sequence[Run], gaps: Sequence[Gap], torn: set[Gap]) -> Iterator[Gap]:
    """Gaps in a row of short words of which several are torn: the whole row is one phrase set wide."""
    for row in _rows(runs, gaps):
        if len(row) + 1 >= _IN_A_ROW and sum(gap in torn for gap in row) >= _ROW_SHARE * len(row):
            yield from (gap for gap in row if not _is_kept(runs, *gap))


def _rows(runs: Sequence[Run], gaps: Sequence[Gap]) -> Iterator[list[Gap]]:
    """Stretches of gaps between short runs."""
    row: list[Gap] = []
    for gap in gaps:
        if row and row[-1][1] != gap[0]:
            yield row
            row = []
        if len(runs[gap[0]].text) <= _SHORT_RUN and len(runs[gap[1]].text) <= _SHORT_RUN:
            row.append(gap)
        elif row:
            yield row
            row = []
    if row:
        yield row
