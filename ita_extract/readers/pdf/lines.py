"""Clusters → printed lines → paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ita_extract.model.document import Box, Mend
from ita_extract.readers.pdf.clusters import Cluster, Turn
from ita_extract.readers.pdf.words import first_word, is_cut_word
from ita_extract.thai.glyphs import MARKS, is_letter

_GAP = 0.14  # ems of empty paper that are a space
_SAME_LINE = 0.4  # of the type size: less apart than that, two baselines are one line
# What begins an item wherever it stands (1. 1.2) (3)), and what may (a dash, a bullet, a bare number).
_NUMBERED = re.compile(r"\(?\d{1,3}(?:\.\d{1,2}){0,3}[.)](?!\d)|\(\d{1,3}\)")
_BULLETED = re.compile(
    r"[-\u2010-\u2015\u2022\u2212\u25aa-\u25cf\u2756\u27a2\u2713\uf000-\uf0ff]|\d{1,3}(?=\s)"
)
_CLOSING = frozenset(")]}\u201d\u2019,;:!?%\u0e46\u0e2f")
_OPENING = frozenset("([{\u201c\u2018/-")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. box: on the page as it lies; left, right, y: along the reading direction.

    broken: it ended with a space in the text layer.
    """

    raw: str
    text: str
    box: Box
    left: float
    right: float
    y: float
    size: float
    bold: bool
    margin: bool
    broken: bool
    mends: tuple[Mend, ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """Lines joined. raw: a line each; text: printed lines joined, hard paragraph ends as newlines."""

    raw: str
    text: str
    mends: tuple[Mend, ...]


def make_lines(clusters: Sequence[Cluster], turn: Turn) -> list[Line]:
    """Lines from the top; text that runs in another direction than the page comes last."""
    lines: list[Line] = []
    for quarter in range(4):
        same = [cluster for cluster in clusters if cluster.quarter == quarter]
        for row in _rows(same):
            line = _line(row, turn, (turn.quarter + quarter) % 4)
            if line is not None:
                lines.append(line)
    return lines


def _rows(clusters: list[Cluster]) -> list[list[Cluster]]:
    """Clusters with one baseline, each row in stream order as far as it runs on, then by position."""
    rows: list[list[int]] = []
    base = 0.0
    for number in sorted(range(len(clusters)), key=lambda number: clusters[number].y):
        cluster = clusters[number]
        if rows and cluster.y - base <= _SAME_LINE * max(cluster.size, clusters[rows[-1][-1]].size):
            rows[-1].append(number)
        else:
            rows.append([number])
            base = cluster.y
    return [_ordered([clusters[number] for number in sorted(row)]) for row in rows]


def _ordered(row: list[Cluster]) -> list[Cluster]:
    runs: list[list[Cluster]] = []
    for cluster in row:
        if runs and -0.3 * cluster.size <= cluster.x0 - runs[-1][-1].x1 <= _GAP * cluster.size:
            runs[-1].append(cluster)
        else:
            runs.append([cluster])
    runs.sort(key=lambda run: run[0].x0)
    return [cluster for run in runs for cluster in run]


def _line(row: list[Cluster], turn: Turn, quarter: int) -> Line | None:
    spaced = _spaced(row)
    printed = [cluster for cluster in spaced if not cluster.is_space]
    if not printed:
        return None
    size = max(cluster.size for cluster in printed)
    left, right = min(cluster.x0 for cluster in printed), max(cluster.x1 for cluster in printed)
    y = median(cluster.y for cluster in printed)
    return Line(
        "".join(cluster.raw for cluster in spaced).strip(),
        "".join(cluster.text for cluster in spaced).strip(),
        _box((left, y - 0.8 * size), (right, y + 0.25 * size), turn, quarter),
        left,
        right,
        y,
        size,
        sum(cluster.bold for cluster in printed) * 2 > len(printed),
        all(cluster.margin for cluster in printed),
        spaced[-1].is_space,
        _mends(spaced),
    )


def _box(one: tuple[float, float], other: tuple[float, float], turn: Turn, quarter: int) -> Box:
    (ax, ay), (bx, by) = turn.back(*one, quarter), turn.back(*other, quarter)
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _spaced(row: list[Cluster]) -> list[Cluster]:
    """The row with a space put in where the paper shows a gap and the layer has none."""
    gaps = sorted(
        after.x0 - before.x1 for before, after in pairwise(row) if not before.is_space and not after.is_space
    )
    # Justified lines are let out between all letters: a gap is a space where it stands out among them.
    usual = max(0.0, gaps[len(gaps) // 2]) if len(gaps) >= 5 else 0.0
    spaced: list[Cluster] = []
    for cluster in row:
        if spaced and not cluster.is_space and not spaced[-1].is_space:
            gap = cluster.x0 - spaced[-1].x1
            if gap > max(_GAP * cluster.size, 2.5 * usual):
                spaced.append(replace(cluster, raw=" ", text=" ", x0=spaced[-1].x1, x1=cluster.x0, rules=()))
        spaced.append(cluster)
    return spaced


def _mends(row: list[Cluster]) -> tuple[Mend, ...]:
    """One for each changed word: from space to space as mended."""
    mends: list[Mend] = []
    word: list[Cluster] = []
    for cluster in [*row, None]:
        if cluster is not None and not cluster.is_space:
            word.append(cluster)
            continue
        before = "".join(part.raw for part in word)
        after = "".join(part.text for part in word)
        if before != after:
            rules = dict.fromkeys(rule for part in word for rule in part.rules)
            mends.append(Mend(before, after, ", ".join(rules)))
        word = []
    return tuple(mends)


def join_lines(lines: Sequence[Line], left: float, right: float) -> Prose:
    """The lines of one cell, between its left and right edges."""
    edges = (left, right)
    ends = [is_hard_end(lines, number, edges) for number in range(len(lines) - 1)]
    return run_on(lines, ends)


def run_on(lines: Sequence[Line], ends: Sequence[bool]) -> Prose:
    """Lines joined; ends: for each but the last, whether a paragraph ends with it."""
    parts: list[str] = []
    for line, before, ended in zip(lines, [None, *lines], [False, *ends], strict=False):
        if before is not None:
            parts.append("\n" if ended else _seam(before, line.text))
        parts.append(line.text)
    text = "".join(parts)
    mends = dict.fromkeys(mend for line in lines for mend in line.mends)
    return Prose("\n".join(line.raw for line in lines), text, tuple(mends))


def is_hard_end(lines: Sequence[Line], number: int, edges: tuple[float, float]) -> bool:
    """Whether the paragraph ends with this line: the next one's first word would have fitted behind it.

    edges: left and right of the room that the lines have.
    """
    line, after = lines[number], lines[number + 1]
    if abs(line.size - after.size) > 0.2 * line.size:
        return True
    room = _room(line, lines, edges)
    needed = _width(first_word(after.text), after) + 0.25 * line.size
    if room > needed:
        return True
    return bool(_NUMBERED.match(after.text)) or _is_bullet(lines, after)


def _is_bullet(lines: Sequence[Line], line: Line) -> bool:
    """A dash or bare number begins an item where another line of the cell begins so, at the same place."""
    return bool(_BULLETED.match(line.text)) and any(
        other is not line and abs(other.left - line.left) < 2 and _BULLETED.match(other.text)
        for other in lines
    )


def _room(line: Line, lines: Sequence[Line], edges: tuple[float, float]) -> float:
    """Empty paper behind the line, less the column's margin; on both sides of centred lines."""
    left, right = edges
    margin = min(min(other.left for other in lines) - left, right - max(other.right for other in lines))
    margin = min(max(margin, 0.0), line.size)
    before, behind = line.left - left - margin, right - line.right - margin
    if before > line.size and abs(before - behind) < 0.5 * line.size:
        return before + behind
    return behind


def _width(word: str, line: Line) -> float:
    """What the word takes of the line's width, by its share of the letters that have width."""
    whole = _advancing(line.text)
    return (line.right - line.left) * _advancing(word) / whole if whole else 0.0


def _advancing(text: str) -> int:
    return sum(letter not in MARKS for letter in text)


def _seam(line: Line, after: str) -> str:
    """What stands between two printed lines of one paragraph.

    Thai runs on without a space; between Thai and anything else no line breaks but at a space.
    """
    last, first = line.text[-1], after[0]
    if first in _CLOSING or (last in _OPENING and not line.broken) or _in_link(line.text):
        return ""
    if is_letter(last) and is_letter(first):
        return " " if line.broken and not is_cut_word(line.text, after) else ""
    return " "


def _in_link(before: str) -> bool:
    word = before.rsplit(None, 1)[-1]
    return "://" in word or word.startswith("www.")
