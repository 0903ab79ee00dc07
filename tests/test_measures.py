"""From the public door: text tables in, measures out. Each case is one thing that agencies or pages do."""

from __future__ import annotations

from pathlib import Path

import pytest

from ita_extract import extract
from ita_extract.model.report import Measure, Report

HEADING = "ลำดับ\tมาตรการ\tขั้นตอนการดำเนินการ\tผู้รับผิดชอบ\tระยะเวลา"
COVER = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. 2567\n\n"
ROW_1 = "1\tเผยแพร่ข้อมูลการใช้จ่ายเงินให้บุคลากรทราบ\tจัดทำสรุปรายเดือนติดประกาศ\tกองคลัง\tต.ค. 66 - ก.ย. 67"
ROW_2 = "2\tอบรมเจ้าหน้าที่เรื่องการรับของขวัญ\tเชิญวิทยากรบรรยาย\tสำนักปลัด\tมกราคม 2567"
ROW_3 = "3\tปรับปรุงช่องทางร้องเรียน\tจัดทำแบบฟอร์มบนเว็บไซต์\tกองช่าง\tไตรมาสที่ 2"


def report_of(tmp_path: Path, *lines: str, cover: str = COVER) -> Report:
    path = tmp_path / "report.txt"
    path.write_text(cover + "\n".join(lines) + "\n", encoding="utf-8")
    return extract(path)


def only(report: Report) -> Measure:
    assert len(report.measures) == 1
    return report.measures[0]


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


def test_plain_table(tmp_path: Path) -> None:
    report = report_of(tmp_path, HEADING, ROW_1, ROW_2, ROW_3)
    assert [m.number for m in report.measures] == ["1", "2", "3"]
    first = report.measures[0]
    assert first.subject == "เผยแพร่ข้อมูลการใช้จ่ายเงินให้บุคลากรทราบ"
    assert first.owner is not None
    assert first.owner.names == ["กองคลัง"]
    assert first.timeline is not None
    assert [(e.kind, e.start, e.end) for e in first.timeline.events] == [
        ("during", "2023-10-01", "2024-09-30")
    ]
    assert first.steps is not None
    assert [item.text for item in first.steps.items] == ["จัดทำสรุปรายเดือนติดประกาศ"]
    assert first.result is None
    assert first.confidence > 0.9


def test_every_column_order_gives_the_same_measures(tmp_path: Path) -> None:
    straight = report_of(tmp_path, HEADING, ROW_1, ROW_2)
    order = [3, 0, 4, 2, 1]
    turned = report_of(
        tmp_path, *("\t".join(line.split("\t")[i] for i in order) for line in (HEADING, ROW_1, ROW_2))
    )
    for before, after in zip(straight.measures, turned.measures, strict=True):
        for role in ("measure", "steps", "owner", "timeline"):
            assert getattr(before, role).text == getattr(after, role).text
        assert before.number == after.number


@pytest.mark.parametrize(
    "repeated",
    [HEADING, HEADING.replace("ขั้นตอน", "ชั้นตอน"), HEADING.replace("ผู้รับผิดชอบ", "ผู้ รับผิด ชอบ"), None],
    ids=["same", "a wrong letter", "stray spaces", "no heading"],
)
def test_continued_table(tmp_path: Path, repeated: str | None) -> None:
    more = [repeated] if repeated else []
    report = report_of(tmp_path, HEADING, ROW_1, "", *more, ROW_2, ROW_3)
    assert [m.number for m in report.measures] == ["1", "2", "3"]
    assert "column-unrecognised" not in codes(report)


def test_row_cut_in_two_by_the_page(tmp_path: Path) -> None:
    cut = "\t\t2) ส่งให้ผู้บริหารลงนาม\t\t"
    head = ROW_1.replace("จัดทำสรุปรายเดือนติดประกาศ", "1) จัดทำสรุปรายเดือน")
    report = report_of(tmp_path, HEADING, head, "", HEADING, cut, ROW_2)
    assert [m.number for m in report.measures] == ["1", "2"]
    steps = report.measures[0].steps
    assert steps is not None
    assert [item.text for item in steps.items] == ["จัดทำสรุปรายเดือน", "ส่งให้ผู้บริหารลงนาม"]
    assert steps.raw.splitlines() == ["1) จัดทำสรุปรายเดือน", "2) ส่งให้ผู้บริหารลงนาม"]
    assert len(steps.provenance) == 2
    assert "row-continued" in codes(report)


def test_section_rows_stand_over_what_follows(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        HEADING,
        "ตัวชี้วัดที่ 2 การใช้งบประมาณ\t\t\t\t",
        ROW_1,
        "ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร\t\t\t\t",
        ROW_2,
    )
    assert [m.section[-1] for m in report.measures] == [
        "ตัวชี้วัดที่ 2 การใช้งบประมาณ",
        "ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร",
    ]
    assert [(link.instrument, link.number) for m in report.measures for link in m.indicators] == [
        ("IIT", 2),
        ("EIT", 7),
    ]


@pytest.mark.parametrize(
    ("issue", "linked"),
    [
        ("ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ", [("IIT", 4, None)]),
        ("การใช้อำนาจ", [("IIT", 3, None)]),
        ("การขอยืมทรัพย์สิน (i20)", [("IIT", 4, "i20")]),
        ("เจตจำนงสุจริตของผู้บริหาร", [("OIT", 10, None)]),
        ("การดูแลสวนหย่อม", []),
    ],
)
def test_issue_names_the_indicator(
    tmp_path: Path, issue: str, linked: list[tuple[str, int, str | None]]
) -> None:
    heading = "ประเด็นที่ต้องพัฒนา\tมาตรการ\tผู้รับผิดชอบ\tระยะเวลา"
    measure = only(report_of(tmp_path, heading, f"{issue}\tจัดทำแผ่นพับแนะนำ\tกองคลัง\tมกราคม 2567"))
    assert measure.subject == "จัดทำแผ่นพับแนะนำ"
    assert [(link.instrument, link.number, link.question) for link in measure.indicators] == linked


