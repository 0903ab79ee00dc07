"""Colours as Cell.shade has them."""

from __future__ import annotations

import re

BLACK, WHITE = "000000", "FFFFFF"

_HEX = re.compile("[0-9A-F]{6}")


def colour_to_shade(colour: str) -> str | None:
    """RRGGBB, as it is given; None for white, and for a text that is no such colour."""
    return colour if colour != WHITE and _HEX.fullmatch(colour) else None
