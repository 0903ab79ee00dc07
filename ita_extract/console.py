"""What a person sees of a command while it works."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ita_extract.batch.outcomes import Outcome
from ita_extract.batch.summary import line
from ita_extract.output.layout import number, visible

Show = Callable[[Outcome], None]

_NARROWEST = 40
_NO_TERMINAL = (120, 24)


def width() -> int:
    """Cells of the terminal's line; a fixed number where there is no terminal."""
    return max(_NARROWEST, shutil.get_terminal_size(_NO_TERMINAL).columns)


def say(text: str) -> None:
    """To standard error, without what a file's name may hold to steer the terminal."""
    sys.stderr.write(f"{visible(text)}\n")


@contextmanager
def progress(total: int) -> Iterator[Show]:
    """Gives the function to call with each outcome: a bar on a terminal, plain lines otherwise.

    What an earlier run finished is counted and not named.
    """
    if sys.stderr.isatty():
        with _bar(total) as show:
            yield show
    else:
        yield _lines(Pace(total))


class Pace:
    """How far a run is and how fast; what was finished before it began says nothing about its speed."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = self.kept = self.failed = self.pages = 0
        self._since = time.monotonic()

    def count(self, outcome: Outcome) -> None:
        self.done += 1
        self.kept += outcome.kept
        self.failed += not outcome.is_read
        if outcome.facts and not outcome.kept:
            self.pages += outcome.facts.pages or 1
        if outcome.kept:
            self._since = time.monotonic()

    def words(self) -> str:
        """ "12 pages, 3.1 files a second, 2 min left, 1 failed"; parts that say nothing yet are left out."""
        fresh = self.done - self.kept
        seconds = time.monotonic() - self._since
        parts = [number(self.pages, "page")] if self.pages else []
        if fresh and seconds > 0:
            parts.append(f"{fresh / seconds:.1f} files a second")
            if self.done < self.total:
                parts.append(_left(seconds / fresh * (self.total - self.done)))
        if self.failed:
            parts.append(f"{self.failed} failed")
        return ", ".join(parts)


def _left(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return f"{seconds:.0f} s left"
    return f"{minutes} min left" if minutes < 120 else f"{minutes // 60} h left"


def _lines(pace: Pace) -> Show:
    def show(outcome: Outcome) -> None:
        pace.count(outcome)
        if not outcome.kept:
            say(f"[{pace.done}/{pace.total}] {line(outcome)} ({pace.words()})")
        elif pace.kept == 1:
            say("Going on where an earlier run ended; what it finished is not read again.")
        sys.stderr.flush()

    return show


@contextmanager
def _bar(total: int) -> Iterator[Show]:
    """Only files that failed are named above the bar; the summary names them all."""
    from rich import progress as bars
    from rich.console import Console

    columns = (bars.BarColumn(), bars.MofNCompleteColumn(), bars.TextColumn("{task.description}"))
    pace = Pace(total)
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)

        def show(outcome: Outcome) -> None:
            pace.count(outcome)
            if not outcome.is_read and not outcome.kept:
                bar.console.print(line(outcome), markup=False, highlight=False)
            bar.update(task, advance=1, description=pace.words())

        yield show
