"""Clusters → printed lines → paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from ita_extract.model.document import Box, Mend
from ita_extract.readers.print.clusters import Cluster
from ita_extract.readers.print.turn import Turn

# Ems of empty paper that are a space: in text without written spaces, and where spaces are written.
_GAP, _WIDE_GAP = 0.14, 0.3
_WRITTEN = 0.01
_HEAD = 24  # clusters
_BASELINE = attrgetter("y")
_SAME_LINE = 0.4  # of the type size: less apart than that, two baselines are one line


class Line(NamedTuple):
    """One printed line. box: on the page as it lies; left, right, y: along the reading direction.

    broken: it ended with a space in the text layer; ends: where each of the first letters of text ends;
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
    ends: Sequence[float]
    mends: tuple[Mend, ...] = ()

    def reach(self, letters: int) -> float:
        """Where the first so many letters end, one at the least; the line's end where they are too many."""
        return self.ends[letters - 1] if letters <= len(self.ends) else self.right


def space_gap(clusters: Sequence[Cluster]) -> float:
    """The ems of empty paper that are a space on this page."""
    written = sum(cluster.is_space for cluster in clusters) > _WRITTEN * len(clusters)
    return _WIDE_GAP if written else _GAP


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
    levels: dict[float, list[tuple[int, list[Cluster]]]] = {}
    for number, (y, run) in enumerate(groupby(clusters, key=_BASELINE)):
        levels.setdefault(y, []).append((number, list(run)))
    rows: list[list[tuple[int, list[Cluster]]]] = []
    base = above = 0.0
    for y in sorted(levels):
        size = max([cluster.size for _, run in levels[y] for cluster in run])
        if rows and y - base <= _SAME_LINE * max(size, above):
            rows[-1] += levels[y]
        else:
            rows.append(levels[y])
            base = y
        above = size
    return [_ordered([cluster for _, run in sorted(row) for cluster in run]) for row in rows]


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
    size = max([cluster.size for cluster in printed])
    left, right = min([cluster.x0 for cluster in printed]), max([cluster.x1 for cluster in printed])
    y = median([cluster.y for cluster in printed])
    return Line(
        "".join([cluster.raw for cluster in spaced]).strip(),
        "".join([cluster.text for cluster in spaced]).strip(),
        _box((left, y - 0.8 * size), (right, y + 0.25 * size), turn, quarter),
        left,
        right,
        y,
        size,
        sum([cluster.bold for cluster in printed]) * 2 > len(printed),
        printed[0].bold,
        printed[-1].bold,
        all(cluster.margin for cluster in printed),
        spaced[-1].is_space,
        _ends(spaced),
        _mends(spaced),
    )


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
    wide = [
        number
        for number, (before, after) in enumerate(pairwise(row), 1)
        if after.x0 - before.x1 > space * after.size and not before.is_space and not after.is_space
    ]
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


def _ends(row: list[Cluster]) -> list[float]:
    start = next(number for number, cluster in enumerate(row) if not cluster.is_space)
    return [cluster.x1 for cluster in row[start : start + _HEAD] for _ in cluster.text]


def _mends(row: list[Cluster]) -> tuple[Mend, ...]:
    """One for each changed word: from space to space as mended."""
    if not [cluster for cluster in row if cluster.rules]:
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
