"""What a run may be told beside what reading is told, as options and as keys of a recipe."""

from __future__ import annotations

import os
from dataclasses import dataclass
from math import inf

from ita_extract.settings import option


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    jobs: int = option(
        0,
        "worker processes, each reading one file at a time; 0: as many as there are cores",
        between=(0, inf),
    )
    force: bool = option(False, "read again what an earlier run has finished")
    overwrite: bool = option(True, "write over results of its own that are there; no other file ever is")
    strict: bool = option(False, "end with exit code 1 when any file has an error or a warning")
    json_lines: bool = option(False, "print what happens as JSON Lines instead of the summary")
    flat_tables: tuple[str, ...] = option(
        (),
        "write the measures, scores and findings as flat tables too: csv:FOLDER, excel-csv:FOLDER, "
        "jsonl:FOLDER, parquet:FOLDER, FILE.xlsx, FILE.sqlite, a database's URL, env:VARIABLE that holds one "
        "of these, or - for JSON Lines on standard output; {out} stands for the output folder; may be given "
        "again",
        metavar="TARGET",
    )
    clean_only: bool = option(
        False,
        "put only rows into the flat tables that no error or warning is about, nor their page or report, "
        "and that --least-confidence lets through",
    )
    least_confidence: float = option(
        0.8, "confidence that --clean-only asks of a measure, from 0 to 1", between=(0, 1)
    )
    doubts: tuple[str, ...] = option(
        (),
        "list everything that a person should look at, worst first, in FILE.csv or FILE.xlsx and in the "
        "summary page; may be given again",
        metavar="FILE",
    )

    def workers(self) -> int:
        return self.jobs or _cores()


def _cores() -> int:
    """The cores that this process may use, where the system tells, else all."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
