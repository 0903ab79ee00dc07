"""A row of meaning → a measure with its fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from ita_extract.fields.build import Built, build_field, corrections
from ita_extract.fields.lists import read_list
from ita_extract.ita.dated_headings import split_time
from ita_extract.ita.indicators import Link, indicators, links
from ita_extract.ita.labels import counting
from ita_extract.ita.questions import read_code
from ita_extract.ita.roles import FIELDS
from ita_extract.ita.topics import indicator_of_topic
from ita_extract.model import report
from ita_extract.model.document import Place
from ita_extract.model.grid import Column, Row, Slot, join_slots
from ita_extract.thai.clean import clean
from ita_extract.thai.digits import to_arabic

_NUMBER = re.compile(r"\s*\(?(\d{1,3}(?:\.\d{1,2})*)(?:[.)]+\s*(?=\D)|\s+(?=\D)(?<=\.\d\s))")
_BARE_NUMBER = re.compile(r"\D*?(\d{1,3}(?:\.\d{1,3})*)\D*")
_BULLETS = "-–•*●▪ "
_KNOWN = frozenset((*FIELDS, "number"))  # roles that have a place of their own


@dataclass(frozen=True, slots=True)
class Made:
    """A measure, the corrections behind its texts, and where its row stood."""

    measure: report.Measure
    corrections: tuple[report.Correction, ...]
    places: tuple[Place, ...]


def make_measure(
    measure_id: str, row: Row, columns: Sequence[Column], section: tuple[str, ...], fiscal_year: int | None
) -> Made | None:
    """None when the row says nothing in any field."""
    built = dict(_built_fields(row, columns, fiscal_year))
    others = list(_other_fields(row, columns, fiscal_year))
    subject_text = _subject_text(built, others)
    if not subject_text:
        return None
    number, subject = split_number(subject_text)
    subjects = [subject_text, *([built["issue"].field.text] if "issue" in built else [])]
    named = [*section, *(made.field.text for _, made in others), *_codes(built, row, columns)]
    fields: dict[str, Any] = {role: built[role].field if role in built else None for role in FIELDS}
    every = [*built.items(), *others]
    measure = report.Measure(
        id=measure_id,
        number=_number_in_column(row, columns) or number,
        subject=subject,
        section=list(section),
        fiscal_year=fiscal_year,
        indicators=_indicators(named, subjects, fiscal_year),
        **fields,
        other=[report.OtherField(heading=heading, field=made.field) for heading, made in others],
        confidence=min(made.field.confidence for _, made in every),
    )
    mended = (corrections(made.mends, made.field.provenance, measure_id, name) for name, made in every)
    return Made(
        measure,
        tuple(chain.from_iterable(mended)),
        tuple(place for slot in row.slots for place in slot.places),
    )


def split_number(text: str) -> tuple[str | None, str]:
    """The report's own number in front of a clean text, and the text on one line without it or a bullet.

    In a list of several the first item's number is no number of the whole.
    """
    line = " ".join(text.split())
    counted = counting(line)
    if counted and counted.rest and any(map(str.isalnum, counted.rest)):
        return counted.number, counted.rest
    found = _NUMBER.match(line)
    if found is None or len(read_list(text).items) > 1:
        return None, line.lstrip(_BULLETS) or line
    return found[1], line[found.end() :].strip().lstrip(_BULLETS) or line


def _built_fields(row: Row, columns: Sequence[Column], year: int | None) -> Iterator[tuple[str, Built]]:
    by_role: dict[str, list[Column]] = {}
    for column in columns:
        for role in column.roles:
            by_role.setdefault(role, []).append(column)
    for role in FIELDS:
        if held := by_role.get(role):
            slot = join_slots(_dated([row.slots[column.index] for column in held], held))
            yield role, build_field(role, slot, held[0].ground or "content", year)


def _dated(slots: Sequence[Slot], columns: Sequence[Column]) -> Sequence[Slot]:
    """The slots, each with the time that its column is for in front, where the columns tell times apart;
    raw keeps what is printed."""
    if len(slots) < 2:
        return slots
    times = [split_time(clean(column.heading).text)[1] for column in columns]
    told = list(filter(None, times))
    if len(told) < 2 or len(set(told)) < len(told):
        return slots
    pairs = zip(slots, times, strict=True)
    return [slot if slot.blank or not time else _led_by(time, slot) for slot, time in pairs]


def _led_by(time: str, slot: Slot) -> Slot:
    first, *rest = slot.parts
    break_ = "\n" if "\n" in slot.text else " "
    return replace(slot, parts=(replace(first, text=f"{time}:{break_}{first.text.lstrip()}"), *rest))


def _other_fields(row: Row, columns: Sequence[Column], year: int | None) -> Iterator[tuple[str, Built]]:
    for column in columns:
        slot = row.slots[column.index]
        if _KNOWN.isdisjoint(column.roles) and (slot.parts or column.heading):
            yield clean(column.heading).text, build_field("other", slot, column.ground or "exact", year)


def _subject_text(built: dict[str, Built], others: Sequence[tuple[str, Built]]) -> str:
    candidates = [built[role].field.text for role in ("measure", "issue", "steps") if role in built]
    candidates += [made.field.text for _, made in others] + [made.field.text for made in built.values()]
    return next((text for text in candidates if any(map(str.isalnum, text))), "")


def _number_in_column(row: Row, columns: Sequence[Column]) -> str | None:
    """The number in the row's number column: a question's code, else a number without its signs ("1" for
    "1."), else what is written there, without dots and brackets around it; None where nothing is."""
    text = next((row.slots[c.index].text for c in columns if "number" in c.roles), "")
    if not text:
        return None
    code = _counting_code(text)
    if code:
        return code
    found = _BARE_NUMBER.fullmatch(to_arabic(text))
    return found[1] if found else (to_arabic(" ".join(text.split())).strip(".()") or None)


def _counting_code(text: str) -> str | None:
    """The code of a question by which a report counts; “01” is a number."""
    code = read_code(text)
    return code.code if code and not (code.mended and text.strip().isdigit() and code.end < 3) else None


def _codes(built: dict[str, Built], row: Row, columns: Sequence[Column]) -> Iterator[str]:
    """The questions that count the rows, and those that a subject begins with where they are misread; as
    printed they are found in its text."""
    counted = [row.slots[column.index].text for column in columns if "number" in column.roles]
    begun = [built[role].field.raw for role in ("measure", "issue") if role in built]
    yield from filter(None, map(_counting_code, counted))
    yield from (code.code for code in map(read_code, begun) if code and code.mended)


def _indicators(
    above: Sequence[str], subjects: Sequence[str], fiscal_year: int | None
) -> list[report.IndicatorLink]:
    """What the titles above, the row's other columns, its own subject and its issue refer to; where they
    name no indicator, the one whose topic a subject is. Measures answer the assessment of the year before."""
    found = links(" ".join([*above, *subjects]), fiscal_year - 1 if fiscal_year else None)
    topic = next(filter(None, map(indicator_of_topic, subjects)), None) if not found else None
    if topic:
        found = (Link(indicators()[topic].instrument, topic, None),)
    return [
        report.IndicatorLink(
            instrument=link.instrument, number=link.number, question=link.question, score=None
        )
        for link in found
    ]
