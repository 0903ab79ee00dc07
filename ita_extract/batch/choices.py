"""What a run may be told beside what reading is told, as options and as keys of a recipe."""

from __future__ import annotations

import os
from dataclasses import dataclass

from ita_extract.settings import option


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    jobs: int = option(0, "worker processes, each reading one file at a time; 0: as many as there are cores")
    force: bool = option(False, "read again what an earlier run has finished")
    overwrite: bool = option(True, "write over other results that the output folder holds")
    strict: bool = option(False, "end with exit code 1 when any file has an error or a warning")
    json_lines: bool = option(False, "print what happens as JSON Lines instead of the summary")

    def workers(self) -> int:
        return self.jobs if self.jobs > 0 else _cores()


def _cores() -> int:
    """Those that this process may use, where the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
