"""A plan → outcomes: what is finished is kept, equal contents are read once, the rest goes to workers."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from ita_extract.batch import outcomes
from ita_extract.batch.choices import Choices
from ita_extract.batch.convert import Made, Task, make, twin, write
from ita_extract.batch.inputs import Job, Plan
from ita_extract.batch.journal import Journal
from ita_extract.batch.outcomes import Outcome
from ita_extract.batch.rescue import rescue
from ita_extract.batch.workers import Ended, Limits, Pool
from ita_extract.errors import InputError
from ita_extract.output.files import DOCUMENT, begins_with, remove_drafts, translated
from ita_extract.readers.input import Input
from ita_extract.settings import Settings

Work = Callable[[Task], Made]

_WRITERS = 4


@dataclass(frozen=True, slots=True)
class _Content:
    """Jobs whose files hold the same bytes."""

    sha256: str
    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """One run on one output folder. work: what the workers do with a task."""

    plan: Plan
    out: Path
    settings: Settings
    choices: Choices
    debug: bool = False
    work: Work = make

    def run(self) -> Iterator[Outcome]:
        """One outcome a job, each when its document and its row in the journal are on the disk.

        Whoever runs it holds the folder's lock. Raises DiskFull or OutputError; what was finished until then
        is kept.
        """
        with Journal.opened(self.out) as journal:
            remove_drafts(self.out)
            journal.start(len(self.plan.jobs))
            kept, unopened, contents = self._sorted_out(journal)
            journal.keep(outcome.job.name for outcome in kept)
            yield from kept
            yield from self._finish(chain(unopened, self._read(contents, journal)), journal)

    def _sorted_out(self, journal: Journal) -> tuple[list[Outcome], list[tuple[Made, None]], list[_Content]]:
        """What earlier runs have finished, what cannot be opened, and what is to be read."""
        kept: list[Outcome] = []
        unopened: list[tuple[Made, None]] = []
        groups: dict[str, list[Job]] = {}
        for job in self.plan.jobs:
            try:
                sha256 = _sha256(job)
            except InputError as error:
                unopened.append((Made(outcomes.of_error(job, error)), None))
                continue
            if not self.choices.force and (done := journal.finished(job, sha256, self.settings)):
                kept.append(done)
            else:
                groups.setdefault(sha256, []).append(job)
        return kept, unopened, [_Content(sha256, tuple(jobs)) for sha256, jobs in groups.items()]

    def _read(self, contents: Sequence[_Content], journal: Journal) -> Iterator[tuple[Made, str | None]]:
        """What each job gives, and the SHA-256 of its content."""
        for content, made in self._read_contents(contents, journal):
            for job in content.jobs:
                own = made if made.outcome.job == job else twin(job, made)
                yield own, made.sha256 or content.sha256

    def _read_contents(
        self, contents: Sequence[_Content], journal: Journal
    ) -> Iterator[tuple[_Content, Made]]:
        unread: dict[Task, _Content] = {}
        for content in contents:
            known = None if self.choices.force else journal.twin(content.sha256, self.settings)
            if known:
                yield content, Made(*known, content.sha256)
            else:
                unread[Task(content.jobs[0], self.settings)] = content
        for task, made in self._made(list(unread)):
            yield unread[task], made

    def _made(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Made]]:
        """A task that is lost is tried once more at the end, alone, and then page by page."""
        lost: list[Task] = []
        for ended in self._pool(self.settings.seconds_per_file).run(tasks, self.choices.workers()):
            if ended.result is None:
                lost.append(ended.task)
            else:
                yield ended.task, ended.result
        for ended in self._pool(self.settings.seconds_per_file).run(lost, 1):
            yield ended.task, ended.result or rescue(ended.task, self._pool) or self._loss(ended)

    def _pool(self, seconds: float) -> Pool[Task, Made]:
        return Pool(self.work, Limits(seconds, self.settings.memory_megabytes), self.debug)

    def _loss(self, ended: Ended[Task, Made]) -> Made:
        return Made(outcomes.of_loss(ended.task.job, ended.lost, self.settings))

    def _finish(self, read: Iterable[tuple[Made, str | None]], journal: Journal) -> Iterator[Outcome]:
        """In order. Several documents are written at a time, for writing is mostly waiting for the disk."""
        with ThreadPoolExecutor(_WRITERS) as writers:
            writing: deque[tuple[Future[Outcome], Made, str | None]] = deque()
            for made, sha256 in read:
                writing.append((writers.submit(write, made, over=self.choices.overwrite), made, sha256))
                while writing and (writing[0][0].done() or len(writing) > _WRITERS):
                    yield self._record(*writing.popleft(), journal)
            while writing:
                yield self._record(*writing.popleft(), journal)

    def _record(self, written: Future[Outcome], made: Made, sha256: str | None, journal: Journal) -> Outcome:
        outcome = replace(written.result(), kept=False)
        is_written = made.document is not None and outcome.state == made.outcome.state
        if made.document is None and self.choices.overwrite:
            _remove_stale(outcome.job, journal)
        journal.record(outcome, sha256, self.settings, made.document if is_written else None)
        return outcome


def _remove_stale(job: Job, journal: Journal) -> None:
    """What an earlier content of this name gave would pass for the result of this one.

    A folder that cannot be walked never gave any, and may have a name that leads out of the output folder.
    """
    if not job.problem and journal.knows(job.name):
        with translated(job.output):
            if job.output.is_file() and begins_with(job.output, DOCUMENT):
                job.output.unlink(missing_ok=True)


def _sha256(job: Job) -> str:
    """Raises InputError for what cannot be opened."""
    if job.problem:
        raise job.problem
    return Input.at(job.path, job.name).sha256
