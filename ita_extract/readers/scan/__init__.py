"""Paper: image files, and pages of a PDF that must be read from their image. Pages are read one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ita_extract import __version__
from ita_extract.errors import InputError, ToolMissing
from ita_extract.model.document import Block, Document, Doubt, Ocr, Place
from ita_extract.ocr import Engine, engine
from ita_extract.readers.input import Input
from ita_extract.readers.page_ranges import chosen_pages
from ita_extract.readers.passwords import given_password
from ita_extract.readers.pdf.furniture import furniture
from ita_extract.readers.pdf.paragraphs import body_size
from ita_extract.readers.scan.glimpses import Clock
from ita_extract.readers.scan.images import ImageFile, Pixels
from ita_extract.readers.scan.layout import SheetRead, read_sheet, sheet_blocks
from ita_extract.readers.scan.render import rendered
from ita_extract.readers.scan.sheet import make_sheet
from ita_extract.settings import Settings


@dataclass(frozen=True, slots=True)
class ScanReading:
    """blocks: those of each page that was read, by its number (1-based)."""

    blocks: dict[int, list[Block]]
    doubts: tuple[Doubt, ...]
    ocr: Ocr


def read(source_file: Input, settings: Settings) -> Document:
    """The pages of an image file. Raises Damaged, TooLarge, or ToolMissing when its engine is not there."""
    if settings.ocr == "never":
        message = f"{source_file.name}: an image, which only OCR can read, and OCR is switched off."
        raise ToolMissing(message, advice="Leave --ocr at auto.")
    reader = engine(settings.ocr_engine)
    with ImageFile(source_file) as file:
        numbers = chosen_pages(settings.pages, file.count, source_file.name)
        reads, unread = _read_file(file, numbers, reader, settings)
        count, media_type = file.count, file.media_type
    dpi = round(max(72 / page.sheet.scale for page in reads))
    reading = _put_together(reads, _ocr(reader, dpi, [page.page.number for page in reads]))
    blocks = [block for number in sorted(reading.blocks) for block in reading.blocks[number]]
    doubts = (*unread, *reading.doubts)
    if not blocks and not doubts:
        doubts = (Doubt("no-text", "warning", "There is no text on any page.", (Place(page=1),)),)
    source = source_file.source(reader="scan", media_type=media_type, pages=count, ocr=reading.ocr)
    return Document(source, tuple(blocks), doubts)


def _read_file(
    file: ImageFile, numbers: Iterable[int], reader: Engine, settings: Settings
) -> tuple[list[SheetRead], list[Doubt]]:
    """The pages that can be opened, and a doubt for each of the others. Raises when none can be opened."""
    reads: list[SheetRead] = []
    errors: dict[int, InputError] = {}
    for number in numbers:
        try:
            pixels, dpi = file.page(number)
        except InputError as error:
            errors[number] = error
        else:
            reads.append(read_page(pixels, dpi, number, reader, settings))
    if not reads:
        raise next(iter(errors.values()))
    return reads, [
        Doubt("page-unreadable", "error", error.message, (Place(page=number),))
        for number, error in errors.items()
    ]


def read_pdf_pages(source_file: Input, settings: Settings, numbers: Sequence[int]) -> ScanReading:
    """Those pages (1-based) of a PDF, each drawn and read from its image."""
    reader = engine(settings.ocr_engine)
    password = given_password(settings)
    reads = [
        read_page(pixels, dpi, number, reader, settings)
        for number, pixels, dpi in rendered(source_file, password, numbers, settings.ocr_dpi)
        if pixels is not None
    ]
    return _put_together(reads, _ocr(reader, settings.ocr_dpi, [page.page.number for page in reads]))


def read_page(pixels: Pixels, dpi: float, number: int, reader: Engine, settings: Settings) -> SheetRead:
    """One page (1-based) from its picture, grey or red, green and blue, which is not kept."""
    rows, columns = pixels.shape[:2]
    clock = Clock.of(settings.ocr_seconds)
    sheet = make_sheet(pixels, (columns * 72 / dpi, rows * 72 / dpi), reader)
    return read_sheet(sheet, number, reader, clock).released()


def _put_together(reads: Sequence[SheetRead], ocr: Ocr) -> ScanReading:
    pages = [read.page for read in reads]
    left_out = furniture(pages)
    if pages:
        # A title printed on every page is what the report is called: its first printing is read.
        first = pages[0]
        left_out[first.number] = {
            index for index in left_out.get(first.number, set()) if not _is_said(first.lines[index].text)
        }
    body = body_size(pages)
    blocks: dict[int, list[Block]] = {}
    doubts: list[Doubt] = []
    for read in reads:
        found, doubted = sheet_blocks(read, left_out.get(read.page.number, set()), body)
        blocks[read.page.number] = found
        doubts += doubted
    return ScanReading(blocks, tuple(doubts), ocr)


def _is_said(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def _ocr(reader: Engine, dpi: int, numbers: Iterable[int]) -> Ocr:
    version = str(getattr(reader, "version", __version__))
    languages = tuple(getattr(reader, "languages", ("tha", "eng")))
    return Ocr(reader.name, version, languages, dpi, tuple(numbers))