def test_blank_owner_means_as_above(tmp_path: Path) -> None:
    below = ROW_2.replace("สำนักปลัด", "")
    report = report_of(tmp_path, HEADING, ROW_1, below)
    owner = report.measures[1].owner
    assert owner is not None
    assert (owner.names, owner.inherited) == (["กองคลัง"], True)
    assert report.measures[0].owner is not None
    assert not report.measures[0].owner.inherited


def test_cells_merged_downward(tmp_path: Path) -> None:
    html = """<table><tr><th>มาตรการ</th><th>ผู้รับผิดชอบ</th><th>ระยะเวลา</th></tr>
    <tr><td>จัดทำคู่มือ</td><td rowspan="2">กองคลัง</td><td>มีนาคม 2567</td></tr>
    <tr><td>เผยแพร่คู่มือ</td><td>เมษายน 2567</td></tr></table>"""
    report = report_of(tmp_path, html)
    first, second = (m.owner for m in report.measures)
    assert first is not None
    assert second is not None
    assert first.names == second.names == ["กองคลัง"]
    assert (first.inherited, second.inherited) == (False, True)


def test_owner_and_timeline_exchanged_in_one_row(tmp_path: Path) -> None:
    wrong = "2\tอบรมเจ้าหน้าที่เรื่องการรับของขวัญ\tเชิญวิทยากรบรรยาย\tมกราคม 2567\tสำนักปลัด"
    report = report_of(tmp_path, HEADING, ROW_1, wrong, ROW_3)
    second = report.measures[1]
    assert second.owner is not None
    assert second.timeline is not None
    assert second.owner.names == ["สำนักปลัด"]
    assert second.timeline.events[0].start == "2024-01-01"
    assert second.owner.provenance[0].column == 5
    assert second.owner.grounds.moved
    assert [f.measure for f in report.findings if f.code == "cells-swapped"] == ["m2"]


@pytest.mark.parametrize(
    "wrong",
    [
        "2\t\tอบรมเจ้าหน้าที่เรื่องการรับของขวัญ\tเชิญวิทยากรบรรยาย\tสำนักปลัด\tมกราคม 2567",
        "\t2\tอบรมเจ้าหน้าที่เรื่องการรับของขวัญ\tเชิญวิทยากรบรรยาย\tสำนักปลัด\tมกราคม 2567",
    ],
    ids=["after the number", "from the first column"],
)
def test_row_shifted_to_the_right(tmp_path: Path, wrong: str) -> None:
    report = report_of(tmp_path, HEADING, ROW_1, wrong, ROW_3)
    second = report.measures[1]
    assert second.measure is not None
    assert second.owner is not None
    assert second.timeline is not None
    assert second.measure.text == "อบรมเจ้าหน้าที่เรื่องการรับของขวัญ"
    assert second.owner.names == ["สำนักปลัด"]
    assert second.timeline.events[0].end == "2024-01-31"
    assert [f.measure for f in report.findings if f.code == "cells-shifted"] == ["m2"]


def test_owner_glued_before_the_steps(tmp_path: Path) -> None:
    wrong = "2\tอบรมเจ้าหน้าที่\tสำนักปลัด 1. ขออนุมัติโครงการจากผู้บริหาร 2. จัดอบรมตามแผน\t\tมกราคม 2567"
    report = report_of(tmp_path, HEADING, wrong)
    measure = only(report)
    assert measure.owner is not None
    assert measure.steps is not None
    assert measure.owner.names == ["สำนักปลัด"]
    assert [item.number for item in measure.steps.items] == ["1", "2"]
    assert "cells-shifted" in codes(report)
    assert measure.owner.confidence < 0.9 < measure.steps.confidence


FULL = "ลำดับ\tมาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tระยะเวลา\tผลการดำเนินการ"
GOOD = (
    "1\tทำคู่มือ\tจัดประชุม\tกองคลัง\tธ.ค. 2566\tเผยแพร่แล้ว 12 เล่ม",
    "3\tเปิดเพจ\tจัดทำเพจ\tกองช่าง\tก.พ. 2567\tมีผู้ติดตาม 90 คน",
)


@pytest.mark.parametrize(
    ("wrong", "owner"),
    [
        ("2\tอบรมพนักงาน\tสำนักปลัด\tจัดอบรมสองรุ่น\tม.ค. 2567\tอบรมครบทุกคน", "สำนักปลัด"),
        ("2\tอบรมพนักงาน\tจัดอบรมสองรุ่น\tสำนักปลัด ม.ค. 2567\tอบรมครบทุกคน", "สำนักปลัด"),
        ("2\tอบรมพนักงาน\tจัดอบรมสองรุ่น\tสำนักปลัด\tม.ค. 2567 อบรมครบทุกคน", "สำนักปลัด"),
        ("2\tอบรมพนักงาน\tจัดอบรมสองรุ่น สำนักปลัด\tม.ค. 2567\tอบรมครบทุกคน", "สำนักปลัด"),
        ("2\tอบรมพนักงาน\tจัดอบรมสองรุ่น\tม.ค. 2567\tอบรมครบทุกคน", ""),
    ],
    ids=["exchanged with the steps", "with the time", "time with result", "with the steps", "missing"],
)
def test_a_row_with_a_cell_too_few_or_exchanged_is_put_right_and_told(
    tmp_path: Path, wrong: str, owner: str
) -> None:
    report = report_of(tmp_path, FULL, GOOD[0], wrong, GOOD[1])
    second = report.measures[1]
    fields = (second.measure, second.steps, second.owner, second.timeline, second.result)
    assert [field.text for field in fields if field] == [
        "อบรมพนักงาน", "จัดอบรมสองรุ่น", owner, "ม.ค. 2567", "อบรมครบทุกคน"
    ]  # fmt: skip
    assert {f.measure for f in report.findings if f.code in ("cells-swapped", "cells-shifted")} == {"m2"}


