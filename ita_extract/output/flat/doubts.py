"""What of a report a person should look at, one row a doubt: where it stands, as read and as understood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ita_extract.ita.roles import FIELDS
from ita_extract.model.findings import BY_CODE
from ita_extract.model.report import Correction, Field, Finding, Measure, Provenance, Report
from ita_extract.output.flat.columns import Column, FlatTable

SEVERITIES = ("unread", "error", "warning", "info")


class DoubtRow(NamedTuple):
    """One row; the fields are the columns of DOUBTS."""

    severity: str
    file: str
    page: int | None
    table_number: int | None
    row_number: int | None
    column_number: int | None
    box: str | None
    measure_id: str | None
    role: str | None
    as_read: str | None
    understood: str | None
    confidence: float | None
    reason: str
    advice: str
    code: str
    document: str | None


DOUBTS = FlatTable(
    "doubts",
    (
        Column("severity", "text", "unread (a file, or pages of it), error, warning or info"),
        Column("file", "text", "the input, relative"),
        Column("page", "integer", "from 1"),
        Column("table_number", "integer", "the table on the page, from 1"),
        Column("row_number", "integer", "the row of the table, from 1"),
        Column("column_number", "integer", "its column, from 1"),
        Column("box", "text", "left, top, right and bottom in points from the page's top left"),
        Column("measure_id", "text", "the measure that it is about"),
        Column("role", "text", "which cell of it: owner, timeline, …"),
        Column("as_read", "text", "the cell, or the words in doubt, exactly as read"),
        Column("understood", "text", "what was made of it"),
        Column("confidence", "number", "of the cell, or of the mend, 0–1"),
        Column("reason", "text", "one English sentence"),
        Column("advice", "text", "what to do about it"),
        Column("code", "text", "an outcome, a kind of finding, or the rule that mended letters"),
        Column("document", "text", "its JSON, below the output folder"),
    ),
    ("file", "code"),
)


def report_to_doubts(report: Report, document: str) -> Iterator[DoubtRow]:
    """Its findings, and its letters that were mended by likelihood, in the document's order."""
    measures = {measure.id: measure for measure in report.measures}
    for finding in report.findings:
        yield _of_finding(finding, measures, report.source.path, document)
    for correction in report.corrections:
        if correction.likeness is not None:
            yield _of_correction(correction, report.source.path, document)


def worst_first(doubt: DoubtRow) -> tuple[int, float, str]:
    confidence = 1.0 if doubt.confidence is None else doubt.confidence
    return SEVERITIES.index(doubt.severity), confidence, doubt.file


def _of_finding(finding: Finding, measures: dict[str, Measure], file: str, document: str) -> DoubtRow:
    place = finding.provenance[0] if finding.provenance else None
    cell = _cell(measures.get(finding.measure or ""), place)
    role, field = cell or (None, None)
    kind = BY_CODE.get(finding.code)
    return DoubtRow(
        finding.severity,
        file,
        *_where(place),
        finding.measure,
        role,
        field.raw if field else None,
        field.text if field else None,
        field.confidence if field else None,
        finding.message,
        kind.advice if kind else "",
        finding.code,
        document,
    )


def _of_correction(correction: Correction, file: str, document: str) -> DoubtRow:
    place = correction.provenance[0] if correction.provenance else None
    return DoubtRow(
        "info",
        file,
        *_where(place),
        correction.measure,
        correction.field,
        correction.before,
        correction.after,
        correction.likeness,
        f"“{correction.before}” was taken for a misreading of “{correction.after}”.",
        "Compare it with the page.",
        correction.rule,
        document,
    )


def _cell(measure: Measure | None, place: Provenance | None) -> tuple[str, Field] | None:
    """The field of the measure that stands there, with its role."""
    if measure is None or place is None:
        return None
    for role in FIELDS:
        field: Field | None = getattr(measure, role)
        if field and any(_address(place) == _address(own) for own in field.provenance):
            return role, field
    return None


def _address(place: Provenance) -> tuple[int | None, ...]:
    return place.page, place.table, place.row, place.column


def _where(place: Provenance | None) -> tuple[int | None, int | None, int | None, int | None, str | None]:
    if place is None:
        return None, None, None, None, None
    box = ", ".join(f"{edge:g}" for edge in place.bbox) if place.bbox else None
    return place.page, place.table, place.row, place.column, box
