"""Automatic numbers: what stands only in numbering.xml is printed before the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_extract.readers.docx.counting import count
from ita_extract.thai import numerals
from tests.office_files import p, paragraph, paragraphs, read_docx, rows, run, tbl, tc, tr


def lvl(ilvl: int, pattern: str, number_format: str = "decimal", start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'{more}<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def abstract(number: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def start_at(ilvl: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{ilvl}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def item(words: str, number: int = 1, ilvl: int = 0, more: str = "") -> str:
    return p(words, f'{more}<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{number}"/></w:numPr>')


def read(folder: Path, numbering: str, *items: str, styles: str = "") -> list[str]:
    return paragraphs(read_docx(folder, "".join(items), numbering=numbering, styles=styles))


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("decimal", ["1", "2", "11"]),
        ("decimalZero", ["01", "02", "11"]),
        ("thaiNumbers", ["๑", "๒", "๑๑"]),
        ("thaiLetters", ["ก", "ข", "ฎ"]),
        ("thaiCounting", ["หนึ่ง", "สอง", "สิบเอ็ด"]),
        ("lowerLetter", ["a", "b", "k"]),
        ("upperLetter", ["A", "B", "K"]),
        ("lowerRoman", ["i", "ii", "xi"]),
        ("upperRoman", ["I", "II", "XI"]),
        ("ordinal", ["1st", "2nd", "11th"]),
        ("decimalEnclosedCircle", ["①", "②", "⑪"]),
        ("none", ["", "", ""]),
        ("of another script", ["1", "2", "11"]),
    ],
)
def test_formats(number_format: str, expected: list[str]) -> None:
    assert [count(number, number_format) for number in (1, 2, 11)] == expected


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "ศูนย์"),
        (10, "สิบ"),
        (21, "ยี่สิบเอ็ด"),
        (101, "หนึ่งร้อยเอ็ด"),
        (2566, "สองพันห้าร้อยหกสิบหก"),
        (1_000_001, "หนึ่งล้านเอ็ด"),
    ],
)
def test_thai_words(number: int, words: str) -> None:
    assert numerals.to_words(number) == words


def test_letters_past_the_last_double() -> None:
    assert (count(27, "lowerLetter"), count(53, "lowerLetter")) == ("aa", "aaa")
    assert (numerals.to_letter(41), numerals.to_letter(42)) == ("ฮ", "กก")


@given(st.integers(1, 41 * 3), st.integers(1, 41 * 3))
def test_thai_letters_tell_numbers_apart(one: int, other: int) -> None:
    assert (numerals.to_letter(one) == numerals.to_letter(other)) == (one == other)


@given(
    st.integers(-(10**9), 10**9),
    st.sampled_from(["upperRoman", "thaiLetters", "lowerLetter", "thaiCounting"]),
)
def test_no_label_is_long(number: int, number_format: str) -> None:
    assert len(count(number, number_format)) < 2000


def test_levels_nest_and_restart(tmp_path: Path) -> None:
    numbering = abstract(
        0, lvl(0, "%1.", "thaiNumbers"), lvl(1, "%1.%2)", "thaiNumbers"), lvl(2, "(%3)", "thaiLetters")
    ) + num(1, 0)
    made = read(tmp_path, numbering, *(item("ข้อ", 1, ilvl) for ilvl in (0, 1, 2, 2, 1, 2, 0, 1)))
    assert made == ["๑. ข้อ", "๑.๑) ข้อ", "(ก) ข้อ", "(ข) ข้อ", "๑.๒) ข้อ", "(ก) ข้อ", "๒. ข้อ", "๒.๑) ข้อ"]


def test_instances_count_on_unless_restarted(tmp_path: Path) -> None:
    numbering = abstract(0, lvl(0, "%1.")) + num(1, 0) + num(2, 0) + num(3, 0, start_at(0, 1))
    items = [item("ข้อ", number) for number in (1, 1, 2, 3, 3, 1)]
    assert [words.split(".")[0] for words in read(tmp_path, numbering, *items)] == [
        "1",
        "2",
        "3",
        "1",
        "2",
        "3",
    ]


def test_each_level_restarts_when_first_used(tmp_path: Path) -> None:
    numbering = abstract(0, lvl(0, "%1."), lvl(1, "%1.%2"))
    numbering += num(1, 0) + num(2, 0, start_at(0, 5) + start_at(1, 7))
    items = [item("", number, ilvl) for number, ilvl in ((1, 0), (2, 1), (2, 0), (2, 1), (1, 0))]
    assert [words.strip() for words in read(tmp_path, numbering, *items)] == ["1.", "1.7", "5.", "5.1", "6."]


def test_restart_only_after_the_level_named(tmp_path: Path) -> None:
    numbering = abstract(
        0, lvl(0, "%1."), lvl(1, "%2)"), lvl(2, "%3-", more='<w:lvlRestart w:val="1"/>')
    ) + num(1, 0)
    made = read(tmp_path, numbering, *(item("", 1, ilvl) for ilvl in (0, 1, 2, 1, 2, 0, 1, 2)))
    assert [words.strip() for words in made] == ["1.", "1)", "1-", "2)", "2-", "2.", "1)", "1-"]


def test_level_override_legal_and_gaps(tmp_path: Path) -> None:
    level = lvl(1, "ข้อ %1.%2", more='<w:isLgl/><w:suff w:val="nothing"/>')
    override = f'<w:lvlOverride w:ilvl="1">{level}</w:lvlOverride>'
    numbering = abstract(0, lvl(0, "%1.", "upperRoman", start=4), lvl(1, "%2")) + num(1, 0, override)
    assert read(tmp_path, numbering, item("ก"), item(" ข", 1, 1)) == ["IV. ก", "ข้อ 4.1 ข"]


def test_bullets_of_symbol_fonts(tmp_path: Path) -> None:
    def font(name: str) -> str:
        return f'<w:rPr><w:rFonts w:ascii="{name}"/></w:rPr>'

    numbering = abstract(
        0,
        lvl(0, "\uf0b7", "bullet", more=font("Symbol")),
        lvl(1, "\uf0d8", "bullet", more=font("Wingdings")),
        lvl(2, "-", "bullet"),
    ) + num(1, 0)
    assert read(tmp_path, numbering, *(item("ข้อ", 1, n) for n in range(3))) == ["• ข้อ", "➢ ข้อ", "- ข้อ"]


def test_numbers_bound_to_styles(tmp_path: Path) -> None:
    numbering = abstract(0, lvl(0, "%1."), lvl(1, "%1.%2", more='<w:pStyle w:val="Sub"/>')) + num(1, 0)
    styles = (
        '<w:style w:styleId="Main"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Sub"><w:basedOn w:val="Main"/></w:style>'
    )
    items = [p("ก", '<w:pStyle w:val="Main"/>'), p("ข", '<w:pStyle w:val="Sub"/>')]
    items.append(p("ค", '<w:pStyle w:val="Main"/><w:numPr><w:numId w:val="0"/></w:numPr>'))
    assert read(tmp_path, numbering, *items, styles=styles) == ["1. ก", "1.1 ข", "ค"]


def test_list_defined_by_a_style(tmp_path: Path) -> None:
    numbering = (
        abstract(0, lvl(0, "%1)"), more='<w:styleLink w:val="L"/>')
        + abstract(1, more='<w:numStyleLink w:val="L"/>')
        + num(1, 0)
        + num(2, 1)
    )
    styles = '<w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    assert read(tmp_path, numbering, item("ก", 2), item("ข", 2), styles=styles) == ["1) ก", "2) ข"]


def test_cells_are_numbered_in_document_order(tmp_path: Path) -> None:
    """A column of automatic numbers has no text of its own."""
    numbering = abstract(0, lvl(0, "%1.", "thaiNumbers")) + num(1, 0)
    body = tbl(*(tr(tc(item("")), tc(words)) for words in ("มาตรการ", "โครงการ")))
    (made,) = read_docx(tmp_path, body, numbering=numbering).tables()
    assert [[cell.strip() for cell in row] for row in rows(made)] == [["๑.", "มาตรการ"], ["๒.", "โครงการ"]]


def test_deleted_items_are_not_counted(tmp_path: Path) -> None:
    numbering = abstract(0, lvl(0, "%1.")) + num(1, 0)
    properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>'
    gone = paragraph(f"<w:del>{run('ลบ')}</w:del>", properties)
    assert read(tmp_path, numbering, item("ก"), gone, item("ข")) == ["1. ก", "2. ข"]


def test_unknown_lists_have_no_number(tmp_path: Path) -> None:
    assert read(tmp_path, num(1, 7), item("ก", 1), item("ข", 2)) == ["ก", "ข"]
