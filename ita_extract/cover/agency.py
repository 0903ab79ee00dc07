"""Which agency's report it is: mentions weighed by where they stand, spellings held against the gazetteer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ita_extract.cover.lines import Line
from ita_extract.ita import agencies, agency_heads, places, titles
from ita_extract.ita.agencies import Mention
from ita_extract.ita.units import unit_share
from ita_extract.model.document import Doubt, Place
from ita_extract.thai.keys import key

_LABELLED, _ALONE, _OWNED, _TITLED, _COVER, _BODY, _SPOKEN_OF = 12.0, 6.0, 5.0, 3.0, 2.0, 0.5, 0.05
_SPOKEN_OF_SHARE = 0.2
_MOST_FROM_BODY = 2.5
_LEAST = 0.5
_SAME_NAME_SLIPS = 2
_LETTERS_FOR_TWO_SLIPS = 6


@dataclass(slots=True)
class Reading:
    """One spelling of one agency's name."""

    mention: Mention
    weight: float = 0.0
    body: float = 0.0
    times: int = 0
    places: list[Place] = field(default_factory=list)

    def add(self, weight: float, in_body: bool, place: Place) -> None:
        self.times += 1
        self.places.append(place)
        if in_body:
            self.body = min(_MOST_FROM_BODY, self.body + weight)
        else:
            self.weight += weight

    @property
    def total(self) -> float:
        return self.weight + self.body


@dataclass(frozen=True, slots=True)
class Chosen:
    """readings: all spellings of the chosen agency's name, the chosen one first."""

    readings: tuple[Reading, ...]
    known: bool

    @property
    def mention(self) -> Mention:
        return self.readings[0].mention


def choose_agency(lines: Iterable[Line], stated: places.Address) -> Chosen | None:
    """None when no agency's name stands out."""
    readings: dict[str, Reading] = {}
    for mention, weight, line in _weighed(list(lines)):
        name = key(mention.head.full + mention.proper)
        reading = readings.setdefault(name + "." * mention.short, Reading(mention))
        reading.add(weight, not (line.cover or line.title or line.level), line.place)
    groups = _grouped(list(readings.values()))
    best = max(groups, key=lambda group: sum(reading.total for reading in group), default=None)
    if best is None or sum(reading.total for reading in best) < _LEAST:
        return None
    order = sorted(best, key=lambda reading: _rank(reading, stated), reverse=True)
    return Chosen(tuple(order), _standing(order[0].mention, stated) > 0)


def _rank(reading: Reading, stated: places.Address) -> tuple[int, int, float, int]:
    """A place known in the area, in full, under the longest title (an address may be shorter), most often."""
    mention = reading.mention
    full = 0 if mention.short else len(mention.head.full)
    return _standing(mention, stated), full, reading.total, reading.times


def _standing(mention: Mention, stated: places.Address) -> int:
    """2: the gazetteer has this name in the stated area; 1: elsewhere; 0: nowhere, or no place is meant."""
    within = stated.code or ""
    found = [
        area
        for level in agency_heads.LEVELS_NAMED.get(mention.head.named_after, ())
        for area in places.named(level, mention.proper)
    ]
    if any(area.code.startswith(within[: len(area.code)]) for area in found):
        return 2
    return 1 if found else 0


def _grouped(readings: Sequence[Reading]) -> list[list[Reading]]:
    """Spellings of one name together: the same kind, a letter or two apart."""
    groups: list[list[Reading]] = []
    for reading in sorted(readings, key=lambda reading: -reading.total):
        for group in groups:
            if _same_agency(reading.mention, group[0].mention):
                group.append(reading)
                break
        else:
            groups.append([reading])
    return groups


def _same_agency(one: Mention, other: Mention) -> bool:
    from rapidfuzz.distance import DamerauLevenshtein

    first, second = key(one.proper), key(other.proper)
    if one.kind != other.kind or any(sign.isdigit() for sign in first + second):
        return one.kind == other.kind and first == second
    slips = _SAME_NAME_SLIPS if min(len(first), len(second)) >= _LETTERS_FOR_TWO_SLIPS else 1
    return DamerauLevenshtein.distance(first, second, score_cutoff=slips) <= slips


def _weighed(lines: Sequence[Line]) -> Iterator[tuple[Mention, float, Line]]:
    for line, following in pairwise([*lines, None]):
        assert line is not None
        text = _unwrapped(line, following)
        label = agency_heads.label_length(text) if line.cover else 0
        said = text[label:]
        found = list(agencies.mentions(said, alone=bool(label) or _is_alone(line, text)))
        for above, mention, below in zip([None, *found], found, [*found[1:], None], strict=False):
            if mention.start + label >= len(line.text) or _is_address(above, mention, said):
                continue
            if not _is_over(mention, below, said):
                follows = _is_over(above, mention, said)
                follows |= line.cover and above is None and _is_behind_unit(mention, below, said)
                start = 0 if follows else mention.start
                yield mention, _weight(mention, line, (said[:start], said[mention.end :]), bool(label)), line


