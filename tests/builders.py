"""Small report documents made by hand."""

from __future__ import annotations

from typing import Any

from ita_extract.model.report import (
    Agency,
    Event,
    Field,
    Finding,
    Grounds,
    Item,
    Listed,
    Measure,
    Owner,
    Provenance,
    Report,
    ReportFacts,
    SourceFacts,
    Timeline,
)

PLACE = Provenance(page=None, table=1, row=2, column=1, bbox=None, span=(10, 20))
GROUNDS = Grounds(role="exact", moved=False, joined=False, mended=0, borders=1.0, reading=1.0, known=1.0)


def field_parts(text: str, **changes: Any) -> dict[str, Any]:
    parts = {"text": text, "raw": text, "provenance": [PLACE], "confidence": 0.987, "inherited": False}
    return {**parts, "grounds": GROUNDS, **changes}


def measure(number: int = 1, **changes: Any) -> Measure:
    event = Event(kind="by", start=None, end="2024-03-31", rrule=None, duration=None, text="มีนาคม 2567")
    fields: dict[str, Any] = {
        "issue": Field(**field_parts("การเผยแพร่ข้อมูล")),
        "owner": Owner(**field_parts("กองคลัง"), names=["กองคลัง"]),
        "steps": Listed(
            **field_parts("1. จัดทำแผน\n2. เผยแพร่"),
            items=[Item(number="1", text="จัดทำแผน", items=[]), Item(number="2", text="เผยแพร่", items=[])],
        ),
        "timeline": Timeline(**field_parts("ภายในเดือนมีนาคม 2567"), events=[event]),
    }
    absent = dict.fromkeys(name for name in Measure.model_fields if name not in fields)
    plain = {
        "id": f"m{number}",
        "number": str(number),
        "subject": "การเผยแพร่ข้อมูล",
        "section": [],
        "fiscal_year": 2567,
        "indicators": [],
        "other": [],
        "confidence": 0.987,
    }
    return Measure(**{**absent, **plain, **fields, **changes})


def finding(message: str = "The owner of m1 is missing.", **changes: Any) -> Finding:
    parts = {"code": "owner-missing", "severity": "warning", "measure": "m1", "provenance": [PLACE]}
    return Finding(**{**parts, "message": message, **changes})


def report(**changes: Any) -> Report:
    agency = Agency(
        name="เทศบาลตำบลสมมติ",
        kind=None,
        subdistrict=None,
        district="เมือง",
        province="นครราชสีมา",
        code="3001",
    )
    source = SourceFacts(
        path="a/b.txt",
        sha256="0" * 64,
        bytes=1234,
        media_type="text/plain",
        pages=None,
        reader="text",
        ocr=None,
    )
    facts = ReportFacts(kind="plan", title="แผนปฏิบัติการ", agency=agency, fiscal_year=2567, period=None)
    parts = {
        "schema_version": "1.0",
        "source": source,
        "report": facts,
        "measures": [measure()],
        "assessment": None,
        "findings": [finding()],
        "corrections": [],
        "tables": [],
    }
    return Report(**{**parts, **changes})
