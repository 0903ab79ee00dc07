"""An engine made of two: the second one reads again what holds digits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ita_extract.ocr import Engine, Line


@dataclass(frozen=True, slots=True)
class Pair:
    """It goes by the first one's name. settle: of a line as the first and the second have read it, the line
    that is given."""

    first: Engine
    second: Engine
    settle: Callable[[Line, Line], Line]

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
        numbers = [number for number, line in enumerate(lines) if any(map(str.isdecimal, line.text))]
        again = self.second.read_lines([images[number] for number in numbers])
        for number, other in zip(numbers, again, strict=True):
            lines[number] = self.settle(lines[number], other)
        return lines
