"""Cells as they are printed: every kind of ruling, and none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ita_extract import extract
from ita_extract.model.document import Box, Table
from ita_extract.readers import pdf
from ita_extract.readers.print import grid
from ita_extract.settings import Settings
from tests.pdf_files import Font, Page, pdf_file

XS = (60.0, 120.0, 320.0, 520.0)
YS = (100.0, 130.0, 190.0, 250.0)
ROWS = (("ที่", "มาตรการ", "ผู้รับผิดชอบ"), ("1", "อบรมเจ้าหน้าที่", "กองคลัง"), ("2", "ติดตามผล", "กองช่าง"))


def fill(
    page: Page, rows: Sequence[Sequence[str]], xs: Sequence[float] = XS, ys: Sequence[float] = YS
) -> Page:
    font = Font()
    for y, row in zip(ys, rows, strict=False):
        for x, text in zip(xs, row, strict=False):
            page.text(x + 4, y + 18, text, font)
    return page


def read_tables(folder: Path, *pages: Page) -> list[Table]:
    return list(pdf.read(pdf_file(folder, pages), Settings()).tables())


def rows_of(table: Table) -> list[list[str]]:
    rows = [[""] * table.n_columns for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def draw(page: Page, level: Sequence[float], upright: Sequence[float]) -> Page:
    for y in level:
        page.line(XS[0], y, XS[-1], y)
    for x in upright:
        page.line(x, YS[0], x, YS[-1])
    return page


@pytest.mark.parametrize(
    ("level", "upright"),
    [
        (YS, XS),
        (YS[:-1], XS),
        (YS[1:-1], XS),
        (YS, XS[1:-1]),
        (YS[1:-1], XS[1:-1]),
        (YS, ()),
    ],
    ids=["all", "no foot", "no head or foot", "no sides", "inner only", "level only"],
)
def test_rules_that_are_missing_are_thought_of(
    tmp_path: Path, level: Sequence[float], upright: Sequence[float]
) -> None:
    (table,) = read_tables(tmp_path, fill(draw(Page(), level, upright), ROWS))
    assert rows_of(table) == [list(row) for row in ROWS]


def test_a_table_without_any_rule_is_known_by_its_columns(tmp_path: Path) -> None:
    rows = [*ROWS, ("3", "รายงานผล", "สำนักปลัด")]
    ys = (100, 140, 180, 220)
    (table,) = read_tables(tmp_path, fill(Page(), rows, ys=ys))
    assert rows_of(table) == [list(row) for row in rows]


def test_a_footer_below_a_table_without_rules_is_no_row(tmp_path: Path) -> None:
    rows = [*ROWS, ("3", "รายงานผล", "สำนักปลัด")]
    page = fill(Page(), rows, ys=(660, 685, 710, 735))
    (table,) = read_tables(tmp_path, page.text(XS[1] + 10, 805, "หน้า 2", Font()))
    assert rows_of(table) == [list(row) for row in rows]


def test_a_heading_above_the_rules_belongs_to_the_table(tmp_path: Path) -> None:
    page = fill(Page(), ROWS).table(XS, YS[1:])
    (table,) = read_tables(tmp_path, page.text(60, 60, "บัญชีมาตรการของหน่วยงานในปีนี้ ทั้งหมดทุกด้าน", Font()))
    assert rows_of(table) == [list(row) for row in ROWS]


def test_a_heading_above_level_rules_may_be_wider_than_its_column(tmp_path: Path) -> None:
    """No upright rule says where the first column ends, and all below it are numbers."""
    rows = [(str(number), *ROWS[1][1:]) for number in range(1, 4)]
    page, xs = Page(), (60.0, 108.0, 320.0)
    for y, row in zip((100, 130, 160, 190), [("ลำดับที่", *ROWS[0][1:]), *rows], strict=True):
        for x, text in zip(xs, row, strict=True):
            page.text(x, y + 18, text, Font())
        page.line(56, y + 28, 480, y + 28)
    (table,) = read_tables(tmp_path, page)
    assert rows_of(table) == [["ลำดับที่", *ROWS[0][1:]], *map(list, rows)]


def test_headings_set_upright_belong_to_the_columns_below_them(tmp_path: Path) -> None:
    xs, ys, font = (60.0, 90.0, 240.0, 280.0, 320.0), (100.0, 160.0, 190.0, 220.0), Font()
    rows = [("1", "อบรมเจ้าหน้าที่", "X", "X"), ("2", "ติดตามผล", "X", "X")]
    page = fill(Page(), rows, xs=xs, ys=ys[1:]).text(64, 140, "ที่", font).text(94, 140, "มาตรการ", font)
    page.upward(252, 155, "มกราคม", font).upward(292, 155, "มีนาคม", font)
    for y in ys:
        page.line(xs[0], y, xs[-1], y)
    (table,) = read_tables(tmp_path, page)
    assert rows_of(table) == [["ที่", "มาตรการ", "มกราคม", "มีนาคม"], *map(list, rows)]


def test_a_row_below_the_rules_belongs_to_the_table(tmp_path: Path) -> None:
    page = fill(Page(), ROWS).table(XS, YS[:-1])
    (table,) = read_tables(tmp_path, page.text(70, 300, "หมายเหตุ ข้อความใต้ตารางยาวกว่าช่องแรกของตาราง", Font()))
    assert rows_of(table) == [list(row) for row in ROWS]


def test_a_row_cut_by_the_foot_belongs_to_level_rules(tmp_path: Path) -> None:
    ys = (100.0, 130.0, 190.0, 250.0)
    rows = [*ROWS, ("3", "รายงานผล", "สำนักปลัด")]
    page = fill(draw(Page(), ys, ()), rows, ys=ys)
    page.text(XS[1] + 4, 288, "ต่อคณะผู้บริหาร", Font())
    (table,) = read_tables(tmp_path, page)
    assert rows_of(table) == [*map(list, ROWS), ["3", "รายงานผล\nต่อคณะผู้บริหาร", "สำนักปลัด"]]


@pytest.mark.parametrize("n_rules", [8, 2], ids=["all rows", "heading"])
def test_a_frame_with_level_rules_holds_columns(tmp_path: Path, n_rules: int) -> None:
    rows = [ROWS[0], *((str(number), *ROWS[1][1:]) for number in range(1, 7))]
    ys = [100.0 + 30 * number for number in range(8)]
    page = fill(Page(), rows, ys=ys).table((XS[0], XS[-1]), (ys[0], ys[-1]))
    for y in ys[:n_rules]:
        page.line(XS[0], y, XS[-1], y)
    (table,) = read_tables(tmp_path, page)
    assert rows_of(table) == [list(row) for row in rows]


def test_rules_around_the_heading_and_at_the_foot_only(tmp_path: Path) -> None:
    rows = [ROWS[0], *((str(number), *ROWS[1][1:]) for number in range(1, 4))]
    ys = [100.0 + 30 * number for number in range(5)]
    (table,) = read_tables(tmp_path, fill(draw(Page(), (ys[0], ys[1], ys[4]), ()), rows, ys=ys))
    assert rows_of(table) == [list(row) for row in rows]


def test_the_space_that_a_line_ends_with_is_kept_between_level_rules(tmp_path: Path) -> None:
    rows = [ROWS[0], ("1", "ติดประกาศผลการคัดเลือก ", "กองคลัง"), ROWS[2]]
    page = fill(draw(Page(), YS, ()), rows).text(XS[1] + 4, 168, "บุคลากรต้นแบบ", Font())
    (table,) = read_tables(tmp_path, page)
    assert rows_of(table)[1][1] == "ติดประกาศผลการคัดเลือก บุคลากรต้นแบบ"


def test_lines_that_run_over_different_columns_make_one_cell(tmp_path: Path) -> None:
    ys, font = (100.0, 130.0, 160.0, 250.0, 280.0), Font()
    page = fill(draw(Page(), ys, ()), [*ROWS[:2], (), ROWS[2]], ys=ys)
    page.text(XS[1] + 4, 180, "ข้อความที่พาดผ่านเส้นแบ่งของคอลัมน์ที่สาม", font)
    page.text(XS[0] + 4, 210, "ข้อความที่เริ่มจากคอลัมน์แรก", font)
    page.text(XS[2] + 4, 240, "ท้ายแถว", font)
    (table,) = read_tables(tmp_path, page)
    (cell,) = [cell for cell in table.cells if cell.row == 2]
    assert (cell.column, cell.column_span) == (0, 3)
    assert cell.text.endswith("ท้ายแถว")


def test_a_shorter_level_rule_parts_only_the_columns_above_it(tmp_path: Path) -> None:
    page = fill(draw(Page(), (YS[0], YS[1], YS[3]), ()), [*ROWS[:2], ("", "ติดตามผล", "กองช่าง")])
    (table,) = read_tables(tmp_path, page.line(XS[1], YS[2], XS[3], YS[2]))
    spans = {cell.text: (cell.row, cell.row_span) for cell in table.cells}
    assert spans["1"] == (1, 2)
    assert spans["ติดตามผล"] == (2, 1)


def test_a_cell_beside_shorter_level_rules_goes_on_over_the_page(tmp_path: Path) -> None:
    """Only the rule above it runs over all columns; its lower end is on another page."""
    page = fill(Page(), [("1", *ROWS[1][1:]), ("", "ติดตามผล", "กองช่าง"), ("", "รายงานผล", "สำนักปลัด")])
    page.line(XS[0], YS[0], XS[3], YS[0])
    for y in (YS[1], YS[2], YS[3]):
        page.line(XS[1], y, XS[3], y)
    (table,) = read_tables(tmp_path, page)
    spans = {cell.text: (cell.row, cell.row_span) for cell in table.cells}
    assert spans["1"] == (0, 3)
    assert [row[1:] for row in rows_of(table)] == [
        ["อบรมเจ้าหน้าที่", "กองคลัง"],
        ["ติดตามผล", "กองช่าง"],
        ["รายงานผล", "สำนักปลัด"],
    ]


def test_one_column_s_lines_go_on_over_the_page_with_the_others(tmp_path: Path) -> None:
    """The row that the page cut goes on above the first rule, at last in one column only."""
    rest = Page().text(XS[1] + 4, 62, "ต่อคณะ", Font()).text(XS[2] + 4, 62, "และกองคลัง", Font())
    rest.text(XS[1] + 4, 84, "ผู้บริหาร", Font())
    page = fill(draw(rest, YS, ()), (*ROWS[1:], ("3", "รายงานผล", "สำนักปลัด")))
    (table,) = read_tables(tmp_path, page)
    assert rows_of(table)[0] == ["", "ต่อคณะ\nผู้บริหาร", "และกองคลัง"]


@pytest.mark.parametrize(("right", "text"), [(76.0, "12"), (120.0, "1\n2")], ids=["no room", "room"])
def test_digits_below_one_another_are_one_number_where_there_is_no_room(
    tmp_path: Path, right: float, text: str
) -> None:
    page = Page().table((60.0, right, 320.0), (100.0, 160.0, 190.0))
    page.text(64, 120, "1", Font()).text(64, 140, "2", Font()).text(140, 120, "อบรมเจ้าหน้าที่", Font())
    (table,) = read_tables(tmp_path, page)
    assert rows_of(table)[0][0] == text


def test_text_below_a_table_is_not_its_row(tmp_path: Path) -> None:
    page = (
        fill(draw(Page(), YS, XS), ROWS)
        .text(XS[1] + 40, 266, "ลงชื่อ", Font())
        .text(400, 266, "ผู้รายงาน", Font())
    )
    (table,) = read_tables(tmp_path, page)
    assert rows_of(table) == [list(row) for row in ROWS]


def test_a_long_line_that_almost_closes_a_gutter_splits_no_table(tmp_path: Path) -> None:
    rows = [*ROWS, ("3", "รายงานผลต่อสภา" + "กง" * 9, "สำนักปลัด"), ("4", "ประกาศ", "กองคลัง")]
    ys = (100, 140, 180, 220, 260)
    xs = (60.0, 120.0, 345.0)
    (table,) = read_tables(tmp_path, fill(Page(), rows, xs=xs, ys=ys))
    assert rows_of(table) == [list(row) for row in rows]


def test_running_text_is_no_table(tmp_path: Path) -> None:
    font, page = Font(), Page()
    for number in range(8):
        page.text(60, 100 + 20 * number, "ข้อความ ที่ มี ช่องว่าง มาก ใน บรรทัด"[number:], font)
    assert read_tables(tmp_path, page) == []


def test_merged_cells_are_given_once_with_their_spans(tmp_path: Path) -> None:
    page, font = Page(), Font()
    draw(page, (YS[0], YS[1], YS[3]), (XS[0], XS[1], XS[3]))
    page.line(XS[1], YS[2], XS[3], YS[2]).line(XS[2], YS[1], XS[2], YS[3])
    for x, y, text in (
        (60, 100, "ที่"),
        (120, 100, "หัวสองช่อง"),
        (60, 130, "1"),
        (120, 190, "ก"),
        (320, 130, "ข"),
    ):
        page.text(x + 4, y + 18, text, font)
    (table,) = read_tables(tmp_path, page)
    spans = {(cell.row, cell.column): (cell.row_span, cell.column_span, cell.text) for cell in table.cells}
    assert spans == {
        (0, 0): (1, 1, "ที่"),
        (0, 1): (1, 2, "หัวสองช่อง"),
        (1, 0): (2, 1, "1"),
        (1, 1): (1, 1, ""),
        (1, 2): (1, 1, "ข"),
        (2, 1): (1, 1, "ก"),
        (2, 2): (1, 1, ""),
    }


def test_a_cell_merged_over_the_whole_page_is_a_column(tmp_path: Path) -> None:
    """No level rule meets the sides of such a cell, as a browser prints them."""
    page = fill(Page(), [("", *row[1:]) for row in ROWS])
    for x in XS:
        page.line(x, YS[0], x, YS[-1])
    for y in YS[1:-1]:
        page.line(XS[1], y, XS[-1], y)
    (table,) = read_tables(tmp_path, page)
    assert (table.n_rows, table.n_columns) == (3, 3)
    assert (table.cells[0].text, table.cells[0].row_span) == ("", 3)


def test_two_tables_side_by_side_stay_two(tmp_path: Path) -> None:
    page, font = Page(), Font()
    for left in (60.0, 320.0):
        page.table([left, left + 100, left + 200], [100, 130, 160])
        for row in range(2):
            for column in range(2):
                page.text(left + 4 + 100 * column, 120 + 30 * row, f"{int(left)}/{row}{column}", font)
    tables = read_tables(tmp_path, page)
    assert [rows_of(table) for table in tables] == [
        [["60/00", "60/01"], ["60/10", "60/11"]],
        [["320/00", "320/01"], ["320/10", "320/11"]],
    ]


def test_rows_without_rules_begin_at_their_numbers(tmp_path: Path) -> None:
    page, font = Page(), Font()
    page.table([60, 260, 520], [100, 130, 400])
    page.text(64, 120, "แผนงาน", font).text(264, 120, "แนวทาง", font)
    for number, y in ((1, 150), (2, 230), (3, 310)):
        page.text(64, y, f"{number}. แผนที่ {number}", font)
        page.text(264, y, f"{number}.1 ทำก่อน", font).text(264, y + 20, f"{number}.2 ทำหลัง", font)
    (table,) = read_tables(tmp_path, page)
    assert rows_of(table)[1:] == [[f"{n}. แผนที่ {n}", f"{n}.1 ทำก่อน\n{n}.2 ทำหลัง"] for n in (1, 2, 3)]


def test_a_list_in_a_ruled_row_does_not_split_it(tmp_path: Path) -> None:
    page, font = Page(), Font()
    page.table([60, 260, 520], [100, 130, 300, 330])
    for number in range(1, 8):
        page.text(64, 130 + 20 * number, f"{number}. ก", font).text(
            264, 130 + 20 * number, f"{number}. ข", font
        )
    page.text(64, 320, "ค", font)
    (table,) = read_tables(tmp_path, page)
    assert table.n_rows == 3


def test_arrows_over_a_table_split_no_cell(tmp_path: Path) -> None:
    page = fill(draw(Page(), YS, XS), ROWS).line(150, 160, 420, 160)
    (table,) = read_tables(tmp_path, page)
    assert rows_of(table) == [list(row) for row in ROWS]


def test_a_box_inside_a_cell_belongs_to_the_cell(tmp_path: Path) -> None:
    page = fill(draw(Page(), YS, XS), ROWS)
    page.table([140, 300], [155, 180]).line(220, 180, 220, 200)
    page.text(150, 172, "ในกรอบ", Font())
    (table,) = read_tables(tmp_path, page)
    assert table.n_rows == 3
    assert rows_of(table)[1][1].replace("\n", "").replace(" ", "") == "อบรมเจ้าหน้าที่ในกรอบ"


@pytest.mark.parametrize(("length", "step"), [(0.7, 2.0), (4.5, 8.0)], ids=["dotted", "dashed"])
def test_broken_rules_are_rules(tmp_path: Path, length: float, step: float) -> None:
    def parts(first: float, last: float) -> list[float]:
        count = round((last - first) / step)
        return [first + at * (last - first - length) / count for at in range(count + 1)]

    page = fill(Page(), ROWS)
    for y in YS:
        page.draw(" ".join(f"{x} {842 - y} {length} 0.7 re" for x in parts(XS[0], XS[-1])) + " f")
    for x in XS:
        page.draw(" ".join(f"{x} {842 - y} 0.7 {-length} re" for y in parts(YS[0], YS[-1])) + " f")
    (table,) = read_tables(tmp_path, page)
    assert rows_of(table) == [list(row) for row in ROWS]
    assert {cell.borders for cell in table.cells} == {1}


def test_a_word_that_sticks_out_stays_in_its_cell(tmp_path: Path) -> None:
    """Browsers print a word that is too long for its cell over the rule, and even over text."""
    font, word = Font(), "ประชาสัมพันธ์เชิงรุก"
    page = Page().table((60, 100, 160, 300), YS[:3])
    for x, y, text in (
        (64, 118, "1"),
        (106, 118, word),
        (164, 118, "ทุกเดือน"),
        (64, 148, "2"),
        (106, 148, word),
    ):
        page.text(x, y, text, font)
    page.text(164, 166, "ทุกปี", font)
    (table,) = read_tables(tmp_path, page)
    assert rows_of(table) == [["1", word, "ทุกเดือน"], ["2", word, "ทุกปี"]]


def test_cells_know_where_they_stand(tmp_path: Path) -> None:
    (table,) = read_tables(tmp_path, Page(), fill(draw(Page(), YS, XS), ROWS))
    place = table.cells[4].place
    assert (place.page, place.table, place.row, place.column) == (2, 1, 2, 2)
    assert place.bbox == pytest.approx(Box(XS[1], YS[1], XS[2], YS[2]), abs=0.5)


def test_lines_of_a_cell_run_on_and_items_begin_anew(tmp_path: Path) -> None:
    page, font = Page().table([60, 200, 300], [100, 300]), Font()
    for number, line in enumerate(("1. อบรมเจ้าหน้าที่ทุก", "คนในหน่วยงานทั้งหมด", "2. รายงานผล")):
        page.text(64, 120 + 20 * number, line, font)
    page.text(204, 120, "กองคลัง", font)
    (table,) = read_tables(tmp_path, page)
    assert table.cells[0].text == "1. อบรมเจ้าหน้าที่ทุกคนในหน่วยงานทั้งหมด\n2. รายงานผล"
    assert table.cells[0].raw == "1. อบรมเจ้าหน้าที่ทุก\nคนในหน่วยงานทั้งหมด\n2. รายงานผล"


@pytest.mark.parametrize(
    "items",
    [
        ("ก) รวบรวมระเบียบที่ใช้", "ข) เขียนขั้นตอนใหม่"),
        ("(ก) รวบรวมระเบียบที่ใช้", "(ข) เขียนขั้นตอนใหม่"),
        ("ก. รวบรวมระเบียบที่ใช้", "ข. เขียนขั้นตอนใหม่"),
        ("๒.๑ รวบรวมระเบียบที่ใช้", "๒.๒ เขียนขั้นตอนใหม่"),
        ("a) รวบรวมระเบียบที่ใช้", "b) เขียนขั้นตอนใหม่"),
    ],
)
def test_marks_begin_items_where_the_line_before_is_full(tmp_path: Path, items: tuple[str, str]) -> None:
    page, font = Page().table([60, 220, 300], [100, 300]), Font()
    for number, line in enumerate(items):
        page.text(64, 120 + 20 * number, line, font)
    (table,) = read_tables(tmp_path, page.text(224, 120, "กองคลัง", font))
    assert table.cells[0].text == "\n".join(items)


def test_an_abbreviated_month_at_a_line_s_head_is_no_item(tmp_path: Path) -> None:
    page, font = Page().table([60, 170, 300], [100, 300]), Font()
    for number, line in enumerate(("ตั้งแต่เดือนตุลาคม", "ก.ย. ๒๕๖๖")):
        page.text(64, 120 + 20 * number, line, font)
    (table,) = read_tables(tmp_path, page.text(224, 120, "กองคลัง", font))
    assert table.cells[0].text == "ตั้งแต่เดือนตุลาคม ก.ย. ๒๕๖๖"


def test_a_word_too_long_for_its_cell_begins_no_paragraph(tmp_path: Path) -> None:
    page, font = Page().table([60, 132, 300], [100, 300]), Font()
    for number, line in enumerate(("ตลอดทั้ง", "ปีงบประมา", "ณ ๒๕๖๗")):
        page.text(64, 120 + 20 * number, line, font)
    (table,) = read_tables(tmp_path, page.text(224, 120, "กองคลัง", font))
    assert table.cells[0].text == "ตลอดทั้งปีงบประมาณ ๒๕๖๗"


def test_a_drawing_of_many_lines_costs_no_more_than_its_lines() -> None:
    scribble = [Box(x, x % 97, x + 40, x % 97) for x in range(0, 40_000, 4)]
    assert grid.ruling(scribble).tables == []


def test_a_grid_too_dense_to_be_read_is_doubted(tmp_path: Path) -> None:
    page, font = Page(), Font()
    for row in range(60):
        top = 100 + 10 * row
        page.line(60, top, 500, top)
        for column in range(30):
            x = 64 + 14 * column + 7 * (row % 2)
            page.line(x, top, x, top + 10)
    for number in range(6):
        page.text(64, 140 + 30 * number, "ข้อความในตารางที่มีเส้นมาก", font)
    document = pdf.read(pdf_file(tmp_path, [page]), Settings())
    assert [doubt.code for doubt in document.doubts] == ["grid-too-dense"]
    assert document.blocks


MONTHS = ("มาตรการ", "ผู้รับผิดชอบ", "ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.")
PLAN = (MONTHS, ("จัดทำประกาศ", "กองคลัง", *[""] * 4), ("อบรมเจ้าหน้าที่", "กองช่าง", *[""] * 4))
PLAN_XS, PLAN_YS = (60.0, 180.0, 300.0, 350.0, 400.0, 450.0, 500.0), (100.0, 130.0, 170.0, 210.0)


@pytest.mark.parametrize("colour", ["0.2 0.6 0.3 rg", "0.4 g", "0.8 0 0.8 0 k", "/CS0 cs 0.2 0.6 0.3 scn"])
def test_what_fills_a_cell_or_a_bar_over_it_is_its_shade(tmp_path: Path, colour: str) -> None:
    page, ys = Page(), (100, 130, 210, 250)
    for x, y, wide, high in ((350, 130, 50, 80), (400, 225, 100, 15)):  # a cell; a bar over two
        page.draw(f"q {colour} {x} {842 - y} {wide} {-high} re f Q")
    page.draw(f"q 1 g 300 {842 - 130} 50 -80 re f Q")  # white
    (table,) = read_tables(tmp_path, fill(page.table(PLAN_XS, ys), PLAN, PLAN_XS, ys))
    shaded = {(cell.row, cell.column) for cell in table.cells if cell.shade}
    assert shaded == {(1, 3), (2, 4), (2, 5)}


def test_cells_filled_below_months_say_when(tmp_path: Path) -> None:
    page = Page().draw(f"q 0.2 0.6 0.3 rg 350 {842 - 130} 100 -40 re f Q")
    path = pdf_file(tmp_path, [fill(page.table(PLAN_XS, PLAN_YS), PLAN, PLAN_XS, PLAN_YS)]).path
    report = extract(path)
    first, second = report.measures
    assert first.timeline is not None
    assert first.timeline.text.split() == ["พ.ย.", "ธ.ค."]
    assert second.timeline is None or not second.timeline.text
    assert "time-by-colour" in [finding.code for finding in report.findings]


def test_lines_and_arrows_through_blank_cells_are_their_shade(tmp_path: Path) -> None:
    page, ys = Page(), (100, 130, 170, 210)
    rows = (MONTHS, ("จัดทำประกาศ", "กองคลัง", *[""] * 4), ("อบรมเจ้าหน้าที่", "กองช่าง", "10", *[""] * 3))
    page.line(308, 152, 392, 152).line(392, 152, 386, 148).line(392, 152, 386, 156)  # an arrow over two
    page.line(310, 193, 340, 193).line(360, 190, 370, 190).line(352, 208, 398, 208)  # no such lines
    page.draw(f"4 w 405 {842 - 188} m 496 {842 - 188} l S")
    (table,) = read_tables(tmp_path, fill(page.table(PLAN_XS, ys), rows, PLAN_XS, ys))
    assert {(cell.row, cell.column) for cell in table.cells if cell.shade} == {(1, 2), (1, 3), (2, 4), (2, 5)}


def test_cells_hatched_with_many_lines_are_shaded_beside_one_that_is_filled(tmp_path: Path) -> None:
    page, ys = Page(), (100, 130, 170, 210)
    page.draw(f"q 0.4 g 300 {842 - 130} 50 -40 re f Q")
    for x in PLAN_XS[3:-1]:
        for number in range(700):
            page.line(x + 6, 180 + number / 35, x + 44, 180 + number / 35)
    (table,) = read_tables(tmp_path, fill(page.table(PLAN_XS, ys), PLAN, PLAN_XS, ys))
    assert {(cell.row, cell.column) for cell in table.cells if cell.shade} == {(1, 2), (2, 3), (2, 4), (2, 5)}


def test_an_arrow_over_months_says_when_and_lines_to_write_on_do_not(tmp_path: Path) -> None:
    page = Page().line(310, 150, 440, 150)
    path = pdf_file(tmp_path, [fill(page.table(PLAN_XS, PLAN_YS), PLAN, PLAN_XS, PLAN_YS)]).path
    report = extract(path)
    times = [measure.timeline.text.split() if measure.timeline else [] for measure in report.measures]
    assert times == [["ต.ค.", "พ.ย.", "ธ.ค."], []]
    assert "time-by-colour" in [finding.code for finding in report.findings]
    for x in PLAN_XS[2:-1]:
        for y in PLAN_YS[2:]:
            page.line(x + 5, y - 10, x + 45, y - 10)
    path = pdf_file(tmp_path, [fill(page.table(PLAN_XS, PLAN_YS), PLAN, PLAN_XS, PLAN_YS)]).path
    assert [m.timeline.text if m.timeline else "" for m in extract(path).measures] == ["", ""]
