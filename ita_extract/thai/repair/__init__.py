"""Misread letters mended where the text gets far likelier by it: repair(text, lexicon) → Repaired.

What is strange in the text is read again together with its neighbours: as it stands, and as each word that it
may be a misreading of. A way to read costs minus the logarithm of its chance, by how often such words follow
one another and how often such letters are misread. A change is certain when the likeliest way without it
costs much more.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ita_extract.thai.repair.caution import caution, solitude
from ita_extract.thai.repair.changes import CERTAIN, LIKELY, Change, Repaired, changed
from ita_extract.thai.repair.company import company, place_of
from ita_extract.thai.repair.compounds import misread_compounds
from ita_extract.thai.repair.foreign import foreign_letters
from ita_extract.thai.repair.language import Language
from ita_extract.thai.repair.lattice import Edge, Lattice
from ita_extract.thai.repair.lexicon import Lexicon
from ita_extract.thai.repair.memory import MOST_SUPPORT, Memory
from ita_extract.thai.repair.readings import SURE, Reading, Readings
from ita_extract.thai.repair.suspicion import Around, Suspected, stretches, windows
from ita_extract.thai.repair.unread import is_named, unread

_ROUNDS = 3
_RULE = "letter-word"
_RULE_OF_DOCUMENT = "letter-document"  # where what the document often says decides


def repair(text: str, lexicon: Lexicon, readings: Readings = (), memory: Memory | None = None) -> Repaired:
    """The clean text with its certain misreadings mended, each logged; the likely ones are told.

    readings: of each letter of the text, where it was read from an image. memory: of the document that the
    text is from.
    """
    if not readings and _is_plain(text, lexicon):
        return Repaired(text, (), ())
    text, mends, foreign = changed(text, foreign_letters(text, lexicon))  # a letter for a letter
    for _ in range(_ROUNDS):  # what is mended may make its neighbour certain
        once, readings = _repair_once(text, lexicon, readings, memory)
        text, mends = once.text, (*mends, *once.mends)
        if not once.mends:
            break
    return Repaired(text, mends, (*foreign, *once.suspects))


@lru_cache(maxsize=32768)
def _is_plain(text: str, lexicon: Lexicon) -> bool:
    """Nothing in it is changed or told, whatever its document says. So are most texts, and many stand in more
    documents than one."""
    if any(foreign_letters(text, lexicon)) or any(misread_compounds(text, lexicon.language)):
        return False
    found = (window for stretch in stretches(text) for window in windows(stretch, lexicon.language))
    return not any(
        not window.suspected.all_known or _changes_of_window(window.suspected, window.around, lexicon, ())
        for window in found
    )


def _repair_once(
    text: str, lexicon: Lexicon, readings: Readings, memory: Memory | None
) -> tuple[Repaired, Readings]:
    """One round of changes, and the readings of the text that it leaves."""
    changes = _changes(text, lexicon, readings, memory)
    left: list[Reading] = []
    at = 0
    for change in changes:
        if readings and change.is_certain:
            left += (*readings[at : change.start], *(SURE for _ in change.after))
            at = change.end
    return changed(text, changes), (*left, *readings[at:])


def _changes(text: str, lexicon: Lexicon, readings: Readings, memory: Memory | None) -> list[Change]:
    """Those that are likely, in the order of the text."""
    found = [*_strange(text, lexicon, readings, memory)]
    if not readings:
        found += misread_compounds(text, lexicon.language)
    weighed = [_weighed(change, text, lexicon.language, memory) for change in found]
    kept: list[Change] = []
    for change in sorted(change for change in weighed if change.gain >= LIKELY):
        if kept and change.start < kept[-1].end:
            kept[-1] = max(kept[-1], change, key=lambda each: each.gain)
        else:
            kept.append(change)
    return kept


def _strange(text: str, lexicon: Lexicon, readings: Readings, memory: Memory | None) -> Iterator[Change]:
    for stretch in stretches(text):
        for window in windows(stretch, lexicon.language):
            low = stretch.start + window.start
            suspected = window.suspected
            if readings:
                suspected = suspected._replace(readings=readings[low : low + len(suspected.text)])
            terms = memory.misread(suspected) if memory else ()
            for change in _changes_of_window(suspected, window.around, lexicon, terms):
                yield change._replace(start=low + change.start, end=low + change.end)


def _weighed(change: Change, text: str, language: Language, memory: Memory | None) -> Change:
    """With what the text and its document say of it."""
    if not change.after:
        return change._replace(gain=0.0) if is_named(text[change.start : change.end], memory) else change
    place = place_of(text, change.start, change.end)
    gain = change.gain - company(place, change.after, language)
    support = memory.support(change.after, place) if memory else 0.0
    rule = _RULE_OF_DOCUMENT if gain < CERTAIN <= gain + support else change.rule
    return change._replace(gain=gain + support, rule=rule)


@lru_cache(maxsize=32768)
def _changes_of_window(
    suspected: Suspected, around: Around, lexicon: Lexicon, terms: tuple[Edge, ...]
) -> tuple[Change, ...]:
    """terms: those that a document's own words make of it."""
    lattice = Lattice(suspected, around, lexicon, terms)
    if not lattice.mended:
        return ()
    way, text = lattice.best(), suspected.text
    changes = []
    for edge in way.edges:
        if edge.is_mended:
            gain = lattice.best(edge).cost - way.cost
            gain -= caution(text[edge.start : edge.end], edge.word)
            gain -= solitude(edge.word, way.beside(edge, around), lexicon.language)
            rule = _RULE_OF_DOCUMENT if edge in terms else _RULE
            changes.append(Change(edge.start, edge.end, edge.word, gain, rule))
    likely = tuple(change for change in changes if change.gain >= LIKELY - MOST_SUPPORT)
    printed = lattice.as_printed() if changes else way
    return likely or tuple(unread(text, printed, around, lexicon.language))
