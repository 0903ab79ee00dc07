"""The official formula: an instrument is the mean of its indicators, the total weighs the three."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from ita_extract.ita.indicators import INSTRUMENTS, WEIGHTS, indicators
from ita_extract.ita.questions import Instrument

TOLERANCE = 0.0151  # instruments may have been rounded before they were weighed


def numbers_of(instrument: Instrument) -> tuple[int, ...]:
    """The indicators of an instrument."""
    return tuple(number for number, known in indicators().items() if known.instrument == instrument)


def mean_of(instrument: Instrument, scores: Mapping[int, float]) -> float | None:
    """Unrounded; None when one of its indicators is missing."""
    parts = [scores[number] for number in numbers_of(instrument) if number in scores]
    return sum(parts) / len(parts) if len(parts) == len(numbers_of(instrument)) else None


def means_of(scores: Mapping[int, float]) -> dict[Instrument, float]:
    """The instruments whose indicators are all there."""
    found = ((instrument, mean_of(instrument, scores)) for instrument in INSTRUMENTS)
    return {instrument: mean for instrument, mean in found if mean is not None}


def total_of(means: Mapping[Instrument, float]) -> float | None:
    """Unrounded; None when an instrument is missing."""
    if len(means) < len(INSTRUMENTS):
        return None
    return sum(WEIGHTS[instrument] * means[instrument] for instrument in INSTRUMENTS) / 100


def rounded(score: float) -> float:
    """To two decimals as people round, half up."""
    return float(Decimal(repr(round(score, 8))).quantize(Decimal("0.01"), ROUND_HALF_UP))


def agrees(printed: float, computed: float) -> bool:
    return abs(printed - computed) < TOLERANCE
