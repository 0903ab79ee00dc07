"""Tables without rules that stand side by side: the gutters at which they part."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf

from ita_extract.readers.print.by_columns import printed_of
from ita_extract.readers.print.pieces import Row, Span, column_of, narrow_rows, recut
from ita_extract.readers.print.printed import Printed, counts_rows
from ita_extract.readers.print.row_starts import row_starts

Stretch = tuple[Sequence[Row], Sequence[Span]]

_FEWEST = 2  # columns of a table
_WIDER = 1.3  # times any other gutter, where no heading tells
_AS_WIDE = 0.9
_HEADING_LINES = 3
_TOGETHER = 0.5  # of the rows that begin on one baseline
_ASTRIDE = 2


def side_by_side(block: Sequence[Row], gutters: Sequence[Span]) -> list[Stretch]:
    """Each table's own lines and gutters, from left to right."""
    parted = _partings(block, gutters)
    return _parted(block, gutters, parted) if parted else [(block, gutters)]


def _parted(block: Sequence[Row], gutters: Sequence[Span], parted: Sequence[int]) -> list[Stretch]:
    clusters = [cluster for row in block for cluster in row.clusters]
    found: list[Stretch] = []
    left = -inf
    for start, stop in pairwise([-1, *parted, len(gutters)]):
        right = sum(gutters[stop]) / 2 if stop < len(gutters) else inf
        own = [cluster for cluster in clusters if left <= cluster.x0 < right]
        between = gutters[start + 1 : stop]
        found.append(([recut(row, between) for row in narrow_rows(own)], between))
        left = right
    return found


def _partings(block: Sequence[Row], gutters: Sequence[Span]) -> list[int]:
    """The indexes of the gutters between two tables."""
    between = range(_FEWEST - 1, len(gutters) - _FEWEST + 1)
    if not between or any(row.across for row in block):
        return []
    parted = {*_headed_again(block, gutters, between), *_written_apart(block, gutters, between)}
    if parted:
        return [at for before, at in pairwise([-1, *sorted(parted)]) if at - before >= _FEWEST]
    widest = max(between, key=lambda at: _width(gutters[at]))
    return [widest] if _is_wide(gutters, widest) and _have_own_rows(block, gutters, widest) else []


def _headed_again(block: Sequence[Row], gutters: Sequence[Span], between: range) -> list[int]:
    """The gutters behind which the first table's headings begin again."""
    heads = _heads(block, gutters)
    found = [at for at in between if _begins_again(heads, at, block, gutters)]
    if not found:
        return []
    least = _AS_WIDE * _width(gutters[found[0]])
    return [at for at in between if heads[at + 1] == heads[0] and _width(gutters[at]) >= least]


def _written_apart(block: Sequence[Row], gutters: Sequence[Span], between: range) -> list[int]:
    """The gutters left of which all was written before anything on their right.

    A table is written row by row. None where other gutters than these are such: then it is by columns.
    """
    first, last = [inf] * (len(gutters) + 1), [-inf] * (len(gutters) + 1)
    for row in block:
        for piece, (x0, _) in zip(row.pieces, row.spans, strict=True):
            column = column_of(x0, gutters)
            first[column] = min(first[column], piece[0].at)
            last[column] = max(last[column], piece[-1].at)
    apart = [at for at in range(len(gutters)) if max(last[: at + 1]) < min(first[at + 1 :])]
    return apart if all(at in between for at in apart) else []


def _width(gutter: Span) -> float:
    return gutter[1] - gutter[0]


def _is_wide(gutters: Sequence[Span], at: int) -> bool:
    others = (_width(gutter) for number, gutter in enumerate(gutters) if number != at)
    return _width(gutters[at]) > _WIDER * max(others)


def _heads(block: Sequence[Row], gutters: Sequence[Span]) -> list[str]:
    """What stands over each column: the first line that says something of all."""
    for row in block[:_HEADING_LINES]:
        pieces = printed_of(row, gutters).pieces
        if len(pieces) > len(gutters):
            return ["".join(pieces[at].text.split()) for at in sorted(pieces)]
    return []


def _begins_again(heads: Sequence[str], at: int, block: Sequence[Row], gutters: Sequence[Span]) -> bool:
    """Whether the headings left of the gutter stand again on its right.

    Where only the first does, its gutter is the widest by far, or the rows are counted anew.
    """
    if not heads or heads[0] != heads[at + 1] or len({*heads[: at + 1]}) == 1:
        return False  # one word over all columns names none of them
    return (
        heads[: at + 1] == heads[at + 1 : 2 * at + 2]
        or _is_wide(gutters, at)
        or all(counts_rows(lines) for lines in _own_lines(block, gutters, at))
    )


def _have_own_rows(block: Sequence[Row], gutters: Sequence[Span], at: int) -> bool:
    """Whether the rows left and right of the gutter are laid out without regard to one another.

    Few of them begin on one baseline, and some begin within a row beside them and end below it.
    """
    left, right = (_extents(lines) for lines in _own_lines(block, gutters, at))
    together = sum(abs(one - other) < 1 for one, _ in left for other, _ in right)
    astride = sum(_is_astride(one, other) for one in left for other in right)
    return together <= _TOGETHER * min(len(left), len(right)) and astride >= _ASTRIDE


def _is_astride(one: Span, other: Span) -> bool:
    """Whether they overlap and neither holds the other, as cells of one table never do."""
    above, below = sorted((one, other))
    return above[0] + 1 < below[0] < above[1] + 1 < below[1]


def _own_lines(block: Sequence[Row], gutters: Sequence[Span], at: int) -> list[list[Printed]]:
    """The lines on the left and right of the gutter, each by its own baselines."""
    return [[printed_of(row, own) for row in rows] for rows, own in _parted(block, gutters, [at])]


def _extents(lines: Sequence[Printed]) -> list[Span]:
    """Each row's first and last baseline."""
    starts = row_starts(lines)
    return [(lines[start].y, lines[stop - 1].y) for start, stop in pairwise([*starts, len(lines)])]
