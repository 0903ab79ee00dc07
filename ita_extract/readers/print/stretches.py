"""Printed lines that keep the same gutters white: where a table by alignment begins and ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from ita_extract.readers.print.adjoining import belongs
from ita_extract.readers.print.carrying import Columns
from ita_extract.readers.print.pieces import (
    GUTTER,
    NEAR,
    Row,
    Span,
    column_of,
    left_of,
    narrowed,
    recut,
    row_of,
    runs_on,
    text_of,
    white,
)

_APART = 4.5  # ems: farther down is another thing
_NEXT = 2.6  # ems from a section's title to the row below it
_TITLE_LINES = 2
_BELOW_TITLE = 5  # lines that may hold one column only, where cells are set in the middle
_MARK = 4  # characters of a number or bullet
_FEWEST, _OFTEN = 3, 0.25  # lines of a column: so many, and such a share of the rows
_MANY = 4  # pieces of a line that opens gutters as narrow as a table's may be
_KEPT = 0.2  # ems of a gutter that lines must leave together, as a heading may fill its column
_SURE = 3  # gutters that no line of print leaves white at once by chance
_KNOWN = 0.25  # ems that a line must leave of a gutter that the page before has shown
_HEADS = 3  # pieces
_HEADER_LINES = 3  # that a page may have above the table

Stretch = tuple[list[Row], list[Span]]


def stretch(rows: Sequence[Row], barriers: Sequence[float]) -> Stretch:
    """The first row, those below that keep the gutters which it opens, and what they leave of them.

    barriers: heights that no table may cross.
    """
    first = rows[0] if len(rows[0].pieces) >= _MANY else row_of(rows[0].clusters, GUTTER)
    if first is None or len(first.pieces) < 2:
        return [], []
    found, choices = _keeping(
        rows, [[(left[1], right[0])] for left, right in pairwise(first.spans)], barriers
    )
    gutters = sorted(strip for gutter in choices for strip in _between_columns(gutter, found))
    gutters = sorted([*gutters, *_beyond(first.spans, found, gutters)])
    return [row if row.across else recut(row, gutters) for row in found], gutters


def _keeping(
    rows: Sequence[Row], choices: list[list[Span]], barriers: Sequence[float]
) -> tuple[list[Row], list[list[Span]]]:
    """The rows that keep the gutters, titles between them, and the strips that they leave of each gutter."""
    found, before = [rows[0]], choices
    for at, row in enumerate(rows[1:], 1):
        if _is_apart(found[-1], row, barriers):
            break
        cut = row_of(row.clusters, _KNOWN) or row if len(choices) >= _SURE else row
        left = left_of(choices, cut, _KEPT)
        if left is not None:
            before, choices = choices, left
        elif (without := _without_last(found, before, cut)) is not None:
            found[-1], choices = replace(found[-1], across=True), without
        elif _is_title(rows[at:], [_widest(gutter) for gutter in choices], _KEPT):
            row = replace(row, across=True)
        else:
            break
        found.append(row)
    return found, choices


def _without_last(
    found: Sequence[Row], before: Sequence[Sequence[Span]], row: Row
) -> list[list[Span]] | None:
    """What the row leaves of the gutters as they were before the last line, a title that had closed none."""
    return left_of(before, row, _KEPT) if len(found) > 1 and len(found[-1].pieces) == 1 else None


def _is_apart(above: Row, row: Row, barriers: Sequence[float]) -> bool:
    return row.y - above.y > _APART * row.size or any(above.y < at < row.y for at in barriers)


def _widest(gutter: Sequence[Span]) -> Span:
    return max(gutter, key=lambda strip: strip[1] - strip[0])


def _between_columns(gutter: Sequence[Span], rows: Sequence[Row]) -> list[Span]:
    """Of the strips that short lines leave white on both their sides, the one behind which most lines begin;

    all of them where columns stand between, which the first row says nothing of.
    """
    if len(gutter) == 1:
        return list(gutter)
    inside = (_inside(rows, left[1], right[0]) for left, right in pairwise(sorted(gutter)))
    if all(_is_column(texts, len(rows)) for texts in inside):
        return sorted(gutter)
    from_here = sorted(x0 - NEAR * row.size for row in rows for x0, _ in row.spans)
    to_here = sorted(x0 + NEAR * row.size for row in rows for x0, _ in row.spans)
    return [
        max(
            gutter,
            key=lambda strip: (
                bisect_right(from_here, strip[1]) - bisect_left(to_here, strip[1]),
                strip[1] - strip[0],
            ),
        )
    ]


def _beyond(spans: Sequence[Span], rows: Sequence[Row], gutters: Sequence[Span]) -> list[Span]:
    """Gutters before and behind the first row, with a column on their other side that it does not name."""
    (left, _), (_, right) = spans[0], spans[-1]
    outer = white([row for row in rows if not row.across])
    before = [strip for strip in outer if strip[1] <= left and len(_inside(rows, 0, strip[0])) >= _FEWEST]
    if before and len(_inside(rows, before[-1][1], gutters[0][0])) == 1:
        before.pop()  # the first row's heading stands behind what it heads
    behind = [
        strip for strip in outer if strip[0] >= right and _is_column(_inside(rows, strip[1], inf), len(rows))
    ]
    return [*before, *behind]


def _inside(rows: Sequence[Row], left: float, right: float) -> list[str]:
    spans = (
        (piece, span)
        for row in rows
        if not row.across
        for piece, span in zip(row.pieces, row.spans, strict=True)
    )
    return [text_of(piece).strip() for piece, (x0, x1) in spans if left - 1 <= x0 and x1 <= right + 1]


def _is_column(texts: Sequence[str], n_rows: int) -> bool:
    """Words, and often enough; numbers and bullets by themselves belong to the lists behind them."""
    worded = sum(len(text) > _MARK for text in texts)
    return worded > len(texts) / 2 and len(texts) >= max(_FEWEST, _OFTEN * n_rows)


def _is_title(rows: Sequence[Row], gutters: Sequence[Span], least: float) -> bool:
    """A line by itself, or two, and not far below it a row that fills the columns again."""
    if len(rows) > 1 and runs_on(rows[0], rows[1], (gutters[0][0], gutters[-1][1])):
        return False
    for at, (above, row) in enumerate(pairwise(rows[: _TITLE_LINES + _BELOW_TITLE])):
        if len(above.pieces) > 1 or row.y - above.y > _NEXT * above.size:
            return False
        fits = narrowed(gutters, row, least) is not None
        if fits and len(row.pieces) > 1:
            return True
        if not fits and at + 1 >= _TITLE_LINES:
            return False
    return False


def with_inner(found: Stretch) -> Stretch:
    """The stretch with the gutters that its heading runs across, where the line below names both sides."""
    rows, gutters = found
    if len(rows) < 2:
        return found
    inner = [
        strip
        for strip in white([row for row in rows[1:] if not row.across])
        if any(x0 < strip[0] and strip[1] < x1 for x0, x1 in rows[0].spans)
    ]
    parted = sorted([*gutters, *inner])
    beside = {at + side for at, strip in enumerate(parted) if strip in inner for side in (0, 1)}
    if not inner or {column_of(x0, parted) for x0, _ in rows[1].spans} != beside:
        return found
    return [replace(rows[0], across=True), *rows[1:]], parted


def taken_up(rows: Sequence[Row], columns: Columns, barriers: Sequence[float]) -> tuple[int, Stretch]:
    """Where the page goes on with the columns of the page before, and how far; no rows where it does not.

    The page may have a header above, though no other table, and the table its heading again.
    """
    fine = [cut for row in rows if (cut := row_of(row.clusters, _KNOWN)) is not None]
    for start in range(min(len(rows), _HEADER_LINES + 1)):
        if any(at < row.y for row in rows[start : start + 1] for at in barriers):
            break
        found, gutters = _going_on(rows[start:], fine[start:], columns, barriers)
        if _convinces(found, gutters):
            return start, (found, gutters)
    return 0, ([], [])


def _going_on(
    rows: Sequence[Row], fine: Sequence[Row], columns: Columns, barriers: Sequence[float]
) -> Stretch:
    gutters = list(columns.gutters)
    found: list[Row] = []
    for at, (row, cut) in enumerate(zip(rows, fine, strict=True)):
        if found and _is_apart(found[-1], row, barriers):
            break
        left = narrowed(gutters, cut, _KNOWN)
        if left is None:
            if not _is_title(rows[at:], gutters, _KNOWN) and (found or not _heads(row, gutters)):
                break
            found.append(replace(row, across=True))
        elif belongs(cut, left, columns.places, goes_on=True) or (found and _is_between(rows[at:], left)):
            gutters = left
            found.append(recut(row, gutters))
        else:
            break
    return found, gutters


def _is_between(rows: Sequence[Row], gutters: Sequence[Span]) -> bool:
    """Lines of a heading stand anywhere in their columns: a line that fills several, or one above such."""
    near = [below for above, below in pairwise(rows[:2]) if below.y - above.y <= _NEXT * above.size]
    return any(len({column_of(x0, gutters) for x0, _ in row.spans}) > 1 for row in [*rows[:1], *near])


def _heads(row: Row, gutters: Sequence[Span]) -> bool:
    """The upper of two rows of headings: each column is under one of its pieces, some under one together."""
    reach = [(column_of(x0, gutters), column_of(x1, gutters)) for x0, x1 in row.spans]
    covered = [column for first, last in reach for column in range(first, last + 1)]
    return len(reach) >= _HEADS and covered == list(range(len(gutters) + 1))


def _convinces(rows: Sequence[Row], gutters: Sequence[Span]) -> bool:
    """Some line fills several columns, or one that no paragraph begins in."""
    return any({column_of(x0, gutters) for x0, _ in row.spans} != {0} for row in rows if not row.across)
