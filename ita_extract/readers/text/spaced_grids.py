"""A table found by its spaces → a grid.

Where rows begin is judged by letters as wide as they are shown, since the raster may count marks that take
no room.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, groupby, pairwise

from ita_extract.readers.print.aligned import Aligned
from ita_extract.readers.print.clusters import Cluster
from ita_extract.readers.print.joining import join_lines
from ita_extract.readers.print.lines import make_lines
from ita_extract.readers.print.printed import Piece, Printed, counts_rows, leading
from ita_extract.readers.print.row_starts import COUNTED, UNCOUNTED, row_starts
from ita_extract.readers.print.turn import Turn
from ita_extract.readers.print.words import first_word
from ita_extract.readers.text.grids import Grid, GridCell
from ita_extract.readers.text.raster import COLUMN, LEADING, SIZE, Letter, set_anew, width_of
from ita_extract.readers.text.upper_headings import TableLine, heading_above
from ita_extract.thai.glyphs import printed_width

_SPACE = 0.3  # ems
_COLUMNS, _AGREEING, _USUAL = 3, 2, 0.6  # columns laid out; lines that begin at one place, share of all
_UPRIGHT = Turn(0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class SpacedTable:
    """first, last: the lines that it takes, by their index."""

    grid: Grid
    first: int
    last: int


def is_laid_out(found: Aligned) -> bool:
    """In enough columns most lines begin at one place; where words are only far apart, in none."""
    usual = [(places.most_common(1)[0][1], places.total()) for places in _begins(_lines(found)).values()]
    return sum(most >= max(_AGREEING, _USUAL * total) for most, total in usual) >= _COLUMNS


def table_to_grid(found: Aligned, rest: Sequence[Cluster], *, continued: bool) -> SpacedTable:
    """rest: what stands in no table; continued: its first row may be the rest of one on the page before."""
    lines = _lines(found)
    printed = _printed(lines)
    counted = counts_rows(printed) or (continued and found.columns.counted)
    starts = _row_starts(printed, counted=counted, continued=continued)
    if heading := heading_above(lines, _letters(rest)):
        lines, starts = [heading, *lines], [0, *(start + 1 for start in starts)]
    widths, n_columns = _widths(lines), found.lattice.n_columns
    rows = enumerate(lines[start:stop] for start, stop in pairwise([*starts, len(lines)]))
    cells = tuple(cell for row, part in rows for cell in _cells(row, part, widths, n_columns))
    letters = [letter for line in lines for part in line.values() for letter in part]
    edges = min(letter.start for letter in letters), max(letter.end for letter in letters)
    grid = Grid(cells, len(starts), n_columns, *edges, COUNTED if counted else UNCOUNTED)
    numbers = [letter.line for letter in letters]
    return SpacedTable(grid, min(numbers), max(numbers))


def _letters(clusters: Sequence[Cluster]) -> list[Letter]:
    return [each for each in clusters if isinstance(each, Letter)]


def _lines(found: Aligned) -> list[TableLine]:
    """The table's lines from the top, each by the columns that its pieces reach over."""
    by_height: dict[float, TableLine] = {}
    for slot, part in zip(found.lattice.slots, found.contents, strict=True):
        reach = slot.column, slot.column + slot.column_span - 1
        for y, line in groupby(_letters(part), key=lambda letter: letter.y):
            by_height.setdefault(y, {}).setdefault(reach, []).extend(line)
    return [by_height[y] for y in sorted(by_height)]


def _begins(lines: Sequence[TableLine]) -> dict[int, Counter[float]]:
    """By column, where its lines begin, and how many at each place."""
    found: dict[int, Counter[float]] = {}
    for line in lines:
        for (column, _), part in line.items():
            found.setdefault(column, Counter())[part[0].x0] += 1
    return found


def _widths(lines: Sequence[TableLine]) -> dict[int, float]:
    """By column, how wide the widest of its lines is shown."""
    widths: dict[int, float] = {}
    for line in lines:
        for (first, last), part in line.items():
            if first == last:
                widths[first] = max(widths.get(first, 0.0), width_of(part))
    return widths


def _row_starts(lines: Sequence[Printed], *, counted: bool, continued: bool) -> list[int]:
    """As row_starts; where blank lines stand between rows, rows begin behind these and below titles."""
    if leading(lines) <= LEADING:
        return row_starts(lines, counted=counted, continued=continued)
    begins = (
        below.y - above.y > LEADING or (above.pieces.keys() == {0} and len(below.pieces) > 1)
        for above, below in pairwise(lines)
    )
    return [0, *(at for at, begin in enumerate(begins, 1) if begin)]


def _printed(lines: Sequence[TableLine]) -> list[Printed]:
    """The lines, their columns as near to one another as what they show lets them be."""
    widths, begins = _widths(lines), _begins(lines)
    rooms = (widths.get(column, 0.0) + SIZE for column in range(max(begins)))
    shifts = [
        left - min(begins.get(column, (0.0,))) for column, left in enumerate(accumulate(rooms, initial=0.0))
    ]
    heads = _heading_lines(lines, begins)
    return [_printed_line(line, shifts, is_head=at < heads) for at, line in enumerate(lines)]


def _heading_lines(lines: Sequence[TableLine], begins: Mapping[int, Counter[float]]) -> int:
    """How many of the first lines are set in the middle, where their columns' others begin at one place."""
    usual = {column: places.most_common(1)[0][0] for column, places in begins.items()}
    for at, line in enumerate(lines):
        off = sum(part[0].x0 != usual[column] for (column, _), part in line.items())
        if 2 * off < len(line):
            return at
    return 0


def _printed_line(line: TableLine, shifts: Sequence[float], *, is_head: bool) -> Printed:
    """shifts: of each column, in points; is_head: it is a heading's, which print shows in bold type."""
    pieces: dict[int, Piece] = {}
    for (column, _), part in line.items():
        text = "".join(letter.text for letter in part).strip()
        left = part[0].x0 + shifts[column]
        pieces[column] = Piece(text, left, left + width_of(part), is_head, partial(_word, text))
    y = next(iter(line.values()))[0].y
    return Printed(y, SIZE, pieces, any(first < last for first, last in line))


def _word(text: str) -> float:
    """How wide the first word is."""
    return printed_width(first_word(text)) * COLUMN


def _cells(
    row: int, lines: Sequence[TableLine], widths: Mapping[int, float], n_columns: int
) -> Iterator[GridCell]:
    """One for each column, blank ones too; a reach over several columns is one cell."""
    reaches = {first: last for line in lines for first, last in line}
    at = min(part[0].start for part in lines[0].values())
    column = 0
    while column < n_columns:
        reach = column, reaches.get(column, column)
        letters = [letter for line in lines for letter in line.get(reach, ())]
        prose = join_lines(make_lines(set_anew(letters), _UPRIGHT, _SPACE), 0.0, widths.get(column, 0.0))
        edges = (letters[0].start, letters[-1].end) if letters else (at, at)
        yield GridCell(row, column, prose.raw, *edges, 1, reach[1] - column + 1, prose.text)
        column, at = reach[1] + 1, edges[1]
