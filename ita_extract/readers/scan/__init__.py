"""Paper: image files, and pages of a PDF that must be read from their image. Pages are read one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ita_extract.errors import InputError, ToolMissing
from ita_extract.model.document import Block, Document, Doubt, Ocr, Place
from ita_extract.ocr import Engine, PageEngine
from ita_extract.readers.input import Input
from ita_extract.readers.page_ranges import chosen_pages
from ita_extract.readers.passwords import given_password
from ita_extract.readers.print.body import body_of
from ita_extract.readers.print.carrying import Columns
from ita_extract.readers.print.furniture import furniture
from ita_extract.readers.scan.answers import Answer, with_answers
from ita_extract.readers.scan.engines import Engines
from ita_extract.readers.scan.glimpses import Clock
from ita_extract.readers.scan.images import ImageFile, Pixels
from ita_extract.readers.scan.layout import SheetRead, read_sheet, sheet_blocks
from ita_extract.readers.scan.render import rendered
from ita_extract.readers.scan.sheet import Sheet, make_sheet
from ita_extract.settings import Settings


@dataclass(frozen=True, slots=True)
class ScanReading:
    """blocks: those of each page that was read, by its number (1-based)."""

    blocks: dict[int, list[Block]]
    doubts: tuple[Doubt, ...]
    ocr: Ocr


class Picture(NamedTuple):
    """One page, its number 1-based; pixels: grey, or red, green and blue."""

    number: int
    pixels: Pixels
    dpi: float


def read(source_file: Input, settings: Settings) -> Document:
    """The pages of an image file. Raises Damaged, TooLarge, or ToolMissing when its engine is not there."""
    if settings.ocr == "never":
        message = f"{source_file.name}: an image, which only OCR can read, and OCR is switched off."
        raise ToolMissing(message, advice="Leave --ocr at auto.")
    engines = Engines.of(settings)
    with ImageFile(source_file) as file:
        numbers = chosen_pages(settings.pages, file.count, source_file.name)
        reads, unread = _read_file(file, numbers, engines, settings)
        count, media_type = file.count, file.media_type
        if file.is_cut:
            unread.append(
                Doubt("file-cut", "The file stops before its end: the foot of the page is missing.")
            )
    dpi = round(max(72 / page.sheet.scale for page in reads))
    reading = _put_together(reads, engines, dpi)
    blocks = [block for number in sorted(reading.blocks) for block in reading.blocks[number]]
    doubts = (*unread, *reading.doubts)
    if not blocks and not doubts:
        doubts = (Doubt("no-text", "There is no text on any page.", (Place(page=1),)),)
    source = source_file.source(reader="scan", media_type=media_type, pages=count, ocr=reading.ocr)
    return Document(source, tuple(blocks), doubts)


def _read_file(
    file: ImageFile, numbers: Iterable[int], engines: Engines, settings: Settings
) -> tuple[list[SheetRead], list[Doubt]]:
    """The pages that can be opened, and a doubt for each of the others. Raises when none can be opened."""
    errors: dict[int, InputError] = {}
    reads = _read_pages(_pictures(file, numbers, errors), engines, settings)
    if not reads:
        raise next(iter(errors.values()))
    return reads, [
        Doubt("page-unreadable", error.message, (Place(page=number),)) for number, error in errors.items()
    ]


def _pictures(file: ImageFile, numbers: Iterable[int], errors: dict[int, InputError]) -> Iterator[Picture]:
    """errors: where the pages that cannot be opened are told."""
    for number in numbers:
        try:
            yield Picture(number, *file.page(number))
        except InputError as error:
            errors[number] = error


def read_pdf_pages(source_file: Input, settings: Settings, numbers: Sequence[int]) -> ScanReading:
    """Those pages (1-based) of a PDF, each drawn and read from its image."""
    engines = Engines.of(settings)
    password = given_password(settings)
    drawn = rendered(source_file, password, numbers, settings.ocr_dpi)
    pictures = (Picture(number, pixels, dpi) for number, pixels, dpi in drawn if pixels is not None)
    return _put_together(_read_pages(pictures, engines, settings), engines, settings.ocr_dpi)


def _read_pages(pictures: Iterable[Picture], engines: Engines, settings: Settings) -> list[SheetRead]:
    reads: list[SheetRead] = []
    for picture in pictures:
        last = reads[-1].page if reads else None
        before = last.columns if last and last.number == picture.number - 1 else None
        reads.append(_read_page(picture, before, engines, settings))
    return reads


def _read_page(picture: Picture, before: Columns | None, engines: Engines, settings: Settings) -> SheetRead:
    """before: the columns that the page before hands on. The picture is not kept."""
    number, pixels, dpi = picture
    rows, columns = pixels.shape[:2]
    clock = Clock.of(settings.ocr_seconds)
    sheet = make_sheet(pixels, (columns * 72 / dpi, rows * 72 / dpi), engines.lines)
    read = read_sheet(sheet, number, engines.of_cells, clock, before)
    if sheet.height is not None:
        read = replace(read, answers=_answers(sheet, number, engines))
    return read.released()


def _answers(sheet: Sheet, number: int, engines: Engines) -> tuple[Answer, ...]:
    """What the engines that read whole pages say of this one, the first engine's before the second's."""
    own = {engines.first.name: engines.lines.name}
    return tuple(
        Answer(each.name, each.read_page(sheet.image), own.get(each.name, engines.first.name), number)
        for each in engines.of_pages
    )


def _put_together(reads: Sequence[SheetRead], engines: Engines, dpi: int) -> ScanReading:
    pages = [read.page for read in reads]
    left_out = furniture(pages)
    if pages:
        # A title printed on every page is what the report is called: its first printing is read.
        first = pages[0]
        left_out[first.number] = {
            index
            for index in left_out.get(first.number, set())
            if first.lines[index].y > first.height / 2 or not _is_said(first.lines[index].text)
        }
    body = body_of(pages, left_out)
    blocks: dict[int, list[Block]] = {}
    doubts: list[Doubt] = []
    for read in reads:
        number, hidden = read.page.number, left_out.get(read.page.number, set())
        own = sheet_blocks(read, hidden, body)
        lines = [read.page.lines[index].text for index in hidden]
        blocks[number], doubted = with_answers(own, read.answers, lines, engines.first.name)
        doubts += doubted
    return ScanReading(blocks, tuple(doubts), _ocr(engines.first, dpi, blocks))


def _is_said(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def _ocr(first: Engine | PageEngine, dpi: int, numbers: Iterable[int]) -> Ocr:
    return Ocr(first.name, first.version, first.languages, dpi, tuple(numbers))
