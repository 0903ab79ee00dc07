"""Where a line, or a page, ends within a text: what stands between its two parts."""

from __future__ import annotations

import re
from itertools import accumulate

from ita_extract.thai.glyphs import CLINGING, is_letter
from ita_extract.thai.words import is_word, keeps_space, segment

_BESIDE = 16  # letters looked at on either side of a line's end
_LONGEST_LINK = 300
_LINK = re.compile(r"://|www\.|@|[A-Za-z][./_][A-Za-z0-9]")
_CLOSING = frozenset(")]}\u201d\u2019,;:!?%" + CLINGING)
OPENING = frozenset("([{\u201c\u2018/")
_HYPHENED = re.compile(r"\S-$")


def between(before: str, after: str, *, broken: bool = False) -> str:
    """A space or nothing, between two parts of one paragraph; neither is empty, nor has space at its ends.

    Thai runs on without a space where orthography asks for none; between Thai and anything else no line
    breaks but at a space. broken: the line ended with a space, though none is left.
    """
    last, first = before[-1], after[0]
    if first in _CLOSING or _in_link(before, first):
        return ""
    if not broken and (last in OPENING or _HYPHENED.search(before)):
        return ""
    if not (is_letter(last) and is_letter(first)):
        return " "
    apart = broken or keeps_space(before, after)
    return " " if apart and not is_cut_word(before, after) else ""


def _in_link(before: str, first: str) -> bool:
    """An address runs on over line ends; Thai behind it does not belong to it."""
    return not is_letter(first) and bool(_LINK.search(before[-_LONGEST_LINK:].rsplit(None, 1)[-1]))


def is_cut_word(before: str, after: str) -> bool:
    """Whether a line end fell inside one dictionary word: ข้อ|มูล; not one made of halves of two others."""
    tail, head = before[-_BESIDE:].split()[-1], after[:_BESIDE].split()[0]
    at = 0
    for part in segment(tail + head):
        if at < len(tail) < at + len(part):
            return is_word(part) and at in _borders(tail)
        at += len(part)
    return False


def _borders(text: str) -> set[int]:
    return {0, *accumulate(len(part) for part in segment(text))}
