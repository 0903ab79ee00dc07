"""What a heading is matched on: its letters and digits, and nothing that a scanner adds or loses."""

from __future__ import annotations

from functools import lru_cache

from ita_extract.thai.digits import to_arabic
from ita_extract.thai.marks import order

_MARKS = frozenset("ัิีึืฺุู็่้๊๋์ํ๎")
_SIGNS = frozenset("ฯ")  # counts as a letter for Unicode


@lru_cache(maxsize=32768)
def key(text: str) -> str:
    """Unicode in order; spaces, zero-width characters and punctuation gone; digits Arabic; Latin lower case.

    >>> key("ผู้ รับผิดชอบ / IIT (ข้อ ๑.)")
    'ผู้รับผิดชอบiitข้อ1'
    """
    return to_arabic(order(text.translate(_SOLID))).lower()


class _Solid(dict[int, int | None]):
    """For str.translate: letters, digits and marks as they are, all else gone."""

    def __missing__(self, code: int) -> int | None:
        letter = chr(code)
        kept = (letter.isalnum() or letter in _MARKS) and letter not in _SIGNS
        self[code] = code if kept else None
        return self[code]


_SOLID = _Solid()
