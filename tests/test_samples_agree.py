"""One report as Word file, PDF and text: the same cells, the same measures."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ita_extract import extract, readers
from ita_extract.model.document import Paragraph
from ita_extract.model.report import Field, Measure

ROOT = Path(__file__).parent.parent
MAKER = ROOT / "tools" / "samples"
DOCX = sorted((ROOT / "samples" / "docx").glob("*.docx"))
PDF = sorted((ROOT / "samples" / "pdf").glob("*.pdf"))

NEWLINE = "\n"

_FIELDS = (
    "issue",
    "measure",
    "owner",
    "steps",
    "timeline",
    "monitoring",
    "result",
    "problem",
    "suggestion",
    "kpi",
)


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, MAKER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


truth = _module("truth")


def load(name: str) -> Any:
    return truth.load(MAKER / "truth" / f"{name}.toml")


def report_of(path: Path) -> str:
    """huai-thalaeng-chromium.pdf → huai-thalaeng"""
    return next(known.stem for known in DOCX if path.name.startswith(known.stem))


def lines_of(report: Any) -> Iterator[str]:
    """The report as a text export: tables by tabs, in HTML where cells are merged."""
    for block in report.blocks:
        if block.kind != "table":
            yield f"\n{block.text}\n"
        elif any(truth.UP in row for row in block.rows):
            yield html_table(block)
        else:
            for row in block.rows:
                yield "\t".join("" if cell == truth.LEFT else " ".join(cell.split("\n")) for cell in row)


def html_table(block: Any) -> str:
    rows = [
        "".join(
            f'<td rowspan="{each.row_span}" colspan="{each.column_span}">'
            f"{each.text.replace(NEWLINE, '<br>')}</td>"
            for each in block.squares()
            if each.row == number
        )
        for number in range(len(block.rows))
    ]
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def said(measure: Measure) -> dict[str, str]:
    """What a measure's fields say, spaces aside: a browser prints none where it breaks a line."""
    fields: dict[str, Field | None] = {name: getattr(measure, name) for name in _FIELDS}
    texts = {name: "".join(field.text.split()) for name, field in fields.items() if field is not None}
    return texts | {"number": measure.number or "", "subject": "".join(measure.subject.split())}


def measures(path: Path) -> list[dict[str, str]]:
    return [said(measure) for measure in extract(path).measures]


@pytest.mark.parametrize("path", DOCX, ids=lambda path: path.stem)
def test_word_cells_are_the_truth_to_the_letter(path: Path) -> None:
    report = load(path.stem)
    wanted = [list(block.squares()) for block in report.blocks if block.kind == "table"]
    tables = list(readers.read(path).tables())
    found = [
        [(cell.row, cell.column, cell.row_span, cell.column_span, cell.raw) for cell in table.cells]
        for table in tables
    ]
    assert found == [
        [(each.row, each.column, each.row_span, each.column_span, each.text) for each in squares]
        for squares in wanted
    ]


@pytest.mark.parametrize("path", DOCX, ids=lambda path: path.stem)
def test_word_paragraphs_are_the_truth_to_the_letter(path: Path) -> None:
    texts = [block.text for block in load(path.stem).blocks if block.kind not in ("table", "page")]
    found = [block.text for block in readers.read(path).blocks if isinstance(block, Paragraph)]
    assert found == [line for text in texts for line in text.split("\n")]


@pytest.mark.parametrize("path", DOCX, ids=lambda path: path.stem)
def test_text_gives_the_measures_of_word(path: Path, tmp_path: Path) -> None:
    export = tmp_path / "export.txt"
    export.write_text("\n".join(lines_of(load(path.stem))), encoding="utf-8")
    wanted = measures(path)
    assert wanted
    assert measures(export) == wanted


@pytest.mark.parametrize("path", PDF, ids=lambda path: path.stem)
def test_pdf_gives_the_measures_of_word(path: Path) -> None:
    wanted = measures(ROOT / "samples" / "docx" / f"{report_of(path)}.docx")
    assert measures(path) == wanted


def test_every_report_is_rendered_every_way() -> None:
    kinds = Counter(report_of(path) for path in PDF)
    names = {path.stem for path in (MAKER / "truth").glob("*.toml")}
    assert names == {path.stem for path in DOCX} == set(kinds)
    assert min(kinds.values()) >= 2
    assert sum(kinds.values()) == 2 * len(names) + 3
