"""The gazetteer: provinces, districts and subdistricts with their official codes, over geothai's tables.

Codes nest: province "30", district "3001", subdistrict "300118". Names stand without the word for their
level, and are matched without spaces and punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from ita_extract.thai.glyphs import FOLLOWING, MARKS
from ita_extract.thai.keys import key

Level = Literal["province", "district", "subdistrict"]
LEVELS: tuple[Level, ...] = ("province", "district", "subdistrict")
CODE_DIGITS: dict[Level, int] = {"province": 2, "district": 4, "subdistrict": 6}

BANGKOK = "10"
CAPITAL = "เมือง"  # a province's capital district is this word and the province's name, or this word alone
_BANGKOK_LEVEL_WORD = "เขต"
# Short forms that people write for a province.
_SHORT_NAMES = {"กทม": BANGKOK, "กรุงเทพ": BANGKOK, "กรุงเทพฯ": BANGKOK, "อยุธยา": "14", "โคราช": "30"}

# The level's word, then its name. Dotted short forms must not end a longer one such as "กจ.".
_STATED = re.compile(
    "(?=[จอเตแ])(?:"  # what they begin with: a text is looked through twice as fast
    "(?P<province>จังหวัด|(?<![ก-๎])จ\\.|(?<![ก-๎])จว\\.)"
    "|(?P<district>อำเภอ|(?<![ก-๎])อ\\.|(?<![ก-๎])เขต)"
    "|(?P<subdistrict>ตำบล|แขวง|(?<![ก-๎])ต\\.))"
)
_BANGKOK_NAMED = re.compile("กรุงเทพ(?:มหานคร|ฯ|มหา ?ฯ)|กทม\\.")
_PLAIN_NAME = re.compile("[ก-๎]+")
_WRITTEN = re.compile("[\t  ]*([ก-๎.\\-]{2,40})")
_REACH = 60  # characters after a level's word in which its name must stand
_NEVER_FIRST = MARKS | FOLLOWING  # they belong to the letter before them
_LETTERS_THAT_STAND_ALONE = 7
_FEWEST_LETTERS_TO_MISSPELL = 5
_LETTERS_FOR_TWO_SLIPS = 8


class Area(NamedTuple):
    code: str
    name: str


class Address(NamedTuple):
    """What is known of where an agency is. code: the official one, as far down as it is certain."""

    subdistrict: str | None = None
    district: str | None = None
    province: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Index:
    """One level of the gazetteer: the areas that bear a name, and the lengths that names have."""

    by_key: dict[str, tuple[Area, ...]]
    lengths: tuple[int, ...]


class Statement(NamedTuple):
    """“อำเภอดงหลวง” in running text. name: the gazetteer's where it has one, else as written."""

    level: Level
    name: str
    known: bool
    start: int
    end: int


@cache
def areas() -> dict[str, Area]:
    """Every area by its code."""
    import geothai

    provinces = geothai.provinces()
    districts = [district for province in provinces for district in geothai.districts(province.code)]
    subdistricts = [area for district in districts for area in geothai.subdistricts(district.code)]
    found = [Area(area.code, area.name_th) for area in provinces]
    found += [Area(area.code, area.name_th) for area in subdistricts]
    found += [Area(d.code, _without_level_word(d.code, d.name_th)) for d in districts]
    return {area.code: area for area in found}


def _without_level_word(code: str, name: str) -> str:
    return name.removeprefix(_BANGKOK_LEVEL_WORD) if code.startswith(BANGKOK) else name


@cache
def index(level: Level) -> Index:
    grouped: dict[str, list[Area]] = {}
    for area in areas().values():
        if len(area.code) == CODE_DIGITS[level]:
            for name in _names_of(area):
                grouped.setdefault(name, []).append(area)
    if level == "province":
        for short, code in _SHORT_NAMES.items():
            grouped[key(short)] = [areas()[code]]
    lengths = sorted({len(name) for name in grouped}, reverse=True)
    return Index({name: tuple(found) for name, found in grouped.items()}, tuple(lengths))


def _names_of(area: Area) -> Iterator[str]:
    """A name in brackets beside another is a second name."""
    if _PLAIN_NAME.fullmatch(area.name):
        yield area.name
        return
    for name in re.split("[()]", area.name):
        if name.strip():
            yield key(name)


def named(level: Level, name: str, within: str = "") -> tuple[Area, ...]:
    """The areas of exactly this name. within: the code of a larger area that they must lie in."""
    found = index(level).by_key.get(key(name), ())
    if not found and level == "district" and key(name) == CAPITAL:
        return capitals(within)
    return tuple(area for area in found if area.code.startswith(within))


def capitals(within: str) -> tuple[Area, ...]:
    """The capital district of the province with this code."""
    first = areas().get(within[:2] + "01") if len(within) >= 2 and within[:2] != BANGKOK else None
    return (first,) if first else ()


