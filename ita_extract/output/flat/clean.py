"""A report → the same report with only what nobody needs to look at."""

from __future__ import annotations

from ita_extract.ita.fields import fields_of
from ita_extract.model.report import Finding, Measure, Report


def clean(report: Report, least: float) -> Report:
    """A measure stays where no error or warning is about it, a page that it stands on, or the whole report,
    and its confidence is at least this. Scores stay where none is about the report or any of its pages."""
    doubts = [finding for finding in report.findings if finding.severity != "info"]
    general = [finding for finding in doubts if finding.measure is None]
    measures = [
        each for each in report.measures if each.confidence >= least and not _is_in_doubt(each, doubts)
    ]
    kept = {measure.id for measure in measures}
    notes = [each for each in report.findings if each.severity == "info" and each.measure in {None, *kept}]
    return report.model_copy(
        update={
            "measures": measures,
            "assessment": None if general else report.assessment,
            "findings": notes,
        }
    )


def _is_in_doubt(measure: Measure, doubts: list[Finding]) -> bool:
    own = {place.page for _, field in fields_of(measure) for place in field.provenance} - {None}
    for finding in doubts:
        pages = {place.page for place in finding.provenance} - {None}
        if finding.measure == measure.id or (finding.measure is None and (not pages or pages & own)):
            return True
    return False
