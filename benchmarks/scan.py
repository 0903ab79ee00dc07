"""Scans of the sample reports read by this reader, by Tesseract, and by img2table with Tesseract.

usage: python benchmarks/scan.py [WORD…]        scans whose names hold one of the words; all by default
       python benchmarks/scan.py --memory       peak memory of 6 and of 60 pages

Each reader reads each file in a process of its own. What it reads goes through the same steps up to the
report, which is compared with that of the report's Word file: letters of the measures (white space aside,
before any repair), digits, dates, scores. Cells and grids are compared with the truth where the report is one
page; a cell that is not in its place is wrong altogether.
Bare Tesseract has no grid: its words are given to the cells that this reader found, which no user could do.
Seconds are processor time of a second reading, on one thread. Tesseract is told to find which way up, which
takes it longer; as it is without, its time is given too, and this reader's as a share of that.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", OMP_THREAD_LIMIT="1")

import cv2
import pikepdf
from rapidfuzz.distance import Levenshtein
from scan_readers import READERS, SETTINGS, seconds

from ita_extract.extraction import document_to_report
from ita_extract.output.json import report_to_json
from ita_extract.readers import read

cv2.setNumThreads(1)

ROOT = Path(__file__).resolve().parent.parent
SCANS = sorted([*(ROOT / "samples" / "scan").iterdir(), *(ROOT / "samples" / "worn").iterdir()])
FIELDS = ("issue", "measure", "owner", "steps", "timeline", "monitoring", "result", "problem")
FIELDS += ("suggestion", "budget", "kpi", "remark")

Facts = dict[str, Any]
Grids = dict[tuple[int, int, int, int, int], str]  # table, row, column and spans of a cell: its text


def facts_of(path: Path) -> tuple[Facts, Grids]:
    """The report of the Word file, and the truth of its tables."""
    known = next(p for p in (ROOT / "golden" / "docx").iterdir() if path.name.startswith(p.name[:-10]))
    sys.path.insert(0, str(ROOT / "tools" / "samples"))
    from truth import load

    report: Facts = json.loads(known.read_text(encoding="utf-8"))
    truth = load(ROOT / "tools" / "samples" / "truth" / f"{known.name[:-10]}.toml")
    tables = [block for block in truth.blocks if block.kind == "table"]
    return report, {
        (number, each.row, each.column, each.row_span, each.column_span): each.text
        for number, table in enumerate(tables)
        for each in table.squares()
    }


def tally(name: str, path: Path) -> Counter[str]:
    document, spent = READERS[name](path)
    report = json.loads(report_to_json(document_to_report(document, SETTINGS)))
    word, truth = facts_of(path)
    counts: Counter[str] = Counter()
    counts["ms"] = round(1000 * spent)
    counts["pages"] = len(document.source.ocr.pages) if document.source.ocr else 0
    who = resource.RUSAGE_CHILDREN if name.startswith("Tesseract") else resource.RUSAGE_SELF
    counts["MiB"] = resource.getrusage(who).ru_maxrss // 1024
    for true, found in paired(word["measures"], report["measures"]):
        compare(true, found, counts)
    scores = (word["assessment"] or {}).get("indicators", [])
    said = {(each["number"], each["score"]) for each in (report["assessment"] or {}).get("indicators", [])}
    counts["scores"] = len(scores)
    counts["exact scores"] = sum((each["number"], each["score"]) in said for each in scores)
    if document.source.pages == 1:
        found = {
            (number, cell.row, cell.column, cell.row_span, cell.column_span): cell.raw
            for number, table in enumerate(document.tables())
            for cell in table.cells
        }
        compare_grids(truth, found, counts)
    return counts


def paired(true: Sequence[Facts], found: Sequence[Facts]) -> Iterator[tuple[Facts, Facts | None]]:
    """Each true measure with the one that was found in its place, by likeness where their numbers differ."""
    left = list(found)
    for number, measure in enumerate(true):
        if len(true) == len(found):
            yield measure, found[number]
            continue
        whole = "".join(text_of(measure, name) for name in FIELDS)
        likest = max(
            left,
            key=lambda each: Levenshtein.normalized_similarity(
                whole, "".join(text_of(each, name) for name in FIELDS)
            ),
            default=None,
        )
        if likest is not None:
            left.remove(likest)
        yield measure, likest


def text_of(measure: Facts | None, name: str) -> str:
    field = measure[name] if measure else None
    return "".join(field["raw"].split()) if field else ""


def compare(true: Facts, found: Facts | None, counts: Counter[str]) -> None:
    for name in FIELDS:
        right, said = text_of(true, name), text_of(found, name)
        counts["letters"] += len(right)
        counts["wrong"] += min(Levenshtein.distance(right, said), max(len(right), 1))
        kept: Counter[str] = Counter()
        for block in Levenshtein.opcodes(right, said):
            if block.tag == "equal":
                kept.update(right[block.src_start : block.src_end])
        for letter, count in Counter(right).items():
            if letter.isdecimal():
                kind = "arabic" if letter.isascii() else "thai"
                counts[kind] += count
                counts[f"{kind} kept"] += kept[letter]
    if true["timeline"]:
        counts["dates"] += 1
        counts["exact dates"] += bool(found) and times(found) == times(true)


def compare_grids(true: Grids, found: Grids, counts: Counter[str]) -> None:
    """A cell that is not in its place counts as one with nothing in it."""
    counts["true cells"], counts["found cells"] = len(true), len(found)
    counts["same cells"] = len(true.keys() & found.keys())
    for spot, text in true.items():
        right, said = "".join(text.split()), "".join(found.get(spot, "").split())
        counts["cell letters"] += len(right)
        counts["cell wrong"] += min(Levenshtein.distance(right, said), max(len(right), 1))


def times(measure: Facts) -> list[Facts]:
    return [{**event, "text": ""} for event in (measure["timeline"] or {"events": []})["events"]]


def row(name: str, reader: str, counts: Counter[str]) -> str:
    cells = counts["true cells"] + counts["found cells"]
    figures = [
        f"{counts['cell wrong'] / counts['cell letters']:.2%}" if cells else "–",
        f"{counts['wrong'] / counts['letters']:.2%}",
        *(f"{counts[f'{kind} kept']} of {counts[kind]}" for kind in ("thai", "arabic")),
        *(f"{counts[f'exact {kind}']} of {counts[kind]}" for kind in ("dates", "scores")),
        f"{2 * counts['same cells'] / cells:.3f}" if cells else "–",
        f"{counts['ms'] / 1000 / max(1, counts['pages']):.2f}",
        f"{counts['MiB']}",
    ]
    return f"| {name} | {reader} | {' | '.join(figures)} |"


def of_itself(*arguments: str) -> Facts:
    run = subprocess.run([sys.executable, __file__, *arguments], capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(run.stderr[-2000:])
    facts: Facts = json.loads(run.stdout.splitlines()[-1])
    return facts


def main(words: list[str]) -> None:
    readers = [
        name
        for name, there in (
            ("ita-extract", True),
            ("Tesseract", shutil.which("tesseract")),
            ("Tesseract as is", shutil.which("tesseract")),
            ("img2table", find_spec("img2table") and shutil.which("tesseract")),
        )
        if there or print(f"{name} is not installed and left out.")
    ]
    heading = (
        "scan",
        "reader",
        "cell CER",
        "CER",
        "Thai digits",
        "Arabic digits",
        "dates",
        "scores",
        "grid F1",
    )
    print(f"| {' | '.join((*heading, 's a page', 'MiB'))} |\n{'|---' * 11}|")
    totals: dict[str, Counter[str]] = {name: Counter() for name in readers}
    for path in SCANS:
        for name in readers:
            if not words or any(word in path.name for word in words):
                counts = Counter(of_itself("--one", name, str(path)))
                print(row(path.name, name, counts), flush=True)
                most = max(totals[name]["MiB"], counts["MiB"])
                totals[name].update(counts)
                totals[name]["MiB"] = most
    for name, counts in totals.items():
        print(row("**all**", name, counts))
    if totals.get("Tesseract as is"):
        share = totals["ita-extract"]["ms"] / totals["Tesseract as is"]["ms"]
        print(f"\nA page takes ita-extract {share:.2f} of Tesseract's time as it is.")


def memory() -> None:
    """Reads the same scanned page many times over, as a PDF of 6 and of 60 pages."""
    with tempfile.TemporaryDirectory() as folder:
        for count in (6, 60):
            path = Path(folder) / f"{count}.pdf"
            with pikepdf.open(ROOT / "samples" / "worn" / "pak-khat-askew.pdf") as pdf:
                while len(pdf.pages) < count:
                    pdf.pages.append(pdf.pages[len(pdf.pages) % 2])
                pdf.save(path)
            facts = of_itself("--many", str(path))
            print(f"{count} pages: {facts['MiB']} MiB at most, {facts['seconds'] / count:.2f} s a page")


def many(path: Path) -> None:
    before = seconds()
    read(path, SETTINGS)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"MiB": peak, "seconds": seconds() - before}))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--one", name, path]:
            print(json.dumps(tally(name, Path(path))))
        case ["--many", path]:
            many(Path(path))
        case ["--memory"]:
            memory()
        case words:
            main(words)
