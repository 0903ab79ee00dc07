"""The facts of a document that stand outside its measures, each under its name."""

from __future__ import annotations

from ita_extract.model.report import Report


def cover_facts(report: Report | None) -> dict[str, str]:
    if report is None:
        return {}
    cover = report.report
    facts = {
        "kind": cover.kind,
        "title": cover.title,
        **{f"agency.{name}": value for name, value in cover.agency},
        "fiscal_year": cover.fiscal_year,
        "period": f"{cover.period.start} – {cover.period.end}" if cover.period else None,
    }
    return {name: str(value) for name, value in facts.items() if value is not None}


def assessment_facts(report: Report | None) -> dict[str, str]:
    """Scores, grades and whether they passed, as far as they are stated."""
    if report is None or report.assessment is None:
        return {}
    found = report.assessment
    facts: dict[str, object] = {"fiscal_year": found.fiscal_year}
    if found.overall:
        facts |= {"overall.score": found.overall.score, "overall.grade": found.overall.grade}
    for indicator in found.indicators:
        facts[f"indicator {indicator.number}.score"] = indicator.score
        facts[f"indicator {indicator.number}.passed"] = indicator.passed
    for question in found.questions:
        for index, score in enumerate(question.scores, 1):
            facts[f"question {question.code}.score {index}"] = score
    return {name: str(value) for name, value in facts.items() if value is not None}
