"""Headings that say one thing only with their neighbours: states to be ticked, first and last days, risks; or
that say what kind of table theirs is."""

from __future__ import annotations

import re
from functools import cache

from ita_extract.ita.tsv import read_rows
from ita_extract.thai.keys import key

_SCALE = re.compile(r"\([\d\s–-]+\)")


def names_state(heading: str) -> bool:
    """How far something has come: done, under way, not begun."""
    return key(heading) in _headings("state")


def names_answer(heading: str) -> bool:
    """It is an answer such as yes or no, below a question that stands over several columns."""
    return key(heading) in _headings("answer")


def state_title() -> str:
    """What a column of states is called where nothing stands over them."""
    return next(iter(_headings("title")))


def names_begin(heading: str) -> bool:
    return key(heading) in _headings("begin")


def quarter_word(heading: str) -> str:
    """The word for a quarter that the heading begins with, "" where it does not."""
    heads = sorted(_headings("quarter"), key=len, reverse=True)
    return next((word for word in heads if key(heading).startswith(word)), "")


def first_quarter_word() -> str:
    return min(_headings("quarter"), key=len)


def names_end(heading: str) -> bool:
    return key(heading) in _headings("end")


def names_joint(heading: str) -> bool:
    """It ends in a word for those who take part, beside those who lead."""
    return key(heading).endswith(tuple(_headings("joint")))


def names_likelihood(heading: str) -> bool:
    """How likely a risk is, be it under another heading."""
    return _ends_in("likelihood", heading)


def names_impact(heading: str) -> bool:
    """How bad a risk is, be it under another heading."""
    return _ends_in("impact", heading)


def names_risk_level(heading: str) -> bool:
    """How great a risk is, all told, be it under another heading or what is left of it."""
    return key(heading).startswith(tuple(_headings("level")))


def names_share(heading: str) -> bool:
    """It is, or ends in, a word such as percent: how much of something was done."""
    return _ends_in("share", heading)


def names_foreign(heading: str) -> bool:
    """Only tables without measures have it: what is bought, what a service costs, what an agenda has."""
    return key(heading) in _headings("foreign")


def names_quantity(heading: str) -> bool:
    """How many there are of something."""
    return key(heading) in _headings("quantity")


def lays_down(heading: str) -> bool:
    """It begins with the very word for what is laid down, whatever follows."""
    return key(heading).startswith(tuple(_headings("laid")))


def names_planned(word: str) -> bool:
    """Beside a row: it says what is planned."""
    return key(word) in _headings("planned")


def names_done(word: str) -> bool:
    """Beside a row: it says what was done of the row above."""
    return key(word) in _headings("done")


def _ends_in(meaning: str, heading: str) -> bool:
    """A scale in brackets, as in "impact (1-5)", says nothing."""
    words = _SCALE.sub(" ", heading).split()
    return any(key("".join(words[at:])) in _headings(meaning) for at in range(len(words)))


@cache
def _headings(meaning: str) -> frozenset[str]:
    return frozenset(key(heading) for means, heading in read_rows("paired_headings.tsv") if means == meaning)
