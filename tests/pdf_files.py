"""Small PDFs, made letter by letter: with chosen maps to Unicode, text and rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pikepdf

from ita_extract.readers.input import Input

WIDTH, HEIGHT = 595, 842
SIZE = 14.0
MARKS = frozenset(map(chr, (0xE31, *range(0xE34, 0xE3B), *range(0xE47, 0xE4E))))


@dataclass
class Font:
    """A font of up to 220 glyphs. Each glyph has a name of one's own, a width in thousandths, and a map.

    glyphs: what is drawn → (what the map says, width); letters not named here are true, marks without width.
    """

    glyphs: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    name: str = "TestThai"
    codes: dict[str, int] = field(default_factory=dict)

    def code(self, glyph: str) -> int:
        return self.codes.setdefault(glyph, 33 + len(self.codes))

    def said(self, glyph: str) -> tuple[str, int]:
        if glyph in self.glyphs:
            return self.glyphs[glyph]
        return glyph, 0 if glyph in MARKS else (250 if glyph == " " else 500)

    def encode(self, text: Iterable[str]) -> bytes:
        return bytes(self.code(glyph) for glyph in text)

    def width(self, text: Iterable[str], size: float = SIZE) -> float:
        return sum(self.said(glyph)[1] for glyph in text) * size / 1000

    def resource(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        lines = [
            f"<{code:02X}> <{self.said(glyph)[0].encode('utf-16-be').hex()}>"
            for glyph, code in self.codes.items()
            if self.said(glyph)[0]
        ]
        cmap = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "1 begincodespacerange <00> <FF> endcodespacerange\n"
            f"{len(lines)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar endcmap end end"
        )
        widths = [0] * 222
        for glyph, code in self.codes.items():
            widths[code - 33] = self.said(glyph)[1]
        return pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.TrueType,
                BaseFont=pikepdf.Name("/" + self.name),
                FirstChar=33,
                LastChar=254,
                Widths=pikepdf.Array(widths),
                FontDescriptor=pikepdf.Dictionary(
                    Type=pikepdf.Name.FontDescriptor,
                    FontName=pikepdf.Name("/" + self.name),
                    Flags=4,
                    Ascent=900,
                    Descent=-300,
                    FontBBox=pikepdf.Array([0, -300, 1000, 900]),
                ),
                ToUnicode=pdf.make_stream(cmap.encode("ascii")),
            )
        )


@dataclass
class Page:
    """What is drawn, in drawing order; heights are measured from the top of the page."""

    fonts: list[Font] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    rotate: int = 0

    def text(self, x: float, y: float, text: Iterable[str], font: Font, size: float = SIZE) -> Page:
        """Text whose baseline begins at x and y."""
        return self.draw(
            f"BT {self._font(font)} {size} Tf {x} {HEIGHT - y} Td <{font.encode(text).hex()}> Tj ET"
        )

    def upward(self, x: float, y: float, text: str, font: Font) -> Page:
        """Text that runs from the bottom to the top."""
        return self.draw(
            f"BT {self._font(font)} {SIZE} Tf 0 1 -1 0 {x} {HEIGHT - y} Tm <{font.encode(text).hex()}> Tj ET"
        )

    def actual(self, x: float, y: float, drawn: str, meant: str, font: Font) -> Page:
        meaning = ("\ufeff" + meant).encode("utf-16-be").hex()
        self.draw(f"/Span <</ActualText <{meaning}>>> BDC")
        return self.text(x, y, drawn, font).draw("EMC")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Page:
        return self.draw(f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")

    def table(self, xs: Sequence[float], ys: Sequence[float]) -> Page:
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        return self

    def draw(self, operators: str) -> Page:
        self.parts.append(operators)
        return self

    def _font(self, font: Font) -> str:
        if not any(font is known for known in self.fonts):
            self.fonts.append(font)
        return f"/F{next(at for at, known in enumerate(self.fonts) if known is font)}"


def pdf_bytes(pages: Sequence[Page], **save: object) -> bytes:
    pdf = pikepdf.new()
    made: dict[int, pikepdf.Object] = {}
    for page in pages:
        for font in page.fonts:
            if id(font) not in made:
                made[id(font)] = font.resource(pdf)
        pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        target = pdf.pages[-1]
        fonts = {f"/F{at}": made[id(font)] for at, font in enumerate(page.fonts)}
        target.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts))
        target.Contents = pdf.make_stream("\n".join(page.parts).encode("ascii"))
        target.Rotate = page.rotate
    buffer = BytesIO()
    pdf.save(buffer, **save)
    return buffer.getvalue()


def pdf_file(folder: Path, pages: Sequence[Page], **save: object) -> Input:
    path = folder / "made.pdf"
    path.write_bytes(pdf_bytes(pages, **save))
    return Input.at(path)
