"""Inputs to documents, a summary, and what else was asked for, as `convert` and `run` have it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ita_extract.batch import events
from ita_extract.batch.choices import Choices
from ita_extract.batch.inputs import Plan, check_capitals, plan
from ita_extract.batch.journal import Journal, locked
from ita_extract.batch.outcomes import Outcome
from ita_extract.batch.page import NAME, check_page, write_page
from ita_extract.batch.quiet import quiet
from ita_extract.batch.run import Batch
from ita_extract.batch.summary import summary
from ita_extract.console import progress, say, width
from ita_extract.errors import Stopped, UsageError
from ita_extract.output.files import first_twins, placed, prepare_folder
from ita_extract.output.layout import number
from ita_extract.settings import Settings

if TYPE_CHECKING:
    from ita_extract.batch.tables import Beside

_PASSED_OVER_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Request:
    """Everything that a run is told."""

    inputs: Sequence[Path]
    out: Path
    settings: Settings
    choices: Choices
    debug: bool


def convert(request: Request) -> int:
    _check(request.settings)
    planned = plan(request.inputs, request.out)
    prepare_folder(request.out)
    check_page(request.out)
    check_capitals(planned, request.out, partial(first_twins, request.out))
    with locked(request.out):
        outcomes = _run(request, planned)
    return _exit_code(outcomes, request.choices)


def _run(request: Request, planned: Plan) -> list[Outcome]:
    beside = _prepared(request)
    try:
        outcomes = list(_outcomes(request, planned))
    except KeyboardInterrupt:
        raise _stopped(request.out) from None
    order = {job.name: number for number, job in enumerate(planned.jobs)}
    outcomes.sort(key=lambda outcome: order[outcome.job.name])
    _conclude(request, planned, outcomes, beside)
    return outcomes


# What follows loads modules late: they take half a second, and reading is the workers' business.


def _check(settings: Settings) -> None:
    if settings != Settings():
        from ita_extract.extraction import check_settings

        check_settings(settings)


def _prepared(request: Request) -> Beside | None:
    if not (request.choices.flat_tables or request.choices.doubts):
        return None
    from ita_extract.batch.tables import Beside

    return Beside.prepared(request.choices, request.out, request.inputs)


def _outcomes(request: Request, planned: Plan) -> Iterator[Outcome]:
    batch = Batch(planned, request.out, request.settings, request.choices, request.debug)
    if request.choices.json_lines:
        print(events.started(planned), flush=True)
        for done, outcome in enumerate(batch.run(), 1):
            print(events.file_ended(outcome, done), flush=True)
            yield outcome
        return
    _say_passed_over(planned)
    with quiet(request.debug), progress(len(planned.jobs)) as show:
        for outcome in batch.run():
            show(outcome)
            if request.debug and outcome.trace:
                say(outcome.trace)
            yield outcome


def _stopped(out: Path) -> Stopped:
    """What the journal says counts: the last file may have ended unseen."""
    last = None
    with suppress(UsageError), Journal.existing(out) as journal:
        last = journal.last_run()
    if last is None or last[0].ended:
        return Stopped("Stopped before any file was read.")
    run, done = last
    return Stopped(
        f"Stopped after {done} of {number(run.total, 'file')}. What they gave is complete; the same command "
        "goes on from there."
    )


def _conclude(request: Request, planned: Plan, outcomes: Sequence[Outcome], beside: Beside | None) -> None:
    with Journal.existing(request.out) as journal:
        removed = [job.name for job in journal.removed(planned.jobs)]
        journal.begin(beside.files if beside else ())
        write_page(request.out, outcomes, removed, beside.write_doubts(outcomes) if beside else None)
        filled = list(beside.write_tables(outcomes)) if beside else []
        journal.end()
    if request.choices.json_lines:
        print(events.ended(outcomes, removed), flush=True)
        return
    for name in removed:
        say(f"no longer there: {name}; its document is kept")
    print(
        *summary(outcomes, width()), sep="\n", file=sys.stderr if beside and beside.is_stream else sys.stdout
    )
    sys.stdout.flush()
    _say_where(request, outcomes, filled)


def _say_where(request: Request, outcomes: Sequence[Outcome], filled: Sequence[str]) -> None:
    for words in filled:
        say(words)
    for file in request.choices.doubts:
        say(f"{placed(file, request.out)}: what a person should look at")
    say(f"{request.out / NAME}: every file with its outcome")
    doubted = sum(bool(outcome.facts and outcome.facts.doubts) for outcome in outcomes)
    if request.choices.strict and doubted:
        say(f"--strict: {number(doubted, 'file')} with an error or a warning, hence exit code 1")


def _exit_code(outcomes: Sequence[Outcome], choices: Choices) -> int:
    if not outcomes or not all(outcome.is_read for outcome in outcomes):
        return 1
    return int(choices.strict and any(outcome.facts and outcome.facts.doubts for outcome in outcomes))


def _say_passed_over(planned: Plan) -> None:
    for reason in planned.passed_over[:_PASSED_OVER_SHOWN]:
        say(f"passed over: {reason}")
    more = len(planned.passed_over) - _PASSED_OVER_SHOWN
    if more > 0:
        say(f"passed over: {more} more")