SHORT = "ประเด็น\tแนวทางดำเนินการ\tระยะเวลา\tผู้รับผิดชอบ"
AROUND = ("แผนไม่ทั่วถึง\tติดประกาศ\tต.ค. 2566\tกองคลัง", "ขาดส่วนร่วม\tจัดเวที\tมิ.ย. 2567\tกองสวัสดิการสังคม")


@pytest.mark.parametrize(
    ("wrong", "time"),
    [
        ("ยืมพัสดุยุ่งยาก\tทำแบบยืม\tกองช่าง", ""),
        ("ยืมพัสดุยุ่งยาก\tทำแบบยืม ก.พ. 2567\tกองช่าง", "ก.พ. 2567"),
        ("กองช่าง\tทำแบบยืม\tก.พ. 2567\tยืมพัสดุยุ่งยาก", "ก.พ. 2567"),
    ],
    ids=["no time", "time behind the steps", "owner before the issue"],
)
def test_a_time_or_an_owner_out_of_its_column_is_put_right_and_told(
    tmp_path: Path, wrong: str, time: str
) -> None:
    report = report_of(tmp_path, SHORT, AROUND[0], wrong, AROUND[1])
    second = report.measures[1]
    fields = (second.issue, second.steps, second.timeline, second.owner)
    assert [field.text for field in fields if field] == ["ยืมพัสดุยุ่งยาก", "ทำแบบยืม", time, "กองช่าง"]
    assert {f.measure for f in report.findings if f.code in ("cells-swapped", "cells-shifted")} == {"m2"}


def test_a_row_that_lacks_its_steps_keeps_its_number(tmp_path: Path) -> None:
    second = report_of(tmp_path, FULL, GOOD[0], "2\tอบรมพนักงาน\tสำนักปลัด\tม.ค. 2567\tครบ", GOOD[1]).measures[1]
    assert (second.number, second.subject) == ("2", "อบรมพนักงาน")


def test_a_project_is_the_measure_and_its_activities_the_steps(tmp_path: Path) -> None:
    heading = "กลยุทธ์/โครงการ\tกิจกรรมหลัก\tผู้รับผิดชอบ\tระยะเวลา"
    measure = only(report_of(tmp_path, heading, "ตลาดสะอาด\t1. ล้างตลาด 2. ตรวจน้ำ\tกองคลัง\tมกราคม 2567"))
    assert measure.measure is not None
    assert measure.steps is not None
    assert (measure.subject, measure.measure.text, measure.issue) == ("ตลาดสะอาด", "ตลาดสะอาด", None)
    assert [item.text for item in measure.steps.items] == ["ล้างตลาด", "ตรวจน้ำ"]


def test_one_heading_with_two_roles(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        "ประเด็นที่ต้องพัฒนา\tผู้รับผิดชอบ\tขั้นตอน\tการกำกับติดตามและกำหนดเวลาแล้วเสร็จ",
        "การเปิดเผยข้อมูล\tสำนักปลัด\tรวบรวมข้อมูล\tรายงานผู้บริหารภายในเดือนมีนาคม 2567",
    )
    measure = only(report)
    assert measure.monitoring is not None
    assert measure.timeline is not None
    assert measure.monitoring.raw == measure.timeline.raw
    assert [(e.kind, e.end) for e in measure.timeline.events] == [("by", "2024-03-31")]


def test_unknown_column_is_kept_and_reported(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        HEADING + "\tสีประจำโครงการ",
        ROW_1 + "\tสีเขียวอ่อน",
    )
    measure = only(report)
    assert [(o.heading, o.field.text) for o in measure.other] == [("สีประจำโครงการ", "สีเขียวอ่อน")]
    assert "column-unrecognised" in codes(report)


def test_columns_without_headings_are_told_by_content(tmp_path: Path) -> None:
    report = report_of(tmp_path, ROW_1, ROW_2, ROW_3)
    assert [m.number for m in report.measures] == ["1", "2", "3"]
    third = report.measures[2]
    assert third.owner is not None
    assert third.owner.names == ["กองช่าง"]
    assert third.owner.grounds.role == "content"
    assert third.subject == "ปรับปรุงช่องทางร้องเรียน"


@pytest.mark.parametrize(
    "table",
    [
        ["คะแนน\tระดับ", "95.00 - 100\tAA", "85.00 - 94.99\tA"],
        ["ลำดับ\tเครื่องมือการประเมิน\tตัวชี้วัด\tคะแนน\tผลการประเมิน", "1\tIIT\tการปฏิบัติหน้าที่\t92.10\tผ่านเกณฑ์"],
        ["ข้อคำถาม\tคะแนน\tแนวทางการพัฒนา", "i5 การรับสินบน\t80.00\tสร้างความตระหนัก"],
        ["คะแนน\tแบบ IIT\tแบบ EIT\tแบบ OIT", "น้ำหนัก\tร้อยละ 30\tร้อยละ 30\tร้อยละ 40"],
        ["ลำดับ\tชื่อ - สกุล\tตำแหน่ง", "1\tนายสมชาย ใจดี\tประธานกรรมการ"],
        [
            "ขั้นตอน\tรายละเอียด\tระยะเวลา\tผู้รับผิดชอบ",
            "1\tยื่นคำร้อง\t5 นาที\tงานธุรการ",
            "2\tพิจารณา\t3 วัน\tกองช่าง",
        ],
        ["ที่\tผู้ให้\tครั้ง\tมูลค่า (บาท)\tหมายเหตุ", "1\tประชาชน\t2\t850\tส่งคืน", "2\tเอกชน\t1\t90\tส่งคืน"],
        ["รายการ\tจำนวนเงิน (บาท)", "รายรับ\t1,200,000", "รายจ่าย\t1,000,000"],
        ["โครงการ\tงบประมาณ\tวิธีจัดซื้อ\tวันที่ประกาศ", "ซื้อรถบรรทุกน้ำ\t2,500,000\te-bidding\t15 ม.ค. 2567"],
    ],
    ids=[
        "grade bands",
        "indicators",
        "questions",
        "weights",
        "people",
        "procedure",
        "gifts",
        "sums",
        "purchases",
    ],
)
def test_other_tables_are_no_measures(tmp_path: Path, table: list[str]) -> None:
    report = report_of(tmp_path, *table)
    assert report.measures == []
    assert "no-measures" in codes(report)
    together = report_of(tmp_path, *table, "", "มาตรการที่กำหนด", "", HEADING, ROW_1)
    assert len(together.measures) == 1


