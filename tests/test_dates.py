"""Times read from Thai text: every way to write them, the fiscal calendar, and what must give no event."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_extract.fields.timelines import events
from ita_extract.thai.dates import When, fiscal_span, read_events, time_share
from ita_extract.thai.digits import THAI_DIGITS
from ita_extract.thai.timewords import months

YEAR = 2567  # the fiscal year that the cases are read in

# What the text says, in the words of show(); "" for what must give no event.
CASES = {
    "ต.ค. ๖๖ - ก.ย. ๖๗": "during 2023-10-01 2024-09-30",
    "ต.ค.๖๖ - เม.ย. ๖๗": "during 2023-10-01 2024-04-30",
    "ตุลาคม 2565 ถึงเดือนมีนาคม 2566": "during 2022-10-01 2023-03-31",
    "มกราคม - มีนาคม 2567": "during 2024-01-01 2024-03-31",
    "ตุลาคม - มีนาคม 2567": "during 2023-10-01 2024-03-31",
    "1 - 15 มกราคม 2567": "during 2024-01-01 2024-01-15",
    "15 ม.ค. – 20 ก.พ. 67": "during 2024-01-15 2024-02-20",
    "31/03/2567": "on 2024-03-31 2024-03-31",
    "31/03/2024": "on 2024-03-31 2024-03-31",
    "วันที่ 5 มกราคม 2567": "on 2024-01-05 2024-01-05",
    "ไตรมาสที่ 2": "during 2024-01-01 2024-03-31",
    "ไตรมาส 1-2/2567": "during 2023-10-01 2024-03-31",
    "ไตรมาสที่ 1 - 4": "during 2023-10-01 2024-09-30",
    "ไตรมาส 2 และ 4": "during 2024-01-01 2024-03-31;during 2024-07-01 2024-09-30",
    "Q3": "during 2024-04-01 2024-06-30",
    "ปีงบประมาณ 2567": "during 2023-10-01 2024-09-30",
    "ปีงบประมาณ พ.ศ. ๒๕๖๗": "during 2023-10-01 2024-09-30",
    "ตลอดปีงบประมาณ": "during 2023-10-01 2024-09-30",
    "ตลอดทั้งปี": "during 2023-10-01 2024-09-30",
    "ปี 2567": "during 2023-10-01 2024-09-30",
    "ปี 2568": "during 2025-01-01 2025-12-31",
    "พ.ศ. 2567": "during 2023-10-01 2024-09-30",
    "รอบ 6 เดือนแรก": "during 2023-10-01 2024-03-31",
    "รอบ 6 เดือนหลัง": "during 2024-04-01 2024-09-30",
    "รอบ ๖ เดือน": "during 2023-10-01 2024-03-31",
    "รอบ 12 เดือน": "during 2023-10-01 2024-09-30",
    "รอบ 6 เดือน และ 12 เดือน": "during 2023-10-01 2024-03-31;during 2023-10-01 2024-09-30",
    "ภายในเดือนมกราคม": "by None 2024-01-31",
    "ภายใน 31 มีนาคม 2567": "by None 2024-03-31",
    "ภายในวันที่ 30 เม.ย. 67": "by None 2024-04-30",
    "ก่อนวันที่ 30 เม.ย. 67": "by None 2024-04-30",
    "ก่อนสิ้นเดือนเมษายน 2567": "by None 2024-04-30",
    "ให้แล้วเสร็จภายในเดือน มี.ค.67": "by None 2024-03-31",
    "ให้แล้วเสร็จภายในไตรมาสที่ 2": "by None 2024-03-31",
    "ภายในเดือนเมษายน และเดือนตุลาคม ของทุกปี": "every FREQ=YEARLY;BYMONTH=4,10",
    "ทุก ๖ เดือน ภายในเดือนมีนาคม และกันยายน ของทุกปี": "every FREQ=YEARLY;BYMONTH=3,9",
    "ทุกเดือน": "every FREQ=MONTHLY",
    "ทุก 6 เดือน": "every FREQ=MONTHLY;INTERVAL=6",
    "รายไตรมาส": "every FREQ=MONTHLY;INTERVAL=3",
    "ไตรมาสละ 1 ครั้ง": "every FREQ=MONTHLY;INTERVAL=3",
    "ปีละ 2 ครั้ง": "every FREQ=MONTHLY;INTERVAL=6",
    "ปีละ 1 ครั้ง (เดือนมีนาคม)": "every FREQ=YEARLY;BYMONTH=3",
    "อย่างน้อยปีละ 1 ครั้ง": "every FREQ=YEARLY",
    "ทุกวันที่ 5 ของเดือน": "every FREQ=MONTHLY;BYMONTHDAY=5",
    "ภายในวันที่ 10 ของเดือนถัดไป": "every FREQ=MONTHLY;BYMONTHDAY=10",
    "ภายในวันที่ 5 ของทุกเดือน": "every FREQ=MONTHLY;BYMONTHDAY=5",
    "วันที่ 15 ของทุกเดือน": "every FREQ=MONTHLY;BYMONTHDAY=15",
    "ประจำปี พ.ศ. 2567": "during 2023-10-01 2024-09-30",
    "ปี พ.ศ. 2568": "during 2025-01-01 2025-12-31",
    "ปีปฏิทิน 2567": "during 2024-01-01 2024-12-31",
    "ตลอดปีปฏิทิน": "",
    "ตลอดปีการศึกษา": "",
    "ตลอดปีการศึกษา 2567": "",
    "ภายในภาคเรียนที่ 1/2567": "",
    "ภาคเรียนที่ 1 และ 2 ปีการศึกษา 2567": "",
    "ภาคเรียนที่ 2/2567 (พ.ย. - มี.ค.)": "",
    "ตลอดปีการศึกษา (พ.ค. 67 - มี.ค. 68)": "during 2024-05-01 2025-03-31",
    "ภาคเรียนที่ 1 (พฤษภาคม - กันยายน 2567)": "during 2024-05-01 2024-09-30",
    "ภาคเรียนที่ 1 และเดือนกันยายน 2567": "during 2024-09-01 2024-09-30",
    "ทุกปีการศึกษา": "every FREQ=YEARLY",
    "ทุกภาคเรียน": "",
    "ภายในวันที่ 5 ของแต่ละเดือน": "every FREQ=MONTHLY;BYMONTHDAY=5",
    "ทุกวันจันทร์แรกของเดือน": "every FREQ=MONTHLY;BYDAY=1MO",
    "ทุกวันพุธที่สองของเดือน": "every FREQ=MONTHLY;BYDAY=2WE",
    "วันพุธที่ 2 และ 4 ของทุกเดือน": "every FREQ=MONTHLY;BYDAY=2WE,4WE",
    "ภายในวันศุกร์สุดท้ายของเดือน": "every FREQ=MONTHLY;BYDAY=-1FR",
    "ทุกวันศุกร์ สุดท้ายของทุกเดือน": "every FREQ=MONTHLY;BYDAY=-1FR",
    "ทุกวันพฤหัสบดี สัปดาห์ที่ 3 ของเดือน": "every FREQ=MONTHLY;BYDAY=3TH",
    "วันพุธที่ 3 มกราคม 2567": "on 2024-01-03 2024-01-03",
    "ทุกวันจันทร์แรกของไตรมาส": "",
    "ทุกวันทำการแรกของเดือน": "every FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
    "ทุกวันทำการสุดท้ายของเดือน": "every FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "ทุกวันแรกของเดือน": "every FREQ=MONTHLY;BYMONTHDAY=1",
    "ภายในสัปดาห์แรกของเดือนถัดไป": "every FREQ=MONTHLY",
    "สัปดาห์ที่ 2 และ 4 ของเดือน": "",
    "ทุกวันจันทร์": "every FREQ=WEEKLY;BYDAY=MO",
    "ทุกวันจันทร์ - ศุกร์": "every FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "เดือนละครั้ง": "every FREQ=MONTHLY",
    "สัปดาห์ละ 1 ครั้ง": "every FREQ=WEEKLY",
    "2 ครั้ง/ปี": "every FREQ=MONTHLY;INTERVAL=6",
    "ภายใน 7 วัน": "within P7D",
    "ภายใน 15 วันทำการ": "within P15D",
    "ภายใน 3 เดือน": "within P3M",
    "ไม่เกิน 24 ชั่วโมง": "within PT24H",
    "ภายใน 6 เดือนแรกของปีงบประมาณ": "by None 2024-03-31",
    "30 วัน": "within P30D",
    "3 เดือน": "within P3M",
    "ระยะเวลา 3 เดือน": "within P3M",
    "ต่อเนื่อง": "",
    "ต่อเนื่องตลอดปี": "during 2023-10-01 2024-09-30",
    "ดำเนินการอย่างต่อเนื่องตลอดปีงบประมาณ พ.ศ. 2567": "during 2023-10-01 2024-09-30",
    "พศจิกายน 2566": "during 2023-11-01 2023-11-30",
    "มกรมคม 2567": "during 2024-01-01 2024-01-31",
    "สค. 67": "during 2024-08-01 2024-08-31",
    "เดือน ตค 66 ถึง กย 67": "during 2023-10-01 2024-09-30",
    "ไตรมาสที่ 1 (ต.ค. - ธ.ค. 2566)": "during 2023-10-01 2023-12-31",
    "ปีงบประมาณ 2567 (1 ตุลาคม 2566 - 30 กันยายน 2567)": "during 2023-10-01 2024-09-30",
    "รอบ 6 เดือน (ตุลาคม 2566 – มีนาคม 2567)": "during 2023-10-01 2024-03-31",
    "ปีงบประมาณ 2568 ไตรมาสที่ 1": "during 2024-10-01 2024-12-31",
    "ไตรมาสที่ 1 ปีงบประมาณ 2568": "during 2024-10-01 2024-12-31",
    "ตุลาคม 2566 เป็นต้นไป": "during 2023-10-01 None",
    "ตั้งแต่เดือนตุลาคม 2566 ถึงเดือนกันยายน 2567": "during 2023-10-01 2024-09-30",
    "ก.ค. - ธ.ค.": "during 2024-07-01 2024-12-31",
    "ม.ค., เม.ย. และ ก.ค. 2567": (
        "during 2024-01-01 2024-01-31;during 2024-04-01 2024-04-30;during 2024-07-01 2024-07-31"
    ),
    "31 กุมภาพันธ์ 2567": "",
    "ทุกสิ้นเดือน": "every FREQ=MONTHLY;BYMONTHDAY=-1",
    "ภายในสิ้นปีงบประมาณ": "by None 2024-09-30",
    "ภายในปีงบประมาณ 2567": "by None 2024-09-30",
    "ธันวาคม 2566 และ มิถุนายน 2567": "during 2023-12-01 2023-12-31;during 2024-06-01 2024-06-30",
    "เดือนตุลาคมของทุกปี": "every FREQ=YEARLY;BYMONTH=10",
    "ทุกเดือนตุลาคม": "every FREQ=YEARLY;BYMONTH=10",
    "ทุกวันที่ 31 มีนาคม": "every FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31",
    "เจ้าหน้าที่จัดทำแผนพัฒนาท้องถิ่น พ.ศ. 2566-2570 ให้ครบถ้วนและเผยแพร่บนเว็บไซต์": "",
    "สรุปผลการดำเนินงานของปีงบประมาณ พ.ศ. 2565 เสนอผู้บริหารเพื่อทราบ": "",
    "เจ้าหน้าที่รายงานผลให้ผู้บริหารทราบทุกเดือน": "every FREQ=MONTHLY",
    "จัดทำแผนให้เสร็จสิ้นภายในระยะเวลาที่กำหนด": "",
    "ตรวจสอบภายในหน่วยงานให้เรียบร้อย": "",
    "ดำเนินการในไตรมาสที่ 2 และรายงานผู้บริหาร": "during 2024-01-01 2024-03-31",
    "ตามหลักเกณฑ์ที่ ก.พ. กำหนดไว้ในคู่มือ": "",
    "ตามที่ ก.ค.ศ. กำหนด": "",
    "ทุกวันนี้ประชาชนต้องการข้อมูล": "",
    "2 5 6 7": "",
    "ปีงบประมาณ 2 5 6 7": "during 2023-10-01 2024-09-30",
    "ต . ค . 6 6 - ก . ย . 6 7": "during 2023-10-01 2024-09-30",
    "1 ตุลาคม 2566 – 30 กันยายน 2567": "during 2023-10-01 2024-09-30",
    "October 2023 - March 2024": "during 2023-10-01 2024-03-31",
    "ภายในวันที่ ๓๑ เดือนมีนาคม พ.ศ. ๒๕๖๗": "by None 2024-03-31",
    "วันจันทร์ที่ 15 มกราคม 2567": "on 2024-01-15 2024-01-15",
    "ภายในเดือนตุลาคม 2566 - กันยายน 2567": "during 2023-10-01 2024-09-30",
    "ปีงบประมาณ พ.ศ. 2566-2570": "during 2022-10-01 2027-09-30",
    "ตลอดปี 2567": "during 2023-10-01 2024-09-30",
    "ตลอดปี 2568": "during 2024-10-01 2025-09-30",
    "ตลอดปีปฏิทิน 2568": "during 2025-01-01 2025-12-31",
    "ปี พ.ศ. 2567": "during 2023-10-01 2024-09-30",
    "งบประมาณ 2567": "",
    "ภายในปี 2567": "by None 2024-09-30",
    "เริ่ม ต.ค. 66": "during 2023-10-01 None",
    "ไตรมาส 1 และไตรมาส 3": "during 2023-10-01 2023-12-31;during 2024-04-01 2024-06-30",
    "ครึ่งปีแรก": "during 2023-10-01 2024-03-31",
    "เมษายน 2567 (รอบ 6 เดือน) และตุลาคม 2567 (รอบ 12 เดือน)": (
        "during 2024-04-01 2024-04-30;during 2024-10-01 2024-10-31"
    ),
    "2567": "",
    "ต.ค.66-ก.ย.67": "during 2023-10-01 2024-09-30",
    "ต.ค.2566-ก.ย.2567": "during 2023-10-01 2024-09-30",
    "1 ต.ค.66 - 31 มี.ค.67": "during 2023-10-01 2024-03-31",
    "1 ม.ค. 2567 ถึงวันที่ 31 ม.ค. 2567": "during 2024-01-01 2024-01-31",
    "ไม่เกินวันที่ 30 กันยายน 2567": "by None 2024-09-30",
    "ไม่เกินเดือนกันยายน 2567": "by None 2024-09-30",
    "ทุกไตรมาส": "every FREQ=MONTHLY;INTERVAL=3",
    "เป็นประจำทุกปี": "every FREQ=YEARLY",
    "ปีละครั้ง": "every FREQ=YEARLY",
    "รายปี": "every FREQ=YEARLY",
    "ทุก 3 เดือน": "every FREQ=MONTHLY;INTERVAL=3",
    "เดือนละ 2 ครั้ง": "every FREQ=WEEKLY;INTERVAL=2",
    "30 ก.ย. 67": "on 2024-09-30 2024-09-30",
    "สิ้นสุด 30 ก.ย. 67": "by None 2024-09-30",
    "เดือน ต.ค.": "during 2023-10-01 2023-10-31",
    "ภายในเดือน ตุลาคม ของปีถัดไป": "",
    "ไตรมาส 1/2567 - ไตรมาส 4/2567": "during 2023-10-01 2024-09-30",
    "ไตรมาส 1, 3 และ 4": (
        "during 2023-10-01 2023-12-31;during 2024-04-01 2024-06-30;during 2024-07-01 2024-09-30"
    ),
    "ม.ค.-มี.ค.67 และ ก.ค.-ก.ย.67": "during 2024-01-01 2024-03-31;during 2024-07-01 2024-09-30",
    "รอบที่ 2 เม.ย. 67 - ก.ย. 67": "during 2024-04-01 2024-09-30",
    "ภายใน 1 เดือน หลังสิ้นปีงบประมาณ": "within P1M",
    "กันยายน 256": "",
    "ปีละ 1 - 2 ครั้ง": "",
    "Oct-66 - Sep-67": "during 2023-10-01 2024-09-30",
    "1/10/66-30/9/67": "during 2023-10-01 2024-09-30",
    "ทุกวันที่ 1 และ 16 ของเดือน": "every FREQ=MONTHLY;BYMONTHDAY=1,16",
    "วันละ 1 ครั้ง": "every FREQ=DAILY",
    "หนังสือลงวันที่ 1 มีนาคม 2566 เรื่องการจัดทำมาตรการ": "",
    "ประกาศ ณ วันที่ 5 มกราคม 2567": "",
    "ภายใน 7 (เจ็ด) วัน": "within P7D",
    "ภายในสามเดือน": "within P3M",
    "ภายใน 3 - 5 วัน": "within P5D",
    "ธันวาคม 2566 ถึง มกราคม": "during 2023-12-01 2024-01-31",
}

FULL = {month: name for name, (month, form) in months().items() if form == "full"}
SHORT = {month: name for name, (month, form) in months().items() if form == "short"}
MONTHS = st.integers(1, 12)
YEARS = st.integers(2550, 2590)


def show(when: When) -> str:
    return " ".join([when.kind, when.rrule or when.duration or f"{when.start} {when.end}"])


def thai(text: str) -> str:
    return text.translate(str.maketrans("0123456789", THAI_DIGITS))


def last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_what_is_said(text: str, expected: str) -> None:
    assert ";".join(show(when) for when in read_events(text, YEAR)) == expected


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_thai_digits_and_stray_spaces_say_the_same(text: str, expected: str) -> None:
    assert ";".join(show(when) for when in read_events(thai(text), YEAR)) == expected
    spread = re.sub("(?<=[.])(?=[ก-ฮ])|(?<=[ก-ฮ])(?=[.])|(?<=เดือน)(?=[ก-ฮ])|(?<=ภายใน)(?=[ก-๎])", " ", text)
    assert ";".join(show(when) for when in read_events(spread, YEAR)) == expected


@given(
    MONTHS, YEARS, st.sampled_from(["{name} {year}", "เดือน{name} พ.ศ. {year}", "{name}{year}", "{name} {ce}"])
)
def test_every_month_in_every_form(month: int, year: int, form: str) -> None:
    names = [FULL[month], SHORT[month], SHORT[month].rstrip("."), SHORT[month].replace(".", ". ").strip()]
    for name in names:
        for digits in (str, thai):
            text = digits(form.format(name=name, year=year, ce=year - 543))
            (when,) = read_events(text, None)
            first = date(year - 543, month, 1)
            assert (when.start, when.end) == (str(first), str(last_day(first.year, month))), text


@given(MONTHS, YEARS, MONTHS, st.integers(0, 11))
def test_ranges_of_months(month: int, year: int, _: int, length: int) -> None:
    end_year, end_month = year + (month + length - 1) // 12, (month + length - 1) % 12 + 1
    expected = (str(date(year - 543, month, 1)), str(last_day(end_year - 543, end_month)))
    for names in (FULL, SHORT):
        for dash in (" - ", "–", " ถึง ", " ถึงเดือน"):
            both = f"{names[month]} {year}{dash}{names[end_month]} {end_year}"
            once = f"{names[month]}{dash}{names[end_month]} {end_year}"
            short = f"{names[month]} {year % 100}{dash}{names[end_month]} {end_year % 100}"
            for text in (both, once, short) if length else (both,):
                (when,) = read_events(text, None)
                assert (when.kind, when.start, when.end) == ("during", *expected), text


@given(st.dates(date(2010, 1, 1), date(2049, 12, 31)))
def test_every_day_in_every_form(day: date) -> None:
    year = day.year + 543
    for text in (
        f"{day.day} {FULL[day.month]} {year}",
        f"วันที่ {day.day} {SHORT[day.month]} {year % 100}",
        f"{day.day}/{day.month}/{year}",
        f"{day.day:02}-{day.month:02}-{year}",
        f"{day.day}/{day.month}/{day.year}",
        str(day),
    ):
        (when,) = read_events(text, None)
        assert (when.kind, when.start, when.end) == ("on", str(day), str(day)), text
        (deadline,) = read_events(f"ให้แล้วเสร็จภายใน{text}", None)
        assert (deadline.kind, deadline.start, deadline.end) == ("by", None, str(day))


@given(MONTHS, YEARS)
def test_a_month_without_a_year_is_one_of_the_fiscal_year(month: int, fiscal: int) -> None:
    (when,) = read_events(f"ภายในเดือน{FULL[month]}", fiscal)
    first, last = fiscal_span(fiscal)
    assert when.end is not None
    assert first <= date.fromisoformat(when.end) <= last
    assert read_events(f"ภายในเดือน{FULL[month]}", None) == ()


@given(YEARS)
def test_fiscal_years_follow_one_another(year: int) -> None:
    first, last = fiscal_span(year)
    assert (first.month, first.day, last.month, last.day) == (10, 1, 9, 30)
    assert last + timedelta(days=1) == fiscal_span(year + 1)[0]
    quarters = [read_events(f"ไตรมาสที่ {number}", year)[0] for number in (1, 2, 3, 4)]
    assert (quarters[0].start, quarters[3].end) == (str(first), str(last))
    for before, after in pairwise(quarters):
        assert date.fromisoformat(before.end or "") + timedelta(days=1) == date.fromisoformat(
            after.start or ""
        )


DAMAGED = {
    "พศจิกายน": 11,
    "มกรมคม": 1,
    "กุมภาพันธ": 2,
    "กรกฎาคน": 7,
    "สิงหาดม": 8,
    "ธันวาดม": 12,
    "สค.": 8,
    "ตค": 10,
}


@pytest.mark.parametrize(("name", "month"), DAMAGED.items())
def test_damaged_names_that_can_be_one_month_only(name: str, month: int) -> None:
    (when,) = read_events(f"{name} 2567", YEAR)
    assert when.start == f"2024-{month:02}-01"


@pytest.mark.parametrize("text", ["มาคม 2567", "ดม 2567", "เดือนนี้ 2567", "ภาคเรียน 2567", "มียน 2567"])
def test_names_that_could_be_two_months_or_none(text: str) -> None:
    assert read_events(text, YEAR) == ()


PROSE = {
    "เจ้าหน้าที่รายงานผลรอบ 6 เดือน ของปีงบประมาณ พ.ศ. 2567 ภายในเดือนเมษายน 2567": "by None 2024-04-30",
    "จัดทำแผนพัฒนาท้องถิ่น พ.ศ. 2566-2570 แล้วเสนอสภาเพื่อพิจารณา": "",
    "สรุปรายงานประจำปีงบประมาณ พ.ศ. 2566 เสนอผู้บริหารและเผยแพร่บนเว็บไซต์": "",
    "สรุปผลการจัดซื้อจัดจ้างรายเดือนและเผยแพร่ให้ประชาชนทราบ": "",
    "ผู้บริหารติดตามงานทุกเดือน เพื่อให้เป็นไปตามแผนที่วางไว้": "every FREQ=MONTHLY",
    "ตรวจสอบภายใน 5 หน่วยงานที่อยู่ในสังกัดให้ครบถ้วน": "",
    "ปฏิบัติตามหลักเกณฑ์ที่ ก.พ. กำหนดไว้ทุกประการ": "",
    "1. ประชุมคณะทำงานในไตรมาสที่ 1\n2. สรุปผลภายในเดือนกันยายน 2567": (
        "during 2023-10-01 2023-12-31;by None 2024-09-30"
    ),
    "ภายในเดือนมกราคม ๒.ผู้บริหารกำกับติดตามให้เป็นไปตามที่กำหนด": "by None 2024-01-31",
}


@pytest.mark.parametrize(("text", "expected"), PROSE.items())
def test_running_text_gives_only_when_something_is_done(text: str, expected: str) -> None:
    assert ";".join(show(when) for when in read_events(text, YEAR)) == expected


@pytest.mark.parametrize("text", ["ต.ค. 66 - ก.ย. 67", "ตลอดปีงบประมาณ", "ไตรมาส 2", "ทุกเดือน", "ภายใน 7 วัน"])
def test_a_time_cell_is_all_time(text: str) -> None:
    assert time_share(text) == 1.0


def test_a_paragraph_with_a_deadline_is_little_time() -> None:
    text = "เจ้าหน้าที่รวบรวมข้อมูลจากทุกกอง จัดทำรายงานเสนอผู้บริหาร และเผยแพร่บนเว็บไซต์ภายในเดือนเมษายน 2567"
    assert 0 < time_share(text) < 0.4
    assert time_share("กองคลัง") == time_share("") == time_share(" - ") == 0.0


@given(
    st.text(alphabet="ตคกยม.เดือนภายในทุกปี 0123456789/-–ถึง(),\n๑๖", max_size=50), st.sampled_from([None, 2567])
)
def test_any_text_is_read(text: str, fiscal_year: int | None) -> None:
    at, previous = 0, (0, 0)
    for when in read_events(text, fiscal_year):
        start, end = when.span
        assert text[start:end] == when.text
        assert start >= at or (start, end) == previous, "one phrase may give two times"
        assert when.start is None or when.end is None or when.start <= when.end
        assert any((when.start, when.end, when.rrule, when.duration))
        at, previous = end, (start, end)
    assert 0.0 <= time_share(text) <= 1.0


def test_events_of_the_report() -> None:
    found = events("ต.ค. 66 - มี.ค. 67 และรายงานทุกไตรมาส", YEAR)
    assert [(event.kind, event.start, event.end, event.rrule) for event in found] == [
        ("during", "2023-10-01", "2024-03-31", None),
        ("every", None, None, "FREQ=MONTHLY;INTERVAL=3"),
    ]
    assert found[0].text == "ต.ค. 66 - มี.ค. 67"


def test_a_day_is_found_behind_a_long_run_of_words_of_time() -> None:
    (found,) = events("ปี " * 30_000 + "\nภายในวันที่ 31 มีนาคม 2568", YEAR)
    assert (found.kind, found.end) == ("by", "2025-03-31")
