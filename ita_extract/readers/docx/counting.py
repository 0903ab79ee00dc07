"""List numbers in Word's number formats (ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable

from ita_extract.thai import numerals

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

# Beyond it a hostile start value would print a label of megabytes.
_MAX_NUMBER = 32767


def _letters(number: int) -> str:
    """a … z, then aa, bb … zz, aaa …"""
    times, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (times + 1)


def _roman(number: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        times, number = divmod(number, worth)
        written += letters * times
    return written


def _ordinal(number: int) -> str:
    teen = 10 <= number % 100 <= 20
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02}".format,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "ordinal": _ordinal,
    "decimalEnclosedCircle": _circled,
    "numberInDash": "- {} -".format,
    "thaiNumbers": lambda number: numerals.to_thai_digits(str(number)),
    "thaiLetters": numerals.to_letter,
    "thaiCounting": numerals.to_words,
    "none": lambda number: "",
    "bullet": lambda number: "",
}


def count(number: int, number_format: str) -> str:
    """The number as the format prints it; a format that is not known prints Arabic digits.

    Zero and less have neither letter nor Roman form and print as digits.
    """
    number = max(-_MAX_NUMBER, min(number, _MAX_NUMBER))
    if number <= 0 and number_format not in ("decimalZero", "thaiNumbers", "none", "bullet"):
        return str(number)
    return _FORMATS.get(number_format, str)(number)