def test_every_letter_of_a_cell_stands_in_one_field(tmp_path: Path) -> None:
    report = report_of(tmp_path, HEADING, ROW_1, ROW_2, ROW_3)
    for line, measure in zip((ROW_1, ROW_2, ROW_3), report.measures, strict=True):
        cells = line.split("\t")
        fields = [measure.measure, measure.steps, measure.owner, measure.timeline]
        assert [field.raw for field in fields if field] == cells[1:]


def test_a_full_row_after_a_page_break_is_its_own(tmp_path: Path) -> None:
    """Its list is marked otherwise than the one above, its owner is an instruction, but no cell is blank."""
    heading = "ประเด็น\tผู้รับผิดชอบ\tขั้นตอน\tระยะเวลา"
    report = report_of(
        tmp_path,
        heading,
        "การเงิน\tทุกงานจัดทำข้อมูลแล้วส่งให้กองคลังรวบรวม\t1.รวบรวมใบเสร็จ 2.สรุปยอด\tมีนาคม 2567",
        "",
        heading,
        "พัสดุ\tทุกงานจัดทำข้อมูลแล้วส่งให้กองคลังรวบรวม\t-สำรวจครุภัณฑ์ทุกชิ้น\tเมษายน 2567",
    )
    assert [m.subject for m in report.measures] == ["การเงิน", "พัสดุ"]


def test_subject_cut_by_the_page(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        HEADING.removeprefix("ลำดับ\t"),
        "1. เผยแพร่ข้อมูลการใช้จ่าย\t1. สรุปยอด\tกองคลัง\tมีนาคม 2567",
        "",
        HEADING.removeprefix("ลำดับ\t"),
        "งบประมาณ\t2. ติดประกาศ\t\t",
        "2. อบรมเจ้าหน้าที่\t1. เชิญวิทยากร\tสำนักปลัด\tเมษายน 2567",
    )
    assert [m.number for m in report.measures] == ["1", "2"]
    assert "".join(report.measures[0].subject.split()) == "เผยแพร่ข้อมูลการใช้จ่ายงบประมาณ"


def test_ticked_months_are_the_time(tmp_path: Path) -> None:
    html = """<table>
    <tr><td rowspan="2">มาตรการ</td><td rowspan="2">ผู้รับผิดชอบ</td><td colspan="4">ระยะเวลาดำเนินการ</td></tr>
    <tr><td>ต.ค. 66</td><td>พ.ย. 66</td><td>ธ.ค. 66</td><td>ม.ค. 67</td></tr>
    <tr><td>จัดทำคู่มือ</td><td>กองคลัง</td><td>✓</td><td>✓</td><td></td><td></td></tr></table>"""
    timeline = only(report_of(tmp_path, html)).timeline
    assert timeline is not None
    assert [(event.start, event.end) for event in timeline.events] == [
        ("2023-10-01", "2023-10-31"),
        ("2023-11-01", "2023-11-30"),
    ]
    assert timeline.raw.split() == ["✓", "✓"]


def test_quiet_on_a_clean_report(tmp_path: Path) -> None:
    assert report_of(tmp_path, HEADING, ROW_1, ROW_2, ROW_3).findings == []


def test_a_numbered_list_is_no_heading(tmp_path: Path) -> None:
    listed = "1. ผลการประเมินของปีก่อน\n2. ข้อเสนอของบุคลากร\n\n"
    assert only(report_of(tmp_path, HEADING, ROW_1, cover=COVER + listed)).section == []
    headed = "1. ที่มาของการดำเนินงาน\nข้อความอธิบายที่มา\n2. ตารางการดำเนินงาน\n\n"
    assert only(report_of(tmp_path, HEADING, ROW_1, cover=COVER + headed)).section == ["2. ตารางการดำเนินงาน"]


def test_two_columns_of_the_success_measure_are_one_field(tmp_path: Path) -> None:
    heading = "มาตรการ\tตัวชี้วัด\tค่าเป้าหมาย\tผู้รับผิดชอบ"
    measure = only(report_of(tmp_path, heading, "จัดทำคู่มือ\tจำนวนคู่มือ\t5 เล่ม\tกองคลัง"))
    assert measure.kpi is not None
    assert measure.kpi.text == "จำนวนคู่มือ\n5 เล่ม"
    assert len(measure.kpi.provenance) == 2
    assert measure.other == []


def test_results_of_two_halves_are_one_field_that_says_which_is_which(tmp_path: Path) -> None:
    heading = "มาตรการ\tผู้รับผิดชอบ\tผลการดำเนินงาน รอบ 6 เดือน\tผลการดำเนินงาน รอบ 12 เดือน"
    row = "จัดทำคู่มือ\tกองคลัง\tยกร่างแล้ว\t1. พิมพ์ 2. แจกจ่าย"
    result = only(report_of(tmp_path, heading, row)).result
    assert result is not None
    assert result.text.startswith("รอบ 6 เดือน: ยกร่างแล้ว\nรอบ 12 เดือน:")
    assert "รอบ" not in result.raw
    only_last = only(report_of(tmp_path, heading, "จัดทำคู่มือ\tกองคลัง\t\tพิมพ์แล้ว")).result
    assert only_last is not None
    assert only_last.text == "รอบ 12 เดือน: พิมพ์แล้ว"


def test_how_bad_a_risk_is_is_no_outcome(tmp_path: Path) -> None:
    heading = "ความเสี่ยง\tโอกาส\tผลกระทบ\tมาตรการ\tผู้รับผิดชอบ"
    measure = only(report_of(tmp_path, heading, "เบิกน้ำมันเกินจริง\t3\t4\tบันทึกเลขไมล์ทุกเที่ยว\tกองช่าง"))
    assert measure.outcome is None
    assert [other.field.text for other in measure.other] == ["3", "4"]


