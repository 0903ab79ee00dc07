"""A content stream's bytes → its tokens: operands and operators (PDF 32000-1, 7.2 and 7.3)."""

from __future__ import annotations

import re
from binascii import unhexlify
from collections.abc import Iterator, Sequence
from operator import itemgetter

from playa.pdftypes import name_str

_NESTED = 4  # parentheses in a string that no backslash stands before, at the most
_STRING = rb"\((?:[^()\\]++|\\.)*+\)"
for _ in range(_NESTED):
    _STRING = rb"\((?:[^()\\]++|\\.|" + _STRING + rb")*+\)"
# A string that is never closed goes on to the end, so that nothing is looked through twice.
_STRING += rb"?"
_NUMBER = rb"[+-]?(?:\d++(?:\.\d*+)?|\.\d++)"
_TOKEN = re.compile(
    rb"(?:[\0\s]++|%[^\r\n]*+)*+"
    rb"(" + _NUMBER + rb"(?:\s++" + _NUMBER + rb")*+"
    rb"|[A-Za-z'\"][^\0\s()<>\[\]{}/%]*+"
    rb"|<[0-9A-Fa-f\s]*+>"
    rb"|/[^\0\s()<>\[\]{}/%]*+"
    rb"|" + _STRING + rb"|<<|>>|[\[\]])"
    # An inline image's dictionary and data, behind its BI: all up to an EI with more drawing behind it.
    rb"(?:(?<=BI)(?<![^\0\s]BI)[\0\s](?:.*?[\0\s>]EI(?=\s*+(?:[A-Za-z\d/\[(<+.'\"%-]|\Z))|.*+))?",
    re.DOTALL,
)
_ESCAPED = re.compile(rb"\r\n?|\\(?:([0-7]{1,3})|(\r\n?|\n)|(.))", re.DOTALL)
_ESCAPES = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r"}
_HEX_IN_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_SPACE = re.compile(rb"\s")


def tokens(data: bytes) -> Iterator[bytes]:
    """Each token as it is written, numbers in a row as one; what is none is passed over.

    Of an inline image only its BI comes.
    """
    return map(itemgetter(1), _TOKEN.finditer(data))


def is_string(token: bytes) -> bool:
    return token[:1] == b"(" or (token[:1] == b"<" and token != b"<<")


def string_of(token: bytes) -> bytes:
    """What a string token stands for."""
    if token[:1] == b"<":
        digits = _SPACE.sub(b"", token[1:-1])
        return unhexlify(digits + b"0" * (len(digits) % 2))
    text = token[1:-1] if token[-1:] == b")" else token[1:]
    return _ESCAPED.sub(_unescaped, text) if b"\\" in text or b"\r" in text else text


def _unescaped(found: re.Match[bytes]) -> bytes:
    octal, line_end, letter = found.groups()
    if octal:
        return bytes((int(octal, 8) & 0xFF,))
    if letter:
        return _ESCAPES.get(letter, letter)
    return b"" if line_end else b"\n"


def numbers_of(tokens: Sequence[bytes], count: int) -> list[float] | None:
    """The last so many numbers; None where they are fewer, or are none."""
    numbers = b" ".join(tokens).split()[-count:]
    try:
        return [float(number) for number in numbers] if len(numbers) == count else None
    except ValueError:
        return None


def name_of(token: bytes) -> str:
    """What a name token stands for, its slash gone."""
    return name_str(_HEX_IN_NAME.sub(lambda found: unhexlify(found[1]), token[1:]))
