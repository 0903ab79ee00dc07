"""A sound PDF → one with a damaged text layer, as real fonts' wrong maps to Unicode make it.

The page looks the same. What the letters are said to be changes, and the words that would put it right
(/ActualText) go: programs that write such maps write none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf

from ita_extract.thai import glyphs

_CODE = r"<([0-9A-Fa-f]+)>"
_CHAR = re.compile(rf"{_CODE}\s*{_CODE}")
_RANGE = re.compile(rf"{_CODE}\s*{_CODE}\s*{_CODE}")
_SECTION = re.compile(r"\d+ begin(bfchar|bfrange)(.*?)end\1\n?", re.DOTALL)

Damage = Callable[[str], str]


def private_letters(letter: str) -> str:
    """Marks moved down or left as the private code points that these fonts give them."""
    return letter


def zero_width_space(letter: str) -> str:
    """The nikhahit of sara am as a space without width; other marks as they should be."""
    plain = letter.translate(glyphs.private_letters())
    return " " if plain == glyphs.NIKHAHIT else plain


def sara_am_for_sara_aa(letter: str) -> str:
    """Every sara aa as sara am, in a font whose nikhahit is a space too."""
    plain = zero_width_space(letter)
    return glyphs.SARA_AM if plain == glyphs.SARA_AA else plain


def damage_pdf(sound: Path, damaged: Path, change: Damage) -> None:
    with pikepdf.open(sound) as pdf:
        for font in _fonts(pdf):
            table = font.ToUnicode.read_bytes().decode("latin-1")
            font.ToUnicode.write(_remapped(table, change).encode("latin-1"))
        for page in pdf.pages:
            page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(_without_actual_text(page)))
        save(pdf, damaged)


def save(pdf: pikepdf.Pdf, path: Path) -> None:
    """Without dates and chance: the same input gives the same bytes."""
    del pdf.docinfo
    if "/Metadata" in pdf.Root:
        del pdf.Root.Metadata
    for chance in ("/ID", "/DocChecksum"):
        if chance in pdf.trailer:
            del pdf.trailer[chance]
    pdf.remove_unreferenced_resources()
    pdf.save(
        path,
        deterministic_id=True,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )


def _fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [
        each
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font" and "/ToUnicode" in each
    ]


def _remapped(table: str, change: Damage) -> str:
    """The map with each letter changed, one entry a glyph."""
    letters = {code: change(letter) for code, letter in _entries(table)}
    lines = [f"<{code:04X}> <{letter.encode('utf-16-be').hex().upper()}>" for code, letter in letters.items()]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    sections = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    start = _SECTION.search(table)
    assert start is not None
    return table[: start.start()] + sections + _SECTION.sub("", table[start.start() :])


def _entries(table: str) -> Iterator[tuple[int, str]]:
    for section in _SECTION.finditer(table):
        for entry in re.finditer(_RANGE if section[1] == "bfrange" else _CHAR, section[2]):
            first, last, target = (entry[1], entry[1], entry[2]) if section[1] == "bfchar" else entry.groups()
            text = bytes.fromhex(target).decode("utf-16-be")
            for code in range(int(first, 16), int(last, 16) + 1):
                yield code, text[:-1] + chr(ord(text[-1]) + code - int(first, 16))


def _without_actual_text(page: pikepdf.Page) -> list[pikepdf.ContentStreamInstruction]:
    kept = []
    for instruction in pikepdf.parse_content_stream(page):
        operands = instruction.operands
        marked = str(instruction.operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary)
        if marked and "/ActualText" in operands[1]:
            del operands[1]["/ActualText"]
        kept.append(pikepdf.ContentStreamInstruction(operands, instruction.operator))
    return kept
