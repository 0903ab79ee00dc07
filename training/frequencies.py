"""How often words stand in official Thai, alone and in pairs: `python -m training.frequencies FOLDER`.

FOLDER: text files of official Thai. The package's counts are of every fifth file (by path) of PyThaiNLP's
thaigov-v2-corpus, news of the Thai government, which is in the public domain. Writes word_counts.tsv and
word_pairs.tsv.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import log
from pathlib import Path

import ita_extract
from ita_extract.thai.repair.confusions import confusions
from ita_extract.thai.repair.vocabulary import Vocabulary
from ita_extract.thai.words import segment_run

DATA = Path(ita_extract.__file__).parent / "thai" / "data"
STRETCH = re.compile("[ก-๎]+(?: [ก-๎]+)*")
LEAST_WORD, LEAST_PAIR = 10, 5  # counts kept
PAIRS = 60_000  # those kept tell most
OFTENER = 20  # a pair of which a misread word is so many times oftener is that word, misread
SOURCE = "# Counted in PyThaiNLP's thaigov-v2-corpus (public domain) by training/frequencies.py.\n"

Pair = tuple[str, str]


def lines(folder: Path) -> Iterator[str]:
    """Each line once: the news repeat their titles."""
    seen: set[int] = set()
    for path in sorted(folder.rglob("*.txt")):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            if "http" not in line and hash(line) not in seen:
                seen.add(hash(line))
                yield line


def rows_of_words(line: str) -> Iterator[list[str]]:
    """Known words that stand in a row, spaces between them left out."""
    for stretch in STRETCH.findall(line):
        row: list[str] = []
        for run in stretch.split(" "):
            for word, is_known in segment_run(run):
                if is_known:
                    row.append(word)
                else:
                    yield row
                    row = []
        yield row


def count(folder: Path) -> tuple[Counter[str], Counter[Pair]]:
    words: Counter[str] = Counter()
    pairs: Counter[Pair] = Counter()
    for line in lines(folder):
        for row in rows_of_words(line):
            words.update(row)
            pairs.update(pairwise(row))
    kept = Counter({word: often for word, often in words.items() if often >= LEAST_WORD})
    return kept, Counter({pair: n for pair, n in pairs.items() if n >= LEAST_PAIR and kept.keys() >= {*pair}})


def telling(words: Counter[str], pairs: Counter[Pair]) -> list[Pair]:
    """Pairs by how much more the two stand together than by chance; misread words are none."""
    total = log(sum(words.values()))

    def more(pair: Pair) -> float:
        return log(pairs[pair]) - log(words[pair[0]]) - log(words[pair[1]]) + total

    close = [pair for pair in pairs if more(pair) > 0]
    close.sort(key=lambda pair: (-pairs[pair] * (more(pair) + 0.9), pair))
    vocabulary = Vocabulary((word for word, often in words.items() if often >= OFTENER), confusions())
    return [pair for pair in close if not is_misread(pair, pairs[pair], words, vocabulary)][:PAIRS]


def is_misread(pair: Pair, often: int, words: Counter[str], vocabulary: Vocabulary) -> bool:
    joined = "".join(pair)
    return joined not in vocabulary.words and any(
        words[near] >= OFTENER * often for near in vocabulary.near(joined)
    )


def write(name: str, heading: str, rows: Iterable[str]) -> None:
    text = SOURCE + heading + "\n" + "".join(f"{row}\n" for row in rows)
    (DATA / name).write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    words, pairs = count(Path(sys.argv[1]))
    followers: dict[str, list[str]] = {}
    for left, right in sorted(telling(words, pairs)):
        followers.setdefault(left, []).append(f"{right} {pairs[left, right]}")
    write("word_counts.tsv", "word\tcount", (f"{word}\t{often}" for word, often in sorted(words.items())))
    write("word_pairs.tsv", "left\tright", ("\t".join((left, *rights)) for left, rights in followers.items()))


if __name__ == "__main__":
    main()
