"""`python -m training`: render, train, export and evaluate; `--help` lists the parts that can be run alone."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from ita_extract.ocr import thai_print
from training.evaluate import evaluate, evaluation_sets
from training.export import export
from training.shards import Recipe, write_shards
from training.train import Plan, Trainer

STEPS = ("render", "train", "tune", "export", "evaluate")
PACKAGED = Path(thai_print.__file__).parent / "data" / "thai_print.onnx"


def main() -> None:
    parser = argparse.ArgumentParser("python -m training", description=__doc__)
    parser.add_argument("steps", nargs="*", metavar="step", help=f"of {', '.join(STEPS)}; all when none is named")
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / "work", help="folder for shards and weights")
    parser.add_argument("--shards", type=int, default=30, help="shards of 10 000 lines to train on")
    parser.add_argument("--views", type=int, default=1_000_000, help="lines shown to the network with faces held out")
    parser.add_argument("--tuning-views", type=int, default=200_000, help="lines shown afterwards, of all faces")
    parser.add_argument("--minutes", type=float, help="stop the training after this time instead")
    parser.add_argument("--tuning-minutes", type=float, help="stop the tuning after this time instead")
    parser.add_argument("--start", type=Path, help="weights that the tuning goes on from, else those of the training")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes that render, threads that train")
    chosen = parser.parse_args()
    if unknown := set(chosen.steps) - set(STEPS):
        parser.error(f"no such step: {', '.join(sorted(unknown))}")
    for step in STEPS:
        if not chosen.steps or step in chosen.steps:
            {"render": _render, "train": _train, "tune": _tune, "export": _export, "evaluate": _evaluate}[step](chosen)


def _render(chosen: argparse.Namespace) -> None:
    write_shards(chosen.work / "train", Recipe("train", 1.0, 10_000, 1000), range(chosen.shards), chosen.jobs)
    tuning = range(max(1, chosen.shards // 3))
    write_shards(chosen.work / "tune", Recipe("all", 1.0, 10_000, 5000), tuning, chosen.jobs)


def _train(chosen: argparse.Namespace) -> None:
    plan = Plan(chosen.views, chosen.minutes, threads=chosen.jobs)
    Trainer(plan, chosen.work / "held.pt").run(chosen.work / "train")


def _tune(chosen: argparse.Namespace) -> None:
    plan = Plan(chosen.tuning_views, chosen.tuning_minutes, rate=8e-4, seed=6, threads=chosen.jobs)
    Trainer(plan, chosen.work / "all.pt", chosen.start or chosen.work / "held.pt").run(chosen.work / "tune")


def _export(chosen: argparse.Namespace) -> None:
    export(chosen.work / "held.pt", chosen.work / "held.onnx")
    export(chosen.work / "all.pt", PACKAGED)


def _evaluate(chosen: argparse.Namespace) -> None:
    """The figures of the model card are those of held.onnx: its faces are really held out."""
    sets = evaluation_sets(chosen.work)
    for model in (chosen.work / "held.onnx", PACKAGED):
        characters = model.with_suffix(".charset").read_text(encoding="utf-8").rstrip("\n")
        print(model.name)
        evaluate(thai_print.ThaiPrint(model.read_bytes(), characters), sets)


if __name__ == "__main__":
    main()
