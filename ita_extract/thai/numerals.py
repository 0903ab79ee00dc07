"""How Thai documents count: digits, letters and words, as word processors print them in lists.

Source: ECMA-376 part 1, 17.18.59 (thaiNumbers, thaiLetters, thaiCounting).
"""

from __future__ import annotations

DIGITS = "๐๑๒๓๔๕๖๗๘๙"

# The consonants in order without the three that lists leave out.
LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"

_ONES = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_ZERO, _LAST_ONE, _TWENTY, _MILLION = "ศูนย์", "เอ็ด", "ยี่", "ล้าน"

# What number words are made of.
WORDS = frozenset(word for word in (*_ONES, *_PLACES, _ZERO, _LAST_ONE, _TWENTY, _MILLION) if word)

_TO_THAI = str.maketrans("0123456789", DIGITS)


def to_thai_digits(text: str) -> str:
    return text.translate(_TO_THAI)


def to_letter(number: int) -> str:
    """1 is the first letter; past the last one the letter doubles (42 is the first letter twice)."""
    times, index = divmod(number - 1, len(LETTERS))
    return LETTERS[index] * (times + 1)


def to_words(number: int) -> str:
    """The number as it is said; number: 0 or more."""
    if number == 0:
        return _ZERO
    millions, rest = divmod(number, 1_000_000)
    return (to_words(millions) + _MILLION if millions else "") + _below_million(rest, tail=bool(millions))


def _below_million(number: int, *, tail: bool) -> str:
    digits = [int(digit) for digit in reversed(str(number))]
    said = [_place(digit, place) for place, digit in enumerate(digits)]
    if digits[0] == 1 and (tail or number > 10):
        said[0] = _LAST_ONE
    return "".join(reversed(said))


def _place(digit: int, place: int) -> str:
    if digit == 0:
        return ""
    if place == 1 and digit <= 2:
        return (_TWENTY if digit == 2 else "") + _PLACES[1]
    return _ONES[digit] + _PLACES[place]
