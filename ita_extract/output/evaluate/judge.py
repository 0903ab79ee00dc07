"""Two documents of one report → what is expected, found and right, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq, Postfix, Prefix

from ita_extract.ita.fields import fields_of
from ita_extract.model.report import Field, Item, Listed, Measure, Owner, Report, Timeline
from ita_extract.output.evaluate.confirmed import MEASURES, SCORES, TABLES, Confirmed, cover_place
from ita_extract.output.evaluate.evaluation import Counted, Judged, Judgement, Letters, Repaired, Tally
from ita_extract.output.evaluate.facts import assessment_facts, cover_facts
from ita_extract.output.evaluate.grids import judge_grids
from ita_extract.output.evaluate.pairs import pair_up
from ita_extract.output.evaluate.texts import letter_errors, solid
from ita_extract.output.evaluate.words import judge_words
from ita_extract.thai.digits import THAI_DIGITS, to_arabic

_DIGITS = {"digits: Thai": frozenset(THAI_DIGITS), "digits: Arabic": frozenset("0123456789")}

_AROUND = 3  # letters on each side of a change that tell where it is made
_PARTS = ("owner names", "list items", "dates", "recurrences")


def judge(found: Report | None, expected: Report, confirmed: Confirmed | None = None) -> Iterator[Judgement]:
    """found: None where there is no document. confirmed: what of the truth counts; all of it where None.

    What was found beside the truth is an error where all is confirmed that it could have been.
    """
    confirmed = confirmed or Confirmed()
    yield from _cover(found, expected, confirmed)
    if confirmed.text(SCORES):
        yield from _named("scores", assessment_facts(found), assessment_facts(expected))
    measures = found.measures if found else []
    wanted = expected.measures
    for one, other in pair_up([_words(m) for m in wanted], [_words(m) for m in measures]):
        read = measures[other] if other is not None else None
        if one is not None:
            yield from _measure(read, wanted[one], confirmed)
        elif read is not None and confirmed.text(MEASURES):
            yield from _invented(read)
    yield from _repairs(found, expected, confirmed)
    if confirmed.text(TABLES):
        yield from judge_grids(found.tables if found else [], expected.tables)


def _words(measure: Measure) -> str:
    fields = [field.text for _, field in fields_of(measure)]
    return " ".join([measure.subject, *fields])


def _named(part: str, found: dict[str, str], expected: dict[str, str]) -> Iterator[Judged]:
    for name in dict.fromkeys([*expected, *found]):
        yield Judged(part, name, expected.get(name), found.get(name))


def _cover(found: Report | None, expected: Report, confirmed: Confirmed) -> Iterator[Judged]:
    read, wanted = cover_facts(found), cover_facts(expected)
    judged = {name for name in (*wanted, *read) if confirmed.text(cover_place(name))}
    yield from _named("cover", _only_named(read, judged), _only_named(wanted, judged))


def _only_named(facts: dict[str, str], names: set[str]) -> dict[str, str]:
    return {name: value for name, value in facts.items() if name in names}


def _measure(found: Measure | None, expected: Measure, confirmed: Confirmed) -> Iterator[Judgement]:
    read, wanted = dict(fields_of(found)) if found else {}, dict(fields_of(expected))
    places = {role: f"{expected.id} {role}" for role in [*wanted, *read]}
    is_known = confirmed.text(*(places[role] for role in wanted))
    if is_known:
        yield Judged("measures", expected.id, expected.subject, found.subject if found else None)
    for role, place in places.items():
        if confirmed.text(place) or (is_known and role not in wanted):
            yield from _field(role, place, read.get(role), wanted.get(role))
            if confirmed.whole(place) or role not in wanted:
                yield from _parts(place, read.get(role), wanted.get(role))


def _invented(found: Measure) -> Iterator[Judgement]:
    yield Judged("measures", found.id, None, found.subject)
    for role, field in fields_of(found):
        place = f"{found.id} {role}"
        yield from (*_field(role, place, field, None), *_parts(place, field, None))


def _field(role: str, place: str, found: Field | None, expected: Field | None) -> Iterator[Judgement]:
    part = role.partition(":")[0]
    yield Judged(part, place, expected.text if expected else None, found.text if found else None)
    if expected is not None:
        yield from _digits(found.raw if found else "", expected.raw)
    # A field that was not found costs recall; its letters were not misread.
    if expected is not None and found is not None:
        yield _letters(found, expected)
        words = judge_words(place, found.raw, found.text, expected.text)
        yield from [words] if words else []


def _parts(place: str, found: Field | None, expected: Field | None) -> Iterator[Judged]:
    """What was read from a field's text."""
    for kind in _PARTS:
        yield from _several(kind, place, _values(found, kind), _values(expected, kind))


