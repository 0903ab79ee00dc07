"""Tables without rules: rows by what is printed in them, columns handed from page to page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ita_extract import extract
from ita_extract.model.document import Table
from ita_extract.readers import pdf
from ita_extract.settings import Settings
from tests.pdf_files import Font, Page, pdf_bytes, pdf_file
from tests.test_pdf_tables import read_tables, rows_of

XS = (60.0, 100.0, 270.0, 385.0)
LEADING = 20.0
HEADING = ("ที่", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา")
# "/" is where a printed line ends.
ROWS = (
    ("1", "ทบทวนคู่มือการให้บริการ/ประชาชนของทุกงาน", "สำนักปลัด", "ตุลาคม 2566/ถึงมีนาคม 2567"),
    ("2", "ลงเวลาปฏิบัติราชการ", "กองสาธารณสุขและ/สิ่งแวดล้อม", "ทุกเดือน"),
    ("3", "เปิดเผยแผนการจัดซื้อจัดจ้าง/และผลการจัดซื้อจัดจ้างของเรา/ทุกเดือน", "กองคลัง", "ทุกไตรมาส"),
    ("4", "ติดประกาศ", "กองช่าง", "ทุกเดือน"),
)


def draw(
    page: Page, rows: Sequence[Sequence[str]], xs: Sequence[float], *, top: float = 100, gap: float = 0
) -> Page:
    """Adds cells from the top of their rows, line under line; a row may lack its last ones."""
    font, y = Font(), top
    for row in rows:
        cells = [text.split("/") for text in row]
        for x, lines in zip(xs, cells, strict=False):
            for number, line in enumerate(lines):
                page.text(x, y + LEADING * number, line, font)
        y += LEADING * max(map(len, cells)) + gap
    return page


def printed(
    rows: Sequence[Sequence[str]], *, top: float = 100, gap: float = 0, xs: Sequence[float] = XS
) -> Page:
    return draw(Page(), rows, xs, top=top, gap=gap)


def whole(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [["".join(text.replace("/", "").split()) for text in row] for row in rows]


def texts(table: Table) -> list[list[str]]:
    """Spaces aside, for whether one stood at a line's end is another matter."""
    return [["".join(text.split()) for text in row] for row in rows_of(table)]


@pytest.mark.parametrize("gap", [0, 5], ids=["close", "set apart"])
@pytest.mark.parametrize("first", [0, 1], ids=["counted", "not counted"])
def test_a_line_begins_a_row_or_goes_on_with_it(tmp_path: Path, gap: float, first: int) -> None:
    rows = [row[first:] for row in (HEADING, *ROWS)]
    (table,) = read_tables(tmp_path, printed(rows, gap=gap, xs=XS[first:]))
    assert texts(table) == whole(rows)


def test_columns_are_those_of_the_page_before(tmp_path: Path) -> None:
    """The second page shows only two of the four columns, and by itself none."""
    rest = [("", "ที่หน้าสำนักงาน", "", "ของปี"), ("5", "สรุปผล", "กองช่าง", "ทุกเดือน")]
    first, second = read_tables(tmp_path, printed([HEADING, *ROWS]), printed(rest, top=60))
    assert texts(first) == whole([HEADING, *ROWS])
    assert texts(second) == whole(rest)


def test_a_row_that_the_page_cuts_is_one(tmp_path: Path) -> None:
    cut = (("4", "ติดประกาศผลการคัดเลือก/บุคลากรต้นแบบไว้ที่", "กองช่าง", "ทุกเดือน"),)
    rest = [("", "หน้าสำนักงาน", "", ""), ("5", "สรุปผล", "กองช่าง", "ทุกเดือน")]
    path = tmp_path / "cut.pdf"
    path.write_bytes(pdf_bytes([printed([HEADING, *ROWS[:3], *cut]), printed(rest, top=60)]))
    measures = extract(path).measures
    assert [measure.number for measure in measures] == ["1", "2", "3", "4", "5"]
    assert "".join(measures[3].subject.split()) == "ติดประกาศผลการคัดเลือกบุคลากรต้นแบบไว้ที่หน้าสำนักงาน"


def test_a_heading_that_each_page_repeats_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "repeated.pdf"
    path.write_bytes(pdf_bytes([printed([HEADING, *ROWS[:3]]), printed([HEADING, *ROWS[3:]], top=60)]))
    assert [measure.number for measure in extract(path).measures] == ["1", "2", "3", "4"]


