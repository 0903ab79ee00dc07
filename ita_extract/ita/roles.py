"""What a column's heading says of its role: exactly, by its words, or by likeness – in that order."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from ita_extract.ita.own_words import Choices, OwnWords, in_use, split_choices
from ita_extract.ita.tsv import read_rows
from ita_extract.model.grid import Ground
from ita_extract.thai.keys import key

SUBJECT = ("measure", "issue", "steps")
FIELDS = (
    "issue",
    "measure",
    "owner",
    "steps",
    "timeline",
    "monitoring",
    "result",
    "outcome",
    "problem",
    "suggestion",
    "budget",
    "kpi",
    "evidence",
    "remark",
)
ASSESSMENT = ("indicator", "instrument", "question", "score", "grade", "guidance")

# Likeness of short Thai strings deceives: result and method headings are 80 % alike.
_LIKE = 88.0
_CLEARLY = 4.0
_LIKE_LENGTH = 6
_HEAD = 2  # letters that a heading's word is looked up by
_LONGEST_HEADING = 90
# What a heading may say besides: an explanation in brackets; the year, or the day, that it is true of.
_REMARK = re.compile(r"\([^()]*\)|(?: ณ .*| (?:ปี|พ\.ศ\.| )*\d{2,4})$")
_OPENS_PART = re.compile("/|และ|หรือ|พร้อม|กับ")
# A longer text that holds a heading's word is rather a measure.
_LONGEST_SURE = 45
_KEPT = 32768  # answers kept; body cells are asked about too
_OWN_PART = ("timeline", "owner")


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """choices: the roles that the heading may stand for, best first, each one role or two held together;
    ground: never "content"; heads: what is known stands first in the heading, not behind unknown words."""

    choices: tuple[tuple[str, ...], ...]
    ground: Ground
    heads: bool = True


def match_heading(heading: str) -> HeadingMatch | None:
    """None when nothing in the heading is known."""
    return _match_heading(heading, in_use())


@lru_cache(maxsize=_KEPT)
def _match_heading(heading: str, own: OwnWords) -> HeadingMatch | None:
    wanted = key(heading)
    if not wanted or len(wanted) > _LONGEST_HEADING:
        return None
    if wanted in _headings(own):
        return HeadingMatch(_headings(own)[wanted], "exact")
    bare = _headings(own).get(key(_REMARK.sub(" ", " ".join(heading.split()))))
    if choices := _choices_by_words(heading):
        heads = _heads(heading, choices)
        return HeadingMatch(bare if bare and not heads else choices, "words", heads or bare is not None)
    if choices := _choices_by_likeness(wanted, own):
        return HeadingMatch(choices, "likeness")
    return HeadingMatch(bare, "words") if bare else None


def names_role(heading: str, role: str) -> bool:
    """It stands for this role alone, before all others that it may stand for."""
    found = match_heading(heading)
    return found is not None and found.choices[0] == (role,)


def is_heading(text: str) -> bool:
    """It is known exactly."""
    return key(text) in _headings(in_use())


def may_be_sure(heading: str) -> bool:
    """It is known exactly, or like what is: true of all that match_heading knows by more than words, and told
    sooner."""
    wanted = key(heading)
    return wanted in _headings(in_use()) or bool(_choices_by_likeness(wanted, in_use()))


def match_misread(heading: str) -> HeadingMatch | None:
    """As match_heading; but where unknown words stand first, they may be known ones misread."""
    found = match_heading(heading)
    if found is None or found.heads:
        return found
    choices = _choices_by_likeness(key(heading), in_use())
    return HeadingMatch(choices, "likeness") if choices else found


def heading_weight(text: str) -> float:
    """How much a cell looks like a column heading, 0–1. Words alone prove little: measures hold them too."""
    found = match_heading(text)
    if found is None:
        return 0.0
    return (
        {"exact": 1.0, "likeness": 0.9, "words": 0.6}[found.ground]
        if len(key(text)) <= _LONGEST_SURE
        else 0.2
    )


@lru_cache(maxsize=4)
def _headings(own: OwnWords) -> dict[str, Choices]:
    known = {key(heading): split_choices(roles) for heading, roles in read_rows("headings.tsv")}
    return {**known, **own.headings}


@cache
def _words() -> dict[str, tuple[tuple[str, str], ...]]:
    """By the first letters; longest first, so that the first that fits at a place is the longest."""
    found: dict[str, list[tuple[str, str]]] = {}
    for words, role in read_rows("heading_words.tsv"):
        word = key(words)
        found.setdefault(word[:_HEAD], []).append((word, role))
    return {head: tuple(sorted(entries, key=_by_length)) for head, entries in found.items()}


def _by_length(entry: tuple[str, str]) -> int:
    return -len(entry[0])


def _choices_by_words(heading: str) -> tuple[tuple[str, ...], ...]:
    roles = list(dict.fromkeys(_roles_named(heading)))
    if "suggestion" in roles:
        roles = [role for role in roles if role != "problem"]
    if len(roles) > 1 and all(role in SUBJECT for role in roles):
        return tuple((role,) for role in roles)
    if len(roles) == 1:
        single = ((roles[0],),)
        return (*single, *_stand_ins(roles[0])) if _heads(heading, single) else single
    return (tuple(roles[:2]),) if roles else ()


def _heads(heading: str, choices: tuple[tuple[str, ...], ...]) -> bool:
    """A word of these roles begins the heading or a part of it; who and when stand for themselves."""
    if any(role in choice for role in _OWN_PART for choice in choices):
        return True
    spaceless, _ = _without_spaces(heading)
    begins = [0, *(found.end() for found in _OPENS_PART.finditer(spaceless))]
    return any(_word_at(spaceless, at)[1] in choice for at in begins for choice in choices)


def _stand_ins(role: str) -> tuple[tuple[str, ...], ...]:
    """What a column is when another one already has its role."""
    return {"measure": (("steps",),), "outcome": (("result",),), "suggestion": (("measure",),)}.get(role, ())


def _roles_named(heading: str) -> list[str]:
    """The role of each part of the heading. Thai puts the head first: within a part the first word decides,
    except for owner and time, which stand for themselves after a space."""
    spaceless, spaces = _without_spaces(heading)
    roles: list[str] = []
    at, part_open = 0, True
    while at < len(spaceless):
        part_open = part_open or _OPENS_PART.match(spaceless, at) is not None
        word, role = _word_at(spaceless, at)
        if role and role != "-" and (part_open or (role in _OWN_PART and at in spaces)):
            roles.append(role)
            part_open = False
        at += len(word) or 1
    return roles


def _word_at(text: str, at: int) -> tuple[str, str]:
    for entry in _words().get(text[at : at + _HEAD], ()):
        if text.startswith(entry[0], at):
            return entry
    return "", ""


def _without_spaces(heading: str) -> tuple[str, set[int]]:
    """The heading's pieces put together, separators kept as "/", and where spaces stood in it."""
    pieces = heading.replace(",", "/").replace("\n", " ").split()
    joined, spaces = "", set()
    for piece in pieces:
        spaces.add(len(joined))
        joined += "/".join(key(part) for part in piece.split("/"))
    return joined, spaces


