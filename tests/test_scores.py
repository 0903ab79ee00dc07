"""Scores: however a table is cut they are read alike, and what does not add up is found."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_extract.ita.indicators import indicators
from ita_extract.model.document import Cell, Document, Place, Table
from ita_extract.readers import read
from ita_extract.scores import Scores, check, formula, read_scores
from ita_extract.scores.assess import settle
from ita_extract.scores.statements import TOTAL, Statement, Subject
from ita_extract.thai.digits import THAI_DIGITS
from tests.pages import SOURCE, page

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
NAMES = [known.name for known in indicators().values()]
CODES = [known.instrument for known in indicators().values()]
SCORES = [91.25, 88.4, 86.0, 84.99, 80.5, 90.1, 85.0, 87.75, 72.5, 95.0]
SHOWN = [f"{score:.2f}" for score in SCORES]
TOTAL_SHOWN = "85.65"
Rows = list[list[str]]

scores_of_ten = st.lists(st.integers(0, 10000).map(lambda n: n / 100), min_size=10, max_size=10)


def thai(text: str) -> str:
    return "".join(THAI_DIGITS[int(char)] if char.isdigit() else char for char in text)


def found(*blocks: str | Rows, year: int | None = 2565) -> Scores:
    return read_scores(page(*blocks), year)


def read_back(scores: Scores) -> list[float | None]:
    assert scores.assessment is not None
    return [indicator.score for indicator in scores.assessment.indicators]


def plain(shown: Sequence[str] = SHOWN) -> Rows:
    return [["ตัวชี้วัด", "คะแนน"], *([name, score] for name, score in zip(NAMES, shown, strict=True))]


TABLES: dict[str, Rows] = {
    "plain": plain(),
    "no headings": plain()[1:],
    "Thai digits": [["ตัวชี้วัด", "คะแนน"], *([n, thai(s)] for n, s in zip(NAMES, SHOWN, strict=True))],
    "numbered": [["ที่", "ตัวชี้วัด", "คะแนน"], *([str(i + 1), NAMES[i], SHOWN[i]] for i in range(10))],
    "number in the name": [
        ["รายการ", "ผลการประเมิน"],
        *([f"ตัวชี้วัดที่ {i + 1} {NAMES[i]}", f"{SHOWN[i]} คะแนน"] for i in range(10)),
    ],
    "instrument left blank": [
        ["เครื่องมือ", "ตัวชี้วัด", "คะแนนที่ได้"],
        *([CODES[i] if i in (0, 5, 8) else "", NAMES[i], SHOWN[i]] for i in range(10)),
    ],
    "instrument in the same cell": [
        ["ตัวชี้วัด", "ร้อยละ"],
        *([f"{CODES[i]} {NAMES[i]}", SHOWN[i]] for i in range(10)),
    ],
    "score first": [["คะแนน", "ตัวชี้วัด"], *([SHOWN[i], NAMES[i]] for i in range(10))],
    "full marks beside": [
        ["ตัวชี้วัด", "คะแนนเต็ม", "คะแนนที่ได้"],
        *([NAMES[i], "100", SHOWN[i]] for i in range(10)),
    ],
    "two years": [
        ["ตัวชี้วัด", "ปี พ.ศ. 2564", "ปี พ.ศ. 2565", "ผลต่าง"],
        *([NAMES[i], "70.00", SHOWN[i], "1.00"] for i in range(10)),
    ],
    "spaces in words": [
        ["ตัวชี้วัด", "คะแนน"],
        *([NAMES[i].replace("การ", "การ "), SHOWN[i]] for i in range(10)),
    ],
    "means between": [
        ["เครื่องมือ", "ตัวชี้วัด", "คะแนน"],
        *(["IIT", NAMES[i], SHOWN[i]] for i in range(5)),
        ["คะแนนเฉลี่ย", "", "86.23"],
        *(["EIT", NAMES[i], SHOWN[i]] for i in range(5, 8)),
        ["คะแนนเฉลี่ย", "", "87.62"],
        *(["OIT", NAMES[i], SHOWN[i]] for i in range(8, 10)),
        ["คะแนนเฉลี่ย", "", "83.75"],
        ["คะแนนรวม", "", TOTAL_SHOWN],
    ],
}


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_however_the_table_is_cut(rows: Rows) -> None:
    scores = found(rows)
    assert read_back(scores) == SCORES
    assert scores.findings == ()
    assert scores.assessment is not None
    assert scores.assessment.computed.model_dump() == {
        "IIT": 86.23,
        "EIT": 87.62,
        "OIT": 83.75,
        "total": 85.65,
        "grade": "A",
    }


def test_merged_instruments_with_their_own_score() -> None:
    cells = [_cell(0, c, text) for c, text in enumerate(["เครื่องมือ", "คะแนนเครื่องมือ", "ตัวชี้วัด", "คะแนน"])]
    for row, span, code, score in ((0, 5, "IIT", "86.23"), (5, 3, "EIT", "87.62"), (8, 2, "OIT", "83.75")):
        cells += [_cell(row + 1, 0, code, span), _cell(row + 1, 1, score, span)]
    for row in range(10):
        cells += [_cell(row + 1, 2, NAMES[row]), _cell(row + 1, 3, SHOWN[row])]
    scores = read_scores(Document(SOURCE, (Table(tuple(cells), 11, 4, Place(table=1)),)), 2565)
    assert read_back(scores) == SCORES
    assert scores.findings == ()


def _cell(row: int, column: int, text: str, span: int = 1) -> Cell:
    return Cell(row, column, text, text, Place(table=1, row=row + 1, column=column + 1), row_span=span)


def test_a_table_across_and_one_that_goes_on_over_the_page() -> None:
    scores = found([["", "IIT", "EIT", "OIT", "คะแนนรวม"], ["คะแนน", "86.23", "87.62", "83.75", TOTAL_SHOWN]])
    assert scores.assessment is not None and scores.assessment.overall is not None
    assert scores.assessment.overall.score == 85.65
    assert scores.findings == ()
    assert read_back(found(plain()[:9], plain()[9:])) == SCORES


def test_other_tables_are_no_scores() -> None:
    bands = [["คะแนน", "ระดับ"], ["95.00 - 100", "AA"], ["85.00 - 94.99", "A"], ["75.00 - 84.99", "B"]]
    ways = [["คะแนน", "แบบ IIT"], ["คะแนนข้อ", "คะแนนเฉลี่ยของผู้ตอบ"], ["น้ำหนัก", "ร้อยละ 30"], ["รวม", "ถ่วงน้ำหนัก"]]
    plan = [["ที่", "มาตรการ", "ผู้รับผิดชอบ", "งบประมาณ"], ["1", "การใช้งบประมาณ", "กองคลัง", "10,000"]]
    scores = found(bands, ways, plan)
    assert scores.assessment is None
    assert scores.findings == ()


def test_measures_beside_scores_stay_a_table_of_measures() -> None:
    rows = [["ตัวชี้วัด", "คะแนน", "มาตรการ", "ผู้รับผิดชอบ"], *([NAMES[i], SHOWN[i], "ก", "ข"] for i in range(10))]
    scores = found(rows)
    assert read_back(scores) == SCORES


def test_questions_among_indicators() -> None:
    rows = [
        ["เครื่องมือการประเมิน", "ตัวชี้วัด/ตัวชี้วัดย่อย", "คะแนน", "แนวทางการพัฒนา"],
        ["IIT", "การใช้ทรัพย์สินของทางราชการ", "84.99", ""],
        ["ประเด็นการประเมิน", "1๒๑ การยืมพัสดุ", "๗๐.๒๕", "ทำทะเบียน"],
        ["", "๒๒ การคืนพัสดุ", "๘๐", "ทำแบบฟอร์ม"],
        ["OIT", "การเปิดเผยข้อมูล", "72.50", ""],
        ["ประเด็นการประเมิน", "๐ ๑๔ คู่มือ", "๐", "ทำคู่มือ"],
        ["", "O๑๕ สถิติ", "", "เก็บสถิติ"],
    ]
    assessment = found(rows).assessment
    assert assessment is not None
    assert [(i.number, i.name, i.score) for i in assessment.indicators] == [
        (4, "การใช้ทรัพย์สินของทางราชการ", 84.99),
        (9, "การเปิดเผยข้อมูล", 72.5),
    ]
    assert [(q.code, q.scores, q.indicator, q.text, q.guidance) for q in assessment.questions] == [
        ("i21", [70.25], 4, "การยืมพัสดุ", "ทำทะเบียน"),
        ("i22", [80.0], 4, "การคืนพัสดุ", "ทำแบบฟอร์ม"),
        ("o14", [0.0], 9, "คู่มือ", "ทำคู่มือ"),
        ("o15", [], 9, "สถิติ", "เก็บสถิติ"),
    ]


def test_questions_beside_an_indicator_that_is_merged_downward() -> None:
    rows = [
        ["ตัวชี้วัด", "ข้อคำถาม", "คะแนน"],
        ["การใช้อำนาจ (86.00 คะแนน)", "i13 ท่านเห็นว่า", "90.00"],
        ["", "i14 ท่านทราบ", "82.00"],
    ]
    assessment = found(rows).assessment
    assert assessment is not None
    assert [(i.number, i.score) for i in assessment.indicators] == [(3, 86.0)]
    assert [(q.code, q.scores, q.indicator) for q in assessment.questions] == [
        ("i13", [90.0], 3),
        ("i14", [82.0], 3),
    ]


def test_two_indicators_side_by_side() -> None:
    rows = [["ตัวชี้วัด", "คะแนน", "ตัวชี้วัด", "คะแนน"]]
    rows += [[NAMES[i], SHOWN[i], NAMES[i + 5], SHOWN[i + 5]] for i in range(5)]
    assert read_back(found(rows)) == SCORES


def test_several_scores_and_several_questions_in_a_cell() -> None:
    rows = [["ข้อคำถาม", "คะแนน"], ["i5 ท่านเห็นว่า", "๑๐๐ ๙๙.๕ ๑๐๐"], ["e1 สะดวก\ne2 รวดเร็ว", "90.00\n91.50"]]
    assessment = found(rows).assessment
    assert assessment is not None
    assert [(q.code, q.scores) for q in assessment.questions] == [
        ("i5", [100.0, 99.5, 100.0]),
        ("e1", [90.0]),
        ("e2", [91.5]),
    ]


def test_questions_numbered_without_letters_stand_under_the_line_above() -> None:
    assessment = found(
        "แบบวัด EIT",
        "ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร",
        [
            ["ข้อที่", "ข้อคำถาม", "คะแนน"],
            ["6", "เผยแพร่", "80.00"],
            ["7", "ผลงาน", "81.50"],
            ["", "รวม", "80.75"],
        ],
    ).assessment
    assert assessment is not None
    assert [(q.code, q.text, q.scores) for q in assessment.questions] == [
        ("e6", "เผยแพร่", [80.0]),
        ("e7", "ผลงาน", [81.5]),
    ]
    assert [(i.number, i.score) for i in assessment.indicators] == [(7, 80.75)]
    assert assessment.overall is None


def test_sentences() -> None:
    assessment = found(
        "ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2565 ได้คะแนนรวม ๘๕.๖๕ คะแนน อยู่ในระดับ A",
        "ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ มีคะแนน 91.25 ตัวชี้วัดที่ 2 การใช้งบประมาณ มีคะแนน 88.40",
        "ตัวชี้วัดการใช้อำนาจ และตัวชี้วัดการเปิดเผยข้อมูล ได้ 86.00 และ 72.50 ตามลำดับ",
        "เป้าหมายไม่น้อยกว่า 85.00 คะแนน เพิ่มขึ้น 1.25 คะแนน",
    ).assessment
    assert assessment is not None and assessment.overall is not None
    assert (assessment.overall.score, assessment.overall.grade) == (85.65, "A")
    assert [(i.number, i.score) for i in assessment.indicators] == [
        (1, 91.25),
        (2, 88.4),
        (3, 86.0),
        (9, 72.5),
    ]


def test_a_sentence_in_a_cell_of_another_table() -> None:
    rows = [["มาตรการ", "ผู้รับผิดชอบ", "ผลลัพธ์"], ["ก", "ข", "มีผลคะแนน ๙๐.๒๕ ลดลงจากปี ๒๕๖๔ ๑.๕๐ คะแนน"]]
    scores = found(rows)
    assert scores.assessment is not None and scores.assessment.overall is not None
    assert scores.assessment.overall.score == 90.25


@pytest.mark.parametrize(
    "line",
    [
        "ค่าเป้าหมายผลการประเมิน ITA 95.00 คะแนน",
        "เพื่อให้คะแนนภาพรวมของหน่วยงานได้ 95.50 คะแนน",
        "คะแนนภาพรวม 85.00 คะแนนขึ้นไป",
        "คะแนนรวม 85.00 - 94.99 อยู่ในระดับ A",
        "คะแนนรวมไม่น้อยกว่าร้อยละ 85.50",
        "การใช้งบประมาณ 12.50 ล้านบาท",
        "การใช้อำนาจ ประชุมเวลา 14.30 น.",
    ],
)
def test_aims_bands_sums_and_hours_are_no_scores(line: str) -> None:
    assert found(line).assessment is None


def test_a_score_in_per_cent() -> None:
    assessment = found("คะแนนรวมร้อยละ 88.25").assessment
    assert assessment is not None and assessment.overall is not None
    assert assessment.overall.score == 88.25


def test_what_says_no_score_has_no_assessment() -> None:
    scores = found("ค่าเป้าหมายไม่น้อยกว่า 85.00 คะแนน", "โทร 044-123456 งบประมาณ 12.50 ล้านบาท")
    assert scores == Scores(None, ())


def test_the_year_of_the_scores_is_the_assessed_one() -> None:
    scores = found("ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2565", plain(), year=2566)
    assert scores.assessment is not None
    assert scores.assessment.fiscal_year == 2565
    assert scores.assessment.computed.grade == "A"


# ---- sums


@given(scores_of_ten)
def test_the_computed_total_is_the_official_formula(values: list[float]) -> None:
    exact = [Decimal(repr(value)) for value in values]
    iit, eit, oit = (sum(exact[a:b]) / (b - a) for a, b in ((0, 5), (5, 8), (8, 10)))
    total = (3 * iit + 3 * eit + 4 * oit) / 10
    means = formula.means_of(dict(enumerate(values, 1)))
    computed = formula.total_of(means)
    assert computed is not None
    assert formula.rounded(computed) == float(total.quantize(Decimal("0.01"), ROUND_HALF_UP))


@given(scores_of_ten, st.integers(0, 9), st.integers(0, 60))
def test_a_digit_read_wrongly_is_found_and_named_among_the_causes(
    values: list[float], which: int, slip: int
) -> None:
    """Where it moves the total beyond rounding; the true score is always among the explanations."""
    total = formula.rounded(formula.total_of(formula.means_of(dict(enumerate(values, 1)))) or 0.0)
    wrong = list(check.other_digits(values[which]))
    read = [*values]
    read[which] = wrong[slip % len(wrong)]
    parts = {Subject("indicator", str(number)): value for number, value in enumerate(read, 1)}
    statements = [Statement(subject, (value,), Place()) for subject, value in parts.items()]
    settled = settle([*statements, Statement(TOTAL, (total,), Place())])
    doubts = [doubt for doubt in check.check_sums(settled, None) if doubt.code == "total-mismatch"]
    moved = abs((formula.total_of(formula.means_of(dict(enumerate(read, 1)))) or 0.0) - total)
    assert bool(doubts) == (moved >= formula.TOLERANCE)
    if doubts:
        (wrong_sum,) = check.sums(settled)
        causes = set(check.slips(wrong_sum))
        assert check.Slip(Subject("indicator", str(which + 1)), read[which], values[which]) in causes


@given(scores_of_ten)
def test_right_sums_give_no_finding(values: list[float]) -> None:
    means = formula.means_of(dict(enumerate(values, 1)))
    total = formula.rounded(formula.total_of(means) or 0.0)
    shown = [f"{value:.2f}" for value in values]
    scores = found([*plain(shown), ["คะแนนรวม", f"{total:.2f}"]])
    assert scores.findings == ()
    assert scores.assessment is not None
    assert scores.assessment.computed.total == total


def test_one_digit_that_explains_a_wrong_mean_is_named() -> None:
    rows = [
        *plain()[:1],
        ["การเปิดเผยข้อมูล", "77.50"],
        ["การป้องกันการทุจริต", "95.00"],
        ["คะแนนเฉลี่ย OIT", "83.75"],
    ]
    (doubt,) = found(rows).findings
    assert doubt.code == "total-mismatch"
    assert "83.75" in doubt.message and "86.25" in doubt.message
    assert "72.50 where 77.50 is read" in doubt.message


def test_another_place_and_pass_marks_narrow_the_causes() -> None:
    shown = [*SHOWN]
    shown[8] = "77.50"
    rows = [["ตัวชี้วัด", "คะแนน", "ผล"]]
    rows += [[NAMES[i], shown[i], "ผ่านเกณฑ์" if SCORES[i] >= 85 else "ไม่ผ่านเกณฑ์"] for i in range(10)]
    doubts = found(rows, "ตัวชี้วัดการเปิดเผยข้อมูล 72.50 คะแนน", f"คะแนนภาพรวม {TOTAL_SHOWN} คะแนน").findings
    assert [doubt.code for doubt in doubts] == ["score-conflict", "total-mismatch"]
    assert "indicator 9 (การเปิดเผยข้อมูล) would be 72.50 where 77.50 is read" in doubts[1].message


def test_a_grade_is_not_held_against_parts_that_do_not_add_up() -> None:
    rows = plain([*SHOWN[:6], "35.00", *SHOWN[7:]])
    line = f"คะแนนภาพรวม {TOTAL_SHOWN} คะแนน ระดับผ่านดี"
    assert [doubt.code for doubt in found(rows, line, year=2567).findings] == ["total-mismatch"]


def test_numbers_of_sub_indicators_are_no_scores() -> None:
    assert found("ตามตัวชี้วัดที่ 9.4 และตัวชี้วัดที่ 10.1 ของแบบวัด OIT").assessment is None


def test_conflicts_name_both_scores_and_places() -> None:
    (doubt,) = found("ตัวชี้วัดการเปิดเผยข้อมูล 52.50 คะแนน", plain()).findings
    assert doubt.code == "score-conflict"
    assert "72.50" in doubt.message and "52.50" in doubt.message
    assert len(doubt.places) == 2


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"คะแนนภาพรวม {TOTAL_SHOWN} คะแนน ระดับ B", "grade-mismatch"),
        (f"คะแนนภาพรวม {TOTAL_SHOWN} คะแนน ระดับ A", None),
        ("คะแนนภาพรวม 95.65 คะแนน ระดับ AA", "total-mismatch"),
    ],
)
def test_grades_and_totals(line: str, code: str | None) -> None:
    assert [doubt.code for doubt in found(plain(), line).findings] == ([code] if code else [])


def test_a_pass_mark_that_the_score_does_not_bear_out() -> None:
    rows = [
        ["ตัวชี้วัด", "คะแนน", "ผลการประเมิน"],
        ["การใช้อำนาจ", "84.99", "ผ่านเกณฑ์"],
        ["การใช้งบประมาณ", "85.00", "ผ่าน"],
    ]
    (doubt,) = found(rows).findings
    assert doubt.code == "pass-mismatch"
    assert "84.99" in doubt.message


def test_a_score_beyond_a_hundred_is_left_out_and_told() -> None:
    rows = plain([*SHOWN[:2], "8600", *SHOWN[3:]])
    scores = found(rows)
    assert read_back(scores) == [*SCORES[:2], *SCORES[3:]]
    assert [doubt.code for doubt in scores.findings] == ["score-unread"]


# ---- anything


rows_of_anything = st.lists(
    st.lists(
        st.sampled_from([*NAMES[:3], *SHOWN[:3], "IIT", "i5 ท่าน", "คะแนน", "รวม", "", "-", "๐", "ตัวชี้วัด"]),
        min_size=3,
        max_size=3,
    ),
    max_size=6,
)


@given(rows_of_anything)
def test_any_table_is_read_without_fault(rows: Rows) -> None:
    if rows:
        found(rows)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="no seeds beside the repository")
def test_the_seed_with_scores() -> None:
    scores = read_scores(read(next(SEEDS.glob("004*.txt"))), 2565)
    assessment = scores.assessment
    assert assessment is not None and assessment.overall is not None
    assert (assessment.overall.score, assessment.overall.grade, assessment.computed.total) == (
        85.29,
        "A",
        85.29,
    )
    assert [i.number for i in assessment.indicators] == list(range(1, 11))
    assert {q.code: q.scores for q in assessment.questions} == {
        "i20": [78.97],
        "i23": [75.57],
        "i27": [70.1],
        "i25": [80.13],
        "o12": [0.0],
        "o13": [0.0],
        "o20": [0.0],
        "o24": [],
        "o28": [0.0],
        "o29": [0.0],
        "i5": [100.0, 100.0, 100.0],
        "i6": [100.0, 100.0, 100.0],
    }
    assert [doubt.code for doubt in scores.findings] == ["score-conflict"]


def test_indicators_counted_by_bare_numbers_are_no_questions() -> None:
    rows = [
        [f"{number} {name}", score] for number, (name, score) in enumerate(zip(NAMES, SHOWN, strict=True), 1)
    ]
    scores = found([["ตัวชี้วัด", "คะแนน", "จุดแข็ง"], *([name, score, "-"] for name, score in rows)])
    assert read_back(scores) == SCORES
    assert scores.assessment is not None
    assert scores.assessment.questions == []


def test_what_of_an_instrument_is_scored_beside_its_name_is_not_its_score() -> None:
    topics = [["IIT", "การรับรู้เกณฑ์เลื่อนเงินเดือน", "83.90"], ["EIT", "ความสะดวกของระบบยื่นคำขอ", "84.10"]]
    scores = found("IIT = 91.25 คะแนน, EIT = 88.40 คะแนน", [["เครื่องมือ", "ประเด็น", "คะแนน"], *topics])
    assert scores.findings == ()


def test_a_range_of_questions_before_an_indicators_name_is_no_question() -> None:
    rows = [["ตัวชี้วัด", "คะแนน"], ["i1-i6 การปฏิบัติหน้าที่", "88.27"], ["i7 – i12 การใช้งบประมาณ", "83.04"]]
    assessment = found(rows, year=2565).assessment
    assert assessment is not None
    assert [(i.number, i.score) for i in assessment.indicators] == [(1, 88.27), (2, 83.04)]
    assert assessment.questions == []
