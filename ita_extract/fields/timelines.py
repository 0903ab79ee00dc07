"""A timeline or monitoring cell → the events of the report."""

from __future__ import annotations

from ita_extract.ita.units import find_units
from ita_extract.model.report import Event
from ita_extract.thai.calendar import BUDDHIST_ERA
from ita_extract.thai.dates import When, read_events


def events(text: str, fiscal_year: int | None, *, calendar: bool = False) -> list[Event]:
    """The times that the text states, in its order; fiscal_year: Buddhist Era, for months that name none.

    Where it states none, units that stand before a time in one cell with it are set aside.
    calendar: months that name none are those of the calendar year of that number.
    """
    found = _read(text, fiscal_year)
    if calendar and fiscal_year is not None:
        # Its last three months are the first of the next fiscal year.
        begins, following = str(fiscal_year - BUDDHIST_ERA), _read(text, fiscal_year + 1)
        pairs = zip(found, following, strict=False)
        found = tuple(later if (when.start or begins) < begins else when for when, later in pairs)
    return [_when_to_event(when) for when in found]


def _read(text: str, fiscal_year: int | None) -> tuple[When, ...]:
    return read_events(text, fiscal_year) or read_events(_without_units(text), fiscal_year)


def _without_units(text: str) -> str:
    for unit in find_units(text):
        text = text[: unit.start] + " " * (unit.end - unit.start) + text[unit.end :]
    return text


def _when_to_event(when: When) -> Event:
    return Event(
        kind=when.kind,
        start=when.start,
        end=when.end,
        rrule=when.rrule,
        duration=when.duration,
        text=when.text,
    )
