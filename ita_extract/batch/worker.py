"""What runs inside a worker process: one task after another, until the other end is gone."""

from __future__ import annotations

import faulthandler
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Any

from ita_extract.batch.quiet import quiet

READY = "ready"


def serve(connection: Connection, work: Callable[[Any], Any], debug: bool) -> None:
    _settle(debug)
    with quiet(debug):
        try:
            connection.send(READY)
            connection.send(work(connection.recv()))
            # Code and word lists are loaded now, and stay: looking through them for garbage again and again
            # took a tenth of the time.
            gc.freeze()
            while True:
                connection.send(work(connection.recv()))
        except (EOFError, OSError):
            return  # the run has ended, or has no more work for this process


def _settle(debug: bool) -> None:
    # Ctrl-C reaches every process of a terminal; the run decides what becomes of its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # As many workers run as there are cores to use; what OpenCV gains by threads of its own they lose.
    os.environ.setdefault("OPENCV_FOR_THREADS_NUM", "1")
    if debug and sys.stderr is not None:
        faulthandler.enable()
    else:
        _silence()


def _silence() -> None:
    """Native code prints where it likes, and standard output may be carrying data."""
    null = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(null, descriptor)
    os.close(null)


def _end_with_parent() -> None:
    """A worker that hangs in a file must not outlive a run that was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
