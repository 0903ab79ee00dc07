"""Labels in a line: known headings before a colon, alone, or before a number, as in "Measure 3"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, NamedTuple

from ita_extract.ita.mark import facts
from ita_extract.ita.marks import find_marks
from ita_extract.ita.roles import FIELDS, HeadingMatch, is_heading, match_heading, match_misread
from ita_extract.ita.tsv import read_rows
from ita_extract.thai.digits import to_arabic
from ita_extract.thai.keys import key

# "counted": a number follows, as in "Measure 3"; "colon": a colon does; "alone": nothing; "worded": nothing,
# and only words in it are known; "spaced": a space.
Manner = Literal["counted", "colon", "alone", "worded", "spaced"]

_ROLES = frozenset((*FIELDS, "number", "indicator", "other"))
_SUBJECT = frozenset({"measure", "issue"})
# White before it is taken from its first space on: tried from each, a long run takes its length squared.
_COLON = re.compile(r"(?:(?<!\s)\s+)?(?:(?<!\d)[:：]|[:：](?!\d))(?!//)\s*")
_DASH = re.compile(r"\s[-–—]$")
_LONGEST = 45
_SHORTEST_SPACED = 6
_SHORTEST_INSIDE = 4
_SHORTEST_JOINED = 6
_FEWEST_BEFORE = 12  # letters of the line before
_REACH = 16  # characters in which a mark before a label stands


@dataclass(frozen=True, slots=True)
class Label:
    """start: where its words begin; words: as printed; value, end: the stretch of what it says; name: what it
    is known by on other lines; closed: it stands in brackets with all that it says."""

    start: int
    words: str
    value: int
    end: int
    manner: Manner
    name: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """The number or bullet before a line. style: "" where there is none; number: its last part, or 0;
    depth: how many parts it has."""

    end: int = 0
    style: str = ""
    number: int = 0
    depth: int = 0


def find_labels(line: str, *, heading: bool = False) -> tuple[Label, ...]:
    """In order; the first may follow other words. heading: the markup says that the line is one."""
    lead = lead_of(line)
    at = lead.end + len(line[lead.end :]) - len(line[lead.end :].lstrip())
    if counted := _counted(line, at):
        number, what = counted
        return (number, *_cut_short([what, *_before_colons(line, what.value, behind_words=True)], len(line)))
    if found := list(_before_colons(line, at)):
        return _without_brackets(line, _cut_short(found, len(line)))
    alone = _alone(line, at)
    if alone and (heading or alone[0].manner == "alone"):
        return alone
    return (() if heading else _spaced(line, at)) or alone


def _cut_short(labels: Sequence[Label], end: int) -> tuple[Label, ...]:
    """Each value ends where the next label begins."""
    ends = [*(label.start for label in labels[1:]), end]
    return tuple(replace(label, end=end) for label, end in zip(labels, ends, strict=True))


def _without_brackets(line: str, labels: tuple[Label, ...]) -> tuple[Label, ...]:
    """Brackets around all labels of a line and what they say belong to none of them."""
    first, last = labels[0], labels[-1]
    said = line[first.start : last.end].rstrip()
    if not said.startswith("(") or not said.endswith(")") or said.count("(") != said.count(")"):
        return labels
    if "(" in said[1:] and said.index(")") < said.rindex("("):
        return labels  # two pairs
    words = first.words[1:].lstrip()
    start = line.index(words, first.start + 1)
    opened = (replace(first, words=words, start=start), *labels[1:])
    closed = replace(opened[-1], end=first.start + len(said) - 1)
    return tuple(replace(label, closed=True) for label in (*opened[:-1], closed))


def lead_of(line: str) -> Lead:
    first = next((mark for mark in find_marks(line[:_REACH]) if not line[: mark.start].strip()), None)
    if first is None or first.style in facts("label"):
        return Lead()
    return Lead(first.end, first.style, first.path[-1] if first.path else 0, len(first.path))


def roles_of(words: str) -> tuple[tuple[str, ...], ...]:
    """The roles that a label may have, best first."""
    found = match_heading(words)
    return found.choices if found else ()


def role_of(words: str) -> str:
    """The likeliest role of a label, "" where it has none."""
    choices = roles_of(words)
    return choices[0][0] if choices else ""


class Counting(NamedTuple):
    """What a text says that begins by counting ("Measure 3 Publish the plan"), as it is printed. ordinal: the
    word before the number; noun: what is counted; rest: what follows, "" where nothing does."""

    ordinal: str
    number: str
    noun: str
    rest: str


def counting(text: str) -> Counting | None:
    """None where the text does not begin so."""
    counted = _counted(text, 0)
    if not counted:
        item = _item().match(to_arabic(text))
        return Counting(item["word"], item["number"], "", text[item.end() :].strip()) if item else None
    number, noun = counted
    return Counting(number.words, text[number.value : number.end], noun.words, text[noun.value :].strip())


def title_label() -> str:
    """What a line is called that stands over labels and is what they are about."""
    return _words("title")[0]


def list_label() -> str:
    """What a list is called that stands under such a line, with no label of its own."""
    return _words("list")[0]


def number_label() -> str:
    """What the number is called that stands before a label."""
    return _words("ordinal")[-1]


def closes(line: str) -> bool:
    """The line closes a letter, and belongs to no value."""
    return line.lstrip().startswith(_words("closing"))


def _counted(line: str, at: int) -> tuple[Label, ...]:
    """The number and what is counted, each with its label."""
    found = _ordinal().match(to_arabic(line), at)
    match = match_heading(line[at : found.end("noun")]) if found else None
    if not found or not match or match.ground != "exact" or match.choices[0][0] not in _SUBJECT:
        return ()
    noun = line[at : found.end("noun")].strip()
    number = found.span("number")
    return (
        Label(found.start("word"), found["word"], *number, "counted", key(noun + found["word"])),
        Label(at, noun, found.end(), len(line), "counted", key(noun)),
    )


@cache
def _ordinal() -> re.Pattern[str]:
    words = "|".join(map(re.escape, _words("ordinal")))
    return re.compile(
        rf"(?P<noun>[ก-ฮเ-ไ][^\d:]{{2,40}}?) ?(?P<word>{words}) ?(?P<number>\d{{1,2}}(?:\.\d{{1,2}})*)"
        r"(?:\s*[:.)\-–]+(?!\d)\s*|\s+|$)"
    )


@cache
def _item() -> re.Pattern[str]:
    """An item's word and its number, with words behind them."""
    words = "|".join(map(re.escape, _words("item")))
    return re.compile(rf"(?P<word>{words}) ?(?P<number>\d{{1,2}}(?:\.\d{{1,2}})*)[.:)]?\s+(?=[ก-ฮเ-ไA-Z])")


