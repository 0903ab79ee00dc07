"""What a heading is matched on: its letters and digits, and nothing that a scanner adds or loses."""

from __future__ import annotations

from functools import lru_cache

from ita_extract.thai.digits import to_arabic
from ita_extract.thai.marks import order

_MARKS = frozenset("ัิีึืฺุู็่้๊๋์ํ๎")
_SIGNS = frozenset("ฯ")  # counts as a letter for Unicode


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """Unicode in order; spaces, zero-width characters and punctuation gone; digits Arabic; Latin lower case.

    >>> key("ผู้ รับผิดชอบ / IIT (ข้อ ๑.)")
    'ผู้รับผิดชอบiitข้อ1'
    """
    solid = "".join(char for char in text if (char.isalnum() or char in _MARKS) and char not in _SIGNS)
    return to_arabic(order(solid)).lower()
