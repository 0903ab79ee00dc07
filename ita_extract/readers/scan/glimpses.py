"""Regions of a sheet → what the engine reads in them, letter by letter, in points of the sheet."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from ita_extract.model.document import Box
from ita_extract.ocr import Engine, Line
from ita_extract.ocr.ink import Image, grey_level
from ita_extract.ocr.lines import TextLine, Window, cut, find_lines
from ita_extract.readers.print.clusters import Cluster
from ita_extract.readers.scan.checkboxes import with_checkboxes
from ita_extract.readers.scan.second import LineReadTwice, Rival
from ita_extract.readers.scan.sheet import Sheet
from ita_extract.readers.scan.ticks import with_tick
from ita_extract.thai.glyphs import MARKS

_EM = 2.4  # letter heights to an em of Thai type
_SPECK = 0.5  # of confidence, under which a mark by itself is taken for dirt
_AT_ONCE = 150  # lines to a call, after which the clock is looked at
_WHITE = 190  # grey levels: white paper is no darker
_INK_OF_WHITE_PRINT = 1.6  # times as far from the paper as any darker ink


Chance = tuple[float, str | None]
"""That a character is right and none is missing beside it (0–1); what else it may be, "" where nothing else
is likely, None where the engine does not say."""


@dataclass(slots=True)
class Glimpse(Cluster):
    """A letter and its marks. confidence: the chance (0–1) that it is right and none is missing beside it.

    chances: of the letter and each mark; rival: of the number that begins here.
    """

    chances: list[Chance] = field(default_factory=list)
    rival: Rival | None = None

    @property
    def confidence(self) -> float:
        return min((chance for chance, _ in self.chances), default=1.0)

    @property
    def is_digit(self) -> bool:
        return self.text.isdecimal()

    @property
    def other(self) -> str:
        """What else a digit may be."""
        return (self.chances[0][1] or "") if self.is_digit and self.chances else ""


@dataclass(frozen=True, slots=True)
class Region:
    """Part of a sheet that is read by itself, and the lines in it.

    window: in pixels of the sheet; bare: the image without rules.
    """

    window: Window
    image: Image
    bare: Image
    lines: tuple[TextLine, ...]


@dataclass(slots=True)
class Clock:
    """When the reading of a page has to end; late: it did not end in time."""

    end: float
    late: bool = field(default=False)

    @classmethod
    def of(cls, seconds: float) -> Clock:
        return cls(time.monotonic() + seconds)

    def is_over(self) -> bool:
        self.late = self.late or time.monotonic() > self.end
        return self.late


def look(sheet: Sheet, unruled: Image, window: Window) -> Region:
    """The lines of a part of the sheet. unruled: the sheet without rules, where lines are looked for."""
    rows, columns = slice(window.top, window.bottom), slice(window.left, window.right)
    image, bare = sheet.image[rows, columns], unruled[rows, columns]
    if _is_white_on_dark(bare):
        image, bare = 255 - image, 255 - bare
    return Region(window, image, bare, tuple(find_lines(bare, sheet.height)))


def read_regions(
    sheet: Sheet, regions: Sequence[Region], engine: Engine, clock: Clock
) -> list[list[list[Glimpse]]]:
    """For each region its lines, each as glimpses from left to right. What the clock forbids is empty."""
    windows = [cut(region.image, line) for region in regions for line in region.lines]
    read: list[Line] = []
    while len(read) < len(windows) and not clock.is_over():
        read += engine.read_lines(windows[len(read) : len(read) + _AT_ONCE])
    answers = iter(read + [Line("")] * (len(windows) - len(read)))
    return [
        [
            part
            for line in region.lines
            for part in _without_specks(
                _glimpses(sheet, region, line, _with_marks(region, line, next(answers)))
            )
        ]
        for region in regions
    ]


def _with_marks(region: Region, place: TextLine, line: Line) -> Line:
    return with_checkboxes(region.bare, place, with_tick(region.bare, place, line))


def _without_specks(line: list[Glimpse]) -> list[list[Glimpse]]:
    """The line, and apart from it the words that are unsure marks only, as specks are read."""
    runs = [list(run) for _, run in groupby(line, attrgetter("is_space"))]
    kept: list[Glimpse] = []
    specks: list[list[Glimpse]] = []
    for before, run in zip([[], *runs], runs, strict=False):
        if all(map(_is_speck, run)):
            specks.append(run)
        elif not run[0].is_space:
            kept += [*(before if kept else []), *run]
    return [kept, *specks] if specks else [line]


def _is_speck(glimpse: Glimpse) -> bool:
    is_mark = not glimpse.is_space and not any(letter.isalnum() for letter in glimpse.text)
    return is_mark and glimpse.confidence < _SPECK


def _glimpses(sheet: Sheet, region: Region, place: TextLine, line: Line) -> list[Glimpse]:
    owners = _owners(sheet, region, place, line)
    found = list({id(glimpse): glimpse for glimpse in owners}.values())
    _trim(found, _inked(region, place), region.window.left, sheet.scale)
    if isinstance(line, LineReadTwice):
        for conflict in line.conflicts:
            run = owners[conflict.start : conflict.end]
            run[0].rival = Rival(conflict, line.names, box_around(run))
    return found


def _owners(sheet: Sheet, region: Region, place: TextLine, line: Line) -> list[Glimpse]:
    """The glimpse of each character of the line; a mark is in that of its base."""
    left = region.window.left + place.window.left
    y = (region.window.top + place.baseline) * sheet.scale
    size = _EM * place.height * sheet.scale
    owners: list[Glimpse] = []
    for number, letter in enumerate(line.text):
        chance = _sureness(line, number), line.others[number] if line.others else None
        if letter in MARKS and owners and not owners[-1].is_space:
            owners.append(_marked(owners[-1], letter, chance))
            continue
        x0, x1 = ((left + x) * sheet.scale for x in line.boxes[number])
        owners.append(
            Glimpse(letter, letter, x0, x1, y, size, False, 0, False, letter == " ", chances=[chance])
        )
    return owners


def _marked(base: Glimpse, mark: str, chance: Chance) -> Glimpse:
    base.raw += mark
    base.text += mark
    base.chances.append(chance)
    return base


def box_around(line: Sequence[Glimpse]) -> Box:
    """Around glimpses of one line, from left to right, their marks included."""
    top = min(part.y - 0.8 * part.size for part in line)
    bottom = max(part.y + 0.25 * part.size for part in line)
    return Box(line[0].x0, top, line[-1].x1, bottom)


def _inked(region: Region, place: TextLine) -> NDArray[np.intp]:
    """The columns of the region in which letters of the line stand."""
    top, bottom = round(place.baseline - place.height), round(place.baseline)
    band = region.image[max(0, top) : max(1, bottom)]
    if not band.size:
        return np.zeros(0, np.intp)
    dark, paper = grey_level(band, 0.02), grey_level(band, 0.8)
    return np.flatnonzero((band < (dark + paper) / 2).any(0))


def _trim(line: list[Glimpse], inked: NDArray[np.intp], left: int, scale: float) -> None:
    """Letters beside white paper end where their ink does: the engine knows their middles only."""
    for before, glimpse, after in zip([None, *line], line, [*line[1:], None], strict=False):
        if glimpse.is_space:
            continue
        own = inked[np.searchsorted(inked, glimpse.x0 / scale - left) :]
        own = own[: np.searchsorted(own, glimpse.x1 / scale - left)]
        if not len(own):
            continue
        if before is None or before.is_space:
            glimpse.x0 = (left + int(own[0])) * scale
        if after is None or after.is_space:
            glimpse.x1 = (left + int(own[-1]) + 1) * scale


def _sureness(line: Line, number: int) -> float:
    """Of one character: its own, and that nothing is missing before it (or behind the last one)."""
    gap = line.gaps[number] if line.gaps else 0.0
    if line.gaps and number == len(line.text) - 1:
        gap = max(gap, line.gaps[-1])
    return min(line.confidences[number], 1 - gap)


def _is_white_on_dark(region: Image) -> bool:
    if region.size < 64 or 2 * np.count_nonzero(region < _WHITE) < region.size:
        return False
    dark, paper, light = np.percentile(region, (1, 50, 99))
    return bool(light - paper > _INK_OF_WHITE_PRINT * max(8.0, paper - dark))
