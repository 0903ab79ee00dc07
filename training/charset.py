"""The characters that the recogniser can write, one class each; class 0 of the network is CTC's blank.

Left out on purpose: | ` ^ { } and the backslash (a rule's fragment looks like a bar), and Thai signs that
government print does not use (kho khuat, kho khon, lu, phinthu, nikhahit alone, yamakkan and the old
punctuation).
"""

from __future__ import annotations

_ASCII = "".join(chr(c) for c in range(0x21, 0x7F) if chr(c) not in "|`^{}\\")
_LETTERS = "".join(chr(c) for c in range(0x0E01, 0x0E2F) if c not in (0x0E03, 0x0E05, 0x0E26))
_SIGNS = "".join(
    chr(c) for c in (*range(0x0E2F, 0x0E3A), 0x0E3F, *range(0x0E40, 0x0E45), *range(0x0E46, 0x0E4D))
)
_DIGITS = "".join(chr(c) for c in range(0x0E50, 0x0E5A))
_MARKS = "\u201c\u201d\u2018\u2019\u2013\u2014\u2022\u2026\u00b0\u00d7\u00b1\u2265\u2264\u2713\u221a\u2192"

CHARACTERS = " " + _ASCII + _LETTERS + _SIGNS + _DIGITS + _MARKS
CLASS_OF = {character: number for number, character in enumerate(CHARACTERS, start=1)}
CLASSES = len(CHARACTERS) + 1
