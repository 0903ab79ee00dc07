"""Jobs → outcomes, one after another."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator

from ita_extract.batch import outcomes
from ita_extract.batch.inputs import Job
from ita_extract.batch.outcomes import Outcome
from ita_extract.errors import ItaError
from ita_extract.extraction import extract
from ita_extract.output.files import write_whole
from ita_extract.output.json import report_to_json
from ita_extract.settings import Settings


def convert(jobs: Iterable[Job], settings: Settings) -> Iterator[Outcome]:
    """One outcome a job, in order; what goes wrong with one file never reaches the next."""
    return (convert_one(job, settings) for job in jobs)


def convert_one(job: Job, settings: Settings) -> Outcome:
    """Reads the input and writes its result; an input that fails leaves no file behind."""
    try:
        if job.problem:
            raise job.problem
        report = extract(job.path, settings, name=job.name)
        write_whole(job.output, report_to_json(report))
    except ItaError as error:
        return outcomes.of_error(job, error)
    except Exception as error:  # whatever a file makes a library do, the other files go on
        return outcomes.of_fault(job, error, traceback.format_exc())
    return outcomes.of_report(job, report)
