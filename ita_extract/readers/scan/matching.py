"""Which part of a text without places is which part of a page: alike and in order, or by structure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from ita_extract.alignment import aligned
from ita_extract.model.document import Block, Cell, Paragraph, Table
from ita_extract.thai.keys import key

_ALIKE = 0.6  # of letters: pieces less alike are not taken for one another
_WITHIN = 0.75  # a line of a paragraph is as like as this to a part of it
_SHORT = 4  # letters; less is found within anything

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Match:
    """own: what the page shows there. likeness: 0–1 of the letters and digits, spaces not counted."""

    own: Cell | Paragraph
    likeness: float


@dataclass(frozen=True, slots=True)
class _Spot:
    """A cell and the table that it is in, by its number on the page."""

    table: int
    cell: Cell


def match_cells(said: Sequence[Block], own: Sequence[Block]) -> dict[int, Match]:
    """By the id of a cell of the one text, the cell of the other that it is. Blocks are those of one page."""
    theirs, ours = list(_spots(said)), list(_spots(own))
    scores = _likeness([spot.cell.text for spot in theirs], [spot.cell.text for spot in ours])
    pairs = dict(aligned(np.where(scores >= _ALIKE, scores, 0)))
    pairs.update(_by_structure(theirs, ours, pairs))
    return {
        id(theirs[a].cell): Match(ours[b].cell, max(float(scores[a, b]), _signs(theirs[a], ours[b])))
        for a, b in pairs.items()
    }


def match_paragraphs(said: Sequence[Block], own: Sequence[Block]) -> dict[int, Match]:
    """The same for paragraphs; several may lie within one, since lines are joined in different ways."""
    theirs = [block for block in said if isinstance(block, Paragraph)]
    ours = [block for block in own if isinstance(block, Paragraph)]
    found: dict[int, Match] = {}
    for paragraph in theirs:
        best = max(((within(paragraph.text, each.text), n) for n, each in enumerate(ours)), default=(0.0, 0))
        if best[0] >= _WITHIN:
            found[id(paragraph)] = Match(ours[best[1]], best[0])
    return found


def within(part: str, whole: str) -> float:
    """How like the part is to a stretch of the whole, 0–1."""
    a, b = key(part), key(whole)
    alike = fuzz.partial_ratio if _SHORT <= len(a) <= len(b) else fuzz.ratio
    return float(alike(a, b)) / 100


def _spots(blocks: Sequence[Block]) -> Iterator[_Spot]:
    tables = [block for block in blocks if isinstance(block, Table)]
    return (_Spot(number, cell) for number, table in enumerate(tables) for cell in table.cells)


def _likeness(theirs: Sequence[str], ours: Sequence[str]) -> Scores:
    """Nothing is like an empty text: where it stands decides."""
    first, second = [key(text) for text in theirs], [key(text) for text in ours]
    if not first or not second:
        return np.zeros((len(first), len(second)), np.float32)
    scores = process.cdist(first, second, scorer=fuzz.ratio, dtype=np.float32) / 100
    scores[[not text for text in first]] = 0
    scores[:, [not text for text in second]] = 0
    return np.asarray(scores, np.float32)


def _by_structure(
    theirs: Sequence[_Spot], ours: Sequence[_Spot], pairs: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """Cells whose row and column are known by their neighbours."""
    rows = _commonest((_row(theirs[a]), _row(ours[b])) for a, b in pairs.items())
    columns = _commonest((_column(theirs[a]), _column(ours[b])) for a, b in pairs.items())
    free = {(_row(spot), _column(spot)): n for n, spot in enumerate(ours) if n not in set(pairs.values())}
    for number, spot in enumerate(theirs):
        place = (rows.get(_row(spot)), columns.get(_column(spot)))
        if number not in pairs and place in free:
            yield number, free.pop(place)


_Line = tuple[int, int]


def _row(spot: _Spot) -> _Line:
    return spot.table, spot.cell.row


def _column(spot: _Spot) -> _Line:
    return spot.table, spot.cell.column


def _commonest(pairs: Iterator[tuple[_Line, _Line]]) -> dict[_Line, _Line]:
    """Each first with the second that it stands with most often."""
    counts: dict[_Line, Counter[_Line]] = {}
    for first, second in pairs:
        counts.setdefault(first, Counter())[second] += 1
    return {first: count.most_common(1)[0][0] for first, count in counts.items()}


def _signs(one: _Spot, other: _Spot) -> float:
    """How like two cells are that hold no letters: nothing, a dash."""
    texts = one.cell.text.strip(), other.cell.text.strip()
    return 0.0 if any(map(key, texts)) else float(fuzz.ratio(*texts)) / 100
