"""Thai and Arabic digits: two scripts, one number."""

from __future__ import annotations

import re

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"

_ARABIC = tuple(zip(THAI_DIGITS, "0123456789", strict=True))
_THAI = re.compile(f"[{THAI_DIGITS}]")
_MOST_DIGITS = 9  # of anything that is counted


def to_arabic(text: str) -> str:
    """The text with every Thai digit as an Arabic one; its length stays the same."""
    if _THAI.search(text):
        for thai, arabic in _ARABIC:
            text = text.replace(thai, arabic)
    return text


def whole_number(text: str) -> int | None:
    """What digits alone say; None for anything else, as raised digits, and for more than can be counted."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


def has_thai_digits(text: str) -> bool:
    return _THAI.search(text) is not None
