"""status: how far the run on an output folder is, while it runs or after."""

from __future__ import annotations

import argparse
import time

from ita_extract.batch.journal import Journal, Run, is_running
from ita_extract.batch.summary import counts, line
from ita_extract.options import path
from ita_extract.output.layout import number

_FAILURES_SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", metavar="OUT", type=path, help="the folder that convert writes to")


def run(options: argparse.Namespace) -> int:
    """0: the last run reached its end or runs now; 1: it was stopped."""
    with Journal.existing(options.out) as journal:
        last, outcomes = journal.last_run(), journal.outcomes()
    running = is_running(options.out)
    if last is None:
        print("No run has begun to read.")
        return 1
    print(_words(*last, running))
    if outcomes:
        print(f"In all {counts(outcomes)}")
    failed = [outcome for outcome in outcomes if not outcome.is_read]
    for outcome in failed[:_FAILURES_SHOWN]:
        print(f"  {line(outcome)}")
    if len(failed) > _FAILURES_SHOWN:
        print(f"  and {len(failed) - _FAILURES_SHOWN} more")
    return 0 if running or last[0].ended else 1


def _words(run: Run, done: int, running: bool) -> str:
    fresh = done - run.kept
    seconds = max(1e-9, (run.ended or time.time()) - run.started)
    far = f"{done} of {number(run.total, 'file')}"
    if run.kept:
        far += f", {run.kept} of them by an earlier run"
    if run.ended:
        return f"Ended: {far}; {seconds:.0f} s."
    if not running:
        return f"Stopped: {far}. The same convert command goes on from there."
    left = f", about {seconds / fresh * (run.total - done):.0f} s left" if fresh > 0 else ""
    return f"Running: {far}; {fresh / seconds:.1f} files a second{left}."
