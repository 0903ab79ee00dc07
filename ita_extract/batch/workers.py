"""Tasks → results, in processes that can be killed: one task's crash, hang or greed costs that task only."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Any, Generic, TypeVar

import psutil

from ita_extract.batch.worker import READY, serve
from ita_extract.errors import ItaError

T = TypeVar("T")
R = TypeVar("R")

TIMED_OUT, CRASHED, OUT_OF_MEMORY = "timed-out", "crashed", "out-of-memory"

# Libraries keep a little of every file: a fresh process now and then keeps memory flat. It costs a second.
TASKS_A_PROCESS = 1000
_POLL_SECONDS = 0.2
_FAMILY_SECONDS = 1.0  # to find a process's children, every process of the system is looked at
_END_SECONDS = 2.0
_MOST_AWAITED = 60  # Windows waits for no more than 63 things; any more are looked at now and then
# Linux ends the greediest process when memory runs out, in just this way.
_KILLED_BY_SYSTEM = -9


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may take: wall-clock seconds, and megabytes in its process and those that it started."""

    seconds: float
    megabytes: int


@dataclass(frozen=True, slots=True)
class Ended(Generic[T, R]):
    """lost: TIMED_OUT, CRASHED or OUT_OF_MEMORY when there is no result, else ""."""

    task: T
    result: R | None
    lost: str = ""


@dataclass(frozen=True, slots=True)
class Pool(Generic[T, R]):
    """work: a function at the top of a module; it is called in the processes, once for each task."""

    work: Callable[[T], R]
    limits: Limits
    debug: bool = False

    def run(self, tasks: Iterable[T], jobs: int) -> Iterator[Ended[T, R]]:
        """Each task's end, as they come. A worker gets its next task before a result is handed out."""
        waiting = deque(tasks)
        workers: list[_Worker] = []
        try:
            while waiting or any(worker.task is not None for worker in workers):
                while len(workers) < min(jobs, len(waiting) + sum(each.task is not None for each in workers)):
                    workers.append(_Worker(self.work, self.debug))
                for worker in _stirring(workers, bool(waiting)):
                    ended = _look(worker, self.limits)
                    if worker.is_spent or not worker.is_alive:
                        worker.end()
                        workers.remove(worker)
                    elif worker.is_idle and waiting:
                        worker.give(waiting.popleft())
                    if ended is not None:
                        yield ended
        finally:
            for worker in workers:
                worker.end()


class _Worker:
    def __init__(self, work: Callable[[Any], Any], debug: bool) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, work, debug), daemon=True)
        with _interrupts_held():
            self.process.start()
        theirs.close()
        self.task: Any = None
        self.is_ready = self.is_spent = False
        self.is_alive = True
        self.tasks = 0
        self.weighed = self.counted = 0.0
        self.children: list[psutil.Process] = []
        self.since = time.monotonic()

    @property
    def is_idle(self) -> bool:
        return self.is_ready and self.is_alive and not self.is_spent and self.task is None

    def give(self, task: Any) -> None:
        self.task, self.since = task, time.monotonic()
        with suppress(OSError):  # it has died: the next look finds that
            self.connection.send(task)

    def take(self) -> Any:
        """The task that has ended now."""
        task, self.task = self.task, None
        self.tasks += 1
        self.is_spent = self.tasks >= TASKS_A_PROCESS
        return task

    def end(self) -> None:
        """An idle worker goes by itself when its pipe closes; a busy one is killed."""
        self.connection.close()
        if self.task is not None or not self.is_ready:
            self.kill()
        self.process.join(_END_SECONDS)
        if self.process.is_alive():
            self.kill()

    def kill(self) -> None:
        """With the programs that it started."""
        self.is_alive = False
        with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            for child in psutil.Process(self.process.pid).children(recursive=True):
                with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                    child.kill()
        self.process.kill()
        self.process.join()

    def exceeds(self, megabytes: int) -> bool:
        """Looking costs time, so it is done now and then."""
        now = time.monotonic()
        if now - self.weighed < _POLL_SECONDS:
            return False
        self.weighed = now
        return self._bytes() > megabytes << 20

    def _bytes(self) -> int:
        held = 0
        with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            own = psutil.Process(self.process.pid)
            if self.weighed - self.counted > _FAMILY_SECONDS:
                self.counted, self.children = self.weighed, own.children(recursive=True)
            for process in [own, *self.children]:
                with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                    held += process.memory_info().rss
        return held


def _stirring(workers: list[_Worker], has_work: bool) -> list[_Worker]:
    """Waits until a worker has something to say or it is time to look at their limits."""
    if not (has_work and any(worker.is_idle for worker in workers)):
        # The pipe of a process that has ended has something to say, too.
        wait([worker.connection for worker in workers[:_MOST_AWAITED]], _POLL_SECONDS)
    return list(workers)


def _look(worker: _Worker, limits: Limits) -> Ended[Any, Any] | None:
    """What has become of a worker's task; None while nothing has."""
    try:
        if worker.connection.poll():
            return _heard(worker)
    except (EOFError, OSError):
        return _died(worker)
    if not worker.process.is_alive():
        return _died(worker)
    if worker.task is None:
        return None
    if time.monotonic() - worker.since > limits.seconds:
        return _stopped(worker, TIMED_OUT)
    return _stopped(worker, OUT_OF_MEMORY) if worker.exceeds(limits.megabytes) else None


def _heard(worker: _Worker) -> Ended[Any, Any] | None:
    message = worker.connection.recv()
    if not worker.is_ready and message == READY:
        worker.is_ready = True
        return None
    return Ended(worker.take(), message)


def _died(worker: _Worker) -> Ended[Any, Any] | None:
    worker.process.join(_END_SECONDS)
    worker.kill()
    if not worker.is_ready:
        raise ItaError(
            f"A worker process could not be started (exit code {worker.process.exitcode}).",
            advice="Run it again with --debug to see why.",
        )
    if worker.task is None:
        return None
    by_system = worker.process.exitcode == _KILLED_BY_SYSTEM
    return Ended(worker.take(), None, OUT_OF_MEMORY if by_system else CRASHED)


def _stopped(worker: _Worker, lost: str) -> Ended[Any, Any]:
    worker.kill()
    return Ended(worker.take(), None, lost)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A process that starts here is deaf to Ctrl-C from its first moment; ours is heard a little later."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
