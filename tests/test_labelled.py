"""Measures that stand behind labels: in lines, in forms, in tables whose headings are their first column."""

from __future__ import annotations

from pathlib import Path

import pytest

from ita_extract import extract
from ita_extract.model.report import Measure, Report

COVER = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. 2567\n\n"


def read(tmp_path: Path, text: str) -> Report:
    path = tmp_path / "report.md"
    path.write_text(COVER + text, encoding="utf-8")
    return extract(path)


def told(measure: Measure) -> tuple[str | None, str, str, list[str], list[str | None]]:
    """Number, subject, owner, steps and the ends of the times."""
    assert measure.owner is not None
    assert measure.steps is not None
    assert measure.timeline is not None
    steps = [item.text for item in measure.steps.items]
    return (
        measure.number,
        measure.subject,
        measure.owner.text,
        steps,
        [e.end for e in measure.timeline.events],
    )


TOLD = [
    ("1", "ทำคู่มือ", "กองคลัง", ["สำรวจงาน", "ประกาศใช้"], ["2024-01-31"]),
    ("2", "เปิดสายด่วน", "สำนักปลัด", ["ขอเลขหมาย", "จัดเวร"], ["2024-06-30"]),
]
COLONS = """มาตรการที่ {} {}
ผู้รับผิดชอบ : {}
วิธีดำเนินการ :
1) {}
2) {}
ระยะเวลา : {}

"""
BOLD = """### {}. {}

- **ผู้รับผิดชอบ:** {}
- **ขั้นตอน:**
  1. {}
  2. {}
- **ระยะเวลา:** {}

"""
SPACES = """**{}. {}**
**ผู้รับผิดชอบ** {}
**วิธีการ** (1) {} (2) {}
**กำหนดแล้วเสร็จ** {}

"""
HEADINGS = """## มาตรการที่ {} {}

### ผู้รับผิดชอบ

{}

### ขั้นตอน/วิธีการ

- {}
- {}

### ระยะเวลาดำเนินการ

{}

"""
FORM = """| มาตรการที่ {} | {} |
|---|---|
| ผู้รับผิดชอบ | {} |
| วิธีดำเนินการ | 1. {}<br>2. {} |
| ระยะเวลา | {} |

"""
TIMES = ("ภายในเดือนมกราคม 2567", "ภายใน 30 มิถุนายน 2567")


def filled(block: str) -> str:
    return "".join(
        block.format(number, subject, owner, *steps, time)
        for (number, subject, owner, steps, _), time in zip(TOLD, TIMES, strict=True)
    )


@pytest.mark.parametrize("block", [COLONS, BOLD, SPACES, HEADINGS, FORM])
def test_blocks_of_labels_are_measures(tmp_path: Path, block: str) -> None:
    found = read(tmp_path, filled(block))
    assert [told(measure) for measure in found.measures] == TOLD
    assert found.findings == []


def test_a_value_keeps_its_place_and_raw(tmp_path: Path) -> None:
    text = filled(COLONS)
    owner = read(tmp_path, text).measures[1].owner
    assert owner is not None
    (place,) = owner.provenance
    assert place.span is not None
    start, end = place.span
    assert (COVER + text)[start:end] == owner.raw == "สำนักปลัด"


def test_several_labels_on_one_line(tmp_path: Path) -> None:
    lines = (
        "1. ทำคู่มือ ผู้รับผิดชอบ: กองคลัง ระยะเวลา: มกราคม 2567\n",
        "2. เปิดสายด่วน ผู้รับผิดชอบ: สำนักปลัด ระยะเวลา: มีนาคม 2567\n",
    )
    measures = read(tmp_path, "".join(lines)).measures
    assert [(m.number, m.subject, m.owner and m.owner.text) for m in measures] == [
        ("1", "ทำคู่มือ", "กองคลัง"),
        ("2", "เปิดสายด่วน", "สำนักปลัด"),
    ]


