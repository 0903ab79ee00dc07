"""Numbers, letters and bullets that may open an item of a list, as far as their neighbours allow.

Which of the candidates are items is decided where the whole sequence is seen (fields/lists.py).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, chain

from ita_extract.ita.bullets import bullet_marks, is_bullet
from ita_extract.ita.mark import Mark, facts
from ita_extract.ita.numbering import numbered_marks

_LONGEST_BRACKET = 200
_LONGEST_KEPT = 500  # letters; the marks of a longer text take more memory than finding them again takes time
_UNMARKED = re.compile(r"[ก-๎\s]*")  # every mark has a digit, a sign or a Latin letter


def find_marks(text: str) -> tuple[Mark, ...]:
    """All candidates in order, none overlapping except where one sign may be of two styles."""
    return _kept_marks(text) if len(text) <= _LONGEST_KEPT else _marks(text)


@lru_cache(maxsize=4096)
def _kept_marks(text: str) -> tuple[Mark, ...]:
    return _marks(text)


def _marks(text: str) -> tuple[Mark, ...]:
    if _UNMARKED.fullmatch(text):
        return ()
    closers = _closing_brackets(text)
    enclosed = _enclosed(text, closers)
    candidates = chain(numbered_marks(text, closers), bullet_marks(text))
    found = [mark for mark in candidates if not enclosed[mark.start] and _opens_text(text, mark)]
    found.sort(key=_by_place)
    return tuple(_placed_behind(text, _without_overlaps(found)))


def _closing_brackets(text: str) -> dict[int, int]:
    """Where each ")" that closes something was opened; a new line closes all that is open."""
    opened: list[int] = []
    closed: dict[int, int] = {}
    for found in re.finditer(r"[()\n]", text):
        if found[0] == "(":
            opened.append(found.start())
        elif found[0] == "\n":
            opened.clear()
        elif opened:
            closed[found.start()] = opened.pop()
    return closed


def _enclosed(text: str, closers: dict[int, int]) -> list[bool]:
    """For each character, whether it stands between brackets (the opening one does not)."""
    change = [0] * (len(text) + 1)
    for close, opened in closers.items():
        if close - opened <= _LONGEST_BRACKET:
            change[opened + 1] += 1
            change[close + 1] -= 1
    return [depth > 0 for depth in accumulate(change)]


def opens_list(text: str) -> bool:
    """The text ends in words that introduce a list."""
    return text.rstrip().endswith(facts("opens"))


def is_dash(mark: Mark) -> bool:
    """A sign that may also join two words, so that it alone does not open an item inside a line."""
    return mark.style in facts("dash")


def refers(text: str) -> bool:
    """The text joins two numbers to a reference: nothing, a comma, "and"."""
    return text.strip() == "" or text.strip() in facts("between")


def _by_place(mark: Mark) -> tuple[int, int]:
    return (mark.start, -mark.end)


def _opens_text(text: str, mark: Mark) -> bool:
    """Something that can begin an item follows."""
    after = mark.end
    while after < len(text) and text[after].isspace():
        after += 1
    if after == len(text):
        return False
    first = text[after]
    if first.isdigit():
        return after > mark.end or mark.path == ()
    return first.isalpha() or "ก" <= first <= "๛" or first in "([{“\"‘'<ๆ" or is_bullet(first)


def _without_overlaps(marks: list[Mark]) -> list[Mark]:
    """Marks that begin inside an earlier one go; two readings of the same sign stay."""
    kept: list[Mark] = []
    for mark in marks:
        if not kept or mark.start >= kept[-1].end or (mark.start, mark.end) == (kept[-1].start, kept[-1].end):
            kept.append(mark)
    return kept


def _placed_behind(text: str, marks: list[Mark]) -> list[Mark]:
    """Marks with nothing but white space between them and the one before say so."""
    placed: list[Mark] = []
    for mark in marks:
        before = placed[-1] if placed else None
        inside = mark.where != "line" and before is not None and before.start < mark.start
        if before and inside and not text[before.end : mark.start].strip():
            mark = replace(mark, where="behind")
        placed.append(mark)
    return placed
