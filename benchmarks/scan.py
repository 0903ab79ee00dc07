"""Cells read from scans made of the sample PDFs: error rates, digits, grids and time, as a Markdown table.

usage: python benchmarks/scan.py [PAGES] [KIND…]

The text layer of samples/pdf, as the PDF reader gives it, is the truth. Each page is drawn and damaged in
every kind of way below, at most PAGES pages of a kind (default 8). When Tesseract is installed it reads the
same images whole; its words are given to the true cells by where they stand, which no user could do.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", OMP_THREAD_LIMIT="1")

import cv2
import numpy as np
import pypdfium2
from rapidfuzz.distance import Levenshtein

from ita_extract.model.document import Cell, Table
from ita_extract.readers import pdf
from ita_extract.readers.input import Input
from ita_extract.readers.scan import _put_together, read_page
from ita_extract.readers.scan.engines import Engines
from ita_extract.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = Settings(ocr="never")
TIDY = re.compile(r"[\s\u200b]+")
Damaged = tuple[Any, Any]  # the image, and 3 × 3 from the clean picture's pixels to its own


@dataclass
class Page:
    """tables: as the text layer has them; picture: at 300 dpi, grey."""

    tables: list[Table]
    picture: Any


def pages() -> Iterator[Page]:
    for path in sorted((ROOT / "samples" / "pdf").glob("*.pdf")):
        if not path.stem.endswith(("-chromium", "-libreoffice")):
            continue
        truth = pdf.read(Input.at(path), SETTINGS)
        drawing = pypdfium2.PdfDocument(path)
        for number in range(len(drawing)):
            tables = [table for table in truth.tables() if table.place.page == number + 1]
            if tables:
                yield Page(
                    tables, np.array(drawing[number].render(scale=300 / 72).to_numpy()[..., :3]).min(2)
                )


def turned(image: Any, degrees: float) -> Damaged:
    rows, columns = image.shape
    matrix = cv2.getRotationMatrix2D((columns / 2, rows / 2), degrees, 1)
    whole = np.vstack([matrix, [0, 0, 1]])
    return cv2.warpAffine(image, matrix, (columns, rows), flags=cv2.INTER_LINEAR, borderValue=255), whole


def scaled(image: Any, share: float) -> Damaged:
    return cv2.resize(image, None, fx=share, fy=share, interpolation=cv2.INTER_AREA), np.diag(
        [share, share, 1.0]
    )


def jpeg(image: Any, quality: int) -> Any:
    packed = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE)


def noisy(image: Any, strength: float) -> Any:
    noise = np.random.default_rng(7).normal(0, strength, image.shape)
    return (image + noise).clip(0, 255).astype(np.uint8)


def worn(image: Any) -> Damaged:
    image, matrix = turned(image, -1.2)
    return jpeg(noisy(cv2.GaussianBlur(image, (0, 0), 1.1), 8), 45), matrix


def bilevel(image: Any) -> Damaged:
    askew, lean = turned(image, 0.8)
    small, shrink = scaled(askew, 2 / 3)
    return (noisy(small, 12) > 150) * np.uint8(255), shrink @ lean


def shadowed(image: Any) -> Damaged:
    rows, columns = image.shape
    x, y = np.linspace(0, 1, columns), np.linspace(0, 1, rows)[:, None]
    light = 0.95 - 0.5 * np.exp(-((x - 0.05 - 0.2 * y) ** 2) / 0.05)
    image, matrix = turned((image * light).astype(np.uint8), 0.6)
    return image, matrix


def photo(image: Any) -> Damaged:
    rows, columns = image.shape
    corners = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], np.float32)
    seen = corners + np.array([[260, 210], [-190, 300], [-120, -160], [130, -240]], np.float32) + [60, 60]
    matrix = cv2.getPerspectiveTransform(corners, seen.astype(np.float32))
    ground = cv2.warpPerspective(image, matrix, (columns + 120, rows + 120), borderValue=70)
    return jpeg(noisy(cv2.GaussianBlur(ground, (0, 0), 0.9), 5), 70), matrix


def quarter(image: Any) -> Damaged:
    rows = image.shape[0]
    return cv2.rotate(image, cv2.ROTATE_90_CLOCKWISE), np.array([[0, -1, rows], [1, 0, 0], [0, 0, 1.0]])


KINDS: dict[str, Callable[[Any], Damaged]] = {
    "clean, 300 dpi": lambda image: (image, np.eye(3)),
    "clean, 200 dpi": lambda image: scaled(image, 2 / 3),
    "1.2° askew, blurred, noisy, JPEG 45": worn,
    "bilevel, 200 dpi, 0.8° askew": bilevel,
    "a shadow, 0.6° askew": shadowed,
    "a quarter turn": quarter,
    "photo of the sheet": photo,
}


class Tally(Counter[str]):
    def take(self, truth: str, found: str) -> None:
        truth, found = TIDY.sub("", truth), TIDY.sub("", found)
        self["letters"] += len(truth)
        self["wrong"] += min(Levenshtein.distance(truth, found), max(len(truth), len(found)))
        self["cells"] += 1
        self["exact"] += truth == found
        kept: Counter[str] = Counter()
        for block in Levenshtein.opcodes(truth, found):
            if block.tag == "equal":
                kept.update(truth[block.src_start : block.src_end])
        for letter, count in Counter(truth).items():
            if letter.isdecimal():
                kind = "arabic" if letter.isascii() else "thai"
                self[kind] += count
                self[kind + " kept"] += kept[letter]

    def row(self, name: str) -> str:
        true, found, both = self["true cells"], self["found cells"], self["same cells"]
        grid = f"{2 * both / (true + found):.3f}" if found else "–"
        digits = [
            f"{self[kind + ' kept'] / self[kind]:.2%} of {self[kind]}" if self[kind] else "–"
            for kind in ("thai", "arabic")
        ]
        rate, exact = self["wrong"] / self["letters"], self["exact"] / self["cells"]
        milliseconds = self["ms"] / self["pages"]
        return f"| {name} | {rate:.2%} | {exact:.1%} | {' | '.join(digits)} | {grid} | {milliseconds:.0f} |"


def spots(tables: list[Table]) -> dict[tuple[int, int, int, int, int], Cell]:
    return {
        (number, cell.row, cell.column, cell.row_span, cell.column_span): cell
        for number, table in enumerate(tables)
        for cell in table.cells
    }


def ours(page: Page, image: Any, _matrix: Any, tally: Tally) -> None:
    engines = Engines.of(SETTINGS)
    start = time.process_time()
    read = read_page(image, 300 * image.shape[1] / page.picture.shape[1], 1, engines, SETTINGS)
    reading = _put_together([read], engines, 300)
    tally["ms"] += round(1000 * (time.process_time() - start))
    tables = [block for block in reading.blocks[1] if isinstance(block, Table)]
    true, found = spots(page.tables), spots(tables)
    tally["true cells"] += len(true)
    tally["found cells"] += len(found)
    tally["same cells"] += len(true.keys() & found.keys())
    # Cells that the grid lost are compared with nothing, which is an error for each of their letters.
    for spot, cell in true.items():
        tally.take(cell.text, found[spot].text if spot in found else "")


def tesseract(page: Page, image: Any, matrix: Any, tally: Tally) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        cv2.imwrite(str(path), image)
        command = ["tesseract", str(path), "-", "-l", "tha+eng", "--dpi", "300", "tsv"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        table = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    tally["ms"] += round(1000 * (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime))
    fields = [line.split("\t") for line in table.splitlines()[1:]]
    words = [field for field in fields if field[0] == "5" and field[11].strip()]
    middles = np.array(
        [[float(w[6]) + float(w[8]) / 2, float(w[7]) + float(w[9]) / 2] for w in words]
    ).reshape(-1, 2)
    clean = (
        cv2.perspectiveTransform(middles[None], np.linalg.inv(matrix))[0] * 0.24 if len(words) else middles
    )
    for cell in spots(page.tables).values():
        box = cell.place.bbox
        assert box is not None
        inside = (clean >= [box.x0, box.top]).all(1) & (clean < [box.x1, box.bottom]).all(1)
        text = "".join(words[number][11] for number in np.flatnonzero(inside))
        tally.take(cell.text, text.replace("\u0e4d\u0e32", "\u0e33"))


def main(limit: int, kinds: list[str]) -> None:
    everything = list(pages())
    chosen = list(islice(everything[:: max(1, len(everything) // limit)], limit))
    print(
        "| scans | CER | exact cells | Thai digits | Arabic digits | grid F1 | ms a page |\n"
        + "|---" * 7
        + "|"
    )
    readers: dict[str, Callable[[Page, Any, Any, Tally], None]] = {"ita-extract": ours}
    if shutil.which("tesseract"):
        readers["tesseract"] = tesseract
    for name, damage in KINDS.items():
        if kinds and not any(kind in name for kind in kinds):
            continue
        for reader, read in readers.items():
            tally = Tally()
            for page in chosen:
                read(page, *damage(page.picture), tally)
                tally["pages"] += 1
            print(tally.row(f"{name}: {reader}"), flush=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"\n{len(chosen)} pages of each kind; peak memory {memory:.0f} MiB, the truth and pictures among it."
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8, sys.argv[2:])
