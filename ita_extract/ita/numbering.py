"""Numbers and letters that may open an item of a list, as far as their neighbours allow."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from ita_extract.ita.mark import NEAR, Mark, facts, where_is
from ita_extract.thai.numerals import LETTERS

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
# What a mark begins with comes first: a text is looked through twice as fast.
_NUMBER = re.compile(
    r"(?=[(\d])(?<![\d./:\-–A-Za-z@_])(?<!\d,)(?P<open>(?:\( ?)?)(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?!\d)"
    r"(?P<close>(?: ?\.?\)| ?\.{1,3}(?![\d.]))(?:-(?=[A-Za-zก-ฮเ-ไ]))?"
    r"|,(?=[ก-ฮเ-ไ])|/(?= ?[ก-ฮเ-ไ])|[:\-](?=[^\d\s]|[ ]\D)|)"
)
_LETTER = re.compile(
    rf"(?<![ก-๛A-Za-z.])(?P<open>\(?)(?P<number>[{LETTERS}])(?P<close> ?[.)])(?! ?[ก-ฮ]{{1,2}}[.)])"
)
_LATIN = re.compile(
    r"(?=[(A-Za-z])(?<![A-Za-z0-9.@/\-])(?P<open>\(?)(?P<number>[A-Za-z]|[ivxIVX]{1,5})(?P<close> ?[.)])"
    r"(?![A-Za-z0-9])"
)
_CIRCLED = re.compile("[\u2460-\u249b\u24eb-\u24f4\u2776-\u2793]")
_LEADING_ZERO = re.compile(r"(?:^|\.)[0๐]")
_LINE_ONLY = ("1", "1:", "1-")
_SMALL = re.compile(r"(?<!\d)\d{1,2}$")


def numbered_marks(text: str, closers: dict[int, int]) -> Iterator[Mark]:
    """closers: where each closing bracket was opened."""
    for found in _NUMBER.finditer(text):
        mark = _number_mark(text, found)
        if mark and not _closes_another(found, closers):
            yield mark
    yield from _letters(text, closers)
    yield from _circled(text)
    yield from _labelled(text)


def _number_mark(text: str, found: re.Match[str]) -> Mark | None:
    path = tuple(int(part) for part in found["number"].split("."))
    where = where_is(text, found.start())
    if where is None or _LEADING_ZERO.search(found["number"]):
        return None
    style = _style_of("1", found)
    if len(path) > 1 and ")" not in style:
        style = "1.1"
    if style in _LINE_ONLY and (where != "line" or not _spaced_letter(text, found.end(), style)):
        return None
    amount = (style in ("1", "1.1")) and _measures(text, found.end())
    if amount or _belongs_before(text, found.start(), where, bool(found["open"])):
        return None
    return Mark(found.start(), found.end(), style, ".".join(map(str, path)), path, where)


def _letters(text: str, closers: dict[int, int]) -> Iterator[Mark]:
    if "." not in text and ")" not in text:
        return
    for found in _LETTER.finditer(text):
        where = where_is(text, found.start())
        if where not in ("line", "space") or _closes_another(found, closers):
            continue
        if not _belongs_before(text, found.start(), where, False):
            path = (LETTERS.index(found["number"]) + 1,)
            yield Mark(found.start(), found.end(), _style_of("ก", found), found["number"], path, where)
    for found in _LATIN.finditer(text):
        where = where_is(text, found.start())
        if where not in ("line", "space") or _closes_another(found, closers):
            continue
        for family, value in _latin_values(found["number"]):
            style = _style_of(family, found)
            yield Mark(found.start(), found.end(), style, found["number"], (value,), where)


def _latin_values(letters: str) -> Iterator[tuple[str, int]]:
    case = "a" if letters.islower() else "A"
    if letters.lower() in _ROMAN and (letters.islower() or letters.isupper()):
        yield case.replace("a", "i").replace("A", "I"), _ROMAN.index(letters.lower()) + 1
    if len(letters) == 1:
        yield case, ord(letters.lower()) - ord("a") + 1


def _circled(text: str) -> Iterator[Mark]:
    for found in _CIRCLED.finditer(text):
        value = int(unicodedata.numeric(found[0], 0))
        if value > 0:
            where = where_is(text, found.start()) or "space"
            yield Mark(found.start(), found.end(), "①", str(value), (value,), where)


@cache
def _label_pattern() -> re.Pattern[str]:
    labels = "|".join(map(re.escape, facts("label")))
    return re.compile(
        rf"(?P<number>(?P<label>{labels}) ?(?P<value>\d{{1,2}}))(?![\d/,])(?P<close> ?[.:)](?!\d)|(?!\.))"
    )


def _labelled(text: str) -> Iterator[Mark]:
    for found in _label_pattern().finditer(text):
        where = where_is(text, found.start())
        if where in ("line", "space") and not _counted(text, found.start(), found["label"]):
            value = int(found["value"])
            number = found["number"].replace(found["value"], str(value))
            yield Mark(found.start(), found.end(), found["label"], number, (value,), where)


def _style_of(family: str, found: re.Match[str]) -> str:
    close = found["close"].strip()
    if ")" in close:
        return f"({family})" if found["open"] else f"{family})"
    return f"{family}." if close.startswith(".") else f"{family}{close}"


def _closes_another(found: re.Match[str], closers: dict[int, int]) -> bool:
    """The mark's bracket closes one that was opened before, as in "(phase 2)"."""
    if ")" not in found["close"]:
        return bool(found["open"])
    opened = closers.get(found.start("close") + found["close"].index(")"))
    return opened != found.start() if found["open"] else opened is not None


def _belongs_before(text: str, start: int, where: str, bracketed: bool) -> bool:
    """The word before asks for a number ("article 9"), or an article's number for its part in brackets."""
    if where == "line":
        return False
    before = text[max(0, start - NEAR) : start].rstrip()
    found = _asking_pattern().search(before.rstrip("0123456789").rstrip() if bracketed else before)
    if found is None or before.endswith(facts("complete")):
        return False
    return not _counted(text, max(0, start - NEAR) + found.start(), found["word"])


@cache
def _asking_pattern() -> re.Pattern[str]:
    words = "|".join(map(re.escape, facts("before") + facts("label")))
    return re.compile(rf"(?P<word>{words})$")


def _counted(text: str, start: int, word: str) -> bool:
    """The word at start is counted by a small number before it, as in "3 points"; ordinals are not."""
    before = text[max(0, start - 4) : start].rstrip()
    return not word.endswith("ที่") and bool(_SMALL.search(before))


def _measures(text: str, end: int) -> bool:
    after = text[end : end + NEAR].lstrip()
    return after.startswith(facts("unit")) and not after.startswith(facts("word"))


def _spaced_letter(text: str, end: int, style: str) -> bool:
    """A letter follows; a bare number needs a space before it."""
    after = text[end : end + 3]
    return after.lstrip()[:1].isalpha() and (style != "1" or after[:1].isspace())
