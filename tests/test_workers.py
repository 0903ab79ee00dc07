"""One task's crash, hang or greed costs that task only."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from ita_extract.batch.workers import TASKS_A_PROCESS, Ended, Limits, Pool

ROOM = Limits(seconds=60, megabytes=1024)
Task = tuple[str, object]


def work(task: Task) -> object:
    kind, value = task
    if kind == "exit":
        os._exit(7)
    if kind == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "hang":
        time.sleep(600)
    if kind == "eat":
        held = bytearray(os.urandom(1 << 20) * 600)
        time.sleep(600)
        return len(held)
    if kind == "child":
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        Path(str(value)).write_text(str(psutil.Process().children()[0].pid), encoding="utf-8")
        time.sleep(600)
    return os.getpid() if kind == "pid" else value


def run(tasks: list[Task], jobs: int = 2, limits: Limits = ROOM) -> list[Ended[Task, object]]:
    return list(Pool(work, limits).run(tasks, jobs))


def test_every_task_has_one_result() -> None:
    tasks: list[Task] = [("echo", number) for number in range(50)]
    ended = run(tasks)
    assert sorted(each.result for each in ended) == list(range(50))  # type: ignore[type-var]
    assert all(each.task == ("echo", each.result) for each in ended)


def test_no_tasks_start_no_process() -> None:
    assert run([]) == []


@pytest.mark.parametrize("kind", ["exit", "kill"])
def test_a_crash_costs_one_task(kind: str) -> None:
    if kind == "kill" and os.name != "posix":
        pytest.skip("signals are sent the POSIX way")
    tasks: list[Task] = [("echo", 1), (kind, None), *[("echo", number) for number in range(2, 12)]]
    ended = run(tasks)
    assert {each.task[0] for each in ended if each.lost} == {kind}
    assert sorted(each.result for each in ended if not each.lost) == list(range(1, 12))  # type: ignore[type-var]


def test_a_hang_is_ended_and_the_others_go_on() -> None:
    tasks: list[Task] = [("hang", None), ("echo", 1), ("echo", 2)]
    lost = {each.task: each.lost for each in run(tasks, limits=Limits(seconds=1, megabytes=1024))}
    assert lost == {("hang", None): "timed-out", ("echo", 1): "", ("echo", 2): ""}


def test_greed_is_ended() -> None:
    lost = {each.task: each.lost for each in run([("eat", None), ("echo", 1)], limits=Limits(60, 400))}
    assert lost == {("eat", None): "out-of-memory", ("echo", 1): ""}


def test_programs_that_a_task_started_end_with_it(tmp_path: Path) -> None:
    (ended,) = run([("child", str(tmp_path / "pid"))], limits=Limits(seconds=8, megabytes=1024))
    assert ended.lost == "timed-out"
    child = int((tmp_path / "pid").read_text(encoding="utf-8"))
    assert _ends(child)


def _ends(pid: int) -> bool:
    """A killed process is gone, or waits to be taken off the list, after a moment."""
    for _ in range(200):
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.05)
    return False


def test_processes_are_renewed() -> None:
    tasks: list[Task] = [("pid", number) for number in range(TASKS_A_PROCESS + 1)]
    assert len({each.result for each in run(tasks, jobs=1)}) == 2


def test_no_process_is_left_when_the_caller_stops_listening() -> None:
    before = {process.pid for process in psutil.Process().children(recursive=True)}
    results = Pool(work, ROOM).run([("echo", 1), ("hang", None), ("hang", None)], 2)
    assert next(results).result == 1
    results.close()  # type: ignore[attr-defined]
    after = psutil.Process().children(recursive=True)
    left = [process for process in after if process.pid not in before and process.status() != "zombie"]
    # The module that starts processes keeps one of its own, which waits for nothing and reads nothing.
    assert [process for process in left if "resource_tracker" not in " ".join(process.cmdline())] == []
