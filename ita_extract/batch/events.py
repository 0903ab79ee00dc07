"""What happens in a run, one JSON object a line, for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from ita_extract.batch.inputs import Plan
from ita_extract.batch.outcomes import Outcome


def started(planned: Plan) -> str:
    return _event("start", total=len(planned.jobs), passed_over=list(planned.passed_over))


def file_ended(outcome: Outcome, done: int) -> str:
    """done: how many files have ended with this one; facts is null when the input was not read."""
    facts = asdict(outcome.facts) if outcome.facts else None
    return _event(
        "file",
        done=done,
        name=outcome.job.name,
        state=outcome.state,
        reason=outcome.reason,
        advice=outcome.advice,
        kept=outcome.kept,
        document=str(outcome.job.output) if outcome.facts else None,
        facts=facts,
    )


def ended(outcomes: Sequence[Outcome], removed: Sequence[str]) -> str:
    """removed: inputs of earlier runs that no longer exist; their documents are kept."""
    states = Counter(outcome.state for outcome in outcomes)
    return _event("end", total=len(outcomes), states=dict(sorted(states.items())), removed=list(removed))


def _event(kind: str, **parts: Any) -> str:
    return json.dumps({"event": kind, **parts}, ensure_ascii=False)
