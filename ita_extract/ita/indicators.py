"""The ten indicators and the three instruments: their names in text, and what a text refers to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple, cast

from ita_extract.ita.questions import LETTERS, Instrument, code_places, codes_in, indicator_of
from ita_extract.ita.tsv import read_rows
from ita_extract.thai.digits import to_arabic
from ita_extract.thai.keys import key

INSTRUMENTS: tuple[Instrument, ...] = ("IIT", "EIT", "OIT")
WEIGHTS: dict[Instrument, int] = {"IIT": 30, "EIT": 30, "OIT": 40}  # per cent

_LIKE_ENOUGH = 88.0
_SHORTEST_NAME, _LONGEST_NAME = 8, 45  # letters
_NUMBERED = re.compile(
    r"ตัวชี้วัด(?:ย่อย|หลัก)?(?:ที่)? ?(\d{1,2})(?:\.\d{1,2})?(?!\d|[.,]\d{2})"
    r"(?: ?[-–] ?(\d{1,2})(?![\d.]))? ?(?:ด้าน)?"
)
_LEAD = r"(?:ตัวชี้วัด(?:ย่อย|หลัก)?(?:ด้าน)?[ :]*|ด้าน|(?<![ก-๎]))"
_TAIL = r"(?![ก-๎])"
_INSTRUMENT_CODE = re.compile("(?<![A-Za-z])(IIT|EIT|OIT)(?![A-Za-z])")


class Indicator(NamedTuple):
    number: int
    instrument: Instrument
    name: str


class Link(NamedTuple):
    """What a text refers to, as far down as it says."""

    instrument: Instrument
    number: int | None
    question: str | None


@cache
def indicators() -> dict[int, Indicator]:
    """By number, under the name that the output uses."""
    found: dict[int, Indicator] = {}
    for number, instrument, name in read_rows("indicators.tsv"):
        solid = name.replace(" ", "")
        found.setdefault(int(number), Indicator(int(number), cast(Instrument, instrument), solid))
    return found


@cache
def _names() -> dict[str, int]:
    """Every spelling without spaces → number."""
    return {key(name): int(number) for number, _, name in read_rows("indicators.tsv")}


@cache
def _name_pattern() -> str:
    names = sorted((row[2] for row in read_rows("indicators.tsv")), key=len, reverse=True)
    return "(" + "|".join(name.replace(" ", " ?") for name in names) + ")"


@cache
def _named() -> re.Pattern[str]:
    return re.compile(_LEAD + _name_pattern() + _TAIL)


@cache
def _starts_with_name() -> re.Pattern[str]:
    return re.compile(_name_pattern() + _TAIL)


@cache
def _instrument_words(kind: str) -> tuple[tuple[str, Instrument], ...]:
    return tuple(
        (text if kind == "misread" else key(text), cast(Instrument, instrument))
        for instrument, row_kind, text in read_rows("instruments.tsv")
        if row_kind == kind
    )


@cache
def _misread_codes() -> dict[str, Instrument]:
    return dict(_instrument_words("misread"))


@lru_cache(maxsize=4096)
def instruments_in(text: str) -> tuple[Instrument, ...]:
    """The instruments that a text names, by code or in words."""
    found = {cast(Instrument, code[1]) for code in _INSTRUMENT_CODE.finditer(text)}
    solid = key(text)
    found |= {instrument for words, instrument in _instrument_words("words") if words in solid}
    return tuple(instrument for instrument in INSTRUMENTS if instrument in found)


def instrument_of_cell(text: str) -> Instrument | None:
    """The one instrument that a cell names, also as OCR misreads its code."""
    named = instruments_in(text)
    if len(named) == 1:
        return named[0]
    solid = "".join(text.split())
    return _misread_codes().get(solid) if not named else None


@lru_cache(maxsize=4096)
def spelling_of(text: str) -> str | None:
    """The known spelling of the indicator that a cell names and nothing else, number and “ตัวชี้วัดที่” aside.

    For a name that is a little misspelt, the spelling nearest to it.
    """
    solid = key(text)
    for lead in ("ตัวชี้วัด", "ย่อย", "ที่"):
        solid = solid.removeprefix(lead)
    solid = solid.lstrip("0123456789").removeprefix("ด้าน")
    return solid if solid in _names() else _likely(solid)


def indicator_of_name(text: str) -> Indicator | None:
    """The indicator that a cell names, as spelling_of reads it."""
    spelling = spelling_of(text)
    return indicators()[_names()[spelling]] if spelling else None


def _likely(solid: str) -> str | None:
    from rapidfuzz import fuzz, process

    if not _SHORTEST_NAME <= len(solid) <= _LONGEST_NAME:
        return None
    near = process.extract(solid, list(_names()), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH, limit=3)
    return near[0][0] if len({_names()[name] for name, _, _ in near}) == 1 else None


def indicators_in(text: str) -> tuple[int, ...]:
    """The indicators that clean text refers to, by number or by a name that stands for itself."""
    found: dict[int, None] = {}
    arabic = to_arabic(text)
    for mark in _NUMBERED.finditer(arabic):
        for number in _numbers_of(mark, arabic):
            found.setdefault(number)
    for mark in _named().finditer(arabic):
        found.setdefault(_names()[key(mark[1])])
    return tuple(found)


class Named(NamedTuple):
    """An indicator or instrument named in text[start:end]."""

    start: int
    end: int
    number: int | None
    instrument: Instrument


def named_in(text: str) -> list[Named]:
    """Every indicator and instrument that clean text names, in order, each where it stands."""
    found = []
    for mark in _NUMBERED.finditer(text):
        numbers = list(_numbers_of(mark, text))
        if len(numbers) == 1:
            name = _starts_with_name().match(text, mark.end())
            end = name.end() if name else mark.end()
            found.append(Named(mark.start(), end, numbers[0], indicators()[numbers[0]].instrument))
    for mark in _named().finditer(text):
        number = _names()[key(mark[1])]
        if not any(known.start <= mark.start() < known.end for known in found):
            found.append(Named(mark.start(), mark.end(), number, indicators()[number].instrument))
    codes = _INSTRUMENT_CODE.finditer(text)
    found.extend(Named(code.start(), code.end(), None, cast(Instrument, code[1])) for code in codes)
    return sorted(found)


def _numbers_of(mark: re.Match[str], text: str) -> Iterable[int]:
    """A name behind the number is surer than the number, which some count anew within each instrument."""
    named = _starts_with_name().match(text, mark.end())
    if named:
        return (_names()[key(named[1])],)
    first, last = int(mark[1]), int(mark[2] or mark[1])
    return (number for number in range(first, last + 1) if number in indicators())


def links(text: str, fiscal_year: int | None = None) -> tuple[Link, ...]:
    """The instruments, indicators and questions that clean text refers to, the closest alone.

    An indicator that one of its questions stands for is not named again, nor an instrument beside one.
    """
    numbers = indicators_in(text)
    found = dict.fromkeys(_question_links(text, numbers, fiscal_year))
    covered = {link.number for link in found}
    found |= dict.fromkeys(
        Link(indicators()[number].instrument, number, None) for number in numbers if number not in covered
    )
    named = {link.instrument for link in found}
    found |= dict.fromkeys(Link(i, None, None) for i in instruments_in(text) if i not in named)
    return tuple(found)


def _question_links(text: str, numbers: Iterable[int], fiscal_year: int | None) -> Iterator[Link]:
    arabic = to_arabic(text)
    counted = {code for _, end, code in code_places(arabic) if _counts_indicator(arabic, end, code)}
    for code in codes_in(text):
        if code in counted:
            continue
        instrument = LETTERS[code[0]]
        beside = [number for number in numbers if indicators()[number].instrument == instrument]
        by_year = indicator_of(code, fiscal_year)
        number = beside[0] if len(beside) == 1 and (fiscal_year is None or by_year is None) else by_year
        yield Link(instrument, number, code)


def _counts_indicator(text: str, end: int, code: str) -> bool:
    """ "I4" before the name of indicator 4 is that indicator and no question."""
    named = _starts_with_name().match(text, end + (text[end : end + 1] == " "))
    return named is not None and _names()[key(named[1])] == int(code[1:])
