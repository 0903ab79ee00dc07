"""Scans of the reports: in which type, through what, into which file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pypdfium2
from programs import WebFont, fontsource, page_to_pdf, web_faces
from sheets import Binder, fax, jpeg, mixed_pdf, pdf_under_nonsense, png, scanned_pdf
from truth import Truth
from wear import (
    Page,
    Wear,
    askew,
    bilevel,
    blurred,
    faint,
    noisy,
    photographed,
    shadowed,
    signed,
    speckled,
    stamped,
    turned,
)
from web import page_of

SARABUN = fontsource("Sarabun", "5.3.0")
PLEX = fontsource("IBM Plex Sans Thai Looped", "5.3.0")
FAHKWANG = fontsource("Fahkwang", "5.3.0")
TH_SARABUN_NEW = WebFont(
    "TH Sarabun New",
    "font-th-sarabun-new@1.0.0",
    ((400, "fonts/THSarabunNew-webfont.ttf", ""), (700, "fonts/THSarabunNew_bold-webfont.ttf", "")),
)
# Never shown to the recogniser while it learned (training/fonts.tsv).
HELD = (PLEX, FAHKWANG, TH_SARABUN_NEW)


@dataclass(frozen=True)
class Scan:
    """file: begins with the report's name; size: of type, in points; wear: in the order it happens.

    folder: "scan" where the reading is exactly right, "worn" where it is measured only.
    """

    folder: str
    file: str
    font: WebFont
    size: int
    dpi: int
    wear: tuple[Wear, ...]
    bind: Binder

    def is_of(self, report: str) -> bool:
        return self.file.startswith(f"{report}-")


SCANS = (
    Scan("scan", "tha-tako-clean.png", PLEX, 13, 300, (), png),
    Scan("scan", "huai-thalaeng-mixed.pdf", SARABUN, 15, 200, (askew(1.1), noisy(4)), mixed_pdf(50)),
    Scan(
        "scan",
        "phanom-sarakham-fax.tif",
        PLEX,
        12,
        200,
        (askew(0.8), blurred(0.7), noisy(14), bilevel(150), speckled(0.0004)),
        fax,
    ),
    Scan(
        "scan",
        "khao-yoi-copy.tif",
        PLEX,
        13,
        300,
        (
            faint(60),
            blurred(1.3),
            noisy(24),
            bilevel(165),
            speckled(0.0006),
            askew(-1.3),
            bilevel(128),
            turned(3),
        ),
        fax,
    ),
    Scan("worn", "trat-quarter-turn.jpg", SARABUN, 9, 300, (noisy(4), turned(1)), jpeg(40)),
    Scan(
        "worn",
        "pak-khat-askew.pdf",
        TH_SARABUN_NEW,
        14,
        200,
        (askew(1.6), blurred(0.6), noisy(5)),
        scanned_pdf(45),
    ),
    Scan(
        "worn",
        "chum-phae-scores.pdf",
        PLEX,
        11,
        300,
        (askew(-0.4), blurred(0.8), bilevel(150)),
        scanned_pdf(None),
    ),
    Scan(
        "worn",
        "bang-khan-upside-down.pdf",
        WebFont("Norasi"),
        13,
        200,
        (noisy(4), turned(2, first=1)),
        scanned_pdf(50),
    ),
    Scan(
        "worn",
        "chiang-dao-nonsense.pdf",
        WebFont("Garuda"),
        13,
        200,
        (blurred(0.7), noisy(5)),
        pdf_under_nonsense(45),
    ),
    Scan(
        "worn",
        "khao-yoi-stamp.jpg",
        WebFont("Laksaman"),
        14,
        200,
        (stamped, signed, noisy(4)),
        jpeg(60, coloured=True),
    ),
    Scan(
        "worn",
        "pak-khat-shadow.jpg",
        FAHKWANG,
        10,
        200,
        (shadowed(0.35), askew(0.9), blurred(0.8), noisy(6)),
        jpeg(45),
    ),
    Scan(
        "worn",
        "tha-tako-photo.jpg",
        TH_SARABUN_NEW,
        17,
        250,
        (photographed, noisy(5)),
        jpeg(50, coloured=True),
    ),
)


def make(scan: Scan, truths: Mapping[str, Truth], path: Path, folder: Path) -> None:
    """Writes the scan to the path; folder: for what is needed on the way."""
    report = next(truth for name, truth in truths.items() if scan.is_of(name))
    printed = _printed(replace(report, web_font=scan.font.family, size=scan.size), scan, folder)
    pages = []
    for number, page in enumerate(_drawn(printed, scan.dpi)):
        for wear in scan.wear:
            page = wear(page, number)
        pages.append(page)
    scan.bind(pages, scan.dpi, path, printed)


def _printed(report: Truth, scan: Scan, folder: Path) -> Path:
    html = folder / f"{scan.file}.html"
    html.write_text(page_of(report, web_faces(scan.font, folder)), encoding="utf-8")
    page_to_pdf(html, html.with_suffix(".pdf"))
    return html.with_suffix(".pdf")


def _drawn(printed: Path, dpi: int) -> list[Page]:
    document = pypdfium2.PdfDocument(printed)
    return [
        np.array(document[number].render(scale=dpi / 72, rev_byteorder=True).to_numpy()[..., :3])
        for number in range(len(document))
    ]
