"""The dictionary, loaded when a page first needs it."""

from __future__ import annotations

from functools import lru_cache

from ita_extract.thai.glyphs import is_thai, is_thai_digit

_LOOK_AHEAD = 40  # letters: longer than any word that could stand at the head of a line


def known_share(text: str) -> float:
    """Share of the Thai letters that stand in dictionary words."""
    from ita_extract.thai import words

    return words.known_share(text)


@lru_cache(maxsize=4096)
def first_word(text: str) -> str:
    """What would have had to fit on the line above: all up to a space or the first seam between Thai words."""
    from ita_extract.thai import words

    head = text[:_LOOK_AHEAD].split(None, 1)[0] if text.strip() else ""
    word = ""
    for part in words.segment(head) if head else ():
        if len(word) > 1 and _is_letter(word[-1]) and _is_letter(part[0]):
            break
        word += part
    return word


def _is_letter(letter: str) -> bool:
    return is_thai(letter) and not is_thai_digit(letter)
