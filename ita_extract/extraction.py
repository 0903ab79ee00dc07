"""Document → Report: the steps, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, get_type_hints

from rapidfuzz.distance import Prefix

from ita_extract.checks import check_report, sort_findings
from ita_extract.checks.readings import with_other_readings
from ita_extract.columns import assign_columns, is_measures
from ita_extract.cover import Cover, measures_year, read_cover, table_year
from ita_extract.errors import UsageError
from ita_extract.facts import source_to_facts, table_to_grid
from ita_extract.fields.build import provenance
from ita_extract.fields.corrections import correct_rows
from ita_extract.fields.measures import Made, make_measure
from ita_extract.fields.repair import (
    Mended,
    heading_corrections,
    repair_headings,
    repair_lines,
    repair_rows,
    repairing,
)
from ita_extract.garbage import uncollected
from ita_extract.ita.lexicon_file import own_words
from ita_extract.ita.own_words import in_use, using
from ita_extract.labelled import gather_lines, turn_tables
from ita_extract.links import check_listing, score_measures
from ita_extract.marked import fold_columns
from ita_extract.misplaced import put_right
from ita_extract.model import report
from ita_extract.model.document import Cell, Document, Doubt, Place
from ita_extract.model.findings import BY_CODE
from ita_extract.model.grid import Column, Row, WholeTable
from ita_extract.ocr import check_engines
from ita_extract.readers import read
from ita_extract.readers.page_ranges import check_ranges
from ita_extract.readers.passwords import given_password
from ita_extract.rows import fill_blanks, read_rows
from ita_extract.scores import read_scores
from ita_extract.settings import Settings, wanted
from ita_extract.tables import join_tables
from ita_extract.thai.clean import clean
from ita_extract.thai.keys import key


class _Laid(NamedTuple):
    """document: with what stands behind labels as tables; measures: its tables that hold measures, with their
    columns; corrections: of lines and headings."""

    document: Document
    measures: list[tuple[WholeTable, tuple[Column, ...]]]
    corrections: list[report.Correction]


def extract(path: Path | str, settings: Settings | None = None, *, name: str | None = None) -> report.Report:
    """What the report in this file means.

    name: the path to record in the result, when it differs from the one to open.
    Raises InputError (a subclass says why) when the file cannot be read.
    """
    settings = settings or Settings()
    check_settings(settings)
    with uncollected():
        return document_to_report(read(path, settings, name=name), settings)


def check_settings(settings: Settings) -> None:
    """Tells what is wrong with them before any file is read. Raises UsageError or InputError."""
    for field in fields(Settings):
        value = getattr(settings, field.name)
        if right := wanted(field, _types()[field.name], value):
            raise UsageError(f"{field.name} is {value!r}, and must be {right}.")
    own_words(settings.lexicon)
    check_ranges(settings.pages)
    given_password(settings)
    check_engines(settings)


@cache
def _types() -> dict[str, Any]:
    """Of the settings, by name."""
    return get_type_hints(Settings)


def document_to_report(document: Document, settings: Settings) -> report.Report:
    with using(own_words(settings.lexicon)), repairing(document, settings):
        return _steps(document, settings)


def _steps(document: Document, settings: Settings) -> report.Report:
    """The steps, in order."""
    as_read, mended = document, repair_lines(document)
    document = mended.document
    lines, measures, corrections = _measure_tables(as_read, mended)
    cover = read_cover(lines)
    rows = [(row, columns) for table, columns in measures for row in _rows(table, columns)]
    made = list(_make_measures(rows, cover))
    scores = read_scores(document, cover.facts.fiscal_year)
    scored = score_measures([item.measure for item, _ in made], scores.assessment)
    findings = [
        *_found(None, (*document.doubts, *cover.findings, *scores.findings, *check_listing(lines, scored))),
        *(finding for table, columns in measures for finding in _found(None, _doubts(table, columns))),
        *(finding for item, row in made for finding in _found(item.measure.id, row.doubts)),
    ]
    found = report.Report(
        schema_version=report.SCHEMA_VERSION,
        source=source_to_facts(document.source),
        report=cover.facts,
        measures=scored,
        assessment=scores.assessment,
        findings=[],
        corrections=[*corrections, *(correction for item, _ in made for correction in item.corrections)],
        tables=[table_to_grid(table) for table in document.tables()] if settings.tables else [],
    )
    told = with_other_readings([*findings, *check_report(found)], document)
    return found.model_copy(update={"findings": sort_findings(list(told))})


def with_unread(found: report.Report, pages: Iterable[int]) -> report.Report:
    """The report with a finding for each of these pages, which were left out."""
    why = "was left out: reading it does not end, or breaks the program down"
    doubts = [Doubt("page-unreadable", f"Page {page} {why}.", (Place(page=page),)) for page in pages]
    told = list(_found(None, doubts))
    return found.model_copy(update={"findings": sort_findings([*found.findings, *told])}) if told else found


def _measure_tables(as_read: Document, mended: Mended) -> _Laid:
    """The tables that hold measures. What stands behind labels in lines counts where no table holds any.

    mended: the document as read, its lines mended.
    """
    upright = turn_tables(as_read)
    found = _laid_out(mended if upright is as_read else repair_lines(upright))
    if not found.measures and (gathered := gather_lines(upright)) is not upright:
        return _laid_out(repair_lines(gathered))
    return found


def _laid_out(lines: Mended) -> _Laid:
    joined = list(join_tables(lines.document))
    corrections = [correction for table in joined for correction in heading_corrections(table)]
    tables = map(fold_columns, map(repair_headings, joined))
    laid_out = ((table, assign_columns(table)) for table in tables)
    measures = [(table, columns) for table, columns in laid_out if is_measures(columns, table)]
    return _Laid(lines.document, measures, [*lines.corrections, *corrections])


def _rows(table: WholeTable, columns: Sequence[Column]) -> tuple[Row, ...]:
    rows = fill_blanks(put_right(read_rows(table, columns), columns), columns)
    return correct_rows(repair_rows(rows), in_use().corrections)


def _make_measures(rows: Sequence[tuple[Row, Sequence[Column]]], cover: Cover) -> Iterator[tuple[Made, Row]]:
    number = 1
    own_year = measures_year(cover.facts, [text for row, columns in rows for text in _times(row, columns)])
    for (titles, columns), together in groupby(rows, key=_under):
        section = _section(titles, cover.facts.title)
        year = table_year([*section, *_laid_down(columns)], own_year)
        for row, _ in together:
            if made := make_measure(f"m{number}", row, columns, section, year):
                number += 1
                yield made, row


def _under(row: tuple[Row, Sequence[Column]]) -> tuple[tuple[str, ...], Sequence[Column]]:
    """What the row stands under: its titles and headings."""
    return row[0].section, row[1]


def _laid_down(columns: Sequence[Column]) -> Iterator[str]:
    """The headings of what is to be done: they may name the year for which."""
    return (column.heading for column in columns if {"measure", "steps"} & set(column.roles))


def _times(row: Row, columns: Sequence[Column]) -> Iterator[str]:
    return (row.slots[column.index].text for column in columns if "timeline" in column.roles)


def _section(titles: Sequence[str], report_title: str | None) -> tuple[str, ...]:
    """The titles in clean text, without the report's own."""
    own = key(report_title or "")
    texts = (clean(title).text for title in titles)
    return tuple(text for text in texts if not _is_part_of(own, key(text)))


