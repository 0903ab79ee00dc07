"""Two rows of things laid beside one another in order, so that the pairs are most alike in sum."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating]


def aligned(scores: Scores) -> list[tuple[int, int]]:
    """The pairs, last first. scores: ones × others, none below 0 (Needleman–Wunsch with free gaps)."""
    sums = best_sums(scores)
    one, other = scores.shape
    pairs: list[tuple[int, int]] = []
    while one and other:
        if sums[one, other] == sums[one - 1, other]:
            one -= 1
        elif sums[one, other] == sums[one, other - 1]:
            other -= 1
        else:
            one, other = one - 1, other - 1
            pairs.append((one, other))
    return pairs


def best_sums(scores: Scores) -> Scores:
    """The highest sum of the pairs among the first so many of each, from none to all.

    scores: ones × others, or more axes, each place of which is aligned apart.
    """
    ones, others, *rest = scores.shape
    sums = np.zeros((ones + 1, others + 1, *rest), scores.dtype)
    for one in range(ones):
        taken = np.maximum(sums[one, 1:], sums[one, :-1] + scores[one])
        sums[one + 1, 1:] = np.maximum.accumulate(taken)
    return sums