def test_cells_over_several_rows_are_merged_though_no_rule_shows_it(tmp_path: Path) -> None:
    """The issue runs on beside the rows that it is the issue of; each row begins in all other columns."""
    xs = (60.0, 85.0, 190.0, 330.0, 450.0)
    heading = ("ที่", "ประเด็น", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา")
    issues = [("1", "การให้บริการ/ประชาชนและผู้มี/ส่วนได้เสีย"), ("2", "การใช้งบ"), ("3", "การบริหารงาน/บุคคลของเรา")]
    measures = [
        ("ทบทวนคู่มือการให้/บริการ", "สำนักปลัด", "ทุกเดือน"),
        ("ติดประกาศ", "กองช่าง", "ทุกไตรมาส"),
        ("เปิดเผยแผนการจัดซื้อ/จัดจ้าง", "กองคลัง", "มกราคม"),
    ]
    page, font, y = printed([heading], xs=xs), Font(), 130.0
    for number, text in issues:
        page.text(xs[0], y, number, font)
        for at, line in enumerate(text.split("/")):
            page.text(xs[1], y + LEADING * at, line, font)
        for row in measures:
            lines = [text.split("/") for text in row]
            for x, cell in zip(xs[2:], lines, strict=True):
                for at, line in enumerate(cell):
                    page.text(x, y + LEADING * at, line, font)
            y += LEADING * max(map(len, lines)) + 5
    (table,) = read_tables(tmp_path, page)
    merged = [
        (cell.row, cell.row_span, "".join(cell.text.split())) for cell in table.cells if cell.column == 1
    ]
    assert merged[1:] == [(1 + 3 * at, 3, text.replace("/", "")) for at, (_, text) in enumerate(issues)]
    assert [row[2:] for row in texts(table)[1:]] == whole(measures) * 3


def test_columns_of_ticks_may_have_few(tmp_path: Path) -> None:
    """The months stand in the middle of their columns, ticks at the left."""
    xs = (50.0, 75.0, *(190.0 + 40 * number for number in range(6)), 440.0)
    heads = ("ที่", "มาตรการ", "ตค", "พย", "ธค", "มค", "กพ", "มีค", "ผู้รับผิดชอบ")
    page, font, ticks = Page(), Font(), [2, 3, 3, 4, 7, 6, 5]
    for column, text in enumerate(heads):
        page.text(xs[column] + 12 * (column in ticks), 100, text, font)
    for number, month in enumerate(ticks, 1):
        row = {0: str(number), 1: "ลงเวลาราชการ", month: "X", 8: "กองช่าง"}
        for column, text in row.items():
            page.text(xs[column], 100 + 26 * number, text, font)
    (table,) = read_tables(tmp_path, page)
    assert table.n_columns == len(xs)
    assert [cell.column for cell in table.cells if cell.text == "X"] == ticks


def test_a_section_s_title_stands_across_the_columns(tmp_path: Path) -> None:
    title = "ข. มาตรการด้านการมีส่วนร่วมของประชาชนในพื้นที่"
    page = printed([HEADING, *ROWS[:3], (title,), *ROWS[3:], ROWS[1]])
    (table,) = read_tables(tmp_path, page)
    (cell,) = [cell for cell in table.cells if cell.text == title]
    assert (cell.column, cell.column_span) == (0, 4)
    assert texts(table)[cell.row + 1] == whole(ROWS[3:])[0]


def test_a_heading_of_two_rows_parts_the_columns_below_it(tmp_path: Path) -> None:
    heading = [("ที่", "มาตรการ", "การดำเนินการในรอบปีงบประมาณ"), ("", "", "ผู้รับผิดชอบ", "ระยะเวลา")]
    xs = (60.0, 100.0, 330.0, 450.0)
    (table,) = read_tables(tmp_path, printed([*heading, *ROWS], gap=5, xs=xs))
    (cell,) = [cell for cell in table.cells if cell.text == heading[0][2]]
    assert (cell.column, cell.column_span) == (2, 2)
    assert texts(table)[2:] == whole(ROWS)


def test_running_text_does_not_go_on_with_a_table(tmp_path: Path) -> None:
    page, font = Page(), Font()
    for number in range(4):
        page.text(60, 60 + 20 * number, "ข้อความที่เขียนต่อกันไปจนเต็มความกว้างของหน้ากระดาษในหน้าถัดไป", font)
    document = pdf.read(pdf_file(tmp_path, [printed([HEADING, *ROWS]), page]), Settings())
    assert [table.place.page for table in document.tables()] == [1]


def test_a_footer_below_another_table_goes_on_with_none(tmp_path: Path) -> None:
    page = Page().table((60, 200, 400), (100, 130, 160)).text(64, 120, "ที่", Font())
    page.text(204, 120, "มาตรการ", Font()).text(102, 800, "หน้า 2", Font())
    tables = read_tables(tmp_path, printed([HEADING, *ROWS]), page)
    assert [(table.place.page, table.n_columns) for table in tables] == [(1, 4), (2, 2)]


def test_a_bullet_column_is_no_column(tmp_path: Path) -> None:
    page, font = Page(), Font()
    for number, y in enumerate(range(100, 400, 30), 1):
        page.text(60, y, f"{number}", font).text(100, y, f"ทำเรื่องที่ {number} ก่อน", font)
        page.text(300, y, "-", font).text(315, y, "จัดประชุม", font).text(430, y, "ทุกเดือน", font)
    page.text(60, 70, "ที่", font).text(100, 70, "มาตรการ", font)
    page.text(320, 70, "ขั้นตอน", font).text(430, 70, "ระยะเวลา", font)
    (table,) = read_tables(tmp_path, page)
    assert table.n_columns == 4


def test_the_space_that_a_line_ends_with_is_kept(tmp_path: Path) -> None:
    rows = [HEADING, ("1", "ติดประกาศผลการคัดเลือก /บุคลากรต้นแบบ", "กองช่าง", "ทุกเดือน"), *ROWS[1:]]
    (table,) = read_tables(tmp_path, printed(rows))
    assert rows_of(table)[1][1] == "ติดประกาศผลการคัดเลือก บุคลากรต้นแบบ"


def test_a_number_cut_by_a_column_of_one_digit_is_one(tmp_path: Path) -> None:
    """The first column has room for one digit: ten stands on two lines, and counts the rows all the same."""
    rows = [
        ("/".join(str(number)), "ทบทวนคู่มือการให้บริการ/ประชาชน", "สำนักปลัด", "ทุกเดือน") for number in range(8, 13)
    ]
    (table,) = read_tables(tmp_path, printed(rows, xs=(60.0, 76.0, 270.0, 385.0)))
    assert [row[0] for row in rows_of(table)] == ["8", "9", "10", "11", "12"]


NARROW = (
    ("ทบทวนคู่มือการให้บริการ", "สำนักปลัด"),
    ("ลงเวลา", "กองสาธารณสุขและสิ่งแวดล้อม"),
    ("เปิดเผยแผนการจัดซื้อจัด/จ้าง", "กองคลัง"),
    ("ติดประกาศ", "กองช่าง"),
    ("สรุปผล", "กองช่าง"),
)


def test_two_columns_that_almost_touch_are_a_table(tmp_path: Path) -> None:
    right = 60 + Font().width("ทบทวนคู่มือการให้บริการ") + 9
    (table,) = read_tables(tmp_path, printed([("มาตรการ", "ผู้รับผิดชอบ"), *NARROW], xs=(60.0, right)))
    assert texts(table) == whole([("มาตรการ", "ผู้รับผิดชอบ"), *NARROW])


@pytest.mark.parametrize(
    "rows",
    [
        [(f"{number}.", "ลงเวลาปฏิบัติราชการให้ครบทุกคน") for number in range(1, 9)],
        [("ทบทวนคู่มือการให้บริการ", "เปิดเผยแผนการจัดซื้อจัดจ้าง")] * 8,
    ],
    ids=["a list", "text in columns"],
)
def test_what_else_has_a_narrow_gutter_is_no_table(tmp_path: Path, rows: Sequence[Sequence[str]]) -> None:
    right = 60 + Font().width(rows[0][0]) + 9
    assert read_tables(tmp_path, printed(rows, xs=(60.0, right))) == []


def test_a_running_header_is_no_row_of_a_table_that_goes_on(tmp_path: Path) -> None:
    rest = printed([ROWS[1], *ROWS[1:]], top=90).text(60, 40, "แผน", Font())
    _, second = read_tables(tmp_path, printed([HEADING, *ROWS]), rest)
    assert texts(second) == whole([ROWS[1], *ROWS[1:]])


def upright(page: Page, top: float, bottom: float) -> Page:
    for x in XS[1:]:
        page.line(x - 6, top, x - 6, bottom)
    return page


def test_upright_rules_part_rows_and_go_on_over_the_page(tmp_path: Path) -> None:
    """Rules stand between the columns and under the heading only, and rows are not counted."""
    rows = [row[1:] for row in (HEADING, *ROWS)]
    rest = [("หน้าสำนักงาน", "", ""), ("สรุปผล", "กองช่าง", "ทุกเดือน")]
    first = printed(rows, xs=XS[1:]).line(94, 84, 500, 84).line(94, 106, 500, 106).line(94, 260, 500, 260)
    second = upright(printed(rest, xs=XS[1:], top=60), 40, 90)
    tables = read_tables(tmp_path, upright(first, 84, 260).line(500, 84, 500, 260), second)
    assert [texts(table) for table in tables] == [whole(rows), whole(rest)]


def test_upright_rules_part_rows_though_one_follows_a_full_line(tmp_path: Path) -> None:
    full = ("ลงเวลาปฏิบัติราชการ", "กองคลัง", "ทุกเดือน")
    rows = [HEADING[1:], ROWS[0][1:], full, ROWS[2][1:], ROWS[1][1:], ROWS[0][1:]]
    page = printed(rows, xs=XS[1:]).line(94, 84, 500, 84).line(94, 106, 500, 106).line(94, 320, 500, 320)
    (table,) = read_tables(tmp_path, upright(page, 84, 320).line(500, 84, 500, 320))
    assert texts(table) == whole(rows)


def test_cells_that_begin_between_the_rows_beside_them_are_read(tmp_path: Path) -> None:
    """The two columns on the left begin anew within one row of those on the right."""
    lines = [
        (100, ("ราชการ", "กองช่าง", "รวบรวมคู่มือเดิม", "มกราคม")),
        (130, ("", "", "รวบรวมคู่มือเดิม", "มกราคม")),
        (150, ("ราชการ", "กองช่าง", "ตรวจสอบ", "มกราคม")),
        (161, ("ราชการ", "", "", "")),
        (181, ("ทบทวนคู่มือบริการ", "กองช่าง", "รวบรวมคู่มือเดิม", "๒๕๖๗")),
    ]
    page, font = Page(), Font()
    for y, row in lines:
        for x, text in zip((60, 185, 320, 460), row, strict=True):
            page.text(x, y, text, font)
    (table,) = read_tables(tmp_path, page)
    letters = sorted("".join(text for row in texts(table) for text in row))
    assert letters == sorted("".join(text for _, row in lines for text in row))


def test_each_amount_in_a_column_of_amounts_is_a_row(tmp_path: Path) -> None:
    """Though the words beside them fill their column, and would have had no room on the line above."""
    rows = [
        ("ตัวชี้วัด", "คะแนน"),
        ("การปฏิบัติหน้าที่", "87.50"),
        ("การใช้งบประมาณประจำปี", "81.20"),
        ("การใช้ทรัพย์สินของทาง/ราชการ", "79.90"),
        ("การแก้ไขปัญหาการทุจริต", "83.00"),
        ("คุณภาพการดำเนินงาน", "88.12"),
    ]
    (table,) = read_tables(tmp_path, printed(rows, xs=(60, 210)))
    assert texts(table) == whole(rows)


def test_a_cell_s_box_stands_upright_though_large_print_reaches_above_the_row_before(tmp_path: Path) -> None:
    font, page = Font(), Page()
    for x, y, size, text in (
        (326, 580, 14, "ประชุมทุกกอง"),
        (365, 580, 14, "๑"),
        (95, 600.4, 18, "ทบทวนคู่มือบริการ"),
        (230, 636, 14, "๒"),
        (95.3, 652, 14, "๓"),
        (185, 656.4, 10, "มกราคม"),
        (230, 659, 14, "1."),
        (320.3, 656, 10, "ตัวชี้วัด"),
        (365, 659, 18, "ที่"),
        (365, 689, 10, "ผู้รับผิดชอบ:"),
        (365, 706, 14, "X"),
    ):
        page.text(x, y, text, font, size)
    (table,) = read_tables(tmp_path, page)
    boxes = [cell.place.bbox for cell in table.cells if cell.place.bbox]
    assert [box for box in boxes if box.top > box.bottom] == []
    assert len(boxes) == len(table.cells)
