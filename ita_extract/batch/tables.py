"""The documents of a run as flat tables, and the list of what a person should look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ita_extract.batch.choices import Choices
from ita_extract.batch.journal import begun_files
from ita_extract.batch.outcomes import Outcome
from ita_extract.errors import UsageError
from ita_extract.model.report import Report
from ita_extract.output.files import drafted, placed
from ita_extract.output.flat.clean import clean
from ita_extract.output.flat.doubts import DOUBTS, DoubtRow, report_to_doubts, worst_first
from ita_extract.output.flat.rows import count_rows
from ita_extract.output.flat.targets import Target, prepare_files, target_of
from ita_extract.output.flat.texts import excel_csv
from ita_extract.output.flat.workbook import MOST_ROWS, opened
from ita_extract.output.json import read_report
from ita_extract.output.layout import number


@dataclass(frozen=True, slots=True)
class Beside:
    """What is written beside the documents when all are there. lists: files for the list of doubts."""

    out: Path
    choices: Choices
    targets: Sequence[Target]
    lists: Sequence[Path]

    @classmethod
    def prepared(cls, choices: Choices, out: Path, inputs: Sequence[Path]) -> Beside:
        """Ready to be written, before hours of work. Raises UsageError or OutputError."""
        # What a run that was stopped had written of these is no result yet.
        begun = begun_files(out)
        made = cls(out, choices, targets(choices, out, begun), _lists(choices, out, begun))
        for file in made.files:
            _check_place(file, out, inputs)
        return made

    @property
    def files(self) -> list[Path]:
        return [*(file for target in self.targets for file in target.files), *self.lists]

    @property
    def is_stream(self) -> bool:
        """Whether standard output belongs to the rows of flat tables."""
        return any(target.is_stream for target in self.targets)

    def write_tables(self, outcomes: Sequence[Outcome]) -> Iterator[str]:
        """What these outcomes' documents hold, in their order; says of each target what went there.

        Raises OutputError.
        """
        for target in self.targets:
            reports = (read_report(outcome.job.output) for outcome in outcomes if outcome.facts)
            yield fill(target, reports, self.choices)

    def write_doubts(self, outcomes: Sequence[Outcome]) -> list[DoubtRow] | None:
        """Everything that a person should look at, worst first; None where nobody asked for it."""
        if not self.lists:
            return None
        found = [doubt for outcome in outcomes for doubt in _doubts(outcome, self.out)]
        found.sort(key=worst_first)
        for file in self.lists:
            _write_list(found, file)
        return found


def _check_place(file: Path, out: Path, inputs: Sequence[Path]) -> None:
    """Raises UsageError for a file that the next run would take for a report."""
    above = file.resolve().parents
    if out.resolve() in above:
        return
    for given in inputs:
        if given.resolve() in above:
            raise UsageError(
                f"{file} would be written into {given}, and be read as a report by the next run.",
                advice="Write it below --out: {out}/" + file.name + ".",
            )


def targets(choices: Choices, out: Path, begun: Collection[Path] = ()) -> list[Target]:
    """Where the flat tables go, each ready to be written. begun: files that may be written over anyhow.

    Raises UsageError or OutputError.
    """
    found = [target_of(word, out) for word in choices.flat_tables]
    if choices.json_lines and any(target.is_stream for target in found):
        raise UsageError(
            "The events of --json-lines and the rows of flat tables cannot both go to standard output.",
            advice="Leave one of them out, or write the tables to a folder: jsonl:FOLDER.",
        )
    for target in found:
        target.prepare(over=choices.overwrite, begun=begun)
    return found


def fill(target: Target, reports: Iterable[Report], choices: Choices) -> str:
    """Writes the reports, or of each what is clean where the choices ask for that; says what was written.

    Raises OutputError.
    """
    found, kept = Tally(), Tally()
    target.write(kept.counted(_chosen(found.counted(reports), choices)))
    left_out = found.rows - kept.rows
    rest = f"; not clean and left out: {_listed(left_out)}" if left_out else ""
    return f"{target.shown}: {_listed(kept.rows)} of {number(found.documents, 'document')}{rest}"


class Tally:
    """How many documents and rows have passed by."""

    def __init__(self) -> None:
        self.documents = 0
        self.rows: Counter[str] = Counter()

    def counted(self, reports: Iterable[Report]) -> Iterator[Report]:
        for report in reports:
            self.documents += 1
            self.rows.update(count_rows(report))
            yield report


def _listed(rows: Counter[str]) -> str:
    """ "5 measures, 0 scores, 1 finding"."""
    return ", ".join(number(count, name.removesuffix("s")) for name, count in rows.items()) or "nothing"


def _chosen(reports: Iterator[Report], choices: Choices) -> Iterator[Report]:
    if not choices.clean_only:
        return reports
    return (clean(report, choices.least_confidence) for report in reports)


def _lists(choices: Choices, out: Path, begun: Collection[Path]) -> list[Path]:
    files = [Path(placed(word, out)) for word in choices.doubts]
    for file in files:
        if file.suffix.lower() not in (".csv", ".xlsx"):
            raise UsageError(f"{file}: the list of doubts is written as FILE.csv or FILE.xlsx.")
    prepare_files(files, over=choices.overwrite, begun=begun)
    return files


def _doubts(outcome: Outcome, out: Path) -> Iterator[DoubtRow]:
    """What was not read, the findings, and likely misreadings."""
    name, document = outcome.job.name, None
    if outcome.facts:
        document = outcome.job.output.relative_to(out).as_posix()
        yield from report_to_doubts(read_report(outcome.job.output), document)
    if not outcome.is_read:
        nowhere = (None,) * 10
        yield DoubtRow("unread", name, *nowhere, outcome.reason, outcome.advice, outcome.state, document)


def _write_list(found: Sequence[DoubtRow], file: Path) -> None:
    if file.suffix.lower() == ".csv":
        with drafted(file) as draft, draft.open("w", encoding="utf-8-sig", newline="") as stream:
            put = excel_csv(DOUBTS, stream)
            for doubt in found:
                put(doubt)
        return
    with opened(file, (DOUBTS,)) as book:
        for doubt in found[:MOST_ROWS]:
            book.put(DOUBTS.name, doubt)
