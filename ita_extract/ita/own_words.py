"""A user's own words, and which of them count while a report is read.

Headings and units are asked for deep inside the steps, so the words in use are a context variable: each
thread and each report has its own, and nothing of them is left when the report is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

Choices = tuple[tuple[str, ...], ...]


# Compared by identity: what is worked out from them is kept for each, and asked for by the thousand.
@dataclass(frozen=True, slots=True, eq=False)
class OwnWords:
    """words, phrases: right spellings; units: whole names without white space;
    headings: the roles of a heading's key, as in ita.roles; corrections: what is right, by what is wrong.
    """

    words: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()
    units: tuple[str, ...] = ()
    headings: Mapping[str, Choices] = field(default_factory=dict)
    corrections: Mapping[str, str] = field(default_factory=dict)


NONE = OwnWords()
_in_use: ContextVar[OwnWords] = ContextVar("own_words", default=NONE)


def in_use() -> OwnWords:
    return _in_use.get()


@contextmanager
def using(own: OwnWords) -> Iterator[None]:
    """Until the end of the block these words count in this thread or task."""
    token = _in_use.set(own)
    try:
        yield
    finally:
        _in_use.reset(token)


def split_choices(roles: str) -> Choices:
    """ "a,b|c" as in headings.tsv: both a and b, or c where these are taken."""
    return tuple(tuple(role.strip() for role in choice.split(",")) for choice in roles.split("|"))
