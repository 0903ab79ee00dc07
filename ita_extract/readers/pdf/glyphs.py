"""A page's content stream → glyphs in stream order, rules and images, in points from the page's top left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import hypot
from typing import Any

from playa.content import ImageObject, PathObject, TextObject, XObjectObject
from playa.page import TEXT_OPERATORS
from playa.pdftypes import KWD, resolve1
from playa.utils import apply_matrix_pt, decode_text

from ita_extract.errors import TooLarge
from ita_extract.model.document import Box
from ita_extract.readers.pdf.shapes import (
    bounds,
    centre_line,
    common,
    corners,
    dotted_rules,
    straight,
    subpaths,
)
from ita_extract.readers.pdf.streams import prepare, prepare_stream

MAX_OBJECTS = 400_000  # a page of print has some thousands; a map or a drawing some tens of thousands
MAX_DEPTH = 12
_INVISIBLE = (3, 7)
_THIN = 3.0
# What moves, clips, paints or writes; colours and dashes are passed over.
_OPERATORS = TEXT_OPERATORS | {
    KWD(name) for name in b"m l c v y h re S s f F f* B B* b b* n W W* BI ID EI DP MP".split()
}


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
    reading = _Reading(content, (x0, top))
    clip = Box(x0, top, x1, bottom)
    for thing in _objects(page.interp(restrict_ops=_OPERATORS), clip, 0, frozenset()):
        reading.take(thing)
    content.rules += dotted_rules(content.dots)
    return content


def _page_box(page: Any) -> Box:
    """The crop box in the page's screen space, whose origin is the media box's top left."""
    crop = bounds([apply_matrix_pt(page.ctm, point) for point in corners(page.cropbox)])
    media = bounds([apply_matrix_pt(page.ctm, point) for point in corners(page.mediabox)])
    cut = common(crop, media)
    return cut if cut.x1 - cut.x0 > 1 and cut.bottom - cut.top > 1 else media


def _objects(interpreter: Any, clip: Box, depth: int, above: frozenset[int]) -> Iterator[Any]:
    """Everything painted, forms opened; each graphics state's clipping_path is set to its box."""
    _watch_clip(interpreter, clip)
    for thing in interpreter:
        if not isinstance(thing, XObjectObject):
            yield thing
            continue
        identity = thing.stream.objid or id(thing.stream)
        if depth >= MAX_DEPTH or identity in above:
            continue
        inner = common(thing.gstate.clipping_path or clip, Box(*thing.bbox))
        if inner.x1 > inner.x0 and inner.bottom > inner.top:
            prepare_stream(thing.stream)
            yield from _objects(thing.interp(restrict_ops=_OPERATORS), inner, depth + 1, above | {identity})


def _watch_clip(interpreter: Any, clip: Box) -> None:
    """The interpreter knows no clip; its operators W and W* are given a meaning here."""

    def narrow() -> None:
        points = [point for part in interpreter.curpath for point in part.points]
        if points:
            state = interpreter.graphicstate
            drawn = bounds([apply_matrix_pt(interpreter.ctm, point) for point in points])
            state.clipping_path = common(state.clipping_path or clip, drawn)

    interpreter.graphicstate.clipping_path = clip
    for operator in (b"W", b"W*"):
        interpreter._dispatch[KWD(operator)] = (narrow, 0)