def test_an_item_below_a_heading_is_what_the_heading_says(tmp_path: Path) -> None:
    heading = ("มาตรการ\tตัวชี้วัด\t\tผู้รับผิดชอบ", "\tรายการ\tเป้าหมาย\t")
    measure = only(report_of(tmp_path, *heading, "จัดทำคู่มือ\tจำนวนคู่มือ\t5 เล่ม\tกองคลัง"))
    assert measure.issue is None
    assert measure.kpi is not None
    assert measure.kpi.text == "จำนวนคู่มือ\n5 เล่ม"


def test_a_second_heading_row_without_spans_splits_the_heading_above(tmp_path: Path) -> None:
    """Text exports have no spans: the cell over several columns stands in the first and blanks follow."""
    report = report_of(
        tmp_path,
        "ที่\tกิจกรรม\tระยะเวลา\t\t\t\tผู้รับผิดชอบ",
        "\t\tไตรมาส 1\tไตรมาส 2\tไตรมาส 3\tไตรมาส 4\t",
        "1\tจัดทำทะเบียนคุมรถยนต์\t✓\t\t\t✓\tกองช่าง",
        "2\tทบทวนคู่มือบริการ\t\t✓\t\t\tกองคลัง",
    )
    first, second = report.measures
    assert first.timeline is not None
    assert [e.start for e in first.timeline.events] == ["2023-10-01", "2024-07-01"]
    assert second.timeline is not None
    assert [e.end for e in second.timeline.events] == ["2024-03-31"]
    assert second.owner is not None
    assert second.owner.names == ["กองคลัง"]


@pytest.mark.parametrize(
    ("headings", "start"),
    [
        (("เวลาดำเนินการ ไตรมาส 1", "เวลาดำเนินการ ไตรมาส 2", "เวลาดำเนินการ ไตรมาส 3"), "2024-01-01"),
        (("พ.ศ. 2566 พ.ย.", "พ.ศ. 2566 ธ.ค.", "พ.ศ. 2567 ม.ค."), "2023-12-01"),
        (("ปี 2566 ต.ค.", "ปี 2566 พ.ย.", "ปี 2566 ธ.ค."), "2023-11-01"),
    ],
)
def test_ticked_headings_keep_the_words_that_make_them_times(
    tmp_path: Path, headings: tuple[str, ...], start: str
) -> None:
    heads = "\t".join(headings)
    report = report_of(tmp_path, f"กิจกรรม\t{heads}\tผู้รับผิดชอบ", "ออกหน่วยบริการ\t\t/\t\tกองช่าง")
    timeline = only(report).timeline
    assert timeline is not None
    assert [e.start for e in timeline.events] == [start]


def test_a_sum_row_is_no_measure_and_loses_nothing(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        "ที่\tโครงการ\tงบประมาณ\tผู้รับผิดชอบ",
        "1\tอบรมผู้นำชุมชน\t12,000\tสำนักปลัด",
        "2\tประกวดชุมชนสุจริต\t8,000\tสำนักปลัด",
        "\tรวมทั้งสิ้น\t20,000 บาท\t",
        "\tรวม 2 โครงการ\t-\t",
    )
    assert [m.number for m in report.measures] == ["1", "2"]
    said = [f.message for f in report.findings if f.code == "table-note"]
    assert ["รวมทั้งสิ้น 20,000" in said[0], "รวม 2 โครงการ -" in said[1], len(said)] == [True, True, 2]


def test_the_next_title_of_one_sort_replaces_the_last(tmp_path: Path) -> None:
    """One printed above the table and one inside it stand beside each other."""
    head = "มาตรการ\tผู้รับผิดชอบ\tระยะเวลา\tการรายงานผล"
    report = report_of(
        tmp_path,
        "1. ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่",
        head,
        "ติดป้ายขั้นตอนบริการ\tสำนักปลัด\tธ.ค. 66\tรายงานนายก",
        "2. ตัวชี้วัดที่ 2 การใช้งบประมาณ",
        head,
        "ติดประกาศรายจ่าย\tกองคลัง\tม.ค. 67\tรายงานนายก",
    )
    assert [[link.number for link in m.indicators] for m in report.measures] == [[1], [2]]


def test_a_calendar_holds_no_measures(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        "วันที่\tกิจกรรม\tสถานที่",
        "12 ม.ค. 67\tรับฟังความคิดเห็น\tหอประชุม",
        "15 ม.ค. 67\tลงพื้นที่หมู่ 3\tศาลา",
    )
    assert report.measures == []


def test_people_and_their_telephones_are_no_measures(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        "ลำดับ\tชื่อ - สกุล\tตำแหน่ง\tหน้าที่\tโทรศัพท์",
        "1\tนายสมาน ทองดี\tปลัดเทศบาล\tประธาน\t081-000-0001",
        "2\tนางละออ สุขใจ\tนิติกร\tเลขานุการ\t081-000-0002",
    )
    assert report.measures == []


def test_a_word_behind_unknown_ones_does_not_name_the_column(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        "สัญลักษณ์มาตรการ\tมาตรการ\tผู้รับผิดชอบ\tระยะเวลา",
        "เขียว\tจัดระเบียบแผงลอย\tกองช่าง\tมี.ค. 67",
        "แดง\tเปิดสายด่วน\tสำนักปลัด\tเม.ย. 67",
    )
    assert [m.subject for m in report.measures] == ["จัดระเบียบแผงลอย", "เปิดสายด่วน"]
    assert [m.other[0].field.text for m in report.measures] == ["เขียว", "แดง"]
    assert "column-unrecognised" in codes(report)


def test_what_rows_are_about_does_not_hang_on_the_order_of_columns(tmp_path: Path) -> None:
    columns = ("เรื่อง", "การจัดงานวันแม่"), ("กิจกรรมที่ดำเนินการ", "จัดนิทรรศการ"), ("ผู้รับผิดชอบ", "กองคลัง")
    for order in (columns, columns[::-1]):
        measure = only(report_of(tmp_path, *("\t".join(part) for part in zip(*order, strict=True))))
        assert measure.subject == "การจัดงานวันแม่"
        assert measure.steps is not None
        assert measure.steps.text == "จัดนิทรรศการ"


