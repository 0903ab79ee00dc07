"""A content stream's bytes → its tokens: operands and operators (PDF 32000-1, 7.2 and 7.3)."""

from __future__ import annotations

import re
from binascii import unhexlify
from collections.abc import Iterable, Sequence
from functools import lru_cache

from playa.pdftypes import name_str

from ita_extract.readers.pdf.graphics import Point

_SPACE = rb"[\0\t\n\f\r\x0b ]"
_BLANK = _SPACE + rb"*+(?:%[^\r\n]*+" + _SPACE + rb"*+)*+"
_REGULAR = rb"[^\0\t\n\f\r\x0b ()<>\[\]{}/%]"
_NESTED = 4  # parentheses in a string that no backslash stands before, at the most
_STRING = rb"\((?:[^()\\]++|\\.)*+\)"
for _ in range(_NESTED):
    _STRING = rb"\((?:[^()\\]++|\\.|" + _STRING + rb")*+\)"
# A string that is never closed goes on to the end, so that nothing is looked through twice.
_STRING += rb"?"
_HEX = rb"<[0-9A-Fa-f\t\n\f\r\x0b ]*+>"
_NUMBERS = rb"[-+.0-9][-+.0-9\t\n\f\r\x0b ]*+"
_PART = _NUMBERS + rb"|" + _HEX + rb"|/" + _REGULAR + rb"*+|" + _STRING + rb"|<<|>>|[\[\]]"
# Most arrays hold strings and numbers only, and most dictionaries neither strings nor anything in brackets.
_ARRAY = rb"\[(?:" + _SPACE + rb"++|" + _NUMBERS + rb"|" + _HEX + rb"|" + _STRING + rb")*+\]"
_DICTIONARY = rb"<<(?:[^<>()%\[\]]++|" + _HEX + rb")*+>>"
# Some programs set each letter by itself: a string and the next, with a Tj and a move between the two.
_LETTER, _AND = rb"<[0-9A-Fa-f]++>", rb"[\t\n\f\r\x0b ]++"
_LENGTH = rb"[+-]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)"
_SHOWN, _MOVED = _AND + rb"Tj", _AND + _LENGTH + _AND + _LENGTH + _AND + rb"Td"
_ROW = (
    _LETTER + rb"(?:" + _SHOWN + _MOVED + _AND + _LETTER + rb"(?=" + _SHOWN + rb"(?!" + _REGULAR + rb")))++"
)
_OPERAND = rb"(" + _ROW + rb"|" + _ARRAY + rb"|" + _DICTIONARY + rb"|" + _PART + rb")"
_OPERATOR = (
    rb"([A-Za-z'\"]" + _REGULAR + rb"*+)"
    # An inline image's dictionary and data, behind its BI: all up to an EI with more drawing behind it.
    rb"(?:(?<=BI)(?<![^\0\s]BI)[\0\s](?:.*?[\0\s>]EI(?=\s*+(?:[A-Za-z\d/\[(<+.'\"%-]|\Z))|.*+))?"
)
_STEP = re.compile(_BLANK + rb"(?:" + _OPERAND + _BLANK + rb")?+(?:" + _OPERATOR + rb")?+", re.DOTALL)
_PARTS = re.compile(_BLANK + rb"(" + _PART + rb")", re.DOTALL)
_NUMBER = re.compile(_LENGTH)
_ESCAPED = re.compile(rb"\r\n?|\\(?:([0-7]{1,3})|(\r\n?|\n)|(.))", re.DOTALL)
_ESCAPES = {b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r"}
_NUMERIC = b"+-.0123456789"
_HEX_IN_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_WHITE = b" \t\n\r\f\v"
_AT_ONCE = 1 << 20  # bytes: taken to pieces in one go, which is faster and takes some ten times their memory


def steps(data: bytes) -> Iterable[tuple[bytes, ...]]:
    """An operand, and the operator that stands behind it: each as it is written, or empty.

    Numbers in a row are one operand, and so is a plain array or dictionary, and strings with moves between
    them. What is no token is passed over.
    Of an inline image only its BI comes.
    """
    if len(data) <= _AT_ONCE:
        found: list[tuple[bytes, ...]] = _STEP.findall(data)
        return found
    return (step.groups(b"") for step in _STEP.finditer(data))


def parts_of(operands: Sequence[bytes]) -> list[bytes]:
    """The operands, the last of them in the tokens that it is made of."""
    return [*operands[:-1], *_PARTS.findall(operands[-1])] if operands else []


def strings_of(operand: bytes) -> list[bytes | Point]:
    """What a Tj shows: a string, or several with a move of the line before each but the first."""
    if b"T" not in operand or operand[:1] != b"<" or operand[:2] == b"<<":
        return [operand]
    words = operand.split()
    parts: list[bytes | Point] = [b""] * (len(words) // 5 * 2 + 1)
    parts[::2] = words[::5]
    parts[1::2] = zip(map(float, words[2::5]), map(float, words[3::5]), strict=True)
    return parts


def is_string(token: bytes) -> bool:
    return token[:1] == b"(" or (token[:1] == b"<" and token[:2] != b"<<")


def string_of(token: bytes) -> bytes:
    """What a string token stands for."""
    if token[:1] == b"<":
        digits = token[1:-1].translate(None, _WHITE)
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


@lru_cache(maxsize=1 << 12)
def numbers_in(operand: bytes) -> tuple[float, ...]:
    """A run of numbers; none where it is something else. The same few come again and again."""
    if operand[0] not in _NUMERIC:
        return ()
    try:
        return tuple(map(float, operand.split()))
    except ValueError:  # with nothing between them, or with signs too many: 1-2, --3
        return tuple(map(float, _NUMBER.findall(operand)))


def numbers_of(operands: Sequence[bytes], count: int) -> tuple[float, ...] | None:
    """The last so many numbers; None where they are fewer, or are none."""
    if len(operands) == 1 and len(found := numbers_in(operands[0])) == count:  # as nearly always
        return found
    numbers: tuple[float, ...] = ()
    for operand in reversed(operands):
        found = numbers_in(operand)
        if not found:
            return None
        numbers = found + numbers
        if len(numbers) >= count:
            return numbers[-count:]
    return None


def name_of(token: bytes) -> str:
    """What a name token stands for, its slash gone."""
    return name_str(_HEX_IN_NAME.sub(lambda found: unhexlify(found[1]), token[1:]))
