"""Certain mends of text that an office program stored: invisible hyphens, old Thai fonts' private letters."""

from __future__ import annotations

import re
from functools import cache

from ita_extract.model.document import Mend
from ita_extract.thai import glyphs

SOFT_HYPHEN = "\u00ad"
_RULE = "private-glyphs"


def mend(raw: str) -> tuple[str, tuple[Mend, ...]]:
    """The text that is shown, and each word whose letters changed."""
    shown = raw.replace(SOFT_HYPHEN, "")
    words = _private_words().findall(shown)
    if not words:
        return shown, ()
    table = glyphs.private_letters()
    return shown.translate(table), tuple(Mend(word, word.translate(table), _RULE) for word in words)


@cache
def _private_words() -> re.Pattern[str]:
    private = "".join(map(chr, glyphs.private_letters()))
    return re.compile(rf"(?<!\S)[^\s{private}]*[{private}]\S*")
