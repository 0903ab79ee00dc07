"""Indicators, questions, grades: the data is whole, codes are mended only where the context is sure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_extract.ita import grades, questions, score_words
from ita_extract.ita.indicators import (
    Link,
    indicator_of_name,
    indicators,
    instrument_of_cell,
    links,
    named_in,
    spelling_of,
)
from ita_extract.ita.questions import HIGHEST, LETTERS, codes_in, indicator_of, read_code
from ita_extract.ita.topics import indicator_of_topic
from ita_extract.ita.tsv import read_rows
from ita_extract.thai.digits import THAI_DIGITS

SPELLINGS = [(int(number), name) for number, _, name in read_rows("indicators.tsv")]
codes = st.sampled_from(sorted(HIGHEST)).flatmap(
    lambda letter: st.integers(1, HIGHEST[letter]).map(lambda number: f"{letter}{number}")
)


def thai(text: str) -> str:
    return "".join(THAI_DIGITS[int(char)] if char.isdigit() else char for char in text)


def test_there_are_ten_indicators_in_three_instruments() -> None:
    assert sorted(indicators()) == list(range(1, 11))
    by_instrument = [
        sum(known.instrument == name for known in indicators().values()) for name in LETTERS.values()
    ]
    assert by_instrument == [5, 3, 2]


@pytest.mark.parametrize(("number", "name"), SPELLINGS)
def test_every_spelling_leads_to_its_indicator_alone(number: int, name: str) -> None:
    for text in (name, name.replace(" ", ""), f"ตัวชี้วัดที่ {number} {name}", f"{number}. {name}"):
        found = indicator_of_name(text)
        assert found is not None and found.number == number


@pytest.mark.parametrize(("number", "name"), SPELLINGS)
def test_a_name_keeps_the_spelling_that_is_printed(number: int, name: str) -> None:
    solid = name.replace(" ", "").removeprefix("ด้าน")
    assert spelling_of(f"ตัวชี้วัดที่ {number} {name}") == solid


def test_a_name_with_a_wrong_letter_is_still_known_and_other_phrases_are_not() -> None:
    assert spelling_of("การเปีดเผยข้อมูล") == "การเปิดเผยข้อมูล"
    for phrase in ("การเปิดเผยข้อมูลสาธารณะของหน่วยงาน", "การใช้จ่าย", "งบประมาณ", "ข้อมูลพื้นฐาน"):
        assert indicator_of_name(phrase) is None


@pytest.mark.parametrize("year", range(2563, 2567))
def test_every_question_of_a_known_year_has_its_indicator(year: int) -> None:
    for letter, highest in HIGHEST.items():
        for number in range(1, highest + 1):
            indicator = indicator_of(f"{letter}{number}", year)
            assert indicator is not None
            assert indicators()[indicator].instrument == LETTERS[letter]


def test_years_that_are_not_known_are_not_guessed() -> None:
    assert indicator_of("o12", 2567) is None
    assert indicator_of("o12", None) == 9
    assert indicator_of("o34", 2565) == 10


@given(codes, st.sampled_from([str, thai, str.upper]), st.sampled_from(["", " "]))
def test_codes_go_there_and_back(code: str, written: object, gap: str) -> None:
    shown = written(code[0] + gap + code[1:])  # type: ignore[operator]
    found = read_code(f"{shown} ท่านเห็นว่า")
    assert found is not None
    assert (found.code, found.mended) == (code, False)
    assert codes_in(f"ดูข้อ {shown} ด้วย") == (code,)


@given(st.integers(1, 30))
def test_a_one_read_for_i_is_mended_before_thai_digits(number: int) -> None:
    shown = "1" + thai(f"{number:02d}")
    found = read_code(f"{shown} ท่านเห็นว่า")
    assert found is not None
    assert (found.code, found.mended) == (f"i{number}", True)


@given(st.integers(1, 43), st.sampled_from(["0{}", "๐{}", "๐ {}", "0 {}"]))
def test_a_zero_read_for_o_is_mended(number: int, form: str) -> None:
    found = read_code(form.format(thai(f"{number:02d}")) + " รายงาน", "OIT", 9)
    assert found is not None
    assert (found.code, found.mended) == (f"o{number}", True)


@given(st.integers(1, 30), st.integers(1, 5))
def test_a_lost_letter_is_mended_only_under_the_right_indicator(number: int, indicator: int) -> None:
    found = read_code(f"{number} ท่านเห็นว่า", "IIT", indicator)
    assert (found is not None) == (indicator_of(f"i{number}", None) == indicator)


@pytest.mark.parametrize(
    "text", ["1. จัดทำแผน", "๒) รายงาน", "120 คน", "การประชุม", "", "e-Service", "100 บาท"]
)
def test_what_is_no_code_is_none(text: str) -> None:
    assert read_code(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล เครื่องมือ OIT", [("OIT", 9, None)]),
        ("แบบวัด EIT ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร e6 ช่องทาง", [("EIT", 7, "e6")]),
        ("การใช้งบประมาณ", [("IIT", 2, None)]),
        ("ตัวชี้วัดย่อยที่ 9.4", [("OIT", 9, None)]),
        ("ตัวชี้วัดที่ 1 การเปิดเผยข้อมูล", [("OIT", 9, None)]),
        ("ตัวชี้วัดที่ 1 - 3", [("IIT", 1, None), ("IIT", 2, None), ("IIT", 3, None)]),
        ("ข้อ o34 และ i7-i8", [("OIT", 10, "o34"), ("IIT", 2, "i7"), ("IIT", 2, "i8")]),
        ("OIT ข้อ 12", [("OIT", 9, "o12")]),
        ("แบบวัด IIT", [("IIT", None, None)]),
        ("นำผลตรวจสอบมาใช้ปรับปรุงการทำงานของกองคลัง", []),
        ("ระบบ e-Service บน Wifi5", []),
    ],
)
def test_links(text: str, found: list[tuple[str, int | None, str | None]]) -> None:
    assert links(text) == tuple(Link(*link) for link in found)  # type: ignore[arg-type]


def test_links_of_later_years_take_the_indicator_beside_them_or_none() -> None:
    assert links("ตัวชี้วัดที่ 9 o5", 2568) == (Link("OIT", 9, "o5"),)
    assert links("ข้อ o5", 2568) == (Link("OIT", None, "o5"),)


def test_named_in_tells_where() -> None:
    text = "ได้แก่ ตัวชี้วัดที่ 2 การใช้งบประมาณ และ ด้านการใช้อำนาจ"
    assert [(text[n.start : n.end], n.number) for n in named_in(text)] == [
        ("ตัวชี้วัดที่ 2 การใช้งบประมาณ", 2),
        ("ด้านการใช้อำนาจ", 3),
    ]


@pytest.mark.parametrize(
    ("text", "instrument"),
    [("IIT", "IIT"), ("แบบ OIT", "OIT"), ("0IT", "OIT"), ("llT", "IIT"), ("IIT EIT", None), ("กองคลัง", None)],
)
def test_instruments_of_cells(text: str, instrument: str | None) -> None:
    assert instrument_of_cell(text) == instrument


@given(st.floats(0, 100), st.integers(2561, 2570))
def test_every_score_has_one_grade_in_every_year(score: float, year: int) -> None:
    name = grades.grade_of(score, {"IIT": score, "EIT": score, "OIT": score}, year)
    assert name is not None
    assert grades.is_grade(name, year)
    assert name in grades.possible_grades(score, year)
    assert grades.read_grade(f"ระดับ {name}") == name


@pytest.mark.parametrize(
    ("total", "instruments", "year", "grade"),
    [
        (95.0, (95, 95, 95), 2565, "AA"),
        (94.99, (95, 95, 95), 2565, "A"),
        (49.99, (50, 50, 50), 2565, "F"),
        (96.4, (99, 98, 93), 2567, "ผ่านดี"),
        (96.4, (99, 98, 95), 2567, "ผ่านดีเยี่ยม"),
        (86.0, (99, 90, 80), 2567, "ผ่าน"),
        (84.99, (99, 90, 80), 2567, "ต้องปรับปรุง"),
        (69.99, (99, 90, 80), 2567, "ต้องปรับปรุงโดยด่วน"),
    ],
)
def test_grades_of_both_systems(total: float, instruments: tuple[float, ...], year: int, grade: str) -> None:
    by_name = dict(zip(("IIT", "EIT", "OIT"), instruments, strict=True))
    assert grades.grade_of(total, by_name, year) == grade  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("ผ่านเกณฑ์", True),
        ("ไม่ผ่านเกณฑ์", False),
        ("ผ่าน", True),
        ("ไม่ผ่าน", False),
        ("ผลไม่ผ่านเกณฑ์", False),
        ("A", None),
    ],
)
def test_pass_marks(text: str, passed: bool | None) -> None:
    assert grades.read_pass(text) is passed


@pytest.mark.parametrize(
    ("subject", "number"),
    [
        ("การให้บริการ", 9),
        ("1. การปฏิบัติงาน", 9),
        ("แผนการดำเนินงาน/การบริหารงบประมาณ", 9),
        ("แผนปฏิบัติการป้องกันการทุจริต ประจำปี 2566", 10),
        ("การให้บริการนอกสถานที่แก่ผู้ป่วยติดเตียง", None),
        ("การปฏิบัติงานนอกเวลา", None),
    ],
)
def test_topic_of_a_subject_ends_where_a_word_does(subject: str, number: int | None) -> None:
    assert indicator_of_topic(subject) == number


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("86.49", (86.49,)),
        ("86.49 คะแนน", (86.49,)),
        ("ร้อยละ 86.49", (86.49,)),
        ("86 . 49", (86.49,)),
        ("86,49", (86.49,)),
        ("100 100 100", (100.0, 100.0, 100.0)),
        ("0", (0.0,)),
        ("", ()),
        ("-", ()),
        ("2565", None),
        ("จัดทำคู่มือ", None),
        ("85 คะแนนขึ้นไป", None),
    ],
)
def test_cells_of_scores(text: str, values: tuple[float, ...] | None) -> None:
    assert score_words.read_scores(text) == values


@given(st.text(alphabet="0123456789. -–,ก่าIiOoeE/%", max_size=40))
def test_any_text_is_read_without_fault(text: str) -> None:
    links(text)
    read_code(text, "IIT", 4)
    values = score_words.read_scores(text)
    assert values is None or all(value >= 0 for value in values)
    assert set(codes_in(text)) <= {
        f"{letter}{n}" for letter, top in questions.HIGHEST.items() for n in range(1, top + 1)
    }


def test_a_letter_and_number_before_an_indicators_name_are_the_indicators() -> None:
    assert [(link.number, link.question) for link in links("I4 การใช้ทรัพย์สินของราชการ", 2567)] == [(4, None)]
    assert [link.question for link in links("i4 บุคลากรปฏิบัติหน้าที่เพื่อส่วนรวม", 2566)] == ["i4"]
