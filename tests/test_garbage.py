"""Python's search for circles of objects is put off while a file is read; so none may be made."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from ita_extract import ItaError, extract
from ita_extract.garbage import uncollected

OURS = ("ita_extract", "playa")
SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.mark.parametrize("name", ["pdf/chum-phae-libreoffice.pdf", "docx/chum-phae.docx", "text/forms.md"])
def test_a_report_leaves_no_circles_of_ours(name: str) -> None:
    extract(SAMPLES / name)
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        extract(SAMPLES / name)
        gc.collect()
        left = {type(item) for item in gc.garbage if type(item).__module__.startswith(OURS)}
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert not left


def test_the_search_goes_on_after_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(ItaError):
        extract(tmp_path / "broken.pdf")
    assert gc.isenabled()


def test_the_search_stays_off_where_it_was_off() -> None:
    gc.disable()
    try:
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
