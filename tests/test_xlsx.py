"""The Excel reader: what each visible sheet prints."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Border, Color, PatternFill, Side

from ita_extract import readers
from ita_extract.errors import Damaged, TooLarge
from ita_extract.model.document import Document, Paragraph
from ita_extract.readers.xlsx.display import display
from tests.office_files import paragraphs, rows, spans

DAY = datetime(2023, 3, 31, 14, 5, 9)


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (None, "General", ""),
        ("ข้อความ", "General", "ข้อความ"),
        ("ข้อความ", '0;-0;0;"เรื่อง "@', "เรื่อง ข้อความ"),
        (True, "General", "TRUE"),
        (12, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (123456789012, "General", "1.23457E+11"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (1234567.5, "t#,##0.00", "๑,๒๓๔,๕๖๗.๕๐"),
        (85.295, "0.00", "85.30"),
        (85.2, "[$-D000000]0.00", "๘๕.๒๐"),
        (0.8529, "0.00%", "85.29%"),
        (0.5, "0%", "50%"),
        (7, "000", "007"),
        (0, "#,##0;-#,##0;-", "-"),
        (-1500, "#,##0_);(#,##0)", "(1,500)"),
        (-1500, "#,##0", "-1,500"),
        (-0.2, "0", "0"),
        (1500000, '#,##0.0,,"ล้าน"', "1.5ล้าน"),
        (5, '"ข้อ "0', "ข้อ 5"),
        (2566, '"ปี" General', "ปี 2566"),
        (120, '[>=100]"มาก";"น้อย"', "มาก"),
        (20, '[>=100]"มาก";"น้อย"', "น้อย"),
        (1234.5, "0.00E+00", "1.23E+03"),
        (4438912, "000-0000", "443-8912"),
        (20000, "[$฿-41E]#,##0.00", "฿20,000.00"),
        (3, "0.0#", "3.0"),
        (1.5, "# ?/?", "1.5"),
        (DAY, "d/m/yyyy", "31/3/2023"),
        (DAY, "yyyy-mm-dd", "2023-03-31"),
        (DAY, "d mmm yy", "31 Mar 23"),
        (DAY, "[$-107041E]d mmmm yyyy", "31 มีนาคม 2566"),
        (DAY, "[$-187041E]d mmm yy;@", "31 มี.ค. 66"),
        (DAY, "[$-D07041E]d mmmm yyyy", "๓๑ มีนาคม ๒๕๖๖"),
        (DAY, "dd/mm/bbbb", "31/03/2566"),
        (DAY, "[$-41E]dddd", "ศุกร์"),
        (DAY, "h:mm AM/PM", "2:05 PM"),
        (DAY, "hh:mm:ss", "14:05:09"),
        (date(2023, 1, 2), "General", "2023-01-02"),
        (time(8, 30), "h:mm", "8:30"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "30:05"),
    ],
)
def test_values_as_their_format_prints_them(value: Any, number_format: str, shown: str) -> None:
    assert display(value, number_format) == shown


@given(
    st.one_of(st.integers(), st.floats(), st.datetimes(), st.timedeltas(min_value=timedelta(0)), st.text()),
    st.text(alphabet='0#?.,%@;"\\_*[]<>=-$dmyhsbeEtTg /1ก', max_size=12),
)
def test_any_format_prints_something(value: Any, number_format: str) -> None:
    assert isinstance(display(value, number_format), str)


@given(st.integers(-(10**9), 10**9))
def test_digits_survive_grouping(number: int) -> None:
    assert int(display(number, "#,##0").replace(",", "")) == number


def read(folder: Path, workbook: Any) -> Document:
    path = folder / "made.xlsx"
    workbook.save(path)
    return readers.read(path)


def sheet_of(*made: tuple[Any, ...]) -> tuple[Any, Any]:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in made:
        sheet.append(row)
    return workbook, sheet


def test_title_table_and_note(tmp_path: Path) -> None:
    workbook, _ = sheet_of(
        ("รายงานผล",),
        (),
        ("ลำดับ", "มาตรการ", "ผู้รับผิดชอบ"),
        (1, "ประกาศนโยบาย", "สำนักปลัด"),
        ("ด้านที่ ๒",),
        (2, "จัดอบรม", "กองคลัง"),
        ("หมายเหตุ",),
    )
    document = read(tmp_path, workbook)
    assert paragraphs(document) == ["รายงานผล", "หมายเหตุ"]
    (table,) = document.tables()
    assert rows(table) == [
        ["ลำดับ", "มาตรการ", "ผู้รับผิดชอบ"],
        ["1", "ประกาศนโยบาย", "สำนักปลัด"],
        ["ด้านที่ ๒"],
        ["2", "จัดอบรม", "กองคลัง"],
    ]
    assert isinstance(document.blocks[0], Paragraph)


def test_merged_cells_and_spacing_columns(tmp_path: Path) -> None:
    workbook, sheet = sheet_of(
        ("หัวข้อ", None, "ผล", None), (None,), ("ก", None, "ข", "ค"), ("ง", None, "จ", "ฉ")
    )
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("C1:D2")
    (table,) = read(tmp_path, workbook).tables()
    assert table.n_columns == 3
    assert spans(table)["ผล"][1:] == (1, 1, 2)
    assert spans(table)["หัวข้อ"] == (0, 0, 1, 1)


def test_bordered_blank_cells_belong_to_the_table(tmp_path: Path) -> None:
    workbook, sheet = sheet_of(("ก", "ข"), ("ค", None))
    side = Side(style="thin")
    for row in sheet["A1:B2"]:
        for cell in row:
            cell.border = Border(side, side, side, side)
    (table,) = read(tmp_path, workbook).tables()
    assert rows(table) == [["ก", "ข"], ["ค", ""]]


@pytest.mark.parametrize(
    ("fill", "expected"),
    [
        (PatternFill("solid", fgColor="FF92D050"), "92D050"),
        (PatternFill("solid", fgColor=Color(theme=4)), "4F81BD"),
        (PatternFill("solid", fgColor=Color(theme=0, tint=-0.5)), "808080"),
        (PatternFill("solid", fgColor=Color(indexed=10)), "FF0000"),
        (PatternFill("lightUp", fgColor="FF000000"), "000000"),
        (PatternFill("solid", fgColor="FFFFFFFF"), None),
        (PatternFill("solid", fgColor=Color(theme=0)), None),
        (PatternFill(), None),
    ],
)
def test_colour_that_fills_a_cell(tmp_path: Path, fill: PatternFill, expected: str | None) -> None:
    workbook, sheet = sheet_of(("ก", "ข"), ("ค", "ง"))
    sheet["A1"].fill = fill
    (table,) = read(tmp_path, workbook).tables()
    assert [cell.shade for cell in table.cells] == [expected, None, None, None]


def test_blank_cells_with_a_colour_make_no_table(tmp_path: Path) -> None:
    workbook, sheet = sheet_of(("แผนงาน", None, None), (), ("ก", "ข", "ค"), ("ง", None, "จ"))
    for at in ("B1", "C1", "B4", "D4"):
        sheet[at].fill = PatternFill("solid", fgColor="FF92D050")
    document = read(tmp_path, workbook)
    assert paragraphs(document) == ["แผนงาน"]
    assert [rows(table) for table in document.tables()] == [[["ก", "ข", "ค"], ["ง", "", "จ"]]]


def test_steps_in_rows_of_their_own_and_rows_between_blank_ones_belong_to_the_table(tmp_path: Path) -> None:
    workbook, _ = sheet_of(
        ("ที่", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ"),
        (1, "ทำคู่มือ", "1) ร่าง", "กองคลัง"),
        (None, None, "2) ประกาศ"),
        (),
        (2, "อบรม", "1) จัดงาน", "กองช่าง"),
        (None, None, "2) สรุปผล"),
        ("หมายเหตุ",),
    )
    document = read(tmp_path, workbook)
    assert paragraphs(document) == ["หมายเหตุ"]
    assert [rows(table) for table in document.tables()] == [
        [
            ["ที่", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ"],
            ["1", "ทำคู่มือ", "1) ร่าง", "กองคลัง"],
            ["2) ประกาศ"],
            ["2", "อบรม", "1) จัดงาน", "กองช่าง"],
            ["2) สรุปผล"],
        ]
    ]


def test_a_heading_may_stand_above_a_blank_row(tmp_path: Path) -> None:
    head, row = ("มาตรการ", "ผู้รับผิดชอบ", "เวลา"), ("อบรม", "กองช่าง", "มกราคม")
    document = read(tmp_path, sheet_of(head, (), row, row)[0])
    assert [rows(table) for table in document.tables()] == [[list(head), list(row), list(row)]]


@pytest.mark.parametrize(("ruled", "again"), [(True, False), (False, True)])
def test_tables_side_by_side_are_two(tmp_path: Path, *, ruled: bool, again: bool) -> None:
    head = ("มาตรการ", "เวลา")
    other = head if again else ("ปี", "เรื่อง")
    workbook, sheet = sheet_of((*head, None, *other), ("ก", "ข", None, "ค", "ง"), ("จ", "ฉ"))
    side = Side(style="thin")
    for row in (*sheet["A1:B3"], *sheet["D1:E2"]):
        for cell in row:
            cell.border = Border(side, side, side, side) if ruled else Border()
    assert [rows(table) for table in read(tmp_path, workbook).tables()] == [
        [list(head), ["ก", "ข"], ["จ", "ฉ"]],
        [list(other), ["ค", "ง"]],
    ]


def test_a_blank_column_inside_a_table_is_spacing(tmp_path: Path) -> None:
    workbook, _ = sheet_of(("มาตรการ", "วิธี", None, "เวลา", "ผล"), ("ก", "ข", None, "ค", "ง"))
    (table,) = read(tmp_path, workbook).tables()
    assert table.n_columns == 4


def test_rows_of_other_columns_are_another_table(tmp_path: Path) -> None:
    wide, narrow = ("ก", "ข", "ค", "ง", "จ"), ("ปี", "คะแนน")
    document = read(tmp_path, sheet_of(wide, wide, (), narrow, narrow)[0])
    assert [table.n_columns for table in document.tables()] == [5, 2]


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_drawing(path: Path, inside: str) -> Path:
    """The workbook with this drawing on its first sheet."""
    names = 'xmlns:x="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="urn:a"'
    drawing = f"<x:wsDr {names}>{inside}</x:wsDr>"
    relation = f'<Relationship Id="rId9" Type="{RELATIONS}/drawing" Target="/xl/drawings/drawing1.xml"/>'
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/drawings/drawing1.xml", drawing)
        archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", f"<Relationships>{relation}</Relationships>")
    return path


def test_text_boxes_stand_where_they_begin(tmp_path: Path) -> None:
    def box(row: int, *lines: str) -> str:
        said = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
        start = f"<x:from><x:col>1</x:col><x:colOff>0</x:colOff><x:row>{row}</x:row></x:from>"
        return f"<x:oneCellAnchor>{start}<x:sp><x:txBody>{said}</x:txBody></x:sp></x:oneCellAnchor>"

    workbook, sheet = sheet_of()
    for row in ((), (), ("ก", "ข"), ("ค", "ง"), (), ("ท้าย",)):
        sheet.append(row)
    path = tmp_path / "made.xlsx"
    workbook.save(path)
    document = readers.read(with_drawing(path, box(4, "กลาง") + box(0, "ชื่อแผน", "", "ปี ๒๕๖๗")))
    said = [block.text if isinstance(block, Paragraph) else "ตาราง" for block in document.blocks]
    assert said == ["ชื่อแผน", "ปี ๒๕๖๗", "ตาราง", "กลาง", "ท้าย"]


def with_arrow(path: Path, first: tuple[int, int, int], last: tuple[int, int, int]) -> Path:
    """The workbook with an arrow on its first sheet. first, last: row, column and offset, counted from 0."""
    ends = "".join(
        f"<x:{name}><x:col>{column}</x:col><x:colOff>{offset}</x:colOff><x:row>{row}</x:row></x:{name}>"
        for name, (row, column, offset) in (("from", first), ("to", last))
    )
    shape = '<a:prstGeom prst="straightConnector1"/>'
    return with_drawing(path, f"<x:twoCellAnchor>{ends}{shape}</x:twoCellAnchor>")


@pytest.mark.parametrize(
    ("first", "last", "under", "told"),
    [
        ((1, 1, 0), (1, 2, 500_000), [1, 2], []),
        ((1, 1, 500_000), (1, 2, 500_000), [2], []),  # only the end of the first
        ((1, 1, 0), (1, 2, 90_000), [1], []),  # only the beginning of the last
        ((1, 0, 0), (1, 1, 500_000), [1], []),  # over what is written, too
        ((1, 1, 0), (2, 2, 500_000), [], ["part-unread"]),
    ],
)
def test_what_is_drawn_over_blank_cells_colours_them(
    tmp_path: Path,
    first: tuple[int, int, int],
    last: tuple[int, int, int],
    under: list[int],
    told: list[str],
) -> None:
    workbook, _ = sheet_of(("ก", "ข", "ค", "ง"), ("จ", None, None, "ฉ"), ("ช", None, None, "ซ"))
    path = tmp_path / "made.xlsx"
    workbook.save(path)
    document = readers.read(with_arrow(path, first, last))
    (table,) = document.tables()
    assert [cell.column for cell in table.cells if cell.shade and cell.row == 1] == under
    assert [doubt.code for doubt in document.doubts] == told


def test_hidden_sheets_rows_and_columns_are_left_out_and_said(tmp_path: Path) -> None:
    workbook, sheet = sheet_of(("ก", "ลับ", "ข"), ("ซ่อน", "ซ่อน", "ซ่อน"), ("ค", "ลับ", "ง"))
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    other = workbook.create_sheet("คำนวณ")
    other.append(("x", "y"))
    other.sheet_state = "hidden"
    document = read(tmp_path, workbook)
    assert [rows(table) for table in document.tables()] == [[["ก", "ข"], ["ค", "ง"]]]
    assert [doubt.code for doubt in document.doubts] == ["hidden-sheet", "hidden-cells"]


def test_sheets_follow_one_another(tmp_path: Path) -> None:
    workbook, _ = sheet_of(("ก", "ข"), ("ค", "ง"))
    second = workbook.create_sheet("สอง")
    second.append((1, 2))
    second.append((3, 4))
    tables = list(read(tmp_path, workbook).tables())
    assert [table.place.table for table in tables] == [1, 2]
    assert rows(tables[1]) == [["1", "2"], ["3", "4"]]


def test_formula_without_result_is_said(tmp_path: Path) -> None:
    workbook, _ = sheet_of(("ก", "=1+1"), ("ข", 2))
    assert [doubt.code for doubt in read(tmp_path, workbook).doubts] == ["part-unread"]


def rewritten(path: Path, part: str, old: bytes, new: bytes) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_merge_over_everything_is_refused(tmp_path: Path) -> None:
    workbook, sheet = sheet_of(("ก", "ข"))
    sheet.merge_cells("A1:B2")
    path = tmp_path / "made.xlsx"
    workbook.save(path)
    with pytest.raises(TooLarge, match="merged"):
        readers.read(rewritten(path, "xl/worksheets/sheet1.xml", b"A1:B2", b"A1:XFD1048576"))


def test_entities_and_broken_sheets_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "made.xlsx"
    for old, new in (
        (b"<worksheet", b"<!DOCTYPE a><worksheet"),
        (b"</worksheet>", b""),
        (b"<worksheet", b"<other"),
    ):
        sheet_of(("ก", "ข"))[0].save(path)
        if new == b"<other":
            old, new = b'r="A1"', b'r="!!"'
        with pytest.raises(Damaged):
            readers.read(rewritten(path, "xl/worksheets/sheet1.xml", old, new))