def test_who_watches_stands_beside_who_does(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        "ข้อสั่งการ\tผู้กำกับติดตาม\tเจ้าหน้าที่รับผิดชอบ\tดำเนินการภายใน",
        "จัดเวรยามประจำจุดตรวจ\tรอง ผกก.ป.ฯ\tงานป้องกันปราบปราม\t31 มี.ค. 67",
    )
    measure = only(report)
    assert measure.owner is not None
    assert measure.owner.names == ["งานป้องกันปราบปราม"]
    assert measure.monitoring is not None
    assert measure.monitoring.text == "รอง ผกก.ป.ฯ"


def test_an_unknown_heading_beside_owner_and_time_is_the_measures(tmp_path: Path) -> None:
    head = "สิ่งที่ชาวเราจะทำกัน\tผู้รับผิดชอบ\tระยะเวลา"
    measure = only(report_of(tmp_path, head, "ออกหน่วยรับชำระภาษีตามหมู่บ้านที่ห่างไกล\tกองคลัง\tม.ค. 67"))
    assert measure.subject == "ออกหน่วยรับชำระภาษีตามหมู่บ้านที่ห่างไกล"
    assert measure.confidence < 0.9


def test_headings_mostly_unknown_stand_over_owners_and_times(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        "คนทำงาน\tทำตอนไหน\tมาตรการที่ทำ\tลงมือแบบไหน\tหลักฐานที่มี",
        "กองคลัง\tต.ค. 66\tเผยแพร่แผน\tติดประกาศ\tภาพถ่าย",
        "กองช่าง\tพ.ย. 66\tซ่อมถนน\tลงพื้นที่สำรวจ\tภาพถ่าย",
    )
    first, second = report.measures
    assert (first.subject, second.subject) == ("เผยแพร่แผน", "ซ่อมถนน")
    assert first.owner is not None
    assert first.owner.names == ["กองคลัง"]
    assert second.timeline is not None
    assert [event.start for event in second.timeline.events] == ["2023-11-01"]
    assert [(field.heading, field.field.text) for field in first.other] == [("ลงมือแบบไหน", "ติดประกาศ")]


def test_a_first_row_that_holds_an_owner_and_a_time_is_no_heading(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        HEADING,
        ROW_1,
        "",
        "3\tมาตรการรายงานผล\tขั้นตอนการให้บริการ\tกองคลัง\tมกราคม 2567",
        ROW_2.replace("2\t", "4\t", 1),
    )
    assert [m.number for m in report.measures] == ["1", "3", "4"]


def test_what_is_suggested_beside_an_issue_is_the_measure_where_nothing_else_is(tmp_path: Path) -> None:
    heading = "ลำดับ\tข้อคำถาม/จุดที่ต้องพัฒนา\tแนวทางการแก้ไข\tผู้กำกับติดตาม\tห้วงเวลา"
    row = "1\to11 แผนการใช้จ่ายงบประมาณ\tระบุแหล่งที่มาของงบประมาณ\tกองคลัง\tม.ค. 67"
    planned = only(report_of(tmp_path, heading, row))
    assert planned.measure is not None
    assert planned.measure.text == "ระบุแหล่งที่มาของงบประมาณ"
    assert planned.suggestion is None
    done = only(report_of(tmp_path, f"{heading}\tปัญหาอุปสรรค", f"{row}\tไม่มี"))
    assert done.suggestion is not None
    assert done.suggestion.text == "ระบุแหล่งที่มาของงบประมาณ"


def test_a_heading_that_only_the_second_page_has_is_for_both(tmp_path: Path) -> None:
    cut = ROW_2.replace("เชิญวิทยากรบรรยาย", "1. เชิญวิทยากร")
    rest = "\t\t2. ประเมินผล\t\t"
    report = report_of(tmp_path, ROW_1, cut, "\f", HEADING, rest, ROW_3)
    assert [m.number for m in report.measures] == ["1", "2", "3"]
    steps = report.measures[1].steps
    assert steps is not None
    assert [item.text for item in steps.items] == ["เชิญวิทยากร", "ประเมินผล"]
    assert steps.grounds.role == "exact"


def test_a_measure_that_counts_itself_has_its_number(tmp_path: Path) -> None:
    heading = "มาตรการ\tวิธีดำเนินการ\tผู้รับผิดชอบ\tระยะเวลา"
    row = "มาตรการที่ ๒ เผยแพร่แผนจัดหาพัสดุ\tจัดทำแผน\tกองคลัง\tมกราคม 2567"
    measure = only(report_of(tmp_path, heading, row))
    assert (measure.number, measure.subject) == ("2", "เผยแพร่แผนจัดหาพัสดุ")
    assert measure.measure is not None
    assert measure.measure.text == "มาตรการที่ 2 เผยแพร่แผนจัดหาพัสดุ"


def test_a_policy_with_its_strategies_stays_an_issue_with_its_steps(tmp_path: Path) -> None:
    policy = only(report_of(tmp_path, "นโยบาย\tกลยุทธ์/วิธีการ\tผู้รับผิดชอบ", "บริหารโปร่งใส\tเปิดเผยข้อมูล\tกองคลัง"))
    assert policy.issue is not None
    assert policy.steps is not None
    assert (policy.issue.text, policy.steps.text) == ("บริหารโปร่งใส", "เปิดเผยข้อมูล")


def test_lists_below_what_and_how_beside_an_issue_are_the_steps(tmp_path: Path) -> None:
    row = "การยืมพัสดุ\t{}\tกองคลัง"
    heading = "ประเด็นที่ต้องพัฒนา\tมาตรการ/ขั้นตอน\tผู้รับผิดชอบ"
    listed = only(report_of(tmp_path, heading, row.format("1. จัดทำคู่มือ 2. แจ้งเวียน")))
    assert listed.steps is not None
    assert [item.text for item in listed.steps.items] == ["จัดทำคู่มือ", "แจ้งเวียน"]
    assert listed.subject == "การยืมพัสดุ"
    assert only(report_of(tmp_path, heading, row.format("จัดทำคู่มือการยืม"))).subject == "จัดทำคู่มือการยืม"


