"""Glyphs in stream order → clusters: a letter with the marks over and under it, mended, drawn once.

Marks are glued to their base before anything is sorted; after that, order by position is safe.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ita_extract.readers.pdf.faces import FontKey, Sign
from ita_extract.readers.pdf.fonts import SPLIT_AM, FontTruth
from ita_extract.readers.pdf.glyphs import Glyph, PageContent, Run
from ita_extract.readers.print.clusters import Cluster
from ita_extract.readers.print.turn import Turn
from ita_extract.thai.glyphs import MARKS, NIKHAHIT, SARA_AA, SARA_AM, TONES

_UNMAPPED = "\ufffd"
_MOST_KNOWN = 20_000
_TRUE = FontTruth()
_STRIP = 3.0  # points: more than bold is ever off
_HAIR = 0.12  # ems


@dataclass(frozen=True, slots=True)
class _Said:
    """What one glyph code of one font stands for."""

    raw: str
    text: str
    rules: tuple[str, ...]
    bold: bool
    is_mark: bool
    is_space: bool


class Letters:
    """What the glyphs of a document stand for, each worked out once."""

    def __init__(self, truths: Mapping[FontKey, FontTruth]) -> None:
        self._truths = truths
        self.known: dict[Sign, _Said] = {}

    def read(self, sign: Sign) -> _Said:
        raw = text = sign.text
        rule = None
        if not sign.actual:
            text, rule = self._truths.get(sign.font, _TRUE).read(sign.code, raw)
            raw, text = raw or _UNMAPPED, text or _UNMAPPED
        said = _Said(
            raw,
            text,
            (rule,) if rule else (),
            sign.bold,
            MARKS.issuperset(text),
            not text.strip(),
        )
        if len(self.known) >= _MOST_KNOWN:
            self.known.clear()
        self.known[sign] = said
        return said


def make_clusters(runs: Iterable[Run], letters: Letters, turn: Turn) -> list[Cluster]:
    """What is printed, in stream order. Text on a slant is a watermark and left out."""
    found: list[Cluster] = []
    for run in runs:
        if run.style.quarter is not None:
            _add_run(run, run.style.quarter, letters, turn, found)
    once = _drawn_once(found)
    _compose(once)
    return once


def _add_run(run: Run, way: int, letters: Letters, turn: Turn, found: list[Cluster]) -> None:
    size, margin, quarter, known = run.style.size, run.margin, (way - turn.quarter) % 4, letters.known
    for sign, x, y, end, _ in _turned(run.glyphs, way, turn) if way else run.glyphs:
        said = known.get(sign) or letters.read(sign)
        if said.is_mark and found and _belongs(x, y, size, quarter, found[-1]):
            _glue(found[-1], said)
        elif said.text:
            left, right = (x, end) if x <= end else (end, x)
            found.append(
                Cluster(
                    said.raw,
                    said.text,
                    left,
                    right,
                    y,
                    size,
                    said.bold,
                    quarter,
                    margin,
                    said.is_space,
                    said.rules,
                    at=len(found),
                )
            )


def _turned(glyphs: Iterable[Glyph], way: int, turn: Turn) -> Iterator[Glyph]:
    """As they stand along their own line."""
    for sign, x, y, end_x, end_y in glyphs:
        yield sign, *turn.point(x, y, way), *turn.point(end_x, end_y, way)


def _belongs(x: float, y: float, size: float, quarter: int, base: Cluster) -> bool:
    """A mark right behind its base in the stream, and near it on the page."""
    if base.is_space or quarter != base.quarter:
        return False
    return abs(y - base.y) < size and -size < x - base.x1 < 0.6 * size


def _glue(base: Cluster, mark: _Said) -> None:
    base.raw += mark.raw
    base.text += mark.text
    base.rules = _united(base.rules, mark.rules)


def _united(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return one if not other else tuple(dict.fromkeys(one + other))


def _drawn_once(clusters: list[Cluster]) -> list[Cluster]:
    """Text drawn twice, a hair apart, is bold, not double."""
    strips: dict[int, list[int]] = {}
    for number, cluster in enumerate(clusters):
        if not cluster.is_space:
            strips.setdefault(int(cluster.y / _STRIP), []).append(number)
    doubles: set[int] = set()
    for height, strip in strips.items():
        near = strip + strips.get(height + 1, [])
        if _is_crowded([clusters[number] for number in near]):
            doubles |= _doubles(clusters, near)
    if not doubles:
        return clusters
    once = [cluster for number, cluster in enumerate(clusters) if number not in doubles]
    for number, cluster in enumerate(once):
        cluster.at = number
    return once


def _is_crowded(strip: list[Cluster]) -> bool:
    """Whether any two begin at one place; those of a plain line do not."""
    starts = sorted([cluster.x0 for cluster in strip])
    largest = max([cluster.size for cluster in strip])
    return any(after - before < _HAIR * largest for before, after in pairwise(starts))


def _doubles(clusters: list[Cluster], near: list[int]) -> set[int]:
    """The clusters that are drawn over one with the same text, which is bold."""
    alike: dict[str, list[tuple[float, int]]] = {}
    for number in near:
        alike.setdefault(clusters[number].text, []).append((clusters[number].x0, number))
    doubles = set()
    for spots in alike.values():
        for (_, one), (_, other) in pairwise(sorted(spots)):
            if _same_spot(clusters[one], clusters[other]):
                clusters[min(one, other)].bold = True
                doubles.add(max(one, other))
    return doubles


def _same_spot(one: Cluster, other: Cluster) -> bool:
    near = _HAIR * one.size
    return abs(one.x0 - other.x0) < near and abs(one.y - other.y) < near and one.quarter == other.quarter


def _compose(clusters: list[Cluster]) -> None:
    """Nikhahit, perhaps a tone mark, and sara aa are one letter, sara am, behind the tone mark."""
    for before, cluster in pairwise(clusters):
        if cluster.text[0] == SARA_AA:
            joined = _without_nikhahit(before.text)
            if joined is not None:
                rule = () if before.rules else (SPLIT_AM,)
                before.text = joined
                cluster.text = SARA_AM + cluster.text[1:]
                cluster.rules = _united(_united(cluster.rules, before.rules), rule)


def _without_nikhahit(text: str) -> str | None:
    """The text less a nikhahit at its end, or just before or behind a tone mark there; None where none is."""
    if text.endswith(NIKHAHIT):
        return text[:-1]
    if len(text) > 1 and text[-1] in TONES and text[-2] == NIKHAHIT:
        return text[:-2] + text[-1]
    return None


def turn_of(content: PageContent) -> Turn:
    """As most glyphs are set."""
    quarters: Counter[int | None] = Counter()
    for run in content.runs:
        quarters[run.style.quarter] += len(run.glyphs)
    return Turn(max(range(4), key=quarters.__getitem__), content.width, content.height)
