"""PDF with a text layer. Pages are read and released one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from ita_extract.errors import InputError, ItaError
from ita_extract.model.document import Block, Document, Doubt, Ocr, Place
from ita_extract.readers.input import Input
from ita_extract.readers.page_ranges import chosen_pages
from ita_extract.readers.pdf.census import Census
from ita_extract.readers.pdf.clusters import Letters
from ita_extract.readers.pdf.faces import Faces, FontKey
from ita_extract.readers.pdf.fonts import FontTruth, font_truths
from ita_extract.readers.pdf.glyphs import PageContent, read_content
from ita_extract.readers.pdf.judge import SCAN, doubt_of, is_typed, page_needs_image
from ita_extract.readers.pdf.open import is_cut, openings
from ita_extract.readers.pdf.pages import read_page
from ita_extract.readers.print.body import body_of
from ita_extract.readers.print.furniture import furniture
from ita_extract.readers.print.pages import PageRead, density_doubts
from ita_extract.readers.print.paragraphs import blocks_of
from ita_extract.readers.print.words import known_share
from ita_extract.settings import Settings

MEDIA_TYPE = "application/pdf"
_KEPT_GLYPHS = 120_000  # some 40 pages


class ImagesRead(Protocol):
    """Pages as read from their images: blocks by page (1-based), for the pages that could be read."""

    @property
    def blocks(self) -> Mapping[int, Sequence[Block]]: ...
    @property
    def doubts(self) -> Sequence[Doubt]: ...
    @property
    def ocr(self) -> Ocr | None: ...


ImageReader = Callable[[Input, Settings, Sequence[int]], ImagesRead]


# How many pages there are, those that could be read, and what is doubted of the others.
Reading = tuple[int, list[PageRead], list[Doubt]]


def read(source_file: Input, settings: Settings, *, from_images: ImageReader | None = None) -> Document:
    """What the pages hold. A page whose text layer cannot be believed is read from its image.

    When OCR is switched off, a scan has no text, and a damaged layer is given with its doubt.

    Raises PasswordNeeded, Damaged, TooLarge, or ToolMissing when OCR is needed and its engine is not there.
    """
    n_pages, reads, doubts = _read_pages(source_file, settings)
    reasons = {page.number: page_needs_image(page) for page in reads}
    always = settings.ocr == "always"
    wanted = [number for number, reason in reasons.items() if always or reason is not None]
    images = None
    if wanted and settings.ocr != "never":
        images = (from_images or _from_images)(source_file, settings, wanted)
    seen = images.blocks if images else {}
    believed = {page.number: page for page in reads if page.number not in seen}
    doubts += images.doubts if images else ()
    doubts += [doubt for n, page in believed.items() if (doubt := doubt_of(page, reasons[n])) is not None]
    doubts += [doubt for page in believed.values() for doubt in density_doubts(page)]
    if is_cut(source_file):
        doubts.append(Doubt("file-cut", "The file stops before its end: pages may be missing."))
    scans = [number for number in wanted if reasons[number] == SCAN]
    blocks = _blocks(reads, {**dict.fromkeys(scans, ()), **seen})
    if not blocks and not doubts:
        doubts.append(Doubt("no-text", "There is no text on any page.", (Place(page=1),)))
    ocr = images.ocr if images else None
    source = source_file.source(reader="pdf", media_type=MEDIA_TYPE, pages=n_pages, ocr=ocr)
    typed = (n for n, page in believed.items() if is_typed(page, reasons[n]))
    return Document(source, tuple(blocks), tuple(doubts), frozenset(typed))


def _from_images(source_file: Input, settings: Settings, numbers: Sequence[int]) -> ImagesRead:
    from ita_extract.readers import scan

    return scan.read_pdf_pages(source_file, settings, numbers)


def _read_pages(source_file: Input, settings: Settings) -> Reading:
    """From the first way of opening the file that shows anything, else the first that opens it."""
    blank: Reading | None = None
    try:
        for document in openings(source_file, settings):
            with document:
                numbers = chosen_pages(settings.pages, len(document.pages), source_file.name)
                reading = _read_document(document, numbers)
            if any(page.shown or page.images for page in reading[1]):
                return reading
            if reading[1] and blank is None:
                blank = reading
    except InputError:
        if blank is None:
            raise
    assert blank is not None  # openings() raises when none is left
    return blank


def _read_document(document: Any, numbers: Sequence[int]) -> Reading:
    pages = list(document.pages)
    contents = _Contents({number: pages[number - 1] for number in numbers})
    letters = Letters(contents.font_truths())
    reads: list[PageRead] = []
    for number in numbers:
        try:
            if (content := contents.pop(number)) is not None:
                before = reads[-1].columns if reads and reads[-1].number == number - 1 else None
                reads.append(read_page(content, number, letters, before))
        except Exception as error:
            contents.doubts.append(_unread(number, error))
    return len(pages), reads, contents.doubts


class _Contents:
    """What the pages draw. The first ones are kept between the census and the reading, the others read again:

    a long file takes no more memory than a short one.
    """

    def __init__(self, pages: Mapping[int, Any]) -> None:
        self.pages = pages
        self.faces = Faces()
        self.doubts: list[Doubt] = []
        self.kept: dict[int, PageContent] = {}
        self.unread: set[int] = set()

    def font_truths(self) -> dict[FontKey, FontTruth]:
        census, room = Census(), _KEPT_GLYPHS
        for number, page in self.pages.items():
            try:
                content = read_content(page, self.faces)
                census.take(content.runs)
            except Exception as error:
                self.unread.add(number)
                self.doubts.append(_unread(number, error))
                continue
            room -= content.n_glyphs
            if room > 0:
                self.kept[number] = content
        return font_truths(census, known_share)

    def pop(self, number: int) -> PageContent | None:
        """None for a page that could not be read, which is doubted already."""
        if number in self.unread:
            return None
        return self.kept.pop(number, None) or read_content(self.pages[number], self.faces)


def _unread(number: int, error: Exception) -> Doubt:
    reason = error.message if isinstance(error, ItaError) else type(error).__name__
    return Doubt("page-unreadable", f"Page {number} cannot be read ({reason}).", (Place(page=number),))


def _blocks(reads: Sequence[PageRead], replaced: Mapping[int, Sequence[Block]]) -> list[Block]:
    believed = [page for page in reads if page.number not in replaced]
    left_out = furniture(believed)
    body = body_of(believed, left_out)
    blocks: list[Block] = []
    for page in reads:
        if page.number in replaced:
            blocks += replaced[page.number]
        else:
            blocks += blocks_of(page, left_out.get(page.number, set()), body)
    return blocks
