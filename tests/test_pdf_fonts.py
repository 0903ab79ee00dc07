"""Wrong maps to Unicode are mended where it is certain, rule by rule, and left alone where it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from ita_extract.model.document import Document, Mend
from ita_extract.readers import pdf
from ita_extract.settings import Settings
from ita_extract.thai.glyphs import mac_thai, private_letters, symbols, windows_thai
from tests.pdf_files import Font, Page, pdf_file

NIKHAHIT, AA, AM = "\u0e4d", "\u0e32", "\u0e33"


def decomposed(text: str) -> str:
    """Sara am as shaping engines draw it: nikhahit and sara aa."""
    return text.replace(AM, NIKHAHIT + AA)


def read_lines(folder: Path, lines: list[str], font: Font) -> Document:
    page = Page()
    for number, line in enumerate(lines):
        page.text(60, 80 + 30 * number, line, font)
    return pdf.read(pdf_file(folder, [page]), Settings())


def said(document: Document) -> str:
    return " ".join(paragraph.text for paragraph in document.paragraphs())


def mends(document: Document) -> list[Mend]:
    return [mend for paragraph in document.paragraphs() for mend in paragraph.mends]


def test_a_space_without_width_before_sara_aa_is_sara_am(tmp_path: Path) -> None:
    font = Font({NIKHAHIT: (" ", 0)})
    document = read_lines(tmp_path, [decomposed("สำนักงาน ดำเนินการ น้ำ")], font)
    assert said(document) == "สำนักงาน ดำเนินการ น้ำ"
    assert mends(document)[0] == Mend("ส านักงาน", "สำนักงาน", "zero-width-space")
    assert next(document.paragraphs()).raw == "ส านักงาน ด าเนินการ น้ า"


def test_a_space_with_width_stays_one(tmp_path: Path) -> None:
    document = read_lines(tmp_path, ["มา า"], Font())
    assert said(document) == "มา า"
    assert mends(document) == []


def test_sara_aa_called_sara_am_is_told_by_the_nikhahit_before_it(tmp_path: Path) -> None:
    font = Font({NIKHAHIT: (" ", 0), AA: (AM, 500)})
    document = read_lines(tmp_path, [decomposed("การทำงาน ยุทธศาสตร์")], font)
    assert said(document) == "การทำงาน ยุทธศาสตร์"
    assert {mend.rule for mend in mends(document)} == {
        "sara-am-for-sara-aa",
        "sara-am-for-sara-aa, zero-width-space",
    }


def test_a_font_with_many_sara_am_and_no_sara_aa_has_none(tmp_path: Path) -> None:
    font = Font({AA: (AM, 500)})
    assert said(read_lines(tmp_path, ["การงาน มาตรการ รายงาน วาจา"] * 5, font)).startswith("การงาน มาตรการ")


def test_few_sara_am_are_judged_by_the_dictionary(tmp_path: Path) -> None:
    assert said(read_lines(tmp_path, ["รายงาน อาคาร"], Font({AA: (AM, 500)}))) == "รายงาน อาคาร"


def test_true_sara_am_in_a_heading_font_stays(tmp_path: Path) -> None:
    document = read_lines(tmp_path, ["คำนำ สำคัญ"], Font())
    assert said(document) == "คำนำ สำคัญ"
    assert mends(document) == []


def test_nikhahit_and_sara_aa_are_sara_am(tmp_path: Path) -> None:
    document = read_lines(tmp_path, [decomposed("น้ำ คำ"), "น\u0e4d\u0e49\u0e32"], Font())
    assert said(document).replace(" ", "") == "น้ำคำน้ำ"
    assert {mend.rule for mend in mends(document)} == {"split-sara-am"}


@pytest.mark.parametrize("code", sorted(private_letters()))
def test_private_glyphs_are_read_by_their_table(tmp_path: Path, code: int) -> None:
    letter = private_letters()[code]
    document = read_lines(tmp_path, ["ก" + letter], Font({letter: (chr(code), 0)}))
    assert said(document) == "ก" + letter
    assert [mend.rule for mend in mends(document)] == ["private-glyph"]


PROSE = (
    "หน่วยงานต้องดำเนินการตามแผนที่กำหนดไว้ทุกประการ",
    "เจ้าหน้าที่ผู้รับผิดชอบรายงานความก้าวหน้าทุกเดือน",
    "ให้ผู้บริหารพิจารณาแก้ไขปัญหาและอุปสรรคที่พบ",
)


def misread(table: dict[int, str]) -> Font:
    """A font whose Thai letters are called by the Roman letters of the same bytes."""
    roman = {}
    for code, letter in table.items():
        roman.setdefault(letter, chr(code))
    marks = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d"
    return Font({letter: (sign, 0 if letter in marks else 500) for letter, sign in roman.items()})


@pytest.mark.parametrize(("rule", "table"), [("mac-thai", mac_thai()), ("windows-thai", windows_thai())])
def test_thai_bytes_read_as_roman_are_read_as_thai(tmp_path: Path, rule: str, table: dict[int, str]) -> None:
    document = read_lines(tmp_path, list(PROSE), misread(table))
    assert said(document).replace(" ", "") == "".join(PROSE)
    assert {mend.rule for mend in mends(document)} == {rule}


def test_true_roman_letters_are_left_alone(tmp_path: Path) -> None:
    text = "Événement à l’hôtel où Zoë dîne déjà avec Françoise, François, José et Chloé"
    document = read_lines(tmp_path, [text], Font())
    assert said(document) == text
    assert mends(document) == []


@pytest.mark.parametrize("said_as", ["\u0002", "\ufffd"])
def test_an_unmapped_mark_is_found_by_the_words_that_it_makes(tmp_path: Path, said_as: str) -> None:
    document = read_lines(tmp_path, list(PROSE) * 4, Font({"้": (said_as, 0)}))
    assert said(document).replace(" ", "") == "".join(PROSE * 4)
    assert {mend.rule for mend in mends(document)} == {"unmapped-mark"}


def test_a_few_unmapped_marks_are_no_ground_to_guess(tmp_path: Path) -> None:
    document = read_lines(tmp_path, ["หน้าที่"], Font({"้": ("\ufffd", 0)}))
    assert said(document) == "หน\ufffdาที่"


def test_bullets_of_a_symbol_font_are_read(tmp_path: Path) -> None:
    font = Font({"•": ("\uf0b7", 500)}, name="ABCDEF+SymbolMT")
    assert said(read_lines(tmp_path, ["•"], font)) == "•"


def test_fonts_of_letters_have_no_symbols() -> None:
    assert symbols("ABCDEF+THSarabunPSK") == {}
    assert symbols("ABCDEF+Wingdings-Regular")[0xF0FC] == "✓"
    assert symbols("ABCDEF+Wingdings2")[0xF052] == symbols("ABCDEF+OpenSymbol")[0xF0FE] == "☑"


def test_encodings_keep_every_letter_apart() -> None:
    for table in (mac_thai(), windows_thai()):
        consonants = [letter for letter in table.values() if "\u0e01" <= letter <= "\u0e2e"]
        assert len(consonants) == len(set(consonants)) == 46
