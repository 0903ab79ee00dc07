"""Letter repair from both sides: misread words mended in noisy text, right words broken in clean text.

usage: repair.py DIR [TEXTS]   (DIR: clean reports; TEXTS: a folder of clean running text, .txt)

Noise is drawn by the counted confusions. A word is wrong when a letter of it differs from the clean text.
In a second round a third of the reports' words and all of two reports' are held out of the field's lexicon.
Clean text is the reports, TEXTS and the titles of the Thai Wikipedia that pythainlp carries: read the changes
listed, for news and titles have misspellings of their own.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from rapidfuzz.distance import Levenshtein

from ita_extract import Settings, extract
from ita_extract.ita.lexicon import _field_words, lexicon
from ita_extract.ita.tsv import read_rows
from ita_extract.model.document import Mend
from ita_extract.thai.clean import clean
from ita_extract.thai.repair import repair
from ita_extract.thai.repair.changes import Repaired
from ita_extract.thai.repair.confusions import chance, counts
from ita_extract.thai.repair.lexicon import Lexicon
from ita_extract.thai.repair.memory import Memory
from ita_extract.thai.words import _corpus, segment

STRENGTHS = (0.001, 0.003, 0.01)  # share of the letters that are misread
SEEDS = (1, 2, 3)
TOGETHER, TITLES = 10, 500  # files and titles that count as one document, so that it has words often
FORMATS = (".txt", ".md", ".html", ".tsv", ".docx")

T = TypeVar("T")


@dataclass
class Figures:
    """Words and letters of a text, by what became of them."""

    words: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    mended: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    letters: int = 0
    errors: int = 0
    left: int = 0

    def __str__(self) -> str:
        wrong, mended = self.wrong.total(), self.mended.total()
        kinds = ", ".join(f"{kind} {self.mended[kind]}/{n}" for kind, n in sorted(self.wrong.items()))
        errors, left = self.errors / self.letters, self.left / self.letters
        return (
            f"{wrong} of {self.words} words wrong, {mended / max(1, wrong):.1%} mended ({kinds}), "
            f"{len(self.broken)} broken, CER {errors:.3%} -> {left:.3%}"
        )


class Noise:
    """Misreads letters, by how often each is counted to be misread."""

    def __init__(self, strength: float, seed: int) -> None:
        self.random = random.Random(seed)
        self.options: dict[str, list[tuple[str, str, float]]] = {}
        self.added: list[tuple[str, float]] = []
        for count in counts():
            if count.printed:
                option = (count.printed, count.read, chance(count))
                self.options.setdefault(count.printed[0], []).append(option)
            else:
                self.added.append((count.read, chance(count)))
        total = sum(count.seen for count in counts()) / sum(of for of in self._letters().values())
        self.scale = strength / total / 0.2

    @staticmethod
    def _letters() -> dict[str, int]:
        return {count.printed: count.of for count in counts() if len(count.printed) == 1}

    def misread(self, text: str) -> str:
        kept, at = [], 0
        while at < len(text):
            printed = read = text[at]
            options = [option for option in self.options.get(printed, ()) if text.startswith(option[0], at)]
            if "ก" <= printed <= "์":
                options += [(printed, printed + more, often) for more, often in self.added]
            if options and self.random.random() < self.scale * sum(often for *_, often in options):
                ((printed, read, _),) = self.random.choices(options, [often for *_, often in options])
            kept.append(read)
            at += len(printed)
        return "".join(kept)


def texts(folder: Path) -> dict[str, list[str]]:
    """The fields of each report as they are without repair."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in FORMATS:
            measures = extract(path, Settings(repair="off")).measures
            fields = (getattr(value, "text", "") for measure in measures for _, value in measure)
            found[path.name] = [text for text in fields if text]
    return found


