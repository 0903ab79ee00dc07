"""Runs content streams: the operators that move, clip, paint or write (PDF 32000-1, annex A)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from playa.pdftypes import (
    ContentStream,
    dict_value,
    list_value,
    matrix_value,
    num_value,
    rect_value,
    resolve1,
)
from playa.utils import decode_text, transform_bbox

from ita_extract.model.document import Box
from ita_extract.readers.pdf import fill_colours, path_operators, text_operators
from ita_extract.readers.pdf.graphics import UPRIGHT, Drawing, Mark, Operators, product
from ita_extract.readers.pdf.shapes import common
from ita_extract.readers.pdf.streams import prepare_stream
from ita_extract.readers.pdf.tokens import is_string, name_of, numbers_of, parts_of, steps, string_of

MAX_DEPTH = 12
_SHORT = 1000  # bytes of a mark that is kept


def run(drawing: Drawing, streams: Iterable[bytes]) -> None:
    """What the streams draw goes to the drawing's canvas. An operator without its operands does nothing."""
    operands: list[bytes] = []
    for stream in streams:
        for operand, operator in steps(stream):
            if operand:
                operands.append(operand)
            if not operator:
                continue
            known = _OPERATORS.get(operator)
            if known is None:
                operands.append(operator)
                continue
            perform, count = known
            if count is None:
                perform(drawing, operands)
            elif count == 0:
                perform(drawing)
            elif (numbers := numbers_of(operands, count)) is not None:
                perform(drawing, *numbers)
            operands.clear()


def pass_over(_drawing: Drawing, _operands: Sequence[bytes]) -> None:
    """Colours, dashes and the like."""


def save(drawing: Drawing) -> None:
    drawing.saved.append(drawing.state.copy())


def restore(drawing: Drawing) -> None:
    if drawing.saved:
        drawing.state = drawing.saved.pop()


def transform(drawing: Drawing, *matrix: float) -> None:
    a, b, c, d, e, f = matrix
    drawing.state.ctm = product((a, b, c, d, e, f), drawing.state.ctm)


def set_from_resource(drawing: Drawing, operands: Sequence[bytes]) -> None:
    """gs: of what the named dictionary sets, the font."""
    named = _named(drawing, "ExtGState", operands)
    if isinstance(named, dict) and "Font" in named:
        font, size = list_value(named["Font"])
        face = drawing.canvas.face(drawing.page.doc.get_font(font.objid, dict_value(font)))
        drawing.state.text = drawing.state.text._replace(face=face, size=num_value(size))


def begin_mark(drawing: Drawing, operands: Sequence[bytes]) -> None:
    """A mark says of the glyphs in it what the mark around it says, and more."""
    around = drawing.marks[-1]
    properties = _named(drawing, "Properties", operands[1:])
    said = _of_resource(properties) if isinstance(properties, dict) else _written(operands)
    text = around.text if said.text is None else said.text
    margin = around.margin or (operands[:1] == [b"/Artifact"] and said.margin)
    drawing.marks.append(
        Mark(text, margin) if said.text is not None or margin is not around.margin else around
    )


def end_mark(drawing: Drawing) -> None:
    if len(drawing.marks) > 1:
        drawing.marks.pop()


def _of_resource(properties: Mapping[str, Any]) -> Mark:
    text = resolve1(properties.get("ActualText"))
    is_pagination = _name(properties.get("Type")) == "Pagination"
    return Mark(decode_text(text) if isinstance(text, bytes) else None, is_pagination)


def _written(operands: Sequence[bytes]) -> Mark:
    """As the operands themselves say."""
    is_short = sum(map(len, operands)) <= _SHORT
    return _spelled_out(tuple(operands)) if is_short else _spelled_out.__wrapped__(operands)


@lru_cache(maxsize=1 << 12)
def _spelled_out(operands: Sequence[bytes]) -> Mark:
    """Kept: the same letters are spelled out again and again."""
    parts = parts_of(operands)
    text = _value(b"/ActualText", parts)
    is_pagination = name_of(_value(b"/Type", parts)) == "Pagination"
    return Mark(decode_text(string_of(text)) if is_string(text) else None, is_pagination)


def _value(key: bytes, operands: Sequence[bytes]) -> bytes:
    """The token behind the key in a dictionary; empty where there is none."""
    if key not in operands[:-1]:
        return b""
    return operands[operands.index(key) + 1]


def place_image(drawing: Drawing) -> None:
    drawing.canvas.place_image(Box(*transform_bbox(drawing.state.ctm, (0, 0, 1, 1))))


def draw(drawing: Drawing, operands: Sequence[bytes]) -> None:
    """Do: an image; or a form, which is drawn as a page is."""
    stream = _named(drawing, "XObject", operands)
    if isinstance(stream, ContentStream):
        kind = _name(stream.get("Subtype"))
        if kind == "Image":
            place_image(drawing)
        elif kind == "Form":
            _draw_form(drawing, stream)


def _draw_form(drawing: Drawing, stream: ContentStream) -> None:
    identity = stream.objid or id(stream)
    if len(drawing.above) >= MAX_DEPTH or identity in drawing.above:
        return
    state = drawing.state.copy()
    state.start_line(UPRIGHT, 0.0, 0.0)
    if "Matrix" in stream:
        state.ctm = product(matrix_value(stream["Matrix"]), state.ctm)
    if "BBox" in stream:
        state.clip = common(state.clip, Box(*transform_bbox(state.ctm, rect_value(stream["BBox"]))))
    if state.clip.x1 <= state.clip.x0 or state.clip.bottom <= state.clip.top:
        return
    prepare_stream(stream)
    resources = dict_value(stream["Resources"]) if "Resources" in stream else drawing.page.resources
    form = Drawing(drawing.page, drawing.canvas, resources, state, drawing.above | {identity})
    run(form, [stream.buffer])


def _named(drawing: Drawing, kind: str, operands: Sequence[bytes]) -> Any:
    """The resource that the last operand names; None where it is no name, or names nothing."""
    if not operands or operands[-1][:1] != b"/":
        return None
    return resolve1(drawing.named(kind).get(name_of(operands[-1])))


def _name(value: Any) -> str:
    return str(getattr(resolve1(value), "name", ""))


_PASSED_OVER = b"w J j M d ri i CS SC SCN G RG K sh d0 d1 BX EX ET EI MP DP"
_OPERATORS: Operators = {
    **dict.fromkeys(_PASSED_OVER.split(), (pass_over, None)),
    **fill_colours.OPERATORS,
    **path_operators.OPERATORS,
    **text_operators.OPERATORS,
    b"q": (save, 0),
    b"Q": (restore, 0),
    b"cm": (transform, 6),
    b"gs": (set_from_resource, None),
    b"BMC": (begin_mark, None),
    b"BDC": (begin_mark, None),
    b"EMC": (end_mark, 0),
    b"BI": (place_image, 0),
    b"Do": (draw, None),
}
