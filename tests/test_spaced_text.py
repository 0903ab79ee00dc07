"""Tables whose columns are set apart by spaces, as programs lay out the text of a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ita_extract.model.document import Paragraph, Table
from ita_extract.readers import read

# Where columns begin, counted in characters, marks too.
COLUMNS = (0, 4, 30, 64, 80)
HEADING = """ที่         มาตรการ                      ขัน
                                           ้ ตอน                 ผู้รับผิดชอบ    ระยะเวลา"""
FIRST_PAGE = (
    ("๑", "จัดทำคู่มือการยืมพัสดุ", "๑. ร่างคู่มือและรับฟังความเห็น", "งานพลาธิการ", "มกราคม -"),
    ("", "ของสถานี", "๒. เสนอผู้กำกับการลงนาม", "", "มีนาคม ๒๕๖๗"),
    ("๒", "เปิดเผยผลการใช้จ่าย", "สรุปผลทุกสิ้นเดือน แล้วปิดประกาศ", "งานการเงิน", "ทุกเดือน"),
    ("", "งบประมาณ", "ที่หน้าสถานี", "", ""),
    ("๓", "อบรมข้าราชการตำรวจ", "จัดอบรมหนึ่งวัน", "งานธุรการ", "มิถุนายน ๒๕๖๗"),
)
SECOND_PAGE = (
    ("๔", "ตรวจนับพัสดุ", "ตรวจนับและรายงานผู้กำกับ", "งานพลาธิการ", "กันยายน"),
    ("", "", "การภายในสามวัน", "", "๒๕๖๗"),
    ("๕", "รับฟังความเห็นประชาชน", "จัดเวทีทุกตำบล", "งานธุรการ", "ทุกเดือน"),
)


def laid_out(rows: Sequence[Sequence[str]]) -> str:
    lines = []
    for row in rows:
        line = ""
        for column, text in zip(COLUMNS, row, strict=True):
            line = line.ljust(column) + text if text else line
        lines.append(line)
    return "\n".join(lines)


TITLE = "         มาตรการส่งเสริมความโปร่งใส สถานีตำรวจภูธรบ้านดอน"
# A full cell leaves one space, and pulls the next column to the left.
FULL = laid_out(FIRST_PAGE).replace("ปิดประกาศ  งาน", "ปิดประกาศ งาน")
LAID_OUT = f"{TITLE}\n{HEADING}\n{FULL}\n\n              หน้า ๑\n\f{laid_out(SECOND_PAGE)}\n"

PROSE = """   ด้วยสถานีตำรวจภูธรบ้านดอน  ได้จัดทำมาตรการ  ประจำปีงบประมาณ  พ.ศ. ๒๕๖๗
เพื่อให้ข้าราชการตำรวจ  ถือปฏิบัติ  และเผยแพร่ให้ประชาชนทราบ  โดยทั่วกัน
จึงประกาศมาให้ทราบ  ณ  วันที่ ๕ มกราคม ๒๕๖๗
                 (ลงชื่อ)
              ผู้กำกับการ  สถานีตำรวจภูธรบ้านดอน
