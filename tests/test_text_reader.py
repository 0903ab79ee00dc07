"""The text reader: encodings, notations of tables, pages, loops, and that no letter is lost or doubled."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_extract.errors import InputEmpty, TooLarge, Unsupported
from ita_extract.model.document import Document, Paragraph, Table
from ita_extract.readers import read
from ita_extract.readers.text.blocks import read_blocks
from ita_extract.readers.text.decoding import decode
from ita_extract.readers.text.flow import Line
from ita_extract.readers.text.grids import Grid
from ita_extract.readers.text.loops import cut_loops, find_loops
from ita_extract.readers.text.pages import find_pages
from ita_extract.settings import Settings

REPORT = "รายงานผลการดำเนินการ ปี ๒๕๖๗\r\n\r\nลำดับ\tมาตรการ\tผู้รับผิดชอบ\r\n๑\tจัดทำคู่มือ “ยืม – คืน”\tกองคลัง\r\n"


def read_text(text: str | bytes, folder: Path, name: str = "a.txt") -> Document:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read(path)


def blocks_of(text: str) -> list[Line | Grid]:
    return cut_loops(read_blocks(text, find_pages(text))[0])[0]


def raws_of(table: Table | Grid) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(table.n_rows)]
    for cell in table.cells:
        rows[cell.row].append(cell.raw)
    return rows


def only_grid(text: str) -> list[list[str]]:
    (grid,) = (block for block in blocks_of(text) if isinstance(block, Grid))
    return raws_of(grid)


def lines_of(text: str) -> list[tuple[str, int]]:
    return [(block.raw, block.level) for block in blocks_of(text) if isinstance(block, Line)]


# Encodings


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", b"\xff\xfe\x00\x00"),
        ("cp874", b""),
    ],
)
def test_the_same_report_in_every_encoding(encoding: str, mark: bytes, tmp_path: Path) -> None:
    expected = read_text(REPORT, tmp_path)
    found = read_text(mark + REPORT.encode(encoding), tmp_path, "b.txt")
    assert found.blocks == expected.blocks
    assert [type(block) for block in found.blocks] == [Paragraph, Table]
    assert found.doubts == ()


@given(st.text("กขคงจฉชดตนมยรลวสหอ่้ิีืุูเแโไาำ ๑๒๓\n", min_size=8))
def test_cp874_is_told_from_utf8(text: str) -> None:
    text = "สำนักปลัด กองคลัง " + text
    assert decode(text.encode("cp874"), "a").text == text
    assert decode(text.encode("utf-8"), "a").text == text


def test_a_few_broken_bytes_are_counted_and_the_rest_is_read(tmp_path: Path) -> None:
    data = REPORT.encode("utf-8") * 5
    cut = data.index(b"\t")
    document = read_text(data[:cut] + b"\xff\xfe" + data[cut:], tmp_path)
    (doubt,) = document.doubts
    assert doubt.code == "text-damaged"
    assert "2 letters" in doubt.message
    assert [place.span for place in doubt.places] == [(37, 38), (38, 39)]


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        random.Random(7).randbytes(6000),
        bytes(code for code in random.Random(8).randbytes(9000) if code >= 128),
        "Procès-verbal de la réunion : présidé par le maire, adopté.".encode("latin-1"),
        b"\x7fELF\x02\x01\x01" + b"\x01\x02\x03" * 50,
    ],
)
def test_what_is_no_text_is_refused_whatever_its_name(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(Unsupported):
        read_text(data, tmp_path)


@pytest.mark.parametrize(
    "data", [b" \r\n\t\n ", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n\n", " \n".encode("utf-16")]
)
def test_white_space_alone_is_empty(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(InputEmpty):
        read_text(data, tmp_path)


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"a" * (2 << 20))
    with pytest.raises(TooLarge, match="2 MB"):
        read(path, Settings(max_megabytes=1))


def test_a_text_that_begins_like_a_bitmap_is_text(tmp_path: Path) -> None:
    assert read_text("BMA report ของกรุงเทพมหานคร", tmp_path).source.reader == "text"


# Tables by tabs


def test_empty_cells_keep_their_columns() -> None:
    text = "ลำดับ\tมาตรการ\tผู้รับผิดชอบ\n๑\tก\tข\n\t\tค\n\tง\t\n"
    assert only_grid(text) == [["ลำดับ", "มาตรการ", "ผู้รับผิดชอบ"], ["๑", "ก", "ข"], ["", "", "ค"], ["", "ง", ""]]


def test_a_line_between_full_rows_is_a_row() -> None:
    assert only_grid("a\tb\tc\nก\tข\tค\nด้านที่หนึ่ง\nง\tจ\tฉ\n")[2] == ["ด้านที่หนึ่ง"]


def test_a_line_behind_the_table_is_running_text() -> None:
    text = "a\tb\tc\nก\tข\tค\nลงชื่อ ผู้รายงาน\n"
    assert len(only_grid(text)) == 2
    assert lines_of(text) == [("ลงชื่อ ผู้รายงาน", 0)]


def test_a_cell_torn_by_a_line_end_is_whole_again() -> None:
    text = "a\tb\tc\td\n๑\tก\t๑. ค\n๒. ง\tจ\n๒\tฉ\t๑. ช\tซ\n"
    assert only_grid(text)[1:] == [["๑", "ก", "๑. ค\n๒. ง", "จ"], ["๒", "ฉ", "๑. ช", "ซ"]]


def test_rows_with_their_own_numbers_are_not_taken_for_a_list() -> None:
    text = "a\tb\n๑. ก\tข ๑. ค\n๒. ง\tจ ๑. ฉ\n"
    assert [row[0] for row in only_grid(text)] == ["a", "๑. ก", "๒. ง"]


def test_an_open_paragraph_goes_on_in_the_next_line() -> None:
    assert only_grid("a\tb\tc\n๑\tก\t<p>ข\nค</p>\n๒\tง\tจ\n")[1] == ["๑", "ก", "ข\nค"]


def test_quoted_fields_may_hold_line_ends_and_quotation_marks() -> None:
    text = 'a\tb\n"ก\nข ""ค"""\tง\n"ไม่ปิด\tจ\n"เปิด"\tฉ\n'
    assert only_grid(text)[1:] == [['ก\nข "ค"', "ง"], ['"ไม่ปิด', "จ"], ['"เปิด"', "ฉ"]]


