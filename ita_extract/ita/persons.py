"""Persons' names: a title, a first name and mostly a surname."""

from __future__ import annotations

import re

from ita_extract.ita.names import LINE, NEXT_NAME, SPACE, Compact, longest, word_at

_NAME_PART = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]+")
_MOST_TITLES = 3
_POSTS = ("leader", "position", "post")
# What begins another name for sure, and what a surname may begin like ("สายทอง").
_SURE = ("label", "whole", "agency", "every", "title")
_UNSURE = ("head", "weak", "bare", *_POSTS)
_SURE_POST, _SHORTEST_PART = 7, 2  # letters; shorter posts may stand in a name


def person_end(compact: Compact, at: int) -> int:
    """The end of a person's name with its titles; `at` when there is none."""
    text = compact.text
    begin = _after_titles(text, at)
    if begin == at or compact.gap(begin) == LINE:
        return at
    first = _name_part_end(compact, begin)
    if first - begin < 2:
        return at
    if compact.gap(first) != SPACE or _opens_another(compact, first):
        return first
    if text.startswith("ณ", first) and compact.gap(first + 1):
        return _name_part_end(compact, first + 1)
    return _name_part_end(compact, first)


def _opens_another(compact: Compact, at: int) -> bool:
    """Another name, or a label for one, begins here, and no surname that begins like a unit or a post."""
    text = compact.text
    if longest(_SURE, text, at) or not longest(NEXT_NAME, text, at):
        return longest(_SURE, text, at) > 0
    subject = at + longest(_UNSURE, text, at)
    return compact.gap(subject) > 0 or longest(("subject", *NEXT_NAME), text, subject) > 0


def _after_titles(text: str, at: int) -> int:
    begin = at
    for _ in range(_MOST_TITLES):
        title = len(word_at("title", text, begin))
        if title <= len(word_at("untitled", text, begin)):
            break
        begin += title
    return begin


def _name_part_end(compact: Compact, at: int) -> int:
    found = _NAME_PART.match(compact.text, at)
    stop = found.end() if found else at
    return next((index for index in range(at + 1, stop) if _ends_part(compact, at, index)), stop)


def _ends_part(compact: Compact, at: int, index: int) -> bool:
    """A part of a name ends at a space, or where a post is glued to it."""
    return bool(compact.gap(index)) or (
        index - at >= _SHORTEST_PART and longest(_POSTS, compact.text, index) >= _SURE_POST
    )
