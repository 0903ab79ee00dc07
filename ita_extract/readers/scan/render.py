"""Pages of a PDF as images."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ita_extract.errors import Damaged
from ita_extract.readers.input import Input
from ita_extract.readers.scan.images import Pixels

MAX_PIXELS = 40_000_000  # A3 at 400 dpi has 31 million; larger sheets are drawn coarser


def rendered(
    source_file: Input, password: str, numbers: Sequence[int], dpi: float
) -> Iterator[tuple[int, Pixels | None, float]]:
    """Page number (1-based), its pixels, and the dpi they have; None for a page that cannot be drawn.

    Raises Damaged when the file cannot be opened for drawing.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(source_file.data(), password=password or None)
    except pypdfium2.PdfiumError:
        raise Damaged(f"{source_file.name}: the PDF is broken inside; its pages cannot be drawn.") from None
    try:
        for number in numbers:
            try:
                pixels, drawn_at = _drawn(document, number - 1, dpi)
            except pypdfium2.PdfiumError:
                yield number, None, dpi
            else:
                yield number, pixels, drawn_at
    finally:
        document.close()


def _drawn(document: object, index: int, dpi: float) -> tuple[Pixels, float]:
    page = document[index]  # type: ignore[index]
    try:
        width, height = page.get_size()
        area = max(1.0, width * height)
        scale = min(dpi / 72, (MAX_PIXELS / area) ** 0.5)
        bitmap = page.render(scale=scale, may_draw_forms=False, rev_byteorder=True)
        try:
            # A copy: the bitmap's memory is pdfium's.
            return np.array(bitmap.to_numpy()[..., :3]), scale * 72
        finally:
            bitmap.close()
    finally:
        page.close()