"""


def read_laid_out(tmp_path: Path, text: str) -> list[Paragraph | Table]:
    path = tmp_path / "laid-out.txt"
    path.write_text(text, encoding="utf-8")
    return list(read(path).blocks)


def rows_of(table: Table) -> list[list[str]]:
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.n_rows)]


def test_columns_of_spaces_are_a_table(tmp_path: Path) -> None:
    blocks = read_laid_out(tmp_path, LAID_OUT)
    first, second = (block for block in blocks if isinstance(block, Table))
    assert rows_of(first) == [
        ["ที่", "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา"],
        [
            "๑",
            "จัดทำคู่มือการยืมพัสดุของสถานี",
            "๑. ร่างคู่มือและรับฟังความเห็น\n๒. เสนอผู้กำกับการลงนาม",
            "งานพลาธิการ",
            "มกราคม - มีนาคม ๒๕๖๗",
        ],
        [
            "๒",
            "เปิดเผยผลการใช้จ่ายงบประมาณ",
            "สรุปผลทุกสิ้นเดือน แล้วปิดประกาศ ที่หน้าสถานี",
            "งานการเงิน",
            "ทุกเดือน",
        ],
        ["๓", "อบรมข้าราชการตำรวจ", "จัดอบรมหนึ่งวัน", "งานธุรการ", "มิถุนายน ๒๕๖๗"],
    ]
    assert rows_of(second) == [
        ["๔", "ตรวจนับพัสดุ", "ตรวจนับและรายงานผู้กำกับการภายในสามวัน", "งานพลาธิการ", "กันยายน ๒๕๖๗"],
        ["๕", "รับฟังความเห็นประชาชน", "จัดเวทีทุกตำบล", "งานธุรการ", "ทุกเดือน"],
    ]
    assert second.place.page == 2
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [
        "มาตรการส่งเสริมความโปร่งใส สถานีตำรวจภูธรบ้านดอน",
        "หน้า ๑",
    ]


def test_a_cell_knows_where_it_stands(tmp_path: Path) -> None:
    table = next(block for block in read_laid_out(tmp_path, LAID_OUT) if isinstance(block, Table))
    cell = next(cell for cell in table.cells if cell.text == "ทุกเดือน")
    assert cell.place.span is not None
    assert LAID_OUT[slice(*cell.place.span)] == "ทุกเดือน"


def test_wide_spaces_in_prose_are_no_table(tmp_path: Path) -> None:
    assert not any(isinstance(block, Table) for block in read_laid_out(tmp_path, PROSE))


def test_blank_lines_set_rows_off(tmp_path: Path) -> None:
    rows = (
        ("มาตรการ", "แนวทางปฏิบัติ", "หน่วยงาน"),
        ("กำหนดมาตรฐานบริการ", "จัดทำผังขั้นตอน", "ฝ่ายทะเบียน"),
        ("เปิดเผยเวลาบริการ", "ติดประกาศ", "ฝ่ายปกครอง"),
        ("รายงานการใช้จ่าย", "สรุปเสนอนายอำเภอ", "เสมียนตรา"),
    )
    text = "\n\n".join("".join(part.ljust(30) for part in row).rstrip() for row in rows)
    (table,) = read_laid_out(tmp_path, text)
    assert isinstance(table, Table)
    assert rows_of(table) == [list(row) for row in rows]


def test_words_at_one_distance_are_no_table(tmp_path: Path) -> None:
    text = "งาน   กอง   คลัง   อบรม\nกอง   งาน   อบรม   คลัง\nงาน   งาน   คลัง   คลัง\nอบรม   กอง   งาน   กอง"
    assert not any(isinstance(block, Table) for block in read_laid_out(tmp_path, text))


def test_lines_wider_than_print_are_no_table(tmp_path: Path) -> None:
    wide = "\n".join(["งาน    " * 20_000, "กอง" + " " * 200_000 + "งาน", "งานกอง " * 20_000])
    (table,) = (
        block for block in read_laid_out(tmp_path, f"{wide}\n{FULL}\n{wide}") if isinstance(block, Table)
    )
    assert table.n_rows == 3


def test_words_far_apart_are_read_without_columns(tmp_path: Path) -> None:
    lines = (
        "งาน   งานงาน   กอง   งาน   ประจำปี   กองกอง",
        "ประจำปีประจำปี   ประจำปี   กอง   ข้อมูล   งานงาน",
        "กอง   งานงาน",
        "การ   การ",
        "งานงาน   งานงาน   คลังคลัง   งาน",
    )
    shown = "".join(
        block.text if isinstance(block, Paragraph) else "".join(cell.text for cell in block.cells)
        for block in read_laid_out(tmp_path, "\n".join(lines))
    )
    assert sorted("".join(shown.split())) == sorted("".join("".join(lines).split()))
