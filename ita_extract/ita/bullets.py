"""Bullets, dashes and boxes that may open an item of a list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from ita_extract.ita.mark import NEAR, Mark, facts, where_is

# What Word's symbol fonts (Symbol, Wingdings) use for bullets.
_SYMBOL = re.compile("[\uf020-\uf0ff]")
_PAGE = re.compile(r"[-–—] ?\d+ ?[-–—]")
_INITIALS = re.compile(r"[ก-ฮ][ก-๎]?\. ?[ก-ฮ]\.?")
_CODE = re.compile(r"[A-Za-z]?\d")
_AMOUNT = re.compile(r"\d[\d.,]* ?")
_LINE_ONLY = "o+>~vqn"


def bullet_marks(text: str) -> Iterator[Mark]:
    for pattern in (_bullet_pattern(), _SYMBOL):
        for found in pattern.finditer(text):
            where = where_is(text, found.start()) or "glued"
            yield Mark(found.start(), found.end(), _bullet_style(found[0]), None, (), where)
    yield from _dashes(text)


def is_bullet(sign: str) -> bool:
    return sign in facts("bullet") or sign in facts("dash") or bool(_SYMBOL.match(sign))


@cache
def _bullet_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, facts("bullet"))))


@cache
def _dash_pattern() -> re.Pattern[str]:
    signs = "".join(re.escape(sign) for sign in facts("dash"))
    return re.compile(rf"[{signs}](?<!\S.)(?![{signs}])")


def _dashes(text: str) -> Iterator[Mark]:
    for found in _dash_pattern().finditer(text):
        start, end = found.span()
        where = where_is(text, start)
        loose = text[end : end + 1].isspace()
        if where is None or _PAGE.match(text, start) or (not loose and _is_amount(text, end)):
            continue
        if found[0] in _LINE_ONLY and not (where == "line" and loose):
            continue
        spans = where == "space" and _spans(text, start, end)
        yield Mark(start, end, _dash_style(found[0]), None, (), where, loose, spans)


def _is_amount(text: str, start: int) -> bool:
    """The dash is a minus: a number and its unit follow."""
    amount = _AMOUNT.match(text, start, start + NEAR)
    return amount is not None and text.startswith(facts("unit"), amount.end())


def _bullet_style(sign: str) -> str:
    return "☐" if sign[0] in "[(☐☑☒□" else sign


def _dash_style(sign: str) -> str:
    """All dashes are one style: a text's dashes are mixed by automatic correction."""
    return "-" if unicodedata.category(sign) == "Pd" or sign == "−" else sign


def _spans(text: str, start: int, end: int) -> bool:
    """The dash at [start, end) stands inside a range or a fixed phrase."""
    left = text[max(0, start - NEAR) : start].rstrip()
    right = text[end : end + NEAR].lstrip()
    if not left or not right:
        return False
    if left.endswith(_lefts()) and any(left.endswith(a) and right.startswith(b) for a, b in _pairs()):
        return True
    if left[-1].isdigit() or left.endswith((".", *facts("month"))):
        return bool(_CODE.match(right) or right.startswith(facts("month")) or _INITIALS.match(right))
    return False


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one, _, other in (pair.partition(" ") for pair in facts("pair")))


@cache
def _lefts() -> tuple[str, ...]:
    return tuple({one for one, _ in _pairs()})
