"""The fields of a measure, those of its other columns too."""

from __future__ import annotations

from collections.abc import Iterator

from ita_extract.ita.roles import FIELDS
from ita_extract.model.report import Field, Measure


def fields_of(measure: Measure) -> Iterator[tuple[str, Field]]:
    """Each field that is there with its role; those of no known role under "other: " and their heading."""
    for role in FIELDS:
        field: Field | None = getattr(measure, role)
        if field is not None:
            yield role, field
    yield from ((f"other: {each.heading}", each.field) for each in measure.other)
