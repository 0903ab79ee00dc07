"""Paragraphs → what the report says of itself: agency, kind, title, fiscal year, period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ita_extract.cover import titles as title_lines
from ita_extract.cover.address import locate, read_address
from ita_extract.cover.agency import Chosen, choose_agency, doubts_of
from ita_extract.cover.lines import Line, cell_lines, read_lines
from ita_extract.ita import titles
from ita_extract.ita.places import Address
from ita_extract.model.document import Document, Doubt
from ita_extract.model.report import Agency, ReportFacts
from ita_extract.thai.calendar import fiscal_year_of
from ita_extract.thai.clean import clean
from ita_extract.thai.dates import read_events

__all__ = ["Cover", "measures_year", "read_cover", "table_year"]

_HEADER_ROWS = 2


@dataclass(frozen=True, slots=True)
class Cover:
    facts: ReportFacts
    findings: tuple[Doubt, ...]


def read_cover(document: Document) -> Cover:
    """Cover lines first, then titles, headings and body; the tables' cells last."""
    lines = read_lines(document)
    title = title_lines.choose_title(lines)
    kind = title_lines.choose_kind(title, lines, _headings(document))
    year = title_lines.choose_year(title, kind, lines)
    stated = read_address(lines)
    chosen = choose_agency(lines, stated.address) or choose_agency(cell_lines(document), stated.address)
    facts = ReportFacts(
        kind=kind,
        title=title.text if title else None,
        agency=_agency(chosen, stated.address, lines),
        fiscal_year=year,
        period=title_lines.choose_period(title, kind, year, lines),
    )
    findings = (
        *(doubts_of(chosen, stated.address) if chosen else ()),
        *stated.doubts,
        *title_lines.doubts_of(title, year, lines),
    )
    return Cover(facts, findings)


def _agency(chosen: Chosen | None, stated: Address, lines: Sequence[Line]) -> Agency:
    address = locate(chosen.mention, stated, lines) if chosen else stated
    return Agency(
        name=chosen.mention.name if chosen else None,
        kind=chosen.mention.kind if chosen else None,
        subdistrict=address.subdistrict,
        district=address.district,
        province=address.province,
        code=address.code,
    )


def _headings(document: Document) -> Iterator[list[str]]:
    for table in document.tables():
        yield [clean(cell.text).text for cell in table.cells if cell.row < _HEADER_ROWS]


def table_year(texts_before_table: Sequence[str], report_year: int | None) -> int | None:
    """The fiscal year that a table is for: that of the nearest title above it that states one.

    texts_before_table: outermost first. A year whose assessment is spoken of is not the year of the measures.
    """
    for text in reversed(texts_before_table):
        said = [year for year in titles.years_said(clean(text).text) if year.annual and not year.assessed]
        if said:
            return said[-1].year
    return report_year


def measures_year(facts: ReportFacts, times: Iterable[str]) -> int | None:
    """The fiscal year that the measures are for, where no title above them states one.

    An analysis of one year's assessment lays down the next year's measures where its title says so, or most
    of the dates (times: as printed) lie there.
    """
    year = facts.fiscal_year
    if facts.kind != "analysis" or year is None:
        return year
    said = [said.year for said in titles.years_said(facts.title or "") if said.annual and not said.assessed]
    if year + 1 in said:
        return year + 1
    ends = [date.fromisoformat(event.end) for text in times for event in read_events(text, None) if event.end]
    in_year = Counter(map(fiscal_year_of, ends))
    return year + 1 if in_year[year + 1] > in_year[year] else year
