"""Owners: which units, posts and persons a text names, and how much of it they are."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_extract.fields.owners import owner_names
from ita_extract.ita.tsv import read_rows
from ita_extract.ita.units import find_units, leading_unit, unit_share

# One name each: spaces, commas, "and" and brackets in it belong to it.
SINGLE = [
    "สำนักปลัด",
    "สำนักงานปลัด อบต.",
    "สำนักปลัดเทศบาล",
    "สำนักปลัด เทศบาลตำบลบ้านใหม่",
    "กองคลัง",
    "กองการศึกษา ศาสนาและวัฒนธรรม",
    "กองการศึกษา ศาสนา และวัฒนธรรม",
    "กองการศึกษา, ศาสนา และวัฒนธรรม",
    "กองการศึกษาฯ",
    "กองสาธารณสุขและสิ่งแวดล้อม",
    "กองสวัสดิการ สังคม",
    "กองยุทธศาสตร์และงบประมาณ",
    "กองช่างสุขาภิบาล",
    "หน่วยตรวจสอบภายใน",
    "งานการเจ้าหน้าที่",
    "งานป้องกันและบรรเทาสาธารณภัย",
    "ฝ่ายแผนงานและงบประมาณ",
    "ส่วนโยธา",
    "กลุ่มงานเทคนิคการแพทย์",
    "กลุ่มงานกฎหมาย ระเบียบและเรื่องร้องทุกข์",
    "กลุ่มงานประกันสุขภาพ ยุทธศาสตร์และสารสนเทศทางการแพทย์",
    "กลุ่มบริหารงานบุคคล",
    "กลุ่มสาระการเรียนรู้คณิตศาสตร์",
    "คณะวิศวกรรมศาสตร์",
    "คณะกรรมการบริหารความเสี่ยง",
    "คณะทำงานประเมินคุณธรรมและความโปร่งใส (ITA)",
    "ศูนย์พัฒนาเด็กเล็กบ้านใหม่",
    "โรงเรียนเทศบาล 1 (วัดใต้)",
    "โรงพยาบาลส่งเสริมสุขภาพตำบลบ้านใหม่",
    "งานอำนวยการ สถานีตำรวจภูธรบ้านใหม่",
    "กองบังคับการตำรวจภูธรจังหวัดเลย",
    "มณฑลทหารบกที่ 28",
    "สำนักงาน ป.ป.ช.",
    "กรมส่งเสริมการปกครองท้องถิ่น",
    "ที่ทำการปกครองอำเภอบ้านใหม่",
    "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเลย เขต 1",
    "เทศบาลตำบลบ้านใหม่ อำเภอเมือง จังหวัดเลย",
    "สำนักงานพัฒนาชุมชนอำเภอทุกอำเภอ",
    "ทุกส่วนราชการ",
    "ทุกส่วน ราชการ",
    "เจ้าหน้าที่ทุกภารกิจงาน",
    "เจ้าหน้าที่ผู้รับผิดชอบ",
    "หน่วยงานที่เกี่ยวข้อง",
    "ผู้บริหาร",
    "ปลัด อบต.",
    "นายก อบต.",
    "ผู้อำนวยการ กองคลัง",
    "ผอ.กองช่าง",
    "หัวหน้าสำนักปลัด",
    "รองผู้อำนวยการกลุ่มบริหารวิชาการ",
    "เจ้าพนักงานธุรการชำนาญงาน",
    "นักวิชาการเงินและบัญชี",
    "ผู้กำกับการ สภ.บ้านใหม่",
    "นายมานะ ใจกล้า",
    "ว่าที่ ร.ต.มานะ ใจกล้า",
    "พ.ต.อ.มานะ ใจกล้า",
    "นางสาวมานี ณ อยุธยา",
    "ผศ.ดร.มานะ ใจกล้า",
]

# Names over two lines, and names that hold the names of other units.
WHOLE = {
    "กลุ่มงานเภสัชกรรม\nและคุ้มครองผู้บริโภค": "กลุ่มงานเภสัชกรรม และคุ้มครองผู้บริโภค",
    "กลุ่มงานยุทธศาสตร์\nและสารสนเทศ": "กลุ่มงานยุทธศาสตร์ และสารสนเทศ",
    "กองช่างศิลป์\nและหัตถกรรม": "กองช่างศิลป์ และหัตถกรรม",
    "สำนักงานเลขานุการองค์การบริหารส่วนจังหวัด": "สำนักงานเลขานุการองค์การบริหารส่วนจังหวัด",
    "สำนักงานเลขานุการสภามหาวิทยาลัย": "สำนักงานเลขานุการสภามหาวิทยาลัย",
    "สำนักงานเลขานุการคณะวิศวกรรมศาสตร์": "สำนักงานเลขานุการคณะวิศวกรรมศาสตร์",
    "ฝ่ายเลขานุการคณะกรรมการจริยธรรม": "ฝ่ายเลขานุการคณะกรรมการจริยธรรม",
    "กลุ่มงานบริหารงานปกครอง": "กลุ่มงานบริหารงานปกครอง",
    "กลุ่มงานบริหารงาน\nปกครอง": "กลุ่มงานบริหารงาน ปกครอง",
    "ฝ่ายบริหารงานทะเบียน": "ฝ่ายบริหารงานทะเบียน",
    "กลุ่มบริหารงานบุคคล": "กลุ่มบริหารงานบุคคล",
    "งานอำนวยการ สภ.บ้านใหม่": "งานอำนวยการ สภ.บ้านใหม่",
    "ฝ่ายอำนวยการ ภ.จว.เลย": "ฝ่ายอำนวยการ ภ.จว.เลย",
    "สำนักงานสาธารณสุขอำเภอบ้านใหม่": "สำนักงานสาธารณสุขอำเภอบ้านใหม่",
    "สำนักงานคลังจังหวัด": "สำนักงานคลังจังหวัด",
    "กองคลังและพัสดุ": "กองคลังและพัสดุ",
    "คณะกรรมการบริหารสำนักงานแรงงานจังหวัดเลย": "คณะกรรมการบริหารสำนักงานแรงงานจังหวัดเลย",
    "ส่วนตรวจสอบภาษี 1 - 3": "ส่วนตรวจสอบภาษี 1 - 3",
    "นายอำเภอปากช่อง": "นายอำเภอปากช่อง",
    "นางสาวมานี รักดี ครูชำนาญการพิเศษ": "นางสาวมานี รักดี",
    "นายมานะ ใจกล้าหัวหน้างานพัสดุ": "นายมานะ ใจกล้า",
}

# What looks like it and is two.
APART = {
    "งานอำนวยการ ต.ค.๖๕ - ก.ย.๖๖": ("งานอำนวยการ",),
    "กองคลัง และ ศูนย์รับเรื่องร้องเรียน": ("กองคลัง", "ศูนย์รับเรื่องร้องเรียน"),
    "กองคลัง\nและกองช่าง": ("กองคลัง", "กองช่าง"),
    "ฝ่ายบริหาร งานปกครอง": ("ฝ่ายบริหาร", "งานปกครอง"),
    "สำนักปลัด\nและส่วนราชการที่เกี่ยวข้อง": ("สำนักปลัด", "ส่วนราชการที่เกี่ยวข้อง"),
    "ฝ่ายเลขานุการ กองคลัง": ("ฝ่ายเลขานุการ", "กองคลัง"),
    "กองคลัง\nและรายงานผลให้ทราบ": ("กองคลัง",),
}

SEVERAL = [
    ("กองคลัง/งานพัสดุ", ["กองคลัง", "งานพัสดุ"]),
    ("ผู้บริหาร สำนักปลัด", ["ผู้บริหาร", "สำนักปลัด"]),
    ("สำนักปลัดและกองคลัง", ["สำนักปลัด", "กองคลัง"]),
    ("สำนักปลัดกองคลังกองช่าง", ["สำนักปลัด", "กองคลัง", "กองช่าง"]),
    ("1. กองคลัง 2. กองช่าง", ["กองคลัง", "กองช่าง"]),
    ("- กองคลัง\n- กองช่าง", ["กองคลัง", "กองช่าง"]),
    ("กองคลัง, กองช่าง, กองการศึกษา ศาสนา และวัฒนธรรม", None),
    ("สำนักปลัด ภารกิจอื่นที่เกี่ยวข้อง", ["สำนักปลัด", "ภารกิจอื่นที่เกี่ยวข้อง"]),
    ("สำนักปลัด (ฝ่ายอำนวยการ/งานนิติการ)", ["สำนักปลัด", "ฝ่ายอำนวยการ", "งานนิติการ"]),
    ("ทุกสำนัก/กอง/ฝ่าย", ["ทุกสำนัก", "กอง", "ฝ่าย"]),
    ("ผู้รับผิดชอบหลัก: กองคลัง\nผู้รับผิดชอบร่วม: กองช่าง", ["กองคลัง", "กองช่าง"]),
    ("โดย กองคลัง ร่วมกับ กองช่าง", ["กองคลัง", "กองช่าง"]),
    ("กองคลัง โทร. 0-2345-6789", ["กองคลัง"]),
    ("กองคลัง/กองคลัง", ["กองคลัง"]),
    ("กองคลัง (หลัก) กองช่าง (ผู้รับผิดชอบร่วม)", ["กองคลัง", "กองช่าง"]),
    ("เภสัชกรหญิงวรรณา ใจดี", ["เภสัชกรหญิงวรรณา ใจดี"]),
    ("ครูผู้รับผิดชอบงานพัสดุ และงานการเงิน", ["ครูผู้รับผิดชอบงานพัสดุ", "งานการเงิน"]),
    ("ผู้บริหาร ครู และบุคลากร", ["ผู้บริหาร", "ครู", "บุคลากร"]),
    ("ผู้ใหญ่บ้าน หมู่ที่ 1 - 12", ["ผู้ใหญ่บ้าน"]),
    ("สำนักปลัด\nเทศบาลตำบลบ้านใหม่", ["สำนักปลัด", "เทศบาลตำบลบ้านใหม่"]),
    ("นายมานะ ใจกล้า ตำแหน่ง นักวิชาการคลัง", ["นายมานะ ใจกล้า"]),
    ("นายมานะ ใจกล้า (ปลัดเทศบาล)\nนางมานี รักดี (นิติกร)", ["นายมานะ ใจกล้า", "นางมานี รักดี"]),
    ("ผู้อำนวยการกองคลัง (นายมานะ ใจกล้า)", ["ผู้อำนวยการกองคลัง", "นายมานะ ใจกล้า"]),
    ("นายมานะ ใจกล้า และนางมานี รักดี", ["นายมานะ ใจกล้า", "นางมานี รักดี"]),
    (
        "- ทุกภารกิจงานรวบรวมเอกสาร แล้วส่งให้เจ้าหน้าที่ผู้รับผิดชอบเผยแพร่",
        ["ทุกภารกิจงาน", "เจ้าหน้าที่ผู้รับผิดชอบ"],
    ),
    ("มอบหมายให้สำนักปลัดเป็นผู้ดูแล", ["สำนักปลัด"]),
    ("ส่วนกรรมวิธีและเร่งรัดภาษีอากรค้าง, ส่วนบริการ", ["ส่วนกรรมวิธีและเร่งรัดภาษีอากรค้าง", "ส่วนบริการ"]),
    ("กพร./กผง. และ สลก.", ["กพร.", "กผง.", "สลก."]),
    ("ฝอ.1 และ ฝอ.5", ["ฝอ.1", "ฝอ.5"]),
    ("ติดป้ายงดรับของขวัญ (ทุกกอง)", ["ทุกกอง"]),
    (
        "1. นายมานะ ใจกล้า ประธานกรรมการ\n2. นางมานี รักดี กรรมการและเลขานุการ",
        ["นายมานะ ใจกล้า", "นางมานี รักดี"],
    ),
]


@pytest.mark.parametrize("name", SINGLE)
def test_one_name(name: str) -> None:
    assert owner_names(name) == (name,)
    assert unit_share(name) == 1.0
    assert leading_unit(name) == 0


@pytest.mark.parametrize(("text", "name"), WHOLE.items())
def test_a_name_stays_whole(text: str, name: str) -> None:
    assert owner_names(text) == (name,)


@pytest.mark.parametrize(("text", "names"), APART.items())
def test_two_names_stay_apart(text: str, names: tuple[str, ...]) -> None:
    assert owner_names(text) == names


@pytest.mark.parametrize(("text", "names"), [case for case in SEVERAL if case[1]])
def test_several_names(text: str, names: list[str]) -> None:
    assert list(owner_names(text)) == names


def test_a_comma_inside_a_name_and_between_names() -> None:
    text = "สำนักปลัด, กองคลัง, กองการศึกษา ศาสนา และวัฒนธรรม, กองช่าง"
    assert owner_names(text) == ("สำนักปลัด", "กองคลัง", "กองการศึกษา ศาสนา และวัฒนธรรม", "กองช่าง")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("สวนสนุก", ("สวนสนุก",)),
        ("สวนสนุก\nกองคลัง", ("สวนสนุก", "กองคลัง")),
        ("กองคลัง, สวนสนุก", ("กองคลัง", "สวนสนุก")),
        ("โรงเรียนบ้านใหม่ ราษฎร์บำรุง", ("โรงเรียนบ้านใหม่ ราษฎร์บำรุง",)),
        ("มานะ ใจกล้า", ("มานะ ใจกล้า",)),
        ("ก.ม.จ.", ("ก.ม.จ.",)),
    ],
)
def test_a_short_text_that_no_list_knows_is_a_name(text: str, names: tuple[str, ...]) -> None:
    assert owner_names(text) == names


@pytest.mark.parametrize("text", ["", "-", "–", " - ", "ไม่มี"])
def test_a_cell_that_says_nothing_names_nobody(text: str) -> None:
    assert owner_names(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "จัดทำคู่มือการใช้ทรัพย์สิน",
        "ต.ค. 66 - ก.ย. 67",
        "ภายในเดือนมกราคม 2566",
        "แผนการใช้จ่ายเงินประจำปี",
        "คุณธรรมและความโปร่งใส",
        "กลุ่มเป้าหมายได้ประโยชน์",
        "ส่วนใหญ่ทำแล้ว",
        "คะแนนเพิ่มขึ้น 5 คะแนน",
        "ร้อยละ 80",
        "",
    ],
)
def test_what_is_no_unit(text: str) -> None:
    assert find_units(text) == ()
    assert unit_share(text) == 0.0


def test_steps_are_hardly_names() -> None:
    steps = "1.เจ้าหน้าที่ผู้รับผิดชอบสำรวจความต้องการของประชาชนและเขียนแผนให้ครบทุกด้าน 2.ส่งหนังสือถึงผู้บริหาร 3.ขึ้นเว็บไซต์"
    assert unit_share(steps) < 0.3


@pytest.mark.parametrize(
    ("unit", "rest"),
    [
        ("กองคลัง/งานพัสดุ", " 1.กองคลัง หรืองานพัสดุ สำรวจราคา 2.ทำสัญญา"),
        ("กองคลัง", " จัดทำแผนและประกาศให้ประชาชนทราบ"),
        ("สำนักปลัด และกองช่าง", "\n- สำรวจพื้นที่\n- ซ่อมแซม"),
        ("ผู้บริหาร สำนักปลัด", " (1) ออกประกาศ (2) ติดตาม"),
        ("สำนักปลัด (งานนิติการ)", " 1) ร่างประกาศ 2) เสนอ"),
    ],
)
def test_the_unit_before_something_else(unit: str, rest: str) -> None:
    assert leading_unit(unit + rest) == len(unit)


@pytest.mark.parametrize(
    "text",
    [
        "กองคลัง",
        "กองคลัง กองช่าง",
        "1. กองคลัง 2. กองช่าง",
        "1.เจ้าหน้าที่สำรวจ 2.เจ้าหน้าที่รายงาน",
        "หน่วยงานจัดทำแผน",
        "จัดทำแผนโดยกองคลัง",
        "",
    ],
)
def test_no_unit_before_something_else(text: str) -> None:
    assert leading_unit(text) == 0


# Data


def test_the_data_is_well_formed() -> None:
    rows = list(read_rows("units.tsv"))
    assert all(len(row) >= 2 and row[1] == "".join(row[1].split()) and len(row[1]) > 1 for row in rows)
    repeated = [row for row, count in Counter((row[0], row[1]) for row in rows).items() if count > 1]
    assert not repeated


# "responsible" alone, and common nouns, are units only where nothing says otherwise.
@pytest.mark.parametrize("kind", ["whole", "post"])
def test_every_whole_name_is_found(kind: str) -> None:
    names = [row[1] for row in read_rows("units.tsv") if row[0] == kind]
    missed = [name for name in names if [(u.start, u.end) for u in find_units(name)] != [(0, len(name))]]
    assert missed == []


def test_every_subject_makes_a_name_with_a_head() -> None:
    subjects = [row[1] for row in read_rows("units.tsv") if row[0] == "subject"]
    missed = [one for one in subjects if owner_names(f"ฝ่าย{one}") != (f"ฝ่าย{one}",)]
    assert missed == []


# What must hold for every text

NAMES = st.sampled_from([name for name in SINGLE if not {",", "("} & set(name)])
SEPARATORS = st.sampled_from(["\n", "/", ", ", " / ", "\n- ", ";", " และ", " ร่วมกับ "])
SCRAPS = st.lists(
    st.sampled_from(
        ["กอง", "คลัง", "งาน", "และ", " ", "\n", "/", "(", ")", "ทุก", "นาย", "มานะ", "1.", "ปลัด", "จัดทำ"]
    ),
    max_size=30,
).map("".join)


@given(st.lists(NAMES, min_size=1, max_size=5, unique=True), SEPARATORS)
def test_names_with_any_separator_come_back(names: list[str], separator: str) -> None:
    people = [bool(find_units(name)) and find_units(name)[0].kind == "person" for name in names]
    followed = [name for name, person in zip(names, [False, *people], strict=False) if not person]
    found = owner_names(separator.join(names))
    assert [name for name in found if name in followed] == followed


@given(st.lists(NAMES, min_size=2, max_size=5, unique=True))
def test_numbered_names_come_back(names: list[str]) -> None:
    text = " ".join(f"{number}. {name}" for number, name in enumerate(names, 1))
    assert list(owner_names(text)) == names


@settings(max_examples=300)
@given(SCRAPS)
def test_units_stand_in_order_and_apart(text: str) -> None:
    at = 0
    for unit in find_units(text):
        assert at <= unit.start < unit.end <= len(text)
        assert text[unit.start : unit.end].strip() == text[unit.start : unit.end]
        at = unit.end
    assert 0.0 <= unit_share(text) <= 1.0
    assert 0 <= leading_unit(text) < max(1, len(text))


@settings(max_examples=300)
@given(SCRAPS)
def test_names_are_spelled_as_in_the_text(text: str) -> None:
    spaceless = "".join(text.split())
    assert all("".join(name.split()) in spaceless for name in owner_names(text))


@pytest.mark.parametrize("scrap", ["หัวหน้า", "กองคลังและ", "นาย", "ทุก", "กองพัสดุ,", "(", "ก", " "])
def test_a_huge_cell_is_read(scrap: str) -> None:
    text = scrap * (60_000 // len(scrap))
    assert len(find_units(text)) <= len(text)
    assert isinstance(owner_names(text), tuple)


@pytest.mark.parametrize(
    "name",
    [
        "รองคณบดีฝ่ายบริหาร",
        "งานบริการและควบคุมน้ำสูญเสีย",
        "ส่วนอำนวยการและติดตามประเมินผล",
        "กลุ่มงานยุทธศาสตร์และข้อมูลเพื่อการพัฒนาจังหวัด",
        "กลุ่มยุทธศาสตร์และการวางแผนพัฒนา",
    ],
)
def test_a_name_goes_on_with_what_its_unit_does(name: str) -> None:
    assert owner_names(name) == (name,)
    assert owner_names(f"กองคลัง/{name}") == ("กองคลัง", name)


@pytest.mark.parametrize("said", ["และจัดทำรายงาน", "และรายงานผู้บริหาร", "เพื่อตรวจสอบ"])
def test_what_a_unit_is_told_is_no_part_of_its_name(said: str) -> None:
    assert owner_names(f"กองช่าง{said}") == ("กองช่าง",)


@pytest.mark.parametrize("surname", ["สายทอง", "งานดี", "ส่วนบุญ", "กองแก้ว", "หน่วยตา"])
def test_a_surname_may_begin_like_a_unit(surname: str) -> None:
    assert owner_names(f"นางสาวดวงดี {surname}") == (f"นางสาวดวงดี {surname}",)
    assert owner_names("นางสาวดวงดี กองคลัง") == ("นางสาวดวงดี", "กองคลัง")
