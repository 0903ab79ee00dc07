"""Printed lines → paragraphs: which line ends are the paper's edge and which are meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ita_extract.model.document import Mend
from ita_extract.readers.pdf.lines import Line
from ita_extract.readers.pdf.words import first_word, is_cut_word
from ita_extract.thai.glyphs import CLINGING, is_letter

_LINK = re.compile(r"://|www\.|@|[A-Za-z][./_][A-Za-z0-9]")
_SPACE = 0.3  # ems that a space takes
_SLACK = 0.15
_LOST_SPACE = 0.35  # allowed between Thai words, where a space at the line's end leaves no trace
# What begins an item wherever it stands (1. 1.2) (3)), and what may (a dash, a bullet, a bare number).
_NUMBERED = re.compile(r"\(?\d{1,3}(?:\.\d{1,2}){0,3}[.)](?!\d)|\(\d{1,3}\)")
_BULLETED = re.compile(r"[-\u2010-\u2015\u2022\u2212\u25aa-\u25cf\u2756\u27a2\u2713\uf000-\uf0ff]")
_BARE_NUMBER = re.compile(r"(\d{1,3})\s")
_CLOSING = frozenset(")]}\u201d\u2019,;:!?%" + CLINGING)
_OPENING = frozenset("([{\u201c\u2018/")
_HYPHENED = re.compile(r"\S-$")
_PLACE = 4.0  # points: items of one list begin that near to one another


@dataclass(frozen=True, slots=True)
class Prose:
    """Lines joined. raw: a line each; text: printed lines joined, hard paragraph ends as newlines."""

    raw: str
    text: str
    mends: tuple[Mend, ...]


class Column:
    """The room that some lines share: a cell, or the width of a page.

    left, right: its edges; margin: what all its lines keep from them.
    """

    def __init__(self, lines: Sequence[Line], left: float, right: float) -> None:
        self.left, self.right = left, right
        inner = min(min(line.left for line in lines) - left, right - max(line.right for line in lines))
        self.margin = max(inner, 0.0)
        self.bullets = Counter(_place(line) for line in lines if _BULLETED.match(line.text))
        self.numbers = {(_place(line), number) for line in lines if (number := _bare_number(line.text))}

    def ends_paragraph(self, line: Line, after: Line) -> bool:
        """Whether the next line's first word would have fitted behind this line, or begins an item."""
        if abs(line.size - after.size) > 0.2 * line.size:
            return True
        if self._room(line) > _needed(line, after):
            return True
        if _NUMBERED.match(after.text):
            return after.text[0] == "(" or line.text.count("(") <= line.text.count(")")
        return self._is_bullet(after)

    def _room(self, line: Line) -> float:
        """Empty paper behind the line, less the margin; on both sides of centred lines."""
        margin = min(self.margin, line.size)
        before, behind = line.left - self.left - margin, self.right - line.right - margin
        if before > line.size and abs(before - behind) < 0.5 * line.size:
            return before + behind
        return behind

    def _is_bullet(self, line: Line) -> bool:
        """A dash, or a number by itself, begins an item where another line of the column begins so too.

        At the same place, and numbers in turn.
        """
        place = _place(line)
        if _BULLETED.match(line.text):
            return sum(self.bullets[place + step] for step in (-1, 0, 1)) > 1
        number = _bare_number(line.text)
        return number is not None and any(
            (place + step, number + turn) in self.numbers for step in (-1, 0, 1) for turn in (-1, 1)
        )


def join_lines(lines: Sequence[Line], left: float, right: float) -> Prose:
    """The lines of one cell, between its left and right edges."""
    if not lines:
        return Prose("", "", ())
    column = Column(lines, left, right)
    return run_on(lines, [column.ends_paragraph(line, after) for line, after in pairwise(lines)])


def run_on(lines: Sequence[Line], ends: Sequence[bool]) -> Prose:
    """Lines joined; ends: for each but the last, whether a paragraph ends with it."""
    parts: list[str] = []
    for line, before, ended in zip(lines, [None, *lines], [False, *ends], strict=False):
        if before is not None:
            parts.append("\n" if ended else _seam(before, line.text))
        parts.append(line.text)
    text = "".join(parts)
    mends = dict.fromkeys(mend for line in lines for mend in line.mends)
    return Prose("\n".join(line.raw for line in lines), text, tuple(mends))


def is_item(text: str) -> bool:
    """Whether it begins with a number, as items do."""
    return bool(_NUMBERED.match(text) or re.match(r"\d{1,3}(?:\s|$)", text))


def _bare_number(text: str) -> int | None:
    found = _BARE_NUMBER.match(text)
    return int(found.group(1)) if found else None


def _place(line: Line) -> int:
    return round(line.left / _PLACE)


def _needed(line: Line, after: Line) -> float:
    """What the next line's first word would have taken behind this line, with a space where one belongs."""
    word = len(first_word(after.text))
    reach = next((x for letters, x in after.stops if letters >= word), after.right)
    apart = line.broken or not (is_letter(line.text[-1]) and is_letter(after.text[0]))
    return reach - after.left + (_SPACE + _SLACK if apart else _LOST_SPACE) * line.size


def _seam(line: Line, after: str) -> str:
    """What stands between two printed lines of one paragraph.

    Thai runs on without a space; between Thai and anything else no line breaks but at a space.
    """
    last, first = line.text[-1], after[0]
    if first in _CLOSING or _in_link(line.text, first):
        return ""
    if not line.broken and (last in _OPENING or _HYPHENED.search(line.text)):
        return ""
    if is_letter(last) and is_letter(first):
        return " " if line.broken and not is_cut_word(line.text, after) else ""
    return " "


def _in_link(before: str, first: str) -> bool:
    """An address runs on over line ends; Thai behind it does not belong to it."""
    return not is_letter(first) and bool(_LINK.search(before.rsplit(None, 1)[-1]))
