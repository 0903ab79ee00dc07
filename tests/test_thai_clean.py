"""Cleaning puts in order, joins what a scanner tore, keeps what is right, and loses nothing."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_extract.thai.clean import clean
from ita_extract.thai.digits import has_thai_digits, to_arabic
from ita_extract.thai.keys import key
from ita_extract.thai.marks import order

THAI = "".join(chr(code) for code in [*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C)])
MIXED = st.text(alphabet=THAI + " \n\t .-()/•o:ITAabc0123456789\u200b\u00a0\ufeff\r", max_size=60)
WORDS = st.sampled_from(
    """การ ความ ประชุม ข้อมูล หน่วยงาน และ ของ ที่ กองคลัง ติ สำนักปลัด น้ำ 12 ฯลฯ อบต. มูล ข้อ เนินการ ตำม
    ก ำ ร ้ เ แ ๆ ( ) า น""".split()  # noqa: SIM905
)
PHRASES = st.lists(WORDS, max_size=14).map(" ".join)
TEXTS = st.one_of(MIXED, PHRASES)

ORDERED = {
    "น้ํา": "น้ำ",
    "นํ้า": "น้ำ",
    "ดําเนินการ": "ดำเนินการ",
    "เเล้ว": "แล้ว",
    "ท่ี": "ที่",
    "ทา่น": "ท่าน",
    "ที่่": "ที่",
    "ผู ้ร ับบริการ": "ผู้รับบริการ",
    "เสร ็จ": "เสร็จ",
    "กุ้ง": "กุ้ง",
    "\uf70aก": "่ก",
    "ที\uf88bนั\uf88fน": "ที่นั้น",
    "ก\u200bข\u00adค\ufeff": "กขค",
    "ก\u00a0\tข": "ก ข",
    "ข้อ ๑๒": "ข้อ 12",
    "หน้า\r\nหลัง": "หน้า\nหลัง",
    "( ก )": "(ก)",
    "• ประชุม\n➢ อบรม": "- ประชุม\n- อบรม",
    "o ประชุม": "- ประชุม",
    "พ . ศ . ๒๕๖๗": "พ.ศ. 2567",
    "ต. ค. 66": "ต.ค. 66",
}

JOINED = {
    "การใช้ อำนาจ": "การใช้อำนาจ",
    "ดำเนิน การตามมาตรการ": "ดำเนินการตามมาตรการ",
    "สาย ด่วน": "สายด่วน",
    "ข้อ มูล": "ข้อมูล",
    "ภาย นอก": "ภายนอก",
    "หน่วย งาน": "หน่วยงาน",
    "แ ล ้ว เสร ็ จ": "แล้วเสร็จ",
    "อัน เกี่ยว ข้อง กับ": "อันเกี่ยวข้องกับ",
    "ราย งาน ผล การ ดำเนินงาน": "รายงานผลการดำเนินงาน",
    "ก า ร ป ร ะ ชุ ม": "การประชุม",
    "สร้างความ เข้าใจแก่ผู้ ปฏิบัติงาน": "สร้างความเข้าใจแก่ผู้ปฏิบัติงาน",
    "เพิ่มช่องทางใน การร้องเรียน": "เพิ่มช่องทางในการร้องเรียน",
    "จัดอบรมให้ พนักงานของ เทศบาลที่ ได้รับแต่งตั้ง": "จัดอบรมให้พนักงานของเทศบาลที่ได้รับแต่งตั้ง",
}

KEPT = [
    "ประชุมเป็นประจำ ปีละ 2 ครั้ง",
    "นายก อบต. ลงนาม",
    "นายสมชาย ใจดี",
    "นาย สมชาย ใจดี",
    "นางสาวมาลี รักงาน นักวิชาการคลัง",
    "สำนักปลัด กองคลัง กองช่าง",
    "ไตรมาส 2 ปี 2567",
    "ต่าง ๆ และอื่น ๆ",
    "วัสดุ อุปกรณ์ ฯลฯ",
    "จำนวน 5 คน ได้แก่ ประธาน กรรมการ และเลขานุการ",
    "ปลัดเทศบาลรายงานว่า การประชุมเสร็จแล้ว ทุกฝ่ายเห็นชอบ",
    "พ่อ แม่ ปู่ ย่า ตา ยาย",
    "ตอบข้อ ก ข ค ง จ",
    "วัน เดือน ปี",
    "ยืม - คืน",
    "งานพัสดุ งานการเงิน งานนโยบายและแผน",
    "จัดทำประกาศ เผยแพร่ให้ทราบทั่วกัน แล้วรายงานผล",
    "กฎ ระเบียบ ข้อบังคับ",
    "บรรทัดแรก\nบรรทัดที่สอง",
]

MENDED = {
    "ด าเนินการ": ("ดำเนินการ", "sara-am"),
    "ส านักงาน": ("สำนักงาน", "sara-am"),
    "กำรทำงำน": ("การทำงาน", "sara-aa"),
    "ก ำ ก ำ บ ติ ต ำ ม ก ำ ร": ("กำกับติดตามการ", "sara-aa"),
}


@pytest.mark.parametrize(("before", "after"), ORDERED.items())
def test_order_and_signs(before: str, after: str) -> None:
    assert clean(before).text == after
    assert clean(before).mends == ()


@pytest.mark.parametrize(("before", "after"), JOINED.items())
def test_torn_words_are_joined(before: str, after: str) -> None:
    assert clean(before).text == after
    assert clean(before).mends == (), "a space is no letter"


@pytest.mark.parametrize("text", KEPT)
def test_spaces_between_phrases_stay(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize(("before", "expected"), MENDED.items())
def test_changed_letters_are_reported(before: str, expected: tuple[str, str]) -> None:
    cleaned = clean(before)
    assert (cleaned.text, cleaned.mends[0].rule) == expected
    assert cleaned.mends[0].after == cleaned.text


@pytest.mark.parametrize("text", ["กำพล จำนงค์", "คำสั่ง อำนาจ จำนวน", "ก า ข"])
def test_letters_stay_where_nothing_is_certain(text: str) -> None:
    assert clean(text).mends == ()


@given(TEXTS)
def test_cleaning_what_is_clean_changes_nothing(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once
    assert clean(once).mends == ()


def _letters(text: str) -> str:
    """What no rule may lose or reorder: base letters and digits; marks and vowels have rules of their own."""
    solid = order(re.sub(r"\s", "", to_arabic(text)))
    return "".join(re.findall("[ก-ฮเ-ไ0-9A-Za-z]", solid))


@given(PHRASES)
def test_no_letter_is_lost_or_moved(text: str) -> None:
    if not clean(text).mends:
        assert _letters(clean(text).text) == _letters(text)


@given(TEXTS)
def test_output_is_in_order(text: str) -> None:
    cleaned = clean(text).text
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not has_thai_digits(cleaned)
    assert not re.search("[\u200b\ufeff\r\t]|  | \n|\n |^ | $", cleaned)


@given(st.lists(st.sampled_from(["ข้อมูล", "ประชุมแล้ว", "กองคลัง"]), min_size=1, max_size=5))
def test_hard_breaks_stay(lines: list[str]) -> None:
    assert clean("\n".join(lines)).text == "\n".join(lines)


def test_a_large_cell_is_read_in_linear_pieces() -> None:
    text = "ข้อ มูล ของหน่วยงาน " * 5000
    assert clean(text).text == ("ข้อมูลของหน่วยงาน " * 5000).strip() or "ข้อ มูล" not in clean(text).text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ผู้ รับผิดชอบ", "ผู้รับผิดชอบ"),
        ("ระยะ เวลา/ดำเนินการ", "ระยะเวลาดำเนินการ"),
        ("ข้อ ๑.", "ข้อ1"),
        ("ITA (OIT)", "itaoit"),
        ("แผนปฏิบัติการฯ", "แผนปฏิบัติการ"),
        ("ดําเนินการ", "ดำเนินการ"),
        ("ผู\u200bร\u200bับ", "ผูรับ"),
    ],
)
def test_key_sees_letters_only(one: str, other: str) -> None:
    assert key(one) == key(other)


@given(TEXTS)
def test_key_is_its_own_key(text: str) -> None:
    assert key(key(text)) == key(text)
    assert not re.search(r"\s", key(text))