def test_rule_lines_say_nothing() -> None:
    assert only_grid("a\tb\n--\t---\nก\tข\n----------\nค\t-\n") == [["a", "b"], ["ก", "ข"], ["ค", "-"]]


def test_rule_lines_outside_tables_say_nothing() -> None:
    assert lines_of("ก\n--\t---\t---\nข\n|---|:--:|\nค\n=====\t====\n") == [("ก", 0), ("ข", 0), ("ค", 0)]


def test_a_tab_that_indents_makes_no_table() -> None:
    text = "\tตามที่ได้กำหนดมาตรการ\n\nเรื่อง\tรายงานผล\n"
    assert lines_of(text) == [("ตามที่ได้กำหนดมาตรการ", 0), ("เรื่อง\tรายงานผล", 0)]


def test_a_continuation_as_wide_as_the_table_above_is_a_table() -> None:
    grids = [raws_of(b) for b in blocks_of("a\tb\tc\nก\tข\tค\n\n\t\tง\n\n\t\tจ\tฉ\n") if isinstance(b, Grid)]
    assert grids == [[["a", "b", "c"], ["ก", "ข", "ค"]], [["", "", "ง"]], [["", "", "จ", "ฉ"]]]


# Tables by bars


def test_bars_with_alignment_breaks_and_escapes() -> None:
    text = "| ที่ | ก \\| ข |\n|:--|---:|\n| ๑ | ค<br>ง |\n| ๒ | **จ** \\* |\n"
    assert only_grid(text) == [["ที่", "ก | ข"], ["๑", "ค\nง"], ["๒", "จ *"]]


def test_bars_without_a_frame() -> None:
    assert only_grid("a | b | c\n---|---|---\nก | ข | ค\n") == [["a", "b", "c"], ["ก", "ข", "ค"]]
    assert only_grid("a | b | c\nก | ข | ค\n") == [["a", "b", "c"], ["ก", "ข", "ค"]]


def test_a_single_bar_makes_no_table() -> None:
    assert lines_of("เว็บไซต์ | เฟซบุ๊ก | ไลน์\n") == [("เว็บไซต์ | เฟซบุ๊ก | ไลน์", 0)]


