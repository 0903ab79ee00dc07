"""The kinds of findings: each is told of, each is used, and each check sees its fault and nothing else."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from ita_extract import extract
from ita_extract.model.findings import BY_CODE, KINDS
from ita_extract.model.report import Report

PACKAGE = Path(__file__).parent.parent / "ita_extract"
HEADING = "ลำดับ\tมาตรการ\tขั้นตอนการดำเนินการ\tผู้รับผิดชอบ\tระยะเวลา\tผลการดำเนินการ"
ROWS = (
    "1\tเผยแพร่ข้อมูลการใช้จ่าย\tจัดทำสรุปรายเดือน\tกองคลัง\tต.ค. 66 - ก.ย. 67\tติดประกาศแล้วสิบสองครั้ง",
    "2\tอบรมเจ้าหน้าที่\tเชิญวิทยากรบรรยาย\tสำนักปลัด\tมกราคม 2567\tมีผู้เข้าอบรมสามสิบคน",
    "3\tปรับปรุงช่องทางร้องเรียน\tจัดทำแบบฟอร์ม\tกองช่าง\tไตรมาสที่ 2\tเปิดใช้งานแล้ว",
)
LONG = "ประชุมคณะทำงานเพื่อกำหนดรายการข้อมูลที่ต้องเปิดเผยและมอบหมายผู้รวบรวมของแต่ละกอง " * 3


def report_of(tmp_path: Path, rows: tuple[str, ...] = ROWS, before: str = "") -> Report:
    title = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. 2567\n\n"
    path = tmp_path / "report.txt"
    path.write_text(title + before + "\n".join((HEADING, *rows)) + "\n", encoding="utf-8")
    return extract(path)


def changed(row: int, column: int, text: str) -> tuple[str, ...]:
    cells = ROWS[row].split("\t")
    cells[column] = text
    return (*ROWS[:row], "\t".join(cells), *ROWS[row + 1 :])


def test_a_clean_report_has_none(tmp_path: Path) -> None:
    assert report_of(tmp_path).findings == []


FAULTS = {
    "timeline-missing": changed(0, 4, ""),
    "timeline-unread": changed(1, 4, "ตามความเหมาะสม"),
    "timeline-outside-year": changed(1, 4, "มกราคม 2569"),
    "timeline-reversed": changed(1, 4, "มีนาคม 2567 - มกราคม 2567"),
    "owner-missing": changed(0, 3, ""),
    "numbering-gap": changed(2, 0, "5"),
    "numbering-repeated": changed(2, 0, "2"),
    "result-repeats-plan": changed(1, 5, "เชิญวิทยากรบรรยาย"),
    "duplicate-cell": tuple(row.replace(row.split("\t")[2], LONG) for row in ROWS[:2]),
}


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_is_found_and_nothing_else(tmp_path: Path, code: str) -> None:
    assert {finding.code for finding in report_of(tmp_path, FAULTS[code]).findings} == {code}


@pytest.mark.parametrize(
    "number", ["²", "9" * 5000], ids=["a raised digit", "more digits than can be counted"]
)
def test_what_counts_nothing_leaves_no_gap(tmp_path: Path, number: str) -> None:
    assert "numbering-gap" not in {
        finding.code for finding in report_of(tmp_path, changed(2, 0, number)).findings
    }


def test_what_counts_nothing_is_no_question(tmp_path: Path) -> None:
    scores = ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ IIT", "", "ข้อที่\tข้อคำถาม\tคะแนน", f"{'9' * 5000}\tให้บริการ\t90.00", "", "")
    assessment = report_of(tmp_path, before="\n".join(scores)).assessment
    assert assessment is None or assessment.questions == []


def test_a_misspelt_owner_is_found_beside_the_right_one(tmp_path: Path) -> None:
    rows = tuple(
        f"{n}\tมาตรการเรื่องที่ {n}\tทำตามแผน\t{'กองสวัสงิการสังคม' if n == 4 else 'กองสวัสดิการสังคม'}\tมีนาคม 2567\t-"
        for n in range(1, 6)
    )
    found = report_of(tmp_path, rows).findings
    assert {finding.measure for finding in found} == {"m4"}
    assert "owner-misspelt" in {finding.code for finding in found}


def test_phone_numbers_that_differ_by_a_digit(tmp_path: Path) -> None:
    rows = (
        ROWS[0].replace("ติดประกาศแล้วสิบสองครั้ง", "แจ้งที่ โทร 044-123456"),
        ROWS[1].replace("มีผู้เข้าอบรมสามสิบคน", "แจ้งที่ โทร 044-123458"),
        ROWS[2],
    )
    assert [f.code for f in report_of(tmp_path, rows).findings] == ["contact-conflict"]


def test_the_next_number_of_another_unit_is_its_own(tmp_path: Path) -> None:
    numbered = [row.split("\t") for row in ROWS]
    rows = ["\t".join([*row[:3], f"{row[3]} โทร 074-78123{at}", *row[4:]]) for at, row in enumerate(numbered)]
    assert [f.code for f in report_of(tmp_path, tuple(rows)).findings] == []


def test_a_listed_measure_without_a_row(tmp_path: Path) -> None:
    listed = "1. เผยแพร่ข้อมูลการใช้จ่าย\n2. อบรมเจ้าหน้าที่\n3. ตั้งศูนย์รับฟังความเห็นประชาชน\n4. ปรับปรุงช่องทางร้องเรียน\n\n"
    found = report_of(tmp_path, before=listed).findings
    assert [f.code for f in found] == ["listed-measure-missing"]
    assert "ตั้งศูนย์รับฟังความเห็นประชาชน" in found[0].message


def test_a_row_that_the_list_leaves_out(tmp_path: Path) -> None:
    listed = "1. เผยแพร่ข้อมูลการใช้จ่าย\n2. อบรมเจ้าหน้าที่\n3. ปรับปรุงช่องทางร้องเรียน\n\n"
    rows = (*ROWS, "4\tตั้งศูนย์รับฟังความเห็น\tจัดห้องรับรอง\tสำนักปลัด\tมีนาคม 2567\tเปิดแล้ว")
    found = report_of(tmp_path, rows, before=listed).findings
    assert [f.code for f in found] == ["measure-unlisted"]
    assert found[0].message.startswith("m4 ")


def codes_used() -> set[str]:
    """String literals in the package that look like a code and stand in a call of Doubt or finding."""
    used: set[str] = set()
    for module in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                used |= {node.value} & BY_CODE.keys() if module.name != "findings.py" else set()
    return used


def test_every_kind_is_used() -> None:
    assert BY_CODE.keys() - codes_used() == set()


def test_every_doubt_has_its_kind() -> None:
    pattern = re.compile(r'\bDoubt\(\s*"([a-z-]+)"')
    modules = PACKAGE.rglob("*.py")
    found = {code for module in modules for code in pattern.findall(module.read_text(encoding="utf-8"))}
    assert found
    assert found <= BY_CODE.keys()


def test_each_kind_has_a_code_of_its_own() -> None:
    assert len(BY_CODE) == len(KINDS)
