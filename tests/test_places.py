"""The gazetteer: names go there and back, slips of the pen are seen, nothing is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from ita_extract.ita import places
from ita_extract.ita.places import Address, address, likely, name_at, named, resolve, statements
from ita_extract.thai.keys import key

SUBDISTRICTS = sorted(code for code in places.areas() if len(code) == 6)
DISTRICTS = sorted(code for code in places.areas() if len(code) == 4)
codes = st.sampled_from(SUBDISTRICTS)


def test_the_gazetteer_is_whole() -> None:
    by_digits = [sum(len(code) == digits for code in places.areas()) for digits in (2, 4, 6)]
    assert by_digits == [77, 928, 7436]
    assert all(code[:4] in places.areas() for code in SUBDISTRICTS)


@given(codes)
def test_full_names_give_the_place_back(code: str) -> None:
    whole = address(code)
    found = resolve(subdistrict=whole.subdistrict, district=whole.district, province=whole.province)
    twins = named("subdistrict", whole.subdistrict or "", code[:4])
    assert found == whole if len(twins) == 1 else found.code == code[:4]


@given(codes)
def test_an_address_in_text_is_read_whole(code: str) -> None:
    whole = address(code)
    area, district = ("แขวง", "เขต") if code.startswith("10") else ("ตำบล", "อำเภอ")
    text = f"{area}{whole.subdistrict} {district}{whole.district} จังหวัด{whole.province}"
    said = {statement.level: statement.name for statement in statements(text) if statement.known}
    assert said["district"] == whole.district
    assert said["province"] == whole.province
    assert named("subdistrict", said["subdistrict"], code)


@given(codes)
def test_a_name_is_found_at_the_start_of_what_follows(code: str) -> None:
    name = places.areas()[code].name
    assert name_at("subdistrict", f"{name} อำเภอ") == len(name)


def test_spaces_inside_a_name_do_not_hide_it() -> None:
    assert name_at("district", "เมือง นครราช สีมา จังหวัด") == len("เมือง นครราช สีมา")


def test_a_longer_word_is_not_cut_before_its_marks() -> None:
    assert name_at("subdistrict", "กกตูมั") == 0


def test_a_short_name_does_not_stand_for_a_longer_unknown_one() -> None:
    assert [(s.name, s.known) for s in statements("ตำบลทุ่งไม่มีจริง อำเภอดงหลวงจังหวัดมุกดาหาร")] == [
        ("ทุ่งไม่มีจริง", False),
        ("ดงหลวง", True),
        ("มุกดาหาร", True),
    ]


@pytest.mark.parametrize(
    ("text", "level", "name"),
    [
        ("อ.ดงหลวง จ.มุกดาหาร", "district", "ดงหลวง"),
        ("อ. ดงหลวง จ. มุกดาหาร", "province", "มุกดาหาร"),
        ("จว.ขอนแก่น", "province", "ขอนแก่น"),
        ("ที่ว่าการจังหวัด นครปฐม", "province", "นครปฐม"),
        ("กทม.", "province", "กรุงเทพมหานคร"),
        ("จังหวัดอยุธยา", "province", "พระนครศรีอยุธยา"),
        ("อำเภอสุไหงโก-ลก", "district", "สุไหงโก-ลก"),
    ],
)
def test_short_forms_and_signs(text: str, level: str, name: str) -> None:
    assert (level, name) in {(statement.level, statement.name) for statement in statements(text)}


def test_dotted_forms_inside_longer_ones_are_none() -> None:
    assert list(statements("ก.จ.นครปฐม กจ.นครปฐม")) == [
        statement for statement in statements("ก.จ.นครปฐม") if statement.start == 2
    ]


def test_the_capital_is_named_by_its_province() -> None:
    assert resolve(district="เมือง", province="นครราชสีมา").code == "3001"
    assert resolve(district="เมือง", province="กรุงเทพมหานคร").code == "10"


@given(codes, st.integers(0, 30))
def test_a_letter_lost_leads_to_the_one_nearest_name_or_to_none(code: str, at: int) -> None:
    name = key(places.areas()[code].name)
    slip = name[: at % len(name)] + name[at % len(name) + 1 :]
    found = likely("subdistrict", slip, code[:4])
    around = [area for area in SUBDISTRICTS if area.startswith(code[:4])]
    distances = sorted(DamerauLevenshtein.distance(slip, key(places.areas()[area].name)) for area in around)
    if found is not None:
        assert DamerauLevenshtein.distance(slip, key(found.name)) == distances[0] <= 2
        assert distances[1:2] != distances[:1]


def test_slips_are_mended_only_where_one_place_is_meant() -> None:
    assert resolve(district="ดงหลาง", province="มุกดาหาร").district == "ดงหลวง"
    assert likely("subdistrict", "หนองบว") is None
    assert likely("subdistrict", "นา") is None


def test_what_is_not_known_stays_as_written() -> None:
    assert resolve(district="ไม่มีจริง", province="มุกดาหาร") == Address(None, "ไม่มีจริง", "มุกดาหาร", "49")
    assert resolve(subdistrict="ไม่มีจริงเลย") == Address("ไม่มีจริงเลย", None, None, None)


def test_an_ambiguous_name_gives_no_district() -> None:
    found = resolve(subdistrict="หนองบัว")
    assert (found.district, found.province, found.code) == (None, None, None)


@given(st.sampled_from(DISTRICTS))
def test_a_districts_own_name_leads_to_its_code(code: str) -> None:
    area = places.areas()[code]
    found = resolve(district=area.name, province=places.areas()[code[:2]].name)
    assert found.code == code
