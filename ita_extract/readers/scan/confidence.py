"""How sure a reading is: of a cell, by its words; and which words somebody should look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby

from ita_extract.model.document import Box, Doubt, Letters, OtherReading, Place, UnsureLetter
from ita_extract.model.findings import Severity
from ita_extract.readers.scan.digits import doubt_of
from ita_extract.readers.scan.glimpses import Glimpse, box_around
from ita_extract.readers.scan.sheet import Sheet
from ita_extract.thai import words

CODE = "ocr-uncertain"
_UNSURE = 0.7
_NAMED = 5  # words named in a message
_TOLD = 0.02  # doubt of a letter that is told


@dataclass(frozen=True, slots=True)
class Word:
    """A dictionary word, or what stands between spaces; box: in points of the sheet.

    other: the word with other readings of its unsure digits, "" where there are none.
    """

    text: str
    confidence: float
    box: Box
    other: str = ""

    def __str__(self) -> str:
        return f"“{self.text}” (or “{self.other}”)" if self.other else f"“{self.text}”"


def confidence_of(glimpses: Iterable[Glimpse]) -> float:
    """The least sure letter's: what is read is right as a whole at most as often as that; 1 of nothing."""
    return round(min((glimpse.confidence for glimpse in glimpses if not glimpse.is_space), default=1.0), 3)


def words_of(line: Sequence[Glimpse]) -> Iterator[Word]:
    """Unsure words are told apart within a run of Thai; a sure run is one word."""
    run: list[Glimpse] = []
    for glimpse in [*line, None]:
        if glimpse is not None and not glimpse.is_space:
            run.append(glimpse)
        elif run:
            for word in [run] if confidence_of(run) >= _UNSURE else _dictionary_words(run):
                text = "".join(part.text for part in word)
                yield Word(text, confidence_of(word), box_around(word), _other_reading(word))
            run = []


def _other_reading(word: Sequence[Glimpse]) -> str:
    unsure = [part.is_digit and bool(part.other) and part.confidence < _UNSURE for part in word]
    parts = (part.other if doubted else part.text for part, doubted in zip(word, unsure, strict=True))
    return "".join(parts) if any(unsure) else ""


def _dictionary_words(run: Sequence[Glimpse]) -> Iterator[Sequence[Glimpse]]:
    ends, length = set(), 0
    for word in words.segment("".join(glimpse.text for glimpse in run)):
        length += len(word)
        ends.add(length)
    start = length = 0
    for number, glimpse in enumerate(run, 1):
        length += len(glimpse.text)
        if length in ends or number == len(run):
            yield run[start:number]
            start = number


def readings_of(glimpses: Iterable[Glimpse]) -> tuple[OtherReading, ...]:
    """What the numbers may also be: with one digit read otherwise, or as a second engine has them."""
    found: list[OtherReading] = []
    for is_number, run in groupby(glimpses, lambda glimpse: glimpse.is_digit):
        if is_number:
            found += _readings_of_number(list(run))
    return tuple(found)


def letters_of(glimpses: Iterable[Glimpse]) -> Letters | None:
    """None where the engine says of no letter what it may also be."""
    printed = [glimpse for glimpse in glimpses if not glimpse.is_space]
    chances = [chance for glimpse in printed for chance in glimpse.chances]
    if any(other is None for _, other in chances):
        return None
    unsure = ((at, round(1 - sure, 3), other or "") for at, (sure, other) in enumerate(chances))
    return Letters(
        "".join(glimpse.text for glimpse in printed),
        tuple(UnsureLetter(*each) for each in unsure if each[1] >= _TOLD),
    )


def _readings_of_number(digits: Sequence[Glimpse]) -> Iterator[OtherReading]:
    texts = [digit.text for digit in digits]
    for number, digit in enumerate(digits):
        if (rival := digit.rival) is not None and rival.conflict.first and rival.conflict.second:
            yield OtherReading(rival.conflict.first, rival.conflict.second)
        if digit.other.isdecimal():
            other = [*texts[:number], digit.other, *texts[number + 1 :]]
            yield OtherReading("".join(texts), "".join(other))


def doubts_of(lines: Iterable[Sequence[Glimpse]], place: Place, sheet: Sheet) -> Iterator[Doubt]:
    """One for a cell or paragraph with words that were read unsurely; a warning where they hold digits."""
    lines = list(lines)
    yield from _conflicts(chain.from_iterable(lines), place, sheet)
    unsure = [word for line in lines for word in words_of(line) if word.confidence < _UNSURE]
    if not unsure:
        return
    named = ", ".join(map(str, unsure[:_NAMED]))
    more = f" and {len(unsure) - _NAMED} more" if len(unsure) > _NAMED else ""
    severity: Severity = (
        "warning" if any(letter.isdecimal() for word in unsure for letter in word.text) else "info"
    )
    places = tuple(replace(place, bbox=sheet.page_box(word.box)) for word in unsure)
    yield Doubt(CODE, f"Page {place.page}: read unsurely: {named}{more}.", places, severity=severity)


def _conflicts(glimpses: Iterable[Glimpse], place: Place, sheet: Sheet) -> Iterator[Doubt]:
    for glimpse in glimpses:
        if (rival := glimpse.rival) is not None:
            yield doubt_of(rival.conflict, rival.names, replace(place, bbox=sheet.page_box(rival.box)))


def unread_doubt(lines: Sequence[Sequence[Glimpse]], number: int, sheet: Sheet) -> Iterator[Doubt]:
    """Marks that look like no print: a signature, a stamp, a logo."""
    boxes = [box_around(line) for line in lines if line]
    if boxes:
        message = f"Page {number}: marks that are no readable print were left out."
        yield Doubt(
            CODE,
            message,
            tuple(Place(page=number, bbox=sheet.page_box(box)) for box in boxes),
            severity="info",
        )
