"""Printed lines → paragraphs: which line ends are the paper's edge and which are meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from ita_extract.model.document import Mend
from ita_extract.readers.print.item_marks import BULLETED, LETTERED, MARKS, NUMBERED, count_of
from ita_extract.readers.print.lines import Line
from ita_extract.readers.print.words import first_word
from ita_extract.thai.glyphs import is_letter
from ita_extract.thai.line_ends import OPENING, between, is_cut_word

_SPACE = 0.3  # ems that a space takes
_SLACK = 0.15
_LOST_SPACE = 0.35  # allowed between Thai words, where a space at the line's end leaves no trace
_DIGITS, _PADDING = 3, 0.6  # of a number; ems beside it
_CENTRED = 1.0  # ems that the room before and behind a centred line may differ
_PLACE = 4.0  # points: items of one list begin that near to one another
# "… O1" above "- O35" alone; not so where O1 is an item too.
_RANGE = re.compile(r"[ \d()–-]*+[^ \d()–-].*[ (]([A-Za-z]?)\d{1,4}\n[-–] ?\1\d{1,4}[)., ]*")


class Prose(NamedTuple):
    """Lines joined. raw: a line each; text: printed lines joined, hard paragraph ends as newlines."""

    raw: str
    text: str
    mends: tuple[Mend, ...]


class Column:
    """The room that some lines share: a cell, or the width of a page.

    left, right: its edges; margin: what all its lines keep from them, 0 where the edges are exact.
    """

    def __init__(self, lines: Sequence[Line], left: float, right: float, *, is_exact: bool = False) -> None:
        self.left, self.right, self.is_exact = left, right, is_exact
        inner = min(min([line.left for line in lines]) - left, right - max([line.right for line in lines]))
        self.margin = 0.0 if is_exact else max(inner, 0.0)
        self.lines = lines

    @cached_property
    def bullets(self) -> Counter[int]:
        """How many lines begin with a dash at each place."""
        return Counter(_place(line) for line in self.lines if BULLETED.match(line.text))

    @cached_property
    def counts(self) -> set[tuple[int, str, int]]:
        """The places, styles and numbers of the lines that begin with one."""
        return {(_place(line), *count) for line in self.lines if (count := count_of(line.text))}

    def ends_paragraph(self, line: Line, after: Line, beyond: Line | None = None) -> bool:
        """Whether the next line's first word would have fitted behind this line, or begins an item.

        beyond: the line after the next, into which a long word may be cut.
        """
        if abs(line.size - after.size) > 0.2 * line.size:
            return True
        if line.text[-1] in OPENING:
            return False
        if self._has_room(line, after, beyond):
            return True
        if NUMBERED.match(after.text) or LETTERED.match(after.text):
            return after.text[0] == "(" or line.text.count("(") <= line.text.count(")")
        return self._is_bullet(after) and not _RANGE.fullmatch(f"{line.text}\n{after.text}")

    def _has_room(self, line: Line, after: Line, beyond: Line | None) -> bool:
        """For the next line's first word."""
        room, space = self._room(line), self._space(line, after)
        if room <= after.reach(1) - after.left + space:  # words are looked for only where any could fit
            return False
        word = first_word(self._head(after, beyond), least=self._are_titles(line, after))
        return room > after.reach(len(word)) - after.left + space

    def _room(self, line: Line) -> float:
        """Empty paper behind the line, less the margin; on both sides of centred lines."""
        margin = min(self.margin, line.size)
        before, behind = line.left - self.left - margin, self.right - line.right - margin
        if before > line.size and abs(before - behind) < 0.5 * line.size:
            return before + behind
        return behind

    def _head(self, line: Line, beyond: Line | None) -> str:
        """The line, and what its end cut off where it is one word too long for the room."""
        if beyond is None or " " in line.text or self._room(line) >= line.size:
            return line.text
        return line.text + beyond.text * is_cut_word(line.text, beyond.text)

    def _space(self, line: Line, after: Line) -> float:
        """What a space between the two lines would have taken; it may be lost between Thai words.

        Hardly in titles.
        """
        if line.broken or not (is_letter(line.text[-1]) and is_letter(after.text[0])):
            return (_SPACE + _SLACK) * line.size
        return 0.0 if self._are_titles(line, after) else _LOST_SPACE * line.size

    def _are_titles(self, *lines: Line) -> bool:
        """Centred lines of a page mostly end where their writer wanted."""
        edges = (self.left, self.right)
        return self.is_exact and all(is_centred(line, edges) for line in lines)

    def _is_bullet(self, line: Line) -> bool:
        """A dash, or a number by itself, begins an item where another line of the column begins so too.

        At the same place, and numbers in turn.
        """
        is_bullet, count = BULLETED.match(line.text), count_of(line.text)
        if not is_bullet and count is None:
            return False
        places = [_place(line) + step for step in (-1, 0, 1)]
        if count is None:
            return sum(self.bullets[place] for place in places) > 1
        style, number = count
        return any((place, style, number + turn) in self.counts for place in places for turn in (-1, 1))


def join_lines(lines: Sequence[Line], left: float, right: float) -> Prose:
    """The lines of one cell, between its left and right edges."""
    if len(lines) < 2:
        return run_on(lines, ())
    if _is_cut_number(lines, right - left):
        number = "".join(line.text for line in lines)
        return Prose("\n".join([line.raw for line in lines]), number, ())
    column = Column(lines, left, right)
    followed = zip(lines, lines[1:], [*lines[2:], None], strict=False)
    return run_on(lines, [column.ends_paragraph(*three) for three in followed])


def _is_cut_number(lines: Sequence[Line], width: float) -> bool:
    """A digit on each line, in a column that has room for no more."""
    if len(lines) > _DIGITS or not all(len(line.text) == 1 and line.text.isdecimal() for line in lines):
        return False
    return width < 2 * (lines[0].right - lines[0].left) + _PADDING * lines[0].size


def run_on(lines: Sequence[Line], ends: Sequence[bool]) -> Prose:
    """Lines joined; ends: for each but the last, whether a paragraph ends with it."""
    text = lines[0].text if lines else ""
    for before, line, ended in zip(lines, lines[1:], ends, strict=False):
        # All that came before, for an address may run over more than two lines.
        text += "\n" if ended else between(text, line.text, broken=before.broken)
        text += line.text
    mends = dict.fromkeys([mend for line in lines for mend in line.mends])
    return Prose("\n".join([line.raw for line in lines]), text, tuple(mends))


def is_centred(line: Line, edges: tuple[float, float]) -> bool:
    """The same room before it as behind it, and some."""
    before, behind = line.left - edges[0], edges[1] - line.right
    return before > 1 and abs(before - behind) < _CENTRED * line.size


def text_left(line: Line) -> float | None:
    """Where the text begins behind a number, a letter or a bullet; None where the line has none."""
    found = next((found for mark in MARKS if (found := mark.match(line.text))), None)
    if found is None:
        return None
    start = found.end() + len(line.text[found.end() :]) - len(line.text[found.end() :].lstrip())
    return line.reach(start)


def _place(line: Line) -> int:
    return round(line.left / _PLACE)