def test_bars_without_a_frame_may_end_in_a_blank_cell() -> None:
    assert only_grid("ก | ข | ค\n1 | 2 | \n3 | 4 |\n5 | 6 | 7") == [
        ["ก", "ข", "ค"],
        ["1", "2"],
        ["3", "4"],
        ["5", "6", "7"],
    ]


def test_a_row_of_bars_over_several_lines() -> None:
    text = "| a | b |\n|---|---|\n| ก | ๑. ข\n๒. ค |\n| ง | จ |\n"
    assert only_grid(text) == [["a", "b"], ["ก", "๑. ข\n๒. ค"], ["ง", "จ"]]


def test_single_dashes_are_values_below_the_alignment_row() -> None:
    assert only_grid("|a|b|\n|-|-|\n|-|-|\n") == [["a", "b"], ["-", "-"]]


def test_code_fences_around_a_table_are_markup() -> None:
    text = "```markdown\n|a|b|\n|---|---|\n|ก|ข|\n```\nจบ\n"
    assert only_grid(text) == [["a", "b"], ["ก", "ข"]]
    assert lines_of(text) == [("จบ", 0)]


# HTML


def grid_of(text: str) -> Grid:
    (grid,) = (block for block in blocks_of(text) if isinstance(block, Grid))
    return grid


def spans_of(grid: Grid) -> dict[str, tuple[int, int, int, int]]:
    return {cell.raw: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells}


def test_spans_are_laid_out_as_browsers_do() -> None:
    grid = grid_of(
        "<table><tr><th rowspan=2>ก</th><th colspan='2'>ข</th></tr><tr><th>ค</th><th>ง</th></tr>"
        "<tr><td>จ</td><td rowspan=9>ฉ</td><td>ช</td></tr><tr><td>ซ</td><td>ฌ</td></tr></table>"
    )
    assert spans_of(grid) == {
        "ก": (0, 0, 2, 1),
        "ข": (0, 1, 1, 2),
        "ค": (1, 1, 1, 1),
        "ง": (1, 2, 1, 1),
        "จ": (2, 0, 1, 1),
        "ฉ": (2, 1, 2, 1),
        "ช": (2, 2, 1, 1),
        "ซ": (3, 0, 1, 1),
        "ฌ": (3, 2, 1, 1),
    }
    assert (grid.n_rows, grid.n_columns) == (4, 3)


def test_unclosed_rows_and_cells() -> None:
    assert only_grid("<table><tr><td>ก<td>ข<tr><td>ค<td>ง</table>") == [["ก", "ข"], ["ค", "ง"]]


def test_rows_without_a_table_are_a_table() -> None:
    assert only_grid("ก่อน\n<tr><td>ก</td><td>ข</td></tr>\nหลัง") == [["ก", "ข"]]


def test_a_table_that_never_ends_ends_at_a_blank_line(tmp_path: Path) -> None:
    document = read_text("<table><tr><td>ก</td><td>ข\nค\n\nความต่อไป\n\n# หัวข้อ\n", tmp_path)
    assert [type(block) for block in document.blocks] == [Table, Paragraph, Paragraph]
    assert [doubt.code for doubt in document.doubts] == ["table-unclosed"]


def test_a_table_that_lacks_its_end_before_the_next_one() -> None:
    blocks = blocks_of("<table><tr><td>ก</td></tr>\n\nความ\n\n<table><tr><td>ข</td></tr></table>")
    assert [type(block) for block in blocks] == [Grid, Line, Grid]


def test_a_frame_around_a_table_is_no_table() -> None:
    text = "<table><tr><td>หัว<table><tr><td>ก</td><td>ข</td></tr></table></td></tr></table>"
    assert only_grid(text) == [["ก", "ข"]]
    assert lines_of(text) == [("หัว", 0)]


def test_a_table_inside_a_cell_belongs_to_the_cell() -> None:
    text = (
        "<table><tr><td>๑</td><td>ก<table><tr><td>ข</td><td>ค</td></tr></table></td></tr>"
        "<tr><td>๒</td><td>ง</td></tr></table>"
    )
    assert only_grid(text) == [["๑", "ก\nข\tค"], ["๒", "ง"]]


