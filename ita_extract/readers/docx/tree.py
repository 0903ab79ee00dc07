"""What a Word body holds, before it is laid out as blocks: lines and grids, nested as they are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph with its automatic number; level as in the model's Paragraph; prompts: those in it that
    nobody filled in."""

    text: str
    level: int = 0
    prompts: tuple[str, ...] = ()


@dataclass(slots=True)
class Square:
    """One cell at its place in the grid of columns that cells really use; row and column 0-based.

    shade: as in the model's Cell.
    """

    row: int
    column: int
    column_span: int
    content: list[TextLine | Grid]
    row_span: int = 1
    shade: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    squares: tuple[Square, ...]
    n_rows: int
    n_columns: int


Content = TextLine | Grid
