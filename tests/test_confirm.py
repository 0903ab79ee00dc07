"""confirm: a truth made by answers on standard input, and what evaluate makes of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ita_extract.model.report import (
    Assessment,
    Computed,
    Correction,
    Field,
    IndicatorScore,
    OtherField,
    Owner,
    Report,
)
from ita_extract.output.evaluate import evaluate_folders
from ita_extract.output.evaluate.evaluation import Evaluation
from ita_extract.output.json import report_to_json, schema
from tests.builders import PLACE, field_parts, finding, measure, report

NAME = "a/b.txt.json"


@dataclass(frozen=True)
class Told:
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Desk:
    """A folder of documents and one of what is confirmed of them."""

    folder: Path

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def truth(self) -> Path:
        return self.folder / "truth"

    def lay(self, document: Report, name: str = NAME) -> None:
        path = self.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(report_to_json(document))

    def confirm(self, *answers: str | bytes, of: Path | None = None, words: tuple[str, ...] = ()) -> Told:
        """A program of its own with these lines on its standard input."""
        lines = [answer if isinstance(answer, bytes) else answer.encode("utf-8") for answer in answers]
        command = [
            sys.executable,
            "-m",
            "ita_extract",
            "confirm",
            str(of or self.out),
            "--to",
            str(self.truth),
        ]
        environment = {**os.environ, "COLUMNS": "100", "PYTHONIOENCODING": "cp1252"}
        done = subprocess.run(
            [*command, *words],
            input=b"".join(line + b"\n" for line in lines),
            capture_output=True,
            check=False,
            env=environment,
            timeout=60,
        )
        return Told(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    def document(self, name: str = NAME) -> dict[str, Any]:
        document: dict[str, Any] = json.loads((self.truth / name).read_bytes())
        jsonschema.Draft202012Validator(schema()).validate(document)
        return document

    def confirmed(self) -> dict[str, str]:
        lines = (self.truth / "a" / "b.txt.confirmed.tsv").read_text(encoding="utf-8").splitlines()
        return dict(line.split("\t") for line in lines if not line.startswith("#"))

    def evaluate(self) -> Evaluation:
        return evaluate_folders(self.out, self.truth)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_answers_make_the_truth_and_are_kept_for_the_next_time(desk: Desk) -> None:
    desk.lay(report())
    first = desk.confirm("", "กองช่าง ๒\\nกองคลัง", "q")
    assert first.code == 0
    assert "2 of 16 places confirmed" in first.out
    assert desk.confirmed() == {"m1 issue": "whole", "m1 owner": "text"}
    owner = desk.document()["measures"][0]["owner"]
    assert (owner["text"], owner["names"]) == ("กองช่าง 2\nกองคลัง", ["กองช่าง 2", "กองคลัง"])
    assert owner["raw"] == "กองคลัง"
    second = desk.confirm("จัดทำ => ทบทวน", "", "p", "s", *[""] * 20)
    assert "1 of 14  m1 steps" in second.out
    assert "m1 owner" not in second.out
    measure = desk.document()["measures"][0]
    assert [item["text"] for item in measure["steps"]["items"]] == ["ทบทวนแผน", "เผยแพร่"]
    answers = desk.confirmed()
    assert (answers["m1 steps"], answers["m1 timeline"]) == ("whole", "text")
    assert "cover title" not in answers
    assert answers["measures"] == "whole"


def test_only_what_is_confirmed_is_judged(desk: Desk) -> None:
    two = report(measures=[measure(1), measure(2, subject="อื่น", issue=None)])
    desk.lay(two)
    desk.confirm("", "กองช่าง", "", "q")
    parts = dict(desk.evaluate().parts("all"))
    counted = {name: (tally.expected, tally.found, tally.exact) for name, tally in parts.items()}
    assert counted == {
        "all fields": (2, 2, 1),
        "issue": (1, 1, 1),
        "owner": (1, 1, 0),
        "owner names": (1, 1, 0),
    }
    assert desk.evaluate().errors[0].expected == "กองช่าง"


def test_a_truth_may_be_mended_in_an_editor_of_windows(desk: Desk) -> None:
    """It begins the file with a mark and ends lines by two characters."""
    desk.lay(report())
    desk.confirm(words=("--all",))
    for path in (desk.truth / NAME, desk.truth / "a" / "b.txt.confirmed.tsv"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text, encoding="utf-8-sig", newline="\r\n")
    assert desk.evaluate().errors == []
    assert desk.confirm("").out.startswith(f"{NAME}: ")


def test_what_is_not_in_the_report_costs_precision(desk: Desk) -> None:
    desk.lay(report())
    desk.confirm("", "d", "", "p", *["s"] * 7, "d", "q")
    assert desk.document()["measures"][0]["owner"] is None
    assert desk.document()["report"]["agency"]["district"] is None
    parts = dict(desk.evaluate().parts("all"))
    assert (parts["owner"].expected, parts["owner"].found) == (0, 1)
    assert (parts["cover"].expected, parts["cover"].found) == (0, 1)
    assert "dates" not in parts


def test_the_doubtful_come_first_with_their_doubts(desk: Desk) -> None:
    sure, unsure = measure(1), measure(2, confidence=0.5)
    found = measure(3, confidence=0.9, owner=Owner(**field_parts("กองคลัง", raw="กองคลัฉ"), names=["กองคลัง"]))
    made = Correction(
        measure="m3",
        field="owner",
        before="คลัฉ",
        after="คลัง",
        rule="letter-word",
        likeness=0.97,
        provenance=[],
    )
    doubt = finding("Who, \x1b[2Jwhen?", measure="m3")
    desk.lay(report(measures=[sure, unsure, found], findings=[doubt], corrections=[made]))
    told = desk.confirm(*["s"] * 40)
    heads = [line.split()[-2:] for line in told.out.splitlines() if line.startswith(f"{NAME}  ")]
    order = list(
        dict.fromkeys(number for number, _ in heads if number.startswith("m") and number[1:].isdigit())
    )
    assert order == ["m3", "m2", "m1"]
    assert "warning: Who, \ufffd[2Jwhen?" in told.out
    assert "corrected: คลัฉ → คลัง (letter-word)" in told.out
    assert "table 1, row 2, column 1; 99% sure" in told.out
    assert "\x1b" not in told.out
    # Marks above letters fill no cell: the second column begins under its heading.
    lines = told.out.splitlines()
    at = next(index for index, line in enumerate(lines) if line.startswith("กองคลัฉ"))
    assert lines[at - 2 : at + 1] == ["as read  text", "───────  ──────", "กองคลัฉ   กองคลัง"]


def test_what_cannot_stand_there_is_refused_and_asked_again(desk: Desk) -> None:
    unnamed = [other(""), other("")]
    desk.lay(report(measures=[measure(owner=None, steps=None, timeline=None, other=unnamed)]))
    dates = "2023-10-01 - 2024-09-30"
    told = desk.confirm(
        "ไม่มี => มี", "ห", "ก\\nข", "คำใหม่", "s", "draft", "plan", "soon", "2568", "soon", dates, b"\xff", "q"
    )
    assert "“ไม่มี” stands nowhere in the text" in told.out
    assert "is the keyboard set to Thai?" in told.out
    assert "That cannot be the kind" in told.out
    assert "That cannot be the fiscal_year" in told.out
    assert "A period is two dates" in told.out
    assert "That is no UTF-8 text" in told.out
    facts = desk.document()["report"]
    assert (facts["kind"], facts["fiscal_year"]) == ("plan", 2568)
    assert facts["period"] == {"start": "2023-10-01", "end": "2024-09-30"}
    assert desk.document()["measures"][0]["issue"]["text"] == "ก\nข"
    assert desk.document()["measures"][0]["subject"] == "ก ข"
    others = [each["field"]["text"] for each in desk.document()["measures"][0]["other"]]
    assert others == ["ข้อความ", "คำใหม่"]


def scores() -> Assessment:
    indicator = IndicatorScore(instrument="IIT", number=7, name="การสื่อสาร", score=36.35, passed=False)
    none = Computed(IIT=None, EIT=None, OIT=None, total=None, grade=None)
    return Assessment(fiscal_year=2567, overall=None, indicators=[indicator], questions=[], computed=none)


def test_a_score_is_mended(desk: Desk) -> None:
    desk.lay(report(measures=[], assessment=scores()))
    desk.confirm(*[""] * 10, "x", "๓๖.๓๕ => ๘๖.๓๕", "36.35 => ๘๖.๓๕", "q")
    assert desk.document()["assessment"]["indicators"][0]["score"] == 86.35
    parts = dict(desk.evaluate().parts("all"))
    assert (parts["scores"].expected, parts["scores"].exact) == (3, 2)


def test_all_accepts_what_is_left_and_keeps_what_was_answered(desk: Desk) -> None:
    desk.lay(report())
    desk.lay(report(measures=[measure(other=[other("ช่อง\nอื่น")])]), "c.json")
    desk.confirm("", "กองช่าง", "p", "s", "a", of=desk.out / NAME)
    assert "m1 steps" not in desk.confirmed()
    assert desk.confirmed()["measures"] == "whole"
    told = desk.confirm(words=("--all",))
    assert (told.code, told.err) == (0, "")
    assert "16 of 16 places confirmed" in told.out
    assert desk.confirmed()["m1 owner"] == "text"
    assert desk.confirmed()["tables"] == "whole"
    evaluation = desk.evaluate()
    assert [(error.place, error.expected) for error in evaluation.errors] == [("m1 owner", "กองช่าง")]
    assert dict(evaluation.parts("all"))["other"].exact == 1


def other(heading: str) -> OtherField:
    return OtherField(heading=heading, field=Field(**field_parts("ข้อความ", provenance=[PLACE])))


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_asked(desk: Desk) -> None:
    desk.lay(report())
    desk.truth.write_text("a file", encoding="utf-8")
    told = desk.confirm("")
    assert (told.code, told.out) == (1, "")
    assert "this is a file" in told.err


def test_documents_are_not_made_their_own_truth(desk: Desk) -> None:
    desk.lay(report())
    told = desk.confirm("", words=("--to", str(desk.out)))
    assert told.code == 1
    assert "this is the document itself" in told.err


def test_what_cannot_be_confirmed_is_told_and_the_next_is_asked_about(desk: Desk) -> None:
    """A truth made by hand, a list that is no list, a truth of another file, a document that is none."""
    desk.lay(report(), "1.json")
    desk.lay(report(), "2.json")
    desk.confirm(words=("--all",))
    (desk.truth / "1.confirmed.tsv").write_text("m1 issue\tperhaps\n", encoding="utf-8")
    desk.lay(report(source=report().source.model_copy(update={"sha256": "1" * 64})), "2.json")
    desk.lay(report(), "0.json")
    by_hand = report_to_json(report(measures=[measure(subject="ด้วยมือ")]))
    (desk.truth / "0.json").write_bytes(by_hand)
    desk.lay(report(), "4.json")
    (desk.out / "3.json").write_text("{}", encoding="utf-8")
    told = desk.confirm("", "q")
    assert told.code == 1
    assert "0.json: confirmed already, by hand" in told.out
    assert (desk.truth / "0.json").read_bytes() == by_hand
    assert not (desk.truth / "0.confirmed.tsv").exists()
    assert "“m1 issue perhaps” is no place, a tab, and whole or text" in told.err
    assert "this truth is of another content of a/b.txt" in told.err
    assert "3.json: this is not a report document" in told.err
    assert "4.json: 1 of 16 places confirmed" in told.out
