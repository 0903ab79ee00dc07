"""The heading line above a table of spaces, where it is set otherwise than the columns below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise

from ita_extract.readers.text.raster import LEADING, SIZE, Letter

_NEAR = 2 * LEADING
_GAP = SIZE  # of white between two headings
_FEWEST = 3

Reach = tuple[int, int]  # the first column that a piece stands in, and the last
Line = dict[Reach, list[Letter]]


def heading_above(lines: Sequence[Line], rest: Iterable[Letter]) -> Line | None:
    """One for each column, or over those that the first line of the table names again; None where the line
    above is none. rest: what stands in no table."""
    top = next(iter(lines[0].values()))[0].y
    above = [letter for letter in rest if 0 < top - letter.y <= _NEAR]
    rows = [list(row) for _, row in groupby(above, key=lambda letter: letter.y)]
    pieces = _pieces(rows[-1]) if rows else []
    extents = _extents(lines)
    if len(pieces) < _FEWEST or len(pieces) > len(extents):
        return None
    named = {column for first, last in lines[0] for column in range(first, last + 1)}
    runs = (
        _runs(sorted(extents), named) if len(named) < len(extents) else [(at, at) for at in sorted(extents)]
    )
    if len(runs) != len(pieces):
        return None
    return dict(zip(runs, pieces, strict=True))


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


def _extents(lines: Iterable[Line]) -> Mapping[int, float]:
    """Where each column begins."""
    found: dict[int, float] = {}
    for line in lines:
        for (first, last), part in line.items():
            if first == last:
                found[first] = min(part[0].x0, found.get(first, part[0].x0))
    return found


def _runs(columns: Sequence[int], named: set[int]) -> list[Reach]:
    """Each column by itself, those side by side that are named below together."""
    ends = [at for at, (one, other) in enumerate(pairwise(columns), 1) if not {one, other} <= named]
    edges = [0, *ends, len(columns)]
    return [(columns[first], columns[last - 1]) for first, last in pairwise(edges)]
