"""Cells that a page cut: what goes on in the middle of a paragraph, and what begins anew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_extract.fields.seams import join_parts
from ita_extract.model.document import Cell, Place

THIRD_COLUMN = [Place(page=1, table=1, row=9, column=3), Place(page=2, table=1, row=1, column=3)]


def joined(above: str, below: str, places: list[Place] = THIRD_COLUMN) -> str:
    cells = [
        Cell(0, 0, raw=text, text=text, place=at) for text, at in zip((above, below), places, strict=True)
    ]
    return join_parts(cells)


@pytest.mark.parametrize(
    ("above", "below", "text"),
    [
        ("ปรับปรุงป้ายบอกขั้น", "ตอนบริการ", "ปรับปรุงป้ายบอกขั้นตอนบริการ"),
        ("1. เก็บแบบที่ไม่ตรงกับ", "ปัจจุบัน\n2. พิมพ์ใหม่", "1. เก็บแบบที่ไม่ตรงกับปัจจุบัน\n2. พิมพ์ใหม่"),
        ("ภายในเดือนเมษายน", "2566", "ภายในเดือนเมษายน 2566"),
        ("กองสาธารณสุข", "และสิ่งแวดล้อม", "กองสาธารณสุขและสิ่งแวดล้อม"),
        ("ดูที่ https://www.na-di.go.th/list/", "2567/12", "ดูที่ https://www.na-di.go.th/list/2567/12"),
        ("ดูที่ https://www.na-", "di.go.th/list", "ดูที่ https://www.na-di.go.th/list"),
        ("ดูที่ www.na-di.go.th", "และป้ายประกาศ", "ดูที่ www.na-di.go.th และป้ายประกาศ"),
        ("ประกาศ ณ", "ที่ทำการ", "ประกาศ ณ ที่ทำการ"),
        ("ตรวจซ้ำ (ถ้ามี", ") ทุกวัน", "ตรวจซ้ำ (ถ้ามี) ทุกวัน"),
        ("1. สรุปยอด", "2. ติดประกาศ", "1. สรุปยอด\n2. ติดประกาศ"),
        ("- สรุปยอด", "- ติดประกาศ", "- สรุปยอด\n- ติดประกาศ"),
        ("ร่างคู่มือ\nก) รวบรวม", "ข) เขียน", "ร่างคู่มือ\nก) รวบรวม\nข) เขียน"),
        ("กองคลัง", "กองช่าง", "กองคลัง\nกองช่าง"),
        ("ตั้งคณะทำงาน\nร่างคู่มือ", "ประกาศใช้", "ตั้งคณะทำงาน\nร่างคู่มือ\nประกาศใช้"),
    ],
)
def test_seam_at_a_page(above: str, below: str, text: str) -> None:
    assert joined(above, below) == text


def test_rows_of_one_page_stay_lines() -> None:
    places = [Place(page=1, table=1, row=9, column=3), Place(page=1, table=1, row=10, column=3)]
    assert joined("ปรับปรุงป้ายบอกขั้น", "ตอนบริการ", places) == "ปรับปรุงป้ายบอกขั้น\nตอนบริการ"


def test_columns_of_one_role_stay_lines() -> None:
    places = [Place(page=1, table=1, row=9, column=3), Place(page=2, table=1, row=9, column=4)]
    assert joined("จำนวนครั้ง", "สี่ครั้ง", places) == "จำนวนครั้ง\nสี่ครั้ง"


@given(st.lists(st.text(alphabet="กข้าน 12.)-\n(", max_size=30), max_size=4))
def test_no_letter_is_lost_at_a_seam(texts: list[str]) -> None:
    places = [Place(page=number, column=1) for number in range(len(texts))]
    cells = [Cell(0, 0, raw=text, text=text, place=at) for text, at in zip(texts, places, strict=True)]
    assert "".join(join_parts(cells).split()) == "".join("".join(texts).split())
