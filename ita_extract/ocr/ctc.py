"""From a network's chances a frame to characters with confidences: CTC, greedy and by beam.

Chances are log-probabilities (frames × classes), class 0 the blank.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Chances = NDArray[np.float32]

BLANK = 0
_Prefix = tuple[int, ...]
_NEVER = -1e30
_LEAST = np.log(1e-4)  # symbols less likely than this in a frame are not tried
_WIDTH = 10  # beams kept


@dataclass(frozen=True, slots=True)
class Decoded:
    """Classes as read; for each the frames [start, end) it was read from."""

    classes: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


def greedy(chances: Chances) -> Decoded:
    """The best class of each frame, repeats and blanks dropped."""
    best = chances.argmax(1)
    edges = np.flatnonzero(np.diff(best, prepend=-1, append=-1))
    runs = zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)
    kept = [(int(best[start]), (start, end)) for start, end in runs if best[start] != BLANK]
    return Decoded(tuple(c for c, _ in kept), tuple(span for _, span in kept))


def beam(chances: Chances, legal: NDArray[np.bool_], penalty: float) -> Decoded:
    """The likeliest sequence when every step that `legal` forbids costs `penalty` (in log-probability).

    legal: [before, after] over classes, row 0 for the beginning. An illegal sequence wins only when it is
    exp(penalty) times likelier than any legal one.
    """
    beams: dict[_Prefix, tuple[float, float]] = {(): (0.0, _NEVER)}
    for frame in chances:
        symbols = np.flatnonzero(frame > _LEAST)
        beams = _extended(beams, [(int(c), float(frame[c])) for c in symbols], legal, penalty)
    best = max(beams, key=lambda prefix: np.logaddexp(*beams[prefix]))
    return Decoded(best, _aligned(chances, best))


def _extended(
    beams: dict[_Prefix, tuple[float, float]],
    symbols: list[tuple[int, float]],
    legal: NDArray[np.bool_],
    penalty: float,
) -> dict[_Prefix, tuple[float, float]]:
    """One frame more; each prefix keeps its chance ending in blank and ending in its last symbol."""
    grown: dict[_Prefix, list[float]] = {}
    for prefix, (blank, symbol) in beams.items():
        last = prefix[-1] if prefix else BLANK
        both = _plus(blank, symbol)
        for number, chance in symbols:
            if number == BLANK:
                _gain(grown, prefix, 0, both + chance)
                continue
            cost = 0.0 if legal[last, number] else penalty
            if number == last:
                _gain(grown, prefix, 1, symbol + chance)
                _gain(grown, (*prefix, number), 1, blank + chance - cost)
            else:
                _gain(grown, (*prefix, number), 1, both + chance - cost)
    kept = sorted(grown.items(), key=lambda item: -_plus(*item[1]))[:_WIDTH]
    return {prefix: (scores[0], scores[1]) for prefix, scores in kept}


def _gain(grown: dict[_Prefix, list[float]], prefix: _Prefix, ending: int, score: float) -> None:
    scores = grown.setdefault(prefix, [_NEVER, _NEVER])
    scores[ending] = _plus(scores[ending], score)


def _plus(a: float, b: float) -> float:
    """log(exp(a) + exp(b))."""
    if a < b:
        a, b = b, a
    return a if b - a < -30 else a + float(np.log1p(np.exp(b - a)))


def _aligned(chances: Chances, classes: _Prefix) -> tuple[tuple[int, int], ...]:
    """For each class the frames that it takes on the likeliest path of exactly these classes."""
    if not classes:
        return ()
    states = np.zeros(2 * len(classes) + 1, int)
    states[1::2] = classes
    skips = np.zeros(len(states), bool)
    skips[3::2] = states[3::2] != states[1:-2:2]
    score = np.full(len(states), _NEVER)
    score[:2] = chances[0, states[:2]]
    steps = np.zeros((len(chances), len(states)), np.int8)
    for t in range(1, len(chances)):
        step, skip = np.r_[_NEVER, score[:-1]], np.r_[_NEVER, _NEVER, score[:-2]]
        ways = np.stack([score, step, np.where(skips, skip, _NEVER)])
        steps[t] = ways.argmax(0)
        score = ways.max(0) + chances[t, states]
    state = len(states) - 1 if score[-1] >= score[-2] else len(states) - 2
    path = [state]
    for t in range(len(chances) - 1, 0, -1):
        state -= int(steps[t, state])
        path.append(state)
    at = np.array(path[::-1])
    spans = []
    for number in range(len(classes)):
        frames = np.flatnonzero(at == 2 * number + 1)
        spans.append((int(frames[0]), int(frames[-1]) + 1) if len(frames) else (0, 1))
    return tuple(spans)


def confidences(chances: Chances, decoded: Decoded) -> tuple[float, ...]:
    """For each class read the highest chance that it has in its frames: calibrated as it is."""
    pairs = zip(decoded.classes, decoded.spans, strict=True)
    return tuple(float(np.exp(chances[start:end, number].max())) for number, (start, end) in pairs)


def unread(chances: Chances, decoded: Decoded) -> tuple[float, ...]:
    """Before each class and at the end: the highest chance of a symbol that was not read there."""
    starts = [0, *(end for _, end in decoded.spans)]
    ends = [*(start for start, _ in decoded.spans), len(chances)]
    around = zip((None, *decoded.classes), (*decoded.classes, None), strict=True)
    gaps = []
    for start, end, beside in zip(starts, ends, around, strict=True):
        between = np.exp(chances[start:end])
        between[:, [BLANK, *(number for number in beside if number is not None)]] = 0
        gaps.append(float(between.max()) if between.size else 0.0)
    return tuple(gaps)
