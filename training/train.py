"""Training: CTC, AdamW, the rate falling evenly to zero; on a GPU if there is one, else bf16 on the CPU."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.charset import CLASS_OF
from training.network import PIXELS_A_STEP, Recogniser
from training.recover import recovered
from training.render import HEIGHT
from training.rounds import Rounds
from training.shards import Lines, shards_in

WIDTH_STEP = 32
WORST = 4.0  # losses a character above this teach nothing
EMPTY = 6  # characters that an empty line counts as
AVERAGED = 0.99  # of the weights kept, taken from the average at each second step


@dataclass(frozen=True)
class Plan:
    """How long and how fast. views: lines shown in all; minutes: stop there instead, if given."""

    views: int = 1_000_000
    minutes: float | None = None
    rate: float = 2e-3
    seed: int = 5
    threads: int = 2


def collate(images: list[np.ndarray], rng: np.random.Generator | None) -> torch.Tensor:
    """One batch as float grey values, padded with each line's paper; with rng, brightness and height vary."""
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
    return torch.tensor(classes, dtype=torch.long), torch.tensor([len(text) for text in texts])


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
    return top * max(0.01, 1 - progress)


class Trainer:
    """Shows lines to a network until the plan is done.

    Its weights, averaged over the latest steps, are kept in `target`. start: weights to go on
    from, of torch or in an exported model; None begins with nothing.
    """

    def __init__(self, plan: Plan, target: Path, start: Path | None = None) -> None:
        torch.manual_seed(plan.seed)
        random.seed(plan.seed)
        torch.set_num_threads(plan.threads)
        self.plan, self.target, self.start = plan, target, start
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.rng = np.random.default_rng(plan.seed)
        self.steps, self.seen, self.began = 0, 0, time.monotonic()

    def progress(self) -> float:
        if self.plan.minutes is not None:
            return (time.monotonic() - self.began) / (60 * self.plan.minutes)
        return self.seen / self.plan.views

    def run(self, shards: Path) -> None:
        rounds, losses, kept = Rounds(shards, self.rng), [], time.monotonic()
        self._begin(shards)
        while self.progress() < 1:
            lines, chosen = rounds.next()
            for numbers in (chosen[batch] for batch in batches(lines.widths[chosen], self.rng)):
                each = self._step(lines, numbers)
                rounds.note(lines, numbers, each)
                losses.append(float(each.mean()))
                if self.steps % 100 == 0:
                    self._tell(losses)
                if time.monotonic() - kept > 240:
                    self.keep()
                    kept = time.monotonic()
                if self.progress() >= 1:
                    break
        self.keep()

    def keep(self) -> None:
        self.target.parent.mkdir(parents=True, exist_ok=True)
        torch.save(self.average.module.state_dict(), self.target)

    def _begin(self, shards: Path) -> None:
        network = self._started(shards).train()
        self.network = network.to(self.device, memory_format=torch.channels_last)
        mean = get_ema_multi_avg_fn(AVERAGED)
        self.average = AveragedModel(self.network, multi_avg_fn=mean, use_buffers=True)
        self.optimiser = torch.optim.AdamW(
            self.network.parameters(), self.plan.rate, (0.9, 0.98), weight_decay=1e-4
        )

    def _started(self, shards: Path) -> Recogniser:
        if self.start is not None and self.start.suffix == ".onnx":
            lines = Lines(shards_in(shards)[:1])
            return recovered(self.start, collate([lines.image(n) for n in range(256)], None))
        network = Recogniser()
        if self.start is not None:
            network.load_state_dict(torch.load(self.start, map_location="cpu", weights_only=True))
        return network

    def _tell(self, losses: list[float]) -> None:
        pace = self.seen / (time.monotonic() - self.began)
        print(
            f"{self.progress():.3f} step {self.steps} seen {self.seen} "
            f"{pace:.0f}/s loss {np.mean(losses):.4f}",
            flush=True,
        )
        losses.clear()

    def _step(self, lines: Lines, numbers: np.ndarray) -> np.ndarray:
        """One step of the optimiser; the loss of each line."""
        for group in self.optimiser.param_groups:
            group["lr"] = rate_at(self.progress(), self.plan.rate)
        each = self._losses(lines, numbers)
        self.optimiser.zero_grad(set_to_none=True)
        each.clamp(max=WORST).mean().backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 3.0)
        self.optimiser.step()
        self.steps += 1
        self.seen += len(numbers)
        if self.steps % 2 == 0:
            self.average.update_parameters(self.network)
        return each.detach().cpu().numpy()

    def _losses(self, lines: Lines, numbers: np.ndarray) -> torch.Tensor:
        images = collate([lines.image(n) for n in numbers], self.rng).to(
            self.device, memory_format=torch.channels_last
        )
        targets, lengths = encode([lines.texts[n] for n in numbers])
        with torch.autocast(self.device.type, torch.bfloat16):
            logits = self.network(images)
        chances = logits.float().log_softmax(-1).transpose(0, 1)
        steps = torch.tensor([-(-int(lines.widths[n]) // PIXELS_A_STEP) for n in numbers]).clamp(
            max=chances.shape[0]
        )
        targets, lengths = targets.to(self.device), lengths.to(self.device)
        each = functional.ctc_loss(
            chances, targets, steps.to(self.device), lengths, reduction="none", zero_infinity=True
        )
        return each / torch.where(lengths > 0, lengths, EMPTY)
