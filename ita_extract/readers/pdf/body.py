"""The body of the pages: how large its type is, and which part of the paper it takes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, median_high, median_low

from ita_extract.readers.pdf.joining import is_centred
from ita_extract.readers.pdf.lines import Line
from ita_extract.readers.pdf.pages import PageRead
from ita_extract.readers.pdf.pieces import Span

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
        own = min(line.left for line in lines), max(line.right for line in lines)
        left, right = self.areas.get(number, own)
        return own if _is_block(lines, left, right) else (min(left, own[0]), max(right, own[1]))


def body_of(pages: Sequence[PageRead], left_out: Mapping[int, Collection[int]]) -> Body:
    """left_out: by page number, the indexes of the lines that are furniture."""
    kept = {
        page.number: [line for at, line in enumerate(page.lines) if at not in left_out.get(page.number, ())]
        for page in pages
    }
    reaches = {page.number: span for page in pages if (span := _reach(page, kept[page.number])) is not None}
    areas = {}
    for page in pages:
        alike = [reaches[each.number] for each in pages if each.number in reaches and _as_wide(each, page)]
        if page.number in reaches:
            areas[page.number] = _area(kept[page.number], _usual(reaches[page.number], alike))
    sizes = [line.size for lines in kept.values() for line in lines if len(line.text) > 3]
    return Body(median(sizes) if sizes else 0.0, areas)


def _reach(page: PageRead, lines: Sequence[Line]) -> Span | None:
    """From where to where there are lines and tables."""
    spans = [(spot.box.x0, spot.box.x1) for spot in page.tables]
    spans += [(line.left, line.right) for line in lines if line.left >= 0 and line.right <= page.width]
    return (min(left for left, _ in spans), max(right for _, right in spans)) if spans else None


def _as_wide(page: PageRead, other: PageRead) -> bool:
    return abs(page.width - other.width) < 1


def _usual(own: Span, alike: Sequence[Span]) -> Span:
    """What most pages reach, and this one."""
    left, right = median_low([span[0] for span in alike]), median_high([span[1] for span in alike])
    return min(own[0], left), max(own[1], right)


def _area(lines: Sequence[Line], reach: Span) -> Span:
    """Tables stick out a little: where lines fill the width, they tell its edges."""
    ends = [line.right for line in lines if not is_centred(line, reach)]
    if max(ends, default=0.0) < reach[0] + _FULL * (reach[1] - reach[0]):
        return reach
    return min(line.left for line in lines), max(line.right for line in lines)


def _is_block(lines: Sequence[Line], left: float, right: float) -> bool:
    """Several lines end where the longest does, though not because they are centred."""
    longest = max(lines, key=lambda line: line.right)
    near = _SAME_EDGE * longest.size
    ends = [line for line in lines if longest.right - line.right <= near]
    return len(ends) >= _BLOCK and not all(is_centred(line, (left, right)) for line in ends)
