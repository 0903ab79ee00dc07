"""Two models heard on unsure numbers, in which no word tells that a digit is wrong.

Where the two differ the first one is right more often, and its lines count. But it may lose a digit, or
double one, and there the surer of both is heard. Numbers that are read in two ways keep only their share of
what both are sure of, so that whoever looks at what is unsure finds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from ita_extract.ocr import Line

_SURE = 0.99  # surer digits are not read again
_EVEN = 0.5


class _Sign(NamedTuple):
    """A character of a line; gap, behind: the chance of something unread before it, and behind it."""

    character: str
    confidence: float
    box: tuple[float, float]
    gap: float
    behind: float
    other: str


def settled(line: Line, other: Line) -> Line:
    """The line with its numbers settled, those that are read in two ways unsure."""
    ours, theirs = _pieces(line), _pieces(other)
    kept: list[_Sign] = []
    for step in Levenshtein.opcodes(list(map(_text, ours)), list(map(_text, theirs))):
        own = list(chain(*ours[step.src_start : step.src_end]))
        found = list(chain(*theirs[step.dest_start : step.dest_end]))
        is_conflict = step.tag == "replace" and _is_number(own) and _is_number(found)
        kept += _heard(own, found) if is_conflict else own
    return _line(kept, line.gaps[-1:])


def has_unsure_digits(line: Line) -> bool:
    """Or where something beside a digit may be unread."""
    return any(_is_digit(sign) and _sure([sign]) < _SURE for sign in _signs(line))


def _signs(line: Line) -> Iterator[_Sign]:
    columns = (line.text, line.confidences, line.boxes, line.gaps[:-1], line.gaps[1:], line.others)
    return map(_Sign._make, zip(*columns, strict=True))


def _pieces(line: Line) -> list[list[_Sign]]:
    """Its numbers, and its other characters one by one."""
    pieces: list[list[_Sign]] = []
    for is_digit, run in groupby(_signs(line), _is_digit):
        signs = list(run)
        pieces += [signs] if is_digit else ([sign] for sign in signs)
    return pieces


def _is_digit(sign: _Sign) -> bool:
    return sign.character.isdecimal()


def _text(signs: Iterable[_Sign]) -> str:
    return "".join(sign.character for sign in signs)


def _is_number(signs: Iterable[_Sign]) -> bool:
    return _text(signs).replace(" ", "").isdecimal()


def _heard(own: Sequence[_Sign], found: Sequence[_Sign]) -> list[_Sign]:
    """One of two readings of a number, no surer than its share, and what the other has for its digits."""
    kept, left = (found, own) if _corrects(found, own) else (own, found)
    both = _sure(kept) + _sure(left)
    share = _sure(kept) / both if both else 0.0
    rivals = _text(left) if len(left) == len(kept) else " " * len(kept)
    return [
        sign._replace(
            confidence=min(sign.confidence, share),
            other=rival if rival not in (" ", sign.character) else sign.other,
        )
        for sign, rival in zip(kept, rivals, strict=True)
    ]


def _corrects(found: Sequence[_Sign], own: Sequence[_Sign]) -> bool:
    """It is surer, and has a digit more, one repeated less often, or others for some more likely wrong."""
    if _sure(found) <= _sure(own):
        return False
    is_even = len(found) == len(own) and _sure(own) < _EVEN <= _sure(found)
    return is_even or len(found) > len(own) or _once(found) == _once(own)


def _once(signs: Iterable[_Sign]) -> list[str]:
    """Its digits, repeated ones once."""
    return [digit for digit, _ in groupby(_text(signs))]


def _sure(signs: Iterable[_Sign]) -> float:
    return max(0.0, min(min(sign.confidence, 1 - sign.gap, 1 - sign.behind) for sign in signs))


def _line(signs: Sequence[_Sign], end: tuple[float, ...]) -> Line:
    """end: the gap behind the last character."""
    return Line(
        _text(signs),
        tuple(sign.confidence for sign in signs),
        tuple(sign.box for sign in signs),
        (*(sign.gap for sign in signs), *end),
        tuple(sign.other for sign in signs),
    )
