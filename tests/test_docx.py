"""The Word reader: text inside paragraphs, tables in every wrapper, every letter once."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_extract import readers
from ita_extract.model.document import Place, Table
from tests.office_files import (
    p,
    paragraph,
    paragraphs,
    read_docx,
    rows,
    run,
    spans,
    tbl,
    tc,
    text,
    tr,
)

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def one(folder: Path, inside: str, properties: str = "", **parts: str) -> str:
    """The text of a file of one paragraph."""
    (only,) = paragraphs(read_docx(folder, paragraph(inside, properties), **parts))
    return only


def table(folder: Path, body: str) -> Table:
    (only,) = read_docx(folder, body).tables()
    return only


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (run("กอง") + run("คลัง"), "กองคลัง"),
        (f"<w:r>{text('ก')}<w:tab/>{text('ข')}<w:br/>{text('ค')}<w:cr/>{text('ง')}</w:r>", "ก\tข\nค\nง"),
        (f"<w:r>{text('ต.ค.')}<w:noBreakHyphen/>{text('ม.ค.')}</w:r>", "ต.ค.-ม.ค."),
        (f"<w:r>{text('สำนัก')}<w:softHyphen/>{text('ปลัด')}</w:r>", "สำนักปลัด"),
        (f"<w:hyperlink>{run('เว็บไซต์')}</w:hyperlink>", "เว็บไซต์"),
        (f"<w:fldSimple w:instr='DATE'>{run('๑ ตุลาคม')}</w:fldSimple>", "๑ ตุลาคม"),
        (f"<w:smartTag><w:customXml>{run('แผนงาน')}</w:customXml></w:smartTag>", "แผนงาน"),
        (f"<w:ins>{run('ใหม่')}</w:ins><w:del><w:r><w:delText>เก่า</w:delText></w:r></w:del>", "ใหม่"),
        (f"<w:moveFrom>{run('ย้าย')}</w:moveFrom><w:moveTo>{run('ย้ายมา')}</w:moveTo>", "ย้ายมา"),
        (run("เห็น") + run("ซ่อน", "<w:vanish/>") + run("อีก", '<w:vanish w:val="0"/>'), "เห็นอีก"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run(" มี"), "☑ มี"),
        (run("\uf0a7", '<w:rFonts w:ascii="Wingdings"/>') + run(" ข้อ"), "▪ ข้อ"),
        (run("\uf0a8\uf020มี", '<w:rFonts w:ascii="Wingdings"/>'), "☐ มี"),
        ("<w:ruby><w:rt>" + run("อ่าน") + "</w:rt><w:rubyBase>" + run("คำ") + "</w:rubyBase></w:ruby>", "คำ"),
        ("<w:r><w:t>  ไม่เก็บช่องว่าง </w:t></w:r>" + run(" เก็บ"), "ไม่เก็บช่องว่าง เก็บ"),
        (f"<w:sdt><w:sdtContent>{run('ในกล่อง')}</w:sdtContent></w:sdt>", "ในกล่อง"),
        (run("เห็น") + run("ซ่อน", '<w:rStyle w:val="Hid"/>'), "เห็น"),
        (run("เห็นได้", '<w:rStyle w:val="Hid"/><w:vanish w:val="0"/>'), "เห็นได้"),
        (run("เห็น", '<w:rStyle w:val="None"/>'), "เห็น"),
    ],
)
def test_text_of_a_paragraph(tmp_path: Path, inside: str, expected: str) -> None:
    hidden = '<w:style w:type="character" w:styleId="Hid"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert one(tmp_path, inside, styles=hidden) == expected


def prompt(inside: str) -> str:
    return f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("cell", "raw", "text"),
    [
        (tc(prompt(p("เลือกรายการ"))), "เลือกรายการ", ""),
        (prompt(tc("เลือกรายการ")), "เลือกรายการ", ""),
        (tc(paragraph(run("กอง") + prompt(run("เลือกรายการ")))), "กองเลือกรายการ", "กอง"),
        (tc(prompt(p("เลือกรายการ")).replace("<w:showingPlcHdr/>", "")), "เลือกรายการ", "เลือกรายการ"),
    ],
)
def test_a_prompt_that_nobody_filled_in_says_nothing(tmp_path: Path, cell: str, raw: str, text: str) -> None:
    made = table(tmp_path, tbl(tr(tc("หน่วยงาน"), cell), tr(tc("เวลา"), tc("มกราคม")))).cells[1]
    assert (made.raw, made.text) == (raw, text)
    assert [mend.rule for mend in made.mends] == (["unfilled-prompt"] if raw != text else [])


@pytest.mark.parametrize(("state", "expected"), [("1", "☑ ส่งแล้ว"), ("0", "☐ ส่งแล้ว")])
def test_checkbox_control(tmp_path: Path, state: str, expected: str) -> None:
    box = f'<w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr>'
    assert (
        one(tmp_path, f"<w:sdt>{box}<w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>" + run(" ส่งแล้ว"))
        == expected
    )


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("<w:checked/>", "☑"),
        ("<w:default w:val='1'/>", "☑"),
        ("<w:default w:val='1'/><w:checked w:val='0'/>", "☐"),
    ],
)
def test_legacy_checkbox(tmp_path: Path, state: str, expected: str) -> None:
    begin = (
        f'<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{state}</w:checkBox></w:ffData></w:fldChar>'
    )
    instruction = "<w:instrText> FORMCHECKBOX </w:instrText>"
    assert one(tmp_path, f'<w:r>{begin}{instruction}<w:fldChar w:fldCharType="end"/></w:r>') == expected


def test_field_results_stay_and_instructions_go(tmp_path: Path) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = mark("begin") + mark("separate") + run("ข้างใน") + mark("end")
    field = mark("begin") + "<w:r><w:instrText>IF</w:instrText></w:r>" + inner
    assert one(tmp_path, field + mark("separate") + run("ผล") + mark("end") + run("ต่อ")) == "ผลต่อ"


def test_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('ในกรอบ')}</w:txbxContent>"
    both = (
        "<mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = paragraph(run("นอกกรอบ") + f"<w:r>{both}</w:r>")
    assert paragraphs(read_docx(tmp_path, body)) == ["นอกกรอบ", "ในกรอบ"]
    assert table(tmp_path, tbl(tr(tc(body), tc("ข")))).cells[0].text == "นอกกรอบ\nในกรอบ"


def test_deleted_paragraph_end_joins_the_next(tmp_path: Path) -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    assert paragraphs(read_docx(tmp_path, p("ต้น", gone) + p("ปลาย") + p("อื่น"))) == ["ต้นปลาย", "อื่น"]
    assert paragraphs(read_docx(tmp_path, p("ท้ายสุด", gone))) == ["ท้ายสุด"]


def test_private_letters_of_old_fonts_are_mended_and_logged(tmp_path: Path) -> None:
    (only,) = read_docx(tmp_path, p("หน\uf70bาที่ งาน")).paragraphs()
    assert only.raw == "หน\uf70bาที่ งาน"
    assert only.text == "หน้าที่ งาน"
    assert [(mend.before, mend.after, mend.rule) for mend in only.mends] == [
        ("หน\uf70bาที่", "หน้าที่", "private-glyphs")
    ]


def test_headings_by_outline_level(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="my own"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="H2"/>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="heading 3"/></w:style>'
    )
    body = (
        p("ก", '<w:pStyle w:val="H2"/>')
        + p("ข", '<w:pStyle w:val="T"/>')
        + p("ค", '<w:outlineLvl w:val="0"/>')
    )
    body += p("ง", '<w:pStyle w:val="H2"/><w:outlineLvl w:val="9"/>') + p("จ")
    levels = [block.level for block in read_docx(tmp_path, body, styles=styles).paragraphs()]
    assert levels == [2, 0, 1, 0, 0]


def test_notes_follow_the_body(tmp_path: Path) -> None:
    notes = f'<w:footnote w:type="separator">{p("เส้น")}</w:footnote><w:footnote>{p("เชิงอรรถ")}</w:footnote>'
    body = paragraph(run("ความ") + "<w:r><w:footnoteReference/></w:r>") + p("ท้าย")
    assert paragraphs(read_docx(tmp_path, body, footnotes=notes)) == ["ความ", "ท้าย", "เชิงอรรถ"]


def test_merged_cells_stand_once_with_their_spans(tmp_path: Path) -> None:
    body = tbl(
        tr(tc("หัว", '<w:gridSpan w:val="3"/>')),
        tr(tc("บน", '<w:vMerge w:val="restart"/>'), tc("กลาง"), tc("ขวา")),
        tr(tc(p(), "<w:vMerge/>"), tc("กลาง๒"), tc("ขวา๒")),
        tr(tc("ท้าย"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
    )
    made = table(tmp_path, body)
    assert (made.n_rows, made.n_columns) == (4, 3)
    assert spans(made) == {
        "หัว": (0, 0, 1, 3),
        "บน": (1, 0, 2, 1),
        "กลาง": (1, 1, 1, 1),
        "ขวา": (1, 2, 1, 1),
        "กลาง๒": (2, 1, 1, 1),
        "ขวา๒": (2, 2, 1, 1),
        "ท้าย": (3, 1, 1, 1),
    }
    assert [cell.place for cell in made.cells][-1] == Place(table=1, row=4, column=2)


def test_old_horizontal_merge(tmp_path: Path) -> None:
    row = tr(tc("กว้าง", '<w:hMerge w:val="restart"/>'), tc(p(), '<w:hMerge w:val="continue"/>'), tc("แคบ"))
    made = table(tmp_path, tbl(row, tr(tc("๑"), tc("๒"), tc("๓"))))
    assert spans(made)["กว้าง"] == (0, 0, 1, 2)


def test_lines_of_a_table_dragged_by_hand_are_one_column(tmp_path: Path) -> None:
    body = tbl(
        tr(tc("ก"), tc("ข", '<w:gridSpan w:val="2"/>')),
        tr(tc("ค", '<w:gridSpan w:val="2"/>'), tc("ง")),
        widths=(3000, 60, 3000),
    )
    made = table(tmp_path, body)
    assert made.n_columns == 2
    assert spans(made) == {"ก": (0, 0, 1, 1), "ข": (0, 1, 1, 1), "ค": (1, 0, 1, 1), "ง": (1, 1, 1, 1)}


def test_absurd_spans_make_no_absurd_grid(tmp_path: Path) -> None:
    made = table(tmp_path, tbl(tr(tc("ก", '<w:gridSpan w:val="999999999"/>'), tc("ข")), tr(tc("ค"), tc("ง"))))
    assert made.n_columns <= 4


@pytest.mark.parametrize("level", ["table", "row", "cell", "content"])
def test_content_controls_hide_nothing(tmp_path: Path, level: str) -> None:
    def control(inside: str, where: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>" if where == level else inside

    cell = control(tc(control(p("หน่วยงาน"), "content")), "cell")
    body = control(tbl(control(tr(cell, tc("เวลา")), "row")), "table")
    assert rows(table(tmp_path, body)) == [["หน่วยงาน", "เวลา"]]


def test_deleted_rows_and_cells_are_gone(tmp_path: Path) -> None:
    body = tbl(
        tr(tc("ก"), tc("ข"), tc("ลบ", "<w:cellDel/>")),
        tr(tc("ลบ"), tc("ลบ"), properties="<w:del/>"),
        tr(tc("ค"), tc("ง"), properties="<w:ins/>"),
    )
    document = read_docx(tmp_path, body)
    assert rows(next(document.tables())) == [["ก", "ข"], ["ค", "ง"]]
    assert [doubt.code for doubt in document.doubts] == ["tracked-changes"]


def test_one_cell_is_a_box_around_paragraphs(tmp_path: Path) -> None:
    document = read_docx(tmp_path, tbl(tr(tc(p("ชื่อรายงาน") + p("ปี ๒๕๖๖")))))
    assert paragraphs(document) == ["ชื่อรายงาน", "ปี ๒๕๖๖"]
    assert not list(document.tables())


def test_small_nested_table_is_its_cells_text(tmp_path: Path) -> None:
    inner = tbl(tr(tc("๑"), tc("สอง")), tr(tc("๒"), tc("สาม")))
    made = table(tmp_path, tbl(tr(tc(p("ก่อน") + inner + p("หลัง")), tc("ข"))))
    assert made.cells[0].text == "ก่อน\n๑\tสอง\n๒\tสาม\nหลัง"


def test_layout_table_is_unwrapped(tmp_path: Path) -> None:
    inner = tbl(tr(tc("ก"), tc("ข"), tc("ค")), tr(tc("๑"), tc("๒"), tc("๓")))
    document = read_docx(tmp_path, tbl(tr(tc(p("หัวเรื่อง") + inner + p()), tc("ข้างๆ"))))
    assert paragraphs(document) == ["หัวเรื่อง", "ข้างๆ"]
    assert rows(next(document.tables())) == [["ก", "ข", "ค"], ["๑", "๒", "๓"]]


def test_strict_namespaces_and_other_main_part(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/"
    path = tmp_path / "strict.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            f'<r:Relationships xmlns:r="{PACKAGE}"><r:Relationship Target="/word/document2.xml" '
            f'Type="{strict}officeDocument/relationships/officeDocument"/></r:Relationships>',
        )
        archive.writestr(
            "word/document2.xml",
            f'<d:document xmlns:d="{strict}wordprocessingml/main"><d:body>'
            "<d:p><d:r><d:t>เข้มงวด</d:t></d:r></d:p></d:body></d:document>",
        )
    assert paragraphs(readers.read(path)) == ["เข้มงวด"]


def test_space_kept_once_for_the_whole_file(tmp_path: Path) -> None:
    inside = '<w:p xml:space="preserve"><w:r><w:t>กอง </w:t></w:r><w:r><w:t>คลัง</w:t></w:r></w:p>'
    assert paragraphs(read_docx(tmp_path, inside)) == ["กอง คลัง"]


# Every letter of a body, once: the body is drawn as a tree, its visible words are all different.

_words = st.integers(0, 10**6)


def _cells(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    cell = st.builds(
        lambda inside, span: tc(inside + p(), f'<w:gridSpan w:val="{span}"/>'), inner, st.integers(1, 3)
    )
    row = st.lists(cell, min_size=1, max_size=3).map(lambda cells: tr(*cells))
    return st.lists(row, min_size=1, max_size=3).map(lambda made: tbl(*made))


def _wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        inner.map(lambda inside: f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"),
        inner.map(
            lambda inside: paragraph(f"<w:r><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></w:r>")
        ),
        inner.map(lambda inside: f"<w:customXml>{inside}</w:customXml>"),
        st.lists(inner, min_size=2, max_size=3).map("".join),
        _cells(inner),
    )


_line = st.one_of(
    _words.map(lambda word: p(f"@{word}@")),
    _words.map(lambda word: paragraph(f"<w:ins>{run(f'@{word}@')}</w:ins>")),
    _words.map(lambda word: p(f"@{word}@", "<w:rPr><w:del/></w:rPr>")),
    _words.map(lambda word: paragraph(f"<w:hyperlink>{run(f'@{word}@')}</w:hyperlink>")),
)


@given(st.recursive(_line, _wrapped, max_leaves=12))
def test_every_word_stands_exactly_once(body: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        document = read_docx(Path(folder), body)
    read = "".join(paragraphs(document)) + "".join(
        cell.raw for made in document.tables() for cell in made.cells
    )
    assert Counter(re.findall(r"@\d+@", read)) == Counter(re.findall(r"@\d+@", body))


@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["", "restart", "continue"])), max_size=5),
        max_size=6,
    )
)
def test_cells_never_overlap_and_stay_in_the_grid(shape: list[list[tuple[int, str]]]) -> None:
    made = [
        tr(
            *(
                tc("ก", f'<w:gridSpan w:val="{span}"/>' + (f'<w:vMerge w:val="{down}"/>' if down else ""))
                for span, down in row
            )
        )
        for row in shape
    ]
    with tempfile.TemporaryDirectory() as folder:
        document = read_docx(Path(folder), tbl(*made, widths=(900, 40, 900, 40, 900)))
    for table_ in document.tables():
        covered = [
            (row, column)
            for cell in table_.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        ]
        assert len(covered) == len(set(covered))
        assert all(row < table_.n_rows and column < table_.n_columns for row, column in covered)
        assert all(cell.row_span > 0 and cell.column_span > 0 for cell in table_.cells)
