"""Clusters → printed lines → paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf, nan
from statistics import median
from typing import NamedTuple

from ita_extract.model.document import Box, Mend
from ita_extract.readers.print.clusters import Cluster
from ita_extract.readers.print.turn import Turn

# Ems of empty paper that are a space: in text without written spaces, and where spaces are written.
_GAP, _WIDE_GAP = 0.14, 0.3
_WRITTEN = 0.01
_HEAD = 24  # clusters
_SAME_LINE = 0.4  # of the type size: less apart than that, two baselines are one line

# What is written on one baseline, in one size: the number of its first cluster, the size, and the clusters.
_Run = tuple[int, float, list[Cluster]]


class Line(NamedTuple):
    """One printed line. box: on the page as it lies; left, right, y: along the reading direction.

    broken: it ended with a space in the text layer; head: the first clusters' text, and where each ends;
    bold: most of it is, first_bold and last_bold: its first letter and its last.
    """

    raw: str
    text: str
    box: Box
    left: float
    right: float
    y: float
    size: float
    bold: bool
    first_bold: bool
    last_bold: bool
    margin: bool
    broken: bool
    head: Sequence[tuple[str, float]]
    mends: tuple[Mend, ...] = ()

    def reach(self, letters: int) -> float:
        """Where the first so many letters end; the line's end where those are beyond its head."""
        for text, end in self.head:
            letters -= len(text)
            if letters <= 0:
                return end
        return self.right


def space_gap(clusters: Sequence[Cluster]) -> float:
    """The ems of empty paper that are a space on this page."""
    spaces = [cluster for cluster in clusters if cluster.is_space]
    return _WIDE_GAP if len(spaces) > _WRITTEN * len(clusters) else _GAP


def make_lines(clusters: Sequence[Cluster], turn: Turn, gap: float) -> list[Line]:
    """Lines from the top; text that runs in another direction than the page comes last.

    gap: ems of empty paper that are a space.
    """
    lines: list[Line] = []
    quarters = {cluster.quarter for cluster in clusters}
    for quarter in sorted(quarters):
        others = len(quarters) > 1
        same = [cluster for cluster in clusters if cluster.quarter == quarter] if others else clusters
        for row in rows_of(same):
            line = _line(_spaced(row, gap), turn, (turn.quarter + quarter) % 4)
            if line is not None:
                lines.append(line)
    return lines


def rows_of(clusters: Iterable[Cluster]) -> list[list[Cluster]]:
    """Clusters with one baseline, each row in stream order as far as it runs on, then by position."""
    levels = _levels(clusters)
    rows: list[list[_Run]] = []
    base = above = 0.0
    for y in sorted(levels):
        size = max([size for _, size, _ in levels[y]])
        if rows and y - base <= _SAME_LINE * max(size, above):
            rows[-1] += levels[y]
        else:
            rows.append(levels[y])
            base = y
        above = size
    return [_ordered(_in_stream_order(row)) for row in rows]


def _levels(clusters: Iterable[Cluster]) -> dict[float, list[_Run]]:
    """By baseline; most clusters stand on that of the one before."""
    levels: dict[float, list[_Run]] = {}
    run: list[Cluster] = []
    y = size = nan
    for number, cluster in enumerate(clusters):
        if cluster.y != y or cluster.size != size:
            y, size, run = cluster.y, cluster.size, []
            levels.setdefault(y, []).append((number, size, run))
        run.append(cluster)
    return levels


def _in_stream_order(row: list[_Run]) -> list[Cluster]:
    if len(row) == 1:
        return row[0][2]
    return [cluster for _, _, run in sorted(row) for cluster in run]


