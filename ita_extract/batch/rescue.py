"""A file that was lost twice is read page by page, so that its good pages survive."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from ita_extract.batch.convert import Made, Task
from ita_extract.batch.workers import Ended, Pool
from ita_extract.errors import InputError
from ita_extract.readers import format_of
from ita_extract.readers.input import Input
from ita_extract.readers.page_ranges import chosen_pages, page_ranges

# A pool whose tasks may take that many seconds each.
PoolOf = Callable[[float], Pool[Task, Made]]

_MOST_PAGES = 20_000
_FIRST_PAGES = 3  # when none of these can be read, the fault is the file's and not a page's
_SPARE = 2  # times the seconds that a page's image may take: steps follow


def rescue(task: Task, pool_of: PoolOf) -> Made | None:
    """What the good pages give, with a finding for each of the others; None when no page is good.

    Takes at most twice the time that a file may take: once to try the pages, once to read the good ones.
    """
    if not _has_pages(task):
        return None
    good, bad = _try_pages(task, pool_of)
    if not good:
        return None
    rest = replace(_only(task, good), unread=tuple(bad))
    return _run(rest, pool_of(task.settings.seconds_per_file)).result


def _has_pages(task: Task) -> bool:
    try:
        return format_of(Input.at(task.job.path, task.job.name)).has_pages
    except InputError:
        return False


def _try_pages(task: Task, pool_of: PoolOf) -> tuple[list[int], list[int]]:
    """The pages that can be read, each alone, and those that cannot or were not reached in time."""
    ends = time.monotonic() + task.settings.seconds_per_file
    pool = pool_of(min(_SPARE * task.settings.ocr_seconds, task.settings.seconds_per_file))
    wanted = chosen_pages(task.settings.pages, _MOST_PAGES, task.job.name)
    count = 0
    tried: dict[int, bool] = {}
    for number in wanted[:_FIRST_PAGES]:
        made = _run(_only(task, [number]), pool).result
        tried[number] = _is_good(made)
        if made and made.outcome.facts:
            count = made.outcome.facts.pages or 0
            break
    wanted = [number for number in wanted if number <= count]
    tried |= dict(_try_rest(task, [number for number in wanted if number not in tried], pool, ends))
    good = [number for number in wanted if tried.get(number)]
    return good, [number for number in wanted if number not in good]


def _try_rest(
    task: Task, numbers: list[int], pool: Pool[Task, Made], ends: float
) -> Iterator[tuple[int, bool]]:
    tasks = {_only(task, [number]): number for number in numbers}
    for ended in pool.run(tasks, 1):
        yield tasks[ended.task], _is_good(ended.result)
        if time.monotonic() > ends:
            return


def _is_good(made: Made | None) -> bool:
    return made is not None and made.outcome.facts is not None


def _only(task: Task, numbers: list[int]) -> Task:
    return replace(task, settings=replace(task.settings, pages=page_ranges(numbers)))


def _run(task: Task, pool: Pool[Task, Made]) -> Ended[Task, Made]:
    (ended,) = pool.run([task], 1)
    return ended
