"""What a browser would print before the items of HTML lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ita_extract.readers.text.scanner import Tag

_TYPE = re.compile(r"\btype\s*=\s*[\"']?\s*([1aAiI])\b")
_START = re.compile(r"\bstart\s*=\s*[\"']?\s*(\d{1,6})", re.I)
_VALUE = re.compile(r"\bvalue\s*=\s*[\"']?\s*(\d{1,6})", re.I)
# The item's text brings its own number or bullet, as in most text that was read from paper.
_OWN_MARK = re.compile(r"\s*(?:\(?\d{1,3}(?:\.\d{1,2}){0,3} ?[.)]|\(?\d{1,2}\.\d|[-–—•*·▪●○◦■□☐☑☒✓✔➢❖])")
_BULLETS = "•◦▪"
# Inner lists count anew; another sign behind their numbers keeps them apart from the outer ones.
_CLOSERS = ("{}. ", "{}) ", "({}) ")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass
class _List:
    style: str | None
    number: int


@dataclass
class Bullets:
    """The lists that are open, and the mark that waits for the text of its item."""

    _open: list[_List] = field(default_factory=list)
    _waiting: str = ""

    def read(self, tag: Tag) -> None:
        if tag.name in ("ol", "ul"):
            self._enter_or_leave(tag)
        elif tag.name == "li" and not tag.closing:
            self._waiting = self._next_mark(tag)
        elif tag.name in ("li", "table"):
            self._waiting = ""

    def mark_before(self, text: str) -> str:
        """The mark to print before an item's first text, "" when none waits or the text has its own."""
        mark, self._waiting = self._waiting, ""
        return "" if mark and _OWN_MARK.match(text) else mark

    def _enter_or_leave(self, tag: Tag) -> None:
        self._waiting = ""
        if not tag.closing:
            style, start = _TYPE.search(tag.rest), _START.search(tag.rest)
            number = int(start[1]) if start else 1
            self._open.append(_List((style[1] if style else "1") if tag.name == "ol" else None, number))
        elif self._open:
            self._open.pop()

    def _next_mark(self, tag: Tag) -> str:
        if not self._open or self._open[-1].style is None:
            depth = sum(1 for kept in self._open[:-1] if kept.style is None) if len(self._open) < 9 else 2
            return _BULLETS[min(depth, 2)] + " "
        inner = self._open[-1]
        value = _VALUE.search(tag.rest)
        number = int(value[1]) if value else inner.number
        inner.number = number + 1
        depth = sum(1 for kept in self._open[:-1] if kept.style == inner.style) if len(self._open) < 9 else 2
        return _CLOSERS[min(depth, 2)].format(_print(number, inner.style or "1"))


def _print(number: int, style: str) -> str:
    """26 → "z" in style "a"; 4 → "iv" in style "i"; beyond what lists have, the plain number."""
    if style in "aA" and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
    elif style in "iI" and 1 <= number <= 39:
        letter = _roman(number)
    else:
        return str(number)
    return letter.upper() if style.isupper() else letter


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written
