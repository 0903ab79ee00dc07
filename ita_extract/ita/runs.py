"""Where a name ends that no list knows: how far its letters run."""

from __future__ import annotations

import re

from ita_extract.ita.names import LINE, NEXT_NAME, Compact, longest, word_at

LETTERS = "A-Za-z\u0e01-\u0e3a\u0e40-\u0e4e"
VERBS = ("act", "verb", "aux")
LONGEST_NAME = 60
_LONGEST_ENDING = 25
_VERB_FROM = 6

_RUN = re.compile(rf"(?:[{LETTERS}]|\.(?=[ก-ฮ])|(?<=[ก-ฮ])\.|\d+(?![\d.)/])|ฯ)*")


def run_on(compact: Compact, end: int) -> int:
    """A name whose known part ends inside a run of letters goes on to its end, unless a new word begins."""
    text = compact.text
    if compact.gap(end) or longest((*VERBS, "link", "after", *NEXT_NAME), text, end):
        return end
    stop = _run_end(compact, end)
    if stop - end > _LONGEST_ENDING or _first_act(text, end, stop) < stop:
        return end
    return _before_next_name(compact, end, stop)


def free_end(compact: Compact, at: int) -> int:
    """The end of a name that no list knows: up to a space, a sign, a verb or the next name."""
    text = compact.text
    if compact.gap(at) == LINE or longest(("aux", "link", *NEXT_NAME), text, at):
        return at
    stop = min(_run_end(compact, at), at + LONGEST_NAME)
    stop = min(stop, _first_act(text, at + _VERB_FROM, stop)) if stop > at + _VERB_FROM else stop
    return _before_next_name(compact, at, stop)


def _run_end(compact: Compact, at: int) -> int:
    """The end of the letters without a gap."""
    run = _RUN.match(compact.text, at, at + LONGEST_NAME + 1)
    stop = run.end() if run else at
    for index in range(at + 1, stop):
        if compact.gap(index):
            return index
    return stop


def _first_act(text: str, begin: int, stop: int) -> int:
    return next((index for index in range(begin, stop) if word_at("act", text, index)), stop)


def _before_next_name(compact: Compact, begin: int, stop: int) -> int:
    """Cuts at an "and" or "or" that another name follows."""
    text = compact.text
    for index in range(begin + 1, stop):
        link = len(word_at("link", text, index))
        if link > 2 and longest(NEXT_NAME, text, index + link):
            return index
    return stop
