"""A cell's fill → its colour: told itself, by a number, or as a tint of one of the workbook's theme."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ita_extract.readers.shades import colour_to_shade

if TYPE_CHECKING:
    from openpyxl import Workbook

# The theme's colours as files number them (ECMA-376 part 1, 18.8.3): light before dark, which the theme has
# the other way round.
_ORDER = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
_SLOT = '<a:{}>.*?(?:lastClr|srgbClr val)="([0-9A-Fa-f]{{6}})"'


@dataclass(frozen=True, slots=True)
class Palette:
    """theme: RRGGBB in the order of their numbers, "" for one that the workbook does not tell."""

    theme: tuple[str, ...]

    @classmethod
    def of(cls, workbook: Workbook) -> Palette:
        xml = (workbook.loaded_theme or b"").decode("utf-8", errors="replace")
        found = (re.search(_SLOT.format(name), xml, re.DOTALL) for name in _ORDER)
        return cls(tuple(match[1].upper() if match else "" for match in found))

    def shade(self, fill: Any) -> str | None:
        """RRGGBB of an openpyxl fill; None for none, for white, and for a gradient. A pattern counts as the
        colour that it is drawn in."""
        if getattr(fill, "patternType", None) in (None, "none"):
            return None
        return colour_to_shade(self._colour(fill.fgColor))

    def _colour(self, colour: Any) -> str:
        """Any text that is no colour where it is not known."""
        if colour.type == "theme":
            known = self.theme[colour.theme] if colour.theme < len(self.theme) else ""
            return _tinted(known, colour.tint) if known else ""
        if colour.type == "indexed":
            return _indexed(colour.indexed)
        return str(colour.rgb)[-6:].upper() if colour.type == "rgb" else ""


def _indexed(number: int) -> str:
    from openpyxl.styles.colors import COLOR_INDEX

    return COLOR_INDEX[number][-6:].upper() if number < len(COLOR_INDEX) else ""


def _tinted(colour: str, tint: float) -> str:
    """Lighter for a tint above 0, darker for one below (18.8.19)."""
    hue, light, saturation = colorsys.rgb_to_hls(*(part / 255 for part in bytes.fromhex(colour)))
    light = light * (1 + tint) if tint < 0 else light + (1 - light) * tint
    parts = colorsys.hls_to_rgb(hue, light, saturation)
    return "".join(f"{round(part * 255):02X}" for part in parts)
