"""Operators that place and show text (PDF 32000-1, 9.3 and 9.4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playa.interp import FontMapping

from ita_extract.readers.pdf.graphics import UPRIGHT, Drawing, Operators
from ita_extract.readers.pdf.tokens import name_of, numbers_of, parts_of, strings_of


def begin(drawing: Drawing) -> None:
    drawing.state.start_line(UPRIGHT, 0.0, 0.0)


def set_font(drawing: Drawing, operands: Sequence[bytes]) -> None:
    size = numbers_of(operands, 1)
    if len(operands) < 2 or operands[-2][:1] != b"/" or size is None:
        return
    face = drawing.faces.get(operands[-2])
    if face is None:
        face = drawing.faces[operands[-2]] = drawing.canvas.face(_font(drawing, name_of(operands[-2])))
    text = drawing.state.text
    if face is not text.face or size[0] != text.size:
        drawing.state.text = text._replace(face=face, size=size[0])


def _font(drawing: Drawing, name: str) -> Any:
    document = drawing.page.doc
    try:
        return FontMapping(dict(drawing.named("Font")), document)[name]
    except KeyError:
        return document.get_font()


def set_letter_space(drawing: Drawing, space: float) -> None:
    drawing.state.text = drawing.state.text._replace(letter_space=space)


def set_word_space(drawing: Drawing, space: float) -> None:
    drawing.state.text = drawing.state.text._replace(word_space=space)


def set_scale(drawing: Drawing, percent: float) -> None:
    drawing.state.text = drawing.state.text._replace(scale=percent * 0.01)


def set_leading(drawing: Drawing, leading: float) -> None:
    drawing.state.leading = leading


def set_rise(drawing: Drawing, rise: float) -> None:
    drawing.state.text = drawing.state.text._replace(rise=rise)


def set_mode(drawing: Drawing, mode: float) -> None:
    drawing.state.text = drawing.state.text._replace(mode=int(mode))


def move_line(drawing: Drawing, x: float, y: float) -> None:
    drawing.state.move_line(x, y)


def move_line_and_set_leading(drawing: Drawing, x: float, y: float) -> None:
    drawing.state.leading = -y
    move_line(drawing, x, y)


def set_line(drawing: Drawing, a: float, b: float, c: float, d: float, e: float, f: float) -> None:
    drawing.state.start_line((a, b, c, d), e, f)


def next_line(drawing: Drawing) -> None:
    move_line(drawing, 0.0, -drawing.state.leading)


def show(drawing: Drawing, operands: Sequence[bytes]) -> None:
    if operands:
        drawing.canvas.show(drawing.state, strings_of(operands[-1]), drawing.marks[-1])


def show_spaced(drawing: Drawing, operands: Sequence[bytes]) -> None:
    """An array of strings and of numbers, thousandths of an em to go back by."""
    parts = parts_of(operands)
    if b"[" in parts:
        drawing.canvas.show(drawing.state, parts[parts.index(b"[") + 1 :], drawing.marks[-1])


def show_on_next_line(drawing: Drawing, operands: Sequence[bytes]) -> None:
    next_line(drawing)
    show(drawing, operands)


def space_and_show_on_next_line(drawing: Drawing, operands: Sequence[bytes]) -> None:
    spaces = numbers_of(operands[:-1], 2)
    if spaces is not None:
        word_space, letter_space = spaces
        drawing.state.text = drawing.state.text._replace(word_space=word_space, letter_space=letter_space)
        show_on_next_line(drawing, operands)


OPERATORS: Operators = {
    b"BT": (begin, 0),
    b"Tf": (set_font, None),
    b"Tc": (set_letter_space, 1),
    b"Tw": (set_word_space, 1),
    b"Tz": (set_scale, 1),
    b"TL": (set_leading, 1),
    b"Ts": (set_rise, 1),
    b"Tr": (set_mode, 1),
    b"Td": (move_line, 2),
    b"TD": (move_line_and_set_leading, 2),
    b"Tm": (set_line, 6),
    b"T*": (next_line, 0),
    b"Tj": (show, None),
    b"TJ": (show_spaced, None),
    b"'": (show_on_next_line, None),
    b'"': (space_and_show_on_next_line, None),
}
