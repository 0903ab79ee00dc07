"""Lines whose columns are set apart by spaces, as `pdftotext -layout` leaves them → tables.

The letters are laid on a raster and read as a page of print without rules is. Where rows begin is judged by
letters as wide as they are shown, since the raster may count marks that take no room.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from ita_extract.readers.pdf.aligned import Aligned, aligned_tables
from ita_extract.readers.pdf.carrying import Columns, handed_on
from ita_extract.readers.pdf.clusters import Cluster, Turn
from ita_extract.readers.pdf.joining import join_lines
from ita_extract.readers.pdf.lines import make_lines
from ita_extract.readers.pdf.printed import Piece, Printed, counts_rows, leading
from ita_extract.readers.pdf.row_starts import COUNTED, UNCOUNTED, row_starts
from ita_extract.readers.pdf.words import first_word
from ita_extract.readers.text.grids import Grid, GridCell, Stretch
from ita_extract.readers.text.lanes import set_apart
from ita_extract.readers.text.raster import (
    COLUMN,
    GAP,
    LEADING,
    SIZE,
    Letter,
    rows_of,
    set_anew,
    width_of,
)
from ita_extract.readers.text.upper_headings import Line, heading_above
from ita_extract.thai.glyphs import printed_width

_SPACE = 0.3  # ems
_FEWEST_LINES, _FEWEST_COLUMNS = 3, 3
_USUAL = 0.6  # of a column's lines begin at one place
_MOST_LINES = 300  # of one table: more than a page has
_FOOTER_LINES = 3
_UPRIGHT = Turn(0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class SpacedTable:
    """first, last: the lines that it takes, by their index."""

    grid: Grid
    first: int
    last: int


def read_spaced(
    text: str, lines: Sequence[Stretch], before: Columns | None
) -> tuple[list[SpacedTable], Columns | None]:
    """The tables in a stretch of lines, and the columns that the next page may go on with.

    before: those that the page before hands on.
    """
    found: list[SpacedTable] = []
    columns: Columns | None = None
    for part in _parts(text, lines, keeps_on=before is not None):
        for reading in _fuller(text, lines, part, before):
            free = [letter for letter in reading.rest if isinstance(letter, Letter)]
            found += [
                _table(each, free, continued=reading.goes_on and at == 0)
                for at, each in enumerate(reading.tables)
            ]
            below = lines[part.stop + _FOOTER_LINES :]
            ends = not any(text[line.start : line.end].strip() for line in below)
            columns = handed_on([each.columns for each in reading.tables], (), reading.rest) if ends else None
        before = None
    return found, columns


@dataclass(frozen=True, slots=True)
class _Reading:
    """goes_on: by the columns of the page before; rest: what is in no table."""

    tables: list[Aligned]
    rest: list[Cluster]
    goes_on: bool

    @property
    def size(self) -> int:
        """How many letters are in tables."""
        return sum(len(part) for table in self.tables for part in table.contents)


def _fuller(text: str, lines: Sequence[Stretch], part: range, before: Columns | None) -> Sequence[_Reading]:
    """The part as it is, or parted by lines that stand alone, in whichever way more of it is in tables."""
    whole = _read(text, lines, part, before)
    pieces = list(_between_titles(text, lines, part))
    if len(pieces) < 2:
        return [whole]
    parted = [_read(text, lines, piece, before if at == 0 else None) for at, piece in enumerate(pieces)]
    return parted if sum(reading.size for reading in parted) > whole.size else [whole]


def _read(text: str, lines: Sequence[Stretch], part: range, before: Columns | None) -> _Reading:
    """By the columns of the page before or without them: each page is laid out anew, and its columns need not
    stand where they stood on the one before."""
    letters = set_apart(rows_of(text, [(at, lines[at]) for at in part]))
    readings = []
    for columns in dict.fromkeys((None, before)):
        tables, rest = aligned_tables(letters, (), columns)
        laid_out = [table for table in tables if _is_laid_out(_lines(table))]
        readings.append(_Reading(laid_out, rest, columns is not None and bool(laid_out)))
    return max(readings, key=lambda reading: reading.size)


def _between_titles(text: str, lines: Sequence[Stretch], part: range) -> Iterator[range]:
    """What stands between lines without a gap that have blank ones above and below."""
    said = [text[lines[at].start : lines[at].end].strip() for at in part]
    start = 0
    for at, line in enumerate(said):
        alone = (
            line
            and "  " not in line
            and not any(said[max(at - 1, 0) : at])
            and not any(said[at + 1 : at + 2])
        )
        if alone and at > start:
            yield part[start:at]
        start = at + 1 if alone else start
    yield part[start:]


def _is_laid_out(lines: Sequence[Line]) -> bool:
    """Enough columns begin at one place; where words are only far apart, none does."""
    columns: dict[int, Counter[float]] = {}
    for line in lines:
        for (column, _), part in line.items():
            columns.setdefault(column, Counter())[part[0].x0] += 1
    usual = [places.most_common(1)[0][1] / places.total() for places in columns.values()]
    return sum(share >= _USUAL for share in usual) >= _FEWEST_COLUMNS


def _parts(text: str, lines: Sequence[Stretch], *, keeps_on: bool) -> Iterator[range]:
    """The lines between wide white ones, where there are gaps among them, often enough for a table."""
    blank = [not text[line.start : line.end].strip() for line in lines]
    start = 0
    for stop in range(1, len(lines) + 1):
        parted = stop == len(lines) or (blank[stop - 1] and blank[stop]) or stop - start >= _MOST_LINES
        if parted:
            gaps = sum(bool(GAP.search(text, lines[at].start, lines[at].end)) for at in range(start, stop))
            if gaps >= (1 if keeps_on else _FEWEST_LINES):
                yield range(start, stop - _footer(text, lines, start, stop))
            start = stop


def _footer(text: str, lines: Sequence[Stretch], start: int, stop: int) -> int:
    """How many of the last lines are one line without a gap, below a blank one."""
    said = [text[line.start : line.end].strip() for line in lines[start:stop]]
    last = max((at for at, line in enumerate(said) if line), default=0)
    below = last > 0 and not said[last - 1] and "  " not in said[last]
    return len(said) - last if below else 0


def _table(found: Aligned, free: Sequence[Letter], *, continued: bool) -> SpacedTable:
    """free: what stands in no table; continued: its first row may be the rest of one on the page before."""
    lines = _lines(found)
    printed = _printed(lines)
    counted = counts_rows(printed) or (continued and found.columns.counted)
    if leading(printed) > LEADING:
        starts = _set_off(printed)
    else:
        starts = row_starts(printed, counted=counted, continued=continued)
    if heading := heading_above(lines, free):
        lines, starts = [heading, *lines], [0, *(start + 1 for start in starts)]
    rights = _widths(lines)
    cells: list[GridCell] = []
    for row, (start, stop) in enumerate(pairwise([*starts, len(lines)])):
        cells += _cells(row, lines[start:stop], rights)
    letters = [letter for line in lines for part in line.values() for letter in part]
    numbers = [letter.line for letter in letters]
    edges = min(letter.start for letter in letters), max(letter.end for letter in letters)
    certainty = COUNTED if counted else UNCOUNTED
    grid = Grid(tuple(cells), len(starts), found.lattice.n_columns, *edges, certainty)
    return SpacedTable(grid, min(numbers), max(numbers))


def _set_off(lines: Sequence[Printed]) -> list[int]:
    """The rows where blank lines stand between them: mostly lines, and titles directly above them."""
    begins = (
        below.y - above.y > LEADING or (above.pieces.keys() == {0} and len(below.pieces) > 1)
        for above, below in pairwise(lines)
    )
    return [0, *(at for at, begin in enumerate(begins, 1) if begin)]


def _lines(found: Aligned) -> list[Line]:
    """The table's lines from the top, each by the columns that its pieces reach over."""
    by_height: dict[float, Line] = {}
    for slot, part in zip(found.lattice.slots, found.contents, strict=True):
        reach = slot.column, slot.column + slot.column_span - 1
        letters = (each for each in part if isinstance(each, Letter))
        for y, line in groupby(letters, key=lambda letter: letter.y):
            by_height.setdefault(y, {}).setdefault(reach, []).extend(line)
    return [by_height[y] for y in sorted(by_height)]


