"""Lines directly above and below a table that keep its columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ita_extract.readers.pdf.pieces import NARROW, Row, Span, column_of, less, row_of

_NEAR = 0.4  # ems that the pieces of one column may begin apart
_REACH = 2.6  # ems from one baseline to the next, where the table's own are no farther apart
_FARTHEST = 4.5
_LEADING = 1.8  # the same between the lines of one cell
_ALL_FILLED = 3  # columns: two pieces side by side are easily a chance


@dataclass(frozen=True, slots=True)
class Frame:
    """What a table gives to go on by.

    rows: its own lines; top, bottom: its outermost baselines or rules; gutters: the white between its
    columns; barriers: heights that it may not cross.
    """

    rows: Sequence[Row]
    top: float
    bottom: float
    gutters: Sequence[Span]
    barriers: Sequence[float]


def adjoining(
    above: Sequence[Row], frame: Frame, below: Sequence[Row]
) -> tuple[list[Row], list[Row], list[Span]]:
    """What belongs to the table of the lines above and below it, and what they leave of its gutters."""
    kept = list(frame.gutters)
    places = _places(frame.rows, kept)
    before = _run(reversed(above), frame.top, kept, places, frame)
    after = _run(below, frame.bottom, kept, places, frame)
    return before[::-1], after, kept


def _run(
    rows: Iterable[Row], last: float, gutters: list[Span], places: Sequence[float | None], frame: Frame
) -> list[Row]:
    """The rows next to the last height, as far as they belong; gutters is narrowed by each."""
    usual = max((below.y - above.y for above, below in pairwise(frame.rows)), default=0.0)
    found: list[Row] = []
    for row in rows:
        step, (low, high) = abs(row.y - last), sorted((row.y, last))
        reach = max(_REACH * row.size, min(usual + 1, _FARTHEST * row.size))
        if step > reach or any(low < at < high for at in frame.barriers):
            break
        cut = row_of([cluster for piece in row.pieces for cluster in piece], NARROW)
        if cut is None:
            break
        narrowed = [less(gutter, cut.spans, NARROW * cut.size) for gutter in gutters]
        goes_on = bool(found) and step <= _LEADING * row.size
        if not all(narrowed) or not _belongs(cut, narrowed, places, goes_on):
            break
        gutters[:] = [gutter for gutter in narrowed if gutter]
        found.append(cut)
        last = cut.y
    return found


def _belongs(row: Row, gutters: Sequence[Span | None], places: Sequence[float | None], goes_on: bool) -> bool:
    """All columns are filled, or some as the table fills them; one alone only where a row goes on."""
    known = [gutter for gutter in gutters if gutter]
    begins: dict[int, float] = {}
    for x0, _ in row.spans:
        begins.setdefault(column_of(x0, known), x0)
    if len(begins) == len(places) >= _ALL_FILLED:
        return True
    aligned = all(
        (place := places[column]) is not None and abs(x0 - place) <= _NEAR * row.size
        for column, x0 in begins.items()
    )
    return aligned and (len(begins) > 1 or goes_on)


def _places(block: Sequence[Row], gutters: Sequence[Span]) -> list[float | None]:
    """Where the text of each column begins; None for one that is empty."""
    begins: list[list[float]] = [[] for _ in range(len(gutters) + 1)]
    for row in block:
        seen: set[int] = set()
        for x0, _ in row.spans:
            column = column_of(x0, gutters)
            if column not in seen:
                seen.add(column)
                begins[column].append(x0)
    return [median(values) if values else None for values in begins]
