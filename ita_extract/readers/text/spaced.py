"""Lines whose columns are set apart by spaces, as `pdftotext -layout` leaves them → tables.

The letters are laid on a raster and read as a page of print without rules is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ita_extract.readers.print.aligned import Aligned, aligned_tables
from ita_extract.readers.print.carrying import Columns, handed_on
from ita_extract.readers.print.clusters import Cluster
from ita_extract.readers.text.grids import Stretch
from ita_extract.readers.text.lanes import edges_of, set_apart
from ita_extract.readers.text.raster import gaps, measure_of, rows_of
from ita_extract.readers.text.spaced_grids import SpacedTable, is_laid_out, table_to_grid

# Lines of a table, characters of one and gaps in it: more than a page of print has.
_MOST_LINES, _WIDEST, _MOST_GAPS = 300, 1000, 40
_FOOTER_LINES = 3  # that may stand below a table which the next page goes on with


def read_spaced(
    text: str, stretches: Sequence[Stretch], before: Columns | None
) -> tuple[list[SpacedTable], Columns | None]:
    """The tables in some lines of the text, and the columns that the next page may go on with.

    before: those that the page before hands on.
    """
    lines = _Lines(text, stretches, [text[each.start : each.end].rstrip() for each in stretches])
    last = max((at for at, line in enumerate(lines.said) if line), default=0)
    found: list[SpacedTable] = []
    columns: Columns | None = None
    for part in lines.parts():
        readings = _fuller(lines, part, before)
        for reading in readings:
            found += reading.grids()
        if any(reading.tables for reading in readings):
            columns = readings[-1].handed_on() if last < part.stop + _FOOTER_LINES else None
        before = None
    return found, columns


@dataclass(frozen=True, slots=True)
class _Lines:
    """stretches: where the lines stand in the text; said: what they say, without white at their ends."""

    text: str
    stretches: Sequence[Stretch]
    said: Sequence[str]

    def parts(self) -> Iterator[range]:
        """The lines between two blank ones or wide ones, where there are gaps among them; without footers."""
        start, said = 0, self.said
        wide = [_is_wide(line) for line in said]
        for stop in range(1, len(said) + 1):
            parted = any(wide[stop - 1 : stop + 1]) or not any(said[stop - 1 : stop + 1])
            if parted or stop - start == _MOST_LINES or stop == len(said):
                part = said[start:stop]
                if not wide[start] and any(any(gaps(line)) for line in part):
                    yield range(start, stop - _footer(part))
                start = stop

    def between_titles(self, part: range) -> Iterator[range]:
        """What stands between lines that stand alone."""
        said = self.said[part.start : part.stop]
        titles = [at for at in range(len(said)) if _stands_alone(said, at)]
        for above, below in zip([-1, *titles], [*titles, len(said)], strict=True):
            if above + 1 < below:
                yield part[above + 1 : below]


def _is_wide(line: str) -> bool:
    """Wider than print: it is in no table, since time grows with the square of the columns."""
    return len(line) > _WIDEST or sum(1 for _ in gaps(line)) > _MOST_GAPS


def _stands_alone(said: Sequence[str], at: int) -> bool:
    """A line without a gap that has blank ones above and below."""
    beside = [*said[max(at - 1, 0) : at], *said[at + 1 : at + 2]]
    return bool(said[at]) and "  " not in said[at].lstrip() and not any(beside)


def _footer(said: Sequence[str]) -> int:
    """How many of the last lines a footer takes, with the white below it."""
    last = max((at for at, line in enumerate(said) if line), default=0)
    return len(said) - last if last and _stands_alone(said, last) else 0


@dataclass(frozen=True, slots=True)
class _Reading:
    """goes_on: by the columns of the page before; rest: what is in no table."""

    tables: Sequence[Aligned] = ()
    rest: Sequence[Cluster] = ()
    goes_on: bool = False

    @property
    def size(self) -> int:
        """How many letters are in tables."""
        return sum(len(part) for table in self.tables for part in table.contents)

    def grids(self) -> list[SpacedTable]:
        return [
            table_to_grid(table, self.rest, continued=self.goes_on and at == 0)
            for at, table in enumerate(self.tables)
        ]

    def handed_on(self) -> Columns | None:
        return handed_on([table.columns for table in self.tables], (), self.rest)


def _fuller(lines: _Lines, part: range, before: Columns | None) -> Sequence[_Reading]:
    """The part as it is, or parted by titles, in whichever way more of it is in tables."""
    whole = _read(lines, part, before)
    pieces = list(lines.between_titles(part))
    if len(pieces) < 2:
        return [whole]
    parted = [_read(lines, piece, None if at else before) for at, piece in enumerate(pieces)]
    return parted if sum(reading.size for reading in parted) > whole.size else [whole]


def _read(lines: _Lines, part: range, before: Columns | None) -> _Reading:
    """By the columns of the page before or without them: each page is laid out anew, and its columns need not
    stand where they stood on the one before."""
    said = lines.said[part.start : part.stop]
    measure = measure_of(said)
    edges = edges_of(said, measure)
    if not edges:
        return _Reading()
    letters = set_apart(rows_of(lines.text, [(at, lines.stretches[at]) for at in part], measure), edges)
    readings = []
    for columns in dict.fromkeys((None, before)):
        tables, rest = aligned_tables(letters, (), columns)
        laid_out = [table for table in tables if is_laid_out(table)]
        readings.append(_Reading(laid_out, rest, columns is not None and bool(laid_out)))
    return max(readings, key=lambda reading: reading.size)
