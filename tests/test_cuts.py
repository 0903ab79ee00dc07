"""Rows that a page break cuts in every cell, told from rows that begin on the next page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ita_extract.extraction import document_to_report
from ita_extract.model.document import Cell, Document, Place, Source, Table
from ita_extract.model.report import Report
from ita_extract.settings import Settings

HEADING = ("มาตรการ", "ขั้นตอนการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลา")
NUMBERED = ("ลำดับ", *HEADING)
SOURCE = Source("page.pdf", "0" * 64, 1, "application/pdf", 2, "pdf")
# "/" is where a printed line ends within a paragraph.
WHOLE = (
    "ทบทวนคู่มือการให้บริการ/ของทุกงานให้ตรงกัน",
    "1. รวบรวมคู่มือเดิมจากทุก/งานมาตรวจ\n2. เขียนใหม่",
    "สำนักปลัดเทศบาล/และกองช่าง",
    "เดือนมกราคม/2567",
)
HEAD = (
    "จัดทำสื่อประชาสัมพันธ์/ช่องทางร้องเรียนให้",
    "1. ออกแบบสื่อร่วมกับ/งานประชาสัมพันธ์\n2. นำสื่อไปติดตั้งใน",
    "กองคลัง กองช่าง และ",
    "เดือนมีนาคม 2567 ถึง",
)
REST = ("ประชาชนทราบ", "จุดบริการ\n3. สรุปผล", "สำนักปลัดเทศบาล", "เดือนเมษายน 2567")


def table(page: int, rows: Sequence[Sequence[str]]) -> Table:
    cells = [
        Cell(
            row,
            column,
            raw=text.replace("/", "\n"),
            text=text.replace("/", ""),
            place=Place(page=page, table=1, row=row + 1, column=column + 1),
        )
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    return Table(tuple(cells), len(rows), len(rows[0]), Place(page=page, table=1))


def report(*pages: Sequence[Sequence[str]]) -> Report:
    tables = tuple(table(number, rows) for number, rows in enumerate(pages, 1))
    return document_to_report(Document(SOURCE, tables), Settings())


def codes(found: Report) -> list[str]:
    return [finding.code for finding in found.findings]


def test_a_row_cut_in_every_cell_is_one() -> None:
    found = report([HEADING, WHOLE, HEAD], [HEADING, REST, WHOLE])
    assert len(found.measures) == 3
    cut = found.measures[1]
    assert cut.measure is not None
    assert cut.measure.text == "จัดทำสื่อประชาสัมพันธ์ช่องทางร้องเรียนให้ประชาชนทราบ"
    assert [place.page for place in cut.measure.provenance] == [1, 2]
    assert cut.steps is not None
    assert [item.number for item in cut.steps.items] == ["1", "2", "3"]
    assert "row-continued" in codes(found)


def test_a_heading_merged_over_two_rows_merges_no_cells_below() -> None:
    upper, lower = (
        ("ลำดับ", "มาตรการ", "ผลการดำเนินงาน", "", "ผู้รับผิดชอบ"),
        ("", "", "รอบ 6 เดือน", "รอบ 12 เดือน", ""),
    )

    def page(number: int, *rows: Sequence[str]) -> Table:
        plain = table(number, [upper, lower, *rows])
        cells = [cell for cell in plain.cells if cell.row > 1 or cell.text]
        spans = [(2, 1) if not c.row and c.column in (0, 1, 4) else (1, 1 + (c.row == 0)) for c in cells]
        cells = [
            replace(c, row_span=down, column_span=across) if c.row < 1 else c
            for c, (down, across) in zip(cells, spans, strict=True)
        ]
        return Table(tuple(cells), plain.n_rows, plain.n_columns, plain.place)

    first = page(
        1, ("1", "ทำคู่มือ", "ยกร่าง", "พิมพ์", "กองคลัง"), ("2", "ตรวจสอบพัสดุ", "แต่งตั้ง", "รายงาน", "กองช่าง")
    )
    second = page(2, ("", "ประจำปี", "กรรมการ", "ผลแล้ว", ""))
    found = document_to_report(Document(SOURCE, (first, second)), Settings())
    assert [measure.subject for measure in found.measures] == ["ทำคู่มือ", "ตรวจสอบพัสดุประจำปี"]


def test_a_name_that_a_page_cuts_is_one() -> None:
    rest = ("โครงการขนาดใหญ่", "", "สอบภายใน", "2567")
    head = ("ประเมินความเสี่ยง", "คัดเลือกโครงการ", "หน่วยตรวจ", "กันยายน")
    found = report([HEADING, WHOLE, WHOLE, head], [HEADING, rest])
    assert found.measures[-1].owner is not None
    assert found.measures[-1].owner.names == ["หน่วยตรวจสอบภายใน"]


def test_a_row_that_begins_on_the_next_page_is_another() -> None:
    other = ("ติดป้ายบอกขั้นตอน", "1. สำรวจจุดติดตั้ง\n2. จัดทำป้าย", "กองช่าง", "เดือนมิถุนายน 2567")
    found = report([HEADING, WHOLE], [HEADING, other, WHOLE])
    assert len(found.measures) == 3
    assert "row-continued" not in codes(found)


def test_a_row_with_a_number_is_another_however_its_cells_begin() -> None:
    found = report([NUMBERED, ("1", *WHOLE), ("2", *HEAD)], [NUMBERED, ("3", *REST), ("4", *WHOLE)])
    assert [measure.number for measure in found.measures] == ["1", "2", "3", "4"]


def test_a_row_cut_in_every_cell_lacks_its_number_below() -> None:
    found = report([NUMBERED, ("1", *WHOLE), ("2", *HEAD)], [NUMBERED, ("", *REST), ("3", *WHOLE)])
    assert [measure.number for measure in found.measures] == ["1", "2", "3"]
    assert len(found.measures) == 3


def test_a_row_that_may_have_been_cut_stays_and_is_told() -> None:
    head = (HEAD[0], "ออกแบบสื่อ", "กองคลัง", "เดือนมีนาคม 2567")
    rest = (REST[0], "สรุปผล", "กองช่าง", "เดือนเมษายน 2567")
    found = report([HEADING, WHOLE, head], [HEADING, rest, WHOLE])
    assert len(found.measures) == 4
    assert "row-continued" in codes(found)


MERGING = ("ประเด็น", *HEADING)


def merged_below(page: int, head: str, rows: Sequence[Sequence[str]]) -> Table:
    """A table whose first column is one cell below the heading."""
    plain = table(page, [MERGING, *(("", *row) for row in rows)])
    cells = [cell for cell in plain.cells if cell.column or not cell.row]
    place = Place(page=page, table=1, row=2, column=1)
    cells.append(Cell(1, 0, raw=head, text=head, place=place, row_span=len(rows)))
    return Table(tuple(cells), plain.n_rows, plain.n_columns, plain.place)


def merged_numbers(page: int, head: tuple[str, str], rows: Sequence[Sequence[str]]) -> Table:
    """A table whose first two columns, number and issue, are one cell each below the heading."""
    plain = table(page, [("ลำดับ", *MERGING), *(("", "", *row) for row in rows)])
    cells = [cell for cell in plain.cells if cell.column > 1 or not cell.row]
    for column, text in enumerate(head):
        place = Place(page=page, table=1, row=2, column=column + 1)
        cells.append(Cell(1, column, raw=text, text=text, place=place, row_span=len(rows)))
    return Table(tuple(cells), plain.n_rows, plain.n_columns, plain.place)


OTHERS = [
    (f"จัดกิจกรรมครั้งใหญ่ของ{name}", "1. นัดหมาย\n2. ลงพื้นที่", "กองช่าง", f"เดือน{name} 2567")
    for name in ("มกราคม", "เมษายน", "สิงหาคม", "กันยายน")
]


def test_a_merged_cell_reaches_over_the_page_break() -> None:
    tables = (merged_below(1, "การให้บริการ", OTHERS[:2]), merged_below(2, "", OTHERS[1:]))
    found = document_to_report(Document(SOURCE, tables), Settings())
    issues = [measure.issue for measure in found.measures]
    assert [(issue.text, issue.inherited) for issue in issues if issue] == [
        ("การให้บริการ", number > 0) for number in range(5)
    ]


def test_a_merged_cell_that_is_cut_with_its_row_is_whole_below() -> None:
    tables = (merged_below(1, "การให้บริการแก่", [HEAD]), merged_below(2, "ประชาชน", [REST, *OTHERS]))
    found = document_to_report(Document(SOURCE, tables), Settings())
    assert [measure.issue.text for measure in found.measures if measure.issue] == ["การให้บริการแก่ประชาชน"] * 5


def test_a_merged_number_reaches_over_the_page_break() -> None:
    tables = (merged_numbers(1, ("7", "การให้บริการ"), OTHERS[:2]), merged_numbers(2, ("", ""), OTHERS[2:]))
    found = document_to_report(Document(SOURCE, tables), Settings())
    assert [measure.number for measure in found.measures] == ["7"] * 4
    assert "numbering-repeated" not in codes(found)


def test_a_row_without_a_number_has_none_where_numbers_are_not_merged() -> None:
    found = report([NUMBERED, ("1", *OTHERS[0]), ("", *OTHERS[1])], [NUMBERED, ("", *OTHERS[2])])
    assert [measure.number for measure in found.measures] == ["1", None, None]


def test_cells_that_stand_lower_than_the_subjects_head_belong_to_it() -> None:
    whole = ("1. จัดทำคู่มือ", "ประชุมทุกงาน", "สำนักปลัดเทศบาล", "เดือนมกราคม 2567")
    head, rest = (
        ("2. พัฒนาระบบรับเรื่องร้องเรียน", "", "", ""),
        ("ให้เชื่อมกับศูนย์ข้อมูล", "ตั้งคณะทำงาน", "กองคลัง", "เดือนมีนาคม 2567"),
    )
    last = ("3. ตรวจทรัพย์สิน", "ตั้งกรรมการ", "กองช่าง", "เดือนเมษายน 2567")
    found = report([HEADING, whole, head], [HEADING, rest, last])
    assert [measure.number for measure in found.measures] == ["1", "2", "3"]
    cut = found.measures[1]
    assert cut.owner is not None
    assert (cut.owner.text, cut.subject) == ("กองคลัง", "พัฒนาระบบรับเรื่องร้องเรียนให้เชื่อมกับศูนย์ข้อมูล")


MONTHS = ("ประเด็น", "มาตรการ", "ต.ค. 66", "พ.ย. 66", "ธ.ค. 66", "ผู้รับผิดชอบ")
TICKED = ("การให้บริการ", "จัดทำคู่มือให้บริการ", "", "✓", "", "กองคลัง")


def test_a_row_without_a_tick_that_opens_a_page_has_no_time_and_the_issue_as_above() -> None:
    found = report([MONTHS, TICKED], [MONTHS, ("", "อบรมพนักงานใหม่", "", "", "", "กองช่าง"), TICKED])
    row = found.measures[1]
    assert row.timeline is not None
    assert row.issue is not None
    assert (row.timeline.text, row.timeline.inherited, row.timeline.events) == ("", False, [])
    assert (row.issue.text, row.issue.inherited) == ("การให้บริการ", True)
    assert [f.measure for f in found.findings if f.code == "timeline-missing"] == ["m2"]


def test_a_row_without_an_owner_that_opens_a_page_keeps_what_stands_above_it() -> None:
    head = (*MERGING, "ผลการดำเนินการ")
    short = ("", "อบรมพนักงานใหม่", "จัดอบรมครั้งเดียว", "เดือนมีนาคม 2567", "อบรมแล้ว", "")
    first, other = ("การให้บริการ", *OTHERS[0], "แล้วเสร็จ"), ("การเงิน", *OTHERS[1], "แล้วเสร็จ")
    # Word rows may begin one column to the right, without a cell before.
    below = table(2, [head, short, other, ("", *other[1:])])
    cells = [replace(cell, row_span=2) if cell.text == "การเงิน" else cell for cell in below.cells]
    cells = [cell for cell in cells if cell.column or cell.row not in (1, 3)]
    tables = (table(1, [head, first]), Table(tuple(cells), 4, len(head), Place(page=2, table=1)))
    row = document_to_report(Document(SOURCE, tables), Settings()).measures[1]
    assert row.owner is not None
    assert row.issue is not None
    assert (row.owner.text, row.owner.inherited) == ("", False)
    assert (row.issue.text, row.issue.inherited) == ("การให้บริการ", True)


def test_a_head_of_which_a_column_without_a_role_says_more_is_whole() -> None:
    heading = (*HEADING, "ช่องทางติดต่อ")
    whole = ("1. จัดทำคู่มือ", "ประชุมทุกงาน", "สำนักปลัดเทศบาล", "เดือนมกราคม 2567", "ชั้น 1")
    head = ("2. พัฒนาระบบรับเรื่องร้องเรียน", "", "", "", "ชั้น 2")
    other = ("ตรวจทรัพย์สิน", "ตั้งกรรมการ", "กองช่าง", "เดือนเมษายน 2567", "ชั้น 3")
    found = report([heading, whole, head], [heading, other])
    assert [measure.subject for measure in found.measures][1:] == [head[0][3:], other[0]]
