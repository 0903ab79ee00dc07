"""From a network's chances a frame to characters with confidences: CTC, greedy and by beam.

Chances are log-probabilities (frames × classes), class 0 the blank.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import exp, log1p

import numpy as np
from numpy.typing import NDArray

Chances = NDArray[np.float32]

BLANK = 0
_Prefix = tuple[int, ...]
_NEVER = -1e30
_LEAST = np.log(1e-4)  # symbols less likely than this in a frame are not tried
_WIDTH = 10  # beams kept
_SURE_BLANK = float(np.log(0.98))
_DOUBT = 0.08  # a class is doubted when it, or another, leaves this much chance


@dataclass(frozen=True, slots=True)
class Decoded:
    """Classes as read; for each the frames [start, end) it was read from."""

    classes: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


def greedy(chances: Chances) -> Decoded:
    """The best class of each frame, repeats and blanks dropped."""
    best = chances.argmax(1)
    edges = [0, *(np.flatnonzero(best[1:] != best[:-1]) + 1).tolist(), len(best)]
    runs = zip(best[edges[:-1]].tolist(), pairwise(edges), strict=True)
    kept = [(number, span) for number, span in runs if number != BLANK]
    return Decoded(tuple(number for number, _ in kept), tuple(span for _, span in kept))


def decode(chances: Chances, legal: NDArray[np.bool_], penalty: float) -> Decoded:
    """Greedy where the network is sure and the sequence legal, by beam elsewhere (arguments as there)."""
    pieces: list[tuple[int, Decoded]] = []
    for start, end in _stretches(chances):
        read = greedy(chances[start:end])
        if pieces and read.classes and not legal[_last(pieces), read.classes[0]]:
            start = pieces.pop()[0]
            read = greedy(chances[start:end])
        before = _last(pieces)
        if (
            _is_doubtful(chances[start:end], read)
            or not legal[(before, *read.classes[:-1]), read.classes].all()
        ):
            read = beam(chances[start:end], legal, penalty, before)
        pieces.append((start, read))
    spans = [(start + a, start + b) for start, read in pieces for a, b in read.spans]
    return Decoded(tuple(number for _, read in pieces for number in read.classes), tuple(spans))


def _last(pieces: list[tuple[int, Decoded]]) -> int:
    """The last class read so far, BLANK at the beginning."""
    return next((read.classes[-1] for _, read in reversed(pieces) if read.classes), BLANK)


def _stretches(chances: Chances) -> list[tuple[int, int]]:
    """Frames [start, end) between blanks that are sure: what may be decoded apart."""
    unsure = chances[:, BLANK] < _SURE_BLANK
    edges = np.flatnonzero(np.diff(unsure, prepend=False, append=False)).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _is_doubtful(chances: Chances, read: Decoded) -> bool:
    """Whether a class was read unsurely, or another one was likely somewhere."""
    if min(confidences(chances, read), default=1.0) < 1 - _DOUBT:
        return True
    others = np.exp(chances.max(0))
    others[[BLANK, *read.classes]] = 0
    return float(others.max()) > _DOUBT


def beam(chances: Chances, legal: NDArray[np.bool_], penalty: float, before: int = BLANK) -> Decoded:
    """The likeliest sequence when every step that `legal` forbids costs `penalty` (in log-probability).

    legal: [before, after] over classes, row 0 for the beginning. An illegal sequence wins only when it is
    exp(penalty) times likelier than any legal one. before: the class that stands before these frames.
    """
    root = (before,)  # it ends in a blank, so the same class may follow
    beams: dict[_Prefix, tuple[float, float]] = {root: (0.0, _NEVER)}
    for frame in chances:
        symbols = np.flatnonzero(frame > _LEAST)
        beams = _extended(beams, [(int(c), float(frame[c])) for c in symbols], legal, penalty)
    best = max(beams, key=lambda prefix: _plus(*beams[prefix]))[1:]
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
        last = prefix[-1]
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
    return a if b - a < -30 else a + log1p(exp(b - a))


def _aligned(chances: Chances, classes: _Prefix) -> tuple[tuple[int, int], ...]:
    """For each class the frames that it takes on the likeliest path of exactly these classes."""
    if not classes:
        return ()
    states = np.zeros(2 * len(classes) + 1, int)
    states[1::2] = classes
    skips = np.zeros(len(states), bool)
    skips[3::2] = states[3::2] != states[1:-2:2]
    # Two places of padding before the states let a step or a skip be a slice.
    score = np.full(len(states) + 2, _NEVER)
    score[2:4] = chances[0, states[:2]]
    barred = np.where(skips, 0.0, _NEVER)
    steps = np.zeros((len(chances), len(states)), np.int8)
    for t in range(1, len(chances)):
        ways = np.stack([score[2:], score[1:-1], score[:-2] + barred])
        steps[t] = ways.argmax(0)
        score[2:] = ways.max(0) + chances[t, states]
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


def runners_up(chances: Chances, decoded: Decoded, least: float) -> tuple[int, ...]:
    """For each class read the likeliest other one in its frames, BLANK where none has the least chance."""
    found = []
    for number, (start, end) in zip(decoded.classes, decoded.spans, strict=True):
        others = chances[start:end].max(0)
        others[[BLANK, number]] = _NEVER
        other = int(others.argmax())
        found.append(other if others[other] >= np.log(least) else BLANK)
    return tuple(found)


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
