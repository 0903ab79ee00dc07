"""PDF with a text layer. Pages are read and released one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ita_extract.errors import Damaged, ItaError
from ita_extract.model.document import Block, Document, Doubt, Place
from ita_extract.readers.input import Input
from ita_extract.readers.pdf.census import Census
from ita_extract.readers.pdf.fonts import FontTruth, font_truths
from ita_extract.readers.pdf.furniture import furniture
from ita_extract.readers.pdf.judge import doubt_of, page_needs_image
from ita_extract.readers.pdf.open import open_pages
from ita_extract.readers.pdf.pages import PageRead, read_page
from ita_extract.readers.pdf.paragraphs import blocks_of, body_size
from ita_extract.readers.pdf.words import known_share
from ita_extract.settings import Settings

MEDIA_TYPE = "application/pdf"

# Reads pages (1-based) from their images: page → its blocks, for the pages that it could read.
ImageReader = Callable[[Input, Settings, Sequence[int]], Mapping[int, Sequence[Block]]]


def read(source_file: Input, settings: Settings, *, from_images: ImageReader | None = None) -> Document:
    """What the pages hold. A page whose text layer cannot be believed is left to from_images, if given.

    Raises PasswordNeeded, Damaged or TooLarge.
    """
    with open_pages(source_file, settings) as pages:
        reads, doubts = _read_pages(pages)
    if not reads:
        raise Damaged(f"{source_file.name}: none of its pages can be read.")
    reasons = {page.number: page_needs_image(page, known_share) for page in reads}
    wanted = [number for number, reason in reasons.items() if reason is not None]
    seen = from_images(source_file, settings, wanted) if from_images and wanted else {}
    doubts += [
        doubt
        for page in reads
        if page.number not in seen and (doubt := doubt_of(page, reasons[page.number])) is not None
    ]
    blocks = _blocks(reads, {**dict.fromkeys(wanted, ()), **seen})
    source = source_file.source(reader="pdf", media_type=MEDIA_TYPE, pages=len(pages))
    return Document(source, tuple(blocks), tuple(doubts))


def _read_pages(pages: Sequence[Any]) -> tuple[list[PageRead], list[Doubt]]:
    truths = _font_truths(pages)
    reads: list[PageRead] = []
    doubts: list[Doubt] = []
    for number, page in enumerate(pages, 1):
        try:
            reads.append(read_page(page, number, truths))
        except MemoryError:
            raise
        except Exception as error:
            doubts.append(_unread(number, error))
    return reads, doubts


def _font_truths(pages: Sequence[Any]) -> dict[int, FontTruth]:
    census = Census()
    for page in pages:
        try:
            census.take(page)
        except Exception:
            continue  # the page is read, and its error told, below
    return font_truths(census, known_share)


def _unread(number: int, error: Exception) -> Doubt:
    reason = error.message if isinstance(error, ItaError) else type(error).__name__
    return Doubt(
        "page-unreadable", "error", f"Page {number} cannot be read ({reason}).", (Place(page=number),)
    )


def _blocks(reads: Sequence[PageRead], replaced: Mapping[int, Sequence[Block]]) -> list[Block]:
    believed = [page for page in reads if page.number not in replaced]
    left_out = furniture(believed)
    body = body_size(believed)
    blocks: list[Block] = []
    for page in reads:
        if page.number in replaced:
            blocks += replaced[page.number]
        else:
            blocks += blocks_of(page, left_out.get(page.number, set()), body)
    return blocks