def test_paragraphs_breaks_boxes_and_entities_in_cells() -> None:
    text = (
        "<table><tr><td><p>ก <b>ข</b></p><p>ค<br/>ง</p></td>"
        '<td><input type="checkbox" checked> จ <input type="checkbox"/> ฉ</td>'
        "<td>ช &amp; &lt;b&gt; m<sup>2</sup></td></tr></table>"
    )
    assert only_grid(text) == [["ก ข\nค\nง", "\u2611 จ \u2610 ฉ", "ช & <b> m2"]]


def test_lists_show_their_numbers_and_keep_their_own() -> None:
    text = (
        "<table><tr><td><ol start=3><li>ก<li>ข<ol><li>ค</ol></ol></td>"
        "<td><ul><li>ง</li><li>- จ</li></ul></td>"
        "<td><ol><li>๑. ฉ</li></ol><ol type=a><li>ช</ol></td></tr></table>"
    )
    assert only_grid(text) == [["3. ก\n4. ข\n1) ค", "• ง\n- จ", "๑. ฉ\na. ช"]]


def test_line_ends_are_white_space_in_an_html_document_only(tmp_path: Path) -> None:
    head = "<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head>"
    page = f"{head}<body><h2>หัว\nข้อ</h2><p>ก\n ข</p></body></html>"
    document = read_text(page, tmp_path, "a.html")
    assert [(p.raw, p.level) for p in document.paragraphs()] == [("หัว ข้อ", 2), ("ก ข", 0)]
    assert document.source.media_type == "text/html"
    assert lines_of("<p>ก\nข</p>\n**ค**") == [("ก", 0), ("ข", 0), ("ค", 0)]


def test_a_link_keeps_where_it_leads() -> None:
    text = 'ดู <a href="https://a.go.th/x">ที่นี่</a> และ [คู่มือ](https://b.go.th) https://c.go.th/d_e'
    assert lines_of(text) == [("ดู ที่นี่ (https://a.go.th/x) และ คู่มือ (https://b.go.th) https://c.go.th/d_e", 0)]


# Running text


def test_markdown_headings_bold_and_escapes() -> None:
    text = "## **หัวข้อ** ##\n\\# ไม่ใช่\n\\*\\*\\*\\*\\*\nก **ข** ค* ง** \nจ  \nฉ\\\nช\n-----\nชื่อ\n====\n"
    assert lines_of(text) == [
        ("หัวข้อ", 2),
        ("# ไม่ใช่", 0),
        ("*****", 0),
        ("ก ข ค* ง**", 0),
        ("จ", 0),
        ("ฉ", 0),
        ("ช", 0),
        ("ชื่อ", 1),
    ]


def test_signs_that_are_no_tags_stay() -> None:
    assert lines_of("5 < 6 และ <ชื่อ> กับ <https://a.go.th> a&b &copy") == [
        ("5 < 6 และ <ชื่อ> กับ <https://a.go.th> a&b &copy", 0)
    ]


# Pages


@pytest.mark.parametrize(
    ("text", "expected", "count"),
    [
        ("ก\nข\n", [None, None], None),
        ("ก\n\fข\f", [1, 2], 2),
        ("\fก\fข", [1, 2], 2),
        ("<!-- page 3 -->\nก\n<!-- page 4 -->\nข\n", [3, 4], 4),
        ("<!-- หน้า ๑ -->\nก\n<!-- หน้า ๒ จาก ๒ -->\nข\n", [1, 2], 2),
        ("# Page 1\nก\n\n## หน้า ๒\n\nข\n", [1, 2], 2),
        ("--- Page 1 ---\nก\n=== Page 2 ===\nข\n", [1, 2], 2),
        ("{0}----------------\nก\n{1}----------------\nข", [1, 2], 2),
        ("ก\n<!-- page 1 -->\nข\n<!-- page 2 -->\n", [1, 2], 2),
        ("ก\n<!-- PageBreak -->\nข\n", [1, 2], 2),
        ("ก\n\n---\n\nข\n", [None, None], None),
        (f"{'ก ข' * 120}\n\n---\n\n{'ค ง' * 120}\n\n---\n\nจ\n", [1, 2, 3], 3),
    ],
)
def test_pages_as_the_export_marks_them(
    text: str, expected: list[int | None], count: int | None, tmp_path: Path
) -> None:
    document = read_text(text, tmp_path)
    assert [block.place.page for block in document.blocks] == expected
    assert document.source.pages == count


