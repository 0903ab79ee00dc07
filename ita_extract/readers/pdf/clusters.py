"""Glyphs in stream order → clusters: a letter with the marks over and under it, mended, drawn once.

Marks are glued to their base before anything is sorted; after that, order by position is safe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from ita_extract.readers.pdf.census import FontKey, font_key
from ita_extract.readers.pdf.fonts import SPLIT_AM, FontTruth
from ita_extract.readers.pdf.glyphs import Glyph, PageContent
from ita_extract.thai.glyphs import MARKS, NIKHAHIT, SARA_AA, SARA_AM, TONES

Point = tuple[float, float]

_UNMAPPED = "\ufffd"
_TRUE = FontTruth()
_COLUMN = 8.0  # points: more than bold is ever off


@dataclass(slots=True)
class Cluster:
    """x0, x1 along the line, y its baseline, in the reading direction's own upright coordinates.

    rules: names of the rules that made text differ from raw; quarter: quarter turns from the page's reading.
    """

    raw: str
    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    quarter: int
    margin: bool
    rules: tuple[str, ...] = ()

    @property
    def is_space(self) -> bool:
        return not self.text.strip()


def make_clusters(glyphs: Iterable[Glyph], truths: dict[FontKey, FontTruth], turn: Turn) -> list[Cluster]:
    """What is printed, in stream order. Text on a slant is a watermark and left out."""
    found: list[Cluster] = []
    faces: dict[int, tuple[FontTruth, bool]] = {}
    for glyph in glyphs:
        if glyph.quarter is None:
            continue
        face = faces.get(id(glyph.font))
        if face is None:
            face = faces[id(glyph.font)] = (truths.get(font_key(glyph.font), _TRUE), _is_bold(glyph.font))
        if not glyph.text and glyph.actual:
            continue
        single = _single(glyph, face, turn)
        if found and _belongs(single, found[-1]):
            _glue(found[-1], single)
        else:
            found.append(single)
    return list(_composed(_drawn_once(found)))


def _single(glyph: Glyph, face: tuple[FontTruth, bool], turn: Turn) -> Cluster:
    truth, bold = face
    if glyph.actual:
        text, rule = glyph.text, None
    else:
        text, rule = truth.read(glyph.code, glyph.text)
    x, y = turn.point(glyph.x, glyph.y, glyph.quarter or 0)
    end, _ = turn.point(glyph.end_x, glyph.end_y, glyph.quarter or 0)
    return Cluster(
        glyph.text or _UNMAPPED,
        text or _UNMAPPED,
        min(x, end),
        max(x, end),
        y,
        glyph.size,
        bold,
        ((glyph.quarter or 0) - turn.quarter) % 4,
        glyph.margin,
        (rule,) if rule else (),
    )


def _is_bold(font: object) -> bool:
    return "bold" in str(getattr(font, "fontname", "")).lower()


def _is_marks(text: str) -> bool:
    return text in MARKS or (len(text) > 1 and MARKS.issuperset(text))


def _belongs(mark: Cluster, base: Cluster) -> bool:
    """A mark right behind its base in the stream, and near it on the page."""
    if not _is_marks(mark.text) or base.is_space or mark.quarter != base.quarter:
        return False
    return abs(mark.y - base.y) < mark.size and -mark.size < mark.x0 - base.x1 < 0.6 * mark.size


def _glue(base: Cluster, mark: Cluster) -> None:
    base.raw += mark.raw
    base.text += mark.text
    base.rules = _united(base.rules, mark.rules)


def _united(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return one if not other else tuple(dict.fromkeys(one + other))


def _drawn_once(clusters: list[Cluster]) -> Iterator[Cluster]:
    """Text drawn twice, a hair apart, is bold, not double."""
    seen: dict[tuple[str, int, int], list[Cluster]] = {}
    for cluster in clusters:
        if cluster.is_space:
            yield cluster
            continue
        text, row, column = cluster.text, round(cluster.y), int(cluster.x0 / _COLUMN)
        near = chain.from_iterable(seen.get((text, row, column + step), ()) for step in (-1, 0, 1))
        twin = next((other for other in near if _same_spot(cluster, other)), None)
        if twin is not None:
            twin.bold = True
            continue
        # Rows a point apart are looked up as one: bold is a fraction of a point off.
        for beside in (row - 1, row, row + 1):
            seen.setdefault((text, beside, column), []).append(cluster)
        yield cluster


def _same_spot(one: Cluster, other: Cluster) -> bool:
    near = 0.12 * one.size
    return abs(one.x0 - other.x0) < near and abs(one.y - other.y) < near and one.quarter == other.quarter


def _composed(clusters: Iterable[Cluster]) -> Iterator[Cluster]:
    """Nikhahit, perhaps a tone mark, and sara aa are one letter, sara am, behind the tone mark."""
    before: Cluster | None = None
    for cluster in clusters:
        if before is not None and cluster.text.startswith(SARA_AA):
            joined = _without_nikhahit(before.text)
            if joined is not None:
                rule = () if before.rules else (SPLIT_AM,)
                before.text = joined
                cluster.text = SARA_AM + cluster.text[1:]
                cluster.rules = _united(_united(cluster.rules, before.rules), rule)
        yield cluster
        before = cluster


def _without_nikhahit(text: str) -> str | None:
    """The text less a nikhahit at its end, or just before or behind a tone mark there; None where none is."""
    if text.endswith(NIKHAHIT):
        return text[:-1]
    if len(text) > 1 and text[-1] in TONES and text[-2] == NIKHAHIT:
        return text[:-2] + text[-1]
    return None


@dataclass(frozen=True, slots=True)
class Turn:
    """The page turned so that most of its text is upright.

    quarter: quarter turns clockwise that the text has on the page; width, height: of the page as it lies.
    """

    quarter: int
    width: float
    height: float

    @classmethod
    def of(cls, content: PageContent) -> Turn:
        counts = [0, 0, 0, 0]
        for glyph in content.glyphs:
            if glyph.quarter is not None and glyph.text.strip():
                counts[glyph.quarter] += 1
        return cls(counts.index(max(counts)), content.width, content.height)

    def point(self, x: float, y: float, quarter: int | None = None) -> Point:
        """A point of the page, in coordinates in which text of that quarter turn runs right and down."""
        return _TURNS[self.quarter if quarter is None else quarter](x, y, self.width, self.height)

    def back(self, x: float, y: float, quarter: int | None = None) -> Point:
        return _BACK[self.quarter if quarter is None else quarter](x, y, self.width, self.height)


_Turning = Callable[[float, float, float, float], Point]
_TURNS: tuple[_Turning, ...] = (
    lambda x, y, w, h: (x, y),
    lambda x, y, w, h: (y, w - x),
    lambda x, y, w, h: (w - x, h - y),
    lambda x, y, w, h: (h - y, x),
)
_BACK: tuple[_Turning, ...] = (
    lambda u, v, w, h: (u, v),
    lambda u, v, w, h: (w - v, u),
    lambda u, v, w, h: (w - u, h - v),
    lambda u, v, w, h: (v, h - u),
)
