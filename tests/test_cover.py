"""What a report says of itself, from covers of every kind of agency."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_extract.cover import read_cover, table_year
from ita_extract.ita import places
from ita_extract.ita.agencies import mentions
from ita_extract.ita.tsv import read_rows
from ita_extract.model.report import Agency
from ita_extract.readers import read
from tests.pages import page

PLAN = [["ลำดับ", "มาตรการ", "ผู้รับผิดชอบ", "ระยะเวลา"], ["1", "ก", "ข", "ค"]]
REPORT = [["ลำดับ", "มาตรการ", "ผลการดำเนินการ", "ผู้รับผิดชอบ"], ["1", "ก", "ข", "ค"]]
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
SUBDISTRICTS = sorted(code for code in places.areas() if len(code) == 6)


def agency_of(*lines: str) -> Agency:
    return read_cover(page(*lines, PLAN)).facts.agency


def test_an_address_behind_an_unknown_subdistrict_or_the_year() -> None:
    found = agency_of("เทศบาลตำบลโนนงาม ตำบลไม่มีจริง อำเภอดงหลวง จังหวัดมุกดาหาร")
    assert (found.subdistrict, found.district, found.code) == (None, "ดงหลวง", "4904")
    found = agency_of("แผนของเทศบาลตำบลโนนงาม ปีงบประมาณ 2567 อ.ดงหลวง จ.มุกดาหาร 49140")
    assert (found.district, found.code) == ("ดงหลวง", "4904")


@given(st.sampled_from(SUBDISTRICTS), st.sampled_from(["องค์การบริหารส่วนตำบล", "เทศบาลตำบล", "อบต.", "ทต."]))
def test_every_subdistricts_agency_is_found_with_its_address(code: str, head: str) -> None:
    place = places.address(code)
    found = agency_of(
        "รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. 2567",
        f"{head}{place.subdistrict}",
        f"อำเภอ{place.district} จังหวัด{place.province}",
    )
    assert found.name == f"{head}{place.subdistrict}"
    assert (found.district, found.province) == (place.district, place.province)
    if len(places.named("subdistrict", place.subdistrict or "", code[:4])) == 1:
        assert (found.subdistrict, found.code) == (place.subdistrict, code)


@given(st.sampled_from(SUBDISTRICTS))
def test_no_address_is_invented(code: str) -> None:
    """Without an address on the cover, only a name that is unique in the country has one."""
    place = places.address(code)
    found = agency_of("มาตรการส่งเสริมความโปร่งใส ปีงบประมาณ 2567", f"องค์การบริหารส่วนตำบล{place.subdistrict}")
    unique = len(places.named("subdistrict", place.subdistrict or "")) == 1
    assert found.province == (place.province if unique else found.province)
    assert found.code is None or code.startswith(found.code) or not unique


@pytest.mark.parametrize(
    ("lines", "name", "kind"),
    [
        (["ชื่อหน่วยงาน : เทศบาลเมืองปากช่อง"], "เทศบาลเมืองปากช่อง", "town-municipality"),
        (["เทศบาลนครขอนแก่น"], "เทศบาลนครขอนแก่น", "city-municipality"),
        (
            ["ขององค์การบริหารส่วนจังหวัดนครปฐม"],
            "องค์การบริหารส่วนจังหวัดนครปฐม",
            "provincial-administrative-organisation",
        ),
        (["ที่ว่าการอำเภอปากช่อง จังหวัดนครราชสีมา"], "ที่ว่าการอำเภอปากช่อง", "district"),
        (["แผนส่งเสริมความโปร่งใสของอำเภอปากช่อง ประจำปี 2567"], "อำเภอปากช่อง", "district"),
        (["แผนส่งเสริมความโปร่งใส ของจังหวัดนครปฐม ประจำปี 2567"], "จังหวัดนครปฐม", "province"),
        (["โรงเรียนเทศบาล 1 (วัดใต้)", "เทศบาลเมืองปากช่อง"], "โรงเรียนเทศบาล 1 (วัดใต้)", "school"),
        (
            ["โรงเรียนบ้านโนนงาม", "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาขอนแก่น เขต 1", "กระทรวงศึกษาธิการ"],
            "โรงเรียนบ้านโนนงาม",
            "school",
        ),
        (["สพป.ขอนแก่น เขต 4"], "สพป.ขอนแก่น เขต 4", "education-area-office"),
        (["วิทยาลัยเทคนิคนครปฐม สำนักงานคณะกรรมการการอาชีวศึกษา"], "วิทยาลัยเทคนิคนครปฐม", "college"),
        (["สำนักงานคลังจังหวัดนครปฐม"], "สำนักงานคลังจังหวัดนครปฐม", "office"),
        (["มหาวิทยาลัยราชภัฏนครปฐม"], "มหาวิทยาลัยราชภัฏนครปฐม", "university"),
        (["โรงพยาบาลปากช่อง จังหวัดนครราชสีมา"], "โรงพยาบาลปากช่อง", "hospital"),
        (["รพ.สต.บ้านโนนงาม"], "รพ.สต.บ้านโนนงาม", "health-promoting-hospital"),
        (["สถานีตำรวจภูธรปากช่อง ตำรวจภูธรจังหวัดนครราชสีมา"], "สถานีตำรวจภูธรปากช่อง", "police-station"),
        (["สถานีตำรวจนครบาลทองหล่อ"], "สถานีตำรวจนครบาลทองหล่อ", "police-station"),
        (["กรมทรัพยากรน้ำ กระทรวงทรัพยากรธรรมชาติและสิ่งแวดล้อม"], "กรมทรัพยากรน้ำ", "department"),
        (["กระทรวงยุติธรรม"], "กระทรวงยุติธรรม", "ministry"),
        (["ศาลแขวงนครปฐม"], "ศาลแขวงนครปฐม", "court"),
        (["การไฟฟ้าส่วนภูมิภาค"], "การไฟฟ้าส่วนภูมิภาค", "state-enterprise"),
        (["สำนักงานสาธารณสุขอำเภอปากช่อง"], "สำนักงานสาธารณสุขอำเภอปากช่อง", "public-health-office"),
        (["เรือนจำกลางขอนแก่น"], "เรือนจำกลางขอนแก่น", "prison"),
        (["ศูนย์อนามัยที่ 9 นครราชสีมา", "กรมอนามัย"], "ศูนย์อนามัยที่ 9 นครราชสีมา", "area-office"),
        (["สำนักงานป้องกันควบคุมโรคที่ 7 จังหวัดขอนแก่น"], "สำนักงานป้องกันควบคุมโรคที่ 7 จังหวัดขอนแก่น", "area-office"),
        (["สำนักงานชลประทานที่ 6 อำเภอเมืองขอนแก่น จังหวัดขอนแก่น"], "สำนักงานชลประทานที่ 6", "area-office"),
        (["สำนักงานเขตสุขภาพที่ 7"], "สำนักงานเขตสุขภาพที่ 7", "area-office"),
        (["โรงพยาบาลบ้านโนน หมู่ที่ 7 จังหวัดขอนแก่น"], "โรงพยาบาลบ้านโนน", "hospital"),
        (["สำนักงานสรรพากรภาค 4"], "สำนักงานสรรพากรภาค 4", "area-office"),
        (["สถาบันพัฒนาฝีมือแรงงาน 7 อุบลราชธานี"], "สถาบันพัฒนาฝีมือแรงงาน 7 อุบลราชธานี", "area-office"),
        (["สำนักวิจัยและพัฒนาการเกษตรเขตที่ 3"], "สำนักวิจัยและพัฒนาการเกษตรเขตที่ 3", "area-office"),
        (["สำนักงานสิ่งแวดล้อมและควบคุมมลพิษที่ 5 (นครปฐม)"], "สำนักงานสิ่งแวดล้อมและควบคุมมลพิษที่ 5 (นครปฐม)", "office"),
    ],
)
def test_agencies_of_every_kind(lines: list[str], name: str, kind: str) -> None:
    found = agency_of("มาตรการป้องกันการทุจริต ปีงบประมาณ 2567", *lines)
    assert (found.name, found.kind) == (name, kind)


@pytest.mark.parametrize("label", ["", "ชื่อหน่วยงาน : "])
@pytest.mark.parametrize(
    ("above", "name", "kind"),
    [
        ("กรมการพัฒนาชุมชน", "สำนักงานพัฒนาชุมชนจังหวัดขอนแก่น", "office"),
        ("กรมควบคุมโรค", "สำนักงานป้องกันควบคุมโรคที่ 7 ขอนแก่น", "area-office"),
        ("สำนักงานตำรวจแห่งชาติ", "สถานีตำรวจภูธรปากช่อง", "police-station"),
        ("จังหวัดขอนแก่น", "สำนักงานคลังจังหวัดขอนแก่น", "office"),
    ],
)
def test_an_agency_beside_the_one_that_it_belongs_to(label: str, above: str, name: str, kind: str) -> None:
    for line in (f"{above} {name}", f"{name} {above}"):
        found = agency_of("มาตรการป้องกันการทุจริต ปีงบประมาณ 2567", label + line)
        assert (found.name, found.kind) == (name, kind)


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("สำนักงานเขตพื้นที่การศึกษาประถมศึกษาขอนแก่น เขต 1", "สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน"),
        ("กองบังคับการตรวจคนเข้าเมือง 5", "สำนักงานตรวจคนเข้าเมือง"),
    ],
)
def test_the_office_of_a_whole_country_is_no_part_of_one_of_its_own(name: str, above: str) -> None:
    assert agency_of("มาตรการป้องกันการทุจริต ปีงบประมาณ 2567", f"{name} {above}").name == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("กองแผนงาน กรมประมง", "กรมประมง"),
        ("สำนักงานเลขานุการกรม กรมควบคุมโรค กระทรวงสาธารณสุข", "กรมควบคุมโรค"),
        ("กองคลัง เทศบาลตำบลโนนงาม", "เทศบาลตำบลโนนงาม"),
        ("ตามหนังสือ กรมประมง", None),
        ("- ผู้รับผิดชอบงานกองช่างของอำเภอ 6 อำเภอ อำเภอละ 1 คน", None),
        ("กองช่าง อำเภอปากช่อง", None),
        ("กองคลัง และโรงเรียนบ้านนา", None),
    ],
)
def test_an_agency_behind_one_of_its_divisions(line: str, name: str | None) -> None:
    assert agency_of("มาตรการป้องกันการทุจริต ปีงบประมาณ 2567", line).name == name


def test_no_word_begins_agencies_of_two_kinds() -> None:
    heads = [row[1].replace(" ", "") for row in read_rows("agency_kinds.tsv")]
    assert len(heads) == len(set(heads))


def test_the_name_of_a_ministrys_office_ends_with_the_ministrys() -> None:
    line = "ภารกิจของสำนักงานปลัดกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์ รวมถึงบุคลากร"
    assert [found.name for found in mentions(line)] == ["สำนักงานปลัดกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์"]


def test_an_agencys_building_and_its_address_are_not_its_name() -> None:
    assert agency_of("ที่ตั้ง สำนักงานเทศบาลตำบลกกตูม อำเภอดงหลวง").kind == "subdistrict-municipality"
    found = agency_of("แผน ปี 2567 ที่ทำการปกครองอำเภอปากช่อง", "อำเภอปากช่อง จังหวัดนครราชสีมา")
    assert (found.name, found.code) == ("ที่ทำการปกครองอำเภอปากช่อง", "3021")


def test_an_offices_seat_is_its_province() -> None:
    assert agency_of("ศูนย์ป้องกันและบรรเทาสาธารณภัย เขต 8 กำแพงเพชร").province == "กำแพงเพชร"
    assert agency_of("สำนักงานสรรพากรภาค 10 จังหวัดอุดรธานี").province == "อุดรธานี"
    assert agency_of("แขวงทางหลวงนครราชสีมาที่ 2").province == "นครราชสีมา"
    assert agency_of("สำนักงานเขตพื้นที่การศึกษาประถมศึกษาลพบุรี เขต 2").province == "ลพบุรี"
    assert agency_of("แผนความโปร่งใสของสำนักปลัด ตามข้อที่ 9").name is None


def test_names_that_others_bear_too_need_the_province() -> None:
    assert agency_of("โรงพยาบาลสิรินธร").province is None
    assert agency_of("โรงพยาบาลสิรินธร จังหวัดอุบลราชธานี").district == "สิรินธร"


def test_a_name_wrapped_over_lines_is_whole() -> None:
    assert agency_of("รายงานผลการดำเนินการของเทศบาลตำบล", "ไชยมงคล อำเภอเมือง").name == "เทศบาลตำบลไชยมงคล"
    assert agency_of("องค์การบริหารส่วนตำบลทุ่งกระ", "พังโหม").name == "องค์การบริหารส่วนตำบลทุ่งกระพังโหม"


@pytest.mark.parametrize("line", ["จัดอบรมจังหวัดละ 2 แห่ง", "ร่วมกับจังหวัดอื่น", "ในจังหวัดต่าง ๆ"])
def test_provinces_that_are_counted_or_others_are_none(line: str) -> None:
    assert list(mentions(line)) == []


def test_spaces_inside_the_name_are_no_part_of_it() -> None:
    assert agency_of("องค์การ บริหารส่วน ตำบล ทุ่ง กระพังโหม").name == "องค์การบริหารส่วนตำบลทุ่งกระพังโหม"


def test_the_full_form_is_preferred_to_the_short_one() -> None:
    found = agency_of("อบต.ทุ่งกระพังโหม", "แผนของ อบต.ทุ่งกระพังโหม", "องค์การบริหารส่วนตำบลทุ่งกระพังโหม")
    assert found.name == "องค์การบริหารส่วนตำบลทุ่งกระพังโหม"


def test_the_body_speaks_of_others_without_being_theirs() -> None:
    body = ["ตามแบบของกรมส่งเสริมการปกครองท้องถิ่น และกระทรวงมหาดไทย " * 20] * 10
    assert agency_of("แผนปฏิบัติการ ประจำปี 2567", "เทศบาลตำบลกกตูม", *body).name == "เทศบาลตำบลกกตูม"
    assert agency_of("เรียน ผู้ว่าราชการ", "ตามที่กระทรวงมหาดไทยแจ้งมานั้น").name is None


def test_a_province_in_the_body_settles_which_of_many_is_meant() -> None:
    candidates = places.named("subdistrict", "หนองบัว")
    alone = [a for a in candidates if sum(b.code[:2] == a.code[:2] for b in candidates) == 1]
    place = places.address(alone[0].code)
    found = agency_of("แผน ปี 2567", "อบต.หนองบัว", f"ได้แจ้งให้คลังจังหวัด{place.province}ทราบแล้ว")
    assert (found.province, found.code) == (place.province, alone[0].code)


def test_readings_that_differ_are_a_finding_and_the_gazetteer_settles() -> None:
    cover = read_cover(
        page("ชื่อหน่วยงาน เทศบาลตำบลกกตูน", "อำเภอดงหลวง จังหวัดมุกดาหาร", "มาตรการของเทศบาลตำบลกกตูม ปี 2567")
    )
    assert cover.facts.agency.name == "เทศบาลตำบลกกตูม"
    assert cover.facts.agency.code == "490403"
    (doubt,) = cover.findings
    assert doubt.code == "agency-name-conflict"
    assert "กกตูม" in doubt.message and "กกตูน" in doubt.message
    assert len(doubt.places) == 2


def test_a_neighbour_of_a_like_name_in_the_body_is_no_misreading() -> None:
    body = "ได้ประชุมร่วมกับองค์การบริหารส่วนตำบลคลองสี่เรื่องการจัดทำแผนงานของทั้งสองแห่ง " * 4
    cover = read_cover(page("แผน ปี 2567", "องค์การบริหารส่วนตำบลคลองสาม", "อำเภอคลองหลวง จังหวัดปทุมธานี", body))
    assert cover.facts.agency.name == "องค์การบริหารส่วนตำบลคลองสาม"
    assert cover.findings == ()


def test_one_misspelt_reading_keeps_its_letters_and_is_a_finding() -> None:
    cover = read_cover(page("เทศบาลตำบลกกตูน", "อำเภอดงหลวง จังหวัดมุกดาหาร"))
    assert cover.facts.agency.name == "เทศบาลตำบลกกตูน"
    assert cover.facts.agency.district == "ดงหลวง"
    assert [doubt.code for doubt in cover.findings] == ["agency-name-conflict"]


def test_places_that_the_gazetteer_has_otherwise_are_told() -> None:
    cover = read_cover(page("แผน ปี 2567", "เทศบาลตำบลกกตูม อำเภอดงหลาง จังหวัดมุกดาหาร"))
    assert (cover.facts.agency.district, cover.facts.agency.code) == ("ดงหลวง", "490403")
    assert [doubt.code for doubt in cover.findings] == ["place-misread"]
    cover = read_cover(page("แผน ปี 2567", "เทศบาลตำบลโนนงาม อำเภอดงหลวง จังหวัดขอนแก่น"))
    assert (cover.facts.agency.district, cover.facts.agency.code) == ("ดงหลวง", "40")
    assert [doubt.code for doubt in cover.findings] == ["place-conflict"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรม ปี 2567", "report"),
        ("รายงานการกำกับติดตามมาตรการ ปี 2567", "report"),
        ("มาตรการส่งเสริมคุณธรรมภายในหน่วยงาน ปี 2567", "plan"),
        ("แผนปฏิบัติการยกระดับคะแนน ปี 2567", "plan"),
        ("การวิเคราะห์ผลการประเมินและมาตรการ ปี 2567", "analysis"),
        ("บทสรุป", "unknown"),
    ],
)
def test_kinds_by_title(title: str, kind: str) -> None:
    assert read_cover(page(title)).facts.kind == kind


def test_the_kind_follows_from_the_table_where_no_title_tells() -> None:
    assert read_cover(page("เทศบาลตำบลกกตูม", PLAN)).facts.kind == "plan"
    assert read_cover(page("เทศบาลตำบลกกตูม", REPORT)).facts.kind == "report"


def test_a_title_over_lines_is_joined_and_ends_before_the_agency() -> None:
    facts = read_cover(
        page(
            "แบบรายงาน",
            "รายงานผลการดำเนินการตามมาตรการ",
            "และแผนงาน",
            "ประจำปีงบประมาณ พ.ศ. ๒๕๖๗",
            "เทศบาลตำบลกกตูม",
        )
    ).facts
    assert facts.title == "รายงานผลการดำเนินการตามมาตรการและแผนงาน ประจำปีงบประมาณ พ.ศ. 2567"


def test_a_memorandum_and_a_proclamation_have_their_title_behind_a_word() -> None:
    title = "มาตรการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2567"
    assert read_cover(page("บันทึกข้อความ", f"เรื่อง {title}")).facts.title == title
    assert read_cover(page("ประกาศเทศบาลตำบลกกตูม", f"เรื่อง {title}")).facts.title == title
    assert read_cover(page("ประกาศ ณ วันที่ 1 ตุลาคม 2566")).facts.title is None


def test_a_cover_inside_a_table() -> None:
    sheet = [["แผนป้องกันการทุจริต ปี 67", "", ""], ["ชื่อหน่วยงาน", "เทศบาลตำบลกกตูม", ""], *PLAN]
    facts = read_cover(page(sheet)).facts
    assert (facts.title, facts.fiscal_year) == ("แผนป้องกันการทุจริต ปี 67", 2567)
    assert facts.agency.code == "490403"


def test_months_in_brackets_on_their_own_line() -> None:
    facts = read_cover(page("รายงานผลการดำเนินการ", "(1 ตุลาคม 2566 ถึง 31 มีนาคม 2567)", "เทศบาลตำบลกกตูม")).facts
    assert facts.period is not None
    assert (facts.period.start, facts.period.end) == ("2023-10-01", "2024-03-31")


@pytest.mark.parametrize(
    ("title", "year", "start", "end"),
    [
        ("รายงานความก้าวหน้า ไตรมาส 1 – 2 ปีงบประมาณ พ.ศ. 2568", 2568, "2024-10-01", "2025-03-31"),
        ("รายงานผลการดำเนินการ ปีงบประมาณ พ.ศ. ๒๕๖๗ รอบ ๖ เดือน", 2567, "2023-10-01", "2024-03-31"),
        ("รายงานผลการดำเนินการ ปีงบประมาณ 2567 รอบ 6 เดือนหลัง", 2567, "2024-04-01", "2024-09-30"),
        ("รายงานผลการดำเนินการ ปีงบประมาณ 2567 รอบ 12 เดือน", 2567, "2023-10-01", "2024-09-30"),
        ("รายงานผลการดำเนินการ ปีงบประมาณ 2567 ไตรมาสที่ 3", 2567, "2024-04-01", "2024-06-30"),
        ("รายงานผลการดำเนินการ ปีงบประมาณ 2567 (ต.ค. 66 - ธ.ค. 66)", 2567, "2023-10-01", "2023-12-31"),
        ("รายงานผลการดำเนินการ ประจำปี 2567", 2567, "2023-10-01", "2024-09-30"),
        ("แผนปฏิบัติการ ปีงบประมาณ 2567 รอบ 6 เดือน", 2567, "2023-10-01", "2024-03-31"),
    ],
)
def test_periods(title: str, year: int, start: str, end: str) -> None:
    facts = read_cover(page(title)).facts
    assert facts.fiscal_year == year
    assert facts.period is not None
    assert (facts.period.start, facts.period.end) == (start, end)


def test_a_plan_has_no_period_of_its_own() -> None:
    assert read_cover(page("แผนปฏิบัติการ ปีงบประมาณ 2567")).facts.period is None


def test_an_analysis_is_of_the_year_assessed_and_its_measures_of_the_next() -> None:
    title = "การวิเคราะห์ผลการประเมิน ปีงบประมาณ 2566 และมาตรการ ปีงบประมาณ 2567"
    assert read_cover(page(title)).facts.fiscal_year == 2566
    assert table_year([title], 2566) == 2567


def test_the_year_of_the_assessment_is_not_the_reports() -> None:
    title = "รายงานผลการดำเนินการจากผลการประเมิน ITA ปี 2566"
    assert read_cover(page(title, "ปีงบประมาณ พ.ศ. 2567")).facts.fiscal_year == 2567
    assert read_cover(page(title)).facts.fiscal_year == 2566


def test_spans_of_years_and_broken_years() -> None:
    facts = read_cover(page("แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2570) ประจำปีงบประมาณ พ.ศ. ๒๕ ๖๗")).facts
    assert facts.fiscal_year == 2567
    assert table_year(["แผนป้องกันการทุจริต ปี 2566 – 2570"], 2568) == 2568


def test_the_year_of_a_table_is_that_of_the_nearest_title() -> None:
    assert table_year(["มาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๖", "ตัวชี้วัดที่ ๗"], 2565) == 2566
    assert table_year(["แผนปี 2565", "มาตรการปี 2566"], 2564) == 2566
    assert table_year(["มาตรการ (จากการวิเคราะห์ผลการประเมิน ปี 2565)"], 2566) == 2566
    assert table_year([], None) is None


def test_a_title_repeated_with_another_year_is_a_finding() -> None:
    doubts = read_cover(
        page(
            "รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. 2567",
            "#รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. 2561",
        )
    ).findings
    assert [doubt.code for doubt in doubts] == ["year-conflict"]
    assert "2567" in doubts[0].message and "2561" in doubts[0].message


def test_a_round_outside_the_fiscal_year_is_a_finding() -> None:
    doubts = read_cover(
        page("รายงานผลการดำเนินการ ปีงบประมาณ 2566 รอบ 6 เดือน (ตุลาคม 2566 - มีนาคม 2567)")
    ).findings
    assert [doubt.code for doubt in doubts] == ["year-conflict"]


def test_an_empty_document_says_nothing() -> None:
    facts = read_cover(page()).facts
    assert (facts.kind, facts.title, facts.fiscal_year, facts.period) == ("unknown", None, None, None)
    assert set(facts.agency.model_dump().values()) == {None}


@given(st.lists(st.text(alphabet="กขคง่ำา 0123๑.:()อบตพศปี\n", max_size=60), max_size=8))
def test_any_lines_are_read_without_fault(lines: list[str]) -> None:
    read_cover(page(*lines))


@pytest.mark.skipif(not SEEDS.is_dir(), reason="no seeds beside the repository")
@pytest.mark.parametrize(
    ("seed", "code", "year", "kind", "findings"),
    [
        ("000", "300118", 2566, "report", ["agency-name-conflict"]),
        ("002", "730201", 2567, "report", []),
        ("004", "490403", 2565, "analysis", []),
    ],
)
def test_seeds(seed: str, code: str, year: int, kind: str, findings: list[str]) -> None:
    cover = read_cover(read(next(SEEDS.glob(f"{seed}*.txt"))))
    assert (cover.facts.agency.code, cover.facts.fiscal_year, cover.facts.kind) == (code, year, kind)
    assert [doubt.code for doubt in cover.findings] == findings


def test_a_year_that_ends_the_title_is_the_reports_without_further_words() -> None:
    assert read_cover(page("มาตรการส่งเสริมคุณธรรมและความโปร่งใส พ.ศ. 2567")).facts.fiscal_year == 2567
    assert read_cover(page("มาตรการตาม พ.ร.บ. ข้อมูลข่าวสาร พ.ศ. 2540 ของหน่วยงาน")).facts.fiscal_year is None


def test_a_year_on_the_line_below_its_words_is_the_reports() -> None:
    facts = read_cover(
        page("มาตรการส่งเสริมความโปร่งใส", "ประจำปีงบประมาณ", "พ.ศ. ๒๕๖๗", "เทศบาลตำบลบ้านใหม่", PLAN)
    ).facts
    assert (facts.title, facts.fiscal_year) == ("มาตรการส่งเสริมความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2567", 2567)


def test_spaces_between_the_years_digits() -> None:
    assert read_cover(page("แผนส่งเสริมความโปร่งใส ประจำ ปี งบ ประมาณ พ.ศ. ๒ ๕ ๖ ๗")).facts.fiscal_year == 2567


def test_an_agency_below_the_title_is_no_part_of_it() -> None:
    """Its name may begin as a clause does that goes on."""
    facts = read_cover(page("มาตรการส่งเสริมคุณธรรม พ.ศ. 2567", "ที่ทำการปกครองอำเภอดงหลวง", PLAN)).facts
    assert facts.title == "มาตรการส่งเสริมคุณธรรม พ.ศ. 2567"


def test_a_school_whose_title_it_is_goes_before_the_office_over_it() -> None:
    title = "แผนส่งเสริมคุณธรรม โรงเรียนบ้านทุ่งนา ปีงบประมาณ 2568"
    assert agency_of(title, "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาสุรินทร์ เขต 1").name == "โรงเรียนบ้านทุ่งนา"


@pytest.mark.parametrize(
    ("line", "name", "province"),
    [
        ("สำนักงานเกษตรจังหวัดอุดรธานี", "สำนักงานเกษตรจังหวัดอุดรธานี", "อุดรธานี"),
        ("สำนักงานพัฒนาชุมชนอำเภอแม่ทา จังหวัดลำพูน", "สำนักงานพัฒนาชุมชนอำเภอแม่ทา", "ลำพูน"),
        ("เรือนจำจังหวัดสระแก้ว กรมราชทัณฑ์", "เรือนจำจังหวัดสระแก้ว", "สระแก้ว"),
        ("โรงพยาบาลแม่ทาจังหวัดลำพูน", "โรงพยาบาลแม่ทา", "ลำพูน"),
        (
            "หน่วยงาน สถานพินิจและคุ้มครองเด็กและเยาวชนจังหวัดตรัง",
            "สถานพินิจและคุ้มครองเด็กและเยาวชนจังหวัดตรัง",
            "ตรัง",
        ),
    ],
)
def test_an_office_is_named_with_the_area_that_it_serves(line: str, name: str, province: str) -> None:
    agency = agency_of(line, PLAN)
    assert (agency.name, agency.province) == (name, province)


def test_the_first_numbered_part_is_no_rest_of_the_title() -> None:
    facts = read_cover(page("แผนส่งเสริมคุณธรรม พ.ศ. 2567", "ด้านที่ 1 การให้บริการ", PLAN)).facts
    assert facts.title == "แผนส่งเสริมคุณธรรม พ.ศ. 2567"


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("ปีงบ 67", 2567),
        ("ปีงบประมาณ : 2567", 2567),
        ("พ.ศ. 2568", 2568),
        ("แผนยกระดับคะแนน ITA 2568 ของหน่วยงาน", 2568),
        ("รอบ 12 เดือน (1 ตุลาคม 2566 - 30 กันยายน 2567)", 2567),
        ("รอบ 6 เดือน (กรกฎาคม 2566 - ธันวาคม 2566)", None),
    ],
)
def test_years_that_are_not_called_fiscal(line: str, year: int | None) -> None:
    cover = page("มาตรการส่งเสริมความโปร่งใส", "เทศบาลตำบลเกาะแก้ว", line)
    assert read_cover(cover).facts.fiscal_year == year


def test_the_year_of_a_law_is_no_fiscal_year() -> None:
    cover = page("ระเบียบกระทรวงมหาดไทย", "ว่าด้วยการรับของขวัญ", "พ.ศ. 2546")
    assert read_cover(cover).facts.fiscal_year is None


def test_a_province_behind_an_agency_is_its_address() -> None:
    title = "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมที่ทำการปกครองอำเภอชะอวด จังหวัดนครศรีธรรมราช"
    found = agency_of(title)
    assert (found.name, found.code) == ("ที่ทำการปกครองอำเภอชะอวด", "8007")


@pytest.mark.parametrize(
    ("lines", "province"),
    [
        (["โรงเรียนบ้านหนองแวงวิทยาคม", "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาบุรีรัมย์ เขต 3"], "บุรีรัมย์"),
        (["เรือนจำกลางนครสวรรค์ กรมราชทัณฑ์"], "นครสวรรค์"),
        (["โรงเรียนบ้านหนองแวงวิทยาคม"], None),
    ],
)
def test_where_an_agency_is_may_stand_in_the_name_of_an_office(
    lines: list[str], province: str | None
) -> None:
    assert agency_of("มาตรการส่งเสริมความโปร่งใส ปีงบประมาณ 2567", *lines).province == province


def test_an_office_for_two_provinces_is_named_with_both() -> None:
    line = "แผนยกระดับความโปร่งใส สำนักงานเขตพื้นที่การศึกษามัธยมศึกษาลำปาง ลำพูน ปีงบประมาณ พ.ศ. 2568"
    assert agency_of(line).name == "สำนักงานเขตพื้นที่การศึกษามัธยมศึกษาลำปาง ลำพูน"


def test_a_long_line_that_opens_like_a_letter_is_no_rest_of_the_title() -> None:
    opening = "ตามที่การประปาได้รับผลการประเมิน ITA ปี 2567 ระดับผ่านดีเยี่ยม สาขาจึงกำหนดมาตรการเพื่อรักษาระดับ ดังนี้"
    facts = read_cover(page("มาตรการส่งเสริมความโปร่งใส ปีบัญชี 2568", opening, PLAN)).facts
    assert (facts.title, facts.fiscal_year) == ("มาตรการส่งเสริมความโปร่งใส ปีบัญชี 2568", 2568)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("สำนักงานที่ดินจังหวัดชลบุรี สาขาบางละมุง", "สำนักงานที่ดินจังหวัดชลบุรี สาขาบางละมุง"),
        ("การท่าเรือแห่งประเทศไทย (กทท.)", "การท่าเรือแห่งประเทศไทย"),
        ("โรงเรียนเทศบาล 2 (วัดโพธิ์) เทศบาลเมืองพะเยา", "โรงเรียนเทศบาล 2 (วัดโพธิ์)"),
        ("โรงเรียนบ้านทุ่งนาวิทยา สพป.ราชบุรี เขต 1", "โรงเรียนบ้านทุ่งนาวิทยา"),
    ],
)
def test_a_branch_belongs_to_a_name_an_abbreviation_and_the_body_above_do_not(line: str, name: str) -> None:
    assert agency_of("มาตรการส่งเสริมความโปร่งใส ปีงบประมาณ 2567", line).name == name


@pytest.mark.parametrize(
    ("title", "kind", "year"),
    [
        ("ITA Improvement Plan FY2568", "plan", 2568),
        ("รายงานการยกระดับการบริการตามมาตรการส่งเสริมความโปร่งใส ปีงบประมาณ พ.ศ. 2567", "report", 2567),
        ("Quick Win ปีงบประมาณ พ.ศ. 2567", "plan", 2567),
    ],
)
def test_kinds_that_no_usual_word_tells(title: str, kind: str, year: int) -> None:
    facts = read_cover(page(title, [["สิ่งที่จะทำ", "ใครทำ", "เมื่อไร"], ["ก", "ข", "ค"]])).facts
    assert (facts.kind, facts.fiscal_year) == (kind, year)


def test_the_day_as_of_which_all_is_told_gives_the_year_where_nothing_else_does() -> None:
    facts = read_cover(
        page("สรุปผลการดำเนินงานป้องกันการทุจริต", "โรงพยาบาลน่าน", "ณ วันที่ 30 กันยายน 2567", REPORT)
    ).facts
    assert facts.fiscal_year == 2567


@pytest.mark.parametrize(
    "line",
    [
        "ตารางที่ 1 เปรียบเทียบผลคะแนนปีงบประมาณ พ.ศ. 2566 และ พ.ศ. 2567",
        "เปรียบเทียบผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567 กับปีงบประมาณ พ.ศ. 2566",
        "เปรียบเทียบผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2565, 2566 และ 2567",
        "เปรียบเทียบผลการประเมิน ITA ปี 2565 2566 และ 2567",
    ],
)
def test_of_years_compared_the_latest_one_is_reported(line: str) -> None:
    found = read_cover(page("รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส เทศบาลตำบลโนนงาม", line)).facts
    assert found.fiscal_year == 2567


def test_the_year_that_an_analysis_plans_for_is_not_compared() -> None:
    line = "รายงานการวิเคราะห์ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2566 เพื่อยกระดับในปีงบประมาณ พ.ศ. 2567"
    assert read_cover(page(line, "เทศบาลตำบลโนนงาม")).facts.fiscal_year == 2566


def test_a_tables_caption_is_no_part_of_the_title() -> None:
    title = "รายงานการวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส เทศบาลตำบลโนนงาม"
    found = read_cover(page(title, "ตารางที่ 1 ผลคะแนนปีงบประมาณ พ.ศ. 2566")).facts
    assert found.title == title
