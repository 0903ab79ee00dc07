"""Thai letters as fonts draw them: which are marks, and what old fonts' private codes stand for."""

from __future__ import annotations

from functools import cache
from unicodedata import normalize

from ita_extract.thai.tsv import read_rows

NIKHAHIT = "\u0e4d"
SARA_AA = "\u0e32"
SARA_AM = "\u0e33"
TONES = frozenset("\u0e48\u0e49\u0e4a\u0e4b")
# Vowels above and below, tone marks and signs: drawn over or under the letter before them, with no width.
MARKS = frozenset("\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e4c\u0e4d\u0e4e") | TONES
ALL_THAI = "\u0e01-\u0e5b"  # in an expression's brackets
# Vowels that stand behind their consonant, and so begin no word.
FOLLOWING = frozenset("\u0e30\u0e32\u0e33\u0e45")
_SPACE = 0.57  # widths of a usual letter
# Signs that stand close behind a word: repetition and abbreviation.
CLINGING = "\u0e46\u0e2f"


def is_thai(letter: str) -> bool:
    return "\u0e01" <= letter <= "\u0e5b"


def is_thai_digit(letter: str) -> bool:
    return "\u0e50" <= letter <= "\u0e59"


def is_letter(letter: str) -> bool:
    """A Thai letter, vowel or mark, not a digit."""
    return is_thai(letter) and not is_thai_digit(letter)


@cache
def private_letters() -> dict[int, str]:
    """Private code point → Thai letter, as `str.translate` takes it."""
    return {int(code, 16): letter for code, letter, _form in read_rows("private_glyphs.tsv")}


@cache
def symbols(font: str) -> dict[int, str]:
    """What a symbol font draws at the private codes U+F000 and above; {} for a font of letters."""
    name = font.rsplit("+", 1)[-1].replace(" ", "")
    rows = read_rows("symbol_glyphs.tsv")
    return {0xF000 + int(code, 16): sign for owner, code, sign in rows if name.startswith(owner)}


@cache
def mac_thai() -> dict[int, str]:
    """The letter that MacRoman has at a byte → the one that MacThai has there."""
    return {int(roman, 16): _letters(thai) for _byte, roman, thai in read_rows("mac_thai.tsv")}


@cache
def windows_thai() -> dict[int, str]:
    """The letter that Windows Latin has at a byte → the one that TIS-620 has there."""
    table = {}
    for byte in range(0xA1, 0xFC):
        thai = bytes([byte]).decode("cp874", errors="ignore")
        if thai:
            table[ord(bytes([byte]).decode("cp1252"))] = thai
    return table


def read_as(text: str, table: dict[int, str]) -> str:
    """The text with each letter read in another encoding. Composed first: Ohm and Omega are one letter."""
    return normalize("NFC", text).translate(table)


def _letters(codes: str) -> str:
    return "".join(chr(int(code, 16)) for code in codes.split())


def printed_width(text: str) -> float:
    """How wide the text is in a usual font, counted in usual letters."""
    widths = _widths()
    return sum(widths.get(letter, 1.0) for letter in text)


@cache
def _widths() -> dict[str, float]:
    widths = {letter: float(width) for width, letters in read_rows("letter_widths.tsv") for letter in letters}
    return widths | dict.fromkeys(MARKS, 0.0) | {" ": _SPACE}
