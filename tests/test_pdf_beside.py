"""Tables on one page, side by side or with text between them, and what only looks like several."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from ita_extract.readers import pdf
from ita_extract.settings import Settings
from tests.pdf_files import Font, Page, pdf_file
from tests.test_pdf_tables import read_tables
from tests.test_pdf_unruled import LEADING, draw, texts, whole

NUMBERED = (
    ("ที่", "มาตรการ", "ผู้รับผิดชอบ"),
    ("1", "ทบทวนคู่มือ/การให้บริการ", "สำนักปลัด"),
    ("2", "ลงเวลาปฏิบัติ/ราชการ", "กองคลัง"),
    ("3", "ติดประกาศ", "กองช่าง"),
)
SCORES = (("ตัวชี้วัด", "คะแนน"), ("การใช้อำนาจ", "87.50"), ("การใช้งบประมาณ", "81.20"), ("การให้บริการ", "79.90"))
TASKS = (
    ("งานที่ทำ", "เดือน"),
    ("ประชุมชี้แจง/นโยบายแก่/ทุกกอง", "มกราคม"),
    ("ตรวจสอบพัสดุ/ยืมของกอง", "มีนาคม"),
    ("สำรวจความ/พึงพอใจของ/ประชาชน", "มิถุนายน"),
)
PEOPLE = (
    ("หน่วยงาน", "โทร"),
    ("สำนักปลัด/องค์การบริหาร", "ภายใน 1"),
    ("กองสาธารณสุข/และสิ่งแวดล้อม", "ภายใน 2"),
    ("กองการศึกษา/ศาสนาและ/วัฒนธรรม", "ภายใน 3"),
    ("กองสวัสดิการ/สังคม", "ภายใน 4"),
)


def test_a_heading_that_stands_twice_heads_two_tables(tmp_path: Path) -> None:
    other = [NUMBERED[0], *((str(number), *row[1:]) for number, row in enumerate(NUMBERED[1:], 4))]
    page = draw(draw(Page(), NUMBERED, (40, 65, 190), gap=6), other, (320, 345, 470), gap=6)
    left, right = read_tables(tmp_path, page)
    assert texts(left) == whole(NUMBERED)
    assert texts(right) == whole(other)


def test_rows_counted_twice_under_one_heading_are_of_two_tables(tmp_path: Path) -> None:
    other = [("ที่", "งานที่ทำ", "เดือน"), ("1", "ประชุม", "มกราคม"), ("2", "ตรวจสอบ", "มีนาคม")]
    page = draw(draw(Page(), NUMBERED, (40, 65, 190), gap=6), other, (320, 345, 470), gap=6)
    left, right = read_tables(tmp_path, page)
    assert texts(left) == whole(NUMBERED)
    assert texts(right) == whole(other)


def test_rows_that_begin_beside_the_middle_of_others_are_of_two_tables(tmp_path: Path) -> None:
    page = draw(draw(Page(), TASKS, (40, 150), gap=6), PEOPLE, (320, 440), gap=6)
    left, right = read_tables(tmp_path, page)
    assert texts(left) == whole(TASKS)
    assert texts(right) == whole(PEOPLE)


YEARS = (("ปี", "ระดับ"), ("2565", "A"), ("2566", "ผ่าน"), ("2567", "ผ่านดี"))


def test_rows_on_the_same_lines_are_of_two_tables_that_were_written_in_turn(tmp_path: Path) -> None:
    page = draw(draw(Page(), SCORES, (57, 200)), YEARS, (290, 360))
    first, second = read_tables(tmp_path, page)
    assert (texts(first), texts(second)) == (whole(SCORES), whole(YEARS))


@pytest.mark.parametrize("by_columns", [False, True], ids=["by rows", "by columns"])
def test_one_table_is_written_by_rows_or_by_columns(tmp_path: Path, by_columns: bool) -> None:
    rows, xs, page, font = (
        [(*a, *b) for a, b in zip(SCORES, YEARS, strict=True)],
        (57, 200, 290, 360),
        Page(),
        Font(),
    )
    cells = [(row, column) for row in range(len(rows)) for column in range(len(xs))]
    for row, column in sorted(cells, key=lambda cell: cell[::-1]) if by_columns else cells:
        page.text(xs[column], 100 + LEADING * row, rows[row][column], font)
    (table,) = read_tables(tmp_path, page)
    assert texts(table) == whole(rows)


def test_three_tables_stand_side_by_side(tmp_path: Path) -> None:
    page = Page()
    for x in (40, 220, 400):
        draw(page, SCORES, (x, x + 100))
    assert [texts(table) for table in read_tables(tmp_path, page)] == [whole(SCORES)] * 3


def test_gutters_as_wide_as_the_one_between_two_tables_part_their_columns(tmp_path: Path) -> None:
    rows = [("ที่", "งาน", "โทร"), ("1", "ประชุม", "11"), ("2", "ตรวจ", "12"), ("3", "รายงาน", "13")]
    page = draw(draw(Page(), rows, (40, 100, 160)), rows, (220, 280, 340))
    assert [texts(table) for table in read_tables(tmp_path, page)] == [whole(rows)] * 2


def test_one_word_over_all_columns_begins_no_table(tmp_path: Path) -> None:
    rows = [("0",) * 6, *(tuple(str(row * column) for column in range(7, 13)) for row in range(1, 6))]
    (table,) = read_tables(tmp_path, draw(Page(), rows, (40, 100, 160, 220, 280, 340)))
    assert table.n_columns == 6


def test_one_table_may_have_a_wide_gutter(tmp_path: Path) -> None:
    rows = [
        ("งานที่ทำ", "เดือน", "หน่วยงาน", "โทร"),
        *((*task, *person) for task, person in zip(TASKS[1:], PEOPLE[1:], strict=False)),
    ]
    (table,) = read_tables(tmp_path, draw(Page(), rows, (40, 150, 320, 440), gap=6))
    assert texts(table) == whole(rows)


def test_a_cell_beside_several_rows_parts_no_table(tmp_path: Path) -> None:
    """A measure and its owner at the left, its steps and their months at the right."""
    page = draw(Page(), [("มาตรการ", "ผู้รับผิดชอบ", "ขั้นตอน", "เดือน")], (40, 150, 320, 450))
    font, y = Font(), 126.0
    for measure, owner in (("ทบทวนคู่มือ", "สำนักปลัด"), ("ติดประกาศ", "กองช่าง"), ("ลงเวลา", "กองคลัง")):
        page.text(40, y, measure, font).text(150, y, owner, font)
        for step, month in (("รวบรวมคู่มือ/ของทุกงาน", "มกราคม"), ("ประกาศใช้", "มีนาคม")):
            for number, line in enumerate(step.split("/")):
                page.text(320, y + LEADING * number, line, font)
            page.text(450, y, month, font)
            y += LEADING * len(step.split("/")) + 6
    (table,) = read_tables(tmp_path, page)
    assert table.n_columns == 4


@pytest.mark.parametrize("ruled", [False, True], ids=["no rules", "level rules"])
def test_running_text_stands_between_two_tables(tmp_path: Path, ruled: bool) -> None:
    """Their columns are the same, and so is the width of their rules."""
    xs, page, font = (60.0, 100.0, 300.0), Page(), Font()
    for top in (100.0, 300.0):
        draw(page, NUMBERED, xs, top=top, gap=8)
        for y in (top - 18, top + 10, top + 146) if ruled else ():
            page.line(56, y, 400, y)
    page.text(57, 262, "จากผลการประเมินของปีก่อนหน่วยงานได้หารือกับทุกกองและเลือกเรื่อง", font)
    page.text(57, 280, "ที่ประชาชนติดตาม", font)
    first, second = read_tables(tmp_path, page)
    assert texts(first) == texts(second) == whole(NUMBERED)


def test_a_heading_that_enters_the_next_column_loses_no_letter(tmp_path: Path) -> None:
    """Two headings over the last column, the first of which runs on from the columns before."""
    page, font = Page(), Font()
    rows = [
        ((120, "โทร"), (155, "หนวยงานทรบผดชอบและเวลาททำงา"), (325, "ผล")),
        ((325, "ดว"),),
        ((30, "1"), (153, "2."), (213, "รวบรวมคมอ"), (325, "จบแลว")),
        ((205, "เอกสารครบ"), (333, "จบแลว")),
        ((30, "5"), (120, "11"), (145, "1"), (205, "ตรวจเอกสา"), (265, "1."), (325, "จบ")),
        ((30, "6"), (120, "2"), (148, "3"), (208, "ตรวจเอก"), (325, "2")),
        ((30, "7"), (123, "22"), (145, "4"), (205, "ตรวจเอกสา"), (273, "2"), (325, "3")),
        ((30, "8"), (123, "2"), (205, "ตรวจเอกสา"), (325, "4")),
        ((120, "323"), (145, "เอกสารครบ"), (268, "1.")),
        ((120, "324"), (145, "เอกสารครบ")),
    ]
    for number, row in enumerate(rows):
        for x, text in row:
            page.text(x, 122 + 14 * number, text, font, 12)
    drawn = Counter(chain.from_iterable(text for row in rows for _, text in row))
    document = pdf.read(pdf_file(tmp_path, [page]), Settings())
    cells = (cell.text for table in document.tables() for cell in table.cells)
    assert not drawn - Counter("".join([*cells, *(each.text for each in document.paragraphs())]))
