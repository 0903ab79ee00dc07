"""SmartArt: the text of its shapes, in the order in which they are connected (ECMA-376 part 1, 21.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ita_extract.readers.docx.names import whole

if TYPE_CHECKING:
    from lxml.etree import _Element

_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DIAGRAM = _DGM + "relIds"


def data_id(diagram: _Element) -> str:
    """The relation that leads to its data."""
    return diagram.get(_R + "dm", "")


def diagram_lines(data: _Element) -> Iterator[str]:
    """Each shape's text, behind it those below it; shapes that nothing leads to in the file's order."""
    points = {point.get("modelId", ""): point for point in data.iter(_DGM + "pt")}
    below = _connections(data)
    inner = {name for names in below.values() for name in names}
    seen: set[str] = set()
    for name in (*(name for name in points if name not in inner), *points):
        for reached in _reached(name, below, seen):
            if text := _text(points.get(reached)):
                yield text


def _connections(data: _Element) -> Mapping[str, Sequence[str]]:
    """By point, the points below it in their order."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for link in data.iter(_DGM + "cxn"):
        if link.get("type", "parOf") == "parOf":
            found[link.get("srcId", "")].append((whole(link.get("srcOrd")), link.get("destId", "")))
    return {name: [below for _, below in sorted(links)] for name, links in found.items()}


def _reached(name: str, below: Mapping[str, Sequence[str]], seen: set[str]) -> Iterator[str]:
    """The point and what lies below it, depth first, each once."""
    waiting = [name]
    while waiting:
        point = waiting.pop()
        if point not in seen:
            seen.add(point)
            yield point
            waiting += reversed(below.get(point, ()))


def _text(point: _Element | None) -> str:
    if point is None or point.get("type", "node") not in ("node", "asst"):
        return ""
    paragraphs = ("".join(text.text or "" for text in p.iter(_A + "t")) for p in point.iter(_A + "p"))
    return "\n".join(filter(None, paragraphs))
