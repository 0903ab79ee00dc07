"""The dictionary, loaded when a page first needs it."""

from __future__ import annotations

from functools import lru_cache

from ita_extract.thai.glyphs import is_letter

_LOOK_AHEAD = 40  # letters: longer than any word that could stand at the head of a line
_BESIDE = 16  # letters looked at on either side of a seam


def known_share(text: str) -> float:
    """Share of the Thai letters that stand in dictionary words."""
    from ita_extract.thai import words

    return words.known_share(text)


@lru_cache(maxsize=4096)
def first_word(text: str) -> str:
    """What would have had to fit on the line above: all up to a space or a seam between words."""
    from ita_extract.thai import words

    head = text[:_LOOK_AHEAD].split(None, 1)[0] if text.strip() else ""
    word = ""
    for part in words.segment(head) if head else ():
        if len(word) > 1 and is_letter(word[-1]) and is_letter(part[0]):
            break
        word += part
    return word


def is_cut_word(before: str, after: str) -> bool:
    """Whether a line end fell inside one dictionary word: ข้อ|มูล."""
    from ita_extract.thai import words

    tail, head = before[-_BESIDE:].split()[-1], after[:_BESIDE].split()[0]
    at = 0
    for part in words.segment(tail + head):
        if at < len(tail) < at + len(part):
            return words.is_word(part)
        at += len(part)
    return False