def test_a_measure_in_each_column(tmp_path: Path) -> None:
    lines = (
        "| มาตรการ | ทำคู่มือ | เปิดสายด่วน |\n|---|---|---|\n",
        "| ผู้รับผิดชอบ | กองคลัง | สำนักปลัด |\n| ระยะเวลา | มกราคม 2567 | มีนาคม 2567 |\n",
    )
    first, second = read(tmp_path, "".join(lines)).measures
    assert (first.subject, second.subject) == ("ทำคู่มือ", "เปิดสายด่วน")
    assert first.owner is not None
    assert second.owner is not None
    assert (first.owner.text, second.owner.text) == ("กองคลัง", "สำนักปลัด")
    assert [place.column for place in (*first.owner.provenance, *second.owner.provenance)] == [2, 3]


def test_what_follows_the_last_value_stays_running_text(tmp_path: Path) -> None:
    text = filled(COLONS) + "การดำเนินการทั้งหมดเป็นไปด้วยความเรียบร้อย\n\nจึงเรียนมาเพื่อโปรดทราบ\n"
    assert [told(measure) for measure in read(tmp_path, text).measures] == TOLD


def test_what_is_said_of_all_at_the_end_is_not_said_of_the_last(tmp_path: Path) -> None:
    measures = read(tmp_path, filled(COLONS) + "ปัญหาและอุปสรรค\nขาดบุคลากร\nข้อเสนอแนะ : เพิ่มอัตรา\n").measures
    assert [told(measure) for measure in measures] == TOLD
    assert all(measure.problem is None and measure.suggestion is None for measure in measures)


def test_labels_behind_a_line_that_was_joined_to_theirs(tmp_path: Path) -> None:
    """As readers of printed lines join those that fill their column."""
    text = filled(COLONS).replace("\nผู้รับผิดชอบ", "ให้ครบทุกงานในสังกัดผู้รับผิดชอบ")
    measures = read(tmp_path, text).measures
    assert [m.subject for m in measures] == [
        "ทำคู่มือให้ครบทุกงานในสังกัด",
        "เปิดสายด่วนให้ครบทุกงานในสังกัด",
    ]
    assert [m.owner and m.owner.text for m in measures] == ["กองคลัง", "สำนักปลัด"]


def test_a_table_that_says_the_same_counts_alone(tmp_path: Path) -> None:
    table = (
        "ลำดับ\tมาตรการ\tผู้รับผิดชอบ\tระยะเวลา\n1\tทำคู่มือ\tกองคลัง\tมกราคม 2567\n"
        "2\tเปิดสายด่วน\tสำนักปลัด\tมีนาคม 2567\n\n"
    )
    measures = read(tmp_path, table + filled(COLONS)).measures
    assert [(m.number, m.subject) for m in measures] == [("1", "ทำคู่มือ"), ("2", "เปิดสายด่วน")]
    assert all(m.steps is None for m in measures)


@pytest.mark.parametrize(
    "text",
    [
        "เรื่อง รายงานผลมาตรการ\nหน่วยงาน : เทศบาลตำบลสมมติ\nวันที่ : 3 ตุลาคม 2567\nผู้ประสานงาน : นายสมชาย\n",
        "มาตรการที่ 1 การเผยแพร่ข้อมูล\nมาตรการที่ 2 การรับฟังความคิดเห็น\nมาตรการที่ 3 การตรวจสอบ\n",
        "ผลการดำเนินการ เป็นไปตามแผนทุกโครงการ\nปัญหาและอุปสรรค ไม่พบในปีนี้\n",
        "กำหนดการประชุม\nวันที่ 18 มิถุนายน 2567\nลงทะเบียน\nวันที่ 19 มิถุนายน 2567\nปิดการประชุม\n",
        "ข้อ 9 ให้พิจารณา\n(1) วัตถุประสงค์ของโครงการ\n(2) วิธีการดำเนินงานเดิม\n(3) ระยะเวลาที่เหมาะสม\n",
        "1) จัดทำแผน\n2) ดำเนินการ\n3) รายงานผล\n\n1) ประชุม\n2) ติดตามผล\n3) รายงานผล\n",
    ],
)
def test_letters_and_lists_are_no_measures(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text).measures == []


