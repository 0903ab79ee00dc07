"""Names of places one misread letter off a place of the gazetteer, or off a name that the document often has.

What the document in hand says is a context variable, as a user's own words are: the provinces that it names
rightly decide among places of like names, and a village that it names often is spelled so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from math import inf
from typing import NamedTuple

from ita_extract.ita.places import CODE_DIGITS, LEVELS, Level, areas, index, name_at, statements
from ita_extract.thai.repair.changes import LIKELY, Change, Repaired, changed
from ita_extract.thai.repair.confusions import confusions
from ita_extract.thai.repair.vocabulary import Vocabulary
from ita_extract.thai.words import cluster_borders, unknown_letters

# Behind these words a name stands; only those of the gazetteer's levels are sure to be in it.
_LEADS = re.compile(
    "(?=[จอตแทหบชเโ])(?:"  # what they begin with: a text is looked through three times as fast
    "(?P<province>จังหวัด|(?<![ก-๎])(?:จ|จว|อบจ)[.])"
    "|(?P<district>อำเภอ|(?<![ก-๎])อ[.])"
    "|(?P<subdistrict>(?<!เทศบาล)ตำบล|แขวง|(?<![ก-๎])(?:ต|อบต)[.])"
    "|(?P<town>เทศบาลตำบล|(?<![ก-๎])ทต[.])"
    "|(?P<other>เทศบาล(?:เมือง|นคร)|หมู่บ้าน|บ้าน|ชุมชน|โรงเรียน))"
)
_LEVELS: dict[str, Level] = {**{level: level for level in LEVELS}, "town": "subdistrict"}
_NAME = re.compile(" ?([ก-๎]{4,40})")
_OFTEN = 3  # times that a document has a name that is spelled rightly
_SHORTEST = 5  # letters of a name that is told from others when one of them is wrong
_NO_PLACE = 14.0  # cost of a name's being right that the gazetteer lacks
_LETTER = 3.0  # cost of each letter behind a name that is no word
_TOLD = 2.0  # the most that a change gains that is told only

_RULE = "letter-place"


class Stated(NamedTuple):
    """Of a document. provinces: codes of those that it names rightly; names: what it often names so."""

    provinces: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


_NOTHING = Stated()
_in_use: ContextVar[Stated] = ContextVar("stated_places", default=_NOTHING)


class _Name(NamedTuple):
    """What is written from this place of a text; level: of the gazetteer, if any; sure: it must be there."""

    level: Level | None
    start: int
    text: str
    sure: bool


def stated_in_use() -> Stated:
    return _in_use.get()


@contextmanager
def within(stated: Stated) -> Iterator[None]:
    """Until the end of the block, this is what the document in hand says, in this thread or task."""
    token = _in_use.set(stated)
    try:
        yield
    finally:
        _in_use.reset(token)


def stated_places(texts: Iterable[str]) -> Stated:
    found = list(texts)
    named = (each for text in found for each in statements(text) if each.known and each.level == "province")
    provinces = (area.code for each in named for area in index("province").by_key.get(each.name, ()))
    often = Counter(name.text for text in found for name in _names(text))
    names = (name for name, times in often.items() if times >= _OFTEN and len(name) >= _SHORTEST)
    return Stated(frozenset(provinces), frozenset(names))


def mend_places(text: str, stated: Stated) -> Repaired:
    """The clean text with such names mended where they are certain, that is where what is stated decides."""
    return changed(text, _changes(text, stated))


def _changes(text: str, stated: Stated) -> Iterator[Change]:
    for name in _names(text):
        if not _is_known(name, stated):
            near = list(_near(name, stated))
            if len({change.after for change in near}) == 1:
                best = max(near, key=lambda change: change.gain)
                if best.gain >= LIKELY:
                    yield best


@lru_cache(maxsize=4096)
def _names(text: str) -> tuple[_Name, ...]:
    return tuple(
        _Name(_LEVELS.get(lead.lastgroup or ""), written.start(1), written[1], lead.lastgroup in LEVELS)
        for lead in _LEADS.finditer(text)
        if (written := _NAME.match(text, lead.end()))
    )


def _is_known(name: _Name, stated: Stated) -> bool:
    if name.level and name_at(name.level, name.text):
        return True
    return any(name.text.startswith(often) for often in stated.names)


def _near(name: _Name, stated: Stated) -> Iterator[Change]:
    """A name may go on as other words, so that each of its beginnings is looked at that is not words only."""
    for end in sorted(cluster_borders(name.text)):
        read, rest = name.text[:end], name.text[end:]
        if end >= _SHORTEST and unknown_letters(read):
            left = _LETTER * unknown_letters(rest)
            for most, vocabulary in _vocabularies(name, stated):
                for printed, cost in vocabulary.near(read).items():
                    gain = _NO_PLACE - cost - left
                    yield Change(name.start, name.start + end, printed, min(gain, most), _RULE)


def _vocabularies(name: _Name, stated: Stated) -> Iterator[tuple[float, Vocabulary]]:
    """Each with the most that a change to one of its names gains."""
    if stated.names:
        yield inf, _often_named(stated.names)
    if name.level:
        decided = name.sure and (stated.provinces or name.level == "province")
        yield inf if decided else _TOLD, _gazetteer(name.level, stated.provinces)


@lru_cache(maxsize=64)
def _often_named(names: frozenset[str]) -> Vocabulary:
    return Vocabulary(names, confusions())


@lru_cache(maxsize=64)
def _gazetteer(level: Level, provinces: frozenset[str]) -> Vocabulary:
    """The names of this level there; of the whole country where no province is named, and of provinces."""
    digits = CODE_DIGITS[level]
    everywhere = not provinces or level == "province"
    found = (a for a in areas().values() if len(a.code) == digits and (everywhere or a.code[:2] in provinces))
    return Vocabulary((area.name for area in found if len(area.name) >= _SHORTEST), confusions())
