"""What the open-data assessment asks for, topic by topic, and the indicator that each topic belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz import fuzz, process

from ita_extract.ita.tsv import read_rows
from ita_extract.thai.keys import key

_LIKE_ENOUGH = 85.0
_SHORTEST = 10
_LONGEST = 100  # characters of a subject in which a topic must end
_WORDS = re.compile(r"[^\s/,;:()\-–]+")


def indicator_of_topic(subject: str) -> int | None:
    """The indicator whose topic the subject names: by its first words, or when the whole is much like it.

    Words that go on in letters are other words: "the administration of staff" is no "administration".
    """
    wanted = key(subject)
    named = next((begin for begin in _beginnings(subject) if begin in _topics()), None)
    if named is None and len(wanted) >= _SHORTEST:
        near = process.extractOne(wanted, _topics().keys(), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
        named = near[0] if near else None
    return _topics()[named] if named else None


def _beginnings(subject: str) -> Iterator[str]:
    """The keys of what stands before each space or sign of the subject's first words, longest first."""
    ends = [mark.end() for mark in _WORDS.finditer(subject, 0, _LONGEST)]
    return (key(subject[:end]) for end in reversed(ends))


@cache
def _topics() -> dict[str, int]:
    return {key(topic): int(number) for number, topic in read_rows("topics.tsv")}
