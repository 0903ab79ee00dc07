"""What a person has confirmed of a truth document: a list of places beside it.

A truth without such a list is confirmed throughout, as one that was made by hand is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ita_extract.errors import InputUnreadable
from ita_extract.output.evaluate.texts import squash
from ita_extract.output.files import write_whole

# How far a place is confirmed: with what was read from its text (names, dates, items), or its text alone.
WHOLE, TEXT = "whole", "text"
# Places that are no single text: all scores, that there are no measures beside those listed, all tables.
SCORES, MEASURES, TABLES = "scores", "measures", "tables"
_COVER = "cover "
_HEADING = "# Confirmed by a person. One place a line; text: without the names, dates or items read from it."


def cover_place(fact: str) -> str:
    return _COVER + fact


def cover_fact(place: str) -> str:
    """The fact at a place of the cover; "" for a place elsewhere."""
    return place.removeprefix(_COVER) if place.startswith(_COVER) else ""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """answers: WHOLE or TEXT by place, each on one line; None where everything is confirmed."""

    answers: Mapping[str, str] | None = field(default=None)

    def text(self, *places: str) -> bool:
        """Whether the texts at all of these places are."""
        return self.answers is None or all(squash(place) in self.answers for place in places)

    def whole(self, place: str) -> bool:
        return self.answers is None or self.answers.get(squash(place)) == WHOLE


def list_path(document: Path) -> Path:
    """The list beside a document: "b.pdf.json" has "b.pdf.confirmed.tsv"."""
    return document.with_name(document.name.removesuffix(".json") + ".confirmed.tsv")


def read_confirmed(document: Path) -> Confirmed:
    """Raises InputUnreadable."""
    path = list_path(document)
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return Confirmed()
    except (OSError, UnicodeDecodeError) as error:
        raise InputUnreadable(f"{path}: cannot be read ({error}).") from None
    return Confirmed(dict(_entries(path, [line for line in lines if line and not line.startswith("#")])))


def _entries(path: Path, lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in lines:
        place, _, state = line.partition("\t")
        if state not in (WHOLE, TEXT):
            raise InputUnreadable(f"{path}: “{line}” is no place, a tab, and {WHOLE} or {TEXT}.")
        yield place, state


def write_confirmed(document: Path, answers: Mapping[str, str]) -> None:
    """Raises OutputError."""
    lines = [_HEADING, *(f"{place}\t{state}" for place, state in answers.items())]
    write_whole(list_path(document), "".join(f"{line}\n" for line in lines).encode("utf-8"))