@pytest.mark.parametrize("issue", ["1๒๒ การยืมพัสดุ", "๐ ๑๘ แผนการใช้จ่าย", "e๑๑ การให้บริการ"])
def test_an_issue_is_linked_to_its_question_though_it_is_misread(tmp_path: Path, issue: str) -> None:
    measure = only(report_of(tmp_path, "ประเด็น\tวิธีการ\tผู้รับผิดชอบ", f"{issue}\tจัดทำคู่มือ\tกองคลัง"))
    (link,) = measure.indicators
    assert link.question == {"1": "i22", "๐": "o18", "e": "e11"}[issue[0]]


def test_a_question_that_counts_the_rows_is_linked(tmp_path: Path) -> None:
    heading, row = "ข้อ\tจุดอ่อน\tแนวทางแก้ไขปรับปรุง\tผู้รับผิดชอบ", "i20\tขั้นตอนมาก\tลดขั้นตอน\tงานพัสดุ"
    measure = only(report_of(tmp_path, heading, row))
    assert measure.subject == "ลดขั้นตอน"
    assert [link.question for link in measure.indicators] == ["i20"]


def test_indicators_of_the_assessment_right_of_the_measure_stay_indicators(tmp_path: Path) -> None:
    measure = only(report_of(tmp_path, "มาตรการ\tผู้รับผิดชอบ\tตัวชี้วัด", "เปิดเผยแผนจัดซื้อ\tกองคลัง\tการใช้งบประมาณ"))
    assert [(link.instrument, link.number) for link in measure.indicators] == [("IIT", 2)]
    assert measure.kpi is None


def test_results_of_quarters_are_one_field_that_says_which_is_which(tmp_path: Path) -> None:
    heading = "มาตรการ\tผู้รับผิดชอบ\tระยะเวลา\tผลการดำเนินงาน ไตรมาส 1\tผลการดำเนินงาน ไตรมาส 2"
    measure = only(report_of(tmp_path, heading, "จัดทำป้าย\tงานธุรการ\tต.ค. 66\tออกแบบป้าย\tติดตั้งแล้ว"))
    assert measure.result is not None
    assert measure.result.text == "ไตรมาส 1: ออกแบบป้าย\nไตรมาส 2: ติดตั้งแล้ว"
    assert measure.other == []


def test_english_headings(tmp_path: Path) -> None:
    measure = only(
        report_of(
            tmp_path,
            "No.\tMeasure\tAction\tResponsible\tDue date\tStatus",
            "1\tนโยบายงดรับของขวัญ\tประกาศทั่วทั้งองค์กร\tฝ่ายกำกับการปฏิบัติงาน\t31 ธ.ค. 2566\tดำเนินการแล้วเสร็จ",
        )
    )
    assert measure.subject == "นโยบายงดรับของขวัญ"
    assert measure.result is not None
    assert measure.steps is not None
    assert measure.steps.text == "ประกาศทั่วทั้งองค์กร"


def test_a_subject_that_counts_on_below_a_repeated_heading_is_a_row_of_its_own(tmp_path: Path) -> None:
    heading = "มาตรการ/แนวทาง\tวิธีการดำเนินการ\tระยะเวลา\tผู้รับผิดชอบ\tผลการดำเนินการ"
    report = report_of(
        tmp_path,
        heading,
        "๑. มาตรการลดขั้นตอน\tจัดทำผังขั้นตอน\tต.ค. ๖๖ - ธ.ค. ๖๖\tสำนักปลัด\tจัดทำแล้ว",
        "๒. มาตรการตรวจสอบการใช้ดุลพินิจ\t<p>๑. กำหนดหลักเกณฑ์</p> <p>๒. แจ้งเวียน</p>\tม.ค. ๖๗\tทุก กอง\t-แจ้งแล้ว",
        "",
        heading,
        "๓. มาตรการ เผย แพร่ ข้อ มูล\tปรับปรุงเว็บไซต์\tตลอดปีงบประมาณ\tกองคลัง\tปรับปรุงแล้ว",
    )
    assert [measure.number for measure in report.measures] == ["1", "2", "3"]


def test_a_row_that_breaks_off_before_who_and_when_goes_on_in_the_next(tmp_path: Path) -> None:
    heading = "ที่\tมาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tระยะเวลา"
    lines = (
        heading,
        "1\tเวียนแผน\t1. จัดทำแผน 2. ประกาศ\tกองคลัง\tธันวาคม 2566",
        "2\tยืมออนไลน์\t1. ออกแบบ",
    )
    report = report_of(tmp_path, *lines, "\t\t2. ทดลองใช้ 3. ประกาศใช้\tกองพัสดุ\tมกราคม 2567")
    assert [m.owner and m.owner.names for m in report.measures] == [["กองคลัง"], ["กองพัสดุ"]]
    steps = report.measures[1].steps
    assert steps is not None
    assert [item.number for item in steps.items] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("title", "time", "year"),
    [
        (
            "การวิเคราะห์ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2566 และมาตรการ ปีงบประมาณ พ.ศ. 2567",
            "ตลอดปีงบประมาณ",
            2567,
        ),
        ("การวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566", "ธันวาคม 2566", 2567),
        ("การวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566", "กันยายน 2566", 2566),
        ("การวิเคราะห์ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2566", "ไตรมาสที่ 1", 2566),
    ],
)
def test_an_analysis_lays_down_measures_of_the_year_that_they_are_dated_in(
    tmp_path: Path, title: str, time: str, year: int
) -> None:
    row = f"จัดทำคู่มือการยืมทรัพย์สิน\tกองคลัง\t{time}"
    report = report_of(tmp_path, "มาตรการ\tผู้รับผิดชอบ\tระยะเวลา", row, cover=f"{title}\n\n")
    assert (report.report.fiscal_year, only(report).fiscal_year) == (2566, year)
    assert "timeline-outside-year" not in codes(report)


