"""Columns that say one thing only together: first and last days, ticked states, months below years."""

from __future__ import annotations

from pathlib import Path

import pytest

from ita_extract import Settings, extract
from ita_extract.model.report import Measure, Report
from tests.office_files import p, tbl, tc, tr, write_docx

COVER = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. 2567\n\n"


def measures_of(tmp_path: Path, *lines: str) -> list[Measure]:
    path = tmp_path / "report.txt"
    path.write_text(COVER + "\n".join(lines) + "\n", encoding="utf-8")
    return list(extract(path).measures)


@pytest.mark.parametrize(
    ("begin", "end"), [("เริ่มต้น", "สิ้นสุด"), ("วันที่เริ่ม", "แล้วเสร็จ"), ("ระยะเวลา เริ่ม", "ระยะเวลา เสร็จ")]
)
def test_first_and_last_day_are_one_time(tmp_path: Path, begin: str, end: str) -> None:
    (measure,) = measures_of(
        tmp_path,
        f"มาตรการ\tผู้รับผิดชอบ\t{begin}\t{end}\tหมายเหตุ",
        "จัดทำคู่มือ\tกองคลัง\t1 ต.ค. 2566\t31 ม.ค. 2567\tล่าช้า",
    )
    assert measure.timeline is not None
    assert [(e.kind, e.start, e.end) for e in measure.timeline.events] == [
        ("during", "2023-10-01", "2024-01-31")
    ]
    assert measure.timeline.raw == "1 ต.ค. 2566\n31 ม.ค. 2567"
    assert len(measure.timeline.provenance) == 2
    assert measure.remark is not None
    assert measure.remark.text == "ล่าช้า"
    assert measure.other == []


def test_days_below_the_plan_are_the_time_too(tmp_path: Path) -> None:
    (measure,) = measures_of(
        tmp_path,
        "มาตรการ\tผู้รับผิดชอบ\tแผนการดำเนินงาน\t\tผลการดำเนินงาน",
        "\t\tเริ่ม\tสิ้นสุด\t",
        "จัดทำคู่มือ\tกองคลัง\t1 ต.ค. 2566\t31 ม.ค. 2567\tแล้วเสร็จ",
    )
    assert measure.timeline is not None
    assert [(e.start, e.end) for e in measure.timeline.events] == [("2023-10-01", "2024-01-31")]
    assert measure.steps is None


def test_one_word_ticks_as_a_sign_does(tmp_path: Path) -> None:
    first, second = measures_of(
        tmp_path,
        "มาตรการ\tผู้รับผิดชอบ\tไตรมาส 1\tไตรมาส 2\tผลการดำเนินงาน",
        "จัดทำคู่มือ\tกองคลัง\t\tดำเนินการ\tแล้วเสร็จ",
        "อบรมพนักงาน\tกองช่าง\tดำเนินการ\t\tอบรมแล้ว",
    )
    starts = [[e.start for e in m.timeline.events] for m in (first, second) if m.timeline is not None]
    assert starts == [["2024-01-01"], ["2023-10-01"]]


def test_letters_of_a_month_may_stand_apart_below_its_year(tmp_path: Path) -> None:
    (measure,) = measures_of(
        tmp_path,
        "มาตรการ\tผู้รับผิดชอบ\tปี พ.ศ. 2567 พ .ย .\tปี พ.ศ. 2567 ธ.ค.\tปี พ.ศ. 2568 ม.ค.",
        "จัดทำคู่มือ\tกองคลัง\t✓\t\t✓",
    )
    assert measure.timeline is not None
    assert [event.start for event in measure.timeline.events] == ["2024-11-01", "2025-01-01"]


def test_a_last_day_alone_stands_for_itself(tmp_path: Path) -> None:
    first, second = measures_of(
        tmp_path,
        "มาตรการ\tผู้รับผิดชอบ\tเริ่มต้น\tสิ้นสุด",
        "จัดทำคู่มือ\tกองคลัง\t1 ต.ค. 2566\t31 ม.ค. 2567",
        "อบรมพนักงาน\tกองช่าง\t\t15 มี.ค. 2567",
    )
    assert first.timeline is not None
    assert second.timeline is not None
    assert [e.end for e in second.timeline.events] == ["2024-03-15"]


