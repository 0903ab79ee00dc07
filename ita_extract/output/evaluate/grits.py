"""Grid table similarity (GriTS; Smock, Pesala and Abraham, 2022), of content and of structure.

Two grids are laid on one another by leaving out rows and columns of either, so that what remains is most
alike; as in the paper, which rows and which columns is settled apart, each by alignments within the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from ita_extract.alignment import aligned, best_sums
from ita_extract.model.report import GridCell, GridTable
from ita_extract.output.evaluate.texts import solid

Numbers = NDArray[np.float64]

# Positions of one grid times those of the other, beyond which they are not compared: it costs that product.
_MOST = 4_000_000
_SAME = 1 - 1e-9


class Overlap(NamedTuple):
    """What remains of two grids laid on one another: the sum of its positions' likenesses, each 0–1, and how
    many positions are the same."""

    likeness: float
    same: int


def is_comparable(one: GridTable, other: GridTable) -> bool:
    return 0 < positions(one) * positions(other) <= _MOST


def positions(table: GridTable) -> int:
    return table.rows * table.columns


def content(one: GridTable, other: GridTable) -> Overlap:
    """By the longest common subsequence of the texts whose cells cover each position."""
    likenesses = cdist(_texts(one), _texts(other), scorer=Indel.normalized_similarity, dtype=np.float64)
    return _overlap(likenesses.reshape(_shape(one, other)))


def structure(one: GridTable, other: GridTable) -> Overlap:
    """By how far the cells that cover each position reach up, down, left and right of it (area in common)."""
    reaches, others = _reaches(one)[:, None], _reaches(other)[None]
    common = _areas(np.minimum(reaches, others))
    likenesses = common / (_areas(reaches) + _areas(others) - common)
    return _overlap(likenesses.reshape(_shape(one, other)))


def _shape(one: GridTable, other: GridTable) -> tuple[int, int, int, int]:
    return one.rows, one.columns, other.rows, other.columns


def _covered(table: GridTable) -> Iterator[tuple[int, int, GridCell]]:
    """Each position, 0-based, with the cell that covers it; one that reaches beyond the grid is cut."""
    for cell in table.cells:
        for row in range(cell.row - 1, min(cell.row - 1 + cell.row_span, table.rows)):
            for column in range(cell.column - 1, min(cell.column - 1 + cell.column_span, table.columns)):
                yield row, column, cell


def _texts(table: GridTable) -> list[str]:
    texts = [""] * positions(table)
    for row, column, cell in _covered(table):
        texts[row * table.columns + column] = solid(cell.text)
    return texts


def _reaches(table: GridTable) -> Numbers:
    """For each position up, down, left and right; one that no cell covers stands alone."""
    reaches = np.tile(np.array([0.0, 1.0, 0.0, 1.0]), (positions(table), 1))
    for row, column, cell in _covered(table):
        up, left = row + 1 - cell.row, column + 1 - cell.column
        reaches[row * table.columns + column] = up, cell.row_span - up, left, cell.column_span - left
    return reaches


def _areas(reaches: Numbers) -> Numbers:
    areas: Numbers = (reaches[..., 0] + reaches[..., 1]) * (reaches[..., 2] + reaches[..., 3])
    return areas


def _overlap(likenesses: Numbers) -> Overlap:
    """likenesses: by row and column of the one, row and column of the other."""
    rows = aligned(best_sums(likenesses.transpose(1, 3, 0, 2))[-1, -1])
    columns = aligned(best_sums(likenesses.transpose(0, 2, 1, 3))[-1, -1])
    kept = [likenesses[row, column, below, beside] for row, below in rows for column, beside in columns]
    return Overlap(float(sum(kept)), sum(bool(value >= _SAME) for value in kept))
