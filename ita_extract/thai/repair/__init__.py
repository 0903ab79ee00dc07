"""Misread letters mended where the text gets far likelier by it: repair(text, lexicon) → Repaired.

What is strange in the text is read again together with its neighbours: as it stands, and as each word that it
may be a misreading of. A way to read costs minus the logarithm of its chance, by how often such words follow
one another and how often such letters are misread. A change is certain when the likeliest way without it
costs much more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ita_extract.model.document import Mend
from ita_extract.thai.repair.caution import caution, solitude
from ita_extract.thai.repair.changes import LIKELY, Change, Repaired, changed
from ita_extract.thai.repair.company import company, place_of
from ita_extract.thai.repair.lattice import Lattice
from ita_extract.thai.repair.lexicon import Lexicon
from ita_extract.thai.repair.readings import SURE, Reading, Readings
from ita_extract.thai.repair.suspicion import Around, Suspected, windows
from ita_extract.thai.words import segment_run

_STRETCH = re.compile("[ก-๎]+(?: [ก-๎]+)*")
_ABBREVIATED = re.compile(r"[ก-๎]\. ?\Z")  # what a title or a kind of place ends with before a name
_ABBREVIATION = 5  # letters of a run before a point that is one
_ABBREVIATED_LETTERS = 2  # of a word that is one
_ROUNDS = 3
_RULE = "letter-word"


def repair(text: str, lexicon: Lexicon, readings: Readings = ()) -> Repaired:
    """The clean text with its certain misreadings mended, each logged; the likely ones are told.

    readings: of each letter of the text, where it was read from an image.
    """
    mends: tuple[Mend, ...] = ()
    for _ in range(_ROUNDS):  # what is mended may make its neighbour certain
        once, readings = _repair_once(text, lexicon, readings)
        text, mends = once.text, (*mends, *once.mends)
        if not once.mends:
            break
    return Repaired(text, mends, once.suspects)


def _repair_once(text: str, lexicon: Lexicon, readings: Readings) -> tuple[Repaired, Readings]:
    """And the readings of the letters that it leaves."""
    changes = tuple(_changes(text, lexicon, readings))
    left: list[Reading] = []
    at = 0
    for change in changes:
        if readings and change.is_certain:
            left += (*readings[at : change.start], *(SURE for _ in change.after))
            at = change.end
    return changed(text, changes, _RULE), (*left, *readings[at:])


def _changes(text: str, lexicon: Lexicon, readings: Readings) -> Iterator[Change]:
    for stretch in _STRETCH.finditer(text):
        words = stretch.group()
        is_named = _ABBREVIATED.search(text[max(0, stretch.start() - 3) : stretch.start()]) is not None
        if text[stretch.end() : stretch.end() + 1] == ".":
            words = _without_abbreviation(words)
        for window in windows(words, lexicon.language, is_named):
            low = stretch.start() + window.start
            suspected = window.suspected
            if readings:
                suspected = suspected._replace(readings=readings[low : low + len(suspected.text)])
            for change in _changes_of_window(suspected, window.around, lexicon):
                start, end = low + change.start, low + change.end
                gain = change.gain - company(place_of(text, start, end), change.after, lexicon.language)
                if gain >= LIKELY:
                    yield Change(start, end, change.after, gain)


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


@lru_cache(maxsize=32768)
def _changes_of_window(suspected: Suspected, around: Around, lexicon: Lexicon) -> tuple[Change, ...]:
    lattice = Lattice(suspected, around, lexicon)
    if not lattice.mended:
        return ()
    way, text = lattice.best(), suspected.text
    changes = []
    for edge in way.edges:
        if edge.is_mended:
            gain = lattice.best(edge).cost - way.cost
            gain -= caution(text[edge.start : edge.end], edge.word)
            gain -= solitude(edge.word, way.beside(edge, around), lexicon.language)
            changes.append(Change(edge.start, edge.end, edge.word, gain))
    return tuple(change for change in changes if change.gain >= LIKELY)