def _ordered(row: list[Cluster]) -> list[Cluster]:
    starts = [cluster.x0 for cluster in row]
    if starts == sorted(starts):
        return row
    runs: list[list[Cluster]] = []
    for cluster in row:
        if runs and -0.3 * cluster.size <= cluster.x0 - runs[-1][-1].x1 <= _GAP * cluster.size:
            runs[-1].append(cluster)
        else:
            runs.append([cluster])
    runs.sort(key=lambda run: run[0].x0)
    return [cluster for run in runs for cluster in run]


def _line(spaced: list[Cluster], turn: Turn, quarter: int) -> Line | None:
    printed = [cluster for cluster in spaced if not cluster.is_space]
    if not printed:
        return None
    left, right, size = _extent(printed)
    y = median([cluster.y for cluster in printed])
    head = spaced[spaced.index(printed[0]) :]
    raw = "".join([cluster.raw for cluster in spaced]).strip()
    text = "".join([cluster.text for cluster in spaced]).strip()
    return Line(
        raw,
        text,
        _box((left, y - 0.8 * size), (right, y + 0.25 * size), turn, quarter),
        left,
        right,
        y,
        size,
        sum([cluster.bold for cluster in printed]) * 2 > len(printed),
        printed[0].bold,
        printed[-1].bold,
        printed[0].margin and all(cluster.margin for cluster in printed),
        spaced[-1].is_space,
        [(cluster.text, cluster.x1) for cluster in head[:_HEAD]],
        _mends(spaced) if raw != text else (),
    )


def _extent(clusters: list[Cluster]) -> tuple[float, float, float]:
    """From where to where they reach, and the largest size: plainly, since every line asks for it."""
    left, right, size = inf, -inf, 0.0
    for cluster in clusters:
        if cluster.x0 < left:
            left = cluster.x0
        if cluster.x1 > right:
            right = cluster.x1
        if cluster.size > size:
            size = cluster.size
    return left, right, size


def _box(one: tuple[float, float], other: tuple[float, float], turn: Turn, quarter: int) -> Box:
    if quarter == 0:
        return Box(*one, *other)
    (ax, ay), (bx, by) = turn.back(*one, quarter), turn.back(*other, quarter)
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _spaced(row: list[Cluster], space: float) -> list[Cluster]:
    """The row with a space put in where the paper shows a gap and the layer has none."""
    spaced: list[Cluster] = []
    start = 0
    for end in _gaps(row, space):
        spaced += row[start:end]
        spaced.append(_blank(row[end - 1], row[end]))
        start = end
    return spaced + row[start:] if spaced else row


def _gaps(row: list[Cluster], space: float) -> list[int]:
    """The indexes of the clusters behind a gap."""
    wide: list[int] = []
    before = row[0]
    for number, after in enumerate(row):
        if after.x0 - before.x1 > space * after.size and not (before.is_space or after.is_space):
            wide.append(number)
        before = after
    if not wide:
        return wide
    # Justified lines are let out between all letters: a gap is a space where it stands out among them.
    white = [
        after.x0 - before.x1 for before, after in pairwise(row) if not before.is_space and not after.is_space
    ]
    usual = max(0.0, sorted(white)[len(white) // 2]) if len(white) >= 5 else 0.0
    return [number for number in wide if row[number].x0 - row[number - 1].x1 > 2.5 * usual]


def _blank(before: Cluster, after: Cluster) -> Cluster:
    return replace(after, raw=" ", text=" ", x0=before.x1, x1=after.x0, is_space=True, rules=())


def _mends(row: list[Cluster]) -> tuple[Mend, ...]:
    """One for each changed word: from space to space as mended."""
    if not any(cluster.rules for cluster in row):
        return ()
    mends: list[Mend] = []
    word: list[Cluster] = []
    for cluster in [*row, None]:
        if cluster is not None and not cluster.is_space:
            word.append(cluster)
            continue
        before = "".join(part.raw for part in word)
        after = "".join(part.text for part in word)
        if before != after:
            rules = sorted({rule for part in word for rule in part.rules})
            mends.append(Mend(before, after, ", ".join(rules)))
        word = []
    return tuple(mends)
