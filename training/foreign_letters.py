"""What Latin letters and digits Thai letters are read as: `python -m training.foreign_letters`.

As training.confusions counts, but by Tesseract with both languages, which has such letters to choose from.
Writes the package's foreign_letters.tsv.
"""

from __future__ import annotations

import random
import unicodedata
from collections import Counter

from rapidfuzz.distance import Levenshtein

from ita_extract.ocr import engine
from ita_extract.thai.digits import to_arabic
from training.confusions import TARGET, WEAR, WORST, Pair, differences, draw, is_thai, window
from training.text import LineWriter

LINES, SEED = 2000, 990_000
HEAD = """\
# Latin letters and digits that Thai letters are read as. By training/foreign_letters.py.
# seen, of: so often of so many of the letter, in lines drawn, worn and read by Tesseract as Thai and English;
# nearly all stand alone or abbreviate. In words there were 4 among 2,000 errors.
printed\tread\tseen\tof
"""


def count() -> tuple[Counter[Pair], Counter[str]]:
    pairs: Counter[Pair] = Counter()
    letters: Counter[str] = Counter()
    reader = engine("tesseract:tha+eng")
    for wear in WEAR:
        rng = random.Random(SEED + int(100 * wear))
        writer = LineWriter(rng)
        texts = [unicodedata.normalize("NFC", writer.line(60)) for _ in range(LINES)]
        drawn = [(text, window(draw(text, rng, wear))) for text in texts]
        cuts = [(text, image) for text, image in drawn if image is not None]
        for (text, _), line in zip(cuts, reader.read_lines([image for _, image in cuts]), strict=True):
            if Levenshtein.distance(text, line.text) <= WORST * len(text):
                letters.update(letter for letter in text if is_thai(letter))
                pairs.update(pair for pair in differences(text, line.text) if is_foreign(*pair))
    return pairs, letters


def is_foreign(printed: str, read: str) -> bool:
    return (
        len(printed) == len(read) == 1 and is_thai(printed) and to_arabic(read).isascii() and read.isalnum()
    )


def write(pairs: Counter[Pair], letters: Counter[str]) -> None:
    rows = [
        (-n / letters[one], f"{one}\t{to_arabic(other)}\t{n}\t{letters[one]}\n")
        for (one, other), n in pairs.items()
    ]
    text = HEAD + "".join(row for _, row in sorted(rows))
    TARGET.with_name("foreign_letters.tsv").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(*count())
