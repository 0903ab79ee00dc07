"""Text → lines and tables in reading order, whatever mixture of notations it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ita_extract.readers.print.carrying import Columns
from ita_extract.readers.text.flow import Line, Manner, lines
from ita_extract.readers.text.grids import Grid, Stretch
from ita_extract.readers.text.html_grids import table_to_grid
from ita_extract.readers.text.html_tables import HtmlTable, find_tables
from ita_extract.readers.text.latex_tables import find_latex
from ita_extract.readers.text.pages import Pages
from ita_extract.readers.text.pipes import read_pipes
from ita_extract.readers.text.spaced import read_spaced
from ita_extract.readers.text.strips import Kind, Strip, cut
from ita_extract.readers.text.tabs import read_tabs

Block = Line | Grid
_SIGNS_BETWEEN = re.compile(r"[\s|:]+")
_RULE_SIGNS = "-–—=_─═"
_WRITTEN = (Kind.PLAIN, Kind.TABBED, Kind.PIPED)

_OPENS_DOCUMENT = re.compile(
    r"\s*(?:<\?xml[^<>]*>\s*)?(?:<!--[^<>]*-->\s*)*<(?:!doctype\s+html|html)\b", re.I
)
_CLOSES_DOCUMENT = re.compile(r"</html\s*>", re.I)


def is_html(text: str) -> bool:
    """One HTML document from first to last, in which line ends mean nothing; not a text with HTML in it."""
    if not _OPENS_DOCUMENT.match(text):
        return False
    closed = _CLOSES_DOCUMENT.search(text)
    return closed is None or not text[closed.end() :].strip()


def read_blocks(text: str, pages: Pages) -> tuple[list[Block], list[HtmlTable]]:
    """The blocks, and the HTML tables whose end had to be guessed."""
    html = is_html(text)
    manner = Manner(soft=html, markdown=not html)
    tables = find_tables(text)
    blocks: list[Block] = []
    at = 0
    for table in tables:
        blocks += _read_around(text, (at, table.start), pages, manner)
        grid = table_to_grid(text, table, replace(manner, cell=True))
        if grid:
            blocks.append(grid)
        at = table.end
    blocks += _read_around(text, (at, len(text)), pages, manner)
    return blocks, [table for table in tables if table.cut_short]


def _read_around(text: str, stretch: tuple[int, int], pages: Pages, manner: Manner) -> list[Block]:
    if manner.soft:
        return list(lines(text, *stretch, manner))
    blocks: list[Block] = []
    at = stretch[0]
    for grid, start, end in find_latex(text, *stretch):
        blocks += [*_Plain(text, cut(text, at, start, pages)).blocks(), grid]
        at = end
    return [*blocks, *_Plain(text, cut(text, at, stretch[1], pages)).blocks()]


class _Plain:
    """What is not HTML tables: running text, and tables by tabs and bars."""

    def __init__(self, text: str, strips: list[Strip]) -> None:
        self.text = text
        self.strips = strips
        self.columns: Columns | None = None  # of a table that the page before may go on with

    def blocks(self) -> Iterator[Block]:
        at, width_above = 0, 0
        while at < len(self.strips):
            grid, after = self._table_at(at, width_above)
            if grid:
                yield grid
                width_above, self.columns = grid.n_columns, None
            elif self._is_stray_rule(at):
                after = at + 1
            elif self.strips[at].kind in _WRITTEN:
                after = self._text_end(after)
                yield from self._written(at, after)
                width_above = 0
            at = after

    def _table_at(self, at: int, width_above: int) -> tuple[Grid | None, int]:
        """The table that starts here, if one does; and where to go on."""
        kind = self.strips[at].kind
        if kind is Kind.TABBED:
            return read_tabs(self.text, self.strips, at, width_above)
        if kind is Kind.PIPED:
            return read_pipes(self.text, self.strips, at)
        return None, at + 1

    def _is_stray_rule(self, at: int) -> bool:
        """ "--  ---" or "|---|---|" that no table is around."""
        words = _SIGNS_BETWEEN.split(self.text[self.strips[at].start : self.strips[at].end])
        said = [word for word in words if word]
        return bool(said) and all(len(word) > 1 and not word.strip(_RULE_SIGNS) for word in said)

    def _text_end(self, at: int) -> int:
        """Behind the last line of running text; blank lines within an HTML list do not end it."""
        while at < len(self.strips) and self.strips[at].kind in (Kind.PLAIN, Kind.BLANK):
            at += 1
        return at

    def _written(self, start: int, end: int) -> Iterator[Block]:
        """Running text, and the tables in it whose columns spaces set apart."""
        stretches = [Stretch(strip.start, strip.end) for strip in self.strips[start:end]]
        tables, self.columns = read_spaced(self.text, stretches, self.columns)
        at = start
        for table in tables:
            yield from self._lines(at, start + table.first)
            yield table.grid
            at = start + table.last + 1
        yield from self._lines(at, end)

    def _lines(self, start: int, end: int) -> list[Line]:
        if start >= end:
            return []
        shown = lines(self.text, self.strips[start].start, self.strips[end - 1].end, Manner())
        underlined = end < len(self.strips) and self._underlines(end)
        if underlined and shown and not shown[-1].level:
            shown[-1] = replace(shown[-1], level=1)
        return shown

    def _underlines(self, at: int) -> bool:
        """ "=====" just below a line makes it a heading."""
        strip = self.strips[at]
        above = self.strips[at - 1].kind is Kind.PLAIN
        return (
            strip.kind is Kind.RULE and above and self.text[strip.start : strip.end].lstrip().startswith("=")
        )
