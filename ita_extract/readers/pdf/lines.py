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
from ita_extract.thai.glyphs import CLINGING, is_letter

# Ems of empty paper that are a space: in text without written spaces, and where spaces are written.
_GAP, _WIDE_GAP = 0.14, 0.3
_LINK = re.compile(r"://|www\.|@|[A-Za-z][./_][A-Za-z0-9]")
_SPACE = 0.3  # ems that a space takes
_SLACK = 0.15
_LOST_SPACE = 0.35  # allowed between Thai words, where a space at the line's end leaves no trace
_WRITTEN = 0.01
_STOPS = 24
_SAME_LINE = 0.4  # of the type size: less apart than that, two baselines are one line
# What begins an item wherever it stands (1. 1.2) (3)), and what may (a dash, a bullet, a bare number).
_NUMBERED = re.compile(r"\(?\d{1,3}(?:\.\d{1,2}){0,3}[.)](?!\d)|\(\d{1,3}\)")
_BULLETED = re.compile(r"[-\u2010-\u2015\u2022\u2212\u25aa-\u25cf\u2756\u27a2\u2713\uf000-\uf0ff]")
_BARE_NUMBER = re.compile(r"(\d{1,3})\s")
_CLOSING = frozenset(")]}\u201d\u2019,;:!?%" + CLINGING)
_OPENING = frozenset("([{\u201c\u2018/")
_HYPHENED = re.compile(r"\S-$")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. box: on the page as it lies; left, right, y: along the reading direction.

    broken: it ended with a space in the text layer; stops: how many letters of text end at which x, for
    the first few clusters.
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
    stops: tuple[tuple[int, float], ...]
    mends: tuple[Mend, ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """Lines joined. raw: a line each; text: printed lines joined, hard paragraph ends as newlines."""

    raw: str
    text: str
    mends: tuple[Mend, ...]


def space_gap(clusters: Sequence[Cluster]) -> float:
    """The ems of empty paper that are a space on this page."""
    written = sum(cluster.is_space for cluster in clusters) > _WRITTEN * len(clusters)
    return _WIDE_GAP if written else _GAP


def make_lines(clusters: Sequence[Cluster], turn: Turn, gap: float) -> list[Line]:
    """Lines from the top; text that runs in another direction than the page comes last.

    gap: ems of empty paper that are a space.
    """
    lines: list[Line] = []
    for quarter in range(4):
        same = [cluster for cluster in clusters if cluster.quarter == quarter]
        for row in rows_of(same):
            line = _line(_spaced(row, gap), turn, (turn.quarter + quarter) % 4)
            if line is not None:
                lines.append(line)
    return lines


def rows_of(clusters: list[Cluster]) -> list[list[Cluster]]:
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


def _line(spaced: list[Cluster], turn: Turn, quarter: int) -> Line | None:
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
        _stops(spaced),
        _mends(spaced),
    )


def _box(one: tuple[float, float], other: tuple[float, float], turn: Turn, quarter: int) -> Box:
    (ax, ay), (bx, by) = turn.back(*one, quarter), turn.back(*other, quarter)
    return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _spaced(row: list[Cluster], space: float) -> list[Cluster]:
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
            if gap > max(space * cluster.size, 2.5 * usual):
                spaced.append(_blank(spaced[-1], cluster))
        spaced.append(cluster)
    return spaced


def _blank(before: Cluster, after: Cluster) -> Cluster:
    return replace(after, raw=" ", text=" ", x0=before.x1, x1=after.x0, is_space=True, rules=())


def _stops(row: list[Cluster]) -> tuple[tuple[int, float], ...]:
    start = next(number for number, cluster in enumerate(row) if not cluster.is_space)
    letters, stops = 0, []
    for cluster in row[start : start + _STOPS]:
        letters += len(cluster.text)
        stops.append((letters, cluster.x1))
    return tuple(stops)


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
            rules = sorted({rule for part in word for rule in part.rules})
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
    if _room(line, lines, edges) > _needed(line, after):
        return True
    if _NUMBERED.match(after.text):
        return after.text[0] == "(" or line.text.count("(") <= line.text.count(")")
    return _is_bullet(lines, after)


def _is_bullet(lines: Sequence[Line], line: Line) -> bool:
    """A dash, or a number by itself, begins an item where another line of the cell begins so too.

    At the same place, and numbers in turn.
    """
    beside = [other.text for other in lines if other is not line and abs(other.left - line.left) < 2]
    if _BULLETED.match(line.text):
        return any(_BULLETED.match(text) for text in beside)
    number = _bare_number(line.text)
    return number is not None and any(_bare_number(text) in (number - 1, number + 1) for text in beside)


def is_item(text: str) -> bool:
    """Whether it begins with a number, as items do."""
    return bool(_NUMBERED.match(text) or re.match(r"\d{1,3}(?:\s|$)", text))


def _bare_number(text: str) -> int | None:
    found = _BARE_NUMBER.match(text)
    return int(found.group(1)) if found else None


def _room(line: Line, lines: Sequence[Line], edges: tuple[float, float]) -> float:
    """Empty paper behind the line, less the column's margin; on both sides of centred lines."""
    left, right = edges
    margin = min(min(other.left for other in lines) - left, right - max(other.right for other in lines))
    margin = min(max(margin, 0.0), line.size)
    before, behind = line.left - left - margin, right - line.right - margin
    if before > line.size and abs(before - behind) < 0.5 * line.size:
        return before + behind
    return behind


def _needed(line: Line, after: Line) -> float:
    """What the next line's first word would have taken behind this line, with a space where one belongs."""
    word = len(first_word(after.text))
    reach = next((x for letters, x in after.stops if letters >= word), after.right)
    apart = line.broken or not (is_letter(line.text[-1]) and is_letter(after.text[0]))
    return reach - after.left + (_SPACE + _SLACK if apart else _LOST_SPACE) * line.size


def _seam(line: Line, after: str) -> str:
    """What stands between two printed lines of one paragraph.

    Thai runs on without a space; between Thai and anything else no line breaks but at a space.
    """
    last, first = line.text[-1], after[0]
    if first in _CLOSING or _in_link(line.text, first):
        return ""
    if not line.broken and (last in _OPENING or _HYPHENED.search(line.text)):
        return ""
    if is_letter(last) and is_letter(first):
        return " " if line.broken and not is_cut_word(line.text, after) else ""
    return " "


def _in_link(before: str, first: str) -> bool:
    """An address runs on over line ends; Thai behind it does not belong to it."""
    return not is_letter(first) and bool(_LINK.search(before.rsplit(None, 1)[-1]))
