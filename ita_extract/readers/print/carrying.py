"""What a table that goes on hands to the next page: its columns, where its rules do not draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ita_extract.readers.print.clusters import Cluster
from ita_extract.readers.print.lines import rows_of
from ita_extract.readers.print.pieces import NEAR, Row, Span, column_of

_SET_FROM_LEFT = 0.7  # of a column's lines
_FOOTER_LINES = 2


@dataclass(frozen=True, slots=True)
class Columns:
    """gutters: the white between them; places: where each one's lines may begin, None for an empty one.

    counted: the first column counts the rows; bottom: the table's foot.
    """

    gutters: tuple[Span, ...]
    places: tuple[Span | None, ...]
    counted: bool = False
    bottom: float = 0.0


def places(rows: Sequence[Row], gutters: Sequence[Span]) -> list[Span | None]:
    """Where the lines of each column may begin: at one place, or anywhere in a column that is not set so."""
    begins: list[list[float]] = [[] for _ in range(len(gutters) + 1)]
    ends = [0.0] * len(begins)
    for row in rows:
        seen: set[int] = set()
        for x0, x1 in [] if row.across else row.spans:
            column = column_of(x0, gutters)
            ends[column] = max(ends[column], x1)
            if column not in seen:
                seen.add(column)
                begins[column].append(x0)
    size = median(row.size for row in rows) if rows else 0.0
    return [_place(values, right, NEAR * size) for values, right in zip(begins, ends, strict=True)]


def _place(begins: Sequence[float], right: float, near: float) -> Span | None:
    if not begins:
        return None
    usual = median(begins)
    if sum(abs(value - usual) <= near for value in begins) >= _SET_FROM_LEFT * len(begins):
        return usual - near, usual + near
    return min(begins) - near, right


def handed_on(
    columns: Sequence[Columns], other: Sequence[float], outside: Sequence[Cluster]
) -> Columns | None:
    """Those of the lowest table, where nothing but a footer stands below it.

    other: the feet of other tables; outside: what stands in none.
    """
    last = max(columns, key=lambda each: each.bottom, default=None)
    if last is None or any(bottom > last.bottom + 1 for bottom in other):
        return None
    below = rows_of([cluster for cluster in outside if cluster.y > last.bottom and not cluster.is_space])
    return last if len(below) <= _FOOTER_LINES else None
