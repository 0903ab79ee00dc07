"""A document → every statement of a score in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ita_extract.ita import grades, score_words
from ita_extract.model.document import Document, Paragraph, Table
from ita_extract.scores import prose, tables
from ita_extract.scores.columns import Layout, lay_out
from ita_extract.scores.grids import Grid, read_grid
from ita_extract.scores.scope import rescope
from ita_extract.scores.statements import Context, Statement
from ita_extract.thai.clean import clean

_LEAST_BANDS = 3


def gather(document: Document, fiscal_year: int | None) -> list[Statement]:
    """In reading order."""
    found: list[Statement] = []
    context = Context()
    layout: tuple[int, Layout] | None = None
    for block in document.blocks:
        if isinstance(block, Paragraph):
            _read_paragraph(block, context, found)
        else:
            layout = _read_table(block, context, found, layout, fiscal_year)
    return found


def _read_paragraph(block: Paragraph, context: Context, found: list[Statement]) -> None:
    for line in clean(block.text).text.split("\n"):
        if line.strip():
            prose.enter(line, context)
            found.extend(prose.read_line(line, block.place))


def _read_table(
    table: Table,
    context: Context,
    found: list[Statement],
    before: tuple[int, Layout] | None,
    year: int | None,
) -> tuple[int, Layout] | None:
    """The layout that a continuation without headings goes on with."""
    grid = read_grid(table)
    layout = lay_out(grid, year)
    continued = before is not None and not any(grid.headings) and before[0] == grid.n_columns
    if continued and before is not None:
        layout = before[1]
    if _explains(table):
        return None
    statements = list(tables.read_across(grid.rows)) or _by_rows(grid, layout, context)
    if not _are_scores(grid, statements, continued):
        _read_cells(grid, found)
        return None
    found.extend(replace(statement, year=context.year) for statement in statements)
    return grid.n_columns, layout


def _by_rows(grid: Grid, layout: Layout, context: Context) -> list[Statement]:
    if layout.score is None:
        return []
    return list(rescope(list(tables.read_rows(grid, layout, context))))


def _are_scores(grid: Grid, statements: Sequence[Statement], continued: bool) -> bool:
    """At least one score, or none yet under headings that are those of a score table."""
    scored = sum(bool(statement.values) for statement in statements)
    if "score" in grid.headings:
        return scored > 0 or (bool(statements) and "subject" in grid.headings)
    return scored >= (1 if continued else 2)


def _explains(table: Table) -> bool:
    """Bands of grades, and how scores are weighed and made."""
    texts = [text for cell in table.cells if (text := clean(cell.text).text.strip())]
    bands = sum(score_words.is_range(text) for text in texts)
    if bands >= _LEAST_BANDS and any(grades.read_grade(text) for text in texts if len(text) <= 40):
        return True
    return sum(map(score_words.is_explanation, texts)) >= _LEAST_BANDS


def _read_cells(grid: Grid, found: list[Statement]) -> None:
    """Other tables may tell of scores in their sentences."""
    for row in grid.rows:
        for position in row:
            if position.own and score_words.decimals(position.text):
                for line in position.text.split("\n"):
                    found.extend(prose.read_line(line, position.place))
