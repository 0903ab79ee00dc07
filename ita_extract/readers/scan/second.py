"""Lines that hold digits, read again by a second engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ita_extract.model.document import Box
from ita_extract.ocr import Engine, Line
from ita_extract.readers.scan.digits import Conflict, conflicts, has_digits


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


@dataclass(frozen=True, slots=True)
class TwoReaders:
    """An engine made of two: the text is the first one's, and tells where the second has other digits."""

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
        numbers = [number for number, line in enumerate(lines) if has_digits(line.text)]
        again = self.second.read_lines([images[number] for number in numbers])
        for number, other in zip(numbers, again, strict=True):
            lines[number] = self._told(lines[number], other.text)
        return lines

    def _told(self, line: Line, other: str) -> Line:
        found = tuple(conflicts(line.text, other))
        if not found:
            return line
        names = (self.first.name, self.second.name)
        return LineReadTwice(line.text, line.confidences, line.boxes, line.gaps, line.others, found, names)
