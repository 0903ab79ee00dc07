"""Running headers, footers and page numbers: what stands at the same place on page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import median

from ita_extract.readers.print.lines import Line
from ita_extract.readers.print.pages import PageRead

_ZONE = 0.14  # of the page's height, at its head and its foot
_OUTERMOST = 0.08
_LARGER = 1.15
_DIGITS = 3  # of a page number, which may be taller than wide
_NUMBER = re.compile(r"\d+")
_ONLY_NUMBER = re.compile(r"[-\u2013\u2014(\[\s]*\d{1,4}[-\u2013\u2014)\]\s]*(?:/\s*\d{1,4}\s*)?")


def furniture(pages: Sequence[PageRead]) -> dict[int, set[int]]:
    """Page number → the indexes of its lines that are furniture."""
    found: dict[int, set[int]] = defaultdict(set)
    alike: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for page in pages:
        tops = [line.box.top for line in page.lines] + [spot.box.top for spot in page.tables]
        extent = (min(tops, default=0.0), max(tops, default=0.0))
        for index, line in enumerate(page.lines):
            if line.margin or _is_page_number(line, page, extent):
                found[page.number].add(index)
            elif _in_zone(line, page, _ZONE):
                alike[_NUMBER.sub("0", "".join(line.text.split())), round(line.y / 6)].append(
                    (page.number, index)
                )
    lines = {page.number: page.lines for page in pages}
    for key, places in list(alike.items()):
        beside = alike.get((key[0], key[1] + 1), [])
        if _runs_on({number for number, _ in [*places, *beside]}, len(pages)):
            running = [*places, *beside]
            for number, index in running:
                found[number].add(index)
            _keep_title(pages[0], running, lines, found)
    if all(len(found[page.number]) == len(page.lines) and not page.tables for page in pages):
        return {}  # nothing else is there: it is what the pages say
    return found


def _keep_title(
    first: PageRead,
    running: Sequence[tuple[int, int]],
    lines: Mapping[int, Sequence[Line]],
    found: dict[int, set[int]],
) -> None:
    """A title that each page repeats, and that counts nothing, is kept on the first one."""
    usual = median(line.size for line in first.lines) if first.lines else 0.0
    texts = {"".join(lines[number][index].text.split()) for number, index in running}
    for number, index in running:
        line = lines[number][index]
        stands_out = line.bold or line.size > _LARGER * usual
        if number == first.number and len(texts) == 1 and stands_out and line.y < first.height / 2:
            found[number].discard(index)


def _runs_on(numbers: set[int], n_pages: int) -> bool:
    """On three pages or more and half of any four; alternate headers stand on every second page."""
    return (len(numbers) >= 3 and len(numbers) * 5 >= n_pages * 2) or (len(numbers) == n_pages == 2)


def _in_zone(line: Line, page: PageRead, share: float) -> bool:
    """At the head or the foot; of a page that is read turned these are at its sides."""
    x0, top, x1, bottom = line.box
    turned = bottom - top > x1 - x0 and len(line.text) > _DIGITS
    middle, extent = ((x0 + x1) / 2, page.width) if turned else ((top + bottom) / 2, page.height)
    return middle < share * extent or middle > (1 - share) * extent


def _is_page_number(line: Line, page: PageRead, extent: tuple[float, float]) -> bool:
    """A number by itself, the outermost line of the page. extent: the highest top and the lowest."""
    if not _in_zone(line, page, _OUTERMOST) or not _ONLY_NUMBER.fullmatch(line.text):
        return False
    return line.box.top <= extent[0] + 1 or line.box.top >= extent[1] - 1
