"""What three real reports must give. Skipped where they are not at hand: they are not the project's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from ita_extract import extract
from ita_extract.model.report import Measure, Report

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real reports are not on this machine")


@cache
def seed(number: str) -> Report:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return extract(path)


def times(measure: Measure) -> list[tuple[str, str | None, str | None]]:
    assert measure.timeline is not None
    return [(event.kind, event.start, event.end) for event in measure.timeline.events]


def rules(measure: Measure) -> list[str | None]:
    assert measure.timeline is not None
    return [event.rrule for event in measure.timeline.events]


def test_half_year_report() -> None:
    facts = seed("000").report
    assert facts.kind == "report"
    assert facts.agency.name == "เทศบาลตำบลไชยมงคล"
    assert (facts.agency.district, facts.agency.province) == ("เมืองนครราชสีมา", "นครราชสีมา")
    assert facts.fiscal_year == 2566
    assert facts.period is not None
    assert (facts.period.start, facts.period.end) == ("2022-10-01", "2023-03-31")
    assert "agency-name-conflict" in [finding.code for finding in seed("000").findings]


def test_half_year_measures() -> None:
    measures = seed("000").measures
    assert len(measures) == 7
    assert times(measures[1]) == [
        ("by", None, "2022-10-31"),
        ("by", None, "2023-04-30"),
        ("by", None, "2022-12-31"),
    ]
    assert rules(measures[5]) == ["FREQ=YEARLY;BYMONTH=4,10", "FREQ=MONTHLY;INTERVAL=6"]
    links = [[(link.instrument, link.number, link.question) for link in m.indicators] for m in measures[3:]]
    assert [[question for *_, question in named] for named in links] == [["e6"], ["e7"], ["e9"], ["e10"]]
    assert {number for named in links for _, number, _ in named} == {7}


def test_yearly_report() -> None:
    report = seed("002")
    agency = report.report.agency
    assert agency.name == "องค์การบริหารส่วนตำบลทุ่งกระพังโหม"
    assert agency.district
    assert agency.province
    assert report.report.fiscal_year == 2567
    assert [measure.number for measure in report.measures] == [str(n) for n in range(1, 12)]
    ends = [times(measure)[0][2] for measure in report.measures]
    assert ends == ["2024-09-30", "2024-04-30", *["2024-09-30"] * 8, "2024-03-31"]
    assert all(len(times(measure)) == 1 for measure in report.measures)


def test_analysis_with_measures_for_the_next_year() -> None:
    report = seed("004")
    assert (report.report.kind, report.report.fiscal_year) == ("analysis", 2565)
    assert report.report.agency.name == "เทศบาลตำบลกกตูม"
    assert [measure.fiscal_year for measure in report.measures] == [2566] * 5
    shifted = [finding.measure for finding in report.findings if finding.code == "cells-shifted"]
    assert shifted == ["m4"]
    fourth = report.measures[3]
    assert fourth.owner is not None
    assert fourth.owner.names == ["กองคลัง", "งานพัสดุ"]
    assert fourth.steps is not None
    assert len(fourth.steps.items) > 1
