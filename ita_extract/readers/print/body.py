"""The body of the pages: how large its type is, and which part of the paper it takes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, median_high, median_low

from ita_extract.readers.print.joining import is_centred
from ita_extract.readers.print.lines import Line
from ita_extract.readers.print.pages import PageRead
from ita_extract.readers.print.pieces import Span

_SAME_EDGE = 0.5  # ems
_FULL = 0.85  # of the width: a line that fills it
_BLOCK = 3  # lines that end at one place: they are as wide as they can be


@dataclass(frozen=True, slots=True)
class Body:
    """size: the type size of running text, 0 when there is none.

    areas: by page number, the left and right edge of what is printed on it.
    """

    size: float
    areas: Mapping[int, Span]

    def edges(self, lines: Sequence[Line], number: int) -> Span:
        """Between which edges these lines of a page were set."""
        left, right = min(line.left for line in lines), max(line.right for line in lines)
        area = self.areas.get(number, (left, right))
        block = _block_end(lines, area)
        if block is not None and block - left > _FULL * (right - left):
            return left, block
        return min(left, area[0]), max(right, area[1])


def body_of(pages: Sequence[PageRead], left_out: Mapping[int, Collection[int]]) -> Body:
    """left_out: by page number, the indexes of the lines that are furniture."""
    kept = {
        page.number: [line for at, line in enumerate(page.lines) if at not in left_out.get(page.number, ())]
        for page in pages
    }
    reaches = {page.number: span for page in pages if (span := _reach(page, kept[page.number])) is not None}
    usual = _usual(pages, reaches)
    areas = {}
    for page in pages:
        if page.number in reaches:
            own, (left, right) = reaches[page.number], usual[_width(page)]
            areas[page.number] = _area(kept[page.number], (min(own[0], left), max(own[1], right)))
    sizes = [line.size for page in pages for line in page.lines if len(line.text) > 3]
    return Body(median(sizes) if sizes else 0.0, areas)


def _reach(page: PageRead, lines: Sequence[Line]) -> Span | None:
    """From where to where there are lines and tables."""
    spans = [(spot.box.x0, spot.box.x1) for spot in page.tables]
    spans += [(line.left, line.right) for line in lines if line.left >= 0 and line.right <= page.width]
    return (min(left for left, _ in spans), max(right for _, right in spans)) if spans else None


def _width(page: PageRead) -> int:
    return round(page.width)


def _usual(pages: Sequence[PageRead], reaches: Mapping[int, Span]) -> dict[int, Span]:
    """By the pages' width, what most of them reach."""
    alike: dict[int, list[Span]] = {}
    for page in pages:
        if page.number in reaches:
            alike.setdefault(_width(page), []).append(reaches[page.number])
    return {
        width: (median_low([left for left, _ in spans]), median_high([right for _, right in spans]))
        for width, spans in alike.items()
    }


def _area(lines: Sequence[Line], reach: Span) -> Span:
    """Tables stick out a little: where lines fill the width, they tell its edges."""
    ends = [line.right for line in lines if not is_centred(line, reach)]
    if max(ends, default=0.0) < reach[0] + _FULL * (reach[1] - reach[0]):
        return reach
    return min(line.left for line in lines), max(line.right for line in lines)


def _block_end(lines: Sequence[Line], area: Span) -> float | None:
    """Where several lines end, as they do at the edge; those that are centred tell nothing."""
    ends = sorted((line.right, line.size) for line in lines if not is_centred(line, area))
    together = (
        right
        for (right, size), (other, _) in zip(ends[_BLOCK - 1 :], ends, strict=False)
        if right - other <= _SAME_EDGE * size
    )
    return max(together, default=None)