def held_out(reports: dict[str, list[str]], seed: int = 1) -> Lexicon:
    """Without all words of two reports and a third of those of the others."""
    names = sorted(reports)
    random.Random(seed).shuffle(names)
    gone = {word for name in names[:2] for text in reports[name] for word in segment(text)}
    words = sorted({word for name in names[2:] for text in reports[name] for word in segment(text)})
    random.Random(seed).shuffle(words)
    gone |= set(words[: len(words) // 3])
    phrases = [row[0] for row in read_rows("set_phrases.tsv")]
    return Lexicon([word for word in _field_words() if word not in gone], phrases)


def wrong_words(truth: str, read: str) -> dict[int, str]:
    """The words of the truth in which letters differ, each with what happened."""
    kinds = {}
    owner = [number for number, word in enumerate(segment(truth)) for _ in word]
    for step in Levenshtein.opcodes(truth, read):
        if step.tag == "equal":
            continue
        for place in range(step.src_start, max(step.src_end, step.src_start + 1)):
            number = owner[min(max(place - (step.tag == "insert"), 0), len(owner) - 1)]
            kinds[number] = "several" if number in kinds and place == step.src_start else step.tag
    return kinds


def measure(reports: Iterable[Sequence[str]], strength: float, known: Lexicon) -> Figures:
    figures = Figures()
    for seed in SEEDS:
        noise = Noise(strength, seed)
        for truths in reports:
            read = [clean(noise.misread(truth)).text for truth in truths]
            memory = Memory(read, known)
            for truth, text in zip(truths, read, strict=True):
                add(figures, truth, text, repair(text, known, memory=memory))
    return figures


def add(figures: Figures, truth: str, read: str, fixed: Repaired) -> None:
    before = wrong_words(truth, read) if read != truth else {}
    after = wrong_words(truth, fixed.text) if fixed.text != truth else {}
    figures.words += len(segment(truth))
    figures.wrong.update(before.values())
    figures.mended.update(kind for word, kind in before.items() if word not in after)
    if after.keys() - before.keys():
        figures.broken += [f"{mend.before} -> {mend.after}" for mend in fixed.mends]
    figures.letters += len(truth)
    figures.errors += Levenshtein.distance(truth, read)
    figures.left += Levenshtein.distance(truth, fixed.text)


def broken(name: str, documents: Iterable[Sequence[str]], known: Lexicon) -> None:
    words, letters, seconds = 0, 0, 0.0
    changes: list[Mend] = []
    for lines in documents:
        words += sum("ก" <= piece[0] <= "๎" for line in lines for piece in segment(line))
        letters += sum(map(len, lines))
        start = time.process_time()
        memory = Memory(lines, known)
        changes += (mend for line in lines for mend in repair(line, known, memory=memory).mends)
        seconds += time.process_time() - start
    each = seconds / max(1, letters) * 1e6
    rules = ", ".join(f"{rule} {often}" for rule, often in Counter(change.rule for change in changes).items())
    print(f"{name}: {words} words, {len(changes)} changes ({rules}), {each:.1f} µs a letter")
    for change in changes:
        print(f"    {change.before} -> {change.after} ({change.rule})")


def running_text(folder: Path) -> Iterator[list[str]]:
    """The lines of some files as of one document, each line once."""
    seen: set[str] = set()
    for paths in batched(sorted(folder.rglob("*.txt")), TOGETHER):
        lines = [line for path in paths for line in path.read_text("utf-8", "replace").splitlines()]
        yield [clean(line).text for line in dict.fromkeys(lines) if line not in seen]
        seen.update(lines)


def batched(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def share_of_extraction(folder: Path) -> str:
    """Seconds of all reports with and without repair, the loading of its words, some 0.2 s, counted to it."""
    seconds: list[float] = []
    rounds: Sequence[Settings] = (Settings(repair="off"), Settings(repair="off"), Settings())
    for settings in rounds:  # the first only to have everything loaded
        start = time.process_time()
        texts_of = [path for path in sorted(folder.rglob("*")) if path.suffix in FORMATS]
        for path in texts_of:
            extract(path, settings)
        seconds.append(time.process_time() - start)
    return f"{seconds[1]:.2f} s without repair, {seconds[2]:.2f} s with it"


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    print(f"all reports: {share_of_extraction(folder)}")
    reports = texts(folder)
    for name, known in (("whole lexicon", lexicon()), ("words held out", held_out(reports))):
        for strength in STRENGTHS:
            figures = measure(reports.values(), strength, known)
            print(f"{name}, {strength:.1%} of letters misread: {figures}")
            for change in figures.broken:
                print(f"    {change}")
    broken("reports", reports.values(), lexicon())
    if len(sys.argv) > 2:
        broken("running text", running_text(Path(sys.argv[2])), lexicon())
    titles = batched(_corpus("wikipedia_titles_th.txt"), TITLES)
    broken("Wikipedia titles", titles, lexicon())


if __name__ == "__main__":
    main()
