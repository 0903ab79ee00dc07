"""What ties parts of a report together: measures to scores, the introduction's list to the table's rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from ita_extract.ita.sections import numbered_text
from ita_extract.model.document import Document, Doubt, Paragraph
from ita_extract.model.report import Assessment, IndicatorLink, Measure
from ita_extract.thai.clean import clean
from ita_extract.thai.keys import key

_SAME = 88.0
_FEWEST = 3
_MOSTLY = 0.5


def score_measures(measures: Sequence[Measure], assessment: Assessment | None) -> list[Measure]:
    """The measures, each link to an indicator or question with the score that the report states for it."""
    if assessment is None:
        return list(measures)
    questions = {q.code: q.scores[0] for q in assessment.questions if len(q.scores) == 1}
    indicators = {i.number: i.score for i in assessment.indicators}

    def scored(link: IndicatorLink) -> IndicatorLink:
        score = questions.get(link.question or "") if link.question else indicators.get(link.number or 0)
        return link.model_copy(update={"score": score})

    return [m.model_copy(update={"indicators": [scored(link) for link in m.indicators]}) for m in measures]


def check_listing(document: Document, measures: Sequence[Measure]) -> Iterator[Doubt]:
    """Where a numbered list in the running text names most of the measures: what of it has no row, and which
    rows it leaves out."""
    listed = [(line, text) for line in document.paragraphs() if (text := _listed(line))]
    subjects = {key(measure.subject): measure for measure in measures}
    matches = {line: _match(text, subjects) for line, text in listed}
    met = {name for name in matches.values() if name}
    if len(listed) < _FEWEST or len(met) < max(_FEWEST - 1, _MOSTLY * len(subjects)):
        return
    first = min(index for index, (line, _) in enumerate(listed) if matches[line])
    last = max(index for index, (line, _) in enumerate(listed) if matches[line])
    for line, text in listed[first : last + 1]:
        if not matches[line]:
            said = f"“{text}” is listed in the running text, but has no row in the table."
            yield Doubt("listed-measure-missing", said, (line.place,))
    for measure in (measure for name, measure in subjects.items() if name not in met):
        said = f"{measure.id} (“{measure.subject}”) has a row, but the list before it leaves it out."
        yield Doubt("measure-unlisted", said)


def _listed(line: Paragraph) -> str:
    return numbered_text(clean(line.text).text)


def _match(text: str, subjects: dict[str, Measure]) -> str | None:
    near = process.extractOne(key(text), subjects.keys(), scorer=fuzz.ratio, score_cutoff=_SAME)
    return near[0] if near else None
