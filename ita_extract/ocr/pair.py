"""An engine made of two: the second one reads some lines again, as those that hold digits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ita_extract.ocr import Engine, Line


def has_digits(line: Line) -> bool:
    return any(map(str.isdecimal, line.text))


@dataclass(frozen=True, slots=True)
class Pair:
    """It goes by the first one's name. settle: of a line as the first and the second have read it, the line
    that is given; is_asked: whether the second reads a line of the first."""

    first: Engine
    second: Engine
    settle: Callable[[Line, Line], Line]
    is_asked: Callable[[Line], bool] = has_digits

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
        numbers = [number for number, line in enumerate(lines) if self.is_asked(line)]
        again = self.second.read_lines([images[number] for number in numbers])
        for number, other in zip(numbers, again, strict=True):
            lines[number] = self.settle(lines[number], other)
        return lines
