"""Operators that set the colour in which shapes are filled (PDF 32000-1, 8.6.8)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ita_extract.readers.pdf.graphics import Drawing, Operators
from ita_extract.readers.pdf.tokens import numbers_in


def set_grey(drawing: Drawing, grey: float) -> None:
    drawing.state.fill = _hex(grey, grey, grey)


def set_rgb(drawing: Drawing, red: float, green: float, blue: float) -> None:
    drawing.state.fill = _hex(red, green, blue)


def set_cmyk(drawing: Drawing, *inks: float) -> None:
    *colours, black = inks
    drawing.state.fill = _hex(*((1 - ink) * (1 - black) for ink in colours))


def set_space(drawing: Drawing, _operands: Sequence[bytes]) -> None:
    """Its first colour counts until another is set."""
    drawing.state.fill = None


def set_by_space(drawing: Drawing, operands: Sequence[bytes]) -> None:
    """By how many numbers there are; one may be a tint or an index, and a pattern has a name."""
    numbers = numbers_in(operands[-1]) if operands else ()
    if len(numbers) == 3:
        set_rgb(drawing, *numbers)
    elif len(numbers) == 4:
        set_cmyk(drawing, *numbers)
    else:
        drawing.state.fill = None


@lru_cache(maxsize=256)
def _hex(*parts: float) -> str:
    """Parts from 0 to 1, as RRGGBB."""
    return "".join(f"{round(255 * min(max(part, 0.0), 1.0)):02X}" for part in parts)


OPERATORS: Operators = {
    b"cs": (set_space, None),
    b"g": (set_grey, 1),
    b"rg": (set_rgb, 3),
    b"k": (set_cmyk, 4),
    b"sc": (set_by_space, None),
    b"scn": (set_by_space, None),
}
