"""The dictionary, loaded when a page first needs it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ita_extract.thai.glyphs import is_letter

_LOOK_AHEAD = 40  # letters: longer than any word that could stand at the head of a line
# Of the dictionary's words that are longer, the programs that set Thai (by ICU's) break 19 in 20 inside; of
# words that are rarer than a tenth of their parts 7 in 8.
_LONGEST_WHOLE, _SELDOM = 11, 0.1


def known_share(text: str) -> float:
    """Share of the Thai letters that stand in dictionary words."""
    from ita_extract.thai import words

    return words.known_share(text)


def are_known(text: str, share: float) -> bool:
    """Whether so large a share of the Thai letters stands in dictionary words."""
    from ita_extract.thai import words

    return words.are_known(text, share)


@lru_cache(maxsize=4096)
def first_word(text: str, *, least: bool = False) -> str:
    """What would have had to fit on the line above: all up to a space or a seam between words.

    least: the shortest that a line could have ended with, where a compound may be two words.
    """
    from ita_extract.thai import words

    head = text[:_LOOK_AHEAD].split(None, 1)[0] if text.strip() else ""
    word = ""
    for part in words.segment(head) if head else ():
        if len(word) > 1 and is_letter(word[-1]) and is_letter(part[0]):
            break
        first = _first_part(part, least)
        word += first
        if first != part:
            break
    return word


def _first_part(word: str, least: bool) -> str:
    """A compound's first word, where a line could end behind it: องค์การ|บริหาร|ส่วน|ตำบล."""
    from ita_extract.thai import words

    if word in words.dictionary().whole or not (least or len(word) > _LONGEST_WHOLE):
        return word
    for part in words.words_at(word, 0):
        rest = words.segment_run(word[len(part) :])
        if part != word and all(known for _, known in rest) and _breaks(word, [part, *dict(rest)]):
            return _first_part(part, least)
    return word


def _breaks(word: str, parts: Sequence[str]) -> bool:
    """The word is long, or its parts are far more common than it is."""
    from ita_extract.thai import words

    counts = words.frequencies()
    rarest = min(counts.get(part, 0) for part in parts)
    return len(word) > _LONGEST_WHOLE or counts.get(word, 0) < _SELDOM * rarest
