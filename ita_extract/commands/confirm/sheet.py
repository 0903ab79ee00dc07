"""One truth document as far as it is confirmed, on the disk after each answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ita_extract.commands.confirm.places import places
from ita_extract.errors import InputMissing, UsageError
from ita_extract.model.report import Report
from ita_extract.output.evaluate.confirmed import WHOLE, list_path, read_confirmed, write_confirmed
from ita_extract.output.files import some_document_names, write_whole
from ita_extract.output.json import read_report, report_to_json


def find_documents(given: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Each document with its name below the output folder. Raises UsageError or InputError."""
    for path in given:
        if path.is_dir():
            yield from ((name, path / name) for name in some_document_names(path))
        elif path.is_file():
            yield _name(path), path
        else:
            raise InputMissing(f"{path}: no such file or folder.")


def _name(document: Path) -> str:
    """As convert named it: by its source's path, which the document knows."""
    named = f"{read_report(document).source.path}.json"
    return named if document.absolute().as_posix().endswith(f"/{named}") else document.name


@dataclass(slots=True)
class Sheet:
    """answers: how far each place is confirmed, as in output.evaluate.confirmed."""

    target: Path
    report: Report
    answers: dict[str, str] = field(default_factory=dict)
    is_finished: bool = False

    @classmethod
    def opened(cls, document: Path, target: Path) -> Sheet:
        """What is confirmed already, else the document itself.

        Raises UsageError where the truth is of another file, InputError.
        """
        if target.exists() and target.samefile(document):
            raise UsageError(f"{target}: this is the document itself.", advice="Choose another --to.")
        found = read_report(document)
        if not target.is_file():
            return cls(target, found)
        truth = read_report(target)
        if truth.source.sha256 != found.source.sha256:
            raise UsageError(
                f"{target}: this truth is of another content of {found.source.path}. Move it away, or choose "
                "another --to."
            )
        # A truth without a list beside it was made by hand, or is golden: there is nothing to ask.
        if not list_path(target).is_file():
            return cls(target, truth, is_finished=True)
        return cls(target, truth, dict(read_confirmed(target).answers or {}))

    def open_places(self) -> list[str]:
        """What is not confirmed yet, the most doubtful first."""
        if self.is_finished:
            return []
        return [place for place in places(self.report) if place not in self.answers]

    def settle(self, place: str, state: str, report: Report | None = None) -> None:
        """report: with what was changed at this place. Raises OutputError."""
        if report is not None:
            self.report = report
        self.answers[place] = state
        self._save()

    def settle_all(self, places: Iterable[str]) -> None:
        """All of these are right as they stand."""
        self.answers |= dict.fromkeys(places, WHOLE)
        self._save()

    def progress(self) -> str:
        if self.is_finished:
            return "confirmed already, by hand"
        every = places(self.report)
        done = sum(place in self.answers for place in every)
        return f"{done} of {len(every)} places confirmed, in {self.target}"

    def _save(self) -> None:
        # The document first: a change that the list does not know of is asked about once more.
        write_whole(self.target, report_to_json(self.report))
        write_confirmed(self.target, self.answers)
