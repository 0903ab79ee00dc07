"""How sure the borders of a table's cells are where no rules, or level ones alone, were seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ita_extract.readers.grid import Lattice
from ita_extract.readers.scan.glimpses import Glimpse
from ita_extract.thai.digits import to_arabic

# Measured on ruled tables whose rules had been taken away, and on one set without: 80 of 88 cells between
# level rules were whole, 47 of 48 by alignment where the rows count, 32 of 102 elsewhere, where lines become
# rows. Most tables that are set without rules stand wider, hence the higher value.
BANDED, _NUMBERED, _ALIGNED = 0.9, 0.97, 0.6
_FEW = 3
_NUMBER = re.compile(r"\d{1,3}")


def aligned_certainty(grid: Lattice, contents: Sequence[Sequence[Sequence[Glimpse]]]) -> float:
    """The chance (0–1) that a cell is the table's. contents: of each slot of the grid, line by line."""
    numbers = list(_first_column(grid, contents))
    counts = len(numbers) >= _FEW and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return _NUMBERED if counts else _ALIGNED


def _first_column(grid: Lattice, contents: Sequence[Sequence[Sequence[Glimpse]]]) -> Iterator[int]:
    """The numbers that its rows begin with, -1 for a row that begins with none; the heading left out."""
    for slot, lines in zip(grid.slots, contents, strict=True):
        if slot.column == 0 and slot.row > 0:
            text = to_arabic("".join(glimpse.text for line in lines for glimpse in line))
            number = _NUMBER.match(text.strip())
            yield int(number[0]) if number else -1
