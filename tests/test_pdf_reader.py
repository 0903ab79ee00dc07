"""What is printed on a PDF's pages is what the reader gives: letters, lines, paragraphs, furniture."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_extract.errors import Damaged, ItaError, PasswordNeeded, UsageError
from ita_extract.model.document import Document, Ocr, Table
from ita_extract.readers import pdf
from ita_extract.readers.input import Input
from ita_extract.readers.scan import ScanReading
from ita_extract.settings import Settings
from tests.pdf_files import HEIGHT, SIZE, WIDTH, Font, Page, pdf_bytes, pdf_file

SAMPLES = Path(__file__).parent.parent / "samples"


def read(folder: Path, *pages: Page) -> Document:
    return pdf.read(pdf_file(folder, pages), Settings(ocr="never"))


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs()]


def cells(table: Table) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text for cell in table.cells}


def rules(document: Document) -> set[str]:
    return {mend.rule for paragraph in document.paragraphs() for mend in paragraph.mends}


def test_marks_stay_on_their_letters(tmp_path: Path) -> None:
    assert texts(read(tmp_path, Page().text(60, 100, "ที่ตั้งของหน่วยงาน", Font()))) == ["ที่ตั้งของหน่วยงาน"]


def test_actual_text_stands_for_what_is_drawn(tmp_path: Path) -> None:
    font = Font()
    page = Page().text(60, 100, "ด", font).actual(67, 100, "ํา", "ำ", font).text(74, 100, "เนินการ", font)
    document = read(tmp_path, page)
    assert texts(document) == ["ดำเนินการ"]
    assert rules(document) == set()


def test_text_drawn_twice_for_bold_is_read_once(tmp_path: Path) -> None:
    font = Font()
    page = Page().text(60, 100, "ที่ทำการ", font).text(60.3, 100, "ที่ทำการ", font)
    assert texts(read(tmp_path, page)) == ["ที่ทำการ"]


def test_letters_that_repeat_are_kept(tmp_path: Path) -> None:
    assert texts(read(tmp_path, Page().text(60, 100, "กกก ๑๑๑", Font()))) == ["กกก ๑๑๑"]


def test_what_the_clip_cuts_away_is_not_on_the_page(tmp_path: Path) -> None:
    font = Font()
    page = Page().text(60, 100, "กองคลัง", font).draw(f"q 50 {HEIGHT - 160} 200 30 re W n")
    page.text(60, 150, "กองช่าง", font).text(60, 300, "นอกกรอบ", font).draw("Q").text(60, 400, "สำนักปลัด", font)
    assert "นอกกรอบ" not in "".join(texts(read(tmp_path, page)))
    assert "สำนักปลัด" in "".join(texts(read(tmp_path, page)))


def test_a_watermark_on_a_slant_is_left_out(tmp_path: Path) -> None:
    font = Font()
    page = Page().text(60, 100, "กองคลัง", font)
    page.draw(f"BT /F0 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm <{font.encode('สำเนา').hex()}> Tj ET")
    assert texts(read(tmp_path, page)) == ["กองคลัง"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_reads_as_it_is_looked_at(tmp_path: Path, turn: int) -> None:
    font = Font()
    page = Page(rotate=turn).text(100, 400, "รายงานผล", font)
    document = read(tmp_path, page)
    assert texts(document) == ["รายงานผล"]
    box = next(document.paragraphs()).place.bbox
    assert box is not None
    assert max(box.x1, box.bottom) <= max(WIDTH, HEIGHT)


def test_a_table_that_lies_on_its_side_is_read_upright(tmp_path: Path) -> None:
    font = Font()
    page = Page().table([100, 200, 300], [100, 300, 500])
    for x, y, text in ((120, 480, "มาตรการ"), (220, 480, "ก"), (120, 280, "กองคลัง"), (220, 280, "ข")):
        page.upward(x, y, text, font)
    (table,) = read(tmp_path, page).tables()
    assert cells(table) == {(0, 0): "มาตรการ", (0, 1): "กองคลัง", (1, 0): "ก", (1, 1): "ข"}
    box = table.cells[0].place.bbox
    assert box == pytest.approx((100, 300, 200, 500), abs=0.1)


def test_the_gap_between_words_is_a_space(tmp_path: Path) -> None:
    font = Font()
    page = Page().text(60, 100, "กองคลัง", font).text(60 + font.width("กองคลัง") + 6, 100, "กองช่าง", font)
    assert texts(read(tmp_path, page)) == ["กองคลัง กองช่าง"]


def paragraph_page(*lines: str) -> Page:
    """Lines 18 points apart, above a long one that tells how wide the column is."""
    page, font = Page(), Font()
    for number, line in enumerate((*lines, "ก" * 60)):
        page.text(60, 100 + 18 * number, line, font)
    return page


def test_a_word_cut_by_the_line_end_is_whole_again(tmp_path: Path) -> None:
    full = "หน่วย" * 15
    document = read(tmp_path, paragraph_page(full + " ข้อ", "มูลข่าวสาร"))
    assert "ข้อมูลข่าวสาร" in texts(document)[0]
    assert next(document.paragraphs()).raw.count("\n") >= 1


def test_a_short_line_ends_its_paragraph(tmp_path: Path) -> None:
    assert texts(read(tmp_path, paragraph_page("กองคลัง", "กองช่าง")))[:2] == ["กองคลัง", "กองช่าง"]


@pytest.mark.parametrize(
    ("labelled", "n_paragraphs"), [((0, 2), 2), ((2,), 1)], ids=["labels", "a bold word"]
)
def test_a_bold_label_below_a_full_line_begins_a_paragraph(
    tmp_path: Path, labelled: tuple[int, ...], n_paragraphs: int
) -> None:
    """Where other lines begin so too; one may begin with a bold word by chance."""
    page, plain, bold = Page(), Font(), Font(name="TestThai-Bold")
    for number in range(3):
        page.text(60, 100 + 20 * number, "ข" * 8, bold if number in labelled else plain)
        page.text(60 + plain.width("ข" * 8), 100 + 20 * number, "ก" * 50, plain)
    assert len(texts(read(tmp_path, page))) == n_paragraphs


def centred_page(*lines: str, body: str = "ก" * 60) -> Page:
    """Lines about the middle of the widest one, which stands below them with the body's type."""
    page, font = Page(), Font()
    middle = 60 + font.width(body) / 2
    for number, line in enumerate(lines):
        page.text(middle - font.width(line) / 2, 100 + 18 * number, line, font)
    for number in range(3):
        page.text(60, 300 + 60 * number, body, font)
    return page


