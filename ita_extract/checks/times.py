"""Checks of times against themselves and the fiscal year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ita_extract.checks.finding import finding, name, shown
from ita_extract.ita.blanks import is_stated_empty
from ita_extract.model.report import Event, Finding, Measure, Period, Report, Timeline
from ita_extract.thai.dates import fiscal_span, read_events


def timeline_unread(report: Report) -> Iterator[Finding]:
    """Only where the column is for time alone: one that also tells of monitoring may well name no date."""
    for measure, timeline in _timelines(report):
        shared = measure.monitoring is not None and measure.monitoring.provenance == timeline.provenance
        if timeline.text and not timeline.events and not shared and not is_stated_empty(timeline.text):
            said = f"{name(measure)}: no date could be read from “{shown(timeline.text)}”."
            yield finding("timeline-unread", said, measure, timeline.provenance)


def time_by_colour(report: Report) -> Iterator[Finding]:
    """A time of which nothing is written, be it of what is planned or of what was done: cells below months
    are filled with colour, or a bar is drawn over them."""
    for measure in report.measures:
        for field in (measure.timeline, measure.result):
            if field and field.text and not field.raw.strip():
                said = f"{name(measure)}: cells with a colour or a bar alone say “{shown(field.text)}”."
                yield finding("time-by-colour", said, measure, field.provenance)


def timeline_outside_year(report: Report) -> Iterator[Finding]:
    """Months without a year may well lie in the rest of the period that the report states."""
    for measure, timeline in _timelines(report):
        if measure.fiscal_year is None:
            continue
        first, last = fiscal_span(measure.fiscal_year)
        for event in timeline.events:
            outside = [day for day in _days(event) if not first <= day <= last]
            dated = bool(outside and read_events(event.text, None))
            if outside and (dated or not _is_within(report.report.period, outside)):
                year = f"fiscal year {measure.fiscal_year} ({first} to {last})"
                said = f"({outside[-1]})" if dated else f"names no year; taken for {outside[-1]}, it"
                message = f"{name(measure)}: “{event.text}” {said} lies outside {year}."
                yield finding("timeline-outside-year", message, measure, timeline.provenance)


def _is_within(period: Period | None, days: Sequence[date]) -> bool:
    return period is not None and all(period.start <= day <= period.end for day in map(str, days))


def timeline_reversed(report: Report) -> Iterator[Finding]:
    for measure, timeline in _timelines(report):
        for event in timeline.events:
            if event.start and event.end and event.end < event.start:
                said = f"“{event.text}” ends ({event.end}) before it starts ({event.start})"
                yield finding("timeline-reversed", f"{name(measure)}: {said}.", measure, timeline.provenance)


def deadline_after_period(report: Report) -> Iterator[Finding]:
    """What a half-year's report says was done, though it is due only after that half year."""
    period = report.report.period
    if period is None:
        return
    for measure, timeline in _timelines(report):
        if measure.result is None or not measure.result.text or is_stated_empty(measure.result.text):
            continue
        for event in timeline.events:
            if event.kind in ("by", "on") and event.end and event.end > period.end:
                said = f"a result is reported, but “{event.text}” ({event.end}) lies after the period"
                message = f"{name(measure)}: {said} (to {period.end})."
                yield finding("deadline-after-period", message, measure, timeline.provenance)


def _timelines(report: Report) -> Iterator[tuple[Measure, Timeline]]:
    return ((measure, measure.timeline) for measure in report.measures if measure.timeline)


def _days(event: Event) -> list[date]:
    return [date.fromisoformat(day) for day in (event.start, event.end) if day]
