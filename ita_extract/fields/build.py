"""A slot of a row → the report's Field of its role, with its confidence and the parts that it is made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ita_extract.fields.lists import Item as ListItem
from ita_extract.fields.lists import read_list
from ita_extract.fields.owners import owner_names
from ita_extract.fields.seams import join_parts
from ita_extract.fields.timelines import events
from ita_extract.ita.units import unit_share
from ita_extract.model import report
from ita_extract.model.document import Mend, Place
from ita_extract.model.grid import Ground, Slot
from ita_extract.thai.clean import clean
from ita_extract.thai.dates import time_share
from ita_extract.thai.words import known_share

LISTED = frozenset({"steps", "monitoring", "result", "outcome", "problem", "suggestion"})

# How far each ground for a column's role is to be trusted, and what each thing done to a cell takes off.
# Chosen so that a plain cell under a known heading stays near 1 and a moved one falls below 0.9.
_GROUNDS = {"exact": 1.0, "words": 0.95, "likeness": 0.9, "content": 0.8}
_MOVED = 0.85
_JOINED = 0.97
_INHERITED = 0.92
_MENDED = 0.98
_UNKNOWN_WORDS = 0.3


@dataclass(frozen=True, slots=True)
class Built:
    """A field and the letters that were changed to make its text."""

    field: report.Field
    mends: tuple[Mend, ...]


def build_field(role: str, slot: Slot, ground: Ground, fiscal_year: int | None) -> Built:
    """role: as in ita.roles.FIELDS, or "other"; ground: how its column's role was found."""
    cleaned = clean(join_parts(slot.parts))
    mends = (*(mend for part in slot.parts for mend in part.mends), *cleaned.mends)
    listing = read_list(cleaned.text)
    facts = _facts(slot, ground, listing.text, len(mends), _known(role, cleaned.text))
    if role in LISTED:
        return Built(report.Listed(**facts, items=[_item(item) for item in listing.items]), mends)
    if role == "owner":
        return Built(report.Owner(**facts, names=list(owner_names(cleaned.text))), mends)
    if role == "timeline":
        return Built(
            report.Timeline(**facts, events=events(cleaned.text, fiscal_year, calendar=slot.calendar)), mends
        )
    return Built(report.Field(**facts), mends)


def provenance(places: Iterable[Place]) -> list[report.Provenance]:
    return [
        report.Provenance(
            page=place.page,
            table=place.table,
            row=place.row,
            column=place.column,
            bbox=place.bbox,
            span=place.span,
        )
        for place in places
    ]


def corrections(
    mends: Iterable[Mend],
    where: list[report.Provenance],
    measure: str | None = None,
    field: str | None = None,
) -> list[report.Correction]:
    """What was mended there; measure, field: None outside measures."""
    return [
        report.Correction(
            measure=measure,
            field=field,
            before=mend.before,
            after=mend.after,
            rule=mend.rule,
            likeness=mend.likeness,
            provenance=where,
        )
        for mend in mends
    ]


def _known(role: str, text: str) -> float:
    """How much of the text is known; names of units and dates are, though no dictionary has them."""
    named = unit_share(text) if role == "owner" else time_share(text) if role == "timeline" else 0.0
    return named if named >= 1 else max(named, known_share(text))


def _facts(slot: Slot, ground: Ground, text: str, mended: int, known: float) -> dict[str, Any]:
    grounds = report.Grounds(
        role=ground,
        moved=slot.moved,
        joined=slot.joined,
        mended=mended,
        borders=min((part.borders for part in slot.parts), default=1.0),
        reading=min((part.confidence for part in slot.parts), default=1.0),
        known=known,
    )
    return {
        "text": text,
        "raw": slot.raw,
        "provenance": provenance(slot.places),
        "confidence": _confidence(grounds, slot.inherited),
        "inherited": slot.inherited,
        "grounds": grounds,
    }


def _confidence(grounds: report.Grounds, inherited: bool) -> float:
    value = _GROUNDS[grounds.role] * grounds.borders * grounds.reading
    value *= _MOVED if grounds.moved else 1.0
    value *= _JOINED if grounds.joined else 1.0
    value *= _INHERITED if inherited else 1.0
    value *= _MENDED ** min(grounds.mended, 10)
    return value * (1 - _UNKNOWN_WORDS * (1 - grounds.known))


def _item(item: ListItem) -> report.Item:
    return report.Item(number=item.number, text=item.text, items=[_item(inner) for inner in item.items])