@lru_cache(maxsize=4)
def _shortest_first(own: OwnWords) -> tuple[str, ...]:
    return tuple(sorted(_headings(own), key=len))


@lru_cache(maxsize=4)
def _letters(own: OwnWords) -> frozenset[str]:
    return frozenset(letter for name in _headings(own) for letter in name)


def _headings_as_long(own: OwnWords, wanted: str) -> tuple[str, ...]:
    """The headings that can be like this text, as far as their lengths tell and how many of its letters some
    heading has: no digits."""
    names, length, least = _shortest_first(own), len(wanted), _LIKE - _CLEARLY
    found = sum(map(_letters(own).__contains__, wanted))
    first = bisect_left(names, length * least / (200 - least), key=len)
    return names[first : bisect_right(names, 200 * found / least - length, key=len)]


@lru_cache(maxsize=_KEPT)
def _choices_by_likeness(wanted: str, own: OwnWords) -> tuple[tuple[str, ...], ...]:
    headings = _headings(own)
    if len(wanted) < _LIKE_LENGTH:
        return ()
    near = _headings_as_long(own, wanted)
    hits = process.extract(wanted, near, scorer=fuzz.ratio, score_cutoff=_LIKE - _CLEARLY, limit=8)
    if not hits or hits[0][1] < _LIKE:
        return ()
    best = headings[hits[0][0]]
    rivals = [score for name, score, _ in hits if headings[name][0] != best[0]]
    return best if not rivals or hits[0][1] - rivals[0] >= _CLEARLY else ()