@lru_cache(maxsize=1024)
def likely(level: Level, name: str, within: str = "") -> Area | None:
    """The one area whose name differs from this by a letter or two, if no other comes as near."""
    from rapidfuzz.distance import DamerauLevenshtein
    from rapidfuzz.process import extract

    written = key(name)
    if len(written) < _FEWEST_LETTERS_TO_MISSPELL:
        return None
    slips = 2 if len(written) >= _LETTERS_FOR_TWO_SLIPS else 1
    known = index(level).by_key
    names = [name for name, found in known.items() if any(area.code.startswith(within) for area in found)]
    near = extract(written, names, scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=None)
    least = min((distance for _, distance, _ in near), default=0)
    nearest = {
        area
        for name, distance, _ in near
        if distance == least
        for area in known[name]
        if area.code.startswith(within)
    }
    return nearest.pop() if len(nearest) == 1 else None


def name_at(level: Level, text: str) -> int:
    """Length of the longest name of this level that the text begins with, spaces included; 0: none.

    >>> name_at("subdistrict", "ทุ่ง กระพังโหม อำเภอ")
    14
    """
    known = index(level)
    solid, ends = _solid(text[:_REACH])
    for length in known.lengths:
        if solid[:length] in known.by_key and length <= len(solid):
            end = ends[length - 1]
            if end >= len(text) or text[end] not in _NEVER_FIRST:
                return end
    return 0


@lru_cache(maxsize=256)  # names of several levels are looked for in one stretch
def _solid(text: str) -> tuple[str, tuple[int, ...]]:
    """The matching key of a line of clean text, and behind which character of it each letter stands."""
    line = text.partition("\n")[0]
    places = [place for place, sign in enumerate(line) if sign.isalnum() or sign in _NEVER_FIRST]
    return "".join([line[place] for place in places]), tuple(place + 1 for place in places)


def statements(text: str) -> Iterator[Statement]:
    """The places that clean text names with their level's word, in order."""
    for found in _BANGKOK_NAMED.finditer(text):
        yield Statement("province", areas()[BANGKOK].name, True, found.start(), found.end())
    for found in _STATED.finditer(text):
        level: Level = found.lastgroup  # type: ignore[assignment]
        tail = text[found.end() : found.end() + _REACH]
        length = name_at(level, tail)
        if length and _ends_there(level, tail, length):
            name = index(level).by_key[_solid(tail[:length])[0]][0].name
            yield Statement(level, name, True, found.start(), found.end() + length)
        elif (written := _WRITTEN.match(tail)) and found[0] != _BANGKOK_LEVEL_WORD:
            name, end = _until_next_level(written)
            if name:
                yield Statement(level, name, False, found.start(), found.end() + end)


def _ends_there(level: Level, tail: str, length: int) -> bool:
    """A short name may be only the beginning of a longer one that the gazetteer does not know."""
    rest = tail[length:]
    if level == "province" or length >= _LETTERS_THAT_STAND_ALONE or not _PLAIN_NAME.match(rest):
        return True
    return bool(_STATED.match(rest))


def _until_next_level(written: re.Match[str]) -> tuple[str, int]:
    """An unknown name ends where the next level's word begins, at the latest at the next space."""
    following = _STATED.search(written[1])
    length = following.start() if following else len(written[1])
    return written[1][:length], written.start(1) + length


def resolve(
    *, subdistrict: str | None = None, district: str | None = None, province: str | None = None
) -> Address:
    """The address that these names give together, as far as it is certain.

    A name that the gazetteer does not know stays as written, unless one in the area is a letter or two away.
    What no name states follows where it is the only possibility in the country.
    """
    candidates = [""]
    for level, name in (("province", province), ("district", district), ("subdistrict", subdistrict)):
        if name:
            candidates = _narrowed(level, name, candidates)  # type: ignore[arg-type]
    code = _common(candidates)
    return Address(
        subdistrict=_name(code, "subdistrict") or subdistrict,
        district=_name(code, "district") or district,
        province=_name(code, "province") or province,
        code=code or None,
    )


def _narrowed(level: Level, name: str, within: list[str]) -> list[str]:
    """The codes of the areas of this name inside one of these; these, when none is of that name."""
    exact = [area.code for code in within for area in named(level, name, code)]
    if exact:
        return exact
    near = [area.code for code in within if (area := likely(level, name, code))]
    return near if len(near) == 1 else within


def _common(codes: Iterable[str]) -> str:
    """The smallest area that holds all of these."""
    listed = list(codes)
    for digits in (6, 4, 2):
        heads = {code[:digits] for code in listed}
        if len(heads) == 1 and len(min(heads)) == digits:
            return heads.pop()
    return ""


def _name(code: str, level: Level) -> str | None:
    digits = CODE_DIGITS[level]
    return areas()[code[:digits]].name if len(code) >= digits else None


def address(code: str) -> Address:
    """The address that a code stands for."""
    return Address(_name(code, "subdistrict"), _name(code, "district"), _name(code, "province"), code)