def _is_part_of(own: str, title: str) -> bool:
    """The title is a part of the report's own, goes on behind it, or is it without some words in between."""
    if title in own or (own and title.startswith(own)):
        return True
    ahead = Prefix.similarity(own, title)
    return ahead >= len(title) / 2 and own.endswith(title[ahead:])


def _doubts(table: WholeTable, columns: Sequence[Column]) -> Iterator[Doubt]:
    for column in columns:
        if not column.ground and _is_filled(table, column.index):
            heading = clean(column.heading).text
            text = (
                f"What the column “{heading}” is for is not known." if heading else "A column has no heading."
            )
            yield Doubt("column-unrecognised", f"{text} Its cells stand under “other”.", table.header_places)
    for cells in _by_row(table.notes):
        said = " ".join(clean(cell.text).text for cell in cells)
        places = tuple(cell.place for cell in cells)
        yield Doubt("table-note", f"A row that is no measure says: “{said}”.", places)


def _is_filled(table: WholeTable, index: int) -> bool:
    return any(index < len(row.slots) and row.slots[index].own for row in table.rows)


def _by_row(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    return (list(row) for _, row in groupby(cells, _row_of))


def _row_of(cell: Cell) -> tuple[int | None, int | None, int]:
    return cell.place.page, cell.place.table, cell.row


def _found(measure: str | None, doubts: Iterable[Doubt]) -> Iterator[report.Finding]:
    for doubt in doubts:
        yield report.Finding.model_validate(
            {
                "code": doubt.code,
                "severity": doubt.severity or BY_CODE[doubt.code].severity,
                "message": doubt.message,
                "measure": measure,
                "provenance": provenance(doubt.places),
            }
        )
