"""How a whole file uses its fonts: every glyph code, how often, and in what company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ita_extract.readers.pdf.faces import Face, FontKey, Sign
from ita_extract.readers.pdf.glyphs import Run
from ita_extract.thai.glyphs import NIKHAHIT, SARA_AA, SARA_AM, TONES

_SAMPLE = 6000  # letters kept of each font: enough for the dictionary to judge by
_NO_WIDTH = (" ", NIKHAHIT)


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

    def take(self, runs: Iterable[Run]) -> None:
        """runs: of one page, in stream order."""
        by_face: dict[Face, list[Sign]] = {}
        for run in runs:
            signs = [glyph[0] for glyph in run.glyphs if not glyph[0].actual]
            by_face.setdefault(run.style.face, []).extend(signs)
        for face, signs in by_face.items():
            _note(self.uses.setdefault(face.key, FontUse()), signs)


def _note(use: FontUse, signs: list[Sign]) -> None:
    counts = Counter(signs)
    for sign, number in counts.items():
        use.codes[sign.code, sign.text] += number
    use.sample += [(sign.code, sign.text) for sign in signs[: max(0, _SAMPLE - len(use.sample))]]
    use.weightless.update(sign.code for sign in counts if sign.advance == 0)
    if any(sign.code in use.weightless and sign.text in _NO_WIDTH for sign in counts):
        _note_behind_space(use, signs)


def _note_behind_space(use: FontUse, signs: list[Sign]) -> None:
    armed = False
    for sign in signs:
        if sign.code in use.weightless and sign.text in _NO_WIDTH:
            armed = True
        elif armed and sign.text not in TONES:
            if sign.text in (SARA_AA, SARA_AM):
                use.behind_space.add(sign.code)
            armed = False
