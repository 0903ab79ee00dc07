"""Where a text export says that a page begins."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property

from ita_extract.thai.tsv import read_rows

_RULE = re.compile(r"^[ \t]*-{3,5}[ \t]*\r?$", re.M)
_FEED = re.compile(r"\f")
# So much stands at least on a page (letters and signs without white space); what is shorter is a section.
_SHORTEST_PAGE = 200


@dataclass(frozen=True, slots=True)
class Mark:
    """[start, end) of the mark itself; number: of the page that begins there, where the mark says so."""

    start: int
    end: int
    number: int | None = None


@dataclass(frozen=True)
class Pages:
    """marks: what separates pages, in order; numbers: the page behind each; first: the one before them."""

    marks: tuple[Mark, ...] = ()
    numbers: tuple[int, ...] = ()
    first: int = 1

    @property
    def count(self) -> int | None:
        """None when the file marks no page."""
        return max((self.first, *self.numbers)) if self.marks else None

    @cached_property
    def _ends(self) -> list[int]:
        return [mark.end for mark in self.marks]

    def at(self, offset: int) -> int | None:
        if not self.marks:
            return None
        passed = bisect_right(self._ends, offset)
        return self.numbers[passed - 1] if passed else self.first


def find_pages(text: str) -> Pages:
    """By the surest kind of mark that the file has: numbered ones, page breaks, form feeds, rules."""
    finders: tuple[Callable[[str], list[Mark]], ...] = (_numbered, _breaks, _feeds, _rules)
    for find in finders:
        marks = find(text)
        if marks:
            return _numbered_pages(text, marks) if find is _numbered else _counted_pages(text, marks)
    return Pages()


def _numbered(text: str) -> list[Mark]:
    """Marks with numbers that never fall, else none."""
    marks = [
        Mark(found.start(), found.end(), int(next(filter(None, found.groups()))))
        for found in _numbered_pattern().finditer(text)
    ]
    numbers = [mark.number or 0 for mark in marks]
    return marks if numbers == sorted(numbers) else []


def _numbered_pages(text: str, marks: list[Mark]) -> Pages:
    """Marks stand at the top of pages, or all at the foot: text before the first, none after the last."""
    numbers = [mark.number or 0 for mark in marks]
    shift = 1 if numbers[0] == 0 else 0
    leads = bool(text[: marks[0].start].strip())
    trails = bool(text[marks[-1].end :].strip())
    if leads and not trails:
        following = [*numbers[1:], numbers[-1]]
        return Pages(tuple(marks), tuple(n + shift for n in following), numbers[0] + shift)
    first = max(numbers[0] + shift - 1, 1)
    return Pages(tuple(marks), tuple(n + shift for n in numbers), first)


def _counted_pages(text: str, marks: list[Mark]) -> Pages:
    """A mark before the first letter or behind the last one separates nothing."""
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    numbers, page = [], 1
    for mark in marks:
        page += first < mark.end and mark.start < last
        numbers.append(page)
    return Pages(tuple(marks), tuple(numbers))


def _breaks(text: str) -> list[Mark]:
    return [Mark(found.start(), found.end()) for found in _break_pattern().finditer(text)]


def _feeds(text: str) -> list[Mark]:
    return [Mark(found.start(), found.end()) for found in _FEED.finditer(text)]


def _rules(text: str) -> list[Mark]:
    """Rules alone between blank lines, when as much stands between any two as on a page."""
    marks = [Mark(found.start(), found.end()) for found in _RULE.finditer(text)]
    if not marks or any(not _stands_alone(text, mark) for mark in marks):
        return []
    edges = [0, *(mark.end for mark in marks)]
    ends = [*(mark.start for mark in marks), len(text)]
    sizes = [sum(map(len, text[a:b].split())) for a, b in zip(edges, ends, strict=True)]
    return marks if min(sizes[:-1]) >= _SHORTEST_PAGE and sizes[-1] > 0 else []


def _stands_alone(text: str, mark: Mark) -> bool:
    above = text[max(mark.start - 8, 0) : mark.start]
    below = text[mark.end : mark.end + 8]
    return _blank_line_within(above[::-1], mark.start <= 8) and _blank_line_within(
        below, mark.end + 8 >= len(text)
    )


def _blank_line_within(text: str, at_edge: bool) -> bool:
    blank = text[: len(text) - len(text.lstrip())]
    return blank.count("\n") >= 2 or (at_edge and not text.strip())


@cache
def _words(kind: str) -> str:
    """The words of one kind in page_words.tsv, as alternatives."""
    words = sorted((row[1] for row in read_rows("page_words.tsv") if row[0] == kind), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"[ _-]?") for word in words)


@cache
def _numbered_pattern() -> re.Pattern[str]:
    """A comment, or a line dressed as a heading, a rule or a tag; a bare number is a printed footer."""
    body = rf"(?:{_words('page')})[ \t]*[:#.]?[ \t]*(\d{{1,4}})(?:[ \t]*(?:{_words('of')})[ \t]*\d{{1,4}})?"
    forms = (
        rf"<!--[ \t]*(?:(?:start|begin)[ \t]+(?:of[ \t]+)?)?{body}[^\d<>-][^<>\d]{{0,40}}-->",
        rf"<!--[ \t]*{body}-->",
        rf"^[ \t]*#{{1,6}}[ \t]+\**{body}\**[ \t]*#*[ \t]*\r?$",
        rf"^[ \t]*[-=_*]{{2,40}}[ \t]*{body}[ \t]*[-=_*]{{2,40}}[ \t]*\r?$",
        rf"^[ \t]*\[[ \t]*{body}[ \t]*\][ \t]*\r?$",
        rf"^[ \t]*<{body}>[ \t]*\r?$",
        r"^[ \t]*\{(\d{1,4})\}-{10,}[ \t]*\r?$",
    )
    return re.compile("|".join(forms), re.M | re.I)


@cache
def _break_pattern() -> re.Pattern[str]:
    words = _words("break")
    dressed = rf"^[ \t]*[-=_*#\[<{{]{{1,40}}[ \t]*(?:{words})[ \t]*[-=_*#\]>}}]{{1,40}}[ \t]*\r?$"
    bare = r"^[ \t]*\\(?:newpage|pagebreak)[ \t]*\r?$"
    style = r"<(?:div|p|br|hr)\b[^<>]*page-break-(?:before|after)[ \t]*:[ \t]*always[^<>]*>"
    return re.compile(rf"<!--[ \t]*(?:{words})[ \t]*-->|{dressed}|{bare}|{style}", re.M | re.I)
