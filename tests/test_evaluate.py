"""The evaluate command: documents that the tests make, one side with known errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_extract.cli import main
from ita_extract.errors import UsageError
from ita_extract.model.report import Correction, Field, GridCell, GridTable, Owner, Report
from ita_extract.output.evaluate import evaluate_folders
from ita_extract.output.evaluate.evaluation import Evaluation
from ita_extract.output.evaluate.page import to_html
from ita_extract.output.evaluate.pairs import pair_up
from ita_extract.output.files import write_whole
from ita_extract.output.json import report_to_json
from tests.builders import field_parts, measure, report


def evaluated(folder: Path, found: Report | None, expected: Report) -> Evaluation:
    for name, document in (("out", found), ("truth", expected)):
        (folder / name).mkdir()
        if document:
            (folder / name / "a.json").write_bytes(report_to_json(document))
    return evaluate_folders(folder / "out", folder / "truth")


def f1(evaluation: Evaluation, part: str) -> float | None:
    return evaluation.tallies["all", part].ratios()["f1"]


def test_a_document_agrees_with_itself_in_every_part(tmp_path: Path) -> None:
    whole = report(measures=[measure(1), measure(2, subject="อื่น")])
    evaluation = evaluated(tmp_path, whole, whole)
    assert evaluation.errors == []
    assert {tally.ratios()["f1"] for tally in evaluation.tallies.values()} == {1.0}
    assert {"cover", "measures", "owner", "owner names", "list items", "dates", "digits: Arabic"} <= {
        part for _, part in evaluation.tallies
    }


def test_a_wrong_field_costs_precision_and_recall_and_is_listed(tmp_path: Path) -> None:
    wrong = measure(owner=Owner(**field_parts("กองช่าง"), names=["กองช่าง"]))
    evaluation = evaluated(tmp_path, report(measures=[wrong]), report())
    tally = evaluation.tallies["text", "owner"]
    assert (tally.expected, tally.found, tally.exact) == (1, 1, 0)
    assert 0 < tally.alike < 1
    assert ("a.json", "owner", "m1 owner", "กองคลัง", "กองช่าง") in evaluation.errors
    assert f1(evaluation, "steps") == 1.0


def test_white_space_alone_is_no_error(tmp_path: Path) -> None:
    spaced = measure(issue=Field(**field_parts(" การเผยแพร่ข้อมูล \n")))
    assert f1(evaluated(tmp_path, report(measures=[spaced]), report()), "issue") == 1.0


def test_a_missing_measure_costs_recall_and_an_invented_one_precision(tmp_path: Path) -> None:
    two = report(measures=[measure(1), measure(2, subject="จัดอบรม", issue=None, owner=None)])
    fewer = evaluated(tmp_path, report(), two).tallies["all", "measures"].ratios()
    assert (fewer["precision"], fewer["recall"]) == (1.0, 0.5)
    (tmp_path / "b").mkdir()
    more = evaluated(tmp_path / "b", two, report()).tallies["all", "measures"].ratios()
    assert (more["precision"], more["recall"]) == (0.5, 1.0)


def test_a_document_that_is_not_there_has_found_nothing(tmp_path: Path) -> None:
    evaluation = evaluated(tmp_path, None, report())
    assert evaluation.missing == ["a.json"]
    assert evaluation.tallies["all", "owner"].ratios()["recall"] == 0.0


def test_letters_are_counted_in_raw_and_in_text(tmp_path: Path) -> None:
    read = field_parts("ขั้นตอน", raw="ชั้นตอน")
    truth = measure(issue=Field(**field_parts("ขั้นตอน")))
    evaluation = evaluated(
        tmp_path, report(measures=[measure(issue=Field(**read))]), report(measures=[truth])
    )
    assert (evaluation.letters["all"].raw, evaluation.letters["all"].text) == (1, 0)


def test_letters_of_a_field_that_is_missing_are_not_misread(tmp_path: Path) -> None:
    evaluation = evaluated(tmp_path, report(measures=[measure(issue=None)]), report())
    assert evaluation.letters["all"].rates() == {"raw": 0.0, "text": 0.0}
    assert evaluation.tallies["all", "issue"].ratios()["recall"] == 0.0


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("กองคลัฉ", "กองคลัง", "right"),
        ("กองคลัง", "กองคลอง", "broken"),
        ("ผู้ดูแฉคือกองคลัฉ", "ผู้ดูแฉคือกองคลัง", "right"),
        ("กองช่างศิลป์", "กองช่างศิลบ์", "unclear"),
    ],
)
def test_corrections_are_judged_by_the_truth(tmp_path: Path, before: str, after: str, verdict: str) -> None:
    made = Correction(
        measure="m1", field="owner", before=before, after=after, rule="r", likeness=None, provenance=[]
    )
    evaluation = evaluated(tmp_path, report(corrections=[made]), report())
    assert evaluation.verdicts[verdict] == 1
    assert len(evaluation.wrong) == (verdict == "broken")


def grid(*texts: str) -> GridTable:
    cells = [
        GridCell(
            row=row,
            column=1,
            row_span=1,
            column_span=1,
            text=text,
            raw=text,
            bbox=None,
            span=None,
            confidence=1,
        )
        for row, text in enumerate(texts, 1)
    ]
    return GridTable(page=None, table=1, rows=len(texts), columns=1, bbox=None, cells=cells)


def test_a_row_too_many_costs_all_positions_below_but_few_neighbours(tmp_path: Path) -> None:
    one = report(tables=[grid("x", "a", "b", "c", "d")])
    evaluation = evaluated(tmp_path, one, report(tables=[grid("a", "b", "c", "d")]))
    assert f1(evaluation, "tables: cells") == 0
    assert evaluation.tallies["all", "tables: neighbours"].exact == 3


def test_grids_are_laid_on_one_another(tmp_path: Path) -> None:
    """Four rows of five are kept: 2 · 4 / (4 + 5)."""
    one = report(tables=[grid("x", "a", "b", "c", "d")])
    evaluation = evaluated(tmp_path, one, report(tables=[grid("a", "b", "c", "d")]))
    for part in ("tables: content (GriTS)", "tables: structure (GriTS)"):
        assert evaluation.tallies["all", part].ratios()["f1_alike"] == round(8 / 9, 4)


def spanning(columns: int, text: str) -> GridTable:
    """A heading over two columns, or two headings beside one another; below them two cells."""
    spans = [(1, 1, 2), (2, 1, 1), (2, 2, 1)] if columns == 1 else [(r, c, 1) for r in (1, 2) for c in (1, 2)]
    cells = [
        GridCell(
            row=row,
            column=column,
            row_span=1,
            column_span=span,
            text=text,
            raw=text,
            bbox=None,
            span=None,
            confidence=1,
        )
        for row, column, span in spans
    ]
    return GridTable(page=None, table=1, rows=2, columns=2, bbox=None, cells=cells)


def test_a_lost_span_costs_structure_and_not_content(tmp_path: Path) -> None:
    """Two of four positions have half their area in common: (2 + 2 · ½) / 4."""
    found, truth = report(tables=[spanning(2, "ก")]), report(tables=[spanning(1, "ก")])
    evaluation = evaluated(tmp_path, found, truth)
    assert evaluation.tallies["all", "tables: content (GriTS)"].ratios()["f1_alike"] == 1.0
    assert evaluation.tallies["all", "tables: structure (GriTS)"].ratios()["f1_alike"] == 0.75


def test_a_misread_text_costs_content_and_not_structure(tmp_path: Path) -> None:
    """Of three letters two are shared: a likeness of ⅔ at each of four positions."""
    evaluation = evaluated(tmp_path, report(tables=[spanning(2, "กขค")]), report(tables=[spanning(2, "กขง")]))
    tally = evaluation.tallies["all", "tables: content (GriTS)"]
    assert (tally.expected, tally.exact, round(tally.alike, 6)) == (4, 0, round(4 * 2 / 3, 6))
    assert f1(evaluation, "tables: structure (GriTS)") == 1.0


def test_words_are_counted_as_mended_left_and_broken(tmp_path: Path) -> None:
    """Of seven words three are misread; one of these stays so, and a right one is made wrong."""
    read = field_parts("ขั้นตอนการกิจ กองคลังที่ดี 2565", raw="ชั้นตอน การ กิจ กองคลัง่ที่ดี ๒๕๖๖")
    truth = measure(issue=Field(**field_parts("ขั้นตอน ภารกิจ กองคลังที่ดี 2566")))
    evaluation = evaluated(
        tmp_path, report(measures=[measure(issue=Field(**read))]), report(measures=[truth])
    )
    all_words = evaluation.to_dict()["readers"]["all"]["repair"]
    assert [all_words[name] for name in ("errors_before", "mended", "left", "broken")] == [3, 2, 1, 1]
    assert evaluation.to_dict()["right_words_broken"] == [
        {"file": "a.json", "place": "m1 issue", "word": "2566", "text": "2565"}
    ]


def test_the_sum_of_all_roles_stands_before_them(tmp_path: Path) -> None:
    evaluation = evaluated(tmp_path, report(measures=[measure(owner=None)]), report())
    parts = dict(evaluation.parts("all"))
    assert list(parts)[:4] == ["cover", "measures", "all fields", "issue"]
    assert (parts["all fields"].expected, parts["all fields"].found, parts["all fields"].exact) == (4, 3, 3)


def test_the_page_marks_differences_and_escapes(tmp_path: Path) -> None:
    wrong = measure(owner=Owner(**field_parts("<b>กองคลับ</b>"), names=[]))
    right = measure(owner=Owner(**field_parts("<b>กองคลัง</b>"), names=[]))
    page = to_html(evaluated(tmp_path, report(measures=[wrong]), report(measures=[right])))
    assert "<b>" not in page
    assert "กองคลั<del>ง</del>" in page
    assert "กองคลั<ins>บ</ins>" in page


def test_a_mark_parts_no_letter_from_what_is_drawn_above_it(tmp_path: Path) -> None:
    wrong = measure(owner=Owner(**field_parts("การ"), names=[]))
    right = measure(owner=Owner(**field_parts("กำร"), names=[]))
    page = to_html(evaluated(tmp_path, report(measures=[wrong]), report(measures=[right])))
    assert "<del>กำ</del>ร" in page


def test_of_many_documents_without_a_truth_some_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(13):
        write_whole(tmp_path / "out" / f"{number:02}.json", report_to_json(report()))
    write_whole(tmp_path / "truth" / "00.json", report_to_json(report()))
    assert main(["evaluate", str(tmp_path / "out"), str(tmp_path / "truth")]) == 0
    assert "Documents without a truth: 01.json, 02.json," in (told := capsys.readouterr().out)
    assert told.endswith("10.json and 2 more.\n")


def test_the_command_prints_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = report(tables=[spanning(1, "ก")])
    evaluated(tmp_path, whole, whole)
    files = [f"--{kind}={tmp_path / kind}" for kind in ("json", "html")]
    assert main(["evaluate", str(tmp_path / "out"), str(tmp_path / "truth"), *files]) == 0
    assert "precision" in capsys.readouterr().out
    figures = json.loads((tmp_path / "json").read_text(encoding="utf-8"))
    assert figures["readers"]["all"]["parts"]["owner"]["f1"] == 1.0
    assert (tmp_path / "html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_figures_are_not_written_where_documents_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, truth = tmp_path / "out", tmp_path / "truth"
    evaluated(tmp_path, report(), report())
    assert main(["evaluate", str(out), str(truth), "--json", str(out / "figures.json")]) == 2
    assert "Write it elsewhere" in capsys.readouterr().err
    assert main(["evaluate", str(out), str(truth)]) == 0


def test_folders_without_documents_are_a_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no documents"):
        evaluate_folders(tmp_path, tmp_path)
    with pytest.raises(UsageError, match="no such folder"):
        evaluate_folders(tmp_path / "none", tmp_path)


@given(st.lists(st.text("กขค ", max_size=6), max_size=8), st.lists(st.text("กขค ", max_size=6), max_size=8))
def test_each_thing_is_paired_once(expected: list[str], found: list[str]) -> None:
    pairs = list(pair_up(expected, found))
    assert sorted(one for one, _ in pairs if one is not None) == list(range(len(expected)))
    assert sorted(other for _, other in pairs if other is not None) == list(range(len(found)))
    assert (None, None) not in pairs