def _values(field: Field | None, kind: str) -> list[str]:
    if isinstance(field, Owner) and kind == "owner names":
        return field.names
    if isinstance(field, Listed) and kind == "list items":
        return list(_items(field.items))
    if isinstance(field, Timeline) and kind in ("dates", "recurrences"):
        of_kind = [event for event in field.events if (event.kind == "every") == (kind == "recurrences")]
        return [
            f"{event.kind} {event.start or '…'} – {event.end or '…'} {event.rrule or event.duration or ''}"
            for event in of_kind
        ]
    return []


def _items(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        yield f"{item.number or '-'} {item.text}"
        yield from _items(item.items)


def _several(part: str, place: str, found: Sequence[str], expected: Sequence[str]) -> Iterator[Judged]:
    for one, other in pair_up(expected, found):
        yield Judged(
            part,
            place,
            expected[one] if one is not None else None,
            found[other] if other is not None else None,
        )


def _letters(found: Field, expected: Field) -> Letters:
    """Both against the truth's text, without white space and with Arabic digits."""
    right, raw, text = (to_arabic(solid(each)) for each in (expected.text, found.raw, found.text))
    return Letters(len(right), letter_errors(raw, right), letter_errors(text, right))


def _digits(found: str, expected: str) -> Iterator[Counted]:
    for part, digits in _DIGITS.items():
        one, other = _only(expected, digits), _only(found, digits)
        if one or other:
            right = LCSseq.similarity(one, other)
            yield Counted(part, Tally(len(one), len(other), right, alike=right))


def _only(text: str, letters: frozenset[str]) -> str:
    return "".join(letter for letter in text if letter in letters)


def _repairs(found: Report | None, expected: Report, confirmed: Confirmed) -> Iterator[Repaired]:
    """Each correction against the truth's texts: whether these hold what was before it, or after it."""
    if found is None or not found.corrections:
        return
    texts = (
        field.text
        for measure in expected.measures
        for role, field in fields_of(measure)
        if confirmed.text(f"{measure.id} {role}")
    )
    truth = solid("\n".join(texts))
    verdicts: dict[tuple[str, str], str] = {}
    for correction in found.corrections:
        change = (solid(correction.before), solid(correction.after))
        if change not in verdicts:
            verdicts[change] = _verdict(truth, change)
        place = f"{correction.measure or ''} {correction.field or ''}".strip()
        yield Repaired(place, correction.before, correction.after, correction.rule, verdicts[change])


def _verdict(truth: str, change: tuple[str, str]) -> str:
    # What stands around a change may hold another error, or one that is mended by now.
    for before, after in (change, _narrowed(*change)):
        has_before, has_after = before in truth, after in truth
        if has_before != has_after:
            return "right" if has_after else "broken"
    return "unclear"


def _narrowed(before: str, after: str) -> tuple[str, str]:
    """With no more than a few letters around what differs."""
    start = max(0, Prefix.similarity(before, after) - _AROUND)
    stop = max(0, Postfix.similarity(before[start:], after[start:]) - _AROUND)
    return before[start : len(before) - stop], after[start : len(after) - stop]
