"""The truth of a sample report: what stands in it, before any program renders it.

A table's row lists one text a grid column; "<" belongs to the cell on its left, "^" to the cell above.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LEFT, UP = "<", "^"


@dataclass(frozen=True)
class Square:
    """A cell at its place (0-based) with its spans."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str


@dataclass(frozen=True)
class Block:
    """kind: "title" | "heading" | "text" | "page" | "table"; the last four fields are a table's.

    widths: in millimetres, scaled to the page; repeat: the heading rows stand on each page again.
    """

    kind: str
    text: str = ""
    widths: tuple[int, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    header_rows: int = 1
    repeat: bool = False

    def squares(self) -> Iterator[Square]:
        for row, texts in enumerate(self.rows):
            for column, text in enumerate(texts):
                if text not in (LEFT, UP):
                    yield Square(row, column, self._down(row, column), self._across(row, column), text)

    def _across(self, row: int, column: int) -> int:
        texts = self.rows[row]
        end = column + 1
        while end < len(texts) and texts[end] == LEFT:
            end += 1
        return end - column

    def _down(self, row: int, column: int) -> int:
        end = row + 1
        while end < len(self.rows) and self.rows[end][column] == UP:
            end += 1
        return end - row


@dataclass(frozen=True)
class Truth:
    """rules: "all", "columns" (heading and column rules only) or "none".

    automatic: the word processor numbers the lists.
    """

    name: str
    word_font: str
    web_font: str
    size: int
    blocks: tuple[Block, ...]
    landscape: bool = False
    automatic: bool = False
    rules: str = "all"
    footer: str = ""

    @property
    def page_size(self) -> tuple[float, float]:
        """A4, in millimetres."""
        return (297.0, 210.0) if self.landscape else (210.0, 297.0)


MARGIN = 20.0  # millimetres


def load(path: Path) -> Truth:
    facts = tomllib.loads(path.read_text(encoding="utf-8"))
    facts.pop("about")
    blocks = tuple(_block(each) for each in facts.pop("block"))
    return Truth(name=path.stem, blocks=blocks, **facts)


def _block(facts: dict[str, object]) -> Block:
    made = dict(facts)
    if "text" in made:
        made["text"] = str(made["text"]).strip("\n")
    if "rows" in made:
        rows = made["rows"]
        assert isinstance(rows, list)
        made["rows"] = tuple(tuple(str(text).strip("\n") for text in row) for row in rows)
        made["widths"] = tuple(made["widths"])  # type: ignore[arg-type]
    return Block(**made)  # type: ignore[arg-type]
