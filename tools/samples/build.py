"""Renders the sample reports: tools/samples/truth/*.toml → samples/docx, pdf, scan and worn.

usage: build.py [NAME…]     a report (trat) or a scan (trat-quarter-turn.jpg)

Needs LibreOffice, Chromium, npm (it fetches fonts) and the fonts of fonts-thai-tlwg.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
from damage import damage_pdf, private_letters, sara_am_for_sara_aa, save, zero_width_space
from programs import page_to_pdf, web_faces, word_to_pdf
from scans import SARABUN, SCANS, make
from truth import Truth, load
from web import page_of
from word import Writer

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent.parent / "samples"

# Which report's Chromium PDF gets which damaged text layer; its fonts name each glyph truly.
DAMAGED = (
    ("chiang-dao", "zero-width-space", zero_width_space),
    ("chum-phae", "sara-am-for-sara-aa", sara_am_for_sara_aa),
    ("bang-khan", "private-letters", private_letters),
)


def main(names: list[str]) -> None:
    truths = {path.stem: load(path) for path in sorted((HERE / "truth").glob("*.toml"))}
    for kind in ("docx", "pdf", "scan", "worn"):
        (SAMPLES / kind).mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        faces = web_faces(SARABUN, Path(folder))
        for truth in truths.values():
            if not names or truth.name in names:
                print(truth.name, flush=True)
                render(truth, Path(folder), faces)
        for scan in SCANS:
            if not names or scan.file in names or any(map(scan.is_of, names)):
                print(scan.file, flush=True)
                make(scan, truths, SAMPLES / scan.folder / scan.file, Path(folder))
    for name, damage, change in DAMAGED:
        if not names or name in names:
            damage_pdf(_pdf(name, "chromium"), _pdf(name, damage), change)


def render(truth: Truth, folder: Path, faces: str) -> None:
    docx = SAMPLES / "docx" / f"{truth.name}.docx"
    Writer(truth).write(docx)
    _settle(word_to_pdf(docx, folder), _pdf(truth.name, "libreoffice"))
    html = folder / f"{truth.name}.html"
    html.write_text(page_of(truth, faces if truth.web_font == "Sarabun" else ""), encoding="utf-8")
    printed = folder / f"{truth.name}-web.pdf"
    page_to_pdf(html, printed)
    _settle(printed, _pdf(truth.name, "chromium"))


def _pdf(name: str, kind: str) -> Path:
    return SAMPLES / "pdf" / f"{name}-{kind}.pdf"


def _settle(made: Path, path: Path) -> None:
    with pikepdf.open(made) as pdf:
        save(pdf, path)


if __name__ == "__main__":
    main(sys.argv[1:])