def test_the_reports_title_without_the_agencys_name_is_no_section(tmp_path: Path) -> None:
    cover = (
        "รายงานผลการขับเคลื่อนมาตรการส่งเสริมความโปร่งใส\nของสำนักงานแรงงานจังหวัดเลย\nประจำปีงบประมาณ พ.ศ. 2568\n\n"
    )
    report = report_of(tmp_path, HEADING, ROW_1, cover=cover)
    assert only(report).section == []


def test_a_numbered_row_above_rows_that_count_on_below_it_is_their_title(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        HEADING,
        "1\tป้องกันความเสี่ยง\t\t\t",
        "1.1\tวิเคราะห์ความเสี่ยง\tประชุมคณะทำงาน\tกองคลัง\tต.ค. 66",
        "1.2\tจัดทำรายงาน\tสรุปผล\tกองช่าง\tพ.ย. 66",
        "2\tสร้างจิตสำนึก\t\t\t",
        "2.1\tอบรมพนักงาน\tเชิญวิทยากร\tสำนักปลัด\tธ.ค. 66",
    )
    assert [(m.number, m.section) for m in report.measures] == [
        ("1.1", ["1 ป้องกันความเสี่ยง"]),
        ("1.2", ["1 ป้องกันความเสี่ยง"]),
        ("2.1", ["2 สร้างจิตสำนึก"]),
    ]


def test_a_row_without_more_than_its_subject_stays_where_the_count_goes_on(tmp_path: Path) -> None:
    report = report_of(tmp_path, HEADING, ROW_1, "2\tสร้างจิตสำนึก\t\t\t", ROW_3)
    assert [m.number for m in report.measures] == ["1", "2", "3"]


def test_a_measure_of_which_nothing_else_is_said_is_no_title(tmp_path: Path) -> None:
    rows = (
        "1. จัดทำคู่มือ\tสำนักปลัด\tม.ค. 67",
        "2. อบรมพนักงาน",
        "3. เผยแพร่ข้อมูล\tกองคลัง\tก.พ. 67",
        "4. ตรวจทรัพย์สิน",
    )
    report = report_of(tmp_path, "| มาตรการ | ผู้รับผิดชอบ | ระยะเวลา |", "|---|---|---|", *map(_as_pipes, rows))
    assert [(m.number, m.section, m.owner and m.owner.text) for m in report.measures] == [
        ("1", [], "สำนักปลัด"),
        ("2", [], "สำนักปลัด"),
        ("3", [], "กองคลัง"),
        ("4", [], "กองคลัง"),
    ]


def test_numbered_titles_over_numbered_measures_stay_titles(tmp_path: Path) -> None:
    rows = (
        "1. ด้านการเงิน",
        "1. ตรวจใบสำคัญ\tกองคลัง\tม.ค. 67",
        "2. ด้านการบริการ",
        "2. เปิดคิวออนไลน์\tกองช่าง\tก.พ. 67",
    )
    report = report_of(tmp_path, "| มาตรการ | ผู้รับผิดชอบ | ระยะเวลา |", "|---|---|---|", *map(_as_pipes, rows))
    assert [(m.subject, m.section) for m in report.measures] == [
        ("ตรวจใบสำคัญ", ["1. ด้านการเงิน"]),
        ("เปิดคิวออนไลน์", ["2. ด้านการบริการ"]),
    ]


def _as_pipes(row: str) -> str:
    cells = [*row.split("\t"), "", ""][:3]
    return f"| {' | '.join(cells)} |"


def test_a_title_repeated_on_the_next_page_begins_nothing(tmp_path: Path) -> None:
    heading = "มาตรการ\tขั้นตอนการดำเนินการ\tผลการดำเนินการ\tผู้รับผิดชอบ"
    report = report_of(
        tmp_path,
        "ตารางที่ 1 ผลการดำเนินการ",
        heading,
        "1. เปิดเผยข้อมูล\tปรับปรุงเว็บไซต์\tครบ 35 ข้อ\tสำนักปลัด",
        "2. การมีส่วนร่วม\tประชาสัมพันธ์ผ่านหอกระจายข่าวและ\t\t",
        "ตารางที่ 1 ผลการดำเนินการ (ต่อ)",
        heading,
        "\tกลุ่มไลน์หมู่บ้าน\tผู้เข้าร่วม 145 คน\tกองคลัง",
        "3. การให้บริการ\tเพิ่มช่องบริการ\tเหลือ 10 นาที\tกองช่าง",
    )
    assert [(m.number, m.owner and m.owner.text) for m in report.measures] == [
        ("1", "สำนักปลัด"),
        ("2", "กองคลัง"),
        ("3", "กองช่าง"),
    ]
    assert [m.section for m in report.measures] == [["ตารางที่ 1 ผลการดำเนินการ"]] * 3
    assert "row-continued" in codes(report)


def test_a_number_too_large_to_count_with_is_next_to_none(tmp_path: Path) -> None:
    row = f"{'9' * 5000}. จัดทำคู่มือ\tกองคลัง\tม.ค. 67"
    report = report_of(tmp_path, "มาตรการ\tผู้รับผิดชอบ\tระยะเวลา", row, "3. อบรม\t\t")
    assert [measure.owner and measure.owner.text for measure in report.measures] == ["กองคลัง"]


def test_a_title_beside_a_narrower_table_above_is_read(tmp_path: Path) -> None:
    narrow = "<table><tr><td>คำนำ<br>ความเป็นมา</td></tr><tr><td>สรุป<br>ผล</td></tr></table>"
    wide = (
        "<table><tr><td></td><td>ตัวชี้วัดที่ 2 การใช้งบประมาณ</td></tr><tr><td>1</td><td>เปิดเผย</td></tr></table>"
    )
    path = tmp_path / "report.html"
    path.write_text(f"<html><body>{narrow}{wide}</body></html>", encoding="utf-8")
    assert extract(path).measures == []
