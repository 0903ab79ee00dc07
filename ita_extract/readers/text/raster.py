"""Lines of text as letters on a raster: one column of the text wide, one line high."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from ita_extract.readers.print.clusters import Cluster
from ita_extract.readers.text.grids import Stretch
from ita_extract.thai.glyphs import MARKS, printed_width

SIZE = 10.0  # points, and two columns of the raster: a letter is about half as wide as its type is high
COLUMN, LEADING = 5.0, 14.0
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
# White that sets columns apart; a letter and its marks; a space.
_SAID = re.compile(rf"(?P<white> {{2,}})|[^ ][{''.join(sorted(MARKS))}]*| ")

_NO_MARKS = dict.fromkeys(map(ord, MARKS))

Measure = Callable[[str], int]  # text → columns of the raster


@dataclass(slots=True)
class Letter(Cluster):
    """A letter with its marks. start, end: [start, end) in the file; line: the index of its line."""

    start: int = 0
    end: int = 0
    line: int = 0

    def between(self, x0: float, x1: float) -> Letter:
        """The letter in another place of its line; `replace` takes ten times as long."""
        place = self.start, self.end, self.line
        size, is_space = self.size, self.is_space
        return Letter(self.raw, self.text, x0, x1, self.y, size, False, 0, False, is_space, (), *place)


class Gap(NamedTuple):
    """White inside a line, in columns of the raster: how wide, and where the text behind it begins."""

    width: int
    end: int


def gaps(line: str, measure: Measure = len) -> Iterator[Gap]:
    return (Gap(len(found[0]), measure(line[: found.end()])) for found in _GAP.finditer(line))


def measure_of(lines: Sequence[str]) -> Measure:
    """Whichever sets more words below one another: marks over and under letters counted or not."""
    ways: tuple[Measure, ...] = (len, _shown_width)
    return max(ways, key=lambda way: _agreement(lines, way))


def rows_of(text: str, lines: Sequence[tuple[int, Stretch]], measure: Measure) -> list[list[Letter]]:
    """The lines, each with its index, as letters; their y is the line's number in leadings."""
    rows: list[list[Letter]] = []
    for line, stretch in lines:
        row = list(_letters(text, stretch, measure, (line, len(rows))))
        if rows and row and _goes_on(rows[-1], row):
            rows[-1] = _glued(rows[-1], row)
        else:
            rows.append(row)
    return rows


def _shown_width(text: str) -> int:
    """Columns of a terminal."""
    return len(text.translate(_NO_MARKS))


def width_of(letters: Sequence[Cluster]) -> float:
    """How wide a line of these letters is printed, in points."""
    return printed_width("".join(letter.text for letter in letters).strip()) * COLUMN


def set_anew(letters: Sequence[Letter]) -> list[Letter]:
    """The letters as wide as they are printed, whatever the raster counts; lines begin at the left edge."""
    found: list[Letter] = []
    x = 0.0
    for before, letter in zip([None, *letters], letters, strict=False):
        x = 0.0 if before is None or letter.y != before.y else x + letter.x0 - before.x1
        width = printed_width(letter.text) * COLUMN
        found.append(letter.between(x, x + width))
        x += width
    return found


def _agreement(lines: Sequence[str], measure: Measure) -> int:
    """How often what stands behind a gap begins where something on the line above or below does."""
    begins = [{gap.end for gap in gaps(line, measure)} for line in lines]
    return sum(len(above & below) for above, below in pairwise([each for each in begins if each]))


def _letters(text: str, stretch: Stretch, measure: Measure, at: tuple[int, int]) -> Iterator[Letter]:
    """at: the index of the line, and of its row on the raster."""
    (line, row), column = at, 0
    for said in _SAID.finditer(text, stretch.start, stretch.end):
        width = measure(said[0])
        if said.lastgroup != "white":
            is_space = said[0].isspace()
            place = said.start(), said.end(), line
            x0, x1 = column * COLUMN, (column + width) * COLUMN
            yield Letter(said[0], said[0], x0, x1, row * LEADING, SIZE, False, 0, False, is_space, (), *place)
        column += width


def _goes_on(above: Sequence[Letter], row: Sequence[Letter]) -> bool:
    """A line that begins with a mark is the rest of the one above, over whose last letter it stands."""
    return bool(above) and row[0].text[0] in MARKS and abs(row[0].x0 - above[-1].x0) <= COLUMN


def _glued(above: Sequence[Letter], row: Sequence[Letter]) -> list[Letter]:
    """Such a mark is drawn behind the letter that follows its own, and a space is made up behind it.

    raw keeps both; text has the mark where it belongs.
    """
    *before, last = above
    mark, *rest = (replace(letter, y=last.y) for letter in row)
    at = next((at for at in range(len(before) - 1, -1, -1) if not before[at].is_space), None)
    if at is None:
        return [replace(last, raw=last.raw + mark.raw, text=last.text + mark.text), *rest]
    before[at] = replace(before[at], text=before[at].text + mark.text)
    last = replace(last, raw=last.raw + mark.raw)
    if rest and rest[0].is_space:
        last, rest = replace(last, raw=last.raw + rest[0].raw, x1=rest[0].x1), rest[1:]
    return [*before, last, *rest]
