"""How far two documents agree on the structure of their tables; both must hold them (--tables).

Cells: position, spans and text. Neighbours: pairs of texts that stand side by side or one below the other,
wherever they stand (adjacency relations; Göbel et al., 2012), so that one row too many costs little.
GriTS: how much of two grids can be laid on one another; its likeness is the measure of the paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ita_extract.model.report import GridCell, GridTable
from ita_extract.output.evaluate.evaluation import Counted, Tally
from ita_extract.output.evaluate.grits import Overlap, content, is_comparable, positions, structure
from ita_extract.output.evaluate.pairs import pair_up
from ita_extract.output.evaluate.texts import solid


def judge_grids(found: Sequence[GridTable], expected: Sequence[GridTable]) -> Iterator[Counted]:
    """Nothing where the truth holds no tables."""
    if not expected:
        return
    yield _counted("tables: cells", _cells(found), _cells(expected))
    yield _counted("tables: neighbours", _neighbours(found), _neighbours(expected))
    pairs = list(_pairs(found, expected))
    yield _laid("tables: content (GriTS)", content, pairs)
    yield _laid("tables: structure (GriTS)", structure, pairs)


def _pairs(
    found: Sequence[GridTable], expected: Sequence[GridTable]
) -> Iterator[tuple[GridTable | None, GridTable | None]]:
    """Tables that hold much the same; those too large to be compared are left out on both sides."""
    for one, other in pair_up([_text(table) for table in expected], [_text(table) for table in found]):
        wanted, read = expected[one] if one is not None else None, found[other] if other is not None else None
        if not (wanted and read) or is_comparable(wanted, read):
            yield wanted, read


def _text(table: GridTable) -> str:
    return " ".join(cell.text for cell in table.cells)


def _laid(
    part: str,
    overlap: Callable[[GridTable, GridTable], Overlap],
    pairs: Sequence[tuple[GridTable | None, GridTable | None]],
) -> Counted:
    overlaps = [overlap(one, other) for one, other in pairs if one and other]
    tally = Tally(
        expected=sum(positions(one) for one, _ in pairs if one),
        found=sum(positions(other) for _, other in pairs if other),
        exact=sum(each.same for each in overlaps),
        alike=sum(each.likeness for each in overlaps),
    )
    return Counted(part, tally)


def _counted(part: str, found: Counter[Any], expected: Counter[Any]) -> Counted:
    right = (found & expected).total()
    return Counted(part, Tally(expected.total(), found.total(), right, alike=right))


def _cells(tables: Sequence[GridTable]) -> Counter[tuple[Any, ...]]:
    return Counter(
        (number, cell.row, cell.column, cell.row_span, cell.column_span, solid(cell.text))
        for number, table in enumerate(tables)
        for cell in table.cells
    )


def _neighbours(tables: Sequence[GridTable]) -> Counter[tuple[str, str, str]]:
    return Counter(pair for table in tables for pair in _beside(table))


def _beside(table: GridTable) -> Iterator[tuple[str, str, str]]:
    at = {(cell.row, cell.column): cell for cell in table.cells}
    for cell in table.cells:
        beside: GridCell | None = at.get((cell.row, cell.column + cell.column_span))
        below: GridCell | None = at.get((cell.row + cell.row_span, cell.column))
        if beside:
            yield "beside", solid(cell.text), solid(beside.text)
        if below:
            yield "below", solid(cell.text), solid(below.text)
