"""Which columns of a grid hold scores, guidance, and whether the mark was passed: by heading and content."""

from __future__ import annotations

from dataclasses import dataclass

from ita_extract.ita import grades, score_words
from ita_extract.ita.titles import years_said
from ita_extract.scores.grids import Grid

_LEAST_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Layout:
    """Column indexes, none where no scores stand. merged: scores whose cells cover a whole instrument; item:
    numbers of questions."""

    score: int | None = None
    merged: int | None = None
    verdict: int | None = None
    guidance: int | None = None
    item: int | None = None


def lay_out(grid: Grid, fiscal_year: int | None) -> Layout:
    numeric = [column for column in range(grid.n_columns) if _is_numeric(grid, column)]
    merged = [column for column in numeric if _is_merged(grid, column)]
    plain = [column for column in numeric if column not in merged]
    score = _best(grid, plain or merged, fiscal_year)
    if score is None:
        score = _best(grid, [c for c, h in enumerate(grid.headings) if h == "score"], fiscal_year)
    if score is None:
        return Layout()
    others = [column for column in range(grid.n_columns) if column not in (score, *numeric)]
    return Layout(
        score,
        merged[0] if plain and merged else None,
        next((column for column in others if _is_verdict(grid, column)), None),
        next((column for column in others if grid.headings[column] == "guidance"), None),
        next((c for c, text in enumerate(grid.header) if score_words.is_item_heading(text)), None),
    )


def _texts(grid: Grid, column: int) -> list[str]:
    return [row[column].text for row in grid.rows if row[column].text and row[column].own]


def _is_numeric(grid: Grid, column: int) -> bool:
    """Mostly scores, not running numbers, and the heading does not say that they are other numbers."""
    if grid.headings[column] in ("ordinal", "guidance", "measures"):
        return False
    if score_words.is_other_number(grid.header[column]):
        return False
    read = [score_words.read_scores(text) for text in _texts(grid, column)]
    scores = [values for values in read if values]
    if not scores or len(scores) < _LEAST_SHARE * len(read):
        return False
    return grid.headings[column] == "score" or not _is_running(scores)


def _is_running(scores: list[tuple[float, ...]]) -> bool:
    """1, 2, 3 … are numbers of rows."""
    firsts = [values[0] for values in scores]
    return all(value == int(value) for value in firsts) and firsts == sorted(set(firsts)) and firsts[0] <= 1


def _is_merged(grid: Grid, column: int) -> bool:
    """A score that covers several rows is that of an instrument."""
    filled = [row[column] for row in grid.rows if row[column].text]
    return sum(not position.own for position in filled) > 0.3 * len(filled)


def _best(grid: Grid, columns: list[int], fiscal_year: int | None) -> int | None:
    """The column of the assessed year; else of the latest; else the first whose heading says score."""
    if not columns:
        return None

    def rank(column: int) -> tuple[bool, int, bool, int]:
        years = [said.year for said in years_said(grid.header[column])]
        return (
            fiscal_year in years,
            max(years, default=0),
            grid.headings[column] == "score",
            -column,
        )

    return max(columns, key=rank)


def _is_verdict(grid: Grid, column: int) -> bool:
    texts = _texts(grid, column)
    told = [text for text in texts if len(text) <= 40 and grades.read_pass(text) is not None]
    letters = [text for text in texts if len(text) <= 3 and grades.read_grade(text)]
    return bool(texts) and len(told) + len(letters) >= _LEAST_SHARE * len(texts)
