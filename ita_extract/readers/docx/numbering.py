"""Automatic list numbers: what Word prints before a paragraph though its text does not hold it.

A paragraph names a list instance (w:num); the instance names a definition (w:abstractNum) with up to nine
levels, and may override some. Instances of one definition count on together unless an override restarts them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ita_extract.readers.docx.counting import count
from ita_extract.readers.docx.names import child, on, value, w, whole
from ita_extract.readers.docx.styles import Style, Styles
from ita_extract.readers.docx.symbols import draw

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAX_LEVELS = 9
_NO_LIST = "0"
_PLACEHOLDER = re.compile(r"%([1-9])")
_GAPS = {"tab": " ", "space": " ", "nothing": ""}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: %1 … %9 in pattern stand for the numbers of levels 1 … 9.

    restart: the level (1-based) whose use restarts this one; None for any above it, 0 for never.
    legal: every number in Arabic digits; style: the paragraph style bound to it.
    """

    start: int = 1
    number_format: str = "decimal"
    pattern: str = ""
    gap: str = " "
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A list instance: its levels, overrides included, and whose counters it moves."""

    definition: str
    levels: dict[int, Level]
    restarts: dict[int, int]


@dataclass
class Numbering:
    """The counters of one document; ask for each paragraph's label once, in document order."""

    root: _Element | None
    styles: Styles
    _lists: dict[str, List | None] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._instances = self._by_id("num", "numId")
        self._definitions = self._by_id("abstractNum", "abstractNumId")

    def label(self, properties: _Element | None, style_name: str | None, style: Style) -> str:
        """The printed number or bullet with the gap behind it; "" for a paragraph outside lists."""
        number = value(properties, "numPr", "numId") or style.number
        if number is None or number == _NO_LIST:
            return ""
        chosen = self._list(number)
        if chosen is None:
            return ""
        named = value(properties, "numPr", "ilvl")
        ilvl = self._bound_level(chosen, style_name, style) if named is None else whole(named)
        ilvl = min(max(ilvl, 0), _MAX_LEVELS - 1)
        level = chosen.levels.get(ilvl)
        return "" if level is None else self._counted(number, chosen, ilvl, level)

    def _bound_level(self, chosen: List, style_name: str | None, style: Style) -> int:
        bound = (n for n, level in chosen.levels.items() if style_name and level.style == style_name)
        return next(bound, style.ilvl)

    def _counted(self, number: str, chosen: List, ilvl: int, level: Level) -> str:
        counters = self._counters.setdefault(chosen.definition, {})
        self._restart(number, chosen, ilvl, counters)
        counters[ilvl] = counters[ilvl] + 1 if ilvl in counters else level.start
        for deeper in [n for n in counters if n > ilvl]:
            if _restarts(chosen.levels.get(deeper), ilvl):
                del counters[deeper]
        label = _PLACEHOLDER.sub(
            lambda found: _number(chosen, counters, int(found[1]) - 1, level), level.pattern
        )
        return label + level.gap if label else ""

    def _restart(self, number: str, chosen: List, ilvl: int, counters: dict[int, int]) -> None:
        """An override's start value counts when the instance first uses that level."""
        if ilvl in chosen.restarts and (number, ilvl) not in self._started:
            self._started.add((number, ilvl))
            counters[ilvl] = chosen.restarts[ilvl] - 1

    def _by_id(self, name: str, key: str) -> dict[str, _Element]:
        elements = () if self.root is None else self.root.iterchildren(w(name))
        return {element.get(w(key), ""): element for element in elements}

    def _list(self, number: str) -> List | None:
        if number not in self._lists:
            self._lists[number] = self._read_list(number)
        return self._lists[number]

    def _read_list(self, number: str) -> List | None:
        instance = self._instances.get(number)
        name = value(instance, "abstractNumId")
        if instance is None or name is None or name not in self._definitions:
            return None
        linked = value(self._definitions[name], "numStyleLink")
        if linked is not None:
            # Only one step: the style's own list holds the levels.
            name = value(self._instances.get(self.styles.number_of(linked) or ""), "abstractNumId") or name
        levels = _levels(self._definitions[name]) if name in self._definitions else {}
        overrides = list(instance.iterchildren(w("lvlOverride")))
        for override in overrides:
            levels |= _levels(override)
        starts = {whole(o.get(w("ilvl"))): value(o, "startOverride") for o in overrides}
        return List(
            name, levels, {ilvl: whole(start, 1) for ilvl, start in starts.items() if start is not None}
        )


def _restarts(level: Level | None, used: int) -> bool:
    """Whether a level begins anew after the level `used` (0-based) above it."""
    return level is None or level.restart is None or used < level.restart


def _number(chosen: List, counters: dict[int, int], ilvl: int, shown_in: Level) -> str:
    level = chosen.levels.get(ilvl, Level())
    number_format = "decimal" if shown_in.legal and level.number_format != "none" else level.number_format
    return count(counters.get(ilvl, level.start), number_format)


def _levels(parent: _Element) -> dict[int, Level]:
    return {whole(element.get(w("ilvl"))): _level(element) for element in parent.iterchildren(w("lvl"))}


def _level(element: _Element) -> Level:
    restart = value(element, "lvlRestart")
    number_format = value(element, "numFmt") or "decimal"
    hidden = on(element, "rPr", "vanish")
    return Level(
        start=whole(value(element, "start")),
        number_format=number_format,
        pattern="" if hidden else _pattern(element),
        gap=_GAPS.get(value(element, "suff") or "tab", " "),
        restart=None if restart is None else whole(restart),
        legal=on(element, "isLgl") is True,
        style=value(element, "pStyle"),
    )


def _pattern(element: _Element) -> str:
    fonts = child(element, "rPr", "rFonts")
    font = "" if fonts is None else fonts.get(w("ascii"), fonts.get(w("hAnsi"), ""))
    return draw(value(element, "lvlText") or "", font)
