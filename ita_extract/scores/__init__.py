"""Score tables and sentences → the assessment, checked against its own sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ita_extract.model.document import Document, Doubt
from ita_extract.model.report import Assessment
from ita_extract.scores.assess import assess, conflicts, settle, title_of
from ita_extract.scores.check import check_sums
from ita_extract.scores.gather import gather
from ita_extract.scores.statements import Statement

__all__ = ["Scores", "read_scores"]


@dataclass(frozen=True, slots=True)
class Scores:
    assessment: Assessment | None
    findings: tuple[Doubt, ...]


def read_scores(document: Document, fiscal_year: int | None) -> Scores:
    """fiscal_year: the report's; taken for that of the scores where no other is named."""
    found = gather(document, fiscal_year)
    year = _assessed_year(found, fiscal_year)
    statements = [statement for statement in found if statement.year in (year, None)]
    settled = settle(statements)
    assessment = assess(settled, year)
    doubts = (
        *_unreadable(statements),
        *conflicts(settled),
        *(check_sums(settled, year) if assessment else ()),
    )
    return Scores(assessment, doubts)


def _assessed_year(statements: Sequence[Statement], fiscal_year: int | None) -> int | None:
    """The year of most scores, of equals the report's own or the latest; the report's where none is named."""
    counts = Counter(statement.year for statement in statements if statement.year and statement.values)
    return max(counts, key=lambda year: (counts[year], year == fiscal_year, year)) if counts else fiscal_year


def _unreadable(statements: Sequence[Statement]) -> Iterator[Doubt]:
    for statement in statements:
        beyond = [value for value in statement.values if value > 100]
        if beyond and statement.subject.kind in ("indicator", "question"):
            message = (
                f"{title_of(statement.subject)} reads {beyond[0]:g}, which no score can be; it is left out."
            )
            yield Doubt("score-unread", message, (statement.place,))
