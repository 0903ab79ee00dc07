"""From the public door: what stands under headings that no list has as they are printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ita_extract.model.report import Measure, Report
from tests.test_measures import codes, only, report_of

RISK_HEADING = "ขั้นตอนการทำงาน\tความเสี่ยง\tโอกาสเกิด\tผลกระทบ\tระดับความเสี่ยง\tมาตรการป้องกัน\tผู้รับผิดชอบ"
RISK_ROWS = (
    "จ้างเหมารถรับส่ง\tกำหนดคุณสมบัติเอื้อผู้รับจ้าง\t3\t4\tสูง\tประกาศร่างขอบเขตงานล่วงหน้า\tกองช่าง",
    "ตรวจรับพัสดุ\tตรวจรับไม่ครบจำนวน\t2\t2\tต่ำ\tแต่งตั้งกรรมการจากต่างกอง\tกองคลัง",
)


def text_of(measure: Measure, role: str) -> str | None:
    field = getattr(measure, role)
    return field.text if field else None


def unrecognised(report: Report) -> list[str]:
    return [finding.message for finding in report.findings if finding.code == "column-unrecognised"]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("ผล (สิ่งที่ทำได้จริง)", "result"),
        ("แผน (สิ่งที่กำหนดไว้)", "steps"),
        ("Target 2568", "kpi"),
        ("Actual ณ 30 ก.ย. 68", "result"),
        ("ดำเนินการอย่างไร", "steps"),
        ("รายละเอียดงาน", "steps"),
    ],
)
def test_what_a_heading_says_besides_does_not_hide_its_role(tmp_path: Path, heading: str, role: str) -> None:
    report = report_of(tmp_path, f"มาตรการ\t{heading}\tผู้รับผิดชอบ", "ติดตั้งตู้รับความคิดเห็น\tติดตั้งที่ทางเข้า\tสำนักปลัด")
    assert text_of(only(report), role) == "ติดตั้งที่ทางเข้า"
    assert unrecognised(report) == []


def test_what_rates_a_risk_is_no_number_and_its_process_no_step(tmp_path: Path) -> None:
    report = report_of(tmp_path, RISK_HEADING, *RISK_ROWS)
    assert [(m.number, text_of(m, "steps"), text_of(m, "outcome")) for m in report.measures] == [
        (None, None, None)
    ] * 2
    assert [other.field.text for other in report.measures[0].other] == ["จ้างเหมารถรับส่ง", "3", "4", "สูง"]
    assert not {"numbering-gap", "numbering-repeated", "column-unrecognised"} & set(codes(report))


def test_a_scale_in_brackets_does_not_hide_that_a_risk_is_rated(tmp_path: Path) -> None:
    heading = RISK_HEADING.replace("โอกาสเกิด", "โอกาสเกิด (1-5)").replace("ผลกระทบ", "ผลกระทบ (1-5)")
    report = report_of(tmp_path, heading, *RISK_ROWS)
    assert [text_of(measure, "outcome") for measure in report.measures] == [None, None]


def test_amounts_under_an_unknown_heading_do_not_count_the_rows(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        "มาตรการ\tครั้ง\tผู้รับผิดชอบ\tระยะเวลา",
        "ประชุมทบทวนแผน\t4\tกองคลัง\tไตรมาสที่ 1",
        "ตรวจเยี่ยมหมู่บ้าน\t9\tกองช่าง\tไตรมาสที่ 2",
    )
    assert [(m.number, [other.field.text for other in m.other]) for m in report.measures] == [
        (None, ["4"]),
        (None, ["9"]),
    ]


def test_what_a_unit_does_in_each_quarter_is_its_result(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        "มาตรการ\tการดำเนินการของหน่วย ไตรมาส 1\tการดำเนินการของหน่วย ไตรมาส 2\tผู้รับผิดชอบ",
        "จัดระบบคิวหน้าห้องบริการ\tจัดหาเครื่อง\tเปิดใช้ระบบ\tกองคลัง",
    )
    assert text_of(only(report), "result") == "ไตรมาส 1: จัดหาเครื่อง\nไตรมาส 2: เปิดใช้ระบบ"
    assert report.measures[0].timeline is None


def test_a_heading_that_begins_like_a_unit_is_still_one(tmp_path: Path) -> None:
    """The table of scores above has one column less, and would take the rows otherwise."""
    report = report_of(
        tmp_path,
        "ตัวชี้วัด\tคะแนน\tเฉลี่ย\tแปลผล",
        "การใช้งบประมาณ\t84.20\t88.10\tปานกลาง",
        "",
        "ประเด็นปรับปรุง\tมาตรการดำเนินการ\tฝ่ายรับผิดชอบ\tคาดหมาย\tสิ่งที่ใช้วัดผล",
        "แผนไม่ทั่วถึง\tแจ้งเวียนแผนทุกฝ่าย\tฝ่ายนโยบายและแผน\tต้นปีงบประมาณ\tแบบสำรวจ",
    )
    assert only(report).subject == "แจ้งเวียนแผนทุกฝ่าย"


def test_questions_that_count_the_rows_are_no_gap(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        "ข้อ\tข้อมูลที่ต้องเผยแพร่\tแนวทางการจัดทำข้อมูล\tเจ้าของข้อมูล",
        "O2\tทำเนียบผู้บริหาร\tใส่ภาพและช่องทางติดต่อ\tกองการเจ้าหน้าที่",
        "O10\tแผนการใช้จ่าย\tแยกตามแหล่งเงิน\tกองคลัง",
    )
    assert [(m.number, m.subject, [link.question for link in m.indicators]) for m in report.measures] == [
        ("o2", "ทำเนียบผู้บริหาร", ["o2"]),
        ("o10", "แผนการใช้จ่าย", ["o10"]),
    ]
    assert "numbering-gap" not in codes(report)


@pytest.mark.parametrize(("printed", "number"), [("01", "01"), ("ก.", "ก"), ("(๒)", "2")])
def test_the_number_of_a_row(tmp_path: Path, printed: str, number: str) -> None:
    row = f"{printed}\tจัดทำป้ายบอกทาง\tกองช่าง\tมกราคม 2567"
    measure = only(report_of(tmp_path, "ที่\tมาตรการ\tผู้รับผิดชอบ\tระยะเวลา", row))
    assert (measure.number, measure.indicators) == (number, [])


def test_activities_that_count_on_from_a_strategy_are_its_measures(tmp_path: Path) -> None:
    rows = (
        "1. ปลูกฝังวิธีคิด\t1.1 อบรมจิตพอเพียง\t5,000\tฝ่ายบริหารทั่วไป",
        "\t1.2 เชิดชูเกษตรกรต้นแบบ\t3,000\tกลุ่มยุทธศาสตร์พัฒนาการเกษตร",
        "2. เปิดเผยข้อมูล\t2.1 เผยแพร่ราคากลาง\t-\tฝ่ายบริหารทั่วไป",
    )
    report = report_of(tmp_path, "แนวทาง\tโครงการ/กิจกรรม\tงบประมาณ\tผู้รับผิดชอบ", *rows)
    assert [(m.number, m.subject, text_of(m, "issue")) for m in report.measures] == [
        ("1.1", "อบรมจิตพอเพียง", "1. ปลูกฝังวิธีคิด"),
        ("1.2", "เชิดชูเกษตรกรต้นแบบ", "1. ปลูกฝังวิธีคิด"),
        ("2.1", "เผยแพร่ราคากลาง", "2. เปิดเผยข้อมูล"),
    ]
    owners = [m.owner.names for m in report.measures if m.owner]
    assert owners == [["ฝ่ายบริหารทั่วไป"], ["กลุ่มยุทธศาสตร์พัฒนาการเกษตร"], ["ฝ่ายบริหารทั่วไป"]]


def test_what_was_done_the_year_before_is_a_result(tmp_path: Path) -> None:
    heading = "ข้อคำถามที่ได้คะแนนต่ำ\tการดำเนินการในปีที่ผ่านมา\tสิ่งที่จะดำเนินการ\tเจ้าภาพ"
    measure = only(report_of(tmp_path, heading, "i5 การใช้จ่ายคุ้มค่า\tประชุมประจำเดือน\tรายงานรายไตรมาส\tกองคลัง"))
    found = [text_of(measure, role) for role in ("issue", "result", "measure")]
    assert found == ["i5 การใช้จ่ายคุ้มค่า", "ประชุมประจำเดือน", "รายงานรายไตรมาส"]


def test_one_known_heading_over_owners_and_times_is_enough(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        "ชื่อมาตรการ\tถ้อยแถลง\tใครบ้าง\tคาดหมาย",
        "ป้องกันการรับสินบน\tลงนามรับทราบนโยบาย\tกองคลัง\tต.ค. 66",
        "ตรวจสอบการใช้ดุลพินิจ\tกำหนดเกณฑ์พิจารณา\tกองช่าง\tไตรมาส 2",
    )
    assert [m.subject for m in report.measures] == ["ป้องกันการรับสินบน", "ตรวจสอบการใช้ดุลพินิจ"]


def test_how_much_of_a_result_was_done_belongs_to_it(tmp_path: Path) -> None:
    heading = "ประเด็นปัญหา\tการแก้ไข วิธีแก้ไข\tการแก้ไข ผลการแก้ไข\tการแก้ไข ร้อยละ\tผู้แก้ไข/วันที่"
    row = "เว็บไซต์ไม่เป็นปัจจุบัน\tมอบหมายผู้ดูแล\tปรับปรุงครบทุกเมนู\t100\tงานประชาสัมพันธ์ 15 ธ.ค. 66"
    measure = only(report_of(tmp_path, heading, row))
    assert text_of(measure, "result") == "ปรับปรุงครบทุกเมนู\n100"
    assert measure.owner is not None
    assert measure.owner.names == ["งานประชาสัมพันธ์"]
    assert measure.timeline is not None
    assert [event.end for event in measure.timeline.events] == ["2023-12-15"]


def test_results_of_quarters_beside_a_last_one_say_which_is_which(tmp_path: Path) -> None:
    heading = "มาตรการ\tผลการดำเนินงาน Q1\tผลการดำเนินงาน Q2\tบรรลุ/ไม่บรรลุ\tแผนก"
    measure = only(report_of(tmp_path, heading, "แจ้งดับไฟล่วงหน้า\t96.2\t97.0\tบรรลุ\tแผนกปฏิบัติการ"))
    assert text_of(measure, "result") == "Q1: 96.2\nQ2: 97.0\nบรรลุ"


def test_what_was_planned_and_done_in_numbers(tmp_path: Path) -> None:
    heading = "ลำดับ\tกิจกรรมตามแผน\tหน่วยวัด\tแผน\tผล\tสถานะ\tผู้รายงานผล"
    rows = (
        "1\tติดป้ายโครงการ\tสายทาง\t12\t12\tบรรลุ\tหมวดบำรุงทาง",
        "2\tเปิดเผยราคากลาง\tโครงการ\t8\t7\tไม่บรรลุ\tฝ่ายวิศวกรรม",
    )
    report = report_of(tmp_path, heading, *rows)
    assert [(text_of(m, "kpi"), text_of(m, "result")) for m in report.measures] == [
        ("12", "12\nบรรลุ"),
        ("8", "7\nไม่บรรลุ"),
    ]


def test_what_stands_below_plan_result_and_budget(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        "มาตรการ\tแผน\t\tผล\t\tงบประมาณ\t\tผู้รับผิดชอบ",
        "\tกิจกรรม\tเวลา\tกิจกรรม\tเวลา\tแผน\tผล\t",
        "ส่งเสริมการมีส่วนร่วม\tจัดเวที\tธ.ค. 66\tจัดแล้ว\t15 ธ.ค. 66\t500\t350\tงานแผนงาน",
    )
    measure = only(report)
    found = [text_of(measure, role) for role in ("steps", "timeline", "result", "budget")]
    assert found == ["จัดเวที", "ธ.ค. 66", "จัดแล้ว", "500"]
    assert [other.field.text for other in measure.other] == ["15 ธ.ค. 66", "350"]
    assert unrecognised(report) == []


def test_how_many_measures_are_done_is_no_measure(tmp_path: Path) -> None:
    counts = ("สถานะ\tจำนวนมาตรการ\tร้อยละ", "ดำเนินการแล้ว\t2\t66.67", "อยู่ระหว่างดำเนินการ\t1\t33.33")
    assert codes(report_of(tmp_path, *counts)) == ["no-measures"]


@pytest.mark.parametrize(
    "table",
    [
        (
            "รายการ\tแผน (บาท)\tผล (บาท)\tร้อยละ",
            "งบบุคลากร\t1,200,000\t1,100,000\t91.67",
            "งบลงทุน\t900\t450\t50.00",
        ),
        ("งานบริการ\tขั้นตอน\tระยะเวลา\tค่าธรรมเนียม\tผู้รับผิดชอบ", "ขออนุญาตก่อสร้าง\t3 ขั้นตอน\t20 วัน\t200 บาท\tกองช่าง"),
        ("ระเบียบวาระ\tเรื่อง\tผู้นำเสนอ\tเวลา", "1\tประธานแจ้งให้ทราบ\tนายก อบต.\t09.00 น."),
        ("วันที่\tเรื่องร้องเรียน\tการดำเนินการ\tสถานะ", "5 ม.ค. 67\tถนนชำรุด\tแจ้งกองช่าง\tยุติเรื่อง"),
        (
            "ข้อ\tรายการ\tมี\tไม่มี\tURL",
            "O1\tโครงสร้าง\t/\t\thttps://a.go.th/1",
            "O2\tผู้บริหาร\t\t/\thttps://a.go.th/2",
        ),
    ],
    ids=["sums", "services", "agenda", "complaints", "what is published"],
)
def test_tables_that_share_headings_with_measures_are_none(tmp_path: Path, table: tuple[str, ...]) -> None:
    assert report_of(tmp_path, *table).measures == []


def test_yes_or_no_is_told_with_what_it_answers(tmp_path: Path) -> None:
    rows = ("อบรมเรื่องวินัย\t/\t\tสำนักปลัด", "สุ่มตรวจการใช้รถ\t\t/\tกองคลัง")
    report = report_of(tmp_path, "มาตรการ\tการดำเนินการ มี\tการดำเนินการ ไม่มี\tผู้รับผิดชอบ", *rows)
    assert [text_of(m, "result") for m in report.measures] == ["การดำเนินการ มี", "การดำเนินการ ไม่มี"]
    assert unrecognised(report) == []


@pytest.mark.parametrize(
    ("heading", "cell", "role", "other", "expected"),
    [
        ("ความถี่", "3", "timeline", "ระยะเวลา", "มีนาคม 2568"),
        ("ภายใน", "อำเภอ", "timeline", "ระยะเวลา", "มีนาคม 2568"),
        ("กลุ่ม", "ผู้สูงอายุ", "owner", "ผู้รับผิดชอบ", "กองคลัง"),
        ("สายงาน", "ทั่วไป", "owner", "ผู้รับผิดชอบ", "กองคลัง"),
    ],
)
def test_a_general_heading_leaves_a_role_to_the_column_that_is_named_for_it(
    tmp_path: Path, heading: str, cell: str, role: str, other: str, expected: str
) -> None:
    report = report_of(tmp_path, f"{heading}\tมาตรการ\t{other}", f"{cell}\tติดตั้งตู้รับความคิดเห็น\t{expected}")
    assert text_of(only(report), role) == expected


def test_a_plan_named_beside_measures_and_activities_is_neither(tmp_path: Path) -> None:
    heading = "มาตรการ\tกิจกรรม\tแผนบริหารความเสี่ยง\tผู้รับผิดชอบ"
    measure = only(report_of(tmp_path, heading, "ความโปร่งใส\tจัดอบรมพนักงาน\tแผนปี 2568\tกองคลัง"))
    assert (text_of(measure, "measure"), text_of(measure, "steps")) == ("ความโปร่งใส", "จัดอบรมพนักงาน")


@pytest.mark.parametrize("heading", ["ผู้ให้ข้อมูล", "กลุ่ม"])
def test_who_was_asked_makes_no_measures_of_scores(tmp_path: Path, heading: str) -> None:
    rows = "การปฏิบัติหน้าที่\tบุคลากร\t88.10\tA", "การใช้งบประมาณ\tบุคลากร\t78.10\tB"
    assert report_of(tmp_path, f"ตัวชี้วัด\t{heading}\tคะแนน\tระดับ", *rows).measures == []


def test_sentences_under_a_heading_that_counts_are_what_is_done(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        "กิจกรรมที่\tผู้รับผิดชอบ\tระยะเวลา",
        "จัดอบรมคุณธรรมให้แก่พนักงานทุกระดับ\tกองคลัง\tไตรมาสที่ 1",
        "จัดทำคู่มือการให้บริการประชาชน\tกองช่าง\tไตรมาสที่ 2",
    )
    assert [text_of(measure, "measure") for measure in report.measures] == [
        "จัดอบรมคุณธรรมให้แก่พนักงานทุกระดับ",
        "จัดทำคู่มือการให้บริการประชาชน",
    ]


@pytest.mark.parametrize(
    "table",
    [
        ("กิจกรรม\tเป้าหมาย\tผลการดำเนินงาน\tงบประมาณ", "จัดอบรมพนักงาน\t10\t8\t50,000"),
        ("ประเด็น\tมาตรการ\tวันที่รับเรื่อง\tผู้รับผิดชอบ\tระยะเวลา", "ถนนชำรุด\tซ่อมถนน\t1 ก.พ. 68\tกองช่าง\tมี.ค. 68"),
    ],
    ids=["aims and results in numbers", "with the day of the complaint"],
)
def test_measures_that_share_headings_with_other_tables_are_found(
    tmp_path: Path, table: tuple[str, ...]
) -> None:
    assert text_of(only(report_of(tmp_path, *table)), "measure") in ("จัดอบรมพนักงาน", "ซ่อมถนน")


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("เรื่องร้องเรียน\tสาเหตุ\tมาตรการแก้ไขไม่ให้เกิดซ้ำ\tผู้รับผิดชอบ", "รอนาน\tคนมาก\tเปิดคิวออนไลน์\tกองคลัง"),
        ("บริการ\tค่าธรรมเนียม\tมาตรการลดขั้นตอน\tผู้รับผิดชอบ", "ขออนุญาตก่อสร้าง\t20 บาท\tเปิดคิวออนไลน์\tกองช่าง"),
        ("ข้อมูลที่ต้องเปิดเผย\tข้อบกพร่องที่พบ\tแนวทางแก้ไขให้ครบถ้วน\tผู้ดูแล", "แผนงาน\tไม่มีเป้าหมาย\tเปิดคิวออนไลน์\tกองคลัง"),
    ],
    ids=["complaints", "fees", "published items"],
)
def test_what_is_done_is_the_measure_whatever_it_answers(tmp_path: Path, heading: str, row: str) -> None:
    assert only(report_of(tmp_path, heading, row)).subject == "เปิดคิวออนไลน์"


@pytest.mark.parametrize(
    "table",
    [
        ("ข้อ\tรายการข้อมูล\tมี\tไม่มี\tผู้รับผิดชอบ", "o1\tโครงสร้าง\t✓\t\tกองคลัง", "o2\tผู้บริหาร\t\t✓\tกองช่าง"),
        ("เดือน\tประเภทเรื่องร้องเรียน\tผลการดำเนินการ\tผู้รับผิดชอบ", "ม.ค. 67\tการบริการ\tยุติ\tกองคลัง"),
        (
            "รายการ\tจำนวน\tวันที่ตรวจ\tผู้รับผิดชอบ",
            "เต็นท์\t4 หลัง\t1 ม.ค. 67\tกองคลัง",
            "โต๊ะ\t9 ตัว\t1 ม.ค. 67\tกองคลัง",
        ),
        ("ขั้นตอน\tระยะเวลา\tส่วนงาน", "ยื่นคำขอ\t5 นาที\tสำนักปลัด", "ตรวจเอกสาร\t1 วัน\tสำนักปลัด"),
    ],
    ids=["published or not", "complaints", "kept things", "a service's guide"],
)
def test_tables_that_name_who_and_no_measure_are_none(tmp_path: Path, table: tuple[str, ...]) -> None:
    assert report_of(tmp_path, *table).measures == []


def test_the_risk_is_the_issue_not_the_work_that_it_lies_in(tmp_path: Path) -> None:
    heading = "งานที่มีความเสี่ยง\tรูปแบบพฤติการณ์ความเสี่ยง\tโอกาส\tผลกระทบ\tมาตรการควบคุม\tผู้รับผิดชอบ"
    report = report_of(tmp_path, heading, "ตรวจสถานบริการ\tแจ้งล่วงหน้าแลกเงิน\t3\t4\tสลับชุดตรวจ\tกองช่าง")
    assert text_of(only(report), "issue") == "แจ้งล่วงหน้าแลกเงิน"


def test_what_is_to_be_improved_behind_the_result_is_suggested(tmp_path: Path) -> None:
    report = report_of(
        tmp_path, "มาตรการ\tผลการดำเนินการ\tสิ่งที่ควรปรับปรุง\tผู้รับผิดชอบ", "อบรม\tอบรม 20 คน\tเพิ่มรอบ\tกองคลัง"
    )
    assert (text_of(only(report), "suggestion"), text_of(only(report), "issue")) == ("เพิ่มรอบ", None)


def test_the_heading_of_what_is_done_may_name_its_year(tmp_path: Path) -> None:
    heading = "จุดที่ควรพัฒนา\tแนวทางพัฒนาในปี 2569\tผู้รับผิดชอบ"
    assert only(report_of(tmp_path, heading, "ลิงก์เสีย\tตรวจลิงก์ทุกสัปดาห์\tกองคลัง")).fiscal_year == 2569


def test_what_controls_a_risk_already_is_not_what_is_laid_down(tmp_path: Path) -> None:
    heading = "กระบวนงาน\tความเสี่ยง\tมาตรการควบคุมที่มีอยู่\tระดับความเสี่ยง\tมาตรการจัดการเพิ่มเติม\tผู้รับผิดชอบ"
    measure = only(report_of(tmp_path, heading, "ตรวจรับ\tตรวจไม่ครบ\tคู่มือ\tสูง\tหมุนเวียนกรรมการ\tกองคลัง"))
    assert (measure.subject, text_of(measure, "steps")) == ("หมุนเวียนกรรมการ", None)
    assert [other.field.text for other in measure.other] == ["ตรวจรับ", "คู่มือ", "สูง"]


@pytest.mark.parametrize("heading", ["ผล (ร้อยละ)", "ผลจริง (ร้อยละ)"])
def test_a_unit_in_brackets_does_not_hide_what_a_heading_says(tmp_path: Path, heading: str) -> None:
    assert (
        text_of(only(report_of(tmp_path, f"มาตรการ\t{heading}\tผู้รับผิดชอบ", "อบรม\t62\tกองคลัง")), "result")
        == "62"
    )


def test_a_bare_year_is_no_length_of_time(tmp_path: Path) -> None:
    heading = "ลำดับ\tขั้นตอน\tผู้รับผิดชอบ\tระยะเวลา\tงบประมาณ"
    rows = ("1\tจัดอบรมคุณธรรม\tกองคลัง\t2568\t5000", "2\tจัดทำคู่มือ\tกองช่าง\t2568\t1000")
    assert len(report_of(tmp_path, heading, *rows).measures) == 2


def test_the_budget_is_what_is_set_aside_and_what_was_spent_stands_beside(tmp_path: Path) -> None:
    heading = "โครงการ\tงบประมาณตั้งไว้\tเบิกจ่าย\tผลการดำเนินการ\tผู้รับผิดชอบ"
    measure = only(report_of(tmp_path, heading, "อบรม\t30,000\t28,400\tอบรม 20 คน\tกองคลัง"))
    assert text_of(measure, "budget") == "30,000"
    assert [(other.heading, other.field.text) for other in measure.other] == [("เบิกจ่าย", "28,400")]


@pytest.mark.parametrize("heading", ["วิธีจัดการความเสี่ยง", "การตอบสนองความเสี่ยง", "วิธีการควบคุม"])
def test_how_a_risk_is_met_is_the_measure(tmp_path: Path, heading: str) -> None:
    report = report_of(
        tmp_path, f"เหตุการณ์ความเสี่ยง\tโอกาส\tผลกระทบ\t{heading}\tผู้รับผิดชอบ", "รับสินบน\t3\t4\tสลับชุดตรวจ\tกองช่าง"
    )
    assert (only(report).subject, text_of(only(report), "issue")) == ("สลับชุดตรวจ", "รับสินบน")


def test_what_is_done_already_is_the_result_and_what_comes_next_suggested(tmp_path: Path) -> None:
    heading = "แนวทางตามมาตรการ\tสิ่งที่ได้ดำเนินการแล้ว\tสิ่งที่จะดำเนินการต่อ\tเจ้าของเรื่อง"
    measure = only(report_of(tmp_path, heading, "ลดขั้นตอน\tลดเหลือ 3 วัน\tประเมินผล\tกองช่าง"))
    assert (text_of(measure, "result"), text_of(measure, "suggestion")) == ("ลดเหลือ 3 วัน", "ประเมินผล")


def test_how_often_is_reported_is_no_result(tmp_path: Path) -> None:
    heading = "มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\tระยะเวลา\tรายงานผล"
    rows = ("อบรม\tเชิญวิทยากร\tกองคลัง\tม.ค. 67\tทุก 3 เดือน", "ตรวจพัสดุ\tตั้งกรรมการ\tกองช่าง\tก.พ. 67\tรายเดือน")
    found = report_of(tmp_path, heading, *rows).measures
    assert [(text_of(m, "monitoring"), text_of(m, "result")) for m in found] == [
        ("ทุก 3 เดือน", None),
        ("รายเดือน", None),
    ]


def test_the_duty_that_a_risk_lies_in_is_no_measure(tmp_path: Path) -> None:
    heading = "ภารกิจ\tปัจจัยเสี่ยง\tโอกาส\tผลกระทบ\tแนวทางจัดการ\tผู้รับผิดชอบ\tกำหนดเวลา"
    report = report_of(tmp_path, heading, "งานเงินสมทบ\tลดเงินเพิ่มโดยมิชอบ\t3\t4\tสุ่มตรวจทุกเดือน\tกองคลัง\tม.ค. 67")
    measure = only(report)
    assert (measure.subject, text_of(measure, "issue")) == ("สุ่มตรวจทุกเดือน", "ลดเงินเพิ่มโดยมิชอบ")


def test_a_blank_below_an_indicator_is_the_same_indicator(tmp_path: Path) -> None:
    rows = ("2 การใช้งบประมาณ\tชี้แจงแผน\tชี้แจงแล้ว\tกองคลัง", "\tติดประกาศ\tติดแล้ว\tกองช่าง")
    found = report_of(tmp_path, "ตัวชี้วัด\tมาตรการ\tผลการดำเนินงาน\tผู้รับผิดชอบ", *rows).measures
    assert [[(link.instrument, link.number) for link in m.indicators] for m in found] == [[("IIT", 2)]] * 2
