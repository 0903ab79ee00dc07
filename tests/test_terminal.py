"""Text laid out in columns, and the page of a report for a terminal."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ita_extract.batch.inputs import Job
from ita_extract.batch.outcomes import Facts, Outcome
from ita_extract.batch.summary import summary
from ita_extract.model.report import Event, Listed, Timeline
from ita_extract.output.layout import table, visible, width, wrap
from ita_extract.output.terminal import page
from tests.builders import field_parts, finding, measure, report

THAI = "".join(chr(code) for code in range(0x0E01, 0x0E5C) if unicodedata.category(chr(code)) != "Cn")
TEXT = st.text(st.sampled_from(THAI + " abc012.-()\n中"), max_size=120)


def letters(text: str) -> str:
    return "".join(text.split())


def test_marks_have_no_width() -> None:
    assert width("ที่นี่") == 2
    assert width("กำ") == 2
    assert width("中a") == 3


def test_control_characters_cannot_steer_the_terminal() -> None:
    assert visible("a\x1b[31mb\u202ec\td\ne") == "a\ufffd[31mb\ufffdc d\ne"


@given(TEXT, st.integers(4, 60))
def test_wrapped_lines_fit_and_no_letter_is_lost(text: str, limit: int) -> None:
    lines = wrap(text, limit)
    assert all(width(line) <= limit for line in lines)
    assert letters("".join(lines)) == letters(text)


def test_thai_is_broken_between_words() -> None:
    lines = wrap("ประกาศเผยแพร่แผนการจัดซื้อจัดจ้างบนเว็บไซต์ของหน่วยงาน", 16)
    assert len(lines) > 2
    assert not any(unicodedata.category(line[0]) == "Mn" for line in lines)
    assert any(line.endswith(("แผน", "แผนการ", "เผยแพร่")) for line in lines)


def test_latin_is_broken_at_spaces() -> None:
    assert wrap("the owner of the measure", 12) == ["the owner of", "the measure"]


def test_no_line_begins_with_a_closing_sign_or_breaks_an_abbreviation() -> None:
    lines = wrap("ประจำปีงบประมาณ พ.ศ. 2566 (รอบ 6 เดือน) และอื่นๆ", 9)
    assert "พ.ศ." in " ".join(lines)
    assert not any(line.startswith((".", ")", "ๆ")) or line.endswith("(") for line in lines)


def test_a_word_too_long_for_a_line_keeps_its_marks() -> None:
    lines = wrap("ก้" * 30, 7)
    assert all(line == "ก้" * 7 for line in lines[:-1])


@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=4), st.integers(16, 80))
def test_a_table_fits_and_keeps_every_letter(rows: list[list[str]], limit: int) -> None:
    lines = list(table(rows, limit))
    assert all(width(line) <= limit for line in lines)
    shown = sorted(letters("".join(lines)).replace("─", ""))
    assert shown == sorted(letters("".join(cell for row in rows for cell in row)))


def test_a_summary_on_a_narrow_terminal_keeps_what_matters(tmp_path: Path) -> None:
    job = Job(tmp_path / "a.txt", "รายงาน.txt", tmp_path / "a.txt.json")
    lines = list(summary([Outcome(job, "ok-with-findings", facts=Facts("plan", "เทศบาล", 2567, 4, 12))], 40))
    assert lines[0].split() == ["file", "outcome", "findings"]
    assert lines[2].split() == ["รายงาน.txt", "ok-with-findings", "12"]


def test_a_table_with_room_to_spare_is_no_wider_than_its_cells() -> None:
    assert list(table([["a", "bb"], ["ที่", "c"]], 80)) == ["a  bb", "─  ──", "ที่  c"]


def test_the_page_of_a_report_says_what_a_person_wants_to_know() -> None:
    made = report(
        measures=[measure(), measure(2, owner=None)], findings=[finding("The owner of m2 is missing.")]
    )
    text = page(made, 100)
    for part in ("แผนปฏิบัติการ", "เทศบาลตำบลสมมติ", "2567", "กองคลัง", "[by 2024-03-31]", "99%"):
        assert part in text
    assert "warning" in text
    assert "The owner of m2 is missing. [owner-missing]" in text


def test_a_recurrence_is_told_in_words() -> None:
    def event(rule: str) -> Event:
        return Event(kind="every", start=None, end=None, rrule=rule, duration=None, text="")

    rules = ["FREQ=MONTHLY;INTERVAL=3", "FREQ=YEARLY;BYMONTH=4,10"]
    field = Timeline(**field_parts("ทุกไตรมาส"), events=[event(rule) for rule in rules])
    text = page(report(measures=[measure(timeline=field)]), 160)
    assert "[every 3 months]" in text
    assert "[every year (BYMONTH=4,10)]" in text


def test_a_column_that_only_repeats_another_is_left_out() -> None:
    monitoring = Listed(**field_parts("ภายในเดือนมีนาคม 2567"), items=[])
    assert "monitoring" not in page(report(measures=[measure(monitoring=monitoring)]), 160)


def test_sections_stand_above_their_measures() -> None:
    made = report(measures=[measure(1, section=["ด้านที่หนึ่ง"]), measure(2, section=["ด้านที่สอง"])])
    lines = page(made, 100).splitlines()
    found = [index for index, line in enumerate(lines) if line.startswith(("ด้าน", "m1", "m2"))]
    assert [lines[index][:12].split()[0] for index in found] == ["ด้านที่หนึ่ง", "m1", "ด้านที่สอง", "m2"]


def test_fields_without_room_for_a_column_stand_below_the_table() -> None:
    text = page(report(), 45)
    assert "also" in text
    assert letters("2. เผยแพร่") in letters(text)
    assert all(width(line) <= 45 for line in text.splitlines())


def test_a_report_without_measures_says_so() -> None:
    assert "No measures were found." in page(report(measures=[]), 80)