def _widths(lines: Sequence[Line]) -> dict[int, float]:
    """By column, how wide the widest of its lines is shown."""
    widths: dict[int, float] = {}
    for line in lines:
        for (first, last), part in line.items():
            if first == last:
                widths[first] = max(widths.get(first, 0.0), width_of(part))
    return widths


def _printed(lines: Sequence[Line]) -> list[Printed]:
    """The lines, their columns as near to one another as what they show lets them be."""
    widths = _widths(lines)
    last = max(last for line in lines for _, last in line)
    begins = list(accumulate((widths.get(column, 0.0) + SIZE for column in range(last)), initial=0.0))
    lefts = {column: min(_left(line, column) for line in lines) for column in range(last + 1)}
    heads = _heading_lines(lines)
    return [_printed_line(line, begins, lefts, is_head=at < heads) for at, line in enumerate(lines)]


def _heading_lines(lines: Sequence[Line]) -> int:
    """How many of the first lines are set in the middle, where their columns' others begin at one place."""
    begins: dict[int, Counter[float]] = {}
    for line in lines:
        for (column, _), part in line.items():
            begins.setdefault(column, Counter())[part[0].x0] += 1
    usual = {column: places.most_common(1)[0][0] for column, places in begins.items()}
    for at, line in enumerate(lines):
        off = sum(part[0].x0 != usual[column] for (column, _), part in line.items())
        if 2 * off < len(line):
            return at
    return 0


def _left(line: Line, column: int) -> float:
    return next((part[0].x0 for (first, _), part in line.items() if first == column), float("inf"))


def _printed_line(
    line: Line, begins: Sequence[float], lefts: Mapping[int, float], *, is_head: bool
) -> Printed:
    """is_head: it is a heading's, which print shows in bold type."""
    pieces: dict[int, Piece] = {}
    for (column, _), part in line.items():
        text = "".join(letter.text for letter in part).strip()
        left = begins[column] + part[0].x0 - lefts[column]
        word = printed_width(first_word(text)) * COLUMN
        pieces[column] = Piece(text, left, left + width_of(part), is_head, word)
    y = next(iter(line.values()))[0].y
    return Printed(y, SIZE, pieces, any(first < last for first, last in line))


def _cells(row: int, lines: Sequence[Line], widths: Mapping[int, float]) -> Iterator[GridCell]:
    """One for each column, blank ones too; a reach over several columns is one cell."""
    reaches = {first: last for line in lines for first, last in line}
    at = min(part[0].start for part in lines[0].values())
    column = 0
    while column <= max(widths):
        reach = column, reaches.get(column, column)
        letters = [letter for line in lines for letter in line.get(reach, ())]
        prose = join_lines(make_lines(set_anew(letters), _UPRIGHT, _SPACE), 0.0, widths.get(column, 0.0))
        edges = (letters[0].start, letters[-1].end) if letters else (at, at)
        yield GridCell(row, column, prose.raw, *edges, 1, reach[1] - column + 1, prose.text)
        column, at = reach[1] + 1, edges[1]
