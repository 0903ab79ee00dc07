"""`python -m training`: render, train, export and evaluate; `--help` lists what can be run alone."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from ita_extract.ocr import thai_print
from ita_extract.settings import Settings
from training.evaluate import evaluate, evaluation_sets
from training.export import export
from training.shards import Recipe, write_shards
from training.train import Plan, Trainer

STEPS = ("render", "train", "export", "evaluate")
PACKAGED = Path(thai_print.__file__).parent / "data" / "thai_print.onnx"


def main() -> None:
    parser = argparse.ArgumentParser("python -m training", description=__doc__)
    parser.add_argument(
        "steps", nargs="*", metavar="step", help=f"of {', '.join(STEPS)}; all when none is named"
    )
    parser.add_argument(
        "--work", type=Path, default=Path(__file__).parent / "work", help="folder for shards and weights"
    )
    parser.add_argument("--shards", type=int, default=30, help="shards of 10 000 lines to train on")
    parser.add_argument("--first", type=int, default=0, help="number of the first shard: others than before")
    parser.add_argument("--views", type=int, default=1_500_000, help="lines shown to the network")
    parser.add_argument("--minutes", type=float, help="stop the training after this time instead")
    parser.add_argument("--rate", type=float, default=2e-3, help="learning rate at the start; 5e-4 to go on")
    parser.add_argument(
        "--start", type=Path, help="weights to go on from: of torch, or an exported model (.onnx)"
    )
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="processes that render, threads that train"
    )
    chosen = parser.parse_args()
    if unknown := set(chosen.steps) - set(STEPS):
        parser.error(f"no such step: {', '.join(sorted(unknown))}")
    for step in STEPS:
        if not chosen.steps or step in chosen.steps:
            {"render": _render, "train": _train, "export": _export, "evaluate": _evaluate}[step](chosen)


def _render(chosen: argparse.Namespace) -> None:
    numbers = range(chosen.first, chosen.first + chosen.shards)
    write_shards(chosen.work / "train", Recipe("train", 1.0, 10_000, 1000, empty=0.03), numbers, chosen.jobs)


def _train(chosen: argparse.Namespace) -> None:
    plan = Plan(chosen.views, chosen.minutes, chosen.rate, threads=chosen.jobs)
    Trainer(plan, chosen.work / "weights.pt", chosen.start).run(chosen.work / "train")


def _export(chosen: argparse.Namespace) -> None:
    export(chosen.work / "weights.pt", PACKAGED)


def _evaluate(chosen: argparse.Namespace) -> None:
    evaluate(thai_print.load("", Settings()), evaluation_sets(chosen.work))


if __name__ == "__main__":
    main()
