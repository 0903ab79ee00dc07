"""The text of an engine that reads whole pages, laid back on what the sheet shows.

Such an engine gives neither places nor chances. Our own reading of the same sheet has the places, and how far
the two agree is how sure a text is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ita_extract.model.document import Block, Box, Cell, Doubt, OtherReading, Paragraph, Place
from ita_extract.ocr import PageText
from ita_extract.readers.scan.confidence import CODE
from ita_extract.readers.scan.digits import conflicts, doubt_of
from ita_extract.readers.scan.matching import Match, match_cells, match_paragraphs, within
from ita_extract.readers.text import read_text
from ita_extract.thai.keys import key

_ALONE = 0.5  # the confidence of a text that nothing else on the page confirms
_AGREED = 0.99  # and of one that two engines read alike
_SAID = 0.75  # as like as this to a part of the answer, a text is in it
_NAMED = 5  # texts named in a message
_QUOTE = 40


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine reads on a page (1-based). own_name: of the engine that read the sheet itself."""

    name: str
    text: PageText
    own_name: str
    page: int


Reading = tuple[list[Block], list[Doubt]]
_Part = TypeVar("_Part", Cell, Paragraph)


def with_answers(own: Reading, answers: Sequence[Answer], furniture: Sequence[str], first: str) -> Reading:
    """Our own reading of a page with what the engines of whole pages say; the text of the first is taken.

    furniture: the lines left out of our own reading, which the answers may have.
    """
    blocks, doubts = own
    for answer in answers:
        if answer.name == first:
            blocks, found = lay_back(answer, blocks, furniture)
            doubts = [*(doubt for doubt in doubts if doubt.code != CODE), *found]
        else:
            blocks, found = compare(answer, blocks)
            doubts = [*doubts, *found]
    return blocks, doubts


def lay_back(answer: Answer, own: Sequence[Block], furniture: Sequence[str]) -> Reading:
    """The answer's blocks, in the places of our own blocks that they match; ours when it says nothing."""
    found, doubts = read_text(answer.text.markdown)
    said = [block for block in found if not _is_furniture(block, furniture)]
    if not said:
        return list(own), [_silence(answer)] if own else []
    matches = _matches(said, own)
    told = [
        *(replace(doubt, places=(Place(page=answer.page),)) for doubt in doubts),
        *_cut_short(answer),
        *_left_out(answer, own, _said_of(said, matches)),
        *_conflicts(answer, _said_of(said, matches)),
    ]
    return [_placed(block, matches, answer.page) for block in said], told


def compare(answer: Answer, own: Sequence[Block]) -> Reading:
    """Our own blocks, with the digits that the answer has otherwise as their other readings."""
    found, _ = read_text(answer.text.markdown)
    said = _said_of(found, _matches(found, own))
    return [_also_read(block, said) for block in own], list(_conflicts(answer, said))


def _matches(said: Sequence[Block], own: Sequence[Block]) -> dict[int, Match]:
    return {**match_cells(said, own), **match_paragraphs(said, own)}


def _texts(blocks: Sequence[Block]) -> Iterator[Cell | Paragraph]:
    for block in blocks:
        yield from [block] if isinstance(block, Paragraph) else block.cells


def _is_furniture(block: Block, furniture: Sequence[str]) -> bool:
    return isinstance(block, Paragraph) and any(within(block.text, line) >= _SAID for line in furniture)


def _placed(block: Block, matches: dict[int, Match], page: int) -> Block:
    if isinstance(block, Paragraph):
        return _seen(block, matches, page)
    cells = tuple(_seen(cell, matches, page) for cell in block.cells)
    box = _around([cell.place.bbox for cell in cells if cell.place.bbox])
    return replace(block, cells=cells, place=replace(block.place, page=page, bbox=box, span=None))


def _seen(part: _Part, matches: dict[int, Match], page: int) -> _Part:
    """A text of the answer in the place of ours, and as sure as the two are alike."""
    place, match = replace(part.place, page=page, span=None), matches.get(id(part))
    if match is None:
        return replace(part, place=place, confidence=_ALONE)
    sure = round(min(_AGREED, max(_ALONE, match.likeness)), 3)
    place = replace(place, bbox=match.own.place.bbox)
    return replace(part, place=place, confidence=sure, readings=_readings(part, match))


def _readings(part: Cell | Paragraph, match: Match) -> tuple[OtherReading, ...]:
    return _others(part.text, match.own.text) if isinstance(part, Cell) else ()


def _others(text: str, other: str) -> tuple[OtherReading, ...]:
    found = conflicts(text, other)
    return tuple(OtherReading(each.first, each.second) for each in found if each.first and each.second)


def _around(boxes: Sequence[Box]) -> Box | None:
    if not boxes:
        return None
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return Box(min(x0), min(top), max(x1), max(bottom))


def _silence(answer: Answer) -> Doubt:
    message = f"Page {answer.page}: {answer.name} gives no text; {answer.own_name} read it."
    return Doubt(CODE, message, (Place(page=answer.page),))


def _cut_short(answer: Answer) -> Iterator[Doubt]:
    if not answer.text.whole:
        message = f"Page {answer.page}: the answer of {answer.name} was cut short; its end is missing."
        yield Doubt("page-unreadable", message, (Place(page=answer.page),))


_Said = dict[int, tuple[Cell | Paragraph, list[str]]]


def _said_of(said: Sequence[Block], matches: dict[int, Match]) -> _Said:
    """By the id of a text of ours: it, and all that the answer has in its place."""
    found: _Said = {}
    for part in _texts(said):
        if (match := matches.get(id(part))) is not None and part.text.strip():
            found.setdefault(id(match.own), (match.own, []))[1].append(part.text)
    return found


def _also_read(block: Block, said: _Said) -> Block:
    if isinstance(block, Paragraph):
        return _with_others(block, said)
    return replace(block, cells=tuple(_with_others(cell, said) for cell in block.cells))


def _with_others(part: _Part, said: _Said) -> _Part:
    others = _others(part.text, "\n".join(said[id(part)][1])) if id(part) in said else ()
    return replace(part, readings=part.readings + others)


def _left_out(answer: Answer, own: Sequence[Block], said: _Said) -> Iterator[Doubt]:
    """What we read on the sheet and the answer has nowhere."""
    everything = answer.text.markdown
    missing = [
        part
        for part in _texts(own)
        if id(part) not in said and key(part.text) and within(part.text, everything) < _SAID
    ]
    if missing:
        named = ", ".join(f"“{_quoted(part.text)}”" for part in missing[:_NAMED])
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        message = f"Page {answer.page}: {answer.name} leaves out: {named}{more}."
        yield Doubt(CODE, message, tuple(part.place for part in missing))


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _QUOTE else words[:_QUOTE] + "…"


def _conflicts(answer: Answer, said: _Said) -> Iterator[Doubt]:
    for own, parts in said.values():
        for conflict in conflicts(own.text, "\n".join(parts)):
            yield doubt_of(conflict, (answer.own_name, answer.name), own.place)
