"""Text exports → Document: running text with tables by tabs, by bars and in HTML, all three in one file.

decoding (bytes → text), json_answers (the text that JSON holds), pages (where they begin), blocks (lines and
tables in order), loops (what an OCR model repeated without end), and here the places.
"""

from __future__ import annotations

from collections.abc import Iterator

from ita_extract.errors import InputEmpty, TooLarge
from ita_extract.model.document import Block, Cell, Document, Doubt, Paragraph, Place, Table
from ita_extract.readers.input import Input
from ita_extract.readers.text.blocks import is_html, read_blocks
from ita_extract.readers.text.decoding import REPLACEMENT, Decoded, decode
from ita_extract.readers.text.flow import Line
from ita_extract.readers.text.grids import Grid, split_wide
from ita_extract.readers.text.html_tables import HtmlTable
from ita_extract.readers.text.json_answers import without_json
from ita_extract.readers.text.loops import Cut, cut_loops
from ita_extract.readers.text.pages import Pages, find_pages
from ita_extract.settings import Settings

_MEGABYTE = 1 << 20
_NO_LETTERS = "\ufeff\u200b\u200c\u200d\u2060\x00"
_MOST_PLACES = 20
_QUOTE = 60


def read(source_file: Input, settings: Settings) -> Document:
    """Raises TooLarge, Unsupported or InputEmpty."""
    if source_file.size > settings.max_megabytes * _MEGABYTE:
        size = f"{source_file.size / _MEGABYTE:.0f} MB of text"
        raise TooLarge(
            f"{source_file.name}: {size}, where {settings.max_megabytes} MB are allowed.",
            advice="Split it into smaller files, or raise --max-megabytes if you trust it.",
        )
    decoded = decode(source_file.data(), source_file.name)
    text = without_json(decoded.text)
    if not text.strip().strip(_NO_LETTERS).strip():
        raise InputEmpty(f"{source_file.name}: nothing but white space in it.")
    pages = find_pages(text)
    blocks, doubts = read_text(text, pages)
    media_type = "text/html" if is_html(text) else "text/plain"
    source = source_file.source(reader="text", media_type=media_type, pages=pages.count)
    return Document(source, blocks, (*_broken_letters(decoded, pages), *doubts))


def read_text(text: str, pages: Pages | None = None) -> tuple[tuple[Block, ...], tuple[Doubt, ...]]:
    """The blocks of a text that is decoded, and what is doubted of it. pages: as find_pages gives them."""
    pages = pages or Pages()
    blocks, guessed = read_blocks(text, pages)
    blocks, cuts = cut_loops(blocks)
    return tuple(_placed(blocks, pages)), (*_cut_loops(cuts, pages), *_unclosed(guessed, pages))


def _placed(blocks: list[Line | Grid], pages: Pages) -> Iterator[Block]:
    number = 0
    for block in blocks:
        if isinstance(block, Line):
            place = Place(page=pages.at(block.start), span=(block.start, block.end))
            yield Paragraph(block.raw, block.raw, place, block.level)
            continue
        for grid in split_wide(block):
            number += 1
            yield _table(grid, number, pages)


def _table(grid: Grid, number: int, pages: Pages) -> Table:
    cells = (
        Cell(
            cell.row,
            cell.column,
            cell.raw,
            cell.raw if cell.joined is None else cell.joined,
            Place(pages.at(cell.start), number, cell.row + 1, cell.column + 1, None, (cell.start, cell.end)),
            cell.row_span,
            cell.column_span,
            borders=grid.certainty,
        )
        for cell in grid.cells
    )
    place = Place(page=pages.at(grid.start), table=number, span=(grid.start, grid.end))
    return Table(tuple(cells), grid.n_rows, grid.n_columns, place)


def _broken_letters(decoded: Decoded, pages: Pages) -> Iterator[Doubt]:
    if not decoded.broken:
        return
    places: list[Place] = []
    at = decoded.text.find(REPLACEMENT)
    while at >= 0 and len(places) < _MOST_PLACES:
        places.append(Place(page=pages.at(at), span=(at, at + 1)))
        at = decoded.text.find(REPLACEMENT, at + 1)
    letters = "1 letter" if decoded.broken == 1 else f"{decoded.broken} letters"
    message = f"The file's bytes are damaged: {letters} could not be read in {decoded.encoding.upper()}."
    yield Doubt("text-damaged", message, tuple(places))


def _cut_loops(cuts: list[Cut], pages: Pages) -> Iterator[Doubt]:
    for cut in cuts:
        words = " ".join(cut.words.split())
        words = words if len(words) <= _QUOTE else words[:_QUOTE] + "…"
        message = (
            f'"{words}" stands {cut.times} times in a row, as OCR models repeat themselves; it is kept once.'
        )
        place = Place(page=pages.at(cut.start), span=(cut.start, cut.end))
        yield Doubt("repetition-cut", message, (place,))


def _unclosed(tables: list[HtmlTable], pages: Pages) -> Iterator[Doubt]:
    for table in tables:
        place = Place(page=pages.at(table.start), span=(table.start, table.end))
        message = "An HTML table is not closed; its last cell is taken to end at the first blank line."
        yield Doubt("table-unclosed", message, (place,))
