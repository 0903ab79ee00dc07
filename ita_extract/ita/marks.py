"""Numbers, letters and bullets that may open an item of a list, as far as their neighbours allow.

Which of the candidates are items is decided where the whole sequence is seen (fields/lists.py).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from ita_extract.ita.bullets import bullet_marks, is_bullet
from ita_extract.ita.mark import Mark, facts
from ita_extract.ita.numbering import numbered_marks


def find_marks(text: str) -> list[Mark]:
    """All candidates in order, none overlapping except where one sign may be of two styles."""
    candidates = chain(numbered_marks(text), bullet_marks(text))
    found = [mark for mark in candidates if _opens_text(text, mark)]
    found.sort(key=_by_place)
    return _placed_behind(text, _without_overlaps(found))


def opens_list(text: str) -> bool:
    """The text ends in words that introduce a list."""
    return text.rstrip().endswith(facts("opens"))


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
