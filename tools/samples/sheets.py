"""Pages as images → the files that scanners, fax machines and phones leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pikepdf
from damage import save
from numpy.typing import NDArray
from PIL import Image

Page = NDArray[np.uint8]
# Takes the pages, their dpi, the file to write, and the report as a browser printed it.
Binder = Callable[[Sequence[Page], int, Path, Path], None]

_NONSENSE = "abcdefghijklmnopqrstuvwxyz  .,;1i|l"


def png(pages: Sequence[Page], dpi: int, path: Path, _printed: Path) -> None:
    """Sixteen levels of grey."""
    levels = Image.fromarray(_grey(pages[0]) // 17, "P")
    levels.putpalette([level * 17 for level in range(16) for _ in range(3)])
    levels.save(path, bits=4, optimize=True, dpi=(dpi, dpi))


def jpeg(quality: int, *, coloured: bool = False) -> Binder:
    def bind(pages: Sequence[Page], dpi: int, path: Path, _printed: Path) -> None:
        _image(pages[0], coloured).save(path, quality=quality, optimize=True, dpi=(dpi, dpi))

    return bind


def fax(pages: Sequence[Page], dpi: int, path: Path, _printed: Path) -> None:
    """TIFF, bilevel, group 4."""
    first, *others = (_image(page, False).convert("1") for page in pages)
    first.save(path, compression="group4", dpi=(dpi, dpi), save_all=True, append_images=others)


def scanned_pdf(quality: int | None) -> Binder:
    """quality: of JPEG; None makes the pages bilevel."""

    def bind(pages: Sequence[Page], dpi: int, path: Path, _printed: Path) -> None:
        kind: dict[str, int] = {} if quality is None else {"quality": quality}
        first, *others = (_image(page, False).convert("L" if kind else "1") for page in pages)
        first.save(path, "PDF", resolution=dpi, save_all=True, append_images=others, **kind)
        _settle(path)

    return bind


def mixed_pdf(quality: int) -> Binder:
    """The first page with its text as printed, the others scanned."""

    def bind(pages: Sequence[Page], dpi: int, path: Path, printed: Path) -> None:
        scanned_pdf(quality)(pages, dpi, path, printed)
        with pikepdf.open(path, allow_overwriting_input=True) as pdf, pikepdf.open(printed) as sound:
            pdf.pages[0] = sound.pages[0]
            save(pdf, path)

    return bind


def pdf_under_nonsense(quality: int) -> Binder:
    """Scanned, with the invisible text of a program that reads no Thai."""

    def bind(pages: Sequence[Page], dpi: int, path: Path, printed: Path) -> None:
        scanned_pdf(quality)(pages, dpi, path, printed)
        with pikepdf.open(path, allow_overwriting_input=True) as pdf:
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            for number, page in enumerate(pdf.pages):
                page.add_resource(font, pikepdf.Name.Font, pikepdf.Name("/Nonsense"))
                page.contents_add(_nonsense(page.mediabox, number))
            save(pdf, path)

    return bind


def _nonsense(box: pikepdf.Array, number: int) -> bytes:
    """Lines of letters by chance, drawn in the mode that shows nothing."""
    chance = np.random.default_rng(number)
    height = float(box[3])
    lines = []
    for top in range(70, int(height) - 60, 16):
        words = "".join(_NONSENSE[letter] for letter in chance.integers(len(_NONSENSE), size=70))
        lines.append(f"1 0 0 1 50 {height - top:.0f} Tm ({words}) Tj")
    return ("BT /Nonsense 9 Tf 3 Tr " + "\n".join(lines) + " ET").encode("ascii")


def _settle(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        save(pdf, path)


def _image(page: Page, coloured: bool) -> Image.Image:
    return Image.fromarray(page) if coloured else Image.fromarray(_grey(page))


def _grey(page: Page) -> Page:
    return np.asarray(Image.fromarray(page).convert("L"))
