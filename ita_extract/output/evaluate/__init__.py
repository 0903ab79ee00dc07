"""How far documents agree with those that a person has confirmed: evaluate_folders → Evaluation."""

from __future__ import annotations

from pathlib import Path

from ita_extract.model.report import Report
from ita_extract.output.evaluate.confirmed import Confirmed, read_confirmed
from ita_extract.output.evaluate.evaluation import Evaluation
from ita_extract.output.evaluate.judge import judge
from ita_extract.output.files import document_names, some_document_names
from ita_extract.output.json import read_report


def evaluate_folders(out: Path, truth: Path) -> Evaluation:
    """Every document below truth against the one of the same name below out; a missing one has found nothing.

    Raises UsageError where there is nothing to compare, InputError where a document cannot be read.
    """
    given, names = set(document_names(out)), some_document_names(truth)
    evaluation = Evaluation()
    for name in names:
        expected = read_report(truth / name)
        found = read_report(out / name) if (out / name).is_file() else None
        if found is None:
            evaluation.missing.append(name)
        evaluate_reports(evaluation, name, found, expected, read_confirmed(truth / name))
    evaluation.unjudged.extend(sorted(given - set(names)))
    return evaluation


def evaluate_reports(
    evaluation: Evaluation,
    name: str,
    found: Report | None,
    expected: Report,
    confirmed: Confirmed | None = None,
) -> None:
    """Adds what one document shows. name: what errors call it; confirmed: what of the truth counts."""
    for judged in judge(found, expected, confirmed):
        evaluation.add(name, expected.source.reader, judged)
