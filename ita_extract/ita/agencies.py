"""Names of agencies in clean text: what they begin with, where they end, and which kind they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ita_extract.ita import area_offices, places
from ita_extract.ita.agency_heads import LEVELS_NAMED, Head, heads, heads_pattern, inner_head, words
from ita_extract.thai.keys import key
from ita_extract.thai.words import segment

FREE_LETTERS = 8  # a head of so many letters is one wherever it stands
_REACH = 90  # characters after the head in which a name ends
_LONGEST_NAME = 60
_LONGEST_PLACE = 24
_THAI = re.compile("[ก-๎]")
_RUN = re.compile("[ก-๎.\\-]+")
_NUMBERED = re.compile(r" ?(?:เขต |ภาค |ที่ |แห่งที่ )?\d{1,3}(?![\d.)/])(?: ?\([^()\n]{2,60}\))?")
# A second name; not one abbreviated to its consonants.
_BRACKETED = re.compile(r" ?\((?![ก-ฮ.]+\))[^()\n]{2,60}\)")
_ABBREVIATED = re.compile(r" ?\([ก-ฮ.]+\)\s*$")
_BRANCH = re.compile(r" ?สาขา(?!วิชา|งาน) ?[ก-๎]{2,24}(?![ก-๎])")
_LINE_NAME = re.compile(
    r"[^\n\t:|…]*?(?= (?:อำเภอ|จังหวัด|ตำบล|แขวง|เขต[ก-๎]|อ\.|จ\.|ต\.|สังกัด|สำนักงาน|สพ[ปม]\.|กระทรวง|กรม|โทร"
    r"|ประจำ|ปีงบ|รอบ|พ\.ศ\.|หมู่ ?(?:ที่ ?)?\d|เทศบาล(?:นคร|เมือง|ตำบล)|องค์การบริหารส่วน)"
    r"|[\n\t:|…]|$)"
)
_NUMBERED_KINDS = frozenset({"office", "area-office"})
# Offices whose name ends in the area that they serve, glued to it: (its word, its levels).
_SERVING = frozenset({"office", "prison", "prosecutor"})
_AREAS: tuple[tuple[str, tuple[places.Level, ...]], ...] = (
    ("จังหวัด", ("province",)),
    ("อำเภอ", ("district",)),
)


class Mention(NamedTuple):
    """One agency named in text[start:end].

    name: as printed, without stray spaces; proper: what follows the head; short: the head is abbreviated.
    """

    kind: str
    name: str
    proper: str
    head: Head
    start: int
    end: int

    @property
    def short(self) -> bool:
        return key(self.head.text) != key(self.head.full)


def mentions(text: str, *, alone: bool = False) -> Iterator[Mention]:
    """The agencies that clean text names, in order.

    alone: the text is a line of a cover or behind a label, where a name may hold spaces.
    """
    return iter(_kept_mentions(text, alone))


@lru_cache(maxsize=512)  # the lines of a cover, of which several questions are asked
def _kept_mentions(text: str, alone: bool) -> tuple[Mention, ...]:
    return tuple(_mentions(text, alone))


def _mentions(text: str, alone: bool) -> Iterator[Mention]:
    at = 0
    while found := heads_pattern().search(text, at):
        at = found.end()
        head = heads()[found[0].replace(" ", "")]
        if not _may_begin(text, found.start(), head) or _holds_another(head, text, at):
            at = found.start() + 1
            continue
        length = _name_length(head, text[at : at + _REACH], alone)
        if length is None or _is_none(head, text[found.start() : at + length]):
            continue
        at += length
        proper = text[found.end() : at].strip()
        if _known_length(head, proper):
            proper = "".join(proper.split())
        gap = " " if proper[:1].isdigit() and text[found.end()] == " " else ""
        yield Mention(head.kind, head.text + gap + proper, proper, head, found.start(), at)


def ends_in_head(text: str) -> bool:
    """The text breaks off before the name itself."""
    head, name = _last_head(text)
    return head is not None and not name


def completes_name(text: str, following: str) -> bool:
    """The name that the text ends in is a place's only together with the next line's first word."""
    head, name = _last_head(text)
    if head is None or not name or _known_length(head, name):
        return False
    return _known_length(head, name + following) > len(name)


def _last_head(text: str) -> tuple[Head | None, str]:
    """With what follows it; None where none is near the text's end."""
    tail = text[-_REACH:]
    last = next(reversed(list(heads_pattern().finditer(tail))), None)
    return (heads()[last[0].replace(" ", "")], tail[last.end() :].strip()) if last else (None, "")


def _may_begin(text: str, start: int, head: Head) -> bool:
    if start == 0 or not _THAI.match(text[start - 1]):
        return start == 0 or text[start - 1] != "."
    return len(head.text) >= FREE_LETTERS or text[max(0, start - 12) : start].endswith(words("lead"))


def _holds_another(head: Head, text: str, end: int) -> bool:
    """“สำนักงาน” before a whole other name is that agency's building."""
    inner = heads_pattern().match(text, end + (text[end : end + 1] == " "))
    return head.kind == "office" and inner is not None and len(inner[0]) >= FREE_LETTERS


def _is_none(head: Head, name: str) -> bool:
    """It begins like a part of an agency, and no head says that it is more."""
    known, named = key(head.text), key(name)
    return any(named.startswith(word) and not known.startswith(word) for word in _never())


