"""What a recogniser gets right: character error rate and digits, on lines rendered apart from training."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein

from ita_extract.ocr import Engine, Line
from training.shards import Lines, Recipe, write_shards

THAI_DIGITS, ARABIC_DIGITS = frozenset("๐๑๒๓๔๕๖๗๘๙"), frozenset("0123456789")
WEAR = {"clean": 0.0, "worn": 0.5, "hard": 1.0}
LINES, SEED = 800, 910_000
KINDS = {
    "held": Recipe("held", 0, LINES, 0),
    "seen": Recipe("train", 0, LINES, 0),
    "held-words": Recipe("held", 0, LINES, 0, invented=False),
    "empty": Recipe("held", 0, LINES, 0, empty=1.0),
}


@dataclass
class Score:
    """Counts over lines; white space is left out, since its width in print is a matter of taste."""

    wrong: int = 0
    characters: int = 0
    exact: int = 0
    lines: int = 0
    digits: dict[str, list[int]] = field(default_factory=lambda: {"thai": [0, 0], "arabic": [0, 0]})
    pairs: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, line: Line, truth: str) -> None:
        read, truth = line.text.replace(" ", ""), truth.replace(" ", "")
        sure = [c for c, letter in zip(line.confidences, line.text, strict=True) if letter != " "]
        self.lines += 1
        self.exact += read == truth
        self.wrong += Levenshtein.distance(truth, read)
        self.characters += len(truth)
        for step in Levenshtein.opcodes(truth, read):
            equal = step.tag == "equal"
            for character in truth[step.src_start : step.src_end]:
                for name, digits in (("thai", THAI_DIGITS), ("arabic", ARABIC_DIGITS)):
                    if character in digits:
                        self.digits[name][0] += equal
                        self.digits[name][1] += 1
            self.pairs += [(sure[n], equal) for n in range(step.dest_start, step.dest_end)]

    @property
    def error_rate(self) -> float:
        return 100 * self.wrong / max(1, self.characters)

    def digit_share(self, script: str) -> float:
        right, total = self.digits[script]
        return 100 * right / max(1, total)

    @property
    def calibration_error(self) -> float:
        """Expected calibration error of the characters' confidences, in ten bins."""
        if not self.pairs:
            return 0.0
        sure, right = (np.array(column, float) for column in zip(*self.pairs, strict=True))
        bins = np.clip((sure * 10).astype(int), 0, 9)
        return float(sum(abs(np.sum(sure[bins == b] - right[bins == b])) for b in range(10)) / len(sure))

    def __str__(self) -> str:
        if not self.characters:
            wrong_lines = self.lines - self.exact
            return f"{self.wrong} characters read in {wrong_lines} of {self.lines} lines without text"
        thai, arabic = ("/".join(map(str, self.digits[name])) for name in ("thai", "arabic"))
        return (
            f"CER {self.error_rate:5.2f} %  Thai digits {self.digit_share('thai'):6.2f} % ({thai})  "
            f"Arabic {self.digit_share('arabic'):6.2f} % ({arabic})  "
            f"lines exact {100 * self.exact / max(1, self.lines):5.1f} %  ECE {self.calibration_error:.4f}"
        )


def score(lines: Sequence[Line], truths: Sequence[str]) -> Score:
    total = Score()
    for line, truth in zip(lines, truths, strict=True):
        total.add(line, truth)
    return total


def evaluation_sets(work: Path) -> dict[str, Lines]:
    """Rendered once and kept, at three degrees of wear: KINDS."""
    sets = {}
    for offset, (kind, recipe) in enumerate(KINDS.items()):
        for wear, amount in WEAR.items():
            name = f"{kind}-{wear}"
            recipe = replace(recipe, wear=amount, seed=SEED + 100 * offset + int(10 * amount))
            write_shards(work / f"eval-{name}", recipe, [0], 1)
            sets[name] = Lines([work / f"eval-{name}" / "000"])
    return sets


def evaluate(engine: Engine, sets: dict[str, Lines]) -> None:
    """Prints a line for each set and for each held-out face."""
    for name, lines in sets.items():
        images = [np.ascontiguousarray(lines.image(n)) for n in range(len(lines))]
        began = time.perf_counter()
        read = engine.read_lines(images)
        pace = 1000 * (time.perf_counter() - began) / len(lines)
        print(f"{engine.name:10} {name:16} {score(read, lines.texts)}  {pace:5.2f} ms a line", flush=True)
        if name.startswith("held"):
            for family in sorted({face.split("-")[0].removesuffix("Bold") for face in lines.faces}):
                mine = [n for n, face in enumerate(lines.faces) if face.split("-")[0] == family]
                print(f"{'':10} {family:16} {score([read[n] for n in mine], [lines.texts[n] for n in mine])}")
