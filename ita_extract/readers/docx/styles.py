"""What paragraph styles say about numbering, headings and hidden text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ita_extract.readers.docx.names import child, on, value, w, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

# Outline level 9 means body text (17.3.1.20); the model knows six levels of headings.
_BODY_TEXT = 9
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Style:
    """One style with what it takes from those it is based on.

    level: 0 for text, 1 … for headings; number: the numId, ilvl: the list level that it binds itself to.
    """

    level: int = 0
    number: str | None = None
    ilvl: int = 0
    hidden: bool = False


@dataclass
class Styles:
    root: _Element | None
    _elements: dict[str, _Element] = field(init=False)
    _resolved: dict[str, Style] = field(init=False, default_factory=dict)
    default: str = ""

    def __post_init__(self) -> None:
        self._elements = {}
        for element in () if self.root is None else self.root.iterchildren(w("style")):
            name = element.get(w("styleId"), "")
            self._elements.setdefault(name, element)
            if element.get(w("type")) == "paragraph" and element.get(w("default")) in ("1", "true", "on"):
                self.default = name

    def hides_run(self, name: str | None) -> bool:
        """Whether text in that character style is hidden."""
        return name in self._elements and self.of(name).hidden

    def of(self, name: str | None) -> Style:
        """The style of that id; the default paragraph style where no id is given."""
        name = self.default if name is None else name
        if name not in self._resolved:
            self._resolved[name] = self._resolve(name)
        return self._resolved[name]

    def number_of(self, name: str) -> str | None:
        """The numId that the style itself names, for lists that are defined by a style."""
        return value(self._elements.get(name), "pPr", "numPr", "numId")

    def _resolve(self, name: str) -> Style:
        made = Style()
        for element in reversed(list(self._ancestry(name))):
            made = _derived(made, element)
        return made

    def _ancestry(self, name: str | None) -> Iterator[_Element]:
        """The style and those it is based on, nearest first; a circle ends where it began."""
        seen: set[str] = set()
        while name is not None and name not in seen and name in self._elements:
            seen.add(name)
            yield self._elements[name]
            name = value(self._elements[name], "basedOn")


def heading_level(outline: str | None, default: int) -> int:
    """The model's level for Word's outline level."""
    if outline is None:
        return default
    level = whole(outline, _BODY_TEXT)
    return min(level + 1, _DEEPEST) if 0 <= level < _BODY_TEXT else 0


def _derived(base: Style, element: _Element) -> Style:
    properties = child(element, "pPr")
    hidden = on(element, "rPr", "vanish")
    return Style(
        level=heading_level(value(properties, "outlineLvl"), base.level),
        number=value(properties, "numPr", "numId") or base.number,
        ilvl=whole(value(properties, "numPr", "ilvl"), base.ilvl),
        hidden=base.hidden if hidden is None else hidden,
    )
