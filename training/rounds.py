"""Which lines are shown next: those not shown yet, then those that were last read badly."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from training.shards import Lines, shards_in

NEW, ALL = 6500, 9000  # lines of a round: at most this many new ones, filled up to this with old ones
EASY, HOPELESS = 0.06, 2.2  # losses a character: below, a line is read well; above, nobody could read it
AGAIN_EASY, AGAIN_HOPELESS = 0.2, 0.3


class Rounds:
    """Chooses from a folder of shards, round by round; shards that appear meanwhile join in with the next."""

    def __init__(self, folder: Path, rng: np.random.Generator) -> None:
        self._folder, self._rng = folder, rng
        self._losses: dict[tuple[Path, int], float] = {}

    def next(self) -> tuple[Lines, np.ndarray]:
        """The lines there are, and the numbers of those of this round."""
        lines = Lines(shards_in(self._folder))
        losses = np.array([self._losses.get(name, np.nan) for name in lines.names])
        chance = np.select(
            [np.isnan(losses), losses < EASY, losses > HOPELESS], [0.0, AGAIN_EASY, AGAIN_HOPELESS], 1.0
        )
        new = self._rng.permutation(np.flatnonzero(np.isnan(losses)))[:NEW]
        old = self._rng.permutation(np.flatnonzero(self._rng.random(len(losses)) < chance))[: ALL - len(new)]
        return lines, np.concatenate([new, old])

    def note(self, lines: Lines, numbers: Iterable[int], losses: np.ndarray) -> None:
        for number, loss in zip(numbers, losses, strict=True):
            self._losses[lines.names[number]] = float(loss)
