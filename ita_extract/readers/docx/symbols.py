"""Letters of symbol fonts as the Unicode characters that they draw.

Word stores a symbol font's glyph n as the private character U+F000 + n, or as n itself.
Source: the Unicode Consortium's Wingdings and Symbol mappings; only bullets, boxes, ticks, arrows, numbers.
"""

from __future__ import annotations

UNCHECKED, CHECKED = "☐", "☑"

_PRIVATE = 0xF000
_SPACE = _PRIVATE + ord(" ")

_WINGDINGS = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x3F: "✍", 0x41: "✌", 0x45: "☜", 0x46: "☞",
    0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "❐",
    0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9E: "·", 0x9F: "•",
    0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: UNCHECKED, 0xAA: "✦", 0xAB: "★", 0xD8: "➢", 0xDB: "⮘", 0xDC: "⮚",
    0xE0: "→", 0xDF: "←", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: CHECKED,
    **{0x80 + n: chr(0x2460 + n - 1) if n else "⓪" for n in range(11)},
    **{0x8B + n: chr(0x2776 + n - 1) if n else "⓿" for n in range(11)},
}  # fmt: skip

_WINGDINGS_2 = {
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: CHECKED,
    0x53: "☒",
    0xA3: UNCHECKED,
    0x97: "●",
    0x98: "•",
}

_SYMBOL = {
    0x2A: "*", 0x2D: "−", 0xA3: "≤", 0xA8: "♦", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB1: "±",
    0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD6: "√",
    0xDE: "⇒", 0xE0: "◊",
}  # fmt: skip

_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def is_symbol_font(font: str) -> bool:
    return font.lower() in _FONTS


def draw(text: str, font: str) -> str:
    """The text as the symbol font draws it; other fonts, and letters that its table lacks, change nothing."""
    table = _FONTS.get(font.lower())
    return text if table is None else "".join(_glyph(letter, table) for letter in text)


def _glyph(letter: str, table: dict[int, str]) -> str:
    code = ord(letter)
    if code == _SPACE:
        return " "
    if _PRIVATE <= code <= _PRIVATE + 0xFF:
        return table.get(code - _PRIVATE, letter)
    # Symbol's plain letters are Greek ones, seldom meant; the others have no letters at all.
    return letter if table is _SYMBOL else table.get(code, letter)
