"""The parts of a cell that a page cut → one text; a cut through a paragraph leaves no trace in it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ita_extract.ita.marks import find_marks
from ita_extract.ita.units import find_units
from ita_extract.model.document import Cell
from ita_extract.thai.line_ends import between

_REACH = 200  # characters on either side of a cut in which a mark or a name is looked for


def join_parts(parts: Sequence[Cell]) -> str:
    """The parts' texts, on lines of their own but for those that go on in the middle of a paragraph."""
    pieces = [part.text for part in parts[:1]]
    for above, below in pairwise(parts):
        pieces += [_seam(above.text, below.text) if _is_cut(above, below) else "\n", below.text]
    return "".join(pieces)


def _is_cut(above: Cell, below: Cell) -> bool:
    """They stand in one column of tables, or pages, that follow one another."""
    first, second = above.place, below.place
    return first.column == second.column and (first.page, first.table) != (second.page, second.table)


def _seam(above: str, below: str) -> str:
    """A new line where the cell's paragraphs begin without a mark, for then one may begin at the cut too."""
    before, after = above.rstrip(), below.lstrip()
    if not before or not after or _is_marked(after) or _has_unmarked(before) or _has_unmarked(after):
        return "\n"
    if _names_on(before[-_REACH:], after[:_REACH]):
        return "\n"
    return between(before, after)


def _is_marked(line: str) -> bool:
    return any(mark.start == 0 for mark in find_marks(line[:_REACH]))


def _has_unmarked(text: str) -> bool:
    return not all(_is_marked(line.lstrip()) for line in text.split("\n")[1:])


def _names_on(before: str, after: str) -> bool:
    """A name of a unit or person ends at the cut, and another begins there."""
    ended, begun = find_units(before), find_units(after)
    return bool(ended and begun) and ended[-1].end == len(before) and begun[0].start == 0
