"""What Thai letters are misread as: `python -m training.confusions`. Needs Pillow with raqm and Tesseract.

Lines are drawn in the faces of apt's fonts-tlwg, worn by steps, and read by each engine. Truth and reading
are aligned, and the places where they differ counted. A place of more than two letters on either side is no
misread letter and is left out, and so is a line of which more than a quarter is wrong. Writes the package's
confusions.tsv.
"""

from __future__ import annotations

import random
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont
from rapidfuzz.distance import Levenshtein

import ita_extract
from ita_extract.ocr import engine
from ita_extract.ocr.ink import letter_height
from ita_extract.ocr.lines import cut, find_lines
from training.text import COLUMN, LineWriter

ENGINES = ("tesseract:tha", "thai_print")
FACES = ("Garuda", "Kinnari", "Laksaman", "Loma", "Norasi", "Sawasdee", "TlwgTypo", "Umpush", "Waree")
FONTS = Path("/usr/share/fonts/truetype/tlwg")
WEAR = (0.0, 0.35, 0.7, 1.0)
LINES, SEED = 4000, 480_000
LONGEST = 2  # letters of one place
WORST = 0.25
NONE, SPACE = "-", "_"
IN_REPORTS = Path(__file__).with_name("confusions_in_reports.tsv")
TARGET = Path(ita_extract.__file__).parent / "thai" / "data" / "confusions.tsv"
HEAD = """\
# What Thai print is misread as; "-": nothing on that side, "_": a space. By training/confusions.py.
# seen, of: so often among so many places in lines drawn, worn and read by Tesseract and by our recogniser; of
# a place with one letter printed the number of that letter, else of all. reports: so often in reports that
# survive as recognised text.
printed\tread\tseen\tof\treports
"""

Pair = tuple[str, str]


def is_thai(text: str) -> bool:
    return all("ก" <= letter <= "๎" for letter in text)


def draw(text: str, rng: random.Random, wear: float) -> np.ndarray:
    """The line as a scanner gives it, grey; wear 0 is a good scan, 1 a third copy of a fax."""
    style = rng.choice(["", "", "", "-Bold"])
    font = ImageFont.truetype(
        str(FONTS / f"{rng.choice(FACES)}{style}.ttf"), 96, layout_engine=ImageFont.Layout.RAQM
    )
    left, _, right, _ = font.getbbox(text)
    sheet = Image.new("L", (int(right - left) + 160, 240), 0)
    ImageDraw.Draw(sheet).text((80 - left, 40), text, font=font, fill=255)
    scale = rng.uniform(0.32, 0.6) * (1 - 0.35 * wear)
    ink = cv2.resize(np.asarray(sheet), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA).astype(
        np.float32
    )
    ink = cv2.GaussianBlur(ink, (0, 0), rng.uniform(0.3, 0.5 + 0.9 * wear))
    noise = np.random.default_rng(rng.randrange(1 << 30)).normal(0, 4 + 22 * wear, ink.shape)
    page = 245 - ink * rng.uniform(0.9 - 0.4 * wear, 0.95) + noise
    if rng.random() < 0.3 * wear:
        page = np.where(page < rng.uniform(120, 200), 0, 255)
    return np.clip(page, 0, 255).astype(np.uint8)


def window(page: np.ndarray) -> np.ndarray | None:
    """The line in the engines' normal form; None where it is not found as one line."""
    found = find_lines(page, letter_height(page))
    return cut(page, found[0]) if len(found) == 1 else None


def differences(printed: str, read: str) -> Iterator[Pair]:
    """Places where they differ: what is printed and what is read. Neighbouring steps are one place."""
    left = right = ""
    for step in Levenshtein.opcodes(printed, read):
        if step.tag != "equal":
            left += printed[step.src_start : step.src_end]
            right += read[step.dest_start : step.dest_end]
        elif left or right:
            yield left, right
            left = right = ""
    if left or right:
        yield left, right


def count(printed: str, read: str, pairs: Counter[Pair], letters: Counter[str]) -> None:
    if Levenshtein.distance(printed, read) > WORST * len(printed):
        return
    letters.update(letter for letter in printed if is_thai(letter))
    for left, right in differences(printed, read):
        if len(left) <= LONGEST >= len(right) and is_thai(left) and (is_thai(right) or right == " "):
            pairs[left or NONE, right.replace(" ", SPACE) or NONE] += 1


def count_engines() -> tuple[Counter[Pair], Counter[str]]:
    pairs: Counter[Pair] = Counter()
    letters: Counter[str] = Counter()
    for name in ENGINES:
        reader = engine(name)
        for wear in WEAR:
            rng = random.Random(SEED + int(100 * wear))
            writer = LineWriter(rng)
            texts = [unicodedata.normalize("NFC", writer.line(60).replace(COLUMN, " ")) for _ in range(LINES)]
            windows = [(text, window(draw(text, rng, wear))) for text in texts]
            cuts = [(text, image) for text, image in windows if image is not None]
            for (text, _), line in zip(cuts, reader.read_lines([image for _, image in cuts]), strict=True):
                count(text, line.text, pairs, letters)
    return pairs, letters


def count_reports() -> dict[Pair, int]:
    rows = (
        row.split("\t") for row in IN_REPORTS.read_text(encoding="utf-8").splitlines()[1:] if row[0] != "#"
    )
    return {(printed, read): int(seen) for printed, read, seen in rows}


def write(pairs: Counter[Pair], letters: Counter[str], reports: dict[Pair, int]) -> None:
    """The commonest first. Places of two letters that were seen once are chance."""
    total = sum(letters.values())
    rows = []
    for printed, read in {**pairs, **reports}:
        seen, by_eye = pairs[printed, read], reports.get((printed, read), 0)
        of = letters.get(printed, total)
        if by_eye or seen > 1 or len(printed + read) == 2:
            rows.append((-(seen + by_eye) / of, f"{printed}\t{read}\t{seen}\t{of}\t{by_eye}\n"))
    TARGET.write_text(HEAD + "".join(row for _, row in sorted(rows)), encoding="utf-8", newline="\n")


def main() -> None:
    write(*count_engines(), count_reports())


if __name__ == "__main__":
    main()