def test_sections_stand_over_numbered_titles(tmp_path: Path) -> None:
    text = (
        "ด้านที่ 1 การเปิดเผยข้อมูล\n\n"
        "1.1 เผยแพร่แผน\n- วิธีดำเนินการ: จัดทำแผน\n- ผู้รับผิดชอบ: กองคลัง\n\n"
        "1.2 เผยแพร่ทำเนียบ\n- วิธีดำเนินการ: ปรับปรุงทำเนียบ\n- ผู้รับผิดชอบ: สำนักปลัด\n\n"
        "ด้านที่ 2 การป้องกันการทุจริต\n\n"
        "2.1 อบรมจริยธรรม\n- วิธีดำเนินการ: จัดอบรม\n- ผู้รับผิดชอบ: สำนักปลัด\n"
    )
    measures = read(tmp_path, text).measures
    assert [(m.number, m.subject, m.section) for m in measures] == [
        ("1.1", "เผยแพร่แผน", ["ด้านที่ 1 การเปิดเผยข้อมูล"]),
        ("1.2", "เผยแพร่ทำเนียบ", ["ด้านที่ 1 การเปิดเผยข้อมูล"]),
        ("2.1", "อบรมจริยธรรม", ["ด้านที่ 2 การป้องกันการทุจริต"]),
    ]


def test_numbered_labels_of_a_project(tmp_path: Path) -> None:
    """Those whose words are not known end the value above them, and keep their own."""
    text = (
        "1. ชื่อโครงการ : อบรมผู้นำชุมชน\n2. เรื่องเดิม\nประชาชนมีส่วนร่วมน้อย\n3. วิธีดำเนินการ\n"
        "3.1 ประสานวิทยากร\n3.2 จัดอบรม\n4. ระยะเวลาดำเนินการ\nมกราคม 2567\n5. งบประมาณดำเนินการ\n"
        "30,000 บาท\n6. ผู้รับผิดชอบ\nสำนักปลัด\n"
    )
    (project,) = read(tmp_path, text).measures
    assert told(project) == (
        None,
        "อบรมผู้นำชุมชน",
        "สำนักปลัด",
        ["ประสานวิทยากร", "จัดอบรม"],
        ["2024-01-31"],
    )
    assert project.budget is not None
    assert project.budget.text == "30,000 บาท"
    assert [(o.heading, o.field.text) for o in project.other] == [("เรื่องเดิม", "ประชาชนมีส่วนร่วมน้อย")]


@pytest.mark.parametrize(
    "rows",
    [
        "มาตรการ|ทำคู่มือ;ผู้รับผิดชอบ|กองคลัง|ระยะเวลา|มกราคม 2567;วิธีการ|สำรวจงาน|ผลการดำเนินงาน|ประกาศแล้ว",
        "มาตรการ|ทำคู่มือ;วิธีการ|สำรวจงาน;ผู้รับผิดชอบ|กองคลัง;ระยะเวลา|มกราคม 2567",
        "ที่|หัวข้อ|รายละเอียด;1|มาตรการ|ทำคู่มือ;2|วิธีการ|สำรวจงาน;3|ผู้รับผิดชอบ|กองคลัง;4|ระยะเวลา|มกราคม 2567",
    ],
)
def test_forms_of_other_widths(tmp_path: Path, rows: str) -> None:
    table = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split("|")) + "</tr>" for row in rows.split(";")
    )
    (form,) = read(tmp_path, f"<table>{table}</table>").measures
    assert told(form) == (None, "ทำคู่มือ", "กองคลัง", ["สำรวจงาน"], ["2024-01-31"])


