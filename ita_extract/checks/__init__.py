"""Report → Findings: what an auditor would find by hand. One small function a check, listed in CHECKS."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ita_extract.checks import content, rows, times
from ita_extract.model.report import Finding, Report

_ORDER = {"error": 0, "warning": 1, "info": 2}

CHECKS: tuple[Callable[[Report], Iterator[Finding]], ...] = (
    rows.no_measures,
    rows.owner_missing,
    rows.timeline_missing,
    rows.numbering,
    times.timeline_unread,
    times.time_by_colour,
    times.timeline_outside_year,
    times.timeline_reversed,
    times.deadline_after_period,
    content.duplicate_cell,
    content.owner_misspelt,
    content.result_repeats_plan,
    content.contact_conflict,
    content.weak_indicator_unanswered,
)


def check_report(report: Report) -> list[Finding]:
    """All checks, in order."""
    return [finding for check in CHECKS for finding in check(report)]


def sort_findings(findings: Sequence[Finding]) -> list[Finding]:
    """Most serious first, otherwise in the order in which they were found."""
    return sorted(findings, key=lambda finding: _ORDER[finding.severity])