def test_centred_lines_that_had_room_are_lines_by_themselves(tmp_path: Path) -> None:
    lines = (
        "มาตรการส่งเสริมความโปร่งใสภายในหน่วยงาน",
        "องค์การบริหารส่วนตำบลบ้านใหม่ อำเภอบ้านใหม่",
        "ประจำปีงบประมาณ พ.ศ. ๒๕๖๗",
    )
    assert texts(read(tmp_path, centred_page(*lines)))[:3] == list(lines)


def test_a_centred_title_that_filled_its_line_runs_on(tmp_path: Path) -> None:
    full = "มาตรการ" * 8
    document = read(tmp_path, centred_page(full, "ประชาสัมพันธ์"))
    assert texts(document)[0] == full + "ประชาสัมพันธ์"


def test_a_centred_cover_page_has_the_width_of_the_others(tmp_path: Path) -> None:
    cover, font = Page(), Font()
    for number, line in enumerate(("แผนปฏิบัติการป้องกันการทุจริต", "เทศบาลตำบลบ้านใหม่")):
        cover.text(60 + font.width("ก" * 60) / 2 - font.width(line) / 2, 100 + 18 * number, line, font)
    document = read(tmp_path, cover, centred_page(), centred_page())
    assert texts(document)[:2] == ["แผนปฏิบัติการป้องกันการทุจริต", "เทศบาลตำบลบ้านใหม่"]


