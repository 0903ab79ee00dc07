"""What hands leave on paper.

Layers of a page's size: 1 where there is ink, 0 elsewhere; k: the letter height in pixels.
"""

from __future__ import annotations

import random

import cv2
import numpy as np

Shape = tuple[int, ...]


def blended(page: np.ndarray, layer: np.ndarray, strength: float) -> np.ndarray:
    """The page with a layer's ink over it; strength 1 is black."""
    return page * (1 - layer * strength)


def pen_strokes(shape: Shape, k: float, rng: random.Random) -> np.ndarray:
    """One or two, as they cross a line."""
    layer = np.zeros(shape, np.float32)
    for _ in range(rng.randint(1, 2)):
        start = np.array([rng.uniform(0, shape[1]), rng.uniform(0, shape[0])])
        turns = [
            start + [rng.uniform(-4, 4) * k, rng.uniform(-1, 1) * shape[0]] for _ in range(rng.randint(1, 3))
        ]
        _draw(layer, [start, *turns], rng.randint(1, max(1, int(k / 7))))
    return layer


def scribble(shape: Shape, k: float, rng: random.Random) -> np.ndarray:
    """A signature or a part of it: one stroke of many turns, wider than any letter."""
    layer = np.zeros(shape, np.float32)
    point = np.array([rng.uniform(-2 * k, shape[1]), rng.uniform(0, shape[0])])
    points = [point]
    for _ in range(rng.randint(4, 14)):
        point = point + [rng.uniform(-1, 2.5) * k, rng.uniform(-2, 2) * k]
        points.append(point)
    _draw(layer, points, rng.randint(1, max(1, int(k / 5))))
    return layer


def stamp(shape: Shape, k: float, rng: random.Random) -> np.ndarray:
    """Rings of a round stamp, mostly outside."""
    layer = np.zeros(shape, np.float32)
    centre = (int(rng.uniform(0, shape[1])), int(rng.uniform(-2, 3) * shape[0]))
    radius = int(rng.uniform(1, 3.5) * shape[0])
    for step in range(rng.randint(1, 3)):
        thick = rng.randint(1, max(2, int(k / 5)))
        cv2.circle(layer, centre, max(3, radius - int(step * 0.5 * k)), 1.0, thick, cv2.LINE_AA)
    return layer


def _draw(layer: np.ndarray, points: list[np.ndarray], thick: int) -> None:
    cv2.polylines(layer, [np.array(points, np.int32)], False, 1.0, thick, cv2.LINE_AA)