def _is_address(above: Mention | None, mention: Mention, text: str) -> bool:
    """A province right behind another agency, which ends there, is where that one is."""
    return mention.kind == "province" and above is not None and _is_right_behind(above, mention, text)


def _is_over(above: Mention | None, mention: Mention | None, text: str) -> bool:
    """An agency at a line's head, right before one that belongs to it, says what that one belongs to."""
    if above is None or mention is None or text[: above.start].strip():
        return False
    belongs = above.kind in agency_heads.PARENTS and mention.kind not in agency_heads.PARENTS
    part = agency_heads.PARTS.get(above.kind, mention.kind)
    return belongs and mention.kind == part and _is_right_behind(above, mention, text)


def _is_behind_unit(mention: Mention, below: Mention | None, text: str) -> bool:
    """Before the agency the line names one of its own divisions, and behind it at most what it belongs to."""
    before = text[: mention.start]
    joined = before.rstrip().endswith(agency_heads.words("joined"))
    if joined or mention.kind in agency_heads.AREAS or unit_share(before) < 1.0:
        return False
    ends = _ends_title(text[mention.end :])
    return ends or (below is not None and _is_right_behind(mention, below, text))


def _is_right_behind(above: Mention, mention: Mention, text: str) -> bool:
    return not text[above.end : mention.start].strip()


def _unwrapped(line: Line, following: Line | None) -> str:
    """A line that breaks off inside the agency's name goes on in the next one."""
    if following is None or line.level != following.level:
        return line.text
    if agencies.ends_in_head(line.text) or agencies.completes_name(line.text, following.text):
        return line.text + following.text
    return line.text


def _is_alone(line: Line, text: str) -> bool:
    if not line.cover or not agency_heads.heads_pattern().match(text):
        return False
    return next((m.start == 0 for m in agencies.mentions(text)), False)


def _weight(mention: Mention, line: Line, around: tuple[str, str], labelled: bool) -> float:
    """around: what the line says before the agency, or before what names it from below or above, and behind
    it."""
    before, behind = around[0].rstrip(), around[1]
    spoken_of = mention.kind in agency_heads.SPOKEN_OF
    if before.endswith(agency_heads.words("parent")):
        return 0.0
    if labelled and not before:
        return _LABELLED
    standing = line.cover or line.title or line.level > 0
    if not standing:
        return _SPOKEN_OF if spoken_of else _BODY
    if not before and line.cover:
        return _ALONE / (3 if mention.kind in agency_heads.PARENTS else 1)
    if before.endswith(agency_heads.words("owner")):
        return _OWNED
    weight = _TITLED if line.title else _COVER
    spoken_of = spoken_of and not (line.title and _ends_title(behind))
    return weight * _SPOKEN_OF_SHARE if spoken_of else weight


def _ends_title(rest: str) -> bool:
    """Nothing but its address or the year stands behind the name: the report is this agency's."""
    address = next(places.statements(rest.lstrip()), None)
    located = address is not None and address.start == 0
    return not key(rest) or located or any(year.annual for year in titles.years_said(rest))


def doubts_of(chosen: Chosen, stated: places.Address) -> Iterator[Doubt]:
    """Readings of the agency's name that differ, or one that the gazetteer knows only otherwise."""
    first = chosen.mention
    others = [reading for reading in chosen.readings[1:] if _is_misreading(reading, first, stated)]
    if others:
        names = " and ".join(f"“{reading.mention.name}”" for reading in others)
        ground = "the gazetteer knows it" if chosen.known else "it has the better standing"
        message = (
            f"The agency's name is read as “{first.name}” and as {names}; the first is taken, since {ground}."
        )
        everywhere = [reading.places[0] for reading in (chosen.readings[0], *others)]
        yield Doubt("agency-name-conflict", message, tuple(everywhere))
    elif not chosen.known and (near := _near(first, stated)):
        message = f"The agency's name is read as “{first.name}”; the gazetteer has only “{near.name}” there."
        yield Doubt("agency-name-conflict", message, (chosen.readings[0].places[0],))


def _is_misreading(reading: Reading, first: Mention, stated: places.Address) -> bool:
    """Not another way to write the same, nor a neighbour of a like name that only the body speaks of."""
    if key(reading.mention.proper) == key(first.proper):
        return False
    return reading.weight > 0 or _standing(reading.mention, stated) == 0


def _near(mention: Mention, stated: places.Address) -> places.Area | None:
    if not stated.code:
        return None
    levels = agency_heads.LEVELS_NAMED.get(mention.head.named_after, ())
    found = (places.likely(level, mention.proper, stated.code[:4]) for level in levels)
    return next((area for area in found if area), None)
