"""Pages as fax machines and thresholded copies leave them: coarse, black and white, dirty."""

from __future__ import annotations

import random

import cv2
import numpy as np

_ENLARGED = (cv2.INTER_NEAREST, cv2.INTER_LINEAR, cv2.INTER_AREA)


def faxed(page: np.ndarray, k: float, rng: random.Random, noise: np.random.Generator) -> np.ndarray:
    """A grey page as bilevel one of the same size; k: the letter height in pixels.

    A level near the paper fills small loops, one near the ink breaks thin strokes; a reader still tells one
    digit from another.
    """
    height, width = page.shape
    across = min(1.0, rng.uniform(10, 20) / k)
    down = across * rng.choice([0.6, 0.8, 1.0, 1.0])
    size = (max(8, round(width * across)), max(10, round(height * down)))
    coarse = cv2.resize(page, size, interpolation=cv2.INTER_AREA)
    paper, ink = float(np.median(coarse)), float(np.percentile(coarse, 2))
    lines = np.where(coarse > ink + (paper - ink) * rng.uniform(0.35, 0.72), 255, 0).astype(np.uint8)
    return cv2.resize(_dirty(lines, rng, noise), (width, height), interpolation=rng.choice(_ENLARGED))


def _dirty(page: np.ndarray, rng: random.Random, noise: np.random.Generator) -> np.ndarray:
    """Black specks of a few pixels, rarely white ones."""
    if rng.random() < 0.3:
        return page
    page = page.copy()
    for _ in range(int(page.size * rng.uniform(0.0003, 0.006))):
        row, column = noise.integers(0, page.shape[0]), noise.integers(0, page.shape[1])
        colour = 0 if rng.random() < 0.85 else 255
        page[row : row + rng.randint(1, 2), column : column + rng.randint(1, 2)] = colour
    return page
