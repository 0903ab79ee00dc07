"""A page's content stream → glyphs in stream order, rules and images, in points from the page's top left."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from playa.utils import apply_matrix_pt

from ita_extract.errors import TooLarge
from ita_extract.model.document import Box
from ita_extract.readers.pdf.faces import Face, Faces, MadeOf, Sign, Style
from ita_extract.readers.pdf.graphics import Drawing, Mark, Point, State
from ita_extract.readers.pdf.interpreter import run
from ita_extract.readers.pdf.shapes import (
    THIN,
    Fill,
    bounds,
    centre_line,
    common,
    corners,
    dotted_rules,
    straight,
)
from ita_extract.readers.pdf.streams import prepare
from ita_extract.readers.pdf.tokens import is_string, numbers_in

MAX_OBJECTS = 400_000  # a page of print has some thousands; a map or a drawing some tens of thousands
_DASH = 6.0  # points


# A glyph, or those that one ActualText stands for: its sign; x and y of its origin on the baseline; x and y
# where the next glyph goes by the font's own width. A tuple, for nothing is made as often.
Glyph = tuple[Sign, float, float, float, float]


@dataclass(slots=True)
class Run:
    """Glyphs set in one style. margin: they are marked as part of a running header or footer."""

    style: Style
    margin: bool
    glyphs: list[Glyph] = field(default_factory=list)


@dataclass(slots=True)
class PageContent:
    """runs: in stream order; rules: straight lines of no thickness; dots: specks and dashes that may make
    one; fills: in drawing order.

    whole: all could be read.
    """

    width: float
    height: float
    whole: bool = True
    runs: list[Run] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)

    @property
    def n_glyphs(self) -> int:
        return sum([len(run.glyphs) for run in self.runs])


def read_content(page: Any, faces: Faces) -> PageContent:
    """faces: of the page's document.

    Raises TooLarge for a page with more objects than any page of print has."""
    whole = prepare(page)
    x0, top, x1, bottom = _page_box(page)
    content = PageContent(x1 - x0, bottom - top, whole)
    a, b, c, d, e, f = page.ctm
    state = State((a, b, c, d, e - x0, f - top), Box(0, 0, x1 - x0, bottom - top))
    drawing = Drawing(page, _Canvas(content, faces), page.resources, state)
    run(drawing, (stream.buffer for stream in page.streams))
    content.rules += dotted_rules(content.dots)
    return content


def _page_box(page: Any) -> Box:
    """The crop box in the page's screen space, whose origin is the media box's top left."""
    crop = bounds([apply_matrix_pt(page.ctm, point) for point in corners(page.cropbox)])
    media = bounds([apply_matrix_pt(page.ctm, point) for point in corners(page.mediabox)])
    cut = common(crop, media)
    return cut if cut.x1 - cut.x0 > 1 and cut.bottom - cut.top > 1 else media


class _Canvas:
    """Takes what one page shows, object by object."""

    def __init__(self, content: PageContent, faces: Faces) -> None:
        self.content = content
        self.count = 0
        self.faces = faces
        self.style: Style | None = None
        self.styles: dict[MadeOf, Style] = {}
        self.span: Mark | None = None
        self.run: Run | None = None

    def _note(self) -> None:
        self.count += 1
        if self.count > MAX_OBJECTS:
            raise _too_many()

    def face(self, font: Any) -> Face:
        return self.faces.of(font)

    def place_image(self, box: Box) -> None:
        self._note()
        self.content.images.append(box)

    def paint(self, parts: Sequence[list[Point]], clip: Box, fill: str | None, *, stroke: bool) -> None:
        self._note()
        for part in parts:
            if len(part) < 2:
                continue
            whole = bounds(part)
            shown = common(whole, clip)
            if shown.x1 < shown.x0 or shown.bottom < shown.top:
                continue
            wide, high = whole.x1 - whole.x0, whole.bottom - whole.top
            if max(wide, high) <= THIN:
                self.content.dots.append(whole)
            elif min(wide, high) <= THIN:
                self.content.rules.append(centre_line(shown))
                if max(wide, high) <= _DASH:
                    self.content.dots.append(whole)
            else:
                if fill:
                    self.content.fills.append(Fill(shown, fill))
                if stroke:
                    self.content.rules += straight(part, clip)

    def show(self, state: State, parts: Sequence[bytes | Point], mark: Mark) -> None:
        style = self.style
        made_of = state.ctm, state.clip, state.turn, state.text
        if style is None or style.made_of != made_of:
            if state.text.face is None or state.text.size == 0:
                _move(state, parts)
                return
            style = self.style = self.styles.get(made_of) or Style.of(*made_of)
            self.styles[made_of] = style
        glyphs = self._shown(state, style, parts)
        if mark.text is None:
            self.span = None
            self._add(style, mark.margin, glyphs)
        elif glyphs:
            self._replace(mark, mark.text, style, glyphs)

    def _add(self, style: Style, margin: bool, glyphs: list[Glyph]) -> None:
        run = self.run
        if run is None or run.style is not style or run.margin is not margin:
            run = self.run = Run(style, margin)
            self.content.runs.append(run)
        run.glyphs += glyphs
        self.count += len(glyphs)
        if self.count > MAX_OBJECTS:
            raise _too_many()

    def _replace(self, span: Mark, text: str, style: Style, glyphs: list[Glyph]) -> None:
        """One glyph stands for all that the span draws, which may be in several pieces."""
        if span is self.span and self.run is not None:
            sign, x, y, _, _ = self.run.glyphs.pop()
            style = self.run.style
        else:
            _, x, y, _, _ = glyphs[0]
            sign = style.face.span(text)
        self.span = span
        self._add(style, span.margin, [(sign, x, y, *glyphs[-1][3:])])

    def _shown(self, state: State, style: Style, parts: Sequence[bytes | Point]) -> list[Glyph]:
        """PDF 32000-1, 9.4.4: each glyph advances by its width, the spacing and what TJ takes away."""
        read = style.face.read
        start_x, start_y = style.place(state.x, state.y)
        along_x, along_y = style.along
        left, top, right, bottom = style.shown
        at = 0.0
        made: list[Glyph] = []
        for part in parts:
            signs = read.get(part)
            if signs is None:
                if isinstance(part, tuple):
                    state.move_line(*part)
                    start_x, start_y = style.place(state.x, state.y)
                    at = 0.0
                    continue
                if not is_string(part):
                    at -= sum(numbers_in(part)) * 0.001
                    continue
                signs = self._decoded(style.face, part)
            for sign in signs:
                advance = sign.advance
                x, y = start_x + at * along_x, start_y + at * along_y
                end_x, end_y = x + advance * along_x, y + advance * along_y
                at += advance + (style.spacing if sign.code != 32 else style.word_spacing)
                # By the middle of its foot: what is cut away by more than half is not on the page.
                if left <= (x + end_x) / 2 <= right and top <= (y + end_y) / 2 <= bottom:
                    made.append((sign, x, y, end_x, end_y))
        onward_x, onward_y = style.onward
        state.x += at * onward_x
        state.y += at * onward_y
        return made

    def _decoded(self, face: Face, token: bytes) -> list[Sign]:
        try:
            return face.decode(token)
        except struct.error:  # the string ends in the middle of a code: here the stream is broken
            self.content.whole = False
            return []


def _move(state: State, parts: Sequence[bytes | Point]) -> None:
    """As text that is not shown moves the line."""
    for part in parts:
        if isinstance(part, tuple):
            state.move_line(*part)


def _too_many() -> TooLarge:
    return TooLarge("The page has more objects on it than a page of print.")