def test_a_table_ends_with_its_page() -> None:
    grids = [block for block in blocks_of("a\tb\tc\nก\tข\tค\f\tง\tจ\nฉ\tช\tซ\n") if isinstance(block, Grid)]
    assert [grid.n_rows for grid in grids] == [2, 2]


# Loops


def test_loops_are_cut_and_counted(tmp_path: Path) -> None:
    text = "หัวข้อ\n" + "ดำเนินการตามแผนที่กำหนด\n" * 50 + "a\tb\n๑\t" + "เผยแพร่ข้อมูลบนเว็บไซต์ " * 30 + "แล้ว\n"
    document = read_text(text, tmp_path)
    assert [p.raw for p in document.paragraphs()] == ["หัวข้อ", "ดำเนินการตามแผนที่กำหนด"]
    (table,) = document.tables()
    assert raws_of(table)[1] == ["๑", "เผยแพร่ข้อมูลบนเว็บไซต์ แล้ว"]
    assert [doubt.code for doubt in document.doubts] == ["repetition-cut"] * 2
    assert "50 times" in document.doubts[0].message
    assert "30 times" in document.doubts[1].message
    start, end = document.doubts[1].places[0].span or (0, 0)
    assert text[start:end].startswith("เผยแพร่ข้อมูลบนเว็บไซต์") and text[start:end].endswith("แล้ว")


def test_repeated_rows_and_cycles_of_lines_are_cut() -> None:
    assert len(only_grid("a\tb\n" + "จัดทำแผนปฏิบัติการ\tกองคลัง\n" * 40)) == 2
    assert [raw for raw, _ in lines_of("ข้อความแรก\nข้อความที่สอง\n" * 30)] == ["ข้อความแรก", "ข้อความที่สอง"]


def test_the_last_turn_counts_without_the_space_behind_it() -> None:
    (loop,) = find_loops("ติดตั้งแล้ว " + " ".join(["และตรวจทุกสัปดาห์"] * 40))
    assert loop.times == 40


@pytest.mark.parametrize(("what", "kept"), [("ข้อที่ {n}", 60), ("ข้อเดิม", 1)])
def test_a_numbered_table_is_a_loop_only_where_all_else_is_the_same(what: str, kept: int) -> None:
    rows = [f"| {n} | ตรวจสอบ{what.format(n=n)} | งานสารบรรณ | ทุกเดือน |" for n in range(100, 160)]
    text = "\n".join(["| ที่ | มาตรการ | ผู้รับผิดชอบ | ระยะเวลา |", "|---|---|---|---|", *rows])
    (grid,) = cut_loops(read_blocks(text, find_pages(text))[0])[0]
    assert isinstance(grid, Grid)
    assert grid.n_rows == kept + 1


def test_a_list_that_counts_on_without_end_is_cut() -> None:
    (loop,) = find_loops(" ".join(f"{n}. จัดทำรายงานการเงิน" for n in range(1, 99)))
    assert loop.times > 80


@pytest.mark.parametrize(
    "text",
    [
        "a\tb\tc\n" + "".join(f"{n}\tเรื่องที่ {n}\tต.ค. 2566 - ก.ย. 2567\n" for n in range(60)),
        "a\tb\tc\n" + "-\t-\t-\n" * 60,
        "a\tb\tc\n" + "ผลงาน\tไม่มี\tไม่มี\n" * 8,
        "ลงชื่อ " + "." * 500 + " ผู้รายงาน\n" + "_" * 300,
        "a\tb\n" + "ผ่าน ผ่าน ผ่าน ผ่าน ผ่าน ผ่าน ผ่าน ผ่าน ผ่าน ผ่าน\t๑๐๐ " + "๑๐๐ " * 60 + "\n",
        "ลำดับ\tข้อ\n" * 9,
    ],
)
def test_what_people_repeat_stays(text: str) -> None:
    assert cut_loops(read_blocks(text, find_pages(text))[0])[1] == []


@given(st.text("กขคabc \n", min_size=8, max_size=40), st.integers(30, 60), st.text("ฮฬ", max_size=20))
def test_one_turn_of_a_loop_stays(words: str, times: int, tail: str) -> None:
    words = f"ดำเนินการ {words}"
    text = words * times + tail
    loops = find_loops(text)
    assert loops
    assert sum(loop.end - loop.start for loop in loops) >= len(text) - len(tail) - 3 * len(words)


# Whatever is read


