"""Bytes → text, in the encoding that the bytes themselves show."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from ita_extract.errors import Unsupported
from ita_extract.readers.signatures import utf16_order

REPLACEMENT = "\ufffd"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MOST_BROKEN = 0.1  # broken places for each character beyond ASCII; more is another encoding
_MOST_CONTROLS = 0.01
_MOST_UNDEFINED = 0.02
_LEAST_THAI = 0.9
_MARKS_ON_LATIN = 0.1

# What can be counted without looking at every character in Python.
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b") + b"\x7f"
_ASCII = bytes(range(128))
# Of CP874's upper half: TIS-620 and the few signs that Windows adds; the rest is not defined.
_THAI_BYTES = bytes((*range(0xA1, 0xDB), *range(0xDF, 0xFC)))
_SIGN_BYTES = bytes((0x80, 0x85, *range(0x91, 0x98), 0xA0))
# Thai vowel and tone marks behind Latin letters, which are letters with accents in Western encodings.
_MARK_ON_LATIN = re.compile(rb"(?<=[A-Za-z])[\xd1\xd4-\xda\xe7-\xee]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """text: without byte order mark; broken: how many places no letter could be made of (U+FFFD in text)."""

    text: str
    encoding: str
    broken: int = 0


def decode(data: bytes, name: str) -> Decoded:
    """Raises Unsupported for what is no text, or text in an encoding that Thai is not written in."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], encoding)
    order = utf16_order(data[:65536])
    if order:
        return _decoded(data, f"utf-16-{order}")
    if _share(data, _CONTROLS, len(data)) > _MOST_CONTROLS:
        raise Unsupported(f"{name}: this is a binary file, whatever its name says.")
    as_utf8 = _decoded(data, "utf-8")
    if as_utf8.broken == 0 or as_utf8.broken <= _MOST_BROKEN * _beyond_ascii(as_utf8.text):
        return as_utf8
    if _is_thai(data):
        return _decoded(data, "cp874")
    raise Unsupported(
        f"{name}: the characters are in no encoding that Thai text is written in, or the file is no text.",
        advice="Save it as UTF-8 text first.",
    )


def _decoded(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        return Decoded(text, encoding, text.count(REPLACEMENT) - data.count(REPLACEMENT.encode(encoding)))


def _beyond_ascii(text: str) -> int:
    """How many good characters have more than one byte in UTF-8."""
    good = text.replace(REPLACEMENT, "")
    return len(good) - len(good.encode("ascii", errors="ignore"))


def _is_thai(data: bytes) -> bool:
    """Read as CP874, the upper half is Thai letters, and their marks stand on Thai letters."""
    upper = data.translate(None, _ASCII)
    thai = len(upper) - len(upper.translate(None, _THAI_BYTES))
    undefined = len(upper.translate(None, _THAI_BYTES + _SIGN_BYTES))
    if thai < _LEAST_THAI * len(upper) or undefined > _MOST_UNDEFINED * len(upper):
        return False
    return sum(1 for _ in _MARK_ON_LATIN.finditer(data)) <= _MARKS_ON_LATIN * thai


def _share(data: bytes, of: bytes, total: int) -> float:
    return (len(data) - len(data.translate(None, of))) / max(total, 1)
