"""Question codes, i20 e6 o12: found in text, mended where OCR spoils them, put under indicators by year."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from ita_extract.ita.tsv import read_rows
from ita_extract.thai.digits import has_thai_digits, to_arabic

Instrument = Literal["IIT", "EIT", "OIT"]
LETTERS: dict[str, Instrument] = {"i": "IIT", "e": "EIT", "o": "OIT"}
LETTER_OF = {instrument: letter for letter, instrument in LETTERS.items()}
HIGHEST = {"i": 30, "e": 15, "o": 43}  # of any year

_IN_TEXT = re.compile(r"(?<![A-Za-z0-9])([ieoIEO]) ?(\d{1,2})(?![\d%]|[.,]\d)")
_RANGE = re.compile(r"(?<![A-Za-z0-9])([ieoIEO]) ?(\d{1,2}) ?(?:-|–|ถึง) ?([ieoIEO]) ?(\d{1,2})(?!\d)")
_ASKED = re.compile(r"(IIT|EIT|OIT) ?ข้อ(?:ที่)? ?(\d{1,2})(?!\d)")
_LEAD = r"[ \-–•*“\"']*(?:ข้อ(?:คำถาม)?(?:ที่)? ?)?"
_CODE = re.compile(_LEAD + r"([ieoIEO])[ .]?(\d{1,2})(?!\d)")
_LIKE_I = re.compile(_LEAD + r"[lI|!ïí] ?(\d{1,2})(?!\d)")
_ONE_FOR_I = re.compile(_LEAD + r"1 ?(\d{1,2})(?![\d.)])")
_ZERO_FOR_O = re.compile(_LEAD + r"[0Q][ .]?(\d{1,2})(?![\d.)])")
_BARE = re.compile(_LEAD + r"(\d{1,2})(?= ?[ก-๎])")


class Code(NamedTuple):
    """code: "i20"; end: where it ends in the text; mended: a letter or digit of it was read wrongly."""

    code: str
    end: int
    mended: bool

    @property
    def instrument(self) -> Instrument:
        return LETTERS[self.code[0]]


class Span(NamedTuple):
    first_year: int
    last_year: int
    letter: str
    first: int
    last: int
    indicator: int


@cache
def _spans() -> tuple[Span, ...]:
    return tuple(
        Span(int(since), int(until), first[0], int(first[1:]), int(last[1:]), int(indicator))
        for since, until, first, last, indicator, _ in read_rows("questions.tsv")
    )


def indicator_of(code: str, fiscal_year: int | None) -> int | None:
    """The indicator's number; without a year what the known years agree on; None for years not known."""
    letter, number = code[0], int(code[1:])
    found = {
        span.indicator
        for span in _spans()
        if span.letter == letter
        and span.first <= number <= span.last
        and (fiscal_year is None or span.first_year <= fiscal_year <= span.last_year)
    }
    return found.pop() if len(found) == 1 else None


def codes_in(text: str) -> tuple[str, ...]:
    """The codes that clean text names, in order, ranges filled."""
    arabic = to_arabic(text)
    found: dict[str, None] = {}
    marks = [*_RANGE.finditer(arabic), *_IN_TEXT.finditer(arabic), *_ASKED.finditer(arabic)]
    for mark in sorted(marks, key=lambda mark: (mark.start(), -mark.end())):
        for code in _codes_of(mark):
            found.setdefault(code)
    return tuple(found)


def code_places(text: str) -> list[tuple[int, int, str]]:
    """Where clean text names single questions: start, end, code."""
    marks = (*_IN_TEXT.finditer(text), *_ASKED.finditer(text))
    return sorted((mark.start(), mark.end(), code) for mark in marks for code in _codes_of(mark))


def _codes_of(mark: re.Match[str]) -> list[str]:
    letter = str(mark[1])[0].lower()
    first = last = int(mark[2])
    if mark.re is _RANGE:
        last = int(mark[4]) if str(mark[3]).lower() == letter else 0
    return [f"{letter}{number}" for number in range(first, last + 1) if _exists(letter, number)]


def _exists(letter: str, number: int) -> bool:
    return 1 <= number <= HIGHEST[letter]


def read_code(text: str, instrument: Instrument | None = None, indicator: int | None = None) -> Code | None:
    """The code that a question's text begins with.

    instrument, indicator: what the row stands under. They mend 1 read for i, 0 for o, and a lost letter:
    “1๒๐” is i20 under IIT, “๐ ๑๒” is o12 under OIT, “๒๗” is i27 under indicator 5. “i1-i6” is no question.
    """
    arabic = to_arabic(text)
    if (found := _CODE.match(arabic)) and _exists(found[1].lower(), int(found[2])):
        if _RANGE.match(arabic, found.start(1)):
            return None
        return Code(f"{found[1].lower()}{int(found[2])}", found.end(), False)
    if found := _LIKE_I.match(arabic):
        return _mended("i", found)
    if found := _ZERO_FOR_O.match(arabic):
        if instrument in ("OIT", None):
            return _mended("o", found)
    elif instrument == "IIT" or _is_mixed(text):
        found = _ONE_FOR_I.match(arabic)
        if found and len(found[1]) == 2 and (code := _mended("i", found)):
            return code
    return _bare(arabic, instrument, indicator)


def _is_mixed(text: str) -> bool:
    """An Arabic 1 before Thai digits is no 1."""
    head = text.lstrip(" -–•*“\"'")[:4]
    return head.startswith("1") and has_thai_digits(head)


def _mended(letter: str, found: re.Match[str]) -> Code | None:
    number = int(found[1])
    return Code(f"{letter}{number}", found.end(), True) if _exists(letter, number) else None


def _bare(arabic: str, instrument: Instrument | None, indicator: int | None) -> Code | None:
    """A number without its letter is a code only under an indicator that has this question."""
    found = _BARE.match(arabic)
    if not found or not instrument or indicator is None:
        return None
    code = f"{LETTER_OF[instrument]}{int(found[1])}"
    return Code(code, found.end(), True) if indicator_of(code, None) == indicator else None