def test_ticked_states_are_the_result(tmp_path: Path) -> None:
    done, planned, unknown = measures_of(
        tmp_path,
        "| มาตรการ | ผู้รับผิดชอบ | สถานะการดำเนินงาน | | ปัญหา |",
        "|---|---|---|---|---|",
        "| | | ดำเนินการแล้ว | ยังไม่ดำเนินการ | |",
        "| จัดทำคู่มือ | กองคลัง | ✓ | | ไม่มี |",
        "| อบรมพนักงาน | กองช่าง | | / | รองบประมาณ |",
        "| ติดตั้งกล้อง | สำนักปลัด | | | ไม่มี |",
    )
    assert done.result is not None
    assert (done.result.text, done.result.raw) == ("ดำเนินการแล้ว", "✓")
    assert planned.result is not None
    assert planned.result.text == "ยังไม่ดำเนินการ"
    assert unknown.result is not None
    assert unknown.result.text == ""
    assert planned.problem is not None
    assert planned.problem.text == "รองบประมาณ"


def test_months_below_years_below_one_heading(tmp_path: Path) -> None:
    html = """<table>
    <tr><td rowspan="3">กิจกรรม</td><td colspan="3">ระยะเวลา ปีงบประมาณ 2567</td>
    <td rowspan="3">ผู้รับผิดชอบ</td></tr>
    <tr><td colspan="2">พ.ศ. 2566</td><td>พ.ศ. 2567</td></tr>
    <tr><td>พ.ย.</td><td>ธ.ค.</td><td>ม.ค.</td></tr>
    <tr><td>ประชุมคณะทำงาน</td><td></td><td>✓</td><td>✓</td><td>งานบุคลากร</td></tr></table>"""
    (measure,) = measures_of(tmp_path, html)
    assert measure.timeline is not None
    assert [e.start for e in measure.timeline.events] == ["2023-12-01", "2024-01-01"]


def test_states_below_no_heading_are_the_result(tmp_path: Path) -> None:
    (measure,) = measures_of(
        tmp_path,
        "ข้อ\tมาตรการที่ได้กำหนดไว้\tฝ่ายที่รับผิดชอบ\tวันที่ปฏิบัติ\tแล้วเสร็จ\tยังไม่แล้วเสร็จ",
        "1\tทำบัญชีรับบริจาค\tงานการเงิน\t15 มิถุนายน 2567\t/\t",
    )
    assert measure.result is not None
    assert measure.result.text == "แล้วเสร็จ"
    assert measure.timeline is not None
    assert [e.start for e in measure.timeline.events] == ["2024-06-15"]


def test_quarters_by_their_numbers(tmp_path: Path) -> None:
    first, second = measures_of(
        tmp_path,
        "ที่\tมาตรการ\tไตรมาสที่ดำเนินการ\tผู้รับผิดชอบ",
        "1\tอบรมบุคลากร\t1\tงานบุคลากร",
        "2\tตรวจสอบพัสดุ\t2, 4\tงานพัสดุ",
    )
    assert first.timeline is not None
    assert first.timeline.raw == "1"
    assert [(e.start, e.end) for e in first.timeline.events] == [("2023-10-01", "2023-12-31")]
    assert second.timeline is not None
    assert [e.start for e in second.timeline.events] == ["2024-01-01", "2024-07-01"]


def test_a_title_below_a_heading_over_columns_is_no_heading(tmp_path: Path) -> None:
    measures = measures_of(
        tmp_path,
        "<table><tr><th colspan=2>มาตรการ</th><th>ผู้รับผิดชอบ</th><th>ระยะเวลา</th></tr>",
        "<tr><td colspan=4>1. ด้านการเงิน</td></tr>",
        "<tr><td>1.1</td><td>จัดทำแผน</td><td>กองคลัง</td><td>มกราคม 2567</td></tr>",
        "<tr><td>1.2</td><td>สอบทานบัญชี</td><td>กองคลัง</td><td>มีนาคม 2567</td></tr></table>",
    )
    assert [measure.section for measure in measures] == [["1. ด้านการเงิน"]] * 2


