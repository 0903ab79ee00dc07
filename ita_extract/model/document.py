"""What a reader gives: what stands on the page and where, before anyone asks what it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ita_extract.model.findings import Severity


class Box(NamedTuple):
    """A rectangle in PDF points (1/72 inch) from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stood. Page, table, row and column are 1-based; what does not apply is None.

    span: [start, end) in characters of the decoded file, for text inputs.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    bbox: Box | None = None
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Mend:
    """Letters that were changed, with enough around them to be found.

    before, after: the words that changed; rule: the name of the rule that changed them; likeness: the chance
    (0–1) that the one is a misreading of the other, None where the file itself proves it.
    """

    before: str
    after: str
    rule: str
    likeness: float | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person should look at, seen before the report's meaning is known.

    message: one English sentence with the values in it; severity: None where it is that of the code's kind.
    """

    code: str
    message: str
    places: tuple[Place, ...] = ()
    severity: Severity | None = None


class OtherReading(NamedTuple):
    """Digits as they were read from an image, and what they may also be."""

    text: str
    other: str


class UnsureLetter(NamedTuple):
    """at: its number in Letters.text, from 0; doubt: the chance (0–1) that it is wrong or one beside it was
    lost; other: the letter that it may also be, "" where none is likely.
    """

    at: int
    doubt: float
    other: str


class Letters(NamedTuple):
    """How an engine read a text from an image. text: its letters, without white space, before anything was
    changed or cut; the unsure ones are told."""

    text: str
    unsure: tuple[UnsureLetter, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid, merged cells once.

    row, column: 0-based position of its top left corner in the table's grid.
    raw: the characters as read, paragraphs and line breaks as newlines, markup resolved, nothing mended.
    text: raw with the reader's own certain mends (a PDF font's wrong map) and printed lines joined into
    paragraphs; equal to raw where the reader mends nothing. Digits and spaces are left as they are.
    confidence: the reader's own, 1 where it reads characters rather than images; readings: of its digits;
    borders: how sure they are (0–1), 1 where rules or markup draw them;
    shade: the colour that fills it, or of a bar drawn over it, RRGGBB; None for white, for no colour, and
    where nothing is known of it;
    letters: those of it, or of a text that it is part of; None where nothing is known of single letters.
    """

    row: int
    column: int
    raw: str
    text: str
    place: Place
    row_span: int = 1
    column_span: int = 1
    mends: tuple[Mend, ...] = ()
    confidence: float = 1.0
    readings: tuple[OtherReading, ...] = ()
    letters: Letters | None = None
    borders: float = 1.0
    shade: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text outside tables.

    level: 0 for plain text, 1 for a heading of the first order, 2 … 6 below it.
    """

    raw: str
    text: str
    place: Place
    level: int = 0
    mends: tuple[Mend, ...] = ()
    confidence: float = 1.0
    readings: tuple[OtherReading, ...] = ()
    letters: Letters | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells as one page or one stretch of markup has it.

    cells: in reading order (row by row); positions that no cell covers were not there.
    """

    cells: tuple[Cell, ...]
    n_rows: int
    n_columns: int
    place: Place


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Ocr:
    """Which engine read which pages (1-based)."""

    engine: str
    version: str
    languages: tuple[str, ...]
    dpi: int
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read.

    path: as given, relative where it was, with forward slashes; reader: "text", "pdf", "docx", …
    """

    path: str
    sha256: str
    bytes: int
    media_type: str
    pages: int | None
    reader: str
    ocr: Ocr | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: its blocks in reading order, and what the reader doubts.

    typed: the pages (Place.page) whose letters no machine has read from an image.
    """

    source: Source
    blocks: tuple[Block, ...]
    doubts: tuple[Doubt, ...] = field(default=())
    typed: frozenset[int | None] = frozenset()

    def tables(self) -> Iterator[Table]:
        return (block for block in self.blocks if isinstance(block, Table))

    def paragraphs(self) -> Iterator[Paragraph]:
        return (block for block in self.blocks if isinstance(block, Paragraph))
