"""Words that somebody has said are wrong, replaced wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ita_extract.model.document import Mend

RULE = "own-correction"
_AROUND = 12  # letters shown on each side of a change
# A match does not cut a consonant from the vowels and marks that are written around it.
_WHOLE = "(?<![เ-ไ])(?:{})(?![ะ-ฺๅ็-๎])"


class Corrections:
    """right: what is right, by what is wrong; of two that begin at one place, the longer is made."""

    def __init__(self, right: Mapping[str, str]) -> None:
        self._right = right
        wrong = "|".join(re.escape(words) for words in sorted(right, key=len, reverse=True))
        self._pattern = re.compile(_WHOLE.format(wrong)) if right else None

    def correct(self, text: str) -> tuple[str, tuple[Mend, ...]]:
        found = list(self._pattern.finditer(text)) if self._pattern else []
        mended, at = "", 0
        for match in found:
            mended += text[at : match.start()] + self._right[match.group()]
            at = match.end()
        return mended + text[at:], tuple(_mend(match, self._right[match.group()]) for match in found)


def _mend(found: re.Match[str], right: str) -> Mend:
    before = found.string[max(0, found.start() - _AROUND) : found.start()].rpartition("\n")[2]
    behind = found.string[found.end() : found.end() + _AROUND].partition("\n")[0]
    return Mend(before + found.group() + behind, before + right + behind, RULE)
