"""How a check says what it found."""

from __future__ import annotations

from collections.abc import Iterable

from ita_extract.model.findings import BY_CODE
from ita_extract.model.report import Finding, Measure, Provenance

_LONGEST_SHOWN = 60


def finding(
    code: str, message: str, measure: Measure | None = None, places: Iterable[Provenance] = ()
) -> Finding:
    """Severity is the code's own."""
    return Finding(
        code=code,
        severity=BY_CODE[code].severity,
        message=message,
        measure=measure.id if measure else None,
        provenance=list(places),
    )


def name(measure: Measure) -> str:
    """The measure as a person would look for it."""
    return f"{measure.id} (“{shown(measure.subject)}”)"


def shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else line[:_LONGEST_SHOWN] + "…"
