"""Whose sum a table's last row is: the whole score, an instrument's, or an indicator's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ita_extract.ita.indicators import indicators
from ita_extract.ita.questions import LETTERS, Instrument, indicator_of
from ita_extract.scores.statements import TOTAL, Statement, Subject


def rescope(statements: Sequence[Statement]) -> Iterator[Statement]:
    """A total below questions of one indicator is that indicator's; instruments likewise."""
    whole = _whole_of(statements)
    for statement in statements:
        subject = statement.subject
        if subject == TOTAL or (subject.kind == "instrument" and whole and whole.kind == "indicator"):
            if whole:
                yield replace(statement, subject=whole)
        else:
            yield statement


def _whole_of(statements: Sequence[Statement]) -> Subject | None:
    """What the table's rows are the parts of; None when that cannot be told."""
    numbers = {int(s.subject.name) for s in statements if s.subject.kind == "indicator"}
    asked = [s for s in statements if s.subject.kind == "question"]
    if not numbers and asked:
        of = {s.indicator or indicator_of(s.subject.name, None) for s in asked}
        if len(of) == 1 and (number := of.pop()):
            return Subject("indicator", str(number))
        return _of_instruments({LETTERS[s.subject.name[0]] for s in asked}, of_all=None)
    return _of_instruments({indicators()[number].instrument for number in numbers}, of_all=TOTAL)


def _of_instruments(instruments: set[Instrument], of_all: Subject | None) -> Subject | None:
    return Subject("instrument", instruments.pop()) if len(instruments) == 1 else of_all