def test_quarters_ticked_below_a_plan_are_the_time(tmp_path: Path) -> None:
    (measure,) = measures_of(
        tmp_path,
        "<table><tr><th rowspan=2>โครงการ</th><th rowspan=2>ผู้รับผิดชอบ</th>",
        "<th colspan=4>แผนการดำเนินงาน</th></tr>",
        "<tr><th>ไตรมาสที่ 1</th><th>ไตรมาสที่ 2</th><th>ไตรมาสที่ 3</th><th>ไตรมาสที่ 4</th></tr>",
        "<tr><td>จัดทำแผน</td><td>กองคลัง</td><td></td><td>✓</td><td></td><td></td></tr></table>",
    )
    assert measure.timeline is not None
    assert measure.timeline.text == "ไตรมาสที่ 2"
    assert (measure.steps, measure.other) == (None, [])


def test_what_stands_below_a_heading_over_columns_names_them(tmp_path: Path) -> None:
    html = """<table>
    <tr><td rowspan="2">มาตรการ</td><td rowspan="2">ผู้ที่ต้องทำ</td><td colspan="2">การดำเนินงาน</td></tr>
    <tr><td>แผน</td><td>ผล</td></tr>
    <tr><td>ตรวจสอบดุลพินิจ</td><td>กองช่าง</td><td>ต.ค. 66 - มี.ค. 67</td><td>ทำคู่มือแล้ว</td></tr>
    <tr><td>งดรับของขวัญ</td><td>สำนักปลัด</td><td>ธ.ค. 66</td><td>ประกาศแล้ว</td></tr></table>"""
    first, second = measures_of(tmp_path, html)
    assert first.result is not None
    assert first.result.text == "ทำคู่มือแล้ว"
    assert second.timeline is not None
    assert [(e.start, e.end) for e in second.timeline.events] == [("2023-12-01", "2023-12-31")]


def test_two_halves_ticked_are_the_time(tmp_path: Path) -> None:
    first, both = measures_of(
        tmp_path,
        "| มาตรการ | รอบ 6 เดือนแรก | รอบ 6 เดือนหลัง | ผู้รับผิดชอบ |",
        "|---|---|---|---|",
        "| จัดทำคู่มือ | ✓ | | กองคลัง |",
        "| อบรมพนักงาน | ✓ | ✓ | กองช่าง |",
    )
    assert first.timeline is not None
    assert both.timeline is not None
    assert [e.end for e in first.timeline.events] == ["2024-03-31"]
    assert [e.end for e in both.timeline.events] == ["2024-03-31", "2024-09-30"]


def test_a_bar_merged_over_months_runs_from_the_first_to_the_last(tmp_path: Path) -> None:
    (measure,) = measures_of(
        tmp_path,
        "<table><tr><th>กิจกรรม</th><th>ต.ค.</th><th>พ.ย.</th><th>ธ.ค.</th><th>ผู้รับผิดชอบ</th></tr>",
        "<tr><td>จัดทำแผน</td><td></td><td colspan=2>←→</td><td>กองคลัง</td></tr></table>",
    )
    assert measure.timeline is not None
    assert [(e.start, e.end) for e in measure.timeline.events] == [("2023-11-01", "2023-12-31")]


BLUE, GREY, GREEN = "5B9BD5", "F2F2F2", "70AD47"


def plan(tmp_path: Path, *filled: str, beside: str = "", heading: str = "") -> Report:
    """A plan of 2567 in which the row of each activity has these colours below four months: "-BB-" for blue
    ones in the middle, "G" for green, "g" for grey. beside, heading: the colour of the other cells."""
    colours = {"B": BLUE, "G": GREEN, "g": GREY, "-": ""}
    names = ["จัดทำคู่มือ", "อบรมพนักงาน", "ตรวจสอบพัสดุ"]
    head = ["กิจกรรม", "ต.ค. 66", "พ.ย. 66", "ธ.ค. 66", "ม.ค. 67", "ผู้รับผิดชอบ"]
    rows = [
        tr(
            tc(name, shade(beside)),
            *(tc(p(), shade(colours[c])) for c in fill),
            tc("กองคลัง", shade(beside)),
        )
        for name, fill in zip(names, filled, strict=False)
    ]
    body = p("แผนส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. 2567")
    body += tbl(tr(*(tc(name, shade(heading)) for name in head)), *rows)
    return extract(write_docx(tmp_path / "plan.docx", body))


def shade(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>' if colour else ""


def starts(report: Report) -> list[list[str | None]]:
    return [[e.start for e in m.timeline.events] if m.timeline else [] for m in report.measures]


def test_filled_cells_tell_the_time_and_that_is_said(tmp_path: Path) -> None:
    report = plan(tmp_path, "-BB-", "---B")
    assert starts(report) == [["2023-11-01", "2023-12-01"], ["2024-01-01"]]
    first = report.measures[0].timeline
    assert first is not None
    assert (first.text, first.raw.strip()) == ("พ.ย. 66\nธ.ค. 66", "")
    assert [place.column for place in first.provenance] == [3, 4]
    told = [finding for finding in report.findings if finding.code == "time-by-colour"]
    assert [finding.measure for finding in told] == ["m1", "m2"]


@pytest.mark.parametrize(
    ("filled", "beside", "heading"),
    [
        (("gBBg", "gggB"), "", ""),  # all cells have a colour, the lighter one is the ground
        (("gBBg", "gggB"), GREY, ""),  # rows banded in the colour of what they say
        (("-BB-", "---B"), BLUE, ""),  # what they say has the same colour, but the row is not banded
        (("-BB-", "---B"), "", BLUE),  # so have the headings
        (("-BG-", "---B"), "", ""),  # several colours
    ],
)
def test_what_lies_around_a_filled_cell_marks_no_time(
    tmp_path: Path, filled: tuple[str, ...], beside: str, heading: str
) -> None:
    report = plan(tmp_path, *filled, beside=beside, heading=heading)
    assert starts(report) == [["2023-11-01", "2023-12-01"], ["2024-01-01"]]


@pytest.mark.parametrize(
    ("filled", "beside", "heading"),
    [
        (("----", "----"), "", GREY),
        (("gggg", "----"), GREY, ""),
        (("BBBB", "BBBB"), "", ""),
        (("B---", "B---"), "", BLUE),
    ],
)
def test_colours_that_mark_nothing_tell_no_time(
    tmp_path: Path, filled: tuple[str, ...], beside: str, heading: str
) -> None:
    report = plan(tmp_path, *filled, beside=beside, heading=heading)
    assert [events for events in starts(report) if events] == []
    assert "time-by-colour" not in {finding.code for finding in report.findings}


def test_amounts_below_months_are_amounts_whatever_their_colour(tmp_path: Path) -> None:
    head = tr(*map(tc, ("รายการ", "ต.ค. 66", "พ.ย. 66", "ธ.ค. 66", "รวม")))
    row = tr(tc("ค่าวัสดุ"), tc("100", shade(GREEN)), tc("200"), tc("300", shade(GREEN)), tc("600"))
    body = p("แผนการใช้จ่าย ประจำปีงบประมาณ พ.ศ. 2567") + tbl(head, row, row)
    report = extract(write_docx(tmp_path / "plan.docx", body), Settings(tables=True))
    assert report.measures == []
    assert [cell.text for cell in report.tables[0].cells][5:8] == ["ค่าวัสดุ", "100", "200"]


def test_a_filled_bar_runs_over_the_months_that_it_is_merged_over(tmp_path: Path) -> None:
    head = tr(*map(tc, ("กิจกรรม", "ต.ค. 66", "พ.ย. 66", "ธ.ค. 66", "ม.ค. 67", "ผู้รับผิดชอบ")))
    bar = tc(p(), '<w:gridSpan w:val="3"/>' + shade(GREEN))
    body = p("แผนส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. 2567")
    body += tbl(head, tr(tc("จัดทำคู่มือ"), bar, tc(p()), tc("กองคลัง")))
    (measure,) = extract(write_docx(tmp_path / "plan.docx", body)).measures
    assert measure.timeline is not None
    assert [(e.start, e.end) for e in measure.timeline.events] == [("2023-10-01", "2023-12-31")]


@pytest.mark.parametrize("words", [("แผน", "ผล"), ("Plan", "Actual")])
def test_the_row_of_what_was_done_goes_with_the_plan_above_it(tmp_path: Path, words: tuple[str, str]) -> None:
    planned, done = words
    html = f"""<table><tr><td>กิจกรรม</td><td>แผน/ผล</td><td>ไตรมาส 1</td><td>ไตรมาส 2</td><td>ไตรมาส 3</td>
    <td>ผู้รับผิดชอบ</td></tr>
    <tr><td rowspan="2">จัดทำคู่มือ</td><td>{planned}</td><td>✓</td><td></td><td></td>
    <td rowspan="2">กองคลัง</td></tr><tr><td>{done}</td><td></td><td>✓</td><td></td></tr>
    <tr><td rowspan="2">อบรมพนักงาน</td><td>{planned}</td><td></td><td></td><td>✓</td>
    <td rowspan="2">กองช่าง</td></tr><tr><td>{done}</td><td></td><td></td><td></td></tr></table>"""
    first, second = measures_of(tmp_path, html)
    assert first.timeline is not None
    assert first.result is not None
    assert (first.timeline.text, first.result.text, first.result.raw) == ("ไตรมาส 1", "ไตรมาส 2", "✓")
    assert second.timeline is not None
    assert second.result is not None
    assert (second.timeline.text, second.result.text) == ("ไตรมาส 3", "")
    assert (first.other, second.other) == ([], [])


def test_rows_called_plan_and_result_that_say_more_than_times_stay(tmp_path: Path) -> None:
    measures = measures_of(
        tmp_path,
        "มาตรการ\tแผน/ผล\tวิธีดำเนินการ\tระยะเวลา\tผู้รับผิดชอบ",
        "จัดทำคู่มือ\tแผน\tร่างคู่มือ\tมกราคม 2567\tกองคลัง",
        "เผยแพร่คู่มือ\tผล\tลงเว็บไซต์\tมีนาคม 2567\tกองช่าง",
    )
    assert [measure.subject for measure in measures] == ["จัดทำคู่มือ", "เผยแพร่คู่มือ"]


def test_a_row_without_a_tick_does_not_take_the_months_of_the_row_above(tmp_path: Path) -> None:
    first, second = measures_of(
        tmp_path,
        "| มาตรการ | ไตรมาส 1 | ไตรมาส 2 | ไตรมาส 3 | ผู้รับผิดชอบ |",
        "|---|---|---|---|---|",
        "| จัดทำคู่มือ | | ✓ | | กองคลัง |",
        "| อบรมพนักงาน | | | | กองช่าง |",
    )
    assert first.timeline is not None
    assert first.timeline.text == "ไตรมาส 2"
    assert second.timeline is not None
    assert (second.timeline.text, second.timeline.inherited) == ("", False)


SHORT_MONTHS = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค."


def ticked(tmp_path: Path, months: str, *ticks: str, cover: str = COVER) -> Report:
    """A table of months in which a row for each of the ticks has one below each of these months."""
    names = months.split()
    rows = ["\t".join(("มาตรการ", *names, "ผู้รับผิดชอบ"))]
    for number, tick in enumerate(ticks, 1):
        cells = ("✓" if name in tick.split() else "" for name in names)
        rows.append("\t".join((f"จัดอบรมครั้งที่ {number}", *cells, "กองคลัง")))
    path = tmp_path / "report.txt"
    path.write_text(cover + "\n".join(rows) + "\n", encoding="utf-8")
    return extract(path)


@pytest.mark.parametrize("months", [SHORT_MONTHS, "ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค."])
def test_months_that_run_past_october_are_those_of_a_calendar_year(tmp_path: Path, months: str) -> None:
    report = ticked(tmp_path, months, "ส.ค. ธ.ค.", "ก.ย.")
    assert starts(report) == [["2024-08-01", "2024-12-01"], ["2024-09-01"]]
    (told,) = [finding for finding in report.findings if finding.code == "timeline-outside-year"]
    assert told.measure == "m1"
    assert "“ธ.ค.” names no year; taken for 2024-12-31, it lies outside fiscal year 2567" in told.message


@pytest.mark.parametrize(
    "months",
    [
        "ต.ค. พ.ย. ธ.ค. ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย.",
        "เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค. ม.ค. ก.พ. มี.ค.",
    ],
)
def test_months_in_another_order_are_those_of_the_fiscal_year(tmp_path: Path, months: str) -> None:
    report = ticked(tmp_path, months, "ธ.ค.", "ก.ย.")
    assert starts(report) == [["2023-12-01"], ["2024-09-01"]]
    assert "timeline-outside-year" not in {finding.code for finding in report.findings}


def test_a_year_that_stands_over_months_is_theirs(tmp_path: Path) -> None:
    months = " ".join(f"{name}66" for name in SHORT_MONTHS.split())
    assert starts(ticked(tmp_path, months, "ต.ค.66", "ก.ย.66")) == [["2023-10-01"], ["2023-09-01"]]


def test_a_period_of_a_calendar_year_makes_sure_of_its_months(tmp_path: Path) -> None:
    cover = "รายงานผลการดำเนินการตามแผนป้องกันการทุจริต ประจำปี 2567\n\n(มกราคม - ธันวาคม 2567)\n\n"
    report = ticked(tmp_path, SHORT_MONTHS, "ก.พ. พ.ย.", cover=cover)
    assert starts(report) == [["2024-02-01", "2024-11-01"]]
    assert "timeline-outside-year" not in {finding.code for finding in report.findings}


def test_an_arrow_over_months_runs_from_the_first_to_the_last(tmp_path: Path) -> None:
    html = """<table><tr><td>กิจกรรม</td><td>ต.ค. 66</td><td>พ.ย. 66</td><td>ธ.ค. 66</td><td>ผู้รับผิดชอบ</td></tr>
    <tr><td>จัดทำคู่มือ</td><td></td><td colspan="2">←————→</td><td>กองคลัง</td></tr>
    <tr><td>อบรมพนักงาน</td><td>↔</td><td></td><td></td><td>กองช่าง</td></tr></table>"""
    measures = measures_of(tmp_path, html)
    events = [[(e.start, e.end) for e in m.timeline.events] for m in measures if m.timeline]
    assert events == [[("2023-11-01", "2023-12-31")], [("2023-10-01", "2023-10-31")]]


def test_dotted_lines_to_write_on_are_no_ticks(tmp_path: Path) -> None:
    measures = measures_of(
        tmp_path,
        "มาตรการ\tไตรมาส 1\tไตรมาส 2\tไตรมาส 3\tผู้รับผิดชอบ",
        "จัดทำคู่มือ\t..........\t..........\t..........\tกองคลัง",
    )
    assert [event for m in measures if m.timeline for event in m.timeline.events] == []


def test_an_unfilled_date_does_not_take_that_of_the_row_above(tmp_path: Path) -> None:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    asked = tc(prompt.format(p("คลิกเพื่อใส่วันที่")))
    head = ("มาตรการ", "ผู้รับผิดชอบ", "วันที่เริ่ม", "วันที่สิ้นสุด")
    body = p("แผนส่งเสริมคุณธรรม ประจำปีงบประมาณ พ.ศ. 2567") + tbl(
        tr(*map(tc, head)),
        tr(tc("จัดทำคู่มือ"), tc("กองคลัง"), tc("1 ต.ค. 2566"), tc("31 ม.ค. 2567")),
        tr(tc("อบรมพนักงาน"), asked, asked, asked),
    )
    report = extract(write_docx(tmp_path / "form.docx", body))
    second = report.measures[1]
    assert second.owner is not None
    assert second.timeline is not None
    assert (second.owner.text, second.timeline.text, second.timeline.events) == ("", "", [])
    assert {c.rule for c in report.corrections if c.measure == "m2"} == {"unfilled-prompt"}


def test_numbers_below_a_heading_of_quarters_are_times(tmp_path: Path) -> None:
    html = """<table>
    <tr><th rowspan="2">มาตรการ</th><th colspan="4">ไตรมาสที่ดำเนินการ</th><th rowspan="2">กอง</th></tr>
    <tr><th>1</th><th>2</th><th>3</th><th>4</th></tr>
    <tr><td>จัดทำคู่มือ</td><td>✓</td><td></td><td></td><td></td><td>กองคลัง</td></tr>
    <tr><td>อบรมพนักงาน</td><td></td><td></td><td>✓</td><td></td><td>กองช่าง</td></tr></table>"""
    events = [
        [(e.start, e.end) for e in m.timeline.events] for m in measures_of(tmp_path, html) if m.timeline
    ]
    assert events == [[("2023-10-01", "2023-12-31")], [("2024-04-01", "2024-06-30")]]


def test_yes_and_no_to_be_ticked_beside_measures_say_what_was_done(tmp_path: Path) -> None:
    first, second = measures_of(
        tmp_path,
        "มาตรการ\tมี\tไม่มี\tหลักฐาน\tผู้รายงาน",
        "จัดทำคู่มือ\t✓\t\tคำสั่ง\tกองคลัง",
        "อบรมพนักงาน\t\t✓\t-\tกองช่าง",
    )
    assert [m.result.text for m in (first, second) if m.result] == ["มี", "ไม่มี"]


def test_who_leads_and_who_takes_part_are_the_owners(tmp_path: Path) -> None:
    html = """<table><tr><th rowspan="2">มาตรการ</th><th colspan="2">ผู้รับผิดชอบ</th>
    <th rowspan="2">ระยะเวลา</th></tr><tr><th>หลัก</th><th>ร่วม</th></tr>
    <tr><td>จัดทำคู่มือ</td><td rowspan="2">กองคลัง</td><td>กองช่าง</td><td>ม.ค. 67</td></tr>
    <tr><td>อบรมพนักงาน</td><td>-</td><td>ก.พ. 67</td></tr></table>"""
    owners = [measure.owner.names for measure in measures_of(tmp_path, html) if measure.owner]
    assert owners == [["กองคลัง", "กองช่าง"], ["กองคลัง"]]


@pytest.mark.parametrize(
    "over", ["ปีงบประมาณ ๒๕๖๗ (ไตรมาส)", "ปีงบประมาณ 2567", "ระยะเวลาดำเนินการ", "แผนการดำเนินงาน (ไตรมาสที่)"]
)
def test_numbers_from_1_to_4_that_are_ticked_are_quarters(tmp_path: Path, over: str) -> None:
    html = f"""<table><tr><th rowspan="2">มาตรการ</th><th colspan="4">{over}</th>
    <th rowspan="2">ผู้รับผิดชอบ</th></tr><tr><th>1</th><th>2</th><th>3</th><th>4</th></tr>
    <tr><td>จัดทำคู่มือ</td><td>/</td><td></td><td></td><td>/</td><td>กองคลัง</td></tr></table>"""
    (measure,) = measures_of(tmp_path, html)
    assert measure.timeline is not None
    assert [e.start for e in measure.timeline.events] == ["2023-10-01", "2024-07-01"]


def test_numbers_of_months_are_no_quarters(tmp_path: Path) -> None:
    html = """<table><tr><th rowspan="2">มาตรการ</th><th colspan="4">ระยะเวลา (เดือนที่)</th>
    <th rowspan="2">กอง</th></tr><tr><th>1</th><th>2</th><th>3</th><th>4</th></tr>
    <tr><td>จัดทำคู่มือ</td><td>/</td><td></td><td></td><td></td><td>กองคลัง</td></tr></table>"""
    (measure,) = measures_of(tmp_path, html)
    assert measure.timeline is None or measure.timeline.events == []


def test_below_a_state_an_unknown_one_is_a_state_too(tmp_path: Path) -> None:
    html = """<table><tr><th rowspan="2">มาตรการ</th><th rowspan="2">ผู้รับผิดชอบ</th>
    <th colspan="3">สถานะ</th></tr><tr><th>แล้วเสร็จ</th><th>ส่งต่อหน่วยอื่น</th><th>อยู่ระหว่าง</th></tr>
    <tr><td>จัดทำคู่มือ</td><td>กองคลัง</td><td>✓</td><td></td><td></td></tr>
    <tr><td>อบรมพนักงาน</td><td>กองช่าง</td><td></td><td>✓</td><td></td></tr>
    <tr><td>ตรวจพัสดุ</td><td>กองช่าง</td><td></td><td></td><td>✓</td></tr></table>"""
    found = measures_of(tmp_path, html)
    assert [measure.result.text for measure in found if measure.result] == [
        "แล้วเสร็จ",
        "ส่งต่อหน่วยอื่น",
        "อยู่ระหว่าง",
    ]
    assert [measure.timeline for measure in found] == [None] * 3


@pytest.mark.parametrize("heading", ["ปี {} งบประมาณ (บาท)", "งบประมาณ ปี {}"])
def test_budgets_of_several_years_are_one_field_that_says_which_is_which(
    tmp_path: Path, heading: str
) -> None:
    years = "\t".join(heading.format(year) for year in (2566, 2567, 2568))
    first, second = measures_of(
        tmp_path,
        f"มิติ\tภารกิจตามมิติ\tโครงการ\t{years}\tหมายเหตุ",
        "1. สร้างสังคม\t1.1 สร้างจิตสำนึก\tอบรมคุณธรรม\t30,000\t-\t20,000\tใช้เงินสะสม",
        "1. สร้างสังคม\t1.2 ปลูกฝัง\tปลูกป่า\t-\t-\t-\tไม่ใช้งบ",
    )
    assert first.budget is not None
    assert first.budget.text == "ปี 2566: 30,000\nปี 2568: 20,000"
    assert first.budget.raw == "30,000\n20,000"
    assert second.budget is not None
    assert second.budget.text == "-"
    assert first.issue is not None
    assert first.issue.text == "1.1 สร้างจิตสำนึก"


def test_what_was_spent_below_a_budget_stands_beside_what_was_set_aside(tmp_path: Path) -> None:
    html = """<table><tr><th rowspan="2">โครงการ</th><th colspan="2">งบประมาณ</th>
    <th rowspan="2">ปัญหา</th></tr><tr><th>ได้รับจัดสรร</th><th>เบิกจ่าย</th></tr>
    <tr><td>อบรมพนักงาน</td><td>15,000</td><td>14,200</td><td>ไม่มี</td></tr></table>"""
    (measure,) = measures_of(tmp_path, html)
    assert measure.budget is not None
    assert measure.budget.text == "15,000"
    assert [other.field.text for other in measure.other] == ["14,200"]


def test_budgets_merged_over_rows_are_said_once(tmp_path: Path) -> None:
    html = """<table><tr><th>มาตรการ</th><th>ขั้นตอน</th><th>ผู้รับผิดชอบ</th><th>งบประมาณ ปี 2566</th>
    <th>งบประมาณ ปี 2567</th></tr><tr><td rowspan="2">จัดทำคู่มือ</td><td>ร่าง</td><td rowspan="3">กองคลัง</td>
    <td rowspan="3">10,000</td><td rowspan="3">20,000</td></tr><tr><td>พิมพ์</td></tr>
    <tr><td>อบรมพนักงาน</td><td>เชิญวิทยากร</td></tr></table>"""
    first, second = measures_of(tmp_path, html)
    assert first.budget is not None
    assert second.budget is not None
    assert first.budget.text == second.budget.text == "ปี 2566: 10,000\nปี 2567: 20,000"
    assert [first.budget.inherited, second.budget.inherited] == [False, True]


def test_ticks_merged_over_rows_make_no_measure_of_each(tmp_path: Path) -> None:
    html = """<table><tr><th>มาตรการ</th><th>ขั้นตอน</th><th>กอง</th><th>ไตรมาส 1</th><th>ไตรมาส 2</th></tr>
    <tr><td rowspan="2">จัดทำคู่มือ</td><td>ร่าง</td><td rowspan="2">กองคลัง</td><td rowspan="3">/</td>
    <td rowspan="3"></td></tr><tr><td>พิมพ์</td></tr>
    <tr><td>อบรม</td><td>เชิญ</td><td>กองช่าง</td></tr></table>"""
    first, second = measures_of(tmp_path, html)
    assert first.steps is not None
    assert first.steps.text == "ร่าง\nพิมพ์"
    assert [(m.timeline.text, m.timeline.inherited) for m in (first, second) if m.timeline] == [
        ("ไตรมาส 1", False),
        ("ไตรมาส 1", True),
    ]
