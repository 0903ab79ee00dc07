"""What a person sees of a run: a line for each file as it ends, and a table at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ita_extract.batch.outcomes import Outcome
from ita_extract.output.layout import number, table, visible

# A table of thousands of lines tells a person nothing; beyond this the most doubtful files are shown.
_SHOWN = 200
_WIDE_ENOUGH = 80
_NEEDED = ("file", "outcome", "findings")
HEADING = ("file", "outcome", "kind", "agency", "year", "measures", "findings")


def line(outcome: Outcome) -> str:
    """One file's end, in one line; the error's own sentence where there is one."""
    facts = outcome.facts
    if facts is None:
        return _one_line(f"{outcome.state}: {outcome.reason} {outcome.advice}")
    counts = f"{number(facts.measures, 'measure')}, {number(facts.findings, 'finding')}"
    return _one_line(f"{outcome.state}: {outcome.job.name}: {counts}")


def _one_line(text: str) -> str:
    # A file's name may hold line ends, and would forge lines of its own.
    return visible(text).replace("\n", " ").rstrip()


def summary(outcomes: Sequence[Outcome], limit: int) -> Iterator[str]:
    """Lines: the table of files, then how many ended in which way."""
    if outcomes:
        shown = outcomes if len(outcomes) <= _SHOWN else sorted(outcomes, key=urgency)[:_SHOWN]
        yield from table(_fitting([HEADING, *(_row(outcome) for outcome in shown)], limit), limit)
        if len(shown) < len(outcomes):
            yield f"… and {len(outcomes) - len(shown)} more, less doubtful than these."
        yield ""
    yield counts(outcomes)


def counts(outcomes: Sequence[Outcome]) -> str:
    states = Counter(outcome.state for outcome in outcomes)
    words = ", ".join(f"{count} {state}" for state, count in states.most_common())
    return f"{number(len(outcomes), 'file')}: {words or 'nothing to read'}"


def urgency(outcome: Outcome) -> tuple[int, int]:
    """Sorts what a person should look at first to the front."""
    order = ("partial", "no-measures", "ok-with-findings", "ok")
    rank = order.index(outcome.state) + 1 if outcome.state in order else 0
    return rank, -(outcome.facts.doubts if outcome.facts else 0)


def _fitting(rows: Sequence[tuple[str, ...]], limit: int) -> Sequence[tuple[str, ...]]:
    """On a narrow terminal only the columns that nobody can do without."""
    if limit >= _WIDE_ENOUGH:
        return rows
    return [tuple(row[HEADING.index(name)] for name in _NEEDED) for row in rows]


def _row(outcome: Outcome) -> tuple[str, ...]:
    facts = outcome.facts
    if facts is None:
        return (outcome.job.name, outcome.state, *[""] * (len(HEADING) - 2))
    year = str(facts.fiscal_year or "")
    counts = (str(facts.measures), str(facts.findings))
    return (outcome.job.name, outcome.state, facts.kind, facts.agency or "", year, *counts)