def test_the_rest_of_an_item_hangs_under_its_text(tmp_path: Path) -> None:
    font = Font()
    page = paragraph_page()
    page.text(60, 200, "๖.๕", font).text(110, 200, "หน่วย" * 13, font).text(110, 218, "งานวิจัย", font)
    page.text(60, 300, "ก" * 60, font)
    assert texts(read(tmp_path, page))[1] == "๖.๕ " + "หน่วย" * 13 + "งานวิจัย"


def test_a_first_line_is_known_by_the_place_of_the_others(tmp_path: Path) -> None:
    font = Font()
    page = paragraph_page()
    full, short = "หน่วยงาน" * 10, "ส่วนตำบล" * 9
    for number, (x, text) in enumerate([(100, full), (60, "ใหม่"), (100, short), (100, full), (60, "เก่า")]):
        page.text(x, 200 + 18 * number, text, font)
    assert texts(read(tmp_path, page))[1:] == [full + "ใหม่", short, full + "เก่า"]


def test_a_range_of_items_wrapped_before_its_dash_is_no_bullet(tmp_path: Path) -> None:
    full = "หน่วย" * 14 + " ตาม O๑"
    document = read(tmp_path, paragraph_page("- " + full, "- O๓๕", "- ลงเว็บไซต์"))
    assert texts(document)[0].endswith("O๑ - O๓๕")


def test_a_line_that_ends_in_a_stroke_goes_on(tmp_path: Path) -> None:
    assert texts(read(tmp_path, paragraph_page("สำเร็จ/", "ไม่สำเร็จ")))[0] == "สำเร็จ/ไม่สำเร็จ"


@pytest.mark.parametrize(
    ("end", "head"),
    [("ปีงบประมาณ", "พ.ศ. ๒๕๖๗"), ("ความพึงพอใจ", "ณ จุดบริการ"), ("บริการ ณ", "จุดเดียว"), ("ต่างๆ", "ของเทศบาล")],
)
def test_a_space_that_must_be_is_there_at_a_line_end(tmp_path: Path, end: str, head: str) -> None:
    full = "หน่วย" * 14 + end
    assert f"{end} {head}" in texts(read(tmp_path, paragraph_page(full, head)))[0]


def test_headers_footers_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    font = Font()
    pages = [
        Page()
        .text(60, 40, "เทศบาลตำบลตัวอย่าง", font)
        .text(60, 400, f"เนื้อความ{letter}", font)
        .text(290, 810, f"หน้า {number}", font)
        for number, letter in enumerate("กขคง", 1)
    ]
    assert texts(read(tmp_path, *pages)) == ["เนื้อความก", "เนื้อความข", "เนื้อความค", "เนื้อความง"]


def test_footers_of_pages_that_lie_on_their_side_are_left_out(tmp_path: Path) -> None:
    font = Font()
    pages = [
        Page().upward(300, 700, f"เนื้อความ{letter}", font).upward(565, 450, f"หน้า {number} จาก 4", font)
        for number, letter in enumerate("กขคง", 1)
    ]
    assert texts(read(tmp_path, *pages)) == ["เนื้อความก", "เนื้อความข", "เนื้อความค", "เนื้อความง"]


def test_a_title_that_each_page_repeats_is_kept_once(tmp_path: Path) -> None:
    font = Font()
    pages = [
        Page()
        .text(60, 60, "รายงานผลการดำเนินการ", font, 20)
        .text(60, 400, f"เนื้อความ{letter}", font)
        .text(60, 440, "ข้อความใต้", font)
        for letter in "กขค"
    ]
    found = texts(read(tmp_path, *pages))
    assert found[0] == "รายงานผลการดำเนินการ"
    assert found.count("รายงานผลการดำเนินการ") == 1


