"""Misread letters mended where only one reading is likely: repair(text, lexicon) → Repaired.

Two kinds of places are suspect: a stretch that is no row of dictionary words (or one of needless scraps of
words) and a set phrase but for one letter. Each is looked up among what the lexicon's words and phrases look
like when one letter of them is misread, so the cost is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ita_extract.model.document import Mend
from ita_extract.thai.repair.lexicon import Lexicon, Misread, Misreadings
from ita_extract.thai.tsv import read_rows
from ita_extract.thai.words import cluster_borders, segment_run, unknown_letters

CERTAIN = 0.7
_RUN = re.compile("[ก-๎]+")
_NEIGHBOURS = 3  # pieces on each side of a suspect one
_WIDEST = 80  # letters of a suspect piece and its neighbours; a longer stretch is no misread word
_FEWER = 2  # pieces that a word must save where no letter is unknown
_AROUND = 12  # letters shown on each side of a change


class Suspect(NamedTuple):
    """A change that is likely and not certain."""

    before: str
    after: str


class Repaired(NamedTuple):
    text: str
    mends: tuple[Mend, ...] = ()
    suspects: tuple[Suspect, ...] = ()


class Change(NamedTuple):
    """[start, end) of the text is to be replaced."""

    start: int
    end: int
    misread: Misread
    rule: str


def repair(text: str, lexicon: Lexicon) -> Repaired:
    """The clean text with its certain misreadings mended, each logged; the likely ones are told."""
    mends: list[Mend] = []
    suspects: list[Suspect] = []
    kept: list[str] = []
    at = 0
    for change in _changes(text, lexicon):
        if change.start < at:
            continue
        before = text[change.start : change.end]
        after = change.misread.printed
        if change.misread.likeness < CERTAIN:
            suspects.append(Suspect(before, after))
            continue
        left = text[max(0, change.start - _AROUND) : change.start].rpartition("\n")[2]
        right = text[change.end : change.end + _AROUND].partition("\n")[0]
        mends.append(Mend(left + before + right, left + after + right, change.rule))
        kept += (text[at : change.start], after)
        at = change.end
    return Repaired("".join(kept) + text[at:], tuple(mends), tuple(suspects))


def _changes(text: str, lexicon: Lexicon) -> Iterator[Change]:
    named = -2  # where a run that begins with a title ended; no run begins behind -2
    for run in _RUN.finditer(text):
        # A surname follows a given name after one space.
        surname, named = run.start() == named + 1, -2
        if run.group().startswith(_titles()):
            named = run.end()
        # Beside a point the run is an abbreviation or a part of one.
        elif not surname and "." not in (
            text[run.end() : run.end() + 1],
            text[run.start() - 1 : run.start()],
        ):
            for start, end, misread, rule in _changes_of_run(run.group(), lexicon):
                yield Change(run.start() + start, run.start() + end, misread, rule)


@lru_cache(maxsize=1)
def _titles() -> tuple[str, ...]:
    return tuple(title for title, _ in read_rows("titles.tsv"))


@lru_cache(maxsize=32768)
def _changes_of_run(run: str, lexicon: Lexicon) -> tuple[tuple[int, int, Misread, str], ...]:
    pieces = segment_run(run)
    borders = [0]
    for piece, _ in pieces:
        borders.append(borders[-1] + len(piece))
    found = [(start, end, misread, "letter-phrase") for start, end, misread in _seen(run, lexicon.phrases)]
    for start, end, misread in _seen(run, lexicon.words):
        if _is_better(run, (start, end), misread.printed, (pieces, borders)):
            found.append((start, end, misread, "letter-word"))
    # Of readings that overlap, the one that explains most letters.
    found.sort(key=lambda change: (change[0], -change[1]))
    return tuple(found)


def _seen(run: str, misreadings: Misreadings) -> Iterator[tuple[int, int, Misread]]:
    borders = cluster_borders(run)
    for start in sorted(borders):
        for length in misreadings.lengths.get(run[start : start + 2], ()):
            misread = misreadings.known.get(run[start : start + length])
            if misread is not None and start + length in borders:
                yield start, start + length, misread
                break


def _is_better(
    run: str,
    span: tuple[int, int],
    word: str,
    segmented: tuple[tuple[tuple[str, bool], ...], list[int]],
) -> bool:
    """With the word in place, its neighbourhood is words throughout, and it was not, or of scraps."""
    pieces, borders = segmented
    start, end = span
    held = range(bisect_right(borders, start) - 1, bisect_left(borders, end))
    first, last = max(0, held[0] - _NEIGHBOURS), min(len(pieces), held[-1] + 1 + _NEIGHBOURS)
    low, high = borders[first], borders[last]
    if high - low > _WIDEST:
        return False
    left, right = run[low:start], run[end:high]
    before = sum(len(piece) for piece, known in pieces[first:last] if not known)
    if unknown_letters(left) + unknown_letters(right):
        return False
    if before:
        return any(not pieces[i][1] for i in held)
    saved = last - first - len(segment_run(left)) - len(segment_run(right)) - 1
    return saved >= _FEWER and all(len(pieces[i][0]) < len(word) - 1 for i in held)
