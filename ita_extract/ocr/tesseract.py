"""Tesseract as a second reader: the program, one call for many lines, killed when it takes too long."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import cv2

from ita_extract.errors import InputError, ToolMissing, UsageError
from ita_extract.ocr import Line
from ita_extract.settings import Settings

_LINE_SECONDS = 2.0  # to read a line, and fifteen times that for the start
_START_SECONDS = 30.0
_LINES_A_CALL = 200
_ONE_LINE = "7"  # Tesseract's page mode for an image of a single line
_PACKAGES = "Install it (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-tha), or use thai_print."
# Tesseract writes sara am as two code points; NFC leaves them apart.
_NIKHAHIT, _SARA_AA, _SARA_AM = chr(0x0E4D), chr(0x0E32), chr(0x0E33)


class Tesseract:
    """Reads with the installed program. languages: codes of its trained data (`tha`)."""

    name = "tesseract"

    def __init__(self, program: str, languages: tuple[str, ...], line_seconds: float = _LINE_SECONDS) -> None:
        self._program, self.languages, self._line_seconds = program, languages, line_seconds

    @cached_property
    def version(self) -> str:
        """As the program gives it: `5.3.0`."""
        told = self._called(["--version"], _START_SECONDS).stdout.split()
        return told[1].decode("utf-8", "replace") if len(told) > 1 else ""

    def read_lines(self, images: Sequence[Any]) -> list[Line]:
        starts = range(0, len(images), _LINES_A_CALL)
        return [line for start in starts for line in self._call(images[start : start + _LINES_A_CALL])]

    def _call(self, images: Sequence[Any]) -> list[Line]:
        with tempfile.TemporaryDirectory(prefix="ita-tesseract-") as name:
            folder = Path(name)
            pages = [folder / f"{number}.png" for number in range(len(images))]
            for page, image in zip(pages, images, strict=True):
                page.write_bytes(cv2.imencode(".png", image)[1].tobytes())
            listing = folder / "pages.txt"
            listing.write_text("".join(f"{page}\n" for page in pages), encoding="utf-8")
            self._run(listing, self._line_seconds * (15 + len(images)))
            texts = (folder / "out.txt").read_text(encoding="utf-8").split("\f")
            table = (folder / "out.tsv").read_text(encoding="utf-8")
        words = _words_by_page(table, len(images))
        return [_line(text, found) for text, found in zip(texts, words, strict=False)]

    def _run(self, listing: Path, seconds: float) -> None:
        languages = "+".join(self.languages)
        words = [
            str(listing),
            str(listing.with_name("out")),
            "-l",
            languages,
            "--psm",
            _ONE_LINE,
            "txt",
            "tsv",
        ]
        done = self._called(words, seconds)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()[:1]
            message = f"Tesseract failed ({''.join(said) or done.returncode})."
            raise ToolMissing(message, advice=f"Are its data for {languages} there? {_PACKAGES}")

    def _called(self, words: Sequence[str], seconds: float) -> subprocess.CompletedProcess[bytes]:
        # More threads than one make Tesseract several times slower, not faster.
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        command = [self._program, *words]
        try:
            return subprocess.run(command, capture_output=True, timeout=seconds, env=environment, check=False)
        except subprocess.TimeoutExpired as slow:
            raise InputError(f"Tesseract did not end within {seconds:.0f} seconds and was stopped.") from slow
        except OSError as broken:
            raise ToolMissing(f"Tesseract cannot be run: {broken}.", advice=_PACKAGES) from broken


def check(settings: Settings) -> None:
    """Raises UsageError where the settings name no languages."""
    _codes(settings.ocr_languages)


def load(_argument: str, settings: Settings) -> Tesseract:
    """The engine with the program on the path. Raises ToolMissing, or UsageError for no languages."""
    program = shutil.which("tesseract")
    if program is None:
        raise ToolMissing("The OCR engine tesseract needs the program of that name.", advice=_PACKAGES)
    return Tesseract(program, _codes(settings.ocr_languages))


def _codes(languages: str) -> tuple[str, ...]:
    codes = tuple(code.strip() for code in languages.split("+"))
    if not all(codes):
        message = f"“{languages}” names no languages."
        raise UsageError(message, advice="Name them as Tesseract does: --ocr-languages tha+eng.")
    return codes


_Word = tuple[str, float, float, float]  # text, confidence 0–1, left, right


def _words_by_page(table: str, pages: int) -> list[list[_Word]]:
    """Tesseract's TSV as the words of each image."""
    found: list[list[_Word]] = [[] for _ in range(pages)]
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5" and row["text"].strip():
            left, width = float(row["left"]), float(row["width"])
            word = (_composed(row["text"]), float(row["conf"]) / 100, left, left + width)
            found[int(row["page_num"]) - 1].append(word)
    return found


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace(_NIKHAHIT + _SARA_AA, _SARA_AM)


def _line(text: str, words: list[_Word]) -> Line:
    text = " ".join(_composed(text).split())
    marks = _spread(words)
    confidences, boxes, last = [], [], (0.0, (0.0, 0.0))
    for character in text:
        if character != " ":
            last = next(marks, last)
        confidences.append(last[0])
        boxes.append(last[1])
    return Line(text, tuple(confidences), tuple(boxes), (0.0,) * (len(text) + 1))


def _spread(words: list[_Word]) -> Iterator[tuple[float, tuple[float, float]]]:
    """Confidence and box of each character: the word's confidence, its width in equal parts."""
    for text, confidence, left, right in words:
        step = (right - left) / len(text)
        for number in range(len(text)):
            yield confidence, (left + number * step, left + (number + 1) * step)
