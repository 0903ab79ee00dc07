"""Operators that make, clip and paint paths (PDF 32000-1, 8.5)."""

from __future__ import annotations

from ita_extract.readers.pdf.graphics import Drawing, Operators, moved
from ita_extract.readers.pdf.shapes import bounds, common


def begin(drawing: Drawing, x: float, y: float) -> None:
    drawing.path.append([(x, y)])


def line_to(drawing: Drawing, x: float, y: float) -> None:
    if drawing.path:
        drawing.path[-1].append((x, y))
    else:
        begin(drawing, x, y)


def curve_to(drawing: Drawing, *numbers: float) -> None:
    """A curve counts by its end; its other points only widen what it clips."""
    *bends, x, y = numbers
    drawing.bends += zip(bends[::2], bends[1::2], strict=True)
    line_to(drawing, x, y)


def close(drawing: Drawing) -> None:
    if drawing.path:
        drawing.path[-1].append(drawing.path[-1][0])


def rectangle(drawing: Drawing, x: float, y: float, width: float, height: float) -> None:
    right, top = x + width, y + height
    drawing.path.append([(x, y), (right, y), (right, top), (x, top), (x, y)])


def clip(drawing: Drawing) -> None:
    state = drawing.state
    points = [point for part in [*drawing.path, drawing.bends] for point in part]
    if points:
        state.clip = common(state.clip, bounds(moved(points, state.ctm)))


def end(drawing: Drawing) -> None:
    drawing.path, drawing.bends = [], []


def fill(drawing: Drawing) -> None:
    _paint(drawing, drawing.state.fill, stroke=False)


def stroke(drawing: Drawing) -> None:
    _paint(drawing, None, stroke=True)


def fill_and_stroke(drawing: Drawing) -> None:
    _paint(drawing, drawing.state.fill, stroke=True)


def close_and_stroke(drawing: Drawing) -> None:
    close(drawing)
    stroke(drawing)


def close_fill_and_stroke(drawing: Drawing) -> None:
    close(drawing)
    fill_and_stroke(drawing)


def _paint(drawing: Drawing, fill: str | None, *, stroke: bool) -> None:
    if drawing.path:
        state = drawing.state
        parts = [moved(part, state.ctm) for part in drawing.path]
        drawing.canvas.paint(parts, state.clip, fill, stroke=stroke)
    end(drawing)


OPERATORS: Operators = {
    b"m": (begin, 2),
    b"l": (line_to, 2),
    b"c": (curve_to, 6),
    b"v": (curve_to, 4),
    b"y": (curve_to, 4),
    b"h": (close, 0),
    b"re": (rectangle, 4),
    b"W": (clip, 0),
    b"W*": (clip, 0),
    b"n": (end, 0),
    b"f": (fill, 0),
    b"F": (fill, 0),
    b"f*": (fill, 0),
    b"S": (stroke, 0),
    b"B": (fill_and_stroke, 0),
    b"B*": (fill_and_stroke, 0),
    b"s": (close_and_stroke, 0),
    b"b": (close_fill_and_stroke, 0),
    b"b*": (close_fill_and_stroke, 0),
}
