"""What comes out: the report document of docs/output.md. Field order here is key order in the JSON."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

from ita_extract.model.findings import Severity
from ita_extract.model.grid import Ground

SCHEMA_VERSION: Final = "1.0"

Instrument = Literal["IIT", "EIT", "OIT"]
Ratio = Annotated[float, AfterValidator(lambda value: round(value, 3))]
Score = Annotated[float, AfterValidator(lambda value: round(value, 2))]
Point = Annotated[float, AfterValidator(lambda value: round(value, 2))]


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class OcrUse(Model):
    engine: str
    version: str
    languages: list[str]
    dpi: int
    pages: list[int]


class SourceFacts(Model):
    path: str
    sha256: str
    bytes: int
    media_type: str
    pages: int | None
    reader: str
    ocr: OcrUse | None


class Agency(Model):
    name: str | None
    kind: str | None
    subdistrict: str | None
    district: str | None
    province: str | None
    code: str | None


class Period(Model):
    start: str
    end: str


class ReportFacts(Model):
    kind: Literal["plan", "report", "analysis", "unknown"]
    title: str | None
    agency: Agency
    fiscal_year: int | None
    period: Period | None


class Provenance(Model):
    """1-based; bbox in PDF points from the page's top left; span in characters of a text input."""

    page: int | None
    table: int | None
    row: int | None
    column: int | None
    bbox: tuple[Point, Point, Point, Point] | None
    span: tuple[int, int] | None


class Grounds(Model):
    """The parts that a field's confidence is made of.

    role: how the column's role was found; borders: how sure those of its cells are; reading: the reader's own
    confidence; known: share of the Thai letters that stand in dictionary words.
    """

    role: Ground
    moved: bool
    joined: bool
    mended: int
    borders: Ratio
    reading: Ratio
    known: Ratio


class Field(Model):
    text: str
    raw: str
    provenance: list[Provenance]
    confidence: Ratio
    inherited: bool
    grounds: Grounds


class Owner(Field):
    names: list[str]


class Item(Model):
    number: str | None
    text: str
    items: list[Item]


class Listed(Field):
    items: list[Item]


class Event(Model):
    kind: Literal["during", "by", "on", "every", "within"]
    start: str | None
    end: str | None
    rrule: str | None
    duration: str | None
    text: str


class Timeline(Field):
    events: list[Event]


class OtherField(Model):
    heading: str
    field: Field


class IndicatorLink(Model):
    instrument: Instrument
    number: int | None
    question: str | None
    score: Score | None


class Measure(Model):
    id: str
    number: str | None
    subject: str
    section: list[str]
    fiscal_year: int | None
    indicators: list[IndicatorLink]
    issue: Field | None
    measure: Field | None
    owner: Owner | None
    steps: Listed | None
    timeline: Timeline | None
    monitoring: Listed | None
    result: Listed | None
    outcome: Listed | None
    problem: Listed | None
    suggestion: Listed | None
    budget: Field | None
    kpi: Field | None
    evidence: Field | None
    remark: Field | None
    other: list[OtherField]
    confidence: Ratio


class Overall(Model):
    score: Score | None
    grade: str | None


class IndicatorScore(Model):
    instrument: Instrument
    number: int
    name: str
    score: Score | None
    passed: bool | None


class QuestionScore(Model):
    code: str
    text: str
    scores: list[Score]
    guidance: str | None
    indicator: int | None


class Computed(Model):
    IIT: Score | None
    EIT: Score | None
    OIT: Score | None
    total: Score | None
    grade: str | None


class Assessment(Model):
    fiscal_year: int | None
    overall: Overall | None
    indicators: list[IndicatorScore]
    questions: list[QuestionScore]
    computed: Computed


class Finding(Model):
    code: str
    severity: Severity
    message: str
    measure: str | None
    provenance: list[Provenance]


class Correction(Model):
    measure: str | None
    field: str | None
    before: str
    after: str
    rule: str
    likeness: Ratio | None
    provenance: list[Provenance]


class GridCell(Model):
    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    raw: str
    bbox: tuple[Point, Point, Point, Point] | None
    span: tuple[int, int] | None
    confidence: Ratio


class GridTable(Model):
    page: int | None
    table: int | None
    rows: int
    columns: int
    bbox: tuple[Point, Point, Point, Point] | None
    cells: list[GridCell]


class Report(Model):
    schema_version: Literal["1.0"]
    source: SourceFacts
    report: ReportFacts
    measures: list[Measure]
    assessment: Assessment | None
    findings: list[Finding]
    corrections: list[Correction]
    tables: list[GridTable]