class _Reading:
    """Takes the objects of one page, one by one."""

    def __init__(self, content: PageContent, origin: tuple[float, float]) -> None:
        self.content = content
        self.dx, self.dy = -origin[0], -origin[1]
        self.count = 0
        self.span: Any = None
        self.marked: Any = None
        self.meaning: tuple[Any, str | None] = (None, None)
        self.margin = False
        self.clip: tuple[Any, Box] = (None, Box(0, 0, 0, 0))
        self.decoded: dict[tuple[int, bytes], list[tuple[int, str, float]]] = {}
        self.held: list[Any] = []

    def take(self, thing: Any) -> None:
        self.count += 1
        if self.count > MAX_OBJECTS or len(self.content.glyphs) > MAX_OBJECTS:
            raise TooLarge("The page has more objects on it than a page of print.")
        if isinstance(thing, TextObject):
            self._text(thing)
        elif isinstance(thing, PathObject):
            self._path(thing)
        elif isinstance(thing, ImageObject) and thing.bbox is not None:
            self.content.images.append(self._moved(Box(*thing.bbox)))

    def _moved(self, box: Box) -> Box:
        return Box(box.x0 + self.dx, box.top + self.dy, box.x1 + self.dx, box.bottom + self.dy)

    def _text(self, thing: TextObject) -> None:
        if thing.gstate.font is None or thing.gstate.fontsize == 0:
            return
        if thing.mcstack is not self.marked:
            self.marked = thing.mcstack
            self.meaning = _actual_text(thing.mcstack)
            self.margin = _is_margin(thing.mcstack)
        glyphs = self._glyphs(thing)
        span, text = self.meaning
        if text is None:
            self.span = None
            self.content.glyphs += glyphs
        elif glyphs:
            self._replace(span, text, glyphs)

    def _glyphs(self, thing: TextObject) -> list[Glyph]:
        """PDF 32000-1, 9.4.4: each glyph advances by its width, the spacing and what TJ takes away."""
        state = thing.gstate
        font: Any = state.font
        a, b, c, d, e, f = _rendering_matrix(thing)
        e, f = e + self.dx, f + self.dy
        along_x, along_y = (c, d) if font.vertical else (a, b)
        size = hypot(c, d) if not hasattr(font, "charprocs") else hypot(c, d) * abs(font.matrix[3]) * 1000
        quarter = 0 if font.vertical else _quarter(a, b)
        spacing = state.charspace / state.fontsize
        word_spacing = 0.0 if font.multibyte else state.wordspace / state.fontsize
        visible, margin = state.render_mode not in _INVISIBLE, self.margin
        left, top, right, bottom = self._clip(thing)
        # By the middle of its foot: what is cut away by more than half is not on the page.
        lift = 0.2 * size
        left, top, right, bottom = left - 1, top - lift, right + 1, bottom + lift
        at, made = 0.0, []
        for part in thing.args:
            if not isinstance(part, bytes):
                at -= part * 0.001
                continue
            for code, text, advance in self._decoded(font, part):
                x, y = e + at * along_x, f + at * along_y
                end_x, end_y = x + advance * along_x, y + advance * along_y
                at += advance + spacing + (word_spacing if code == 32 else 0.0)
                if left <= (x + end_x) / 2 <= right and top <= (y + end_y) / 2 <= bottom:
                    made.append(
                        Glyph(text, x, y, end_x, end_y, size, quarter, advance, code, font, visible, margin)
                    )
        _advance(thing, at)
        return made

    def _decoded(self, font: Any, part: bytes) -> list[tuple[int, str, float]]:
        """(code, letters by the map, advance) of each glyph; the same few strings come again and again."""
        known = self.decoded.get((id(font), part))
        if known is None:
            measure = font.vdisp if font.vertical else font.hdisp
            known = [(code, text, measure(code)) for code, text in font.decode(part)]
            self.decoded[id(font), part] = known
            self.held.append(font)  # or its identity could become another's
        return known

    def _replace(self, span: Any, text: str, glyphs: list[Glyph]) -> None:
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

    def _clip(self, thing: Any) -> Box:
        clip = thing.gstate.clipping_path
        if clip is not self.clip[0]:
            self.clip = (clip, self._moved(clip))
        return self.clip[1]

    def _path(self, thing: PathObject) -> None:
        clip = self._clip(thing)
        for part in subpaths(thing):
            whole = self._moved(bounds(part))
            shown = common(whole, clip)
            if shown.x1 < shown.x0 or shown.bottom < shown.top:
                continue
            if max(whole.x1 - whole.x0, whole.bottom - whole.top) <= _THIN:
                self.content.dots.append(whole)
            elif min(whole.x1 - whole.x0, whole.bottom - whole.top) <= _THIN:
                self.content.rules.append(centre_line(shown))
            elif thing.stroke:
                self.content.rules += straight(part, clip, self.dx, self.dy)


def _rendering_matrix(thing: TextObject) -> tuple[float, float, float, float, float, float]:
    """TextObject.matrix, multiplied out: PDF 32000-1, 9.4.4; once for each of many small objects."""
    state, (la, lb, lc, ld, le, lf), (x, y) = thing.gstate, thing.line_matrix, thing._glyph_offset
    ca, cb, cc, cd, ce, cf = thing.ctm
    a, b, c, d = la * ca + lb * cc, la * cb + lb * cd, lc * ca + ld * cc, lc * cb + ld * cd
    le, lf = x * la + y * lc + le, x * lb + y * ld + lf
    wide, high, rise = state.fontsize * state.scaling * 0.01, state.fontsize, state.rise
    e, f = le * ca + lf * cc + ce, le * cb + lf * cd + cf
    return wide * a, wide * b, high * c, high * d, rise * c + e, rise * d + f


def _advance(thing: TextObject, at: float) -> None:
    """Tells the interpreter where the text after this goes on, which it would else work out again."""
    state, (x, y) = thing.gstate, thing._glyph_offset
    if state.font is not None and state.font.vertical:
        thing._next_glyph_offset = (x, y + at * state.fontsize)
    else:
        thing._next_glyph_offset = (x + at * state.fontsize * state.scaling * 0.01, y)


def _quarter(a: float, b: float) -> int | None:
    """Which way the text runs, given its direction (y downward); a lean of a few degrees is upright."""
    if abs(b) <= 0.12 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= 0.12 * abs(b):
        return 1 if b > 0 else 3
    return None


def _actual_text(stack: tuple[Any, ...]) -> tuple[Any, str | None]:
    for mark in reversed(stack):
        if "ActualText" in mark.props:
            value = resolve1(mark.props["ActualText"])
            if isinstance(value, bytes):
                return mark, decode_text(value)
    return None, None


def _is_margin(stack: tuple[Any, ...]) -> bool:
    """A tagged PDF names its running headers and footers."""
    return any(mark.tag == "Artifact" and _name(mark.props.get("Type")) == "Pagination" for mark in stack)


def _name(value: Any) -> str:
    return str(getattr(resolve1(value), "name", ""))
