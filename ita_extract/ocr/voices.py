"""Two models heard on digits: in a number no word tells that a letter is wrong, so two must read it alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any, NamedTuple

from rapidfuzz.distance import Levenshtein

from ita_extract.ocr import Engine, Line


@dataclass(frozen=True, slots=True)
class TwoVoices:
    """An engine of two: lines are the first one's, numbers that are read in two ways the surer one's.

    Such digits keep only their share of what both were sure of: whoever looks at what is unsure finds them.
    """

    first: Engine
    second: Engine

    @property
    def name(self) -> str:
        return self.first.name

    @property
    def version(self) -> str:
        return self.first.version

    @property
    def languages(self) -> tuple[str, ...]:
        return self.first.languages

    def read_lines(self, images: Sequence[Any]) -> list[Line]:
        lines = self.first.read_lines(images)
        numbers = [n for n, line in enumerate(lines) if any(map(str.isdecimal, line.text))]
        again = self.second.read_lines([images[n] for n in numbers])
        for number, other in zip(numbers, again, strict=True):
            lines[number] = settled(lines[number], other)
        return lines


class _Sign(NamedTuple):
    """A character of a line; gap: the chance of something unread before it."""

    character: str
    confidence: float
    box: tuple[float, float]
    gap: float
    other: str


def settled(line: Line, other: Line) -> Line:
    """The line with the numbers that are read in two ways as the surer reading has them, and unsure."""
    ours, theirs = _pieces(line), _pieces(other)
    kept: list[_Sign] = []
    for step in Levenshtein.opcodes(list(map(_text, ours)), list(map(_text, theirs))):
        own = list(chain(*ours[step.src_start : step.src_end]))
        found = list(chain(*theirs[step.dest_start : step.dest_end]))
        is_conflict = step.tag == "replace" and _is_number(own) and _is_number(found)
        kept += _surer(own, found) if is_conflict else own
    return _line(kept, line.gaps[-1:])


def _pieces(line: Line) -> list[list[_Sign]]:
    """Its numbers, and its other characters one by one."""
    columns = (line.text, line.confidences, line.boxes, line.gaps[:-1], line.others)
    pieces: list[list[_Sign]] = []
    for is_digit, run in groupby(map(_Sign._make, zip(*columns, strict=True)), _is_digit):
        signs = list(run)
        pieces += [signs] if is_digit else ([sign] for sign in signs)
    return pieces


def _is_digit(sign: _Sign) -> bool:
    return sign.character.isdecimal()


def _text(signs: Iterable[_Sign]) -> str:
    return "".join(sign.character for sign in signs)


def _is_number(signs: Iterable[_Sign]) -> bool:
    return _text(signs).replace(" ", "").isdecimal()


def _surer(one: Sequence[_Sign], other: Sequence[_Sign]) -> list[_Sign]:
    """No surer than its share of what both are sure of; the digits of the other, where it has as many."""
    kept, left = sorted((one, other), key=_sure, reverse=True)
    share = _sure(kept) / (_sure(kept) + _sure(left))
    rivals = _text(left) if len(left) == len(kept) else " " * len(kept)
    return [
        sign._replace(
            confidence=min(sign.confidence, share),
            other=rival if rival not in (" ", sign.character) else sign.other,
        )
        for sign, rival in zip(kept, rivals, strict=True)
    ]


def _sure(signs: Iterable[_Sign]) -> float:
    return min(min(sign.confidence, 1 - sign.gap) for sign in signs)


def _line(signs: Sequence[_Sign], end: tuple[float, ...]) -> Line:
    """end: the gap behind the last character."""
    return Line(
        _text(signs),
        tuple(sign.confidence for sign in signs),
        tuple(sign.box for sign in signs),
        (*(sign.gap for sign in signs), *end),
        tuple(sign.other for sign in signs),
    )
