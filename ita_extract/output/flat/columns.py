"""The flat tables and their columns: names, kinds and meanings. docs/tables.md is made from these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from ita_extract.ita.roles import FIELDS

Kind = Literal["text", "integer", "number", "date", "true or false"]


class Column(NamedTuple):
    name: str
    kind: Kind
    meaning: str


@dataclass(frozen=True, slots=True)
class FlatTable:
    """key: the columns that together tell one row from all others; a database, where each content stands
    once, has source_sha256 in the place of source_path."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


_SOURCE = (
    Column("source_path", "text", "the input, as given, relative"),
    Column("source_sha256", "text", "SHA-256 of the input's content"),
    Column("agency", "text", "the agency's name"),
    Column("province", "text", "its province"),
    Column("fiscal_year", "integer", "Buddhist Era; the row's own year where it has one, else the report's"),
    Column("kind", "text", "plan, report, analysis or unknown"),
)

MEASURES = FlatTable(
    "measures",
    (
        *_SOURCE,
        Column("measure_id", "text", "m1, m2, … in reading order"),
        Column("number", "text", "the report's own number"),
        Column("subject", "text", "what the row is about"),
        *(Column(role, "text", f"the text of the role {role}; empty: no such column") for role in FIELDS),
        Column("owner_names", "text", "units and persons of the owner, joined by “; ”"),
        Column("timeline_start", "date", "the earliest date of the timeline"),
        Column("timeline_end", "date", "its latest date"),
        Column("confidence", "number", "0–1, the least of the fields'"),
        Column("finding_codes", "text", "codes of the findings about this measure, joined by “; ”"),
    ),
    ("source_path", "measure_id"),
)
SCORES = FlatTable(
    "scores",
    (
        *_SOURCE,
        Column("score_id", "text", "s1, s2, … in reading order"),
        Column("level", "text", "overall, indicator or question"),
        Column("instrument", "text", "IIT, EIT or OIT, for an indicator"),
        Column("indicator", "integer", "the indicator's number, 1–10"),
        Column("question", "text", "the question's code: i20, e6, o12"),
        Column("name", "text", "the indicator's name or the question's text"),
        Column("part", "integer", "1, 2, …: a question may have several scores"),
        Column("score", "number", "as printed"),
        Column("grade", "text", "as printed, for the overall score"),
        Column("passed", "true or false", "whether the report says that the indicator was passed"),
    ),
    ("source_path", "score_id"),
)
FINDINGS = FlatTable(
    "findings",
    (
        *_SOURCE,
        Column("finding_id", "text", "f1, f2, … most serious first"),
        Column("code", "text", "what kind of finding it is"),
        Column("severity", "text", "error, warning or info"),
        Column("message", "text", "one English sentence"),
        Column("measure_id", "text", "the measure that it is about"),
        Column("page", "integer", "where it stands: the page, from 1"),
        Column("table_number", "integer", "the table on the page, from 1"),
        Column("row_number", "integer", "the row of the table, from 1"),
        Column("column_number", "integer", "its column, from 1"),
    ),
    ("source_path", "finding_id"),
)
TABLES = (MEASURES, SCORES, FINDINGS)
