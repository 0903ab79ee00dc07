"""The faces of fonts.tsv and the drawing of text with them, shaped by raqm: marks stand in their places."""

from __future__ import annotations

import csv
import os
import random
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import ImageDraw, ImageFont

_CLUSTER = re.compile(r"[เแโใไ]?[ก-ฮ][ัิีึืุู็-์]*[ะาำ]?|.", re.S)
BLANKS = " \t"


@dataclass(frozen=True)
class Face:
    """One face of one family. `files`: the Thai file first, then the family's Latin file if it has one."""

    name: str
    files: tuple[str, ...]
    weight: float
    role: str


def font_roots() -> tuple[Path, Path]:
    """Where apt put its fonts and where npm did (environment ITA_APT_FONTS, ITA_NPM_FONTS)."""
    apt = os.environ.get("ITA_APT_FONTS", "/usr/share/fonts/truetype")
    npm = os.environ.get("ITA_NPM_FONTS", str(Path(__file__).parent / "fonts" / "node_modules"))
    return Path(apt), Path(npm)


@cache
def faces() -> tuple[Face, ...]:
    """Every face that fonts.tsv lists; a missing file is an error, for fewer faces make another model."""
    apt, npm = font_roots()
    lines = Path(__file__).with_name("fonts.tsv").read_text(encoding="utf-8").splitlines()
    table = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    found = []
    for row in table:
        root = npm if row["source"].startswith("npm ") else apt
        files = tuple(str(root / name) for name in row["files"].split(" "))
        if missing := [name for name in files if not Path(name).exists()]:
            raise SystemExit(f"{row['face']}: {missing[0]} is missing; install {row['source']}")
        found.append(Face(row["face"], files, float(row["weight"]), row["role"] or ""))
    return tuple(found)


@lru_cache(500)
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.RAQM)


@cache
def _coverage(path: str) -> frozenset[int]:
    return frozenset(TTFont(path, lazy=True).getBestCmap())


@lru_cache(5000)
def letter_height(path: str, size: int) -> float:
    """Height of ko kai above the baseline, in pixels."""
    return -_font(path, size).getbbox("ก", anchor="ls")[1]


@lru_cache(5000)
def _cap_height(path: str, size: int) -> float:
    return max(1.0, -_font(path, size).getbbox("H", anchor="ls")[1])


@dataclass(frozen=True)
class Setting:
    """How one line is set: face, size, letter spacing in pixels, the factor on spaces of a justified line,
    that on the size of points, which copies lose first, and the width of a tab in pixels."""

    face: Face
    size: int
    spacing: float = 0.0
    gap: float = 1.0
    latin: tuple[str, int] | None = None
    point: float = 1.0
    tab: float = 0.0

    @property
    def height(self) -> float:
        return letter_height(self.face.files[0], self.size)

    @classmethod
    def choose(cls, rng: random.Random, face: Face, height: float) -> Setting:
        """A setting whose ko kai is about `height` pixels high."""
        size = max(6, round(100 * height / letter_height(face.files[0], 100)))
        latin = None
        if rng.random() < 0.15:
            path = rng.choice([f for f in faces() if f.role == "latin"]).files[0]
            latin = (path, max(6, round(size * height * rng.uniform(1.05, 1.35) / _cap_height(path, size))))
        spacing = 0.0
        if rng.random() < 0.15:
            spacing = height * (rng.uniform(0.02, 0.35) if rng.random() < 0.5 else rng.uniform(-0.1, 0.02))
        gap = 1.0 if rng.random() < 0.75 else rng.uniform(0.7, 2.8)
        point = 1.0 if rng.random() < 0.85 else rng.uniform(0.6, 0.9)
        return cls(face, size, spacing, gap, latin, point, height * rng.uniform(1.5, 12))

    def _source(self, character: str, previous: tuple[str, int] | None) -> tuple[str, int] | None:
        code = ord(character)
        if character in BLANKS and previous and 32 in _coverage(previous[0]):
            return previous
        if self.latin and 32 < code < 127:
            return self.latin
        for path in self.face.files:
            if code in _coverage(path):
                return path, self.size
        symbols = next(f for f in faces() if f.role == "symbols").files[0]
        return (symbols, self.size) if code in _coverage(symbols) else None

    def runs(self, text: str) -> list[tuple[str, tuple[str, int]]] | None:
        """Stretches of text with the font file that has their characters; None when none has one of them."""
        sources: list[tuple[str, int]] = []
        for character in text:
            source = self._source(character, sources[-1] if sources else None)
            if source is None:
                return None
            sources.append(source)
        pairs = groupby(zip(text, sources, strict=True), key=lambda pair: pair[1])
        return [("".join(c for c, _ in group), source) for source, group in pairs]

    def pieces(self, text: str) -> list[tuple[str, ImageFont.FreeTypeFont, float]] | None:
        """What is drawn in turn: text, font and the advance after it."""
        runs = self.runs(text)
        if runs is None:
            return None
        out = []
        for run, source in runs:
            font, small = _font(*source), _font(source[0], max(4, round(source[1] * self.point)))
            out += [
                (part, small if part == "." else font, self._advance(part, font)) for part in self._parts(run)
            ]
        return out

    def _advance(self, part: str, font: ImageFont.FreeTypeFont) -> float:
        if part == "\t":
            return self.tab
        return font.getlength(part) * (self.gap if part == " " else 1.0) + self.spacing

    def _parts(self, run: str) -> list[str]:
        """What can be drawn at once."""
        if self.spacing:
            return _CLUSTER.findall(run)
        if self.gap != 1.0 or self.point != 1.0 or "\t" in run:
            return [part for part in re.split(r"([ .\t])", run) if part]
        return [run]


def draw_line(
    draw: ImageDraw.ImageDraw, x: float, y: float, pieces: list[tuple[str, ImageFont.FreeTypeFont, float]]
) -> None:
    """Ink 255 on an "L" image, baseline at y."""
    for part, font, advance in pieces:
        if part not in BLANKS:
            draw.text((x, y), part, font=font, anchor="ls", fill=255)
        x += advance