def test_counted_columns_of_a_turned_table(tmp_path: Path) -> None:
    lines = (
        "| | มาตรการที่ ๑ ทำคู่มือ | มาตรการที่ ๒ เปิดสายด่วน |\n|---|---|---|\n",
        "| ผู้รับผิดชอบ | กองคลัง | สำนักปลัด |\n| วิธีการ | สำรวจงาน | จัดเวร |\n",
        "| ระยะเวลา | มกราคม 2567 | มีนาคม 2567 |\n",
    )
    measures = read(tmp_path, "".join(lines)).measures
    assert [(m.number, m.subject) for m in measures] == [("1", "ทำคู่มือ"), ("2", "เปิดสายด่วน")]


def test_numbers_before_the_first_labels_are_those_of_the_measures(tmp_path: Path) -> None:
    text = (
        "1. มาตรการ: ทำคู่มือ\n1.1 วิธีการ: สำรวจงาน\n1.2 ผู้รับผิดชอบ: กองคลัง\n\n"
        "2. มาตรการ: เปิดสายด่วน\n2.1 วิธีการ: จัดเวร\n2.2 ผู้รับผิดชอบ: สำนักปลัด\n"
    )
    measures = read(tmp_path, text).measures
    assert [(m.number, m.subject) for m in measures] == [("1", "ทำคู่มือ"), ("2", "เปิดสายด่วน")]


def test_a_label_that_only_the_last_has_is_its_own_where_it_stands_with_it(tmp_path: Path) -> None:
    text = filled(COLONS).rstrip() + "\nปัญหาอุปสรรค : ผู้ตอบน้อย\n"
    first, last = read(tmp_path, text).measures
    assert first.problem is None
    assert last.problem is not None
    assert last.problem.text == "ผู้ตอบน้อย"


def test_windows_line_ends_and_page_numbers_in_a_value(tmp_path: Path) -> None:
    text = (
        filled(COLONS)
        .replace("วิธีดำเนินการ :\n", "วิธีดำเนินการ :\n- 1 -\n")
        .replace("ภายใน 30 มิถุนายน 2567\n", "ภายใน 30\nมิถุนายน 2567\n")
    )
    path = tmp_path / "report.txt"
    path.write_bytes((COVER + text + "แนบภาพถ่ายมาด้วยแล้ว\n").replace("\n", "\r\n").encode("utf-8"))
    assert [told(measure) for measure in extract(path).measures] == TOLD


def test_labels_in_the_cells_of_a_column(tmp_path: Path) -> None:
    rows = "".join(
        f"<tr><td>{number}</td><td>{subject}</td><td>วิธีดำเนินการ:<br>1) {steps[0]}<br>2) {steps[1]}<br>"
        f"ผู้รับผิดชอบ: {owner}<br>ระยะเวลา: {time}</td></tr>"
        for (number, subject, owner, steps, _), time in zip(TOLD, TIMES, strict=True)
    )
    table = f"<table><tr><th>ที่</th><th>มาตรการ</th><th>รายละเอียด</th></tr>{rows}</table>"
    found = read(tmp_path, table)
    assert [told(measure) for measure in found.measures] == TOLD
    assert found.findings == []


def test_a_colon_in_cells_is_no_label(tmp_path: Path) -> None:
    table = (
        "ที่\tมาตรการ\tวิธีการ\tผู้รับผิดชอบ\n1\tทำคู่มือ\tเวลา 08:30 น. หลักฐาน: ภาพถ่าย\tกองคลัง\n"
        "2\tเปิดสายด่วน\tเวลา 16:30 น. ผู้รับผิดชอบ: เวร\tสำนักปลัด\n"
    )
    first, second = read(tmp_path, table).measures
    assert first.steps is not None
    assert second.owner is not None
    assert first.steps.text == "เวลา 08:30 น. หลักฐาน: ภาพถ่าย"
    assert second.owner.text == "สำนักปลัด"


def test_forms_one_below_the_other_in_one_table(tmp_path: Path) -> None:
    forms = "".join(
        f"<tr><th colspan=2>มาตรการที่ {number} {subject}</th></tr>"
        f"<tr><td>ขั้นตอน</td><td>1. {steps[0]}<br>2. {steps[1]}</td></tr>"
        f"<tr><td>ผู้รับผิดชอบ</td><td>{owner}</td></tr><tr><td>ระยะเวลา</td><td>{time}</td></tr>"
        for (number, subject, owner, steps, _), time in zip(TOLD, TIMES, strict=True)
    )
    assert [told(measure) for measure in read(tmp_path, f"<table>{forms}</table>").measures] == TOLD


