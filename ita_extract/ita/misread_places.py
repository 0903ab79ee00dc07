"""Names of places that are one misread letter off a place of the gazetteer, while they are none themselves.

Which province is meant is a context variable, as a user's own words are: what the document in hand names
rightly decides among places of like names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from math import inf
from typing import NamedTuple

from ita_extract.ita.places import CODE_DIGITS, Level, areas, index, name_at, statements
from ita_extract.thai.repair.changes import LIKELY, Change, Repaired, changed
from ita_extract.thai.repair.confusions import confusions
from ita_extract.thai.repair.vocabulary import Vocabulary
from ita_extract.thai.words import cluster_borders, unknown_letters

# Behind these words a place's name stands; that of a municipality need not be one of the gazetteer.
_LEADS = re.compile(
    "(?P<province>จังหวัด|(?<![ก-๎])(?:จ|จว|อบจ)[.])"
    "|(?P<district>อำเภอ|(?<![ก-๎])อ[.])"
    "|(?P<subdistrict>(?<!เทศบาล)ตำบล|แขวง|(?<![ก-๎])(?:ต|อบต)[.])"
    "|(?P<town>เทศบาลตำบล|(?<![ก-๎])ทต[.])"
)
_NAME = re.compile(" ?([ก-๎]{4,40})")
_SHORTEST = 5  # letters of a name that is told from others when one of them is wrong
_NO_PLACE = 14.0  # cost of a name's being right that the gazetteer lacks
_LETTER = 3.0  # cost of each letter behind a name that is no word
_TOLD = 2.0  # the most that a change gains that is told only

_RULE = "letter-place"

Provinces = frozenset[str]
_in_use: ContextVar[Provinces] = ContextVar("provinces", default=frozenset())


class _Name(NamedTuple):
    """What is written from this place of a text, and whether it is surely to be one of the gazetteer."""

    level: Level
    start: int
    text: str
    sure: bool


def provinces_in_use() -> Provinces:
    return _in_use.get()


@contextmanager
def within(provinces: Provinces) -> Iterator[None]:
    """Until the end of the block, places of these provinces are meant in this thread or task."""
    token = _in_use.set(provinces)
    try:
        yield
    finally:
        _in_use.reset(token)


def provinces_of(texts: Iterable[str]) -> Provinces:
    """Codes of the provinces that the texts name rightly."""
    stated = (each for text in texts for each in statements(text) if each.known and each.level == "province")
    return frozenset(area.code for each in stated for area in index("province").by_key.get(each.name, ()))


def mend_places(text: str, provinces: Provinces) -> Repaired:
    """The clean text with such names mended where they are certain: in a province that is named as well."""
    return changed(text, _changes(text, provinces), _RULE)


def _changes(text: str, provinces: Provinces) -> Iterator[Change]:
    for name in _unknown_names(text):
        near = list(_near(name, provinces))
        if len({change.after for change in near}) == 1:
            best = max(near, key=lambda change: change.gain)
            if best.gain >= LIKELY:
                yield best


def _unknown_names(text: str) -> Iterator[_Name]:
    for lead in _LEADS.finditer(text):
        level: Level = "subdistrict" if lead.lastgroup == "town" else lead.lastgroup  # type: ignore[assignment]
        written = _NAME.match(text, lead.end())
        if written and not name_at(level, text[lead.end() :]):
            yield _Name(level, written.start(1), written[1], lead.lastgroup != "town")


def _near(name: _Name, provinces: Provinces) -> Iterator[Change]:
    """A name may go on as other words, so that each of its beginnings is looked at that is not words only."""
    vocabulary = _vocabulary(name.level, provinces)
    most = inf if name.sure and (provinces or name.level == "province") else _TOLD
    for end in sorted(cluster_borders(name.text)):
        read, rest = name.text[:end], name.text[end:]
        if _SHORTEST <= end <= vocabulary.longest + 1 and unknown_letters(read):
            for printed, cost in vocabulary.near(read):
                gain = _NO_PLACE - cost - _LETTER * unknown_letters(rest)
                yield Change(name.start, name.start + end, printed, min(gain, most))


@lru_cache(maxsize=64)
def _vocabulary(level: Level, provinces: Provinces) -> Vocabulary:
    """The names of this level there; of the whole country where no province is named, and of provinces."""
    digits = CODE_DIGITS[level]
    everywhere = not provinces or level == "province"
    found = (a for a in areas().values() if len(a.code) == digits and (everywhere or a.code[:2] in provinces))
    return Vocabulary((area.name for area in found if len(area.name) >= _SHORTEST), confusions())