LETTERS = "กขคงจดตนมรลวสหอเแาิี่้ำ๑๒๓"
WORDS = st.text(LETTERS, min_size=1, max_size=6)
SAID = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
CELL = st.one_of(st.just(""), SAID)
GRIDS = st.integers(3, 5).flatmap(
    lambda width: st.lists(st.lists(SAID, min_size=width, max_size=width), min_size=2, max_size=5)
)


@given(GRIDS, st.lists(st.lists(st.booleans(), min_size=5, max_size=5), min_size=5, max_size=5))
def test_one_grid_in_three_notations(rows: list[list[str]], blank: list[list[bool]]) -> None:
    rows = [
        [
            cell if at == 0 or column == 0 or not blank[at % 5][column] else ""
            for column, cell in enumerate(row)
        ]
        for at, row in enumerate(rows)
    ]
    tabs = "\n".join("\t".join(row) for row in rows)
    bars = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    ruled = bars.replace("\n", f"\n|{'---|' * len(rows[0])}\n", 1)
    html = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
    assert (
        only_grid(tabs)
        == only_grid(bars)
        == only_grid(ruled)
        == only_grid(f"<table>\n{html}</table>")
        == rows
    )


SIGNS = (
    "\t",
    "\n",
    "\n\n",
    "|",
    "\n|",
    "|\n",
    "**",
    "# ",
    "\f",
    '"',
    "---",
    "|---|---|",
    "\n\t",
    "```",
    "====\n",
)
MORE_SIGNS = ("\\|", "\r\n", "<!-- x -->", "<div", "<ก")
TAGS = (
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<td rowspan=3>",
    "<td colspan=2>",
    "<thead>",
)
MORE_TAGS = ("<th>", "<p>", "</p>", "<br>", "<b>", "</b>", "<sup>", "<ul><li>", "</ul>", "<h2>")
MARKUP = st.sampled_from(SIGNS + MORE_SIGNS + TAGS + MORE_TAGS)
MESS = st.lists(st.one_of(WORDS, MARKUP), min_size=5, max_size=60)


@given(MESS)
def test_no_letter_is_lost_or_doubled_and_spans_hold_them(parts: list[str]) -> None:
    text = "".join(parts)
    pieces: list[tuple[str, int, int]] = []
    for block in read_blocks(text, find_pages(text))[0]:
        pieces += [
            (piece.raw, piece.start, piece.end)
            for piece in (block.cells if isinstance(block, Grid) else [block])
        ]
    shown = "".join(raw for raw, _, _ in pieces)
    assert thai(shown) == thai(text)
    for raw, start, end in pieces:
        assert thai(text[start:end]) == thai(raw)
    starts = [start for _, start, _ in pieces]
    assert starts == sorted(starts)


def thai(text: str) -> str:
    return "".join(letter for letter in text if "\u0e01" <= letter <= "\u0e5b")


@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_or_a_clear_error(data: bytes) -> None:
    try:
        decoded = decode(data, "a.txt")
    except Unsupported as error:
        assert error.message
    else:
        read_blocks(decoded.text, find_pages(decoded.text))


@pytest.mark.parametrize(
    "text",
    ["<table><tr><td>" * 3000 + "ก", "<ul><li>" * 3000 + "ก", "<b>" * 9000 + "ก", "\t" * 20000 + "ก\nข\tค"],
)
def test_depth_and_width_without_end(text: str) -> None:
    blocks = blocks_of(text)
    said = [b.raw for b in blocks if isinstance(b, Line)]
    said += [cell.raw for b in blocks if isinstance(b, Grid) for cell in b.cells]
    assert any(raw.endswith("ก") for raw in said)


def test_one_wide_row_does_not_widen_the_others(tmp_path: Path) -> None:
    text = "ก\tข\tค\n" * 3 + "\t".join(f"น{n}" for n in range(300)) + "\n" + "ง\tจ\tฉ\n" * 3
    tables = list(read_text(text, tmp_path).tables())
    assert [(table.n_rows, table.n_columns) for table in tables] == [(3, 3), (1, 300), (3, 3)]


