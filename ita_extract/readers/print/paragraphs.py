"""A page's tables and the lines around them → blocks in reading order."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from ita_extract.model.document import Block, Box, Paragraph, Place
from ita_extract.readers.print.body import Body
from ita_extract.readers.print.joining import Column, is_centred, run_on, text_left
from ita_extract.readers.print.lines import Line
from ita_extract.readers.print.pages import PageRead
from ita_extract.readers.print.pieces import Span
from ita_extract.readers.print.turn import rounded

_LARGER = 1.15
_HEADING_LETTERS = 200
_INDENT = 1.5  # ems
_NEAR = 0.5  # ems between two places that are one
_SET_OUT = re.compile(r"\S {4,}\S")  # by spaces, as labels and what they name


def blocks_of(page: PageRead, left_out: Collection[int], body: Body) -> list[Block]:
    """Paragraphs and tables from top to bottom, of two pages on a sheet the left one's first.

    left_out: indexes of the lines that are furniture.
    """
    lines = [line for index, line in enumerate(page.lines) if index not in left_out]
    placed: list[tuple[float, float, Block]] = [
        (spot.box.top, spot.box.x0, spot.table) for spot in page.tables
    ]
    tops = sorted(spot.box.top for spot in page.tables)
    stretch: list[Line] = []
    for line in lines:
        if stretch and _between(tops, stretch[-1].y, line.y):
            placed += _paragraphs(stretch, page.number, body)
            stretch = []
        stretch.append(line)
    placed += _paragraphs(stretch, page.number, body)
    return [block for _, _, block in sorted(placed, key=lambda item: (item[1] > page.gutter, *item[:2]))]


def _between(tops: Sequence[float], above: float, below: float) -> bool:
    return any(above < top < below for top in tops) or below < above


def _paragraphs(lines: Sequence[Line], number: int, body: Body) -> list[tuple[float, float, Block]]:
    if not lines:
        return []
    edges = body.edges(lines, number)
    column = Column(lines, *edges, is_exact=True)
    indents, labels = _indents(lines, column), [line.left for line in lines if _is_labelled(line)]
    found: list[tuple[float, float, Block]] = []
    start = 0
    for index in range(len(lines)):
        last = index == len(lines) - 1
        if last or _ends(lines[index], lines[index + 1], column, indents, labels):
            part = lines[start : index + 1]
            found.append((part[0].y - part[0].size, part[0].left, _paragraph(part, edges, number, body.size)))
            start = index + 1
    return found


def _ends(
    line: Line, after: Line, column: Column, indents: Collection[float], labels: Sequence[float]
) -> bool:
    """indents: where paragraphs begin; labels: where lines with a label do, as often as there are such."""
    apart = after.y - line.y > 2.2 * max(line.size, after.size) or after.y < line.y
    return (
        apart
        or _is_indented(line, after, column, indents)
        or line.bold != after.bold
        or (not line.last_bold and _begins_as(after, labels))
        or bool(_SET_OUT.search(line.text) and _SET_OUT.search(after.text))
        or column.ends_paragraph(line, after)
    )


def _is_labelled(line: Line) -> bool:
    return line.first_bold and not line.last_bold


def _begins_as(line: Line, labels: Sequence[float]) -> bool:
    """It begins with a label, and another line does so at the same place."""
    near = _NEAR * line.size
    return _is_labelled(line) and sum(abs(line.left - place) < near for place in labels) > 1


def _is_indented(line: Line, after: Line, column: Column, indents: Collection[float]) -> bool:
    """A new paragraph begins farther in; so does the rest of a centred line, and of an item."""
    edges = (column.left, column.right)
    if _hangs(line, after) or (is_centred(line, edges) and is_centred(after, edges)):
        return False
    if after.left - column.left <= _INDENT * line.size:
        return False
    deeper = after.left - line.left > _INDENT * line.size
    return deeper or any(abs(after.left - indent) < _NEAR * line.size for indent in indents)


def _indents(lines: Sequence[Line], column: Column) -> set[float]:
    """Where the first lines of paragraphs begin, in whole points: full ones that go on at the left edge."""
    hanging = {round(after.left) for line, after in pairwise(lines) if _hangs(line, after)}
    return {
        float(round(line.left))
        for line, after in pairwise(lines)
        if line.left - column.left > _INDENT * line.size
        and column.right - line.right < _INDENT * line.size
        and after.left - column.left < _NEAR * line.size
        and not any(abs(line.left - place) < _NEAR * line.size for place in hanging)
    }


def _hangs(line: Line, after: Line) -> bool:
    """The next line stands under the text of an item, to the right of its mark."""
    under = text_left(line)
    return under is not None and under > line.left and abs(after.left - under) < _NEAR * line.size


def _paragraph(lines: Sequence[Line], edges: Span, number: int, body: float) -> Paragraph:
    prose = run_on(lines, [False] * (len(lines) - 1))
    box = Box(
        min(line.box.x0 for line in lines),
        min(line.box.top for line in lines),
        max(line.box.x1 for line in lines),
        max(line.box.bottom for line in lines),
    )
    place = Place(page=number, bbox=rounded(box))
    return Paragraph(prose.raw, prose.text, place, _level(lines, edges, body), prose.mends)


def _level(lines: Sequence[Line], edges: Span, body: float) -> int:
    """1 for a title: larger than running text, or bold and centred."""
    if sum(len(line.text) for line in lines) > _HEADING_LETTERS:
        return 0
    if body and min(line.size for line in lines) >= _LARGER * body:
        return 1
    centred = all(line.bold and is_centred(line, edges) for line in lines)
    return int(centred and any(line.left - edges[0] > line.size for line in lines))
