"""How sure a reading is: of a cell, by its words; and which words somebody should look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ita_extract.model.document import Box, Doubt, Place
from ita_extract.readers.scan.glimpses import Glimpse
from ita_extract.readers.scan.sheet import Sheet

CODE = "ocr-uncertain"
_UNSURE = 0.7
_NAMED = 5  # words named in a message


@dataclass(frozen=True, slots=True)
class Word:
    """What stands between spaces on one line; box: in points of the sheet."""

    text: str
    confidence: float
    box: Box


def confidence_of(glimpses: Iterable[Glimpse]) -> float:
    """The least sure letter's: what is read is right as a whole at most as often as that; 1 of nothing."""
    return round(min((glimpse.confidence for glimpse in glimpses if not glimpse.is_space), default=1.0), 3)


def words_of(line: Sequence[Glimpse]) -> Iterator[Word]:
    word: list[Glimpse] = []
    for glimpse in [*line, None]:
        if glimpse is not None and not glimpse.is_space:
            word.append(glimpse)
        elif word:
            y, size = word[0].y, word[0].size
            box = Box(word[0].x0, y - 0.8 * size, word[-1].x1, y + 0.25 * size)
            yield Word("".join(part.text for part in word), confidence_of(word), box)
            word = []


def doubts_of(lines: Iterable[Sequence[Glimpse]], place: Place, sheet: Sheet) -> Iterator[Doubt]:
    """One for a cell or paragraph with words that were read unsurely; a warning where they hold digits."""
    unsure = [word for line in lines for word in words_of(line) if word.confidence < _UNSURE]
    if not unsure:
        return
    named = ", ".join(f"“{word.text}”" for word in unsure[:_NAMED])
    more = f" and {len(unsure) - _NAMED} more" if len(unsure) > _NAMED else ""
    severity = "warning" if any(letter.isdecimal() for word in unsure for letter in word.text) else "info"
    places = tuple(replace(place, bbox=sheet.page_box(word.box)) for word in unsure)
    yield Doubt(CODE, severity, f"Page {place.page}: read unsurely: {named}{more}.", places)
