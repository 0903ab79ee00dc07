"""The readers that benchmarks/scan.py compares: a file → what stands in it, and its processor time."""

from __future__ import annotations

import io
import resource
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from ita_extract import Settings
from ita_extract.model.document import Block, Cell, Document, Paragraph, Place, Table
from ita_extract.readers import read

SETTINGS = Settings(repair="off")
LANGUAGES = "tha+eng"

Reading = tuple[Document, float]


def ours(path: Path) -> Reading:
    read(path, SETTINGS)
    before = seconds()
    return read(path, SETTINGS), seconds() - before


def tesseract(path: Path) -> Reading:
    """Told to find which way up."""
    return _tesseract(path, "--psm", "1")


def tesseract_as_is(path: Path) -> Reading:
    """As `tesseract PAGE - -l tha+eng` has it; what does not stand upright it cannot read."""
    return _tesseract(path)


def _tesseract(path: Path, *options: str) -> Reading:
    document = read(path, SETTINGS)
    spent, words = 0.0, {}
    for number, image, scale in pictures(path, document):
        before = seconds()
        table = subprocess.run(
            [
                "tesseract",
                "stdin",
                "-",
                "-l",
                LANGUAGES,
                *options,
                "--dpi",
                str(round(72 / scale)),
                "tsv",
            ],
            input=image,
            capture_output=True,
            check=True,
        ).stdout.decode("utf-8")
        spent += seconds() - before
        words[number] = list(words_of(table, scale))
    blocks = tuple(with_words(block, words) for block in document.blocks)
    return replace(document, blocks=blocks, doubts=()), spent


def img2table(path: Path) -> Reading:
    from img2table.document import Image as Page
    from img2table.ocr import TesseractOCR

    engine = TesseractOCR(n_threads=1, lang=LANGUAGES)
    document = read(path, SETTINGS)
    spent, found = 0.0, [block for block in document.blocks if isinstance(block, Paragraph)]
    tables: list[Table] = []
    for number, image, _ in pictures(path, document):
        before = seconds()
        for table in Page(src=io.BytesIO(image), detect_rotation=True).extract_tables(
            ocr=engine, borderless_tables=True, min_confidence=1
        ):
            tables.append(table_of(table.content, Place(page=number, table=len(tables) + 1)))
        spent += seconds() - before
    # The running text is this reader's, so that agency and year are known to both.
    return replace(document, blocks=(*found, *tables), doubts=()), spent


def seconds() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def pictures(path: Path, document: Document) -> Iterator[tuple[int, bytes, float]]:
    """Number (1-based), PNG and points a pixel of each page that was read from its image."""
    ocr = document.source.ocr
    assert ocr is not None
    for number in ocr.pages:
        if path.suffix == ".pdf":
            picture, dpi = pypdfium2.PdfDocument(path)[number - 1].render(scale=300 / 72).to_pil(), 300.0
        else:
            picture = Image.open(path)
            dpi = float(picture.info["dpi"][0])
        packed = io.BytesIO()
        picture.convert("RGB").save(packed, "PNG")
        yield number, packed.getvalue(), 72 / dpi


def words_of(table: str, scale: float) -> Iterator[tuple[float, float, str]]:
    """The middle of each word of Tesseract's table in points, and the word."""
    for line in table.splitlines()[1:]:
        fields = line.split("\t")
        if fields[0] == "5" and fields[11].strip():
            left, top, width, height = (float(field) for field in fields[6:10])
            yield (left + width / 2) * scale, (top + height / 2) * scale, composed(fields[11])


def composed(text: str) -> str:
    return text.replace("\u0e4d\u0e32", "\u0e33")


def with_words(block: Block, words: dict[int, list[tuple[float, float, str]]]) -> Block:
    """The block with the words that stand in its cells, or its box, in the place of what was read there."""
    if isinstance(block, Table):
        return replace(block, cells=tuple(filled(cell, words) for cell in block.cells))
    return filled(block, words)


def filled(part: Any, words: dict[int, list[tuple[float, float, str]]]) -> Any:
    if part.place.page not in words or part.place.bbox is None:
        return part
    box = part.place.bbox
    inside = [w for w in words[part.place.page] if box.x0 <= w[0] < box.x1 and box.top <= w[1] < box.bottom]
    text = " ".join(word for _, _, word in inside)
    return replace(part, raw=text, text=text, readings=(), confidence=1.0)


def table_of(content: dict[int, list[Any]], place: Place) -> Table:
    """img2table's rows; a cell that spans several places is repeated in each, with the same box."""
    spots: dict[tuple[int, int, int, int], list[tuple[int, int]]] = {}
    texts: dict[tuple[int, int, int, int], str] = {}
    for row, cells in content.items():
        for column, cell in enumerate(cells):
            box = (cell.bbox.x1, cell.bbox.y1, cell.bbox.x2, cell.bbox.y2)
            spots.setdefault(box, []).append((row, column))
            # It prints a space between all letters of a Thai word.
            texts[box] = composed((cell.value or "").replace(" ", ""))
    made = []
    for box, taken in spots.items():
        (row, column), (last, right) = min(taken), max(taken)
        spot = replace(place, row=row + 1, column=column + 1)
        made.append(Cell(row, column, texts[box], texts[box], spot, last - row + 1, right - column + 1))
    return Table(tuple(made), len(content), max(map(len, content.values())), place)


READERS: dict[str, Callable[[Path], Reading]] = {
    "ita-extract": ours,
    "Tesseract": tesseract,
    "Tesseract as is": tesseract_as_is,
    "img2table": img2table,
}
