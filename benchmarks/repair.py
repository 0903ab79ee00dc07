"""Letter repair from both sides: misread words mended in noisy text, right words broken in clean text.

usage: repair.py DIR [SEED]   (DIR: clean text reports; default seed 1)

Noise is drawn by the confusion table's likenesses, one letter of one word in so many. A third of the lexicon
is held out in a second round. Clean text is the reports and the titles of
the Thai Wikipedia that pythainlp carries, which have misspellings of their own: read the changes listed.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from ita_extract import Settings, extract
from ita_extract.ita.lexicon import _field_words, lexicon
from ita_extract.ita.tsv import read_rows
from ita_extract.thai.repair import repair
from ita_extract.thai.repair.lexicon import Lexicon, misread
from ita_extract.thai.words import _corpus, is_word, segment

STRENGTHS = (20, 50, 200)  # one word in so many is misread
SHORTEST = 4


def texts(folder: Path) -> list[str]:
    """The fields of the reports as they are without repair."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".txt", ".md", ".html", ".tsv", ".docx"):
            for measure in extract(path, Settings(repair="off")).measures:
                fields = (getattr(value, "text", "") for _, value in measure)
                found += [text for text in fields if text]
    return found


def noisy(text: str, one_in: int, random_: random.Random) -> tuple[list[tuple[str, str]], list[str]]:
    """(word, what is read) for each word changed, and the pieces of the text."""
    changed, pieces = [], segment(text)
    for index, word in enumerate(pieces):
        if len(word) >= SHORTEST and is_word(word) and random_.random() < 1 / one_in:
            choices = list(misread(word))
            if choices:
                (chosen,) = random_.choices(choices, [value for _, value in choices])
                pieces[index] = chosen.printed
                changed.append((word, chosen.printed))
    return changed, pieces


def held_out(seed: int) -> Lexicon:
    words = sorted(set(_field_words()))
    random.Random(seed).shuffle(words)
    return Lexicon(words[len(words) // 3 :], [row[0] for row in read_rows("set_phrases.tsv")])


def measure(clean: Sequence[str], one_in: int, known: Lexicon, seed: int) -> str:
    random_ = random.Random(seed)
    wrong = changes = before = after = letters = mended = 0
    for text in clean:
        changed, pieces = noisy(text, one_in, random_)
        read = "".join(pieces)
        fixed = repair(read, known)
        wrong += len(changed)
        changes += len(fixed.mends)
        one, other = Levenshtein.distance(read, text), Levenshtein.distance(fixed.text, text)
        before, after, letters = before + one, after + other, letters + len(text)
        mended += sum(mend.after in text for mend in fixed.mends)
    share = f"{mended / wrong:.1%}" if wrong else "-"
    return (
        f"1 word in {one_in}: {wrong} misread, {mended} mended ({share}), {changes - mended} other changes, "
        f"CER {before / letters:.3%} -> {after / letters:.3%}"
    )


def broken(name: str, lines: Iterable[str], known: Lexicon) -> None:
    words, changes, start = 0, [], time.perf_counter()
    for line in lines:
        words += sum(is_word(piece) for piece in segment(line))
        changes += repair(line, known).mends
    seconds = time.perf_counter() - start
    print(f"{name}: {words} known words, {len(changes)} changes, {seconds:.1f} s")
    for change in changes:
        print(f"    {change.before} -> {change.after}")


def main() -> None:
    clean = texts(Path(sys.argv[1]))
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    for name, known in (("whole lexicon", lexicon()), ("a third held out", held_out(seed))):
        for one_in in STRENGTHS:
            print(f"{name}, {measure(clean, one_in, known, seed)}")
    broken("reports", clean, lexicon())
    broken("Wikipedia titles", _corpus("wikipedia_titles_th.txt"), lexicon())


if __name__ == "__main__":
    main()
