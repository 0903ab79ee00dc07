"""What else the digits may be that a check found wrong: told beside the finding, never put in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ita_extract.model.document import Box, Document, OtherReading, Table
from ita_extract.model.report import Finding

# The checks that one misread digit can fail: calendar and fiscal year, numbering, scores, phone numbers.
_OF_DIGITS = frozenset(
    {
        "year-conflict",
        "numbering-gap",
        "numbering-repeated",
        "timeline-unread",
        "timeline-outside-year",
        "timeline-reversed",
        "deadline-after-period",
        "contact-conflict",
        "score-conflict",
        "score-unread",
        "total-mismatch",
        "grade-mismatch",
        "pass-mismatch",
    }
)
_NAMED = 5  # readings named in a message

_Spot = tuple[int | None, Box]


def with_other_readings(findings: Iterable[Finding], document: Document) -> Iterator[Finding]:
    """The findings; those of digits that an engine can also read otherwise say so."""
    readings = dict(_readings(document))
    for finding in findings:
        others = list(_others(finding, readings)) if finding.code in _OF_DIGITS else []
        yield _told(finding, others) if others else finding


def _readings(document: Document) -> Iterator[tuple[_Spot, tuple[OtherReading, ...]]]:
    for block in document.blocks:
        for part in block.cells if isinstance(block, Table) else (block,):
            if part.readings and part.place.bbox is not None:
                yield (part.place.page, part.place.bbox), part.readings


def _others(finding: Finding, readings: dict[_Spot, tuple[OtherReading, ...]]) -> Iterator[OtherReading]:
    for place in finding.provenance:
        if place.bbox is not None:
            yield from readings.get((place.page, Box(*place.bbox)), ())


def _told(finding: Finding, others: list[OtherReading]) -> Finding:
    named = ", ".join(f"“{other.other}” for “{other.text}”" for other in others[:_NAMED])
    return finding.model_copy(update={"message": f"{finding.message} The image can also be read as {named}."})
