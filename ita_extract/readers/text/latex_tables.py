r"""LaTeX tables that an OCR model wrote (\begin{tabular} … \end{tabular}) → grids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ita_extract.readers.text.grids import Grid, GridCell

_TABLE = re.compile(
    r"\\begin\s*\{(?P<name>tabular[xy*]?|longtable|array)\}(?P<body>.*?)(?:\\end\s*\{(?P=name)\}|\n\s*\n|\Z)",
    re.DOTALL,
)
# What stands between \begin{…} and the first cell: widths and alignments, with one level of braces in them.
_SETUP = re.compile(r"(?:\s*(?:\[[^\]\n]*\]|\{(?:[^{}\n]|\{[^{}\n]*\})*\}))+")
_ROW_END = re.compile(r"\\\\(?:\[[^\]\n]*\])?|\\tabularnewline\b")
_CELL_END = re.compile(r"(?<!\\)&")
_RULES = re.compile(r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot)\b")
_PART_RULES = re.compile(r"\\c(?:line|midrule)(?:\([a-z]*\))?\{[^{}]*\}")
_SPANNING = re.compile(
    r"\\multi(?P<way>column|row)\s*(?:\[[^\]]*\])?\{(?P<count>\d{1,2})\}\s*(?:\{[^{}]*\}|\*)\s*\{(?P<text>.*)\}\s*\Z",
    re.DOTALL,
)
_WRAPPED = re.compile(r"\\[A-Za-z]+\s*(?:\[[^\]]*\])?\{([^{}]*)\}")
# Commands that end a line inside a cell, and lists, each item of which is a line.
_LINE_END = re.compile(r"\\\\(?:\[[^\]\n]*\])?|\\(?:newline|linebreak|par|break)\b\s*")
_LIST = re.compile(r"\\(?:begin|end)\s*\{(?:itemize|enumerate)\}(?:\[[^\]\n]*\])?")
_ITEM = re.compile(r"\\item\b\s*")
_BRACE = re.compile(r"(?<!\\)[{}]")
_SIGNS = re.compile(r"\\[()\[\]]|(?<!\\)\$")
_ESCAPED = re.compile(r"\\([&%$#_{}~^])")
_DEEPEST = 4
_WIDEST = 64


def find_latex(text: str, start: int, end: int) -> Iterator[tuple[Grid, int, int]]:
    """The tables between start and end, each with where its markup begins and ends."""
    if text.find("\\begin", start, end) < 0:
        return
    for found in _TABLE.finditer(text, start, end):
        grid = _read(text, found.start("body"), found.end("body"))
        if grid:
            yield grid, found.start(), found.end()


def _read(text: str, start: int, end: int) -> Grid | None:
    setup = _SETUP.match(text, start, end)
    cells: list[GridCell] = []
    number = 0
    for first, last in _between(_ROW_END, text, setup.end() if setup else start, end):
        row = list(_row(text, (first, last), number))
        if any(cell.raw for cell in row):
            cells += row
            number += 1
    if not cells:
        return None
    width = min(max(cell.column + cell.column_span for cell in cells), _WIDEST)
    kept = [cell for cell in cells if cell.column + cell.column_span <= width]
    within = [replace(cell, row_span=min(cell.row_span, number - cell.row)) for cell in kept]
    return Grid(tuple(_without_covered(within)), number, width, start, end)


def _between(mark: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands between the marks that no brace is around."""
    depth = at = 0
    for found in mark.finditer(text, start, end):
        inside = (brace[0] for brace in _BRACE.finditer(text, at or start, found.start()))
        depth, at = depth + sum(1 if brace == "{" else -1 for brace in inside), found.end()
        if depth <= 0:
            yield start, found.start()
            start, depth = found.end(), 0
    yield start, end


def _row(text: str, stretch: tuple[int, int], number: int) -> Iterator[GridCell]:
    column = 0
    for start, end in _between(_CELL_END, text, *stretch):
        said = _PART_RULES.sub("", _RULES.sub("", text[start:end])).strip()
        down, across = 1, 1
        while spanning := _SPANNING.match(said):
            count, said = max(1, int(spanning["count"])), spanning["text"].strip()
            down, across = (count, across) if spanning["way"] == "row" else (down, count)
        yield GridCell(number, column, _shown(said), start, end, down, across)
        column += across


def _shown(said: str) -> str:
    """What is printed, without the commands around it, a line each."""
    said = _ITEM.sub("\n- ", _LIST.sub("", said))
    for _ in range(_DEEPEST):
        said = _WRAPPED.sub(r"\1", said)
    lines = (
        _ESCAPED.sub(r"\1", _SIGNS.sub("", line)).split() for line in _LINE_END.sub("\n", said).split("\n")
    )
    return "\n".join(" ".join(words) for words in lines if words)


def _without_covered(cells: list[GridCell]) -> Iterator[GridCell]:
    """LaTeX leaves an empty cell where one above reaches down."""
    covered = {
        (cell.row + below, cell.column + beside)
        for cell in cells
        for below in range(1, cell.row_span)
        for beside in range(cell.column_span)
    }
    return (cell for cell in cells if cell.raw or (cell.row, cell.column) not in covered)
