"""Pieces of lines as one cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ita_extract.model.document import Box, Cell, Letters, Place, UnsureLetter


def joined(cells: Sequence[Cell], between: str) -> Cell:
    """What stands on several lines as one cell."""
    if len(cells) == 1:
        return cells[0]
    return Cell(
        0,
        0,
        between.join(cell.raw for cell in cells),
        between.join(cell.text for cell in cells),
        _over([cell.place for cell in cells]),
        mends=tuple(mend for cell in cells for mend in cell.mends),
        confidence=min(cell.confidence for cell in cells),
        readings=tuple(reading for cell in cells for reading in cell.readings),
        letters=_letters(cells),
    )


def _letters(cells: Sequence[Cell]) -> Letters | None:
    unsure: list[UnsureLetter] = []
    text = ""
    for cell in cells:
        if cell.letters is None:
            return None
        unsure += (letter._replace(at=len(text) + letter.at) for letter in cell.letters.unsure)
        text += cell.letters.text
    return Letters(text, tuple(unsure))


def _over(places: Sequence[Place]) -> Place:
    """One place for all that stand on the first one's page."""
    same = [place for place in places if place.page == places[0].page]
    boxes = [place.bbox for place in same if place.bbox]
    spans = [place.span for place in places if place.span]
    return replace(
        places[0],
        bbox=_around(boxes) if boxes else None,
        span=(min(start for start, _ in spans), max(end for _, end in spans)) if spans else None,
    )


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )
