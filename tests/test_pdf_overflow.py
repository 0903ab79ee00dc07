"""Words too long for their column where no upright rule stands: browsers print them on over the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pdf_files import Font, Page
from tests.test_pdf_tables import read_tables
from tests.test_pdf_unruled import draw, printed, texts, whole

BOLD = Font(name="TestThai,Bold")
XS = (60.0, 100.0, 270.0, 340.0)
HEADING = ("ที่", "มาตรการ", "หน่วยงาน", "ระยะเวลา")
ROWS = (
    ("1", "ทบทวนคู่มือการให้/บริการประชาชน", "สำนักปลัด", "ทุกเดือน"),
    ("2", "ลงเวลาปฏิบัติราชการ", "กอง/สาธารณสุขชุมชน", "ตุลาคม 2566/ถึงมีนาคม 2567"),
    ("3", "เปิดเผยแผนการจัด/ซื้อจัดจ้างทุกครั้ง", "กองคลัง", "ทุกไตรมาส"),
    ("4", "ติดประกาศ", "กอง/ประชาสัมพันธ์เชิงรุก", "ทุกเดือน"),
    ("5", "สรุปผล", "กองช่าง", "ทุกปี"),
)


def ruled(page: Page) -> Page:
    for y in (85, 105, 145, 185, 225, 265, 285):
        page.line(56, y, 470, y)
    return page


@pytest.mark.parametrize("is_ruled", [True, False], ids=["level rules", "no rules"])
def test_a_word_that_runs_into_the_next_column_stays_in_its_cell(tmp_path: Path, is_ruled: bool) -> None:
    page = printed([HEADING, *ROWS], xs=XS)
    (table,) = read_tables(tmp_path, ruled(page) if is_ruled else page)
    assert texts(table) == whole([HEADING, *ROWS])


def test_words_that_end_where_the_next_column_begins_are_two_cells(tmp_path: Path) -> None:
    """No paper is left between them, but each cell is written by itself."""
    width = Font().width("ปรับปรุงห้องรับรองผู้มา")
    rows = [
        ("ที่", "มาตรการ", "หน่วยงาน"),
        ("1", "ปรับปรุงห้องรับรองผู้มา/ติดต่อราชการ", "กองสาธารณสุขและ/สิ่งแวดล้อม"),
        ("2", "ลงเวลา", "สำนักปลัด"),
        ("3", "ติดประกาศทุกครั้ง", "กองช่าง"),
        ("4", "ปรับปรุงห้องรับรองผู้มา/ติดต่อราชการ", "กองการศึกษา/และกีฬา"),
        ("5", "สรุปผล", "กองช่าง"),
    ]
    (table,) = read_tables(tmp_path, printed(rows, xs=(60.0, 100.0, 100 + width + 1)))
    assert texts(table) == whole(rows)


def test_a_title_that_runs_over_columns_is_no_long_word(tmp_path: Path) -> None:
    title = "มาตรการส่งเสริมความโปร่งใส"
    page = draw(printed([HEADING, *ROWS[:1]], xs=XS), [(title,)], XS, top=160)
    (table,) = read_tables(tmp_path, draw(page, ROWS[1:], XS, top=180))
    assert texts(table)[2][0] == title
    assert [cell.column_span for cell in table.cells if cell.text == title] == [4]


def test_a_heading_wider_than_the_numbers_below_it_heads_them(tmp_path: Path) -> None:
    """Set in the middle of its column it begins behind them, and there is no column between."""
    rows = [(*(text.split("/")[0] for text in row), "ไม่ใช้", "ครบ") for row in ROWS]
    page = printed(rows, xs=(60.0, 120.0, 260.0, 340.0, 440.0, 500.0), top=120)
    heading = ("ลำดับ", *HEADING[1:], "งบ", "ผล")
    for x, text in zip((76, 160, 260, 345, 445, 505), heading, strict=True):
        page.text(x, 100, text, BOLD)
    (table,) = read_tables(tmp_path, page)
    assert texts(table) == whole([heading, *rows])


def test_a_heading_that_enters_the_next_column_heads_its_own(tmp_path: Path) -> None:
    page = printed(ROWS, xs=(60.0, 84.0, 270.0, 340.0), top=120)
    for x, text in ((60, "ลำดับ"), (140, HEADING[1]), (270, HEADING[2]), (345, HEADING[3])):
        page.text(x, 100, text, BOLD)
    (table,) = read_tables(tmp_path, page)
    assert texts(table) == whole([("ลำดับ", *HEADING[1:]), *ROWS])


def test_a_narrow_gutter_parts_columns_that_end_at_one_place(tmp_path: Path) -> None:
    rows = [
        ("ทบทวนคู่มือการให้บริการ", "350,000.00", "สำนักปลัด"),
        ("ลงเวลาปฏิบัติราชการ", "ไม่ใช้งบ", "กองสาธารณสุขชุมชน"),
        ("เปิดเผยแผนการจัดซื้อจัด", "120,000.00", "กองคลัง"),
        ("ติดประกาศ", "5,000.00", "กองช่าง"),
        ("สรุปผล", "-", "กองการศึกษา"),
    ]
    page, font = Page(), Font()
    right = 60 + font.width(rows[0][0]) + 12
    for number, (first, second, last) in enumerate(rows):
        y = 100 + 20 * number
        page.text(60, y, first, font).text(right, y, second, font)
        page.text(480 - font.width(last), y, last, font)
    (table,) = read_tables(tmp_path, page)
    assert texts(table) == whole(rows)


def test_a_heading_and_the_first_row_above_the_first_rule_are_two_rows(tmp_path: Path) -> None:
    page = printed(ROWS, xs=XS, top=120)
    for x, text in zip(XS, HEADING, strict=True):
        page.text(x, 100, text, BOLD)
    for y in (146, 186, 226, 266):
        page.line(56, y, 470, y)
    (table,) = read_tables(tmp_path, page)
    assert texts(table) == whole([HEADING, *ROWS])
