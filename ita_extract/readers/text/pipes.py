"""Lines with vertical bars → tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ita_extract.readers.text.bordered import bordered
from ita_extract.readers.text.flow import Manner
from ita_extract.readers.text.grids import Grid, Stretch, rows_to_grid
from ita_extract.readers.text.strips import BORDER, PIPE, Kind, Strip

_CELL = Manner(cell=True)
_ALIGNMENT = re.compile(r"[ \t]*:?-+:?[ \t]*$")
_LONGEST_TITLE = 200
# How many lines without a bar may carry on a cell.
_MOST_WRAPPED = 60


def read_pipes(text: str, strips: list[Strip], at: int) -> tuple[Grid | None, int]:
    """The table that starts with strips[at], or None when its bars only part words; and where to go on."""
    framed = _opens(text, strips[at])
    records: list[Stretch] = []
    borders: list[int] = []
    here = at
    while here < len(strips) and _belongs(text, strips, here, framed):
        end = _record_end(text, strips, here) if framed else here + 1
        if strips[here].kind is not Kind.RULE:
            records.append(Stretch(strips[here].start, strips[end - 1].end))
        elif BORDER.match(text, strips[here].start, strips[here].end):
            borders.append(strips[here].start)
        here = end
    rows = [_cells(text, record) for record in records]
    ruled = _alignment_at(text, rows)
    if ruled is None and not _is_even(text, rows, framed):
        return None, here
    if ruled is not None:
        width = len(rows[ruled])
        del rows[ruled], records[ruled]
        rows = list(_whole_rows(text, rows, records, width))
    grid = rows_to_grid(text, rows, _CELL)
    return (bordered(grid, borders) if grid and borders else grid), here


def _whole_rows(
    text: str, rows: list[list[Stretch]], records: list[Stretch], width: int
) -> Iterator[list[Stretch]]:
    """The rows; one that breaks off between two cells, with its rest, which stands on the next line."""
    at = 0
    while at < len(rows):
        breaks_off = at + 1 < len(rows) and not text.endswith("|", 0, records[at].end)
        if breaks_off and len(rows[at]) < width == len(rows[at]) + len(rows[at + 1]):
            yield [*rows[at], *rows[at + 1]]
            at += 1
        else:
            yield rows[at]
        at += 1


def _opens(text: str, strip: Strip) -> bool:
    return text[strip.start : strip.end].lstrip().startswith("|")


def _closes(text: str, strip: Strip) -> bool:
    line = text[strip.start : strip.end].rstrip()
    return line.endswith("|") and not line.endswith("\\|")


def _belongs(text: str, strips: list[Strip], at: int, framed: bool) -> bool:
    """A line with bars, or one title or rule between two of them."""
    strip = strips[at]
    if strip.kind is Kind.PIPED:
        return not framed or _opens(text, strip)
    if strip.kind not in (Kind.PLAIN, Kind.RULE):
        return False
    if strip.kind is Kind.PLAIN and strip.end - strip.start > _LONGEST_TITLE:
        return False
    return at + 1 < len(strips) and strips[at + 1].kind is Kind.PIPED


def _record_end(text: str, strips: list[Strip], at: int) -> int:
    """Behind the line on which the row's last bar stands; a cell may run over several lines."""
    if not _opens(text, strips[at]) or _closes(text, strips[at]):
        return at + 1
    for here in range(at + 1, min(at + _MOST_WRAPPED, len(strips))):
        strip = strips[here]
        if strip.kind not in (Kind.PLAIN, Kind.PIPED, Kind.RULE) or _opens(text, strip):
            break
        if _closes(text, strip):
            return here + 1
    return at + 1


def _cells(text: str, record: Stretch) -> list[Stretch]:
    """A line without a bar is one cell."""
    bars = [found.start() for found in PIPE.finditer(text, record.start, record.end)]
    edges = zip([record.start, *(bar + 1 for bar in bars)], [*bars, record.end], strict=True)
    cells = [Stretch(start, end) for start, end in edges]
    if len(cells) > 1 and not text[cells[0].start : cells[0].end].strip() and _outer(text, record):
        cells = cells[1:]
    if len(cells) > 1 and not text[cells[-1].start : cells[-1].end].strip():
        cells = cells[:-1]
    return cells


def _outer(text: str, record: Stretch) -> bool:
    return text[record.start : record.end].lstrip().startswith("|")


def _alignment_at(text: str, rows: list[list[Stretch]]) -> int | None:
    """Which of the first rows says how the columns are aligned."""
    for at, row in enumerate(rows[:3]):
        if (
            at
            and len(rows[at - 1]) > 1
            and all(_ALIGNMENT.match(text[cell.start : cell.end]) for cell in row)
        ):
            return at
    return None


def _is_even(text: str, rows: list[list[Stretch]], framed: bool) -> bool:
    """Without an alignment row, bars make a table when they frame it, or when all its lines have as many; the
    last cell may be blank."""
    width = len(rows[0])
    if framed:
        return max(map(len, rows)) > 1
    even = all(width - len(row) in (0, _ends_blank(text, row)) for row in rows if len(row) > 1)
    return width > 1 and even and len(rows) >= (2 if width > 2 else 3)


def _ends_blank(text: str, row: list[Stretch]) -> bool:
    return text.startswith("|", row[-1].end)
