"""A page's content stream → glyphs in stream order, rules and images, in points from the page's top left."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import hypot
from typing import Any

from playa.utils import apply_matrix_pt

from ita_extract.errors import TooLarge
from ita_extract.model.document import Box
from ita_extract.readers.pdf.graphics import Drawing, Mark, Point, State
from ita_extract.readers.pdf.interpreter import run
from ita_extract.readers.pdf.shapes import (
    bounds,
    centre_line,
    common,
    corners,
    dotted_rules,
    straight,
)
from ita_extract.readers.pdf.streams import prepare
from ita_extract.readers.pdf.tokens import is_string, string_of

MAX_OBJECTS = 400_000  # a page of print has some thousands; a map or a drawing some tens of thousands
_INVISIBLE = (3, 7)
_THIN = 3.0


@dataclass(slots=True)
class Glyph:
    """One glyph, or the run of glyphs that one ActualText stands for.

    text: as the layer has it; x, y: origin on the baseline; end_x, end_y: where the next glyph goes by the
    font's own width; size: of the type, in points; quarter: quarter turns clockwise from upright, None
    for text on a slant; advance: the font's width in ems, 0 for marks; actual: from an ActualText.
    """

    text: str
    x: float
    y: float
    end_x: float
    end_y: float
    size: float
    quarter: int | None
    advance: float
    code: int
    font: Any
    visible: bool = True
    margin: bool = False
    actual: bool = False


@dataclass(slots=True)
class PageContent:
    """rules: straight lines of no thickness; dots: specks that may make one; whole: all could be read."""

    width: float
    height: float
    whole: bool = True
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)


def read_content(page: Any) -> PageContent:
    """Raises TooLarge for a page with more objects than any page of print has."""
    whole = prepare(page)
    x0, top, x1, bottom = _page_box(page)
    content = PageContent(x1 - x0, bottom - top, whole)
    a, b, c, d, e, f = page.ctm
    state = State((a, b, c, d, e - x0, f - top), Box(0, 0, x1 - x0, bottom - top))
    drawing = Drawing(page, _Canvas(content), page.resources, state)
    run(drawing, (stream.buffer for stream in page.streams))
    content.rules += dotted_rules(content.dots)
    return content


def _page_box(page: Any) -> Box:
    """The crop box in the page's screen space, whose origin is the media box's top left."""
    crop = bounds([apply_matrix_pt(page.ctm, point) for point in corners(page.cropbox)])
    media = bounds([apply_matrix_pt(page.ctm, point) for point in corners(page.mediabox)])
    cut = common(crop, media)
    return cut if cut.x1 - cut.x0 > 1 and cut.bottom - cut.top > 1 else media


class Face:
    """A font as it is shown with, and what its strings have been read as: the same few come again and again.

    scale: of the type size; a font of type 3 has units of its own.
    """

    def __init__(self, font: Any) -> None:
        self.font = font
        self.vertical: bool = font.vertical
        self.multibyte: bool = font.multibyte
        self.scale = abs(font.matrix[3]) * 1000 if hasattr(font, "charprocs") else 1.0
        self.read: dict[bytes, list[tuple[int, str, float]]] = {}

    def decode(self, token: bytes) -> list[tuple[int, str, float]]:
        """(code, letters by the map, advance in ems) of each glyph of a string."""
        measure = self.font.vdisp if self.vertical else self.font.hdisp
        glyphs = [(code, text, measure(code)) for code, text in self.font.decode(string_of(token))]
        self.read[token] = glyphs
        return glyphs


class _Canvas:
    """Takes what one page shows, object by object."""

    def __init__(self, content: PageContent) -> None:
        self.content = content
        self.count = 0
        self.faces: dict[int, Face] = {}
        self.span: Mark | None = None

    def _note(self) -> None:
        self.count += 1
        if self.count > MAX_OBJECTS or len(self.content.glyphs) > MAX_OBJECTS:
            raise TooLarge("The page has more objects on it than a page of print.")

    def face(self, font: Any) -> Face:
        face = self.faces.get(id(font))
        if face is None:
            face = self.faces[id(font)] = Face(font)
        return face

    def place_image(self, box: Box) -> None:
        self._note()
        self.content.images.append(box)

    def paint(self, parts: Sequence[list[Point]], clip: Box, stroke: bool) -> None:
        self._note()
        for part in parts:
            if len(part) < 2:
                continue
            whole = bounds(part)
            shown = common(whole, clip)
            if shown.x1 < shown.x0 or shown.bottom < shown.top:
                continue
            wide, high = whole.x1 - whole.x0, whole.bottom - whole.top
            if max(wide, high) <= _THIN:
                self.content.dots.append(whole)
            elif min(wide, high) <= _THIN:
                self.content.rules.append(centre_line(shown))
            elif stroke:
                self.content.rules += straight(part, clip)

    def show(self, state: State, parts: Sequence[bytes], mark: Mark) -> None:
        self._note()
        try:
            glyphs = _shown(state, parts, mark.margin)
        except struct.error:  # the string ends in the middle of a code: here the stream is broken
            self.content.whole = False
            return
        if mark.text is None:
            self.span = None
            self.content.glyphs += glyphs
        elif glyphs:
            self._replace(mark, mark.text, glyphs)

    def _replace(self, span: Mark, text: str, glyphs: list[Glyph]) -> None:
        """One glyph stands for all that the span draws, which may be in several pieces."""
        if span is self.span and self.content.glyphs:
            whole = self.content.glyphs[-1]
        else:
            whole = glyphs[0]
            whole.text, whole.actual = text, True
            self.content.glyphs.append(whole)
        self.span = span
        whole.end_x, whole.end_y = glyphs[-1].end_x, glyphs[-1].end_y
        whole.advance = max(glyph.advance for glyph in [whole, *glyphs])


def _shown(state: State, parts: Sequence[bytes], margin: bool) -> list[Glyph]:
    """PDF 32000-1, 9.4.4: each glyph advances by its width, the spacing and what TJ takes away."""
    face: Face = state.face
    font, read = face.font, face.read
    a, b, c, d, e, f = state.text_to_page()
    along_x, along_y = (c, d) if face.vertical else (a, b)
    size = hypot(c, d) * face.scale
    quarter = 0 if face.vertical else _quarter(a, b)
    spacing = state.letter_space / state.size
    word_spacing = 0.0 if face.multibyte else state.word_space / state.size
    visible = state.mode not in _INVISIBLE
    left, top, right, bottom = state.clip
    # By the middle of its foot: what is cut away by more than half is not on the page.
    lift = 0.2 * size
    left, top, right, bottom = left - 1, top - lift, right + 1, bottom + lift
    at, made = 0.0, []
    for part in parts:
        glyphs = read.get(part)
        if glyphs is None:
            if not is_string(part):
                at -= _ems(part)
                continue
            glyphs = face.decode(part)
        for code, text, advance in glyphs:
            x, y = e + at * along_x, f + at * along_y
            end_x, end_y = x + advance * along_x, y + advance * along_y
            at += advance + spacing + (word_spacing if code == 32 else 0.0)
            if left <= (x + end_x) / 2 <= right and top <= (y + end_y) / 2 <= bottom:
                made.append(
                    Glyph(text, x, y, end_x, end_y, size, quarter, advance, code, font, visible, margin)
                )
    state.advance(at)
    return made


def _ems(token: bytes) -> float:
    """Thousandths of an em that stand between strings; 0 for what is no number."""
    try:
        return sum(map(float, token.split())) * 0.001
    except ValueError:
        return 0.0


def _quarter(a: float, b: float) -> int | None:
    """Which way the text runs, given its direction (y downward); a lean of a few degrees is upright."""
    if abs(b) <= 0.12 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= 0.12 * abs(b):
        return 1 if b > 0 else 3
    return None
