"""Lists in cells: what is an item, what only looks like one, and how items nest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_extract.fields.lists import Item, Listing, pieces, read_list
from ita_extract.ita.tsv import read_rows
from ita_extract.thai.clean import clean

Outline = list[object]


def outline(items: tuple[Item, ...]) -> Outline:
    """(number, text) pairs; a nested list stands behind its parent."""
    found: Outline = []
    for item in items:
        found.append((item.number, item.text))
        if item.items:
            found.append(outline(item.items))
    return found


def read(text: str) -> Outline:
    return outline(read_list(text).items)


FLAT = [
    ("2.1 สำรวจความเห็น", ["2.1 สำรวจความเห็น"]),
    ("(ก) ประกาศอัตราค่าบริการ", ["ก ประกาศอัตราค่าบริการ"]),
    ("2.1 เผยแพร่แผน\n2.2 รายงานผลทุกไตรมาส", ["2.1 เผยแพร่แผน", "2.2 รายงานผลทุกไตรมาส"]),
    ("1.สำรวจ 2.วางแผน 3.ลงมือ", ["1 สำรวจ", "2 วางแผน", "3 ลงมือ"]),
    ("๑) สำรวจ ๒) วางแผน", ["1 สำรวจ", "2 วางแผน"]),
    ("(1) สำรวจ (2) วางแผน", ["1 สำรวจ", "2 วางแผน"]),
    ("(1)สำรวจ(2)วางแผน", ["1 สำรวจ", "2 วางแผน"]),
    ("1 . สำรวจ 2 . วางแผน", ["1 สำรวจ", "2 วางแผน"]),
    ("1.)สำรวจ 2.)วางแผน", ["1 สำรวจ", "2 วางแผน"]),
    ("1.-สำรวจ\n2.-วางแผน", ["1 สำรวจ", "2 วางแผน"]),
    ("1.สำรวจ2.วางแผน3.ลงมือ", ["1 สำรวจ", "2 วางแผน", "3 ลงมือ"]),
    ("แบ่งเป็นขั้น1.สำรวจ2.วางแผน", ["1 สำรวจ", "2 วางแผน"]),
    ("1.\nสำรวจ\n2.\nวางแผน", ["1 สำรวจ", "2 วางแผน"]),
    ("1 สำรวจ\n2 วางแผน", ["1 สำรวจ", "2 วางแผน"]),
    ("1: สำรวจ\n2: วางแผน", ["1 สำรวจ", "2 วางแผน"]),
    ("ก. สำรวจ ข. วางแผน ค. ลงมือ", ["ก สำรวจ", "ข วางแผน", "ค ลงมือ"]),
    ("(ก) สำรวจ (ข) วางแผน", ["ก สำรวจ", "ข วางแผน"]),
    ("a) สำรวจ b) วางแผน", ["a สำรวจ", "b วางแผน"]),
    ("i. สำรวจ ii. วางแผน iii. ลงมือ", ["i สำรวจ", "ii วางแผน", "iii ลงมือ"]),
    ("① สำรวจ ② วางแผน", ["1 สำรวจ", "2 วางแผน"]),
    ("3.1 สำรวจ 3.2 วางแผน", ["3.1 สำรวจ", "3.2 วางแผน"]),
    ("1.1) สำรวจ 1.2) วางแผน", ["1.1 สำรวจ", "1.2 วางแผน"]),
    ("ข้อ 1 สำรวจ\nข้อ 2 วางแผน", ["ข้อ 1 สำรวจ", "ข้อ 2 วางแผน"]),
    ("ขั้นตอนที่ 1: สำรวจ\nขั้นตอนที่ 2: วางแผน", ["ขั้นตอนที่ 1 สำรวจ", "ขั้นตอนที่ 2 วางแผน"]),
    ("ครั้งที่ 1 สำรวจ ครั้งที่ 2 วางแผน", ["ครั้งที่ 1 สำรวจ", "ครั้งที่ 2 วางแผน"]),
    ("- สำรวจ\n- วางแผน", ["สำรวจ", "วางแผน"]),
    ("-สำรวจ -วางแผน", ["สำรวจ", "วางแผน"]),
    ("– สำรวจ – วางแผน", ["สำรวจ", "วางแผน"]),
    ("มีดังนี้ - สำรวจ - วางแผน", ["สำรวจ", "วางแผน"]),
    ("• สำรวจ• วางแผน", ["สำรวจ", "วางแผน"]),
    ("☐ สำรวจ ☑ วางแผน", ["สำรวจ", "วางแผน"]),
    ("( ) สำรวจ (/) วางแผน", ["สำรวจ", "วางแผน"]),
    ("\uf0b7 สำรวจ \uf0b7 วางแผน", ["สำรวจ", "วางแผน"]),
    ("o สำรวจ\no วางแผน", ["สำรวจ", "วางแผน"]),
    ("* สำรวจ\n* วางแผน", ["สำรวจ", "วางแผน"]),
    ("1. 5 ส. 2. จัดหา", ["1 5 ส.", "2 จัดหา"]),
    ("ครบ 3 ข้อ 1. สำรวจ 2. วางแผน", ["1 สำรวจ", "2 วางแผน"]),
    ("1.ปี พ.ศ. 2565 2. วางแผน", ["1 ปี พ.ศ. 2565", "2 วางแผน"]),
    ("1. โทร. 0-2345-6789 ต่อ 12 2. วางแผน", ["1 โทร. 0-2345-6789 ต่อ 12", "2 วางแผน"]),
    ("4. ลงมือ", ["4 ลงมือ"]),
    ("1.. สำรวจ 2.. วางแผน", ["1 สำรวจ", "2 วางแผน"]),
    ("1/ สำรวจ 2/ วางแผน", ["1 สำรวจ", "2 วางแผน"]),
    ("1.สำรวจ,2.วางแผน", ["1 สำรวจ,", "2 วางแผน"]),
    ("1. สำรวจตามข้อ 1.2 และ 1.3 2. วางแผน", ["1 สำรวจตามข้อ 1.2 และ 1.3", "2 วางแผน"]),
    ("1.ประชุม ครั้งที่ 1 ต้นปี 2.ประชุม ครั้งที่ 2 ปลายปี", ["1 ประชุม ครั้งที่ 1 ต้นปี", "2 ประชุม ครั้งที่ 2 ปลายปี"]),
    ("1,สำรวจ 2,วางแผน", ["1 สำรวจ", "2 วางแผน"]),
    ("Ø สำรวจ\nØ วางแผน", ["สำรวจ", "วางแผน"]),
    ("v สำรวจ\nv วางแผน", ["สำรวจ", "วางแผน"]),
    ("1. สำรวจ (1. ก่อน 2. หลัง) 2. วางแผน", ["1 สำรวจ (1. ก่อน 2. หลัง)", "2 วางแผน"]),
    ("1. สำรวจ (เช้า - บ่าย - ค่ำ) 2. วางแผน", ["1 สำรวจ (เช้า - บ่าย - ค่ำ)", "2 วางแผน"]),
    ("- เปิดบริการยืม - คืนหนังสือ - วางแผน", ["เปิดบริการยืม - คืนหนังสือ", "วางแผน"]),
]


@pytest.mark.parametrize(("text", "expected"), FLAT)
def test_every_numbering(text: str, expected: list[str]) -> None:
    assert [" ".join(filter(None, (item.number, item.text))) for item in read_list(text).items] == expected


def test_words_that_end_like_a_label_hide_no_number() -> None:
    text = "1. ใช้งบประมาณ 2. ติดต่อ 3. ระยะเวลา 4. ทางโทรศัพท์ 5. ทุกไตรมาส 6. หัวข้อ 7. จบ"
    assert [item.number for item in read_list(text).items] == list("1234567")


def test_unlike_bullets_nest() -> None:
    assert read("➢ หลัก\n✓ ย่อย\n✓ ย่อยสอง\n➢ หลักสอง") == [
        (None, "หลัก"),
        [(None, "ย่อย"), (None, "ย่อยสอง")],
        (None, "หลักสอง"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "รายงานรอบ 6 เดือน และรอบ 12 เดือน",
        "ตัวชี้วัดที่ 9.4 และตัวชี้วัดที่ 9.5 มีคะแนนน้อย",
        "ตามข้อ 25 ของคู่มือ",
        "ตามข้อ 1. และข้อ 2. ของคู่มือ",
        "โทร 0-2345-6789",
        "บริการยืม - คืนหนังสือ",
        "ต.ค. 66 - ก.ย. 67",
        "ตุลาคม 2566 - กันยายน 2567",
        "จันทร์ - ศุกร์ เวลา 08.30 - 16.30 น.",
        "ในปี พ.ศ. 2566",
        "ปี 2566 - 2570",
        "เปิดเวลา 08.30 น.",
        "ได้ 95.84 คะแนน เพิ่ม 1.99 คะแนน",
        "พ.ร.บ. ข่าวสาร พ.ศ. 2540 มาตรา 9 วรรคหนึ่ง (8) และมาตรา 7 (1) (2) และ (4)",
        "หัวข้อ o12 และ O43",
        "มาตรา 7 (1) ประกาศไว้ (2) ตีพิมพ์ไว้ (3) จัดไว้ให้ดู",
        "1 ครั้ง\n2 ครั้ง",
        "ระเบียบ (ฉบับที่ 2) พ.ศ. 2560",
        "ติดป้าย QR code",
        "ใช้เงิน 1,500.00 บาท",
        "ใช้เงิน 500.- บาท",
        "ได้ร้อยละ 80. จากร้อยละ 70. เดิม",
        "สำนักงาน ป.ป.ช. และ ก.พ.ร.",
        "ดูที่ www.example.go.th/1.html หรือ a.b@example.go.th",
        "หน้า 1 - 3",
        "ทำตาม (1) และ (2) ให้ครบ",
        "ภายในวันที่ 31/03/2567",
        "ทำต่อ 2. แล้วพัก",
        "ระยะที่ 1 และระยะที่ 2 เสร็จแล้ว",
        "ชั้น ม.1 - ม.6",
        "ลดลง -5 คะแนน",
        "-5 คะแนน",
        "- 2 -",
        "-",
        "ไม่มี",
        "1. 2. 3.",
        "พื้นที่ 2.5 ไร่ ราคา 1.5 ล้านบาท",
    ],
)
def test_nothing_split_that_is_no_list(text: str) -> None:
    assert read_list(text) == Listing(text, (Item(None, text),))


@pytest.mark.parametrize("text", ["", " ", "\n \n"])
def test_an_empty_cell_has_no_item(text: str) -> None:
    assert read_list(text) == Listing("", ())


NESTED = [
    (
        "1. แผน 1) ร่าง 2) เสนอ 2. ผล 1) สรุป",
        [("1", "แผน"), [("1", "ร่าง"), ("2", "เสนอ")], ("2", "ผล"), [("1", "สรุป")]],
    ),
    (
        "1. แผน\n- ร่าง\n- เสนอ\n2. ผล\n- สรุป",
        [("1", "แผน"), [(None, "ร่าง"), (None, "เสนอ")], ("2", "ผล"), [(None, "สรุป")]],
    ),
    (
        "1. แผน 1.1 ร่าง 1.2 เสนอ 1.2.1 ก่อน 2. ผล 2.1 สรุป",
        [
            ("1", "แผน"),
            [("1.1", "ร่าง"), ("1.2", "เสนอ"), [("1.2.1", "ก่อน")]],
            ("2", "ผล"),
            [("2.1", "สรุป")],
        ],
    ),
    (
        "ด้านที่ 1 เงิน 1. ร่าง 2. เสนอ ด้านที่ 2 คน 1. สรุป 2. ส่ง",
        [
            ("ด้านที่ 1", "เงิน"),
            [("1", "ร่าง"), ("2", "เสนอ")],
            ("ด้านที่ 2", "คน"),
            [("1", "สรุป"), ("2", "ส่ง")],
        ],
    ),
    ("1.1 ร่าง 1.2 เสนอ 2. ผล", [("1.1", "ร่าง"), ("1.2", "เสนอ"), ("2", "ผล")]),
    (
        "1. - ร่าง - เสนอ 2. - สรุป",
        [("1", ""), [(None, "ร่าง"), (None, "เสนอ")], ("2", ""), [(None, "สรุป")]],
    ),
    ("-แผน 1.ร่าง 2.เสนอ -ผล", [(None, "แผน"), [("1", "ร่าง"), ("2", "เสนอ")], (None, "ผล")]),
]


@pytest.mark.parametrize(("text", "expected"), NESTED)
def test_nests_by_style(text: str, expected: Outline) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1. ไป 2. มา 3. ดู 3. ฟัง 3. คิด 4. ทำ", "123334"),
        ("1. ไป\n2. มา\n4. ดู\n5. ฟัง", "1245"),
        ("1) ไป 2) มา 1) ดู 2) ฟัง", "1212"),
        ("2. ไป 3. มา", "23"),
        ("1. ไป 2. มา 3) ดู 4. ฟัง", "1234"),
        ("1. ไป\n2. มา 3. ดู\n4. ฟัง", "1234"),
    ],
)
def test_numbers_that_repeat_jump_or_restart_stay_in_one_list(text: str, numbers: str) -> None:
    assert [item.number for item in read_list(text).items] == list(numbers)


def test_text_before_a_list_is_no_item() -> None:
    listing = read_list("ทำดังนี้ 1. ไป 2. มา")
    assert listing.text == "ทำดังนี้\n1. ไป\n2. มา"
    assert outline(listing.items) == [("1", "ไป"), ("2", "มา")]


def test_a_line_before_numbers_that_start_again_introduces_them() -> None:
    assert read("ด้านหนึ่ง\n1. ไป\n2. มา\nด้านสอง\n1. ดู\n2. ฟัง") == [
        ("1", "ไป"),
        ("2", "มา"),
        ("1", "ดู"),
        ("2", "ฟัง"),
    ]


def test_a_line_within_an_item_stays_in_it() -> None:
    assert read("1. ไป\nช้าช้า\n2. มา") == [("1", "ไป\nช้าช้า"), ("2", "มา")]


def test_a_dash_for_nothing_is_text() -> None:
    assert read("1. –\n2. มา") == [("1", "–"), ("2", "มา")]


def test_pieces_are_the_texts_without_marks() -> None:
    assert pieces("ทำดังนี้ 1. ไป 2) มา") == ("ทำดังนี้", "ไป", "มา")


def test_the_data_is_well_formed() -> None:
    kinds = {row[0] for row in read_rows("marks.tsv")}
    assert kinds == {
        "label",
        "before",
        "complete",
        "unit",
        "word",
        "between",
        "opens",
        "pair",
        "month",
        "bullet",
        "dash",
    }
    assert all(len(row) >= 2 and row[1] == row[1].strip() for row in read_rows("marks.tsv"))


# What must hold for every text

WORDS = st.sampled_from(["สำรวจ", "วางแผน", "จัดอบรม", "เขียนคู่มือ", "ส่งหนังสือ", "ลงเว็บไซต์"])
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
SCRAPS = st.lists(
    st.sampled_from([*"12345.-)( \nกข–•☐/", "ข้อ 1", "1.1", "2.", " 3) ", "สำรวจ", "แผน", "และ", "พ.ศ. 2566"]),
    max_size=40,
).map("".join)

STYLES: dict[str, Callable[[int], str]] = {
    "1.": lambda n: f"{n}.",
    "1)": lambda n: f"{n})",
    "(1)": lambda n: f"({n})",
    "ก.": lambda n: f"{'กขคงจฉ'[n - 1]}.",
    "-": lambda n: "-",
    "•": lambda n: "•",
    "step": lambda n: f"ขั้นตอนที่ {n}",
}


@st.composite
def nested_lists(draw: st.DrawFn) -> tuple[str, Outline]:
    """A list of two levels as printed, in two styles, one item a line or all in one, and its outline."""
    outer, inner = draw(st.lists(st.sampled_from(sorted(STYLES)), min_size=2, max_size=2, unique=True))
    between = draw(st.sampled_from(["\n", " "]))
    space = draw(st.sampled_from([" ", "  "]))
    printed: list[str] = []
    expected: Outline = []
    for number in range(1, draw(st.integers(2, 5)) + 1):
        expected.append(_print_item(draw(TEXTS), outer, number, space, printed))
        count = draw(st.sampled_from([0, 2, 3]))
        inside = [_print_item(draw(TEXTS), inner, n, space, printed) for n in range(1, count + 1)]
        expected += [inside] if inside else []
    return between.join(printed), expected


def _print_item(text: str, style: str, number: int, space: str, printed: list[str]) -> tuple[str | None, str]:
    mark = STYLES[style](number)
    printed.append(f"{mark}{space}{text}")
    return (None if style in "-•" else mark.strip("().")), text


@given(nested_lists())
def test_a_printed_list_is_read_back(case: tuple[str, Outline]) -> None:
    text, expected = case
    assert read(text) == expected


def letters(text: str) -> str:
    """Letters, marks and digits, in order."""
    return "".join(
        sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign)[0] in "LMN"
    )


def printed(items: tuple[Item, ...]) -> str:
    return "".join(f"{item.number or ''}{item.text}{printed(item.items)}" for item in items)


@given(nested_lists())
def test_numbers_and_texts_hold_every_letter_once(case: tuple[str, Outline]) -> None:
    assert letters(printed(read_list(case[0]).items)) == letters(case[0])


@settings(max_examples=300)
@given(SCRAPS)
def test_only_white_space_changes_in_the_text(text: str) -> None:
    assert "".join(read_list(text).text.split()) == "".join(text.split())


@settings(max_examples=300)
@given(SCRAPS)
def test_items_hold_each_letter_at_most_once_and_in_order(text: str) -> None:
    rest = iter(letters(text))
    assert all(sign in rest for sign in letters(printed(read_list(text).items)))


@given(nested_lists())
def test_reading_again_changes_nothing(case: tuple[str, Outline]) -> None:
    listing = read_list(case[0])
    assert read_list(listing.text) == listing


@given(nested_lists())
def test_each_item_begins_a_line(case: tuple[str, Outline]) -> None:
    listing = read_list(case[0])
    texts = [text for text in re.split(r"\n", listing.text) if text]
    assert len(texts) == len([entry for entry in _flat(case[1]) if entry])


def _flat(entries: Outline) -> list[object]:
    return [one for entry in entries for one in (_flat(entry) if isinstance(entry, list) else [entry])]


@pytest.mark.parametrize("scrap", ["1.", "1. ", "- ", "(", "1)", "ก. ", "ข้อ 1 ", "☐ก", "1.1 ก ", "\n", " "])
def test_a_huge_cell_is_read(scrap: str) -> None:
    text = scrap * (60_000 // len(scrap))
    assert "".join(read_list(text).text.split()) == "".join(text.split())


@pytest.mark.parametrize("sign", "•·●▪■◆➢➤►▶☞☛❖◦○‣⁃∙\uf0b7\uf0a7\uf0d8")
def test_bullets_inside_a_cleaned_line_are_siblings_of_the_one_that_opens_it(sign: str) -> None:
    text = clean(f"{sign} สำรวจ {sign} วางแผน\n{sign} ลงมือ ก่อน - หลัง").text
    assert read(text) == [(None, "สำรวจ"), (None, "วางแผน"), (None, "ลงมือ ก่อน - หลัง")]


def test_every_sign_opens_an_item() -> None:
    signs = [row[1] for row in read_rows("marks.tsv") if row[0] in ("bullet", "dash")]
    assert [sign for sign in signs if len(read(f"{sign} สำรวจ\n{sign} วางแผน")) != 2] == []


def test_other_signs_inside_a_cleaned_line_are_nested() -> None:
    text = clean("- สำรวจ • แบบสอบถาม • สัมภาษณ์\n- ลงมือ").text
    inner: Outline = [(None, "แบบสอบถาม"), (None, "สัมภาษณ์")]
    assert read(text) == [(None, "สำรวจ"), inner, (None, "ลงมือ")]
