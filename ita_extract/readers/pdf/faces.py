"""Fonts as they are shown with: their glyphs, and how these are set."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import Any

from playa.cmapdb import IdentityCMap
from playa.font import CIDFont

from ita_extract.model.document import Box
from ita_extract.readers.pdf.graphics import Matrix, Point, TextState, Turning
from ita_extract.readers.pdf.tokens import string_of

_INVISIBLE = (3, 7)
_MOST_FACES, _MOST_STRINGS = 100, 10_000  # kept: a long file takes no more memory than a short one

_TWO_BYTES = [(b"\0\0", b"\xff\xff")]

FontKey = tuple[str, str, int]
MadeOf = tuple[Matrix, Box, Turning, TextState]


@dataclass(slots=True, eq=False)
class Sign:
    """A glyph of a font, wherever it stands.

    font, bold: its face's key, and whether that is bold; with the face itself, which knows its signs, they
    would be a circle of objects; text: as the layer has it; advance: the font's width in ems, 0 for marks;
    actual: an ActualText, and no glyph of the font.
    """

    font: FontKey
    bold: bool
    code: int
    text: str
    advance: float = 0.0
    actual: bool = False


class Faces:
    """The fonts of a document, which its pages share."""

    def __init__(self) -> None:
        self._known: dict[int, Face] = {}

    def of(self, font: Any) -> Face:
        face = self._known.get(id(font))
        if face is None:
            if len(self._known) >= _MOST_FACES:
                self._known.clear()
            face = self._known[id(font)] = Face(font)
        return face


class Face:
    """A font, and what its strings have been read as: the same few come again and again.

    scale: of the type size; a font of type 3 has units of its own. read: a string's signs, by its token.
    """

    def __init__(self, font: Any) -> None:
        self.font = font
        self.key = _key(font)
        self.bold = "bold" in str(getattr(font, "fontname", "")).lower()
        self.vertical: bool = font.vertical
        self.multibyte = isinstance(font, CIDFont)
        self.scale = abs(font.matrix[3]) * 1000 if hasattr(font, "charprocs") else 1.0
        self.read: dict[bytes | Point, list[Sign]] = {}
        self._code_width = _code_width(font)
        self._by_code: dict[bytes, Sign] = {}
        self._signs: dict[tuple[int, str], Sign] = {}
        self._spans: dict[str, Sign] = {}

    def decode(self, token: bytes) -> list[Sign]:
        data, width = string_of(token), self._code_width
        if width and len(data) % width == 0:
            known = self._by_code
            codes = [data[at : at + width] for at in range(0, len(data), width)]
            signs = [known.get(code) or self._read_code(code) for code in codes]
        else:
            signs = [self._sign(*glyph) for glyph in self.font.decode(data)]
        if len(self.read) >= _MOST_STRINGS:
            self.read.clear()
        self.read[token] = signs
        return signs

    def _read_code(self, code: bytes) -> Sign:
        ((number, text),) = self.font.decode(code)
        sign = self._by_code[code] = self._sign(number, text)
        return sign

    def _sign(self, code: int, text: str) -> Sign:
        sign = self._signs.get((code, text))
        if sign is None:
            advance = self.font.vdisp(code) if self.vertical else self.font.hdisp(code)
            sign = self._signs[code, text] = Sign(self.key, self.bold, code, text, advance)
        return sign

    def span(self, text: str) -> Sign:
        """What glyphs with an ActualText are read as."""
        sign = self._spans.get(text)
        if sign is None:
            if len(self._spans) >= _MOST_STRINGS:
                self._spans.clear()
            sign = self._spans[text] = Sign(self.key, self.bold, 0, text, actual=True)
        return sign


def _key(font: Any) -> FontKey:
    """Name, kind and font program: the same for each object that a PDF library makes of one font."""
    files = (font.descriptor.get(key) for key in ("FontFile", "FontFile2", "FontFile3"))
    program = next((getattr(file, "objid", 0) or 0 for file in files if file is not None), 0)
    return str(getattr(font, "basefont", font.fontname)), type(font).__name__, program


def _code_width(font: Any) -> int:
    """How many bytes each code has, where all have as many; 0 where only a whole string tells."""
    if not isinstance(font, CIDFont):
        return 1
    spaces = font.tounicode.code_space if font.tounicode is not None else _TWO_BYTES
    return 2 if type(font.cmap) is IdentityCMap and spaces == _TWO_BYTES else 0


@dataclass(slots=True)
class Style:
    """How glyphs are set while no operator changes it: the text state and the page's, multiplied out.

    made_of: what it was made from; size: of the type, in points; quarter: quarter turns clockwise from
    upright, None for text on a slant; matrix: from where text goes to the page; along, onward: an em of the
    line, on the page and where text goes; spacing, word_spacing: ems behind a glyph, and behind a space;
    shown: the box with what is on the page.
    """

    made_of: MadeOf
    face: Face
    size: float
    quarter: int | None
    visible: bool
    matrix: Matrix
    along: Point
    onward: Point
    spacing: float
    word_spacing: float
    shown: Box

    @classmethod
    def of(cls, ctm: Matrix, clip: Box, turn: Turning, text: TextState) -> Style:
        """PDF 32000-1, 9.4.4."""
        face: Face = text.face
        wide, high = text.size * text.scale, text.size
        across = turn[0] * wide, turn[1] * wide
        down = turn[2] * high, turn[3] * high
        (a, b), (c, d) = _turned(across, ctm), _turned(down, ctm)
        rise_x, rise_y = _turned((turn[2] * text.rise, turn[3] * text.rise), ctm)
        size = hypot(c, d) * face.scale
        lift = 0.2 * size
        spacing = text.letter_space / text.size
        return cls(
            (ctm, clip, turn, text),
            face,
            size,
            0 if face.vertical else _quarter(a, b),
            text.mode not in _INVISIBLE,
            (*ctm[:4], ctm[4] + rise_x, ctm[5] + rise_y),
            (c, d) if face.vertical else (a, b),
            down if face.vertical else across,
            spacing,
            spacing if face.multibyte else spacing + text.word_space / text.size,
            Box(clip.x0 - 1, clip.top - lift, clip.x1 + 1, clip.bottom + lift),
        )

    def place(self, x: float, y: float) -> Point:
        """On the page, of where text goes."""
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f


def _turned(way: Point, matrix: Matrix) -> Point:
    x, y = way
    return x * matrix[0] + y * matrix[2], x * matrix[1] + y * matrix[3]


def _quarter(a: float, b: float) -> int | None:
    """Which way the text runs, given its direction (y downward); a lean of a few degrees is upright."""
    if abs(b) <= 0.12 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= 0.12 * abs(b):
        return 1 if b > 0 else 3
    return None
