"""What the open-data assessment asks for, topic by topic, and the indicator that each topic belongs to."""

from __future__ import annotations

from functools import cache

from rapidfuzz import fuzz, process

from ita_extract.ita.tsv import read_rows
from ita_extract.thai.keys import key

_LIKE_ENOUGH = 85.0
_SHORTEST = 10


def indicator_of_topic(subject: str) -> int | None:
    """The indicator whose topic the subject names: by its first words, or when the whole is much like it."""
    wanted = key(subject)
    named = next((name for name in _topics() if wanted.startswith(name)), None)
    if named is None and len(wanted) >= _SHORTEST:
        near = process.extractOne(wanted, _topics().keys(), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
        named = near[0] if near else None
    return _topics()[named] if named else None


@cache
def _topics() -> dict[str, int]:
    """Longest first, so that the closest topic is met first."""
    rows = sorted(read_rows("topics.tsv"), key=lambda row: -len(row[1]))
    return {key(topic): int(number) for number, topic in rows}