@cache
def _never() -> tuple[str, ...]:
    return tuple(map(key, words("never")))


def _name_length(head: Head, tail: str, alone: bool) -> int | None:
    """Characters of the tail that complete the name; None when there is no name."""
    if head.named_after == "self":
        return 0
    line = tail.partition("\n")[0]
    body = line.lstrip(" ")
    spaces = len(line) - len(body)
    length = _body_length(head, body, alone=alone, glued=spaces == 0)
    return spaces + length if length else None


def _body_length(head: Head, body: str, *, alone: bool, glued: bool) -> int:
    """0 where the body, which is glued to the head or not, begins with no name."""
    numbered = _numbered_length(head, body) if head.kind in _NUMBERED_KINDS else 0
    if numbered or head.named_after == "numbered":
        return numbered
    if known := _known_length(head, body) or _inner_length(head, body):
        return known + _suffix_length(head, body[known:])
    if alone and (line := _LINE_NAME.match(body)) and 0 < len(line[0].strip()) <= _LONGEST_NAME:
        return _line_length(head, _ABBREVIATED.sub("", line[0]).rstrip(" -–,."))
    return _run_length(head, body, alone) if glued or head.text.endswith(".") else 0


def _line_length(head: Head, line: str) -> int:
    """Length of the name behind the head on a line of its own, where spaces may stand in a name."""
    length = _until_stop(line, words("stop"))
    length += _served_length(head, line[length:], alone=True)
    branch = _BRANCH.match(line, length)
    length = branch.end() if branch else length
    return length if _THAI.search(line[:length]) else 0


def _run_length(head: Head, body: str, alone: bool) -> int:
    """Length of the name in running text, where it ends at a space or at a word that goes on."""
    run = _RUN.match(body)
    length = _until_stop(run[0], _stops_of(head)) if run else 0
    length += _served_length(head, body[length:], alone)
    if length < 2 or (head.named_after in LEVELS_NAMED and length > _LONGEST_PLACE):
        return 0
    return length + _suffix_length(head, body[length:])


def _served_length(head: Head, rest: str, alone: bool) -> int:
    """Length of the area that the office serves: a known place, on a line of its own whatever is printed."""
    word, levels = next((area for area in _AREAS if rest.startswith(area[0])), ("", ()))
    if not word or head.kind not in _SERVING:
        return 0
    named = rest[len(word) :]
    length = max(places.name_at(level, named) for level in levels)
    run = _RUN.match(named)
    if not length and alone and run and len(run[0]) <= _LONGEST_PLACE:
        length = run.end()
    return len(word) + length if length else 0


def _known_length(head: Head, body: str) -> int:
    """Length of the place's name that the body begins with, if nothing else goes on there."""
    lengths = [places.name_at(level, body) for level in LEVELS_NAMED.get(head.named_after, ())]
    for length in sorted(lengths, reverse=True):
        rest = body[length:]
        if length and (
            not rest or not _THAI.match(rest) or rest.startswith((*words("stop"), *words("stop_sentence")))
        ):
            return length
    return 0


def _inner_length(head: Head, body: str) -> int:
    """Length of what completes the name that the head's last word begins: an office of a ministry."""
    inner = inner_head(head)
    found = heads_pattern().match(inner + body) if inner else None
    return len(found[0]) - len(inner) if found else 0


def _numbered_length(head: Head, body: str) -> int:
    """Length of the rest of an office's name, up to its area's number and its seat; 0 without a number."""
    bare = _NUMBERED.match(body) if head.kind == "area-office" else None
    if bare is None:
        return area_offices.name_length(body, _not_in_area_offices())
    if head.named_after == "numbered":
        return 0  # its first word alone is no name
    return bare.end() + area_offices.seat_length(body[bare.end() :])


@cache
def _not_in_area_offices() -> frozenset[str]:
    return frozenset((*words("stop"), *words("stop_sentence"), *words("counted")))


@cache
def _stops_of(head: Head) -> tuple[str, ...]:
    """The words that end this kind of name in running text."""
    of_place = words("stop_place") if head.named_after in LEVELS_NAMED else ()
    return (*words("stop"), *words("stop_sentence"), *of_place)


def _until_stop(run: str, stops: tuple[str, ...]) -> int:
    """A name ends before the first word that goes on with the sentence."""
    if not any(stop in run for stop in stops):
        return len(run)
    at = 0
    for piece in segment(run):
        if piece in stops:
            return at - (at > 0 and run[at - 1] == " ")
        at += len(piece)
    return len(run)


def _suffix_length(head: Head, rest: str) -> int:
    """A branch, a number or a second name in brackets that belongs to the name."""
    if branch := _BRANCH.match(rest):
        return branch.end()
    if head.named_after != "-":
        return 0
    if head.kind == "education-area-office" and (more := _more_provinces(rest)):
        return more
    found = _NUMBERED.match(rest) or _BRACKETED.match(rest)
    return found.end() if found else 0


def _more_provinces(rest: str) -> int:
    """Length of the provinces behind the first that an office for several is named after."""
    at = 0
    while rest[at : at + 1] == " " and (length := places.name_at("province", rest[at + 1 :])):
        behind = at + 1 + length
        if _THAI.match(rest[behind : behind + 1]):
            break
        at = behind
    return at
