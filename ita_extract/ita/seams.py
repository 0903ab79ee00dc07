"""Words at the end of one part of a text, or the head of the next, that leave a sentence open."""

from __future__ import annotations

from functools import cache

from ita_extract.ita.tsv import read_rows
from ita_extract.thai.words import segment

_BESIDE = 40  # letters looked at on either side


def goes_on_behind(above: str, below: str) -> bool:
    """A sentence that ends nowhere above, or begins nowhere below; neither text is empty."""
    if above.count("(") > above.count(")") and ")" in below:
        return True
    head, tail = segment(below.lstrip()[:_BESIDE])[0], segment(above.rstrip()[-_BESIDE:])[-1]
    return tail.strip() in _words("open") or head.strip() in _words("on")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row[1] for row in read_rows("seams.tsv") if row[0] == kind)
