"""Files of others, where they lie beside the project: real Thai text layers, and hostile files."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from ita_extract.model.document import Document, Table
from ita_extract.readers import pdf
from ita_extract.readers.input import Input
from ita_extract.settings import Settings
from ita_extract.thai.words import known_share

SHARED = Path(__file__).resolve().parents[2] / "shared"
REAL = sorted((SHARED / "real").glob("*.pdf"))
HOSTILE = sorted((SHARED / "hostile").glob("*.pdf"))

pytestmark = pytest.mark.skipif(not (REAL and HOSTILE), reason="the shared sample files are not here")

_READ = """
import sys
from ita_extract.errors import ItaError
from ita_extract.readers import pdf
from ita_extract.readers.input import Input
from ita_extract.settings import Settings
from pathlib import Path
for name in sys.argv[1:]:
    try:
        document = pdf.read(Input.at(Path(name)), Settings())
        outcome = "read" if document.blocks else ",".join(doubt.code for doubt in document.doubts)
    except ItaError as error:
        outcome = error.outcome
    print(Path(name).name, outcome or "silence", sep="\\t", flush=True)
"""


def parts(document: Document) -> list[tuple[str, str]]:
    return [
        (part.raw, part.text)
        for block in document.blocks
        for part in (block.cells if isinstance(block, Table) else (block,))
    ]


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_pages_are_read_or_called_scans(path: Path) -> None:
    document = pdf.read(Input.at(path), Settings())
    text = "\n".join(text for _, text in parts(document))
    scans = {doubt.places[0].page for doubt in document.doubts if doubt.code == "scan-page"}
    pages = {block.place.page for block in document.blocks}
    silent = set(range(1, (document.source.pages or 0) + 1)) - pages - scans
    assert len(silent) <= 1  # one page of these files is blank
    assert not any("\uf700" <= letter <= "\uf89e" for letter in text)
    assert "\u0e4d\u0e32" not in text
    if text:
        assert known_share(text) > 0.96
        assert known_share(text) >= known_share("\n".join(raw for raw, _ in parts(document))) - 0.005


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_nothing_is_changed_that_no_rule_names(path: Path) -> None:
    """Less what the mends say, text and raw have the same letters."""
    document = pdf.read(Input.at(path), Settings())
    for block in document.blocks:
        for part in block.cells if isinstance(block, Table) else (block,):
            if not part.mends:
                assert letters(part.text) == letters(part.raw)


def letters(text: str) -> str:
    return unicodedata.normalize("NFC", "".join(text.split()))


def test_hostile_files_end_in_an_outcome_and_leave_the_process_alive() -> None:
    run = subprocess.run(
        [sys.executable, "-c", _READ, *map(str, HOSTILE)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    outcomes = dict(line.split("\t") for line in run.stdout.splitlines())
    assert run.returncode == 0, run.stderr[-2000:]
    assert set(outcomes) == {path.name for path in HOSTILE}
    assert "silence" not in outcomes.values()