def test_indicators_over_labels_are_titles(tmp_path: Path) -> None:
    text = (
        "ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ\n\nประเด็นปัญหา : ไม่ทราบแนวปฏิบัติ\nมาตรการแก้ไข : เวียนแนวปฏิบัติ\n"
        "ผู้รับผิดชอบ : งานพัสดุ\n\nตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร\n\nประเด็นปัญหา : ไม่ทราบช่องทาง\n"
        "มาตรการแก้ไข : ปรับหน้าเว็บไซต์\nผู้รับผิดชอบ : งานแผน\n"
    )
    measures = read(tmp_path, text).measures
    assert [(m.subject, m.section, m.indicators[0].number) for m in measures] == [
        ("เวียนแนวปฏิบัติ", ["ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ"], 4),
        ("ปรับหน้าเว็บไซต์", ["ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร"], 7),
    ]


def test_headings_of_a_label_s_words_are_titles(tmp_path: Path) -> None:
    text = "".join(
        f"### {number}. มาตรการ{subject}\n* วิธีดำเนินการ\n"
        + "".join(f"  - {step}\n" for step in steps)
        + f"* ผู้รับผิดชอบ: {owner}\n* ระยะเวลา: ภายใน {end}\n\n"
        for (number, subject, owner, steps, _), end in zip(TOLD, ("ม.ค. 2567", "มิ.ย. 2567"), strict=True)
    )
    report = read(tmp_path, text)
    assert list(map(told, report.measures)) == [
        (number, f"มาตรการ{subject}", owner, steps, ends) for number, subject, owner, steps, ends in TOLD
    ]


def test_a_dash_behind_a_label_is_what_it_says(tmp_path: Path) -> None:
    record = (
        "### มาตรการที่ {0} : {1}\n- **ผู้รับผิดชอบ** กองคลัง\n- **ผลการดำเนินงาน** ทำแล้ว\n- **ปัญหาอุปสรรค** {2}\n\n"
    )
    report = read(tmp_path, record.format(1, "ทำคู่มือ", "ระบบล่ม") + record.format(2, "เปิดสายด่วน", "-"))
    assert [m.problem and m.problem.text for m in report.measures] == ["ระบบล่ม", "-"]


@pytest.mark.parametrize(
    "layout",
    [
        "{0}. {1}\n   {0}.1 {3}\n   {0}.2 {4}\nผู้รับผิดชอบ : {2}\nกำหนดเสร็จ : {5}\n\n",
        "{0}. {1} (ผู้รับผิดชอบ : {2})\n- {3}\n- {4}\nระยะเวลา : {5}\n\n",
        "{0}. {1}\n   - {3}\n   - {4}\n   (ผู้รับผิดชอบ: {2}  ระยะเวลา: {5})\n",
        "มาตรการที่ {0} {1}\nผู้รับผิดชอบ : {2}\nระยะเวลา : {5}\n- {3}\n- {4}\n\n",
    ],
    ids=["above the labels", "below a bracket", "above a bracket", "below the labels"],
)
def test_a_list_without_a_label_is_how_it_is_done(tmp_path: Path, layout: str) -> None:
    text = "".join(
        layout.format(number, subject, owner, *steps, time)
        for (number, subject, owner, steps, _), time in zip(TOLD, TIMES, strict=True)
    )
    assert [told(measure) for measure in read(tmp_path, text).measures] == TOLD


