"""Thai and Arabic digits: two scripts, one number."""

from __future__ import annotations

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"

_TO_ARABIC = str.maketrans(THAI_DIGITS, "0123456789")
_THAI = frozenset(THAI_DIGITS)


def to_arabic(text: str) -> str:
    """The text with every Thai digit as an Arabic one; its length stays the same."""
    return text.translate(_TO_ARABIC)


def has_thai_digits(text: str) -> bool:
    return not _THAI.isdisjoint(text)
