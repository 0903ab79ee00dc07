"""The report's title, and what it says: kind, fiscal year, period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ita_extract.cover.lines import Line
from ita_extract.ita import agencies, titles
from ita_extract.ita.agency_heads import label_length
from ita_extract.ita.places import statements
from ita_extract.ita.titles import Kind, YearSaid
from ita_extract.model.document import Doubt, Place
from ita_extract.model.report import Period
from ita_extract.thai.calendar import fiscal_span, fiscal_year_of
from ita_extract.thai.dates import When, read_events
from ita_extract.thai.keys import key

_MOST_LINES = 6
_LONGEST_TITLE = 400
_SHORTEST_RANGE = 45  # days; less is a date, not a round
_LONGEST_RANGE = 370
_SAME_TITLE = 93.0


@dataclass(frozen=True, slots=True)
class Title:
    text: str
    place: Place
    kind: Kind


def choose_title(lines: Sequence[Line]) -> Title | None:
    """The cover's first title that tells a kind; else the first such anywhere; else the cover's first."""
    blocks = list(_title_blocks(lines))
    places = {line.place for line in lines if line.cover}
    told = [block for block in blocks if block.kind != "unknown"]
    on_cover = [block for block in blocks if block.place in places]
    pools = ([block for block in told if block.place in places], told, on_cover)
    return next((block for pool in pools for block in pool), None)


def _title_blocks(lines: Sequence[Line]) -> Iterator[Title]:
    at = 0
    while at < len(lines):
        if not (lines[at].title and (lines[at].cover or lines[at].level or _is_short(lines[at]))):
            at += 1
            continue
        taken = [lines[at]]
        while at + len(taken) < len(lines) and _goes_on(taken, lines[at + len(taken)]):
            taken.append(lines[at + len(taken)])
        text = titles.without_lead(taken[0].text)
        for line in taken[1:]:
            text += ("" if _is_wrapped(text, line.text) else " ") + _title_part(text, line.text)
        yield Title(text, taken[0].place, titles.kind_of_title(text))
        at += len(taken)


def _is_wrapped(text: str, following: str) -> bool:
    """The line only broke off; no space belongs there."""
    return agencies.ends_in_head(text) or (titles.goes_on_solid(following) and not text[-1:].isdigit())


def _title_part(text: str, following: str) -> str:
    """The next line without an agency and its address that stand behind the year."""
    named = None if agencies.ends_in_head(text) else next(agencies.mentions(following), None)
    before = following[: named.start].rstrip() if named else ""
    return before if titles.is_year_line(before) else following


def _is_short(line: Line) -> bool:
    return len(line.text) <= 120


def _goes_on(taken: Sequence[Line], line: Line) -> bool:
    """The next line is part of the title: a wrapped rest, a year, a round; no agency, address, new title."""
    if len(taken) >= _MOST_LINES or sum(len(t.text) for t in taken) + len(line.text) > _LONGEST_TITLE:
        return False
    if not (line.cover or line.level) or label_length(line.text):
        return False
    if titles.opens_prose(line.text) or titles.is_caption(line.text):
        return False
    last = taken[-1].text
    if titles.is_unfinished(last) or agencies.ends_in_head(last):
        return True
    if line.level != taken[-1].level:
        return False
    if _names_place_or_agency(line.text):
        return False
    if titles.goes_on_solid(line.text) or titles.asks_for_year(line.text):
        return True
    return _is_about_time(line.text) and not line.title


def _names_place_or_agency(text: str) -> bool:
    named = next(agencies.mentions(text), None) or next(statements(text), None)
    return named is not None and not key(text[: named.start])


def choose_kind(title: Title | None, lines: Sequence[Line], headings: Iterable[Sequence[str]]) -> Kind:
    """By the title; else by the headings of a measures table; else by what the first lines say."""
    if title and title.kind != "unknown":
        return title.kind
    found = [titles.kind_of_headings(row) for row in headings]
    for kind in ("report", "plan"):
        if kind in found:
            return kind
    told = (titles.kind_of_title(line.text) for line in lines[:_MOST_LINES])
    return next((kind for kind in told if kind != "unknown"), "unknown")


def choose_year(title: Title | None, kind: Kind, lines: Sequence[Line]) -> int | None:
    """The title's year; else the cover's; else that of other titles; else the one most often named.

    An analysis is of the assessment's year, a plan or report of the year of its measures: on title and cover
    such a year goes before one of the other sort.
    """
    own = _latest_first(titles.years_said(title.text)) if title else []
    cover = [year for line in lines if line.cover for year in _latest_first(titles.years_said(line.text))]
    others = [year for line in lines if line.title for year in titles.years_said(line.text)]
    wanted = [[y for y in said if y.assessed == (kind == "analysis")] for said in (own, cover)]
    for said in (*wanted, own, cover, others):
        if year := _first([y for y in said if y.fiscal]) or _first([y for y in said if y.annual]):
            return year
    if own and title and titles.ends_in_year(title.text):
        return own[-1].year
    if kind != "unknown" and (year := _bare_year(lines) or _year_of_range(lines)):
        return year
    counts = Counter(y.year for line in lines for y in titles.years_said(line.text) if y.fiscal)
    if counts:
        return min(counts, key=lambda year: (-counts[year], -year))
    return _year_as_of(lines) if kind == "report" else None


def _bare_year(lines: Sequence[Line]) -> int | None:
    """The year on a line of the cover that says nothing else; on a law's cover that is the law's own."""
    bare = (line.text for line in lines if line.cover and titles.is_bare_year(line.text))
    return next((said.year for text in bare for said in titles.years_said(text)), None)


def _year_as_of(lines: Sequence[Line]) -> int | None:
    """The fiscal year of the day as of which the cover tells what was done."""
    texts = (line.text for line in lines if line.cover and titles.states_as_of(line.text))
    days = (event.end for text in texts for event in read_events(text, None) if event.end)
    return next((fiscal_year_of(date.fromisoformat(day)) for day in days), None)


def _year_of_range(lines: Sequence[Line]) -> int | None:
    """The fiscal year in which a span of months lies that the cover states."""
    texts = (line.text for line in lines if line.cover and _is_about_time(line.text))
    for start, end in filter(None, (stated_range(text, None) for text in texts)):
        year = fiscal_year_of(end)
        if fiscal_span(year)[0] <= start:
            return year
    return None


def _latest_first(said: Sequence[YearSaid]) -> list[YearSaid]:
    """Of years whose assessments are compared, "2565, 2566 and 2567", the latest is reported."""
    runs: list[list[YearSaid]] = []
    for year in said:
        if year.beside and year.assessed:
            runs[-1].append(year)
        else:
            runs.append([year])
    return [year for run in runs for year in sorted(run, key=lambda year: -year.year)]


def _first(said: Sequence[YearSaid]) -> int | None:
    return said[0].year if said else None


def choose_period(title: Title | None, kind: Kind, year: int | None, lines: Sequence[Line]) -> Period | None:
    """The span that the cover states, as months or as a round; for a report else its fiscal year.

    A plan's or an analysis's is None unless it states one.
    """
    texts = [title.text] if title else []
    texts += [line.text for line in lines if line.cover and _is_about_time(line.text)]
    for text in texts:
        if span := stated_range(text, year):
            return _period(*span)
    rounds = (titles.round_said(text) for text in texts)
    said = next((found for found in rounds if found), None)
    if year and (said or kind == "report"):
        return _period(*months_of_year(year, said or titles.Months(1, 12)))
    return None


def _is_about_time(text: str) -> bool:
    return titles.is_year_line(text) or (text.startswith("(") and titles.names_months(text))


def _period(start: date, end: date) -> Period:
    return Period(start=start.isoformat(), end=end.isoformat())


def months_of_year(year: int, months: titles.Months) -> tuple[date, date]:
    """The first and last day of months 1 (October) … 12 (September) of a fiscal year."""
    first, last = fiscal_span(year)
    start = date(first.year + (months.first > 3), (months.first + 8) % 12 + 1, 1)
    if months.last == 12:
        return start, last
    following = date(first.year + (months.last + 1 > 3), (months.last + 9) % 12 + 1, 1)
    return start, date.fromordinal(following.toordinal() - 1)


def stated_range(text: str, year: int | None) -> tuple[date, date] | None:
    """The first span of months that the text states, “ตุลาคม 2565 – มีนาคม 2566”."""
    events = read_events(text, year) if titles.names_months(text) else ()
    return next((span for event in events if (span := _range(event))), None)


def _range(event: When) -> tuple[date, date] | None:
    if event.kind != "during" or not event.start or not event.end or not titles.names_months(event.text):
        return None
    start, end = date.fromisoformat(event.start), date.fromisoformat(event.end)
    return (start, end) if _SHORTEST_RANGE <= (end - start).days <= _LONGEST_RANGE else None


def doubts_of(title: Title | None, year: int | None, lines: Sequence[Line]) -> Iterator[Doubt]:
    yield from _title_repeated_otherwise(title, year, lines)
    yield from _range_outside_year(year, lines)


def _title_repeated_otherwise(
    title: Title | None, year: int | None, lines: Sequence[Line]
) -> Iterator[Doubt]:
    """The same title elsewhere with another year."""
    from rapidfuzz import fuzz

    own = titles.without_years(title.text) if title else ""
    for line in lines:
        if not (title and year and line.title and line.place != title.place):
            continue
        years = {said.year for said in titles.years_said(line.text) if said.fiscal}
        if years and year not in years and fuzz.ratio(own, titles.without_years(line.text)) >= _SAME_TITLE:
            message = f"The title is for fiscal year {year}, but “{line.text}” repeats it for {min(years)}."
            yield Doubt("year-conflict", message, (title.place, line.place))
            return


def _range_outside_year(year: int | None, lines: Sequence[Line]) -> Iterator[Doubt]:
    """A round's months do not lie in the fiscal year."""
    for line in lines:
        if year and line.cover and titles.is_year_line(line.text) and (span := stated_range(line.text, year)):
            first, last = fiscal_span(year)
            if span[0] < first or span[1] > last:
                covered = f"“{line.text}” covers {span[0]} to {span[1]}"
                message = f"{covered}, outside fiscal year {year} ({first} to {last})."
                yield Doubt("year-conflict", message, (line.place,))
