"""A page that was read: its tables, and the lines around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from ita_extract.model.document import Box, Doubt, Place, Table
from ita_extract.readers.print.carrying import Columns
from ita_extract.readers.print.clusters import Cluster
from ita_extract.readers.print.lines import Line

_WRITTEN = 60  # letters: a drawing has labels, a table text


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table and its box in the page's reading coordinates."""

    table: Table
    box: Box


@dataclass(frozen=True, slots=True)
class PageRead:
    """What one page holds, its content stream released.

    number: 1-based; width, height: of the page as it reads (turned where its text is turned);
    passed_over: drawings with text in them, too dense to be told from tables;
    columns: of a table without rules that the next page may go on with;
    gutter: where the second of two pages on one sheet begins.
    """

    number: int
    width: float
    height: float
    tables: tuple[PlacedTable, ...]
    lines: tuple[Line, ...]
    images: tuple[Box, ...]
    whole: bool
    hidden: int
    shown: int
    passed_over: tuple[Box, ...] = ()
    columns: Columns | None = None
    gutter: float = inf

    @property
    def text(self) -> str:
        """Everything printed, a line or a cell on its line."""
        cells = [cell.text for spot in self.tables for cell in spot.table.cells]
        return "\n".join([*cells, *(line.text for line in self.lines)])


def is_written_in(box: Box, clusters: Iterable[Cluster]) -> bool:
    """Whether a drawing holds so many letters that it may have been a table."""
    inside = (
        box.x0 <= cluster.x0 and cluster.x1 <= box.x1 and box.top <= cluster.y <= box.bottom
        for cluster in clusters
        if not cluster.is_space
    )
    return sum(inside) >= _WRITTEN


def density_doubts(page: PageRead) -> list[Doubt]:
    """What was too dense to be read as a table stands in the document as paragraphs."""
    message = (
        f"Page {page.number} has a drawing, or a table, of too many rules; its text is given as paragraphs."
    )
    return [
        Doubt("grid-too-dense", message, (Place(page=page.number, bbox=box),)) for box in page.passed_over
    ]