def test_places_count_tables_rows_and_columns_from_one(tmp_path: Path) -> None:
    document = read_text("ก\n\na\tb\tc\n๑\t๒\t๓\n\n|x|y|\n|---|---|\n|z|w|\n", tmp_path)
    places = [
        (cell.place.table, cell.place.row, cell.place.column) for t in document.tables() for cell in t.cells
    ]
    assert places[:4] == [(1, 1, 1), (1, 1, 2), (1, 1, 3), (1, 2, 1)]
    assert places[-1] == (2, 2, 2)


SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the reports in ../shared/seeds, which are not here")
def test_real_exports_lose_no_letter() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        document = read(path)
        raws = [b.raw for b in document.paragraphs()] + [c.raw for t in document.tables() for c in t.cells]
        assert sorted(thai("".join(raws))) == sorted(thai(text))


def test_lines_between_borders_are_one_row() -> None:
    text = """+----+----------+
| ที่  | มาตรการ   |
+====+==========+
| ๑  | จัดทำคู่มือ  |
|    | การยืม    |
+----+----------+
| ๒  | อบรม     |
+----+----------+
"""
    assert only_grid(text) == [["ที่", "มาตรการ"], ["๑", "จัดทำคู่มือ\nการยืม"], ["๒", "อบรม"]]
    below_heading_only = "".join(line for at, line in enumerate(text.splitlines(True)) if at not in (4, 5))
    assert only_grid(below_heading_only) == [["ที่", "มาตรการ"], ["๑", "จัดทำคู่มือ"], ["๒", "อบรม"]]


JSON = """```json
{"natural_text": "รายงานผล \\"ปี 2567\\"\\n\\n| มาตรการ | กอง |\\n|---|---|\\n| ทำ\\u0e04ู่มือ | กองคลัง |"}
```"""


def test_json_that_breaks_off_on_a_backslash_takes_no_square_of_its_length(tmp_path: Path) -> None:
    read_text('{"natural_text": "' + '\\"' * 100_000 + "\\", tmp_path)


def test_the_text_in_json_is_read_each_letter_in_its_place(tmp_path: Path) -> None:
    document = read_text(JSON, tmp_path)
    (line,), (table,) = document.paragraphs(), document.tables()
    assert line.text == 'รายงานผล  "ปี 2567 "'
    assert raws_of(table)[1][1] == "กองคลัง"
    start, end = next(cell for cell in table.cells if cell.text == "กองคลัง").place.span or (0, 0)
    assert JSON[start:end] == "กองคลัง"


@pytest.mark.parametrize(
    ("escaped", "letter"),
    [
        (r"\ud83d\ude00", "\U0001f600"),
        (r"\uD83D\uDE00", "\U0001f600"),
        (r"\ud83d", "\ufffd"),
        (r"\ude00\ud83d", "\ufffd \ufffd"),
        (r"\ud83d\u0e01", "\ufffd ก"),
    ],
)
def test_two_halves_in_json_are_one_letter_and_one_alone_is_none(
    escaped: str, letter: str, tmp_path: Path
) -> None:
    text = f'{{"natural_text": "ผ่าน{escaped}แล้ว"}}'
    (line,) = read_text(text, tmp_path).paragraphs()
    assert " ".join(line.raw.split()) == f"ผ่าน {letter}แล้ว"
    assert line.place.span is not None and line.place.span[1] == text.index('"}')


@pytest.mark.parametrize("cut", [0, 3])
def test_things_listed_in_json_are_labels_and_values(tmp_path: Path, cut: int) -> None:
    text = '{"agency": "กรมป่าไม้", "rows": [{"มาตรการ": "ทำคู่มือ", "ขั้นตอน": ["ก", "ข"], "หมายเหตุ": null}]}'
    document = read_text(text[: len(text) - cut], tmp_path)
    lines = [" ".join(line.text.split()) for line in document.paragraphs()]
    assert lines[:5] == ["กรมป่าไม้", "มาตรการ : ทำคู่มือ", "ขั้นตอน :", "ก", "ข"]


def test_a_piped_row_that_breaks_off_between_two_cells_is_one(tmp_path: Path) -> None:
    text = "| มาตรการ | กอง | ผล |\n|---|---|---|\n| จัดทำคู่มือ\n| กองคลัง | แล้วเสร็จ |\n| อบรม | กองช่าง | - |\n"
    (table,) = read_text(text, tmp_path).tables()
    assert raws_of(table)[1:] == [["จัดทำคู่มือ", "กองคลัง", "แล้วเสร็จ"], ["อบรม", "กองช่าง", "-"]]