def test_sections_over_titled_lists_stay_over_them(tmp_path: Path) -> None:
    listed = "{0} {1}\n{0}.1 {2}\n{0}.2 {3}\nผู้รับผิดชอบ : กองคลัง\nกำหนดเสร็จ : ม.ค. 2567\n\n"
    text = (
        "**1. ด้านการเงิน**\n\n" + listed.format("1.1", "ทำคู่มือ", "สำรวจ", "ประกาศ")
        + "**2. ด้านพัสดุ**\n\n" + listed.format("2.1", "ทำทะเบียน", "ตรวจนับ", "บันทึก")
    )  # fmt: skip
    measures = read(tmp_path, text).measures
    assert [(m.number, m.subject, m.section) for m in measures] == [
        ("1.1", "ทำคู่มือ", ["1. ด้านการเงิน"]),
        ("2.1", "ทำทะเบียน", ["2. ด้านพัสดุ"]),
    ]


def test_what_stands_beside_a_value_is_a_label_though_not_known(tmp_path: Path) -> None:
    form = (
        "มาตรการที่ {}\n\n| หัวข้อ | รายละเอียด |\n|---|---|\n| ชื่อมาตรการ | {} |\n| ข้อสรุปของที่ประชุม | เห็นชอบ |\n"
        "| การดำเนินการ | ทำ {} |\n| ผลการดำเนินการ | แล้วเสร็จ |\n| ผู้รับผิดชอบ | กองคลัง |\n\n"
    )
    measures = read(tmp_path, form.format(1, "ทำคู่มือ", "ก") + form.format(2, "ทำทะเบียน", "ข")).measures
    assert [m.subject for m in measures] == ["ทำคู่มือ", "ทำทะเบียน"]
    assert [m.other[0].field.text for m in measures] == ["เห็นชอบ", "เห็นชอบ"]
    assert [m.steps.text for m in measures if m.steps] == ["ทำ ก", "ทำ ข"]


def test_a_lone_line_far_below_a_label_is_no_value_and_items_are_counted(tmp_path: Path) -> None:
    line = "ข้อ {} {}\nผู้รับผิดชอบ: {}    กำหนดเวลา: {}\n"
    first, second = ((n, s, o, t) for (n, s, o, *_), t in zip(TOLD, TIMES, strict=True))
    text = f"ก. ด้านการเงิน\n{line.format(*first)}\nข. ด้านพัสดุ\n{line.format(*second)}"
    measures = read(tmp_path, text).measures
    assert [(m.number, m.subject, m.steps) for m in measures] == [
        ("1", "ทำคู่มือ", None),
        ("2", "เปิดสายด่วน", None),
    ]
    assert [m.timeline.text for m in measures if m.timeline] == list(TIMES)


def test_a_section_between_two_things_is_no_value_of_the_first(tmp_path: Path) -> None:
    thing = "   {} {}\n       ผู้รับผิดชอบ: กองคลัง\n       ระยะเวลา: ทุกเดือน\n       ขั้นตอน: (๑) {} (๒) {}\n"
    first, second = thing.format(1.1, "ลดคิว", "นัด", "ส่งยา"), thing.format(2.1, "ตรวจคลัง", "นับ", "แจ้ง")
    text = f"1. ด้านบริการ\n{first}2. ด้านพัสดุ\n{second}"
    steps = [[item.text for item in m.steps.items] for m in read(tmp_path, text).measures if m.steps]
    assert steps == [["นัด", "ส่งยา"], ["นับ", "แจ้ง"]]


def test_what_goes_on_below_a_value_is_no_part_of_the_next_title_and_list(tmp_path: Path) -> None:
    first = "จัดอบรม\n- ประชุมทีม\n- อบรมบุคลากร\nระยะเวลา: มกราคม 2568\nผู้รับผิดชอบ: สำนักปลัด\nและกองคลัง\n"
    second = "จัดทำคู่มือ\n- ร่างคู่มือ\n- เผยแพร่คู่มือ\nระยะเวลา: มีนาคม 2568\nผู้รับผิดชอบ: กองช่าง\n"
    owners = [measure.owner and measure.owner.names for measure in read(tmp_path, first + second).measures]
    assert owners == [["สำนักปลัด", "กองคลัง"], ["กองช่าง"]]