def _before_colons(line: str, at: int, *, behind_words: bool = False) -> Iterator[Label]:
    """behind_words: no label begins here at once."""
    behind = at
    for colon in _COLON.finditer(line, at):
        is_first = behind == at and not behind_words
        start = _label_start(line, behind, colon.start(), is_first=is_first)
        if start is not None:
            words = line[start : colon.start()].strip()
            yield Label(start, words, colon.end(), len(line), "colon", key(words))
        behind = colon.end()


def _label_start(line: str, behind: int, end: int, *, is_first: bool) -> int | None:
    """Where the label before a colon begins: as far back as its words are known exactly, at the beginning,
    behind a space, or behind a line that was joined to its own; or the line's whole beginning, if words in it
    say so and no label inside says the same."""
    whole = match_misread(line[behind:end]) if is_first else None
    named = whole.choices[0] if whole and whole.heads else ()
    for at in _begins(line[behind:end], is_first=is_first):
        words = line[behind + at : end]
        match = match_heading(words)
        if len(key(words)) < _SHORTEST_INSIDE or not _is_label(match, sure=True, text=words):
            continue
        if match and (at == 0 or not named or match.choices[0][0] in named):
            return behind + at
    return behind if _is_label(whole, sure=False, text=line[behind:end]) else None


def _begins(text: str, *, is_first: bool) -> Iterator[int]:
    """Where a label may begin, the likeliest first."""
    spaced = [found.start() for found in re.finditer(r"(?:^|(?<=\s))\S", text)]
    yield from spaced if is_first else spaced[1:]
    for at in range(max(0, len(text) - _LONGEST), len(text) - _SHORTEST_JOINED):
        if len(key(text[:at])) >= _FEWEST_BEFORE and is_heading(text[at:]):
            yield at


def _alone(line: str, at: int) -> tuple[Label, ...]:
    words = line[at:].strip()
    if _DASH.search(words):
        return ()  # the label of what is blank
    match = match_misread(words) if len(words) <= 2 * _LONGEST else None
    if not _is_label(match, sure=False, text=words):
        return ()
    manner: Manner = "alone" if match and match.ground == "exact" else "worded"
    return (Label(at, words, len(line), len(line), manner, key(words)),)


def _spaced(line: str, at: int) -> tuple[Label, ...]:
    """The longest known words at the beginning that a space parts from more; what counts is no such label."""
    spaces = [found.start() for found in re.finditer(r"\s+", line[at : at + _LONGEST * 2])]
    for space in reversed(spaces):
        words = line[at : at + space]
        if len(key(words)) < _SHORTEST_SPACED:
            return ()
        counts = words.endswith(_words("ordinal"))
        if not counts and is_heading(words) and _is_label(match_heading(words), sure=True, text=words):
            value = at + space + len(line[at + space :]) - len(line[at + space :].lstrip())
            return (Label(at, words, value, len(line), "spaced", key(words)),)
    return ()


def _is_label(match: HeadingMatch | None, *, sure: bool, text: str) -> bool:
    if match is None or match.choices[0][0] not in _ROLES or len(key(text)) > _LONGEST:
        return False
    return match.ground == "exact" or (not sure and match.heads)


@cache
def _words(meaning: str) -> tuple[str, ...]:
    found = (words for means, words in read_rows("labels.tsv") if means == meaning)
    return tuple(sorted(found, key=len, reverse=True))
