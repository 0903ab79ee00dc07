"""Lines directly above and below a table that keep its columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ita_extract.readers.print.carrying import places
from ita_extract.readers.print.pieces import NARROW, Row, Span, column_of, narrowed, row_of

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
    begins = places(frame.rows, kept)
    before = _run(reversed(above), frame.top, kept, begins, frame)
    after = _run(below, frame.bottom, kept, begins, frame)
    return before[::-1], after, kept


def _run(
    rows: Iterable[Row], last: float, gutters: list[Span], begins: Sequence[Span | None], frame: Frame
) -> list[Row]:
    """The rows next to the last height, as far as they belong; gutters is narrowed by each.

    Lines of one column next to the table belong to it with the one that fills several behind them.
    """
    steps = sorted(below.y - above.y for above, below in pairwise(frame.rows)) or [0.0]
    leading, farthest = steps[len(steps) // 4], steps[-1]  # few of a table's lines begin rows
    found: list[Row] = []
    sure, kept = 0, gutters
    for row in rows:
        step, (low, high) = abs(row.y - last), sorted((row.y, last))
        reach = max(_REACH * row.size, min(farthest + 1, _FARTHEST * row.size))
        if step > reach or any(low < at < high for at in frame.barriers):
            break
        cut = row_of(row.clusters, NARROW)
        left = narrowed(kept, cut, NARROW) if cut else None
        goes_on = not found or step <= max(_LEADING * row.size, leading + 1)
        if cut is None or left is None or not belongs(cut, left, begins, goes_on=goes_on):
            break
        kept, last = left, cut.y
        found.append(cut)
        if sure or len(cut.pieces) > 1:
            sure, gutters[:] = len(found), left
    return found[:sure]


def belongs(row: Row, gutters: Sequence[Span], begins: Sequence[Span | None], *, goes_on: bool) -> bool:
    """All columns are filled, or some as the table fills them; one alone only where a row goes on."""
    filled: dict[int, float] = {}
    for x0, _ in row.spans:
        filled.setdefault(column_of(x0, gutters), x0)
    if len(filled) == len(begins) >= _ALL_FILLED:
        return True
    in_place = all(
        (place := begins[column]) is not None and place[0] <= x0 <= place[1] for column, x0 in filled.items()
    )
    return in_place and (len(filled) > 1 or goes_on)
