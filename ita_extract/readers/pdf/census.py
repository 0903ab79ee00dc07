"""How a whole file uses its fonts: every glyph code, how often, and in what company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ita_extract.readers.pdf.glyphs import Glyph
from ita_extract.thai.glyphs import NIKHAHIT, SARA_AA, SARA_AM, TONES

_SAMPLE = 6000  # letters kept of each font: enough for the dictionary to judge by


FontKey = tuple[str, str, int]


def font_key(font: Any) -> FontKey:
    """Name, kind and font program: the same for each object that a PDF library makes of one font."""
    files = (font.descriptor.get(key) for key in ("FontFile", "FontFile2", "FontFile3"))
    program = next((getattr(file, "objid", 0) or 0 for file in files if file is not None), 0)
    return str(getattr(font, "basefont", font.fontname)), type(font).__name__, program


@dataclass(slots=True)
class FontUse:
    """How one font of the file is used.

    codes: (code, text) → how often; weightless: codes whose advance is 0; behind_space: codes read as sara
    am or sara aa that follow a space of no width; sample: the font's text in stream order.
    """

    codes: Counter[tuple[int, str]] = field(default_factory=Counter)
    weightless: set[int] = field(default_factory=set)
    behind_space: set[int] = field(default_factory=set)
    sample: list[tuple[int, str]] = field(default_factory=list)

    def count(self, letter: str) -> int:
        return sum(number for (_, text), number in self.codes.items() if text == letter)


@dataclass(slots=True)
class Census:
    """Taken page by page."""

    uses: dict[FontKey, FontUse] = field(default_factory=dict)

    def take(self, glyphs: Iterable[Glyph]) -> None:
        """glyphs: of one page, in stream order."""
        by_font: dict[int, list[Glyph]] = {}
        for glyph in glyphs:
            if not glyph.actual:
                by_font.setdefault(id(glyph.font), []).append(glyph)
        for found in by_font.values():
            _note(self.uses.setdefault(font_key(found[0].font), FontUse()), found)


def _note(use: FontUse, glyphs: list[Glyph]) -> None:
    pairs = [(glyph.code, glyph.text) for glyph in glyphs]
    use.codes.update(pairs)
    use.sample += pairs[: max(0, _SAMPLE - len(use.sample))]
    use.weightless.update(glyph.code for glyph in glyphs if glyph.advance == 0)
    armed = False
    for code, text in pairs:
        if code in use.weightless and text in (" ", NIKHAHIT):
            armed = True
        elif armed and text not in TONES:
            if text in (SARA_AA, SARA_AM):
                use.behind_space.add(code)
            armed = False
