"""Text → physical lines, each told apart by its signs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from ita_extract.readers.text.flow import LINE_END
from ita_extract.readers.text.pages import Pages

PIPE = re.compile(r"(?<!\\)\|")
_FENCE = re.compile(r"[ \t]*(?:```+|~~~+)[ \t]*[A-Za-z0-9_+-]*[ \t]*$")
_RULE = re.compile(r"[ \t]*([-=_*~–—─═━])(?:[ \t]*\1){2,}[ \t]*$")
BORDER = re.compile(r"[ \t]*\+(?:[-=:]+\+)+[ \t]*$")
# A quoted field as spreadsheets write it: doubled quotation marks inside, and line ends, but no tab.
_QUOTED = re.compile(r'(?:(?<=\t)|^)"[^"\t]*+(?:""[^"\t]*+)*+"(?=\t|\r?$)', re.M)


class Kind(Enum):
    BLANK = auto()
    MARK = auto()  # of a new page
    FENCE = auto()
    RULE = auto()
    TABBED = auto()
    PIPED = auto()
    PLAIN = auto()


class Strip(NamedTuple):
    """[start, end) of one line, without its line end."""

    start: int
    end: int
    kind: Kind


def cut(text: str, start: int, end: int, pages: Pages) -> list[Strip]:
    """The lines between start and end; one that a quoted field runs over is one strip."""
    kept = _Quoted(text, start, end)
    marks = _Marks(pages)
    strips = []
    for first, last in _line_bounds(text, start, end):
        if not kept.runs_over(last):
            strips.append(Strip(start, last, _kind(text, start, last, marks)))
            if text.startswith("\f", last):
                strips.append(Strip(last, last, Kind.MARK))
            start = first
    return strips


def _line_bounds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """For each line end: where the next line starts, where this one ends."""
    for found in LINE_END.finditer(text, start, end):
        yield found.end(), found.start()
    yield end, end


class _Quoted:
    """The quoted fields that hold line ends and stand beside a tab."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._spans: list[tuple[int, int]] = []
        if text.find("\t", start, end) >= 0 and text.find('"', start, end) >= 0:
            for found in _QUOTED.finditer(text, start, end):
                beside = (
                    text[found.start() - 1 : found.start()] == "\t"
                    or text[found.end() : found.end() + 1] == "\t"
                )
                if beside and "\n" in found[0]:
                    self._spans.append(found.span())
        self._starts = [span[0] for span in self._spans]

    def runs_over(self, offset: int) -> bool:
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._spans[at][1]


class _Marks:
    def __init__(self, pages: Pages) -> None:
        self._marks = pages.marks
        self._starts = [mark.start for mark in pages.marks]

    def fill(self, text: str, start: int, end: int) -> bool:
        """A page mark stands on the line, and nothing else."""
        at = bisect_right(self._starts, end) - 1
        if at < 0 or self._marks[at].end <= start:
            return False
        mark = self._marks[at]
        return not text[start : max(mark.start, start)].strip() and not text[mark.end : end].strip()


def _kind(text: str, start: int, end: int, marks: _Marks) -> Kind:
    line = text[start:end]
    if not line.strip():
        return Kind.BLANK
    if marks.fill(text, start, end):
        return Kind.MARK
    bare = line.lstrip(" ")
    if "\t" in bare.rstrip("\r\n ") and not bare.startswith("|"):
        return Kind.TABBED
    if "|" in bare and PIPE.search(bare):
        return Kind.PIPED
    if _FENCE.match(line):
        return Kind.FENCE
    return Kind.RULE if _RULE.match(line) or BORDER.match(line) else Kind.PLAIN
