"""How well lines are found and read, on faces held out of training; needs the fonts of training/fonts.tsv.

    python benchmarks/recogniser.py                                     the packaged model
    python benchmarks/recogniser.py --model training/work/other.onnx    another one
    python benchmarks/recogniser.py --tesseract --lines 200             and Tesseract on the same lines
    python benchmarks/recogniser.py --yardstick m.onnx --charset c.txt  and an earlier model

Times are of one thread. White space does not count as characters.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ita_extract.ocr import Engine, Line, ctc, engine, thai_print
from ita_extract.ocr.lines import cut, find_lines
from training.evaluate import WEAR, evaluation_sets, score
from training.render import Press
from training.shards import Lines, Recipe

CELLS, SEED = 300, 920_000


class Yardstick:
    """A model with input "x" and logits: an earlier recogniser, decoded greedily."""

    name = "yardstick"

    def __init__(self, model: Path, charset: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(model), options)
        self._characters = charset.read_text(encoding="utf-8").rstrip("\n")

    def read_lines(self, images: Sequence[np.ndarray]) -> list[Line]:
        lines = [Line("")] * len(images)
        for numbers, batch in thai_print.batches(images):
            logits = self._session.run(None, {"x": (batch - 200) / 80})[0].astype(np.float32)
            chances = logits - np.logaddexp.reduce(logits, 2, keepdims=True)
            for number, rows in zip(numbers, chances, strict=True):
                decoded = ctc.greedy(rows)
                text = "".join(self._characters[n - 1] for n in decoded.classes)
                lines[number] = Line(text, ctc.confidences(rows, decoded))
        return lines


def read_sets(reader: Engine, sets: dict[str, Lines], count: int) -> None:
    """One printed line for each set: errors, digits, milliseconds a line."""
    for name, lines in sets.items():
        images = [np.ascontiguousarray(lines.image(n)) for n in range(min(count, len(lines)))]
        began = time.perf_counter()
        read = reader.read_lines(images)
        pace = 1000 * (time.perf_counter() - began) / len(images)
        result = score(read, lines.texts[: len(images)])
        print(f"{reader.name:10} {name:11} {result}  {pace:5.1f} ms a line", flush=True)


def read_cells(reader: Engine, wear: str) -> None:
    """Cells with rules: how many baselines are found, and what is read in the lines that were found."""
    press = Press(SEED, Recipe("held", WEAR[wear], 0, 0).chosen(), WEAR[wear])
    cells = [press.cell() for _ in range(CELLS)]
    began = time.process_time()
    found = [find_lines(image, height) for image, _, _, height in cells]
    pace = 1000 * (time.process_time() - began) / sum(len(lines) for lines in found)
    right = extra = total = 0
    for (_, _, baselines, height), lines in zip(cells, found, strict=True):
        hits = sum(any(abs(line.baseline - y) < 0.3 * height for line in lines) for y in baselines)
        right, extra, total = right + hits, extra + len(lines) - hits, total + len(baselines)
    print(
        f"cells {wear:5} lines found {right} of {total}, {extra} too many, {pace:.2f} ms a line to find them"
    )
    windows = [[cut(cell[0], line) for line in lines] for cell, lines in zip(cells, found, strict=True)]
    read = iter(reader.read_lines([window for some in windows for window in some]))
    joined = [_joined([next(read) for _ in some]) for some in windows]
    truths = ["".join(texts) for _, texts, _, _ in cells]
    print(f"{reader.name:10} {wear:5} cells {score(joined, truths)}", flush=True)


def _joined(lines: list[Line]) -> Line:
    confidences = tuple(chance for line in lines for chance in line.confidences)
    return Line("".join(line.text for line in lines), confidences)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, help="an exported model with its .charset beside it")
    parser.add_argument("--tesseract", action="store_true")
    parser.add_argument("--yardstick", type=Path, help="a model with logits; input: grey less 200, over 80")
    parser.add_argument("--charset", type=Path)
    parser.add_argument("--lines", type=int, default=800, help="of each set")
    parser.add_argument(
        "--work", type=Path, default=Path("training/work"), help="where the rendered lines are kept"
    )
    chosen = parser.parse_args()
    sets = evaluation_sets(chosen.work)
    ours: Engine = engine("thai_print")
    if chosen.model:
        characters = chosen.model.with_suffix(".charset").read_text(encoding="utf-8").rstrip("\n")
        ours = thai_print.ThaiPrint(chosen.model.read_bytes(), characters)
    readers = [ours]
    if chosen.yardstick and chosen.charset:
        readers.append(Yardstick(chosen.yardstick, chosen.charset))
    if chosen.tesseract:
        readers.append(engine("tesseract"))
    for reader in readers:
        read_sets(reader, sets, chosen.lines)
    for wear in WEAR:
        read_cells(ours, wear)


if __name__ == "__main__":
    main()
