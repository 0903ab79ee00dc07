"""What is damaged in the text layers of PDFs, and what of it is mended: one row a file, as a Markdown table.

usage: python benchmarks/damage.py FOLDER

Damaged signs: private, unmapped and control characters, marks and vowels with no letter to stand on, and an
aa behind a blank that stands for the nikhahit of am. Known: the share of Thai letters inside dictionary
words. Both are counted in the layer as it is, and in the text that is made of it. Pages without a text
layer that can be believed are left aside.
"""

from __future__ import annotations

import logging
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ita_extract import ItaError, Settings, read
from ita_extract.model.document import Cell, Document, Paragraph
from ita_extract.thai.words import known_share

THAI = re.compile("[\u0e01-\u0e5b]")
PRIVATE = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0b-\x1f]|[(]cid:")
TORN = re.compile("(?<![\u0e01-\u0e5b\uf700-\uf71a])[\u0e31-\u0e3a\u0e47-\u0e4e]|(?<=[\u0e01-\u0e2e]) \u0e32")


def main(folder: Path) -> None:
    logging.disable(logging.CRITICAL)
    print("| file | Thai letters | damaged signs, before → after | known, before → after | mends |")
    print("|---|---|---|---|---|")
    for path in sorted(folder.glob("*.pdf")):
        try:
            print(row(path.name, read(path, Settings(ocr="never"))), flush=True)
        except ItaError as error:
            print(f"| {path.name} | {type(error).__name__} | | | |", flush=True)


def row(name: str, document: Document) -> str:
    damaged = {doubt.places[0].page for doubt in document.doubts if doubt.code == "text-layer-damaged"}
    parts = [part for part in printed(document) if part.place.page not in damaged]
    before, after = "\n".join(part.raw for part in parts), "\n".join(part.text for part in parts)
    mends = Counter(rule for part in parts for mend in part.mends for rule in mend.rule.split(", "))
    said = ", ".join(f"{rule} {number}" for rule, number in mends.most_common())
    return (
        f"| {name} | {len(THAI.findall(after)):,} | {signs(before):,} → {signs(after):,} "
        f"| {known(before)} → {known(after)} | {said or '–'} |"
    )


def printed(document: Document) -> Iterator[Cell | Paragraph]:
    for block in document.blocks:
        yield from getattr(block, "cells", (block,))


def signs(text: str) -> int:
    return len(PRIVATE.findall(text)) + len(TORN.findall(text))


def known(text: str) -> str:
    return f"{known_share(text):.3f}" if THAI.search(text) else "–"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
