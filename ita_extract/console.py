"""What a person sees of a command while it works."""

from __future__ import annotations

import logging
import shutil
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ita_extract.batch.outcomes import Outcome
from ita_extract.batch.summary import line

Show = Callable[[Outcome], None]

_NARROWEST = 40
_NO_TERMINAL = (120, 24)


def width() -> int:
    """Cells of the terminal's line; a fixed number where there is no terminal."""
    return max(_NARROWEST, shutil.get_terminal_size(_NO_TERMINAL).columns)


@contextmanager
def quiet(debug: bool) -> Iterator[None]:
    """What libraries log and warn of is no message to a user; ours are findings and outcomes."""
    if debug:
        yield
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logging.disable()
        try:
            yield
        finally:
            logging.disable(logging.NOTSET)


@contextmanager
def progress(total: int) -> Iterator[Show]:
    """Gives the function to call with each outcome: a bar on a terminal, plain lines otherwise."""
    if sys.stderr.isatty():
        with _bar(total) as show:
            yield show
    else:
        yield _lines(total)


def _lines(total: int) -> Show:
    done = 0

    def show(outcome: Outcome) -> None:
        nonlocal done
        done += 1
        sys.stderr.write(f"[{done}/{total}] {line(outcome)}\n")
        sys.stderr.flush()

    return show


@contextmanager
def _bar(total: int) -> Iterator[Show]:
    """Only files that failed are named above the bar; the summary names them all."""
    from rich import progress as bars
    from rich.console import Console

    columns = (
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TimeRemainingColumn(),
        bars.TextColumn("{task.description}"),
    )
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        failed = 0

        def show(outcome: Outcome) -> None:
            nonlocal failed
            if not outcome.is_read:
                failed += 1
                bar.console.print(line(outcome), markup=False, highlight=False)
            bar.update(task, advance=1, description=f"{failed} failed" if failed else "")

        yield show
