"""How a whole file uses its fonts: every glyph code, how often, and in what company. One light pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from playa.content import TextObject, XObjectObject
from playa.page import TEXT_OPERATORS

from ita_extract.readers.pdf.glyphs import MAX_DEPTH, MAX_OBJECTS
from ita_extract.readers.pdf.streams import prepare, prepare_stream
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
    uses: dict[FontKey, FontUse] = field(default_factory=dict)

    def take(self, page: Any) -> None:
        prepare(page)
        for thing in _texts(page.interp(restrict_ops=TEXT_OPERATORS), 0, frozenset()):
            font = thing.gstate.font
            if font is not None:
                self._note(font, thing.args)

    def _note(self, font: Any, args: list[Any]) -> None:
        use = self.uses.setdefault(font_key(font), FontUse())
        pairs = [pair for part in args if isinstance(part, bytes) for pair in font.decode(part)]
        use.codes.update(pairs)
        if len(use.sample) < _SAMPLE:
            use.sample += pairs
        for code in {code for code, _ in pairs}:
            if code not in use.weightless and font.hdisp(code) == 0:
                use.weightless.add(code)
        _note_spaces(use, pairs)


def _note_spaces(use: FontUse, pairs: list[tuple[int, str]]) -> None:
    armed = False
    for code, text in pairs:
        if code in use.weightless and text in (" ", NIKHAHIT):
            armed = True
        elif armed and text not in TONES:
            if text in (SARA_AA, SARA_AM):
                use.behind_space.add(code)
            armed = False


def _texts(interpreter: Any, depth: int, above: frozenset[int]) -> Iterator[TextObject]:
    for number, thing in enumerate(interpreter):
        if number > MAX_OBJECTS:
            return
        if isinstance(thing, TextObject):
            yield thing
        elif isinstance(thing, XObjectObject) and depth < MAX_DEPTH:
            identity = thing.stream.objid or id(thing.stream)
            if identity not in above:
                prepare_stream(thing.stream)
                inner = thing.interp(restrict_ops=TEXT_OPERATORS)
                yield from _texts(inner, depth + 1, above | {identity})
