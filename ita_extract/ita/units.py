"""Names of units, posts and persons in a text: where they stand and how much of it they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ita_extract.ita.names import NEXT_NAME, Compact, end_at, longest, starts, words_of
from ita_extract.ita.naming import label_end, may_begin, name_at
from ita_extract.ita.own_words import OwnWords, in_use
from ita_extract.ita.runs import LETTERS, LONGEST_NAME, VERBS
from ita_extract.thai.timewords import alternation

_MOSTLY = 0.8
_KEPT = 32768  # answers: more than a long table has cells, since several steps ask about each
_AND = "และ"
_BETWEEN = re.compile(f"[^{LETTERS}.]+")
_PHONE = re.compile(r"[(]?\d[\d\- ()]{6,}\d")
_SHORT_NAME = re.compile(r"(?:[ก-ฮ]{1,5}\.){1,3}\d{0,2}")
_SIGNS = re.compile(r"[\s/,;&+]+")
_NEXT_ITEM = re.compile(r"[(]?\d{1,2}(?:\.\d{1,2})*[.)]|[-–•●▪➢*☐☑✓]|[กa]\)")


@dataclass(frozen=True, slots=True)
class Unit:
    """One name at [start, end). kind: "unit" | "post" | "person"."""

    start: int
    end: int
    kind: str


def find_units(text: str) -> tuple[Unit, ...]:
    """All names in order. A name may hold spaces, commas and "and" where they belong to it."""
    return _find_units(text, in_use())


@lru_cache(maxsize=_KEPT)
def _find_units(text: str, _: OwnWords) -> tuple[Unit, ...]:
    compact = Compact.of(text)
    found: list[Unit] = []
    free, last_end = 0, -1
    for at in starts(NEXT_NAME, compact.text):
        named = name_at(compact, at) if at >= free and may_begin(compact, at, last_end) else None
        if named is None:
            continue
        end, kind = named
        label = label_end(compact, at, end)
        if label > at:
            free = label
            continue
        found.append(Unit(compact.origin[at], compact.origin[end - 1] + 1, kind))
        free = last_end = end
    return tuple(found)


def opens_unit(text: str) -> bool:
    """The text begins like the name of a unit, and is one run of letters."""
    return not any(map(str.isspace, text)) and 0 < longest(("head", "weak"), text, 0) > end_at("not", text, 0)


def short_names(line: str) -> list[str]:
    """The abbreviations ("กบค.") that the line lists and nothing else; else the line itself."""
    parts = [part for part in _SIGNS.split(line) if not is_joint(part)]
    return parts if len(parts) > 1 and all(map(_SHORT_NAME.fullmatch, parts)) else [line]


def unit_share(text: str) -> float:
    """How much of the text is names of units and persons, 0–1; digits and what joins names do not count."""
    return _unit_share(text, in_use())


@lru_cache(maxsize=_KEPT)
def _unit_share(text: str, _: OwnWords) -> float:
    text = _PHONE.sub(" ", text)
    units = find_units(text)
    if not units:
        return 0.0
    named = sum(_letters(text[unit.start : unit.end]) for unit in units)
    others = sum(_letters(gap) for gap in _gaps(text, units) if not is_joint(gap))
    return named / (named + others) if named else 0.0


def leading_unit(text: str) -> int:
    """How many characters of names stand before a numbered list or a verb; 0 without either.

    Before a verb, names that any sentence may begin with ("the staff") do not count.
    """
    units = find_units(text)
    if not units or text[: units[0].start].strip():
        return 0
    count = _leading_run(text, units)
    end = units[count - 1].end
    if text[end : end + 1] == ")" and "(" in text[:end]:
        end += 1
    rest = text[end:].lstrip(" \n\t,:;.")
    if _letters(rest) == 0 or unit_share(rest) >= _MOSTLY:
        return 0
    anyone = all(_is_anyone(text[unit.start : unit.end]) for unit in units[:count])
    return end if _NEXT_ITEM.match(rest) or (_begins_with_verb(rest) and not anyone) else 0


def _leading_run(text: str, units: tuple[Unit, ...]) -> int:
    """How many of the names follow one another with nothing else between."""
    for index in range(1, len(units)):
        gap = text[units[index - 1].end : units[index].start]
        if not is_joint(gap) or any(sign.isdigit() for sign in gap):
            return index
    return len(units)


def _is_anyone(name: str) -> bool:
    return "".join(name.split()) in words_of("anyone")


def _begins_with_verb(rest: str) -> bool:
    return longest(("act", "verb"), "".join(rest[:LONGEST_NAME].split()), 0) > 0


def is_joint(text: str) -> bool:
    """Nothing but what stands between names: separators, "and", "together with", "responsible:"."""
    bare = _BETWEEN.sub("", text).strip(".")
    return not bare or any(end_at(kind, bare, 0) == len(bare) for kind in ("link", "label"))


def goes_on_with_and(line: str) -> bool:
    """The line begins with "and" and says something behind it."""
    bare = "".join(line.split())
    return bare.startswith(_AND) and not is_joint(bare)


def goes_on_glued(run: str) -> bool:
    """Letters right behind a name that go on saying what the unit is for; nothing else begins there."""
    bound = longest(("bind",), run, 0)
    return (
        bound > 0
        and not any(sign.isspace() or sign.isdigit() for sign in run)
        and not longest(("act", "link", *NEXT_NAME), run, bound)
    )


def is_instruction(text: str) -> bool:
    """The text says what somebody does, rather than who."""
    return _verbs().search(text) is not None


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(alternation(verb for kind in VERBS for verb in words_of(kind)))


def _letters(text: str) -> int:
    return sum(sign.isalpha() or "\u0e31" <= sign <= "\u0e4e" for sign in text)


def _gaps(text: str, units: tuple[Unit, ...]) -> list[str]:
    ends = [0, *(unit.end for unit in units)]
    starts = [*(unit.start for unit in units), len(text)]
    return [text[end:start] for end, start in zip(ends, starts, strict=True)]
