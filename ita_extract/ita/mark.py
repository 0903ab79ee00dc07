"""A candidate for the mark that opens an item, and the words of marks.tsv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ita_extract.ita.tsv import read_rows

# The longest word of the data files that is looked for just before or after a mark.
NEAR = 24


@dataclass(frozen=True, slots=True)
class Mark:
    """A candidate. start: where the mark begins; end: where the item's text begins.

    style: marks of one style are siblings ("1.", "(ก)", "-", …); number: as printed, in Arabic digits,
    without punctuation, None for a bullet; path: its value, (2, 1) for "2.1", () for a bullet;
    where: "line" (first of its line), "behind" (right behind another candidate), "space" (behind white
    space), "glued" (behind a letter);
    loose: a space follows; spans: a dash between the two ends of a range or of a fixed phrase.
    """

    start: int
    end: int
    style: str
    number: str | None
    path: tuple[int, ...]
    where: str
    loose: bool = False
    spans: bool = False


@cache
def facts(kind: str) -> tuple[str, ...]:
    """The words of one kind in marks.tsv, longest first."""
    words = [row[1] for row in read_rows("marks.tsv") if row[0] == kind]
    return tuple(sorted(words, key=len, reverse=True))


def where_is(text: str, start: int) -> str | None:
    """How the sign at start touches what stands before; None: too close to a word to open anything."""
    before = text[max(0, start - 3) : start].rstrip(" \t\u00a0")
    if start == 0 or (not before and start <= 3) or before.endswith("\n"):
        return "line"
    last = text[start - 1]
    if last.isspace():
        return "space"
    return "glued" if "ก" <= last <= "๎" or last in ')]”"’:;,' else None
