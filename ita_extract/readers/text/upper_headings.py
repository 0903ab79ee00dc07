"""The heading line above a table of spaces, where it is set otherwise than the columns below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from ita_extract.readers.print.by_columns import Reach
from ita_extract.readers.text.raster import LEADING, SIZE, Letter

_NEAR = 2 * LEADING  # one blank line may stand between
_GAP = SIZE  # of white between two headings
_FEWEST = 3  # headings: two words far apart are easily a title

TableLine = dict[Reach, list[Letter]]


def heading_above(lines: Sequence[TableLine], rest: Iterable[Letter]) -> TableLine | None:
    """One piece for each column, or one over those side by side that the table's first line names again.

    None where the line above does not part so. rest: what stands in no table.
    """
    pieces = _pieces(_line_above(lines[0], rest))
    columns = sorted({first for line in lines for first, last in line if first == last})
    named = {column for first, last in lines[0] for column in range(first, last + 1)}
    reaches = _reaches(columns, named if len(named) < len(columns) else set())
    if len(pieces) < _FEWEST or len(pieces) != len(reaches):
        return None
    return dict(zip(reaches, pieces, strict=True))


def _line_above(line: TableLine, rest: Iterable[Letter]) -> list[Letter]:
    top = next(iter(line.values()))[0].y
    above = (letter for letter in rest if 0 < top - letter.y <= _NEAR)
    rows = [list(row) for _, row in groupby(above, key=lambda letter: letter.y)]
    return rows[-1] if rows else []


def _pieces(row: Sequence[Letter]) -> list[list[Letter]]:
    """Cut where white is wide; spaces at the ends of pieces are left out."""
    found: list[list[Letter]] = []
    for letter in row:
        if letter.is_space:
            continue
        if found and letter.x0 - found[-1][-1].x1 < _GAP:
            found[-1].append(letter)
        else:
            found.append([letter])
    return found


def _reaches(columns: Sequence[int], named: set[int]) -> list[Reach]:
    """Each column by itself, those side by side that are named below together."""
    ends = [at for at, pair in enumerate(pairwise(columns), 1) if not named.issuperset(pair)]
    edges = [0, *ends, len(columns)]
    return [(columns[first], columns[last - 1]) for first, last in pairwise(edges)]
