"""Engines that read images of lines, one file each behind one small contract.

How a reader of scans uses this package (everything is in pixels of the image that was given):

    from ita_extract.ocr import engine
    from ita_extract.ocr.blocks import find_blocks
    from ita_extract.ocr.ink import letter_height
    from ita_extract.ocr.lines import cut, find_lines

    height = letter_height(page)             # of ko kai, over the whole page: settles cells with digits only
    blocks = find_blocks(page, height)       # running text: columns and paragraphs in reading order (Windows)
    lines = find_lines(region, height)       # of one cell or block: list[TextLine]
    read = engine("thai_print").read_lines([cut(region, line) for line in lines])

`page`, `region`: grey uint8 arrays (rows, columns), dark text on light paper, upright, deskewed, 150–400 dpi;
a cell's image may have its rules at the edges. A table's cell needs no blocks.

The normal form of a line's image: a fixed window around the baseline, `lines.ABOVE` letter heights above it
and `lines.BELOW` under it, at the resolution of the page. Nothing is erased: rules, neighbour lines and pen
strokes stay in the picture, the engines cope with them. `line.window` says where it lies in the region, so
that `line.window.left + x` is a place in the region for every x in the boxes of a `Line`.

Collect the windows of a whole page before calling `read_lines` once: engines batch by width. The answer has
one Line an image, in the same order, with an empty text where nothing is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Any, Protocol, runtime_checkable

from ita_extract.errors import ToolMissing, UsageError
from ita_extract.settings import Settings

ENGINES = ("thai_print", "tesseract")
ENTRY_POINTS = "ita_extract.ocr"


@dataclass(frozen=True, slots=True)
class Line:
    """One line as read.

    confidences: one a character, the chance (0–1) that it is right.
    boxes: one a character, (left, right) in pixels of the image; a mark has the box of its base.
    gaps: one before each character and one at the end, the highest chance (0–1) of something unread there.
    others: one a character, the likeliest other reading, "" where none is likely; empty where none is known.
    """

    text: str
    confidences: tuple[float, ...] = ()
    boxes: tuple[tuple[float, float], ...] = ()
    gaps: tuple[float, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def confidence(self) -> float:
        """The least sure place of the line: what nobody may call surer than this."""
        return min((*self.confidences, *(1 - gap for gap in self.gaps)), default=1.0)


class Named(Protocol):
    """What a document records of the engine that read it.

    version: of the program or the package behind it; languages: those that it reads with, by their ISO 639-2
    codes.
    """

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def languages(self) -> tuple[str, ...]: ...


class Engine(Named, Protocol):
    """What reads images of lines; other packages offer theirs by the entry-point group `ita_extract.ocr`.

    An entry point names a function `load(argument, settings)` that gives the engine. Beside it there may be
    `check(settings)`, which raises UsageError for settings that the engine cannot read with.
    """

    def read_lines(self, images: Sequence[Any]) -> list[Line]:
        """Reads grey uint8 windows (see `lines.cut`) of any height; one Line each, in order.

        Raises ToolMissing when the program or package behind the engine is not there.
        """
        ...


@dataclass(frozen=True, slots=True)
class PageText:
    """A page as Markdown, its tables as HTML or with bars. whole: False where the answer was cut short."""

    markdown: str
    whole: bool = True


@runtime_checkable
class PageEngine(Named, Protocol):
    """What reads whole pages and says nothing of places; offered as engines of lines are."""

    def read_page(self, image: Any) -> PageText:
        """Reads a grey uint8 page that stands upright. Raises InputError when there is no answer."""
        ...


def engine(name: str, settings: Settings | None = None) -> Engine | PageEngine:
    """The engine of that name, ready to read; `name:argument` hands it an argument.

    Raises UsageError for a name that nobody offers, ToolMissing when what it needs is absent.
    """
    module, load = _home(_kind(name))
    argument = name.partition(":")[2]
    made: Engine | PageEngine = getattr(module, load)(argument, settings or Settings())
    return made


def check_engines(settings: Settings) -> None:
    """Raises UsageError for a name that nobody offers, or settings that an engine cannot read with.

    A program or package that is missing is no such error: only the files that need it end with that.
    """
    first, second = settings.ocr_engine, settings.ocr_second_engine
    if _kind(first) == _kind(second):
        advice = "Name another with --ocr-second-engine, or none."
        raise UsageError(f"{_kind(first)} cannot be its own second reader.", advice=advice)
    for name in filter(None, (first, second)):
        _check_engine(name, settings)


def _check_engine(name: str, settings: Settings) -> None:
    if name == Settings().ocr_engine:
        return  # it reads with any settings, and to load it takes half a second
    with suppress(ToolMissing):
        module, _ = _home(_kind(name))
        if check := getattr(module, "check", None):
            check(settings)


def _kind(name: str) -> str:
    """An engine's name without the argument that it is handed."""
    return name.partition(":")[0]


def _home(kind: str) -> tuple[ModuleType, str]:
    """The module of an engine, and the name of the function in it that loads the engine."""
    if kind in ENGINES:
        return import_module(f"{__name__}.{kind}"), "load"
    for entry in entry_points(group=ENTRY_POINTS, name=kind):
        try:
            return import_module(entry.module), entry.attr
        except ImportError as missing:
            message = f"The OCR engine {kind} needs a package that is not installed: {missing}."
            raise ToolMissing(message, advice=f"Install what {_package(entry)} needs.") from missing
    message = f"There is no OCR engine {kind}; known: {', '.join(engine_names())}."
    raise UsageError(message, advice="Choose one of them, or install the package that offers it.")


def _package(entry: EntryPoint) -> str:
    """The package that offers an engine, as pip knows it."""
    return entry.dist.name if entry.dist else entry.module.partition(".")[0]


def engine_names() -> tuple[str, ...]:
    """Our engines, then those that other packages offer."""
    return ENGINES + tuple(sorted({entry.name for entry in entry_points(group=ENTRY_POINTS)}))
