"""Training: CTC, AdamW, cosine to zero; on a GPU when there is one, else bf16 on the CPU's threads."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from training.charset import CLASS_OF
from training.network import PIXELS_A_STEP, Recogniser
from training.render import HEIGHT
from training.shards import Lines, shards_in

WIDTH_STEP = 32


@dataclass(frozen=True)
class Plan:
    """How long and how fast. views: lines shown in all; minutes: stop there instead, if given."""

    views: int = 1_000_000
    minutes: float | None = None
    rate: float = 2e-3
    seed: int = 5
    threads: int = 2


def collate(images: list[np.ndarray], rng: np.random.Generator | None) -> torch.Tensor:
    """One batch as float grey values, padded with each line's own paper; with rng, brightness and height vary."""
    width = -(-max(image.shape[1] for image in images) // WIDTH_STEP) * WIDTH_STEP
    batch = np.empty((len(images), 1, HEIGHT, width), np.float32)
    for row, image in zip(batch, images, strict=True):
        row[0, :, : image.shape[1]] = image
        row[0, :, image.shape[1] :] = np.median(image[:, -3:])
        if rng is not None:
            row *= rng.uniform(0.85, 1.06)
            row += rng.uniform(-8, 8)
            if rng.random() < 0.3:
                row[0] = np.roll(row[0], rng.integers(-2, 3), 0)
    return torch.from_numpy(batch)


def encode(texts: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
    """Class numbers of all texts in a row, and the length of each."""
    classes = [CLASS_OF[character] for text in texts for character in text]
    return torch.tensor(classes), torch.tensor([len(text) for text in texts])


def batches(widths: np.ndarray, rng: np.random.Generator, pixels: int = 22_000) -> Iterator[np.ndarray]:
    """One epoch of line numbers in batches of like width and about `pixels` columns, in random order."""
    order = rng.permutation(len(widths))
    for start in range(0, len(order), 6400):
        pool = order[start : start + 6400]
        pool = pool[np.argsort(widths[pool], kind="stable")]
        found, at = [], 0
        while at < len(pool):
            count = max(16, min(112, pixels // max(32, int(widths[pool[min(at + 48, len(pool) - 1)]]))))
            found.append(pool[at : at + count])
            at += count
        for number in rng.permutation(len(found)):
            yield found[number]


def rate_at(progress: float, top: float) -> float:
    warm = 0.02
    if progress < warm:
        return top * (0.05 + 0.95 * progress / warm)
    return top * (0.003 + 0.997 * 0.5 * (1 + math.cos(math.pi * min(1.0, (progress - warm) / (1 - warm)))))


class Trainer:
    """Shows lines to a network until the plan is done, and keeps its weights in `target`."""

    def __init__(self, plan: Plan, target: Path, start: Path | None = None) -> None:
        torch.manual_seed(plan.seed)
        random.seed(plan.seed)
        torch.set_num_threads(plan.threads)
        self.plan, self.target = plan, target
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.network = Recogniser().to(self.device, memory_format=torch.channels_last)
        if start is not None:
            self.network.load_state_dict(torch.load(start, map_location=self.device, weights_only=True))
        self.optimiser = torch.optim.AdamW(self.network.parameters(), plan.rate, (0.9, 0.98), weight_decay=1e-4)
        self.rng = np.random.default_rng(plan.seed)
        self.seen, self.began = 0, time.monotonic()

    def progress(self) -> float:
        if self.plan.minutes is not None:
            return (time.monotonic() - self.began) / (60 * self.plan.minutes)
        return self.seen / self.plan.views

    def run(self, shards: Path) -> None:
        """Epochs over the shards of a folder; shards that appear meanwhile join in with the next epoch."""
        steps, losses, kept = 0, [], time.monotonic()
        while self.progress() < 1:
            lines = Lines(shards_in(shards))
            for numbers in batches(lines.widths, self.rng):
                if self.progress() >= 1:
                    break
                losses.append(self._step(lines, numbers))
                steps += 1
                if steps % 100 == 0:
                    pace = self.seen / (time.monotonic() - self.began)
                    print(f"{self.progress():.3f} step {steps} seen {self.seen} of {len(lines)} {pace:.0f}/s loss {np.mean(losses):.4f}", flush=True)
                    losses.clear()
                if time.monotonic() - kept > 240:
                    self.keep()
                    kept = time.monotonic()
        self.keep()

    def keep(self) -> None:
        self.target.parent.mkdir(parents=True, exist_ok=True)
        torch.save(self.network.state_dict(), self.target)

    def _step(self, lines: Lines, numbers: np.ndarray) -> float:
        for group in self.optimiser.param_groups:
            group["lr"] = rate_at(self.progress(), self.plan.rate)
        images = collate([lines.image(n) for n in numbers], self.rng).to(self.device, memory_format=torch.channels_last)
        targets, lengths = encode([lines.texts[n] for n in numbers])
        self.optimiser.zero_grad(set_to_none=True)
        with torch.autocast(self.device.type, torch.bfloat16):
            logits = self.network(images)
        chances = logits.float().log_softmax(-1).transpose(0, 1)
        steps = torch.tensor([-(-int(lines.widths[n]) // PIXELS_A_STEP) for n in numbers]).clamp(max=chances.shape[0])
        loss = functional.ctc_loss(chances, targets.to(self.device), steps, lengths, zero_infinity=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 3.0)
        self.optimiser.step()
        self.seen += len(numbers)
        return loss.item()
