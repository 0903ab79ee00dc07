"""Letter repair: what is certain is mended and logged, what is right stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_extract import Settings, extract
from ita_extract.errors import UsageError
from ita_extract.ita.lexicon import lexicon
from ita_extract.ita.misread_places import Stated, mend_places, stated_places
from ita_extract.ita.tsv import read_rows
from ita_extract.thai.clean import clean
from ita_extract.thai.repair import repair
from ita_extract.thai.repair.confusions import chance, counts
from ita_extract.thai.repair.lexicon import Lexicon
from ita_extract.thai.repair.memory import Memory
from ita_extract.thai.repair.readings import SURE, Reading
from ita_extract.thai.words import cluster_borders, unknown_letters
from tests.office_files import p, tbl, tc, tr, write_docx
from tests.pdf_files import HEIGHT, WIDTH, Font, Page, pdf_bytes

# Over the whole page.
PICTURE = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x20 EI Q"

PROSE = "รายงานผลการดำเนินงานตามแผนปฏิบัติการป้องกันการทุจริตประจำปีงบประมาณ" * 10
LIKELY = "ข้อมูลการมาร ฐานการปฏิบัติงาน"
OWN = ("field_words.tsv", "set_phrases.tsv")


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("แสดงเวลาแต่ละชั้นตอนไว้", "แสดงเวลาแต่ละขั้นตอนไว้"),
        ("ชั้นตอนการขอใช้รถ", "ขั้นตอนการขอใช้รถ"),
        ("ชี้แจงการกิจของหน่วยงาน", "ชี้แจงภารกิจของหน่วยงาน"),
        ("ปฎิบัติหน้าที่", "ปฏิบัติหน้าที่"),
        ("เดือนพศจิกายน 2566", "เดือนพฤศจิกายน 2566"),
        ("ประซาชนทั่วไป", "ประชาชนทั่วไป"),
        ("เจ้าหนาที่ทุกคน", "เจ้าหน้าที่ทุกคน"),
        ("1.กำทนดแบบบันทึก", "1.กำหนดแบบบันทึก"),
        ("สำนักปสัดเทศบาล", "สำนักปลัดเทศบาล"),
        ("ความเห็นของปุคคลอื่น", "ความเห็นของบุคคลอื่น"),
        ("การยืมพัสตุประเภทใช้คงรูป", "การยืมพัสดุประเภทใช้คงรูป"),
        ("กลุ่มการพยาบา ล", "กลุ่มการพยาบาล"),
        ("ภายในเดือนมีถุนายน 2566", "ภายในเดือนมิถุนายน 2566"),
        ("แผนปฏิบ้ติกาารประจำปี", "แผนปฏิบัติการประจำปี"),
    ],
)
def test_a_misread_letter_is_mended_and_logged(read: str, printed: str) -> None:
    repaired = repair(read, lexicon())
    assert repaired.text == printed
    (mend,) = repaired.mends
    assert mend.before in read
    assert mend.after in printed
    assert mend.rule.startswith("letter-")


@pytest.mark.parametrize(
    "text",
    [
        "นักเรียนชั้นตอนต้น",
        "การกิจการสภา",
        "จัดการกิจกรรมของโรงเรียน",
        "ขั้นตอนที่ 1 ประกาศ",
        "นายปฎิบัติ ประซาชน",
        "ตำบลแพรกษา",
        "อ.ปฎิบัติ",
        "นางสาวพิมพ์ลภัส จิรโชติวัฒน์ นักวิชาการศึกษา",
        "บริษัท ธนสรณ์ซีเมนต์คอนกรีต จำกัด",
        "หมู่บ้านดงมะเกลือน้อย และบ้านกุดจอกใหญ่",
        "โรงเรียนบ้านโป่งกระทิงบน",
        "ติดตั้งเราเตอร์ไวไฟและแฟลชไดร์ฟ",
        "ปลูกหญ้าแฝกและต้นพะยูง ต้นมะค่าโมง",
        "เข้าถึงง่าย รวมถึงธ.ก.ส. และ อบต.",
        "ความร่วมมือกับสคช.ในโครงการ",
        "ภารกิจของสพร. 15 ข้อ",
        "มีความไม่ทนต่อการทุจริต",
        "ทุ่งเชียงราก",
        "เดลต้าคอนเนคชั่น",
        "เจสสิกาเอสพินเนอร์",
        "ศรีธรรมราชกาญจนโชติ",
        "งานสาธารณสงเคราะห์",
        "ปลัดฯ และประเทศต่าง ๆ",
        "ระบบประชาน",
        "บริษัท อัครา จำกัด",
        "นฤมลอรุณวัฒนกูล",
        "ซิตี้แอร์เวย์",
        "เซนทรัลพาร์กโฮเทล",
        "ศูนย์แพทยศาสตรศึกษาชั้นคลินิก",
        "ถ้วยพระราชทานข",
        "พลเอก สุบิน ชิวปรีดา",
        "ประชาชนเฝ้ารับเสด็จ หม่อมเจ้าพัชรกิติวดี เมื่อวันที่ 5",
        "o12 https://example.go.th/ก 2566 1,500.00",
    ],
)
def test_what_is_right_a_name_or_no_word_stays(text: str) -> None:
    assert repair(text, lexicon()) == (text, (), ())


def test_what_is_only_likely_is_told_and_not_changed() -> None:
    repaired = repair(LIKELY, lexicon())
    assert repaired.mends == ()
    assert ("มาร ฐาน", "มาตรฐาน") in repaired.suspects


def test_what_is_no_word_among_common_ones_is_told() -> None:
    assert repair("รายงานโลกนของหน่วยงาน", lexicon()).suspects == (("โลกน", ""),)


def test_known_words_are_a_compound_where_the_document_has_it_and_not_them() -> None:
    read = "ข้อมูลการใช้จ่ายงานประมาณประจำปี"
    known = said("แผนการใช้จ่ายงบประมาณประจำปี")
    assert repair(read, lexicon(), memory=known).text == "ข้อมูลการใช้จ่ายงบประมาณประจำปี"
    assert repair(read, lexicon()).suspects == (("งานประมาณ", "งบประมาณ"),)
    assert repair("เริ่มงานประมาณ 9 นาฬิกา", lexicon(), memory=known).mends == ()
    known = said("แจ้งเรื่องร้องเรียนการทุจริต")
    assert repair("จึงใคร่ขอร้องเรียนมา", lexicon(), memory=known).mends == ()


def test_a_form_that_two_words_may_have_is_not_decided() -> None:
    """ฌ and ฮ are taken for ณ and อ about as often as one another."""
    words = ["ตฏตฏโต", "ตฎตฎโต"]
    assert repair("ตฏตฎโต", Lexicon(words, [])).mends == ()


@given(st.lists(st.sampled_from([row[0] for name in OWN for row in read_rows(name)]), max_size=8))
def test_words_spelled_right_are_never_changed(words: list[str]) -> None:
    text = " ".join(words)
    assert repair(text, lexicon()).text == text


@given(st.text("กขคชซดตภถ้่ิี์ฤ าเ1a.\n", max_size=40))
def test_repair_is_stable_and_keeps_what_is_no_thai_letter(text: str) -> None:
    once = repair(clean(text).text, lexicon()).text
    assert repair(once, lexicon()).text == once
    assert [c for c in once if c < "ก"] == [c for c in clean(text).text if c < "ก"]


@pytest.mark.parametrize("name", OWN)
def test_every_entry_is_spelled_in_order_and_of_known_words(name: str) -> None:
    for (text,) in read_rows(name):
        assert clean(text).text == text
        assert unknown_letters(text) == 0


def test_every_confusion_has_a_chance_and_occurs_once() -> None:
    pairs = [(count.printed, count.read) for count in counts()]
    assert len(pairs) == len(set(pairs))
    assert all(printed != read for printed, read in pairs)
    assert all(0 < chance(count) < 0.5 for count in counts())


def test_what_the_engine_also_read_is_mended_to_though_it_was_never_counted() -> None:
    read, printed = "กธุ่มบริหารวิชาการ", "กลุ่มบริหารวิชาการ"
    readings = [SURE] * len(read)
    readings[read.index("ธ")] = Reading(0.3, "ล")
    assert repair(read, lexicon()).text == read
    assert repair(read, lexicon(), tuple(readings)).text == printed


def test_letters_that_the_engine_is_sure_of_stay() -> None:
    read = "ช่อมถนนภายในสามวัน"
    assert repair(read, lexicon()).text != read
    assert repair(read, lexicon(), (SURE,) * len(read)).text == read


def test_borders_keep_a_letter_and_its_marks_together() -> None:
    assert sorted(cluster_borders("ที่นี่")) == [0, 3, 6]


def test_a_place_that_is_none_is_mended_in_a_province_that_is_named() -> None:
    known = stated_places(["ที่ว่าการอำเภอเมือง จังหวัดเชียงใหม่"])
    assert mend_places("ประชุมที่อำเภอสันกำแพบ", known).text == "ประชุมที่อำเภอสันกำแพง"
    assert mend_places("เขตจังหวัดกำแพงเพขรทั้งหมด", Stated()).text == "เขตจังหวัดกำแพงเพชรทั้งหมด"
    told = mend_places("ประชุมที่อำเภอสันกำแพบ", Stated())
    assert (told.mends, told.suspects) == ((), (("สันกำแพบ", "สันกำแพง"),))
    assert mend_places("เทศบาลตำบลสันกำแพบ", known).mends == ()


@pytest.mark.parametrize("text", ["อำเภอสันกำแพง", "ตำบลในเมือง", "จังหวัดชายแดน", "ตำบลละสองคน", "อ.ที่ปรึกษา"])
def test_places_and_what_is_no_name_stay(text: str) -> None:
    known = stated_places(["จังหวัดเชียงใหม่ จังหวัดขอนแก่น"])
    assert mend_places(text, known) == (text, (), ())


def test_a_village_that_is_named_often_is_spelled_so() -> None:
    often = stated_places(["ชาวบ้านดงมะเกลือน้อย", "หมู่บ้านดงมะเกลือน้อย ปีนี้", "บ้านดงมะเกลือน้อย"])
    assert mend_places("ถนนบ้านดงมะเกลือนอยในปีนี้", often).text == "ถนนบ้านดงมะเกลือน้อยในปีนี้"
    assert mend_places("ถนนบ้านดงมะเกลือนอยในปีนี้", Stated()).mends == ()
    assert mend_places("ถนนบ้านดงมะเกลือใหญ่", often).mends == ()


def test_a_report_says_which_province_is_meant(tmp_path: Path) -> None:
    path = report_file(tmp_path, "ประชุมที่อำเภอสันกำแพบ")
    assert [c.rule for c in extract(path).corrections] == []
    path.write_text(f"เทศบาลตำบลแม่ปูคา จังหวัดเชียงใหม่\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    (correction,) = extract(path).corrections
    assert correction.rule == "letter-place"
    assert correction.after.endswith("อำเภอสันกำแพง")


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("หน่วยงaนของรัฐ", "หน่วยงานของรัฐ"),
        ("ผู้รับผิดชoบทุกคน", "ผู้รับผิดชอบทุกคน"),
        ("แผนการใช้จ่ายงบประมาnประจำปี", "แผนการใช้จ่ายงบประมาณประจำปี"),
        ("ประช1ชนรับทราบ", "ประชาชนรับทราบ"),
    ],
)
def test_a_latin_letter_or_digit_within_a_word_is_mended(read: str, printed: str) -> None:
    repaired = repair(read, lexicon())
    assert (repaired.text, [mend.rule for mend in repaired.mends]) == (printed, ["letter-foreign"])


@pytest.mark.parametrize(
    "text",
    [
        "มาตรา9ของกฎหมาย",
        "ข้อ1และข้อ2ให้ใช้",
        "ไตรมาส1ของปี2567นี้",
        "ข้อคำถามo12ถึงo25",
        "แบบOและแบบiของหน่วยงาน",
        "ระบบeและeรายงาน",
        "ชั้นป6และห้องม3ทับ",
        "สพป7เขตและหมู่7บ้าน",
        "กม.5ถึงกม.9",
    ],
)
def test_codes_and_marks_between_words_stay(text: str) -> None:
    assert repair(text, lexicon()) == (text, (), ())


def said(*texts: str, times: int = 6) -> Memory:
    return Memory([*texts * times, PROSE], lexicon())


def test_a_word_of_the_document_alone_is_mended_where_it_is_often_said() -> None:
    read, printed = "ตรวจสอบในระบบอีลาล และรายงาน", "ตรวจสอบในระบบอีลาส และรายงาน"
    repaired = repair(read, lexicon(), memory=said("นำเข้าระบบอีลาส ทุกวัน"))
    assert (repaired.text, [mend.rule for mend in repaired.mends]) == (printed, ["letter-document"])
    assert repair(read, lexicon(), memory=said("นำเข้าระบบอีลาส ทุกวัน", times=4)).mends == ()
    assert repair(read, lexicon(), memory=said("นำเข้าระบบอีลาส", "นำเข้าระบบอีลาล")).mends == ()
    assert repair(read, lexicon()).mends == ()


def test_what_the_document_often_says_makes_a_likely_mend_certain() -> None:
    known = said("คู่มือมาตรฐานการปฏิบัติงาน")
    (mend,) = repair(LIKELY, lexicon(), memory=known).mends
    assert (mend.rule, "มาตรฐาน" in mend.after) == ("letter-document", True)
    assert repair("ชั้นเรียนปลูกข้าวดอแล้ว", lexicon(), memory=known).mends == ()


@pytest.mark.parametrize("before", ["นายสมชาย ", "สมชาย ", "มอบหมายให้ สมชาย ", "บ้าน", "บริษัท "])
def test_a_name_is_not_made_a_like_one_that_is_often_said(before: str) -> None:
    known = said(f"{before}จิรวัฒโนทัย เป็นผู้รายงาน")
    assert repair(f"{before}จิรวัฒโนหัย เป็นผู้รายงาน", lexicon(), memory=known).mends == ()


def report_file(folder: Path, words: str) -> Path:
    path = folder / "r.txt"
    rows = ["มาตรการ\tวิธีการดำเนินการ\tผู้รับผิดชอบ\tระยะเวลา", f"จัดทำคู่มือ\t{words}\tกองคลัง\tมกราคม 2567"]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_a_report_logs_the_correction_and_keeps_raw(tmp_path: Path) -> None:
    report = extract(report_file(tmp_path, "ปฎิบัติงานตามคู่มือ"))
    steps = report.measures[0].steps
    assert steps is not None
    assert (steps.raw, steps.text) == ("ปฎิบัติงานตามคู่มือ", "ปฏิบัติงานตามคู่มือ")
    assert [(c.measure, c.field) for c in report.corrections] == [("m1", "steps")]
    likeness = report.corrections[0].likeness
    assert likeness is not None
    assert 0.95 < likeness <= 1


def test_titles_and_headings_are_mended_and_logged(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    heading = "มาตรการ\tวิธีการดำเนินการ\tผู้รับผิดชอบ\tระยะเวลา\tเอกสารอ้างอึง"
    row = "จัดทำคู่มือ\tประกาศใช้\tกองคลัง\tมกราคม 2567\tประกาศ"
    lines = ["รายงานผลการดำเนีนการตามมาตรการส่งเสริมคุณธรรม", "เทศบาลตำบลโคกสูงเนิน", heading, row]
    path.write_text("\n".join(lines), encoding="utf-8")
    report = extract(path)
    assert report.report.title is not None
    assert report.report.title.startswith("รายงานผลการดำเนินการ")
    mended = [(c.measure, c.field, "อ้างอิง" in c.after) for c in report.corrections]
    assert mended == [(None, None, False), (None, None, True)]


def test_repair_off_changes_nothing(tmp_path: Path) -> None:
    report = extract(report_file(tmp_path, "ปฎิบัติงานตามคู่มือ"), Settings(repair="off"))
    assert report.corrections == []


def steps_of(path: Path, settings: Settings | None = None) -> str | None:
    (measure,) = extract(path, settings).measures
    return measure.steps and measure.steps.text


def word_file(folder: Path, words: str) -> Path:
    texts = ("มาตรการ", "วิธีการดำเนินการ", "ผู้รับผิดชอบ"), ("จัดทำคู่มือ", words, "กองคลัง")
    return write_docx(folder / "r.docx", tbl(*(tr(*(tc(p(text)) for text in row)) for row in texts)))


def test_what_somebody_typed_is_left_unless_asked_for(tmp_path: Path) -> None:
    path = word_file(tmp_path, "ปฎิบัติงานตามคู่มือ")
    assert steps_of(path) == "ปฎิบัติงานตามคู่มือ"
    assert extract(path).corrections == []
    assert steps_of(path, Settings(repair="all")) == "ปฏิบัติงานตามคู่มือ"


@pytest.mark.parametrize(("under", "steps"), [("", "ปฎิบัติงานตามคู่มือ"), (PICTURE, "ปฏิบัติงานตามคู่มือ")])
def test_a_text_layer_over_a_picture_of_its_page_was_read_by_a_machine(
    tmp_path: Path, under: str, steps: str
) -> None:
    font, page = Font(), Page().draw(under).table((50, 200, 400, 550), (80, 110, 140))
    for y, row in ((100, ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ")), (130, ("จัดทำคู่มือ", "ปฎิบัติงานตามคู่มือ", "กองคลัง"))):
        for x, text in zip((55, 205, 405), row, strict=True):
            page.text(x, y, text, font)
    path = tmp_path / "r.pdf"
    path.write_bytes(pdf_bytes([page]))
    assert steps_of(path, Settings(ocr="never")) == steps


def test_a_likely_misreading_is_a_finding(tmp_path: Path) -> None:
    report = extract(report_file(tmp_path, LIKELY))
    assert "letter-suspect" in [finding.code for finding in report.findings]


def test_own_words_are_mended_by(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("kind\ttext\nword\tบางปะโคนิ่ม\n", encoding="utf-8")
    report = extract(report_file(tmp_path, "บางปะโดนิ่ม"), Settings(lexicon=str(own)))
    assert [c.after for c in report.corrections] == ["บางปะโคนิ่ม"]


def test_a_broken_list_of_own_words_is_a_wrong_usage(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("name\tx\n", encoding="utf-8")
    with pytest.raises(UsageError, match="line 1"):
        lexicon(str(own))
