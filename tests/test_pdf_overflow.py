"""Words too long for their column where no upright rule stands: browsers print them on over the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pdf_files import Font, Page
from tests.test_pdf_tables import read_tables
from tests.test_pdf_unruled import draw, printed, texts, whole

XS = (60.0, 100.0, 270.0, 340.0)
HEADING = ("ที่", "มาตรการ", "หน่วยงาน", "ระยะเวลา")
ROWS = (
    ("1", "ทบทวนคู่มือการให้/บริการประชาชน", "สำนักปลัด", "ทุกเดือน"),
    ("2", "ลงเวลาปฏิบัติราชการ", "กอง/สาธารณสุขชุมชน/และงานอื่น", "ตุลาคม/ถึงมีนาคม"),
    ("3", "เปิดเผยแผนการจัด/ซื้อจัดจ้างทุกครั้ง", "กองคลัง", "ทุกไตรมาส"),
    ("4", "ติดประกาศ", "กอง/ประชาสัมพันธ์เชิงรุก", "ทุกเดือน"),
    ("5", "สรุปผล", "กองช่าง", "ทุกปี"),
)


def ruled(page: Page) -> Page:
    for y in (85, 105, 145, 205, 245, 285, 305):
        page.line(56, y, 460, y)
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
