"""What OCR models repeat without end is cut to one, and counted.

A model that loses its place on the page writes the same words until its limit. What people repeat stays: few
times, or short ("-", "none"), or the same date in every row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple, TypeVar

from ita_extract.readers.text.flow import Line
from ita_extract.readers.text.grids import Grid, GridCell

Block = Line | Grid
Part = TypeVar("Part", Line | Grid, list[GridCell], GridCell)

# (letters in what is repeated, how often in a row at least) from the surest to the least sure.
_NEEDED = ((8, 12), (4, 24), (1, 100))
_LEAST = _NEEDED[0][1]
# Repetitions that differ in their digits only: a list that a model counts on, or people do.
_LETTERS_COUNTED, _NEEDED_COUNTED = 15, 40
_NEVER = 1 << 60
_LONGEST_TURN = 1500  # characters
_LONGEST_CYCLE = 40  # lines or rows
_GRAM = 8
_MOST_TRIES = 4
_DIGIT = re.compile(r"\d")


class Cut(NamedTuple):
    """words: what was repeated; times: how often it stood there; start, end: where it is kept."""

    words: str
    times: int
    start: int
    end: int


class Loop(NamedTuple):
    """[start, end) of a repetition; turn: the length of what is repeated."""

    start: int
    turn: int
    end: int

    @property
    def times(self) -> int:
        return (self.end - self.start) // self.turn


def cut_loops(blocks: list[Block]) -> tuple[list[Block], list[Cut]]:
    """The blocks without the repetitions."""
    kept, cuts = _keep_once(blocks)
    mended = [_mend_grid(block, cuts) if isinstance(block, Grid) else _mend(block, cuts) for block in kept]
    return mended, cuts


def _mend_grid(grid: Grid, cuts: list[Cut]) -> Grid:
    before = len(cuts)
    rows = _rows_of(grid)
    if all(cell.row_span == 1 for cell in grid.cells):
        rows, found = _keep_once(rows)
        cuts += found
        rows = [_narrow(row, cuts) for row in rows]
    cells = [_mend(_at_row(cell, at), cuts) for at, row in enumerate(rows) for cell in row]
    if len(cuts) == before:
        return grid
    width = max(cell.column + cell.column_span for cell in cells)
    return replace(grid, cells=tuple(cells), n_rows=len(rows), n_columns=width)


def _at_row(cell: GridCell, row: int) -> GridCell:
    return cell if cell.row == row else replace(cell, row=row)


def _narrow(row: list[GridCell], cuts: list[Cut]) -> list[GridCell]:
    """The row without the cells that one beside the other say the same."""
    cells, found = _keep_once(row)
    cuts += found
    return [replace(cell, column=at) for at, cell in enumerate(cells)] if found else cells


def _rows_of(grid: Grid) -> list[list[GridCell]]:
    rows: list[list[GridCell]] = [[] for _ in range(grid.n_rows)]
    for cell in grid.cells:
        rows[cell.row].append(cell)
    return rows


def _keep_once(parts: list[Part]) -> tuple[list[Part], list[Cut]]:
    """Without what only repeats lines, tables, rows or cells before it, singly or as a cycle: the first turn
    stays."""
    if len(parts) < _LEAST:
        return parts, []
    keys = [_words(part) for part in parts]
    loops = _find_cycles(keys, counted=False)
    if not loops and len(parts) >= _NEEDED_COUNTED:
        loops = _find_cycles([_uncounted(part) for part in parts], counted=True)
    kept: list[Part] = []
    at = 0
    for loop in loops:
        kept += parts[at : loop.start + loop.turn]
        at = loop.end
    cuts = [
        Cut(" ".join(keys[loop.start : loop.start + loop.turn]), loop.times, *_bounds(parts[loop.start]))
        for loop in loops
    ]
    return kept + parts[at:], cuts


def _uncounted(part: Line | Grid | list[GridCell] | GridCell) -> str:
    """The words with any number for any other; of a row only its own, since a model counts its rows and
    people say different numbers in them."""
    if not isinstance(part, list) or len(part) == 1:
        return _DIGIT.sub("0", _words(part))
    return "\t".join([_DIGIT.sub("0", part[0].raw), *(cell.raw for cell in part[1:])])


def _words(part: Line | Grid | list[GridCell] | GridCell) -> str:
    if isinstance(part, Line | GridCell):
        return part.raw
    cells = part.cells if isinstance(part, Grid) else part
    return "\t".join(cell.raw for cell in cells)


def _bounds(part: Line | Grid | list[GridCell] | GridCell) -> tuple[int, int]:
    return (part[0].start, part[-1].end) if isinstance(part, list) else (part.start, part.end)


def _find_cycles(keys: list[str], counted: bool) -> list[Loop]:
    found: list[Loop] = []
    last: dict[str, int] = {}
    at = 0
    while at < len(keys):
        turn = at - last.get(keys[at], -_LONGEST_CYCLE - 1)
        last[keys[at]] = at
        loop = _cycle_at(keys, at - turn, turn) if turn <= _LONGEST_CYCLE else None
        if loop and loop.times >= _needed("".join(keys[loop.start : loop.start + turn]), counted):
            found.append(loop)
            last.clear()
        at = loop.end if loop else at + 1
    return found


def _cycle_at(keys: list[str], start: int, turn: int) -> Loop | None:
    end = start + turn
    while end < len(keys) and keys[end] == keys[end - turn]:
        end += 1
    return Loop(start, turn, end) if end - start >= turn * _LEAST else None


def _needed(words: str, counted: bool) -> int:
    """How often these words must stand in a row to be a loop."""
    letters = sum(letter.isalpha() for letter in words[:1000])
    if counted:
        return _NEEDED_COUNTED if letters >= _LETTERS_COUNTED else _NEVER
    return next((times for least, times in _NEEDED if letters >= least), _NEVER)


Said = TypeVar("Said", Line, GridCell)


def _mend(part: Said, cuts: list[Cut]) -> Said:
    """The line or cell with one turn of each repetition within it."""
    loops = find_loops(part.raw)
    if not loops:
        return part
    text, at = part.raw, 0
    kept: list[str] = []
    for loop in loops:
        kept.append(text[at : loop.start + loop.turn])
        # What a model began once more before it was stopped goes too; before other words it may be theirs.
        at = loop.end if loop.end >= len(text) else loop.start + loop.times * loop.turn
        words = text[loop.start : loop.start + loop.turn].strip()
        cuts.append(Cut(words, loop.times, part.start, part.end))
    return replace(part, raw="".join([*kept, text[at:]]).strip())


def find_loops(text: str) -> list[Loop]:
    """The repetitions within a text, in order."""
    if len(text) < _LEAST * _GRAM:
        return []
    found = list(_loops(text, counted=False))
    if not found and _DIGIT.search(text):
        found = list(_loops(_DIGIT.sub("0", text), counted=True))
    return found


def _loops(text: str, counted: bool) -> Iterator[Loop]:
    at = floor = 0
    while at + _GRAM < len(text):
        turn = _turn_at(text, at)
        loop = _extent(text, at, turn, floor) if turn else None
        if loop and loop.times >= _needed(text[loop.start : loop.start + turn], counted):
            yield loop
            floor = loop.end
        at = max(loop.end, at + _GRAM) if loop else at + _GRAM


def _turn_at(text: str, at: int) -> int:
    """After how many characters the text repeats itself from here on, many times; 0 for never."""
    gram = text[at : at + _GRAM]
    again = at
    for _ in range(_MOST_TRIES):
        again = text.find(gram, again + 1, at + _LONGEST_TURN + _GRAM)
        if again < 0:
            return 0
        turn = again - at
        reach = turn * (_LEAST - 2)
        if text[at : at + reach] == text[again : again + reach] and any(map(str.isalpha, text[at:again])):
            return turn
    return 0


def _extent(text: str, at: int, turn: int, floor: int) -> Loop:
    """From where to where the text repeats itself each turn; from the start of a word where there is one."""
    start = at
    while start > floor and text[start - 1] == text[start - 1 + turn]:
        start -= 1
    unit = text[start : start + turn]
    end = start + turn
    while text.startswith(unit, end):
        end += turn
    while end < len(text) and text[end] == text[end - turn]:
        end += 1
    if start and not text[start - 1].isspace():
        start += next((shift for shift in range(turn) if text[start + shift - 1].isspace()), 0)
    lacks_space = end == len(text) and text[start + turn - 1].isspace() and (end + 1 - start) % turn == 0
    return Loop(start, turn, end + lacks_space)