def test_pages_that_hold_nothing_but_one_line_keep_it(tmp_path: Path) -> None:
    font = Font()
    pages = [Page().text(60, 40, f"ใบปิดประกาศ {number}", font) for number in range(1, 4)]
    assert texts(read(tmp_path, *pages)) == ["ใบปิดประกาศ 1", "ใบปิดประกาศ 2", "ใบปิดประกาศ 3"]


def test_larger_type_is_a_heading(tmp_path: Path) -> None:
    font = Font()
    page = Page().text(60, 80, "รายงานผล", font, size=20)
    for number in range(5):
        page.text(60, 120 + 20 * number, "ข้อความ" * 8, font)
    levels = [paragraph.level for paragraph in read(tmp_path, page).paragraphs()]
    assert levels[0] == 1
    assert set(levels[1:]) == {0}


def test_a_page_that_is_an_image_says_so(tmp_path: Path) -> None:
    page = Page().draw(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x20 EI Q")
    document = pdf.read(pdf_file(tmp_path, [page]), Settings(ocr="never"))
    assert document.blocks == ()
    assert [doubt.code for doubt in document.doubts] == ["scan-page"]


def test_a_page_of_another_reader_stands_in_its_place(tmp_path: Path) -> None:
    font = Font()
    image = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x20 EI Q"
    pages = [Page().text(60, 400, "หน้าแรก", font), Page().draw(image), Page().text(60, 400, "หน้าท้าย", font)]
    seen = next(read(tmp_path, Page().text(60, 400, "จากภาพ", font)).paragraphs())

    def from_images(source: Input, options: Settings, numbers: object) -> ScanReading:
        assert numbers == [2]
        return ScanReading({2: [seen]}, (), Ocr("none", "1", (), 300, (2,)))

    document = pdf.read(pdf_file(tmp_path, pages), Settings(), from_images=from_images)
    assert texts(document) == ["หน้าแรก", "จากภาพ", "หน้าท้าย"]
    assert document.doubts == ()


def test_foreign_letters_on_a_page_make_it_doubtful(tmp_path: Path) -> None:
    wrong = Font(dict.fromkeys("กขค", ("\ue123", 500)))
    page = Page().text(60, 100, "กขค" * 20, wrong)
    assert [doubt.code for doubt in read(tmp_path, page).doubts] == ["text-layer-damaged"]


ENCRYPTED = pikepdf.Encryption(user="ลับ", owner="เจ้าของ", R=6)


@pytest.fixture
def locked(tmp_path: Path) -> Input:
    return pdf_file(tmp_path, [Page().text(60, 100, "ความลับ", Font())], encryption=ENCRYPTED)


def test_an_encrypted_file_asks_for_its_password(locked: Input, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ITA_EXTRACT_PASSWORD", raising=False)
    with pytest.raises(PasswordNeeded):
        pdf.read(locked, Settings())
    with pytest.raises(PasswordNeeded, match="does not open"):
        pdf.read(locked, Settings(password="ผิด"))


def test_a_password_comes_from_option_file_or_environment(
    locked: Input, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ITA_EXTRACT_PASSWORD", raising=False)
    note = tmp_path / "password.txt"
    note.write_text("ลับ\n", encoding="utf-8-sig")  # as editors on Windows save it
    assert texts(pdf.read(locked, Settings(password="ลับ"))) == ["ความลับ"]
    assert texts(pdf.read(locked, Settings(password_file=str(note)))) == ["ความลับ"]
    monkeypatch.setenv("ITA_EXTRACT_PASSWORD", "ลับ")
    assert texts(pdf.read(locked, Settings())) == ["ความลับ"]


def test_a_password_file_that_is_not_there_is_a_wrong_setting(locked: Input, tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        pdf.read(locked, Settings(password_file=str(tmp_path / "none.txt")))


def test_an_owner_password_alone_bars_nobody(tmp_path: Path) -> None:
    encryption = pikepdf.Encryption(user="", owner="เจ้าของ", R=6)
    made = pdf_file(tmp_path, [Page().text(60, 100, "เปิดเผย", Font())], encryption=encryption)
    assert texts(pdf.read(made, Settings())) == ["เปิดเผย"]


def test_broken_cross_references_are_repaired(tmp_path: Path) -> None:
    data = pdf_bytes(
        [Page().text(60, 100, "ซ่อมได้", Font())], object_stream_mode=pikepdf.ObjectStreamMode.disable
    )
    at = data.rindex(b"startxref")
    path = tmp_path / "broken.pdf"
    path.write_bytes(data[:at] + b"startxref\n7\n%%EOF\n")
    assert texts(pdf.read(Input.at(path), Settings())) == ["ซ่อมได้"]


@pytest.mark.parametrize("name", ["trat-chromium", "lan-saka-libreoffice"])
def test_a_file_without_its_end_is_read_as_far_as_it_goes_and_told(tmp_path: Path, name: str) -> None:
    whole = SAMPLES / "pdf" / f"{name}.pdf"
    end = whole.read_bytes().rindex(b"endobj")
    complete = pdf.read(Input.at(whole), Settings(ocr="never"))
    for length in range(end, whole.stat().st_size - len(b"%%EOF\n"), 97):
        path = tmp_path / "cut.pdf"
        path.write_bytes(whole.read_bytes()[:length])
        document = pdf.read(Input.at(path), Settings(ocr="never"))
        assert [doubt.code for doubt in document.doubts] == ["file-cut"]
        assert texts(document) == texts(complete)
        assert list(map(cells, document.tables())) == list(map(cells, complete.tables()))


def test_objects_are_read_in_turn_where_their_stream_tells_their_places_wrong(tmp_path: Path) -> None:
    packed = pikepdf.ObjectStreamMode.generate
    page = Page().text(60, 100, "ซ่อมได้", Font())
    data = pdf_bytes([page], object_stream_mode=packed, compress_streams=False)
    (header,) = re.findall(rb"/ObjStm.*?stream\n([\d ]+)\n", data, re.DOTALL)
    *others, last = header.split(b" ")
    path = tmp_path / "broken.pdf"
    path.write_bytes(data.replace(header, b" ".join([*others, b"9" * len(last)])))
    assert texts(pdf.read(Input.at(path), Settings())) == ["ซ่อมได้"]


def test_a_stream_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    page = Page().draw(" " * (70 << 20))
    with pytest.raises(Damaged):
        pdf.read(pdf_file(tmp_path, [page]), Settings())


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_file_cut_or_scratched_anywhere_ends_in_an_outcome(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = pdf_bytes([Page().text(60, 100, "กองคลัง", Font()).table([50, 200, 300], [50, 120, 200])])
    cut = data.draw(st.integers(9, len(whole)))
    scratch = data.draw(st.lists(st.tuples(st.integers(8, cut), st.binary(max_size=6)), max_size=4))
    damaged = bytearray(whole[:cut])
    for at, put in scratch:
        damaged[at : at + len(put)] = put
    path = tmp_path_factory.mktemp("cut") / "cut.pdf"
    path.write_bytes(damaged)
    try:
        document = pdf.read(Input.at(path), Settings())
    except ItaError as error:
        assert error.message
    else:
        assert document.blocks or document.doubts


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("กขงจณดตนบปมยรลวสหอะาำิีึืุู่้็์เแโ ๑๒", min_size=1, max_size=12), min_size=1, max_size=5))
def test_no_letter_is_lost_or_added(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    font, page = Font(), Page()
    for number, line in enumerate(lines):
        page.text(60, 100 + 3 * SIZE * number, line, font)
    document = read(tmp_path_factory.mktemp("kept"), page)
    printed = "".join(paragraph.raw for paragraph in document.paragraphs())
    assert sorted("".join(printed.split())) == sorted("".join("".join(lines).split()))
