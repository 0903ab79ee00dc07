"""Reading some pages of a file: which they are, and what is told of pages that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ita_extract import Settings, read
from ita_extract.errors import Damaged, InputMissing, UsageError
from ita_extract.model.document import Document, Paragraph
from ita_extract.readers.page_ranges import chosen_pages, page_ranges
from tests.command_line import Run

SAMPLES = Path(__file__).parent.parent / "samples"
STRIP_OFFSETS = 273  # the TIFF tag that says where a page's data begins


@given(st.sets(st.integers(1, 60), min_size=1))
def test_ranges_name_what_they_were_made_from(numbers: set[int]) -> None:
    assert chosen_pages(page_ranges(numbers), 60, "a.pdf") == sorted(numbers)


def test_no_ranges_are_all_pages() -> None:
    assert chosen_pages("", 3, "a.pdf") == [1, 2, 3]


def test_ranges_beyond_the_end_are_cut() -> None:
    assert chosen_pages("2-9", 3, "a.pdf") == [2, 3]


@pytest.mark.parametrize("ranges", ["a", "1-", "-2", "1,,2", "1 - 2", "๑", "0", "1,3-2"])
def test_what_is_no_range_is_refused(ranges: str) -> None:
    with pytest.raises(UsageError, match="names no pages"):
        chosen_pages(ranges, 3, "a.pdf")


def test_pages_that_a_file_lacks_are_told() -> None:
    with pytest.raises(InputMissing, match=r"a\.pdf: its pages are 1 to 3, and 7-9 is none of them"):
        chosen_pages("7-9", 3, "a.pdf")


def places(document: Document) -> set[int | None]:
    paragraphs = {block.place.page for block in document.blocks if isinstance(block, Paragraph)}
    return paragraphs | {cell.place.page for table in document.tables() for cell in table.cells}


def test_only_the_chosen_pages_of_a_pdf_are_read() -> None:
    path = SAMPLES / "pdf" / "chum-phae-libreoffice.pdf"
    assert places(read(path)) == {1, 2, 3}
    document = read(path, Settings(pages="2"))
    assert document.source.pages == 3
    assert places(document) == {2}


@pytest.fixture
def image_file(tmp_path: Path) -> Path:
    """A TIFF of three blank pages, the data of the second broken."""
    path = tmp_path / "a.tiff"
    blank = Image.new("L", (300, 200), 255)
    blank.save(path, save_all=True, append_images=[blank, blank], compression="tiff_adobe_deflate")
    with Image.open(path) as image:
        image.seek(1)
        (start,) = image.tag_v2[STRIP_OFFSETS]
    data = bytearray(path.read_bytes())
    data[start : start + 8] = bytes(8)
    path.write_bytes(data)
    return path


def test_only_the_chosen_pages_of_an_image_file_are_read(image_file: Path) -> None:
    source = read(image_file, Settings(pages="3")).source
    assert source.pages == 3
    assert source.ocr is not None
    assert source.ocr.pages == (3,)


def test_a_broken_page_of_an_image_file_costs_that_page(image_file: Path) -> None:
    document = read(image_file)
    assert [(doubt.code, doubt.places[0].page) for doubt in document.doubts] == [("page-unreadable", 2)]
    assert document.source.ocr is not None
    assert document.source.ocr.pages == (1, 3)


def test_an_image_file_of_broken_pages_is_damaged(image_file: Path) -> None:
    with pytest.raises(Damaged, match="page 2 is broken inside"):
        read(image_file, Settings(pages="2"))


def test_what_is_no_range_ends_a_run_before_it_begins(run: Callable[..., Run], tmp_path: Path) -> None:
    ended = run("convert", str(SAMPLES / "pdf"), "--out", str(tmp_path / "out"), "--pages", "first")
    assert ended.code == 2
    assert "“first” names no pages. Write --pages like 1-3,7." in ended.err
    assert not (tmp_path / "out").exists()


def test_an_engine_that_nobody_offers_ends_a_run_before_it_begins(
    run: Callable[..., Run], tmp_path: Path
) -> None:
    ended = run("convert", str(SAMPLES / "pdf"), "--out", str(tmp_path / "out"), "--ocr-engine", "tesserac")
    assert ended.code == 2
    assert "There is no OCR engine tesserac; known: " in ended.err
    assert not (tmp_path / "out").exists()
