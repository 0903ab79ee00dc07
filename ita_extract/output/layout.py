"""Text laid out in columns for a terminal: Thai wrapped between words, marks counted as no width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from wcwidth import wcwidth

from ita_extract.thai.words import segment

GAP = 2
_WORDS = re.compile(r"\s+|\S+")
_OPENING = {"Ps", "Pi"}
_CLOSING = {"Pe", "Pf", "Po", "Pd", "Lm"}


def width(text: str) -> int:
    """Cells of a terminal that the text fills; vowel and tone marks above and below fill none."""
    return sum(max(0, wcwidth(letter)) for letter in text)


def number(count: int, thing: str) -> str:
    """ "1 file", "2 files"."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def visible(text: str) -> str:
    """Text that cannot steer the terminal: control and direction characters give way to a sign."""
    return text.translate(_UNSAFE)


def _is_unsafe(letter: str) -> bool:
    return unicodedata.category(letter) == "Cc" or unicodedata.bidirectional(letter) in _STEERING


_STEERING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_UNSAFE = {code: "\N{REPLACEMENT CHARACTER}" for code in range(0x2100) if _is_unsafe(chr(code))}
_UNSAFE |= {ord("\n"): "\n", ord("\t"): " ", ord("\r"): " "}


def wrap(text: str, limit: int) -> list[str]:
    """Lines no wider than limit, broken between words where the words allow it; at least one line."""
    return [part for line in visible(text).split("\n") for part in _wrap_line(line.strip(), limit)]


def _wrap_line(line: str, limit: int) -> Iterator[str]:
    if width(line) <= limit:
        yield line
        return
    kept: list[str] = []
    used = 0
    for word in _pieces(line, limit):
        room = width(word)
        if used + room > limit and not word.isspace():
            yield "".join(kept).rstrip()
            kept, used = [], 0
        if kept or not word.isspace():
            kept.append(word)
            used += room
    yield "".join(kept).rstrip()


def _pieces(line: str, limit: int) -> Iterator[str]:
    """What stays together; a piece too wide for a line of its own comes letter by letter with its marks."""
    for piece in _glued(part for word in segment(line) for part in _WORDS.findall(word)):
        if width(piece) <= limit:
            yield piece
        else:
            yield from _letters(piece)


def _glued(words: Iterable[str]) -> Iterator[str]:
    """No line begins with a closing sign or ends with an opening one or an abbreviation's point."""
    kept = ""
    for word in words:
        opens = kept[-1:] == "." or unicodedata.category(kept[-1:] or " ") in _OPENING
        if kept and not word.isspace() and (opens or unicodedata.category(word[0]) in _CLOSING):
            kept += word
            continue
        if kept:
            yield kept
        kept = word
    if kept:
        yield kept


def _letters(word: str) -> Iterator[str]:
    cluster = ""
    for letter in word:
        if cluster and wcwidth(letter) > 0:
            yield cluster
            cluster = ""
        cluster += letter
    yield cluster


def table(rows: Sequence[Sequence[str]], limit: int, *, apart: bool = False) -> Iterator[str]:
    """Lines of a table no wider than limit; the first row is the heading.

    apart: an empty line between rows.
    """
    widths = _fit([max(_widest(cell) for cell in column) for column in zip(*rows, strict=True)], limit)
    laid_out = [[wrap(cell, room) for cell, room in zip(row, widths, strict=True)] for row in rows]
    for index, row in enumerate(laid_out):
        if index == 1:
            yield (" " * GAP).join("─" * room for room in widths)
        elif index > 1 and apart:
            yield ""
        for line in zip_longest(*row, fillvalue=""):
            yield (" " * GAP).join(map(_padded, line, widths)).rstrip()


def _widest(cell: str) -> int:
    return max(width(line) for line in visible(cell).split("\n"))


def _padded(line: str, room: int) -> str:
    return line + " " * (room - width(line))


def _fit(natural: list[int], limit: int) -> list[int]:
    """Narrows the widest columns, all to the same width, until the row fits."""
    room = limit - GAP * (len(natural) - 1)
    left = len(natural)
    for wide in sorted(natural):
        if wide * left > room:
            cap = max(1, room // left)
            return [min(have, cap) for have in natural]
        room -= wide
        left -= 1
    return natural