def test_unknown_words_before_a_colon_are_a_label_where_most_records_have_them(tmp_path: Path) -> None:
    records = (
        "ความเสี่ยง: รับสินบน\nโอกาส: 4\nมาตรการ: ติดกล้อง\nขั้นตอน: ดำเนินการ\nดังนี้: สำรวจ\nผู้รับผิดชอบ: กองคลัง",
        "ความเสี่ยง: เลือกปฏิบัติ\nโอกาส: 2\nมาตรการ: ใช้บัตรคิว\nขั้นตอน: ดำเนินการ\nดังนี้: จัดซื้อ\nผู้รับผิดชอบ: กองช่าง",
    )
    path = tmp_path / "report.txt"
    path.write_text("แผน ปีงบประมาณ พ.ศ. 2567\n\n" + "\n\n".join(records), encoding="utf-8")
    found = extract(path).measures
    assert [(m.issue.text, m.steps.text) for m in found if m.issue and m.steps] == [
        ("รับสินบน", "ดำเนินการ\nดังนี้: สำรวจ"),
        ("เลือกปฏิบัติ", "ดำเนินการ\nดังนี้: จัดซื้อ"),
    ]
    assert [[(other.heading, other.field.text) for other in m.other] for m in found] == [
        [("โอกาส", "4")],
        [("โอกาส", "2")],
    ]


def test_what_a_label_says_below_it_holds_no_unknown_labels(tmp_path: Path) -> None:
    records = (
        "มาตรการ: ติดกล้อง\nขั้นตอน:\nขั้นแรก: สำรวจ\nขั้นต่อมา: จัดซื้อ\nผู้รับผิดชอบ: กองคลัง\nเบอร์โทร: 11",
        "มาตรการ: ใช้บัตรคิว\nขั้นตอน:\nขั้นแรก: ประชุม\nขั้นต่อมา: ทดลอง\nผู้รับผิดชอบ: กองช่าง\nเบอร์โทร: 12",
    )
    path = tmp_path / "report.txt"
    path.write_text("แผน ปีงบประมาณ พ.ศ. 2567\n\n" + "\n\n".join(records), encoding="utf-8")
    assert [
        (m.steps and m.steps.text, [(other.heading, other.field.text) for other in m.other])
        for m in extract(path).measures
    ] == [
        ("ขั้นแรก: สำรวจ\nขั้นต่อมา: จัดซื้อ", [("เบอร์โทร", "11")]),
        ("ขั้นแรก: ประชุม\nขั้นต่อมา: ทดลอง", [("เบอร์โทร", "12")]),
    ]


def test_who_supports_behind_a_label_is_an_owner_too(tmp_path: Path) -> None:
    record = "มาตรการ: ติดกล้อง\nผู้รับผิดชอบ: กองคลัง\nผู้สนับสนุน: กองช่าง\nระยะเวลา: ม.ค. 67"
    path = tmp_path / "report.txt"
    path.write_text(f"แผน ปีงบประมาณ พ.ศ. 2567\n\n{record}\n\n{record}", encoding="utf-8")
    assert [m.owner.names for m in extract(path).measures if m.owner] == [["กองคลัง", "กองช่าง"]] * 2


def test_a_form_within_each_cell_is_a_column_for_each_label(tmp_path: Path) -> None:
    form = "<table><tr><td>ขั้นตอน</td><td>{}</td></tr><tr><td>ผู้รับผิดชอบ</td><td>{}</td></tr></table>"
    rows = [("ติดกล้อง", "จัดซื้อ", "กองคลัง"), ("ใช้บัตรคิว", "ประชุม", "กองช่าง")]
    body = "".join(f"<tr><td>{m}</td><td>{form.format(s, o)}</td></tr>" for m, s, o in rows)
    path = tmp_path / "report.txt"
    path.write_text(
        f"แผน ปีงบประมาณ พ.ศ. 2567\n<table><tr><th>มาตรการ</th><th>รายละเอียด</th></tr>{body}</table>",
        encoding="utf-8",
    )
    found = extract(path).measures
    assert [(m.subject, m.steps and m.steps.text, m.owner and m.owner.text) for m in found] == rows
