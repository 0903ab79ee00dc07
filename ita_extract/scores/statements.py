"""One score as one place of the report states it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from ita_extract.ita.questions import Instrument
from ita_extract.model.document import Place


class Subject(NamedTuple):
    """What a score is of. name: "" for the total, "IIT", an indicator's number, a question's code."""

    kind: Literal["total", "instrument", "indicator", "question"]
    name: str


TOTAL = Subject("total", "")


@dataclass(frozen=True, slots=True)
class Statement:
    """values: one score, several for a question of several parts, () where the place for it is blank.

    text: the question's or indicator's words; indicator: the one that a question stands under;
    year: the fiscal year that was assessed, where the place says so.
    """

    subject: Subject
    values: tuple[float, ...]
    place: Place
    in_table: bool = True
    text: str = ""
    guidance: str | None = None
    passed: bool | None = None
    grade: str | None = None
    indicator: int | None = None
    year: int | None = None


@dataclass(slots=True)
class Context:
    """Which instrument, indicator and assessed year the lines and rows read so far stand under."""

    instrument: Instrument | None = None
    indicator: int | None = None
    year: int | None = None

    def enter_instrument(self, instrument: Instrument) -> None:
        if instrument != self.instrument:
            self.instrument, self.indicator = instrument, None

    def enter_indicator(self, number: int, instrument: Instrument) -> None:
        self.instrument, self.indicator = instrument, number
