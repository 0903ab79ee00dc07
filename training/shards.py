"""Shards of rendered lines on disk: made by several processes, read through memory maps."""

from __future__ import annotations

import json
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from training.faces import Face, faces
from training.render import HEIGHT, Press


@dataclass(frozen=True)
class Recipe:
    """What a shard is made of.

    faces: train (none that is held out) or held; invented: as LineWriter's; empty: as Press's.
    """

    faces: str
    wear: float
    lines: int
    seed: int
    invented: bool = True
    empty: float = 0.0

    def chosen(self) -> list[Face]:
        return [face for face in faces() if face.weight and (face.role == "held") == (self.faces == "held")]


def write_shard(target: Path, recipe: Recipe) -> Path:
    """Renders the shard `target`.npy (pixels, column by column) and .json (ends, texts, faces), unless it
    exists."""
    notes = target.with_suffix(".json")
    if notes.exists():
        return target
    press = Press(recipe.seed, recipe.chosen(), recipe.wear, recipe.invented, recipe.empty)
    samples = [press.sample() for _ in range(recipe.lines)]
    target.parent.mkdir(parents=True, exist_ok=True)
    np.save(target.with_suffix(".npy"), np.concatenate([image.T for image, *_ in samples]))
    ends = np.cumsum([image.shape[1] for image, *_ in samples]).tolist()
    record = {
        "ends": ends,
        "texts": [text for _, text, _ in samples],
        "faces": [face for *_, face in samples],
    }
    scratch = notes.with_suffix(".part")
    scratch.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    scratch.rename(notes)
    return target


def _write_numbered(folder: Path, recipe: Recipe, number: int) -> None:
    write_shard(folder / f"{number:03d}", replace(recipe, seed=recipe.seed + number))


def write_shards(folder: Path, recipe: Recipe, numbers: Iterable[int], jobs: int) -> None:
    """Shard n of the folder has the seed `recipe.seed` + n, whoever makes it."""
    with ProcessPoolExecutor(jobs) as pool:
        list(pool.map(partial(_write_numbered, folder, recipe), numbers))


class Lines:
    """The lines of shards: images (40 × width, uint8) and texts by number."""

    def __init__(self, shards: Iterable[Path]) -> None:
        self._pixels: list[np.ndarray] = []
        self._where: list[tuple[int, int, int]] = []
        self.texts: list[str] = []
        self.faces: list[str] = []
        self.names: list[tuple[Path, int]] = []
        for shard in shards:
            record = json.loads(shard.with_suffix(".json").read_text(encoding="utf-8"))
            starts = [0, *record["ends"][:-1]]
            self._where += [(len(self._pixels), a, b) for a, b in zip(starts, record["ends"], strict=True)]
            self._pixels.append(np.load(shard.with_suffix(".npy"), mmap_mode="r"))
            self.texts += record["texts"]
            self.faces += record["faces"]
            self.names += [(shard, number) for number in range(len(record["ends"]))]
        self.widths = np.array([b - a for _, a, b in self._where])

    def __len__(self) -> int:
        return len(self.texts)

    def image(self, number: int) -> np.ndarray:
        shard, start, end = self._where[number]
        return np.asarray(self._pixels[shard][start:end]).reshape(-1, HEIGHT).T


def shards_in(folder: Path) -> list[Path]:
    """The finished shards, in order."""
    return [notes.with_suffix("") for notes in sorted(folder.glob("*.json"))]
