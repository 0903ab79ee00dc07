"""What a heading is matched on: its letters and digits, and nothing that a scanner adds or loses."""

from __future__ import annotations

import re
from functools import lru_cache

from ita_extract.thai.digits import to_arabic
from ita_extract.thai.marks import order

_OTHERS = re.compile("[^\\wัิีึืฺุู็่้๊๋์ํ๎]+")
_SIGNS = "_", "ฯ"  # count as letters


@lru_cache(maxsize=32768)
def key(text: str) -> str:
    """Unicode in order; spaces, zero-width characters and punctuation gone; digits Arabic; Latin lower case.

    >>> key("ผู้ รับผิดชอบ / IIT (ข้อ ๑.)")
    'ผู้รับผิดชอบiitข้อ1'
    """
    solid = _OTHERS.sub("", text)
    for sign in _SIGNS:
        solid = solid.replace(sign, "")
    return to_arabic(order(solid)).lower()
