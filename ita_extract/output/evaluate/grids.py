"""How far two documents agree on the structure of their tables; both must hold them (--tables).

Cells: position, spans and text. Neighbours: pairs of texts that stand side by side or one below the other,
wherever they stand (adjacency relations; Göbel et al., 2012), so that one row too many costs little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ita_extract.model.report import GridCell, GridTable
from ita_extract.output.evaluate.evaluation import Counted
from ita_extract.output.evaluate.texts import solid


def judge_grids(found: Sequence[GridTable], expected: Sequence[GridTable]) -> Iterator[Counted]:
    """Nothing where the truth holds no tables."""
    if not expected:
        return
    yield _counted("tables: cells", _cells(found), _cells(expected))
    yield _counted("tables: neighbours", _neighbours(found), _neighbours(expected))


def _counted(part: str, found: Counter[Any], expected: Counter[Any]) -> Counted:
    return Counted(part, expected.total(), found.total(), (found & expected).total())


def _cells(tables: Sequence[GridTable]) -> Counter[tuple[Any, ...]]:
    return Counter(
        (number, cell.row, cell.column, cell.row_span, cell.column_span, solid(cell.text))
        for number, table in enumerate(tables)
        for cell in table.cells
    )


def _neighbours(tables: Sequence[GridTable]) -> Counter[tuple[str, str, str]]:
    return Counter(pair for table in tables for pair in _pairs(table))


def _pairs(table: GridTable) -> Iterator[tuple[str, str, str]]:
    at = {(cell.row, cell.column): cell for cell in table.cells}
    for cell in table.cells:
        beside: GridCell | None = at.get((cell.row, cell.column + cell.column_span))
        below: GridCell | None = at.get((cell.row + cell.row_span, cell.column))
        if beside:
            yield "beside", solid(cell.text), solid(beside.text)
        if below:
            yield "below", solid(cell.text), solid(below.text)
