"""Lines that hold digits, read again by a second engine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from ita_extract.model.document import Box
from ita_extract.ocr import Engine, Line
from ita_extract.ocr.pair import Pair
from ita_extract.readers.scan.digits import Conflict, conflicts


@dataclass(frozen=True, slots=True)
class LineReadTwice(Line):
    """conflicts: where the second reading has other digits; names: of the two engines."""

    conflicts: tuple[Conflict, ...] = ()
    names: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Rival:
    """A conflict in its place; box: in points of the sheet."""

    conflict: Conflict
    names: tuple[str, str]
    box: Box


def read_twice(first: Engine, second: Engine) -> Pair:
    """The text is the first one's, and tells where the second has other digits."""
    return Pair(first, second, partial(_told, (first.name, second.name)))


def _told(names: tuple[str, str], line: Line, other: Line) -> Line:
    found = tuple(conflicts(line.text, other.text))
    if not found:
        return line
    return LineReadTwice(line.text, line.confidences, line.boxes, line.gaps, line.others, found, names)
