"""Rules on a page as pdfplumber's edges: merged, sorted into groups that touch, cleaned and closed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ita_extract.model.document import Box

SNAP = 3.0
Edge = dict[str, Any]
_SHORTEST = 4.0
_ENDS: dict[str, Any] = {"x0": min, "top": min, "x1": max, "bottom": max}


def merge(rules: Iterable[Box]) -> list[Edge]:
    from pdfplumber.table import merge_edges

    edges = [_edge(rule) for rule in rules]
    if not edges:
        return []
    merged = merge_edges(edges, SNAP, SNAP, SNAP, SNAP)
    return [
        edge for edge in merged if max(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]) >= _SHORTEST
    ]


def _edge(rule: Box) -> Edge:
    width, height = rule.x1 - rule.x0, rule.bottom - rule.top
    return {
        "orientation": "h" if width >= height else "v",
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": width,
        "height": height,
        "object_type": "line",
    }


def touching(edges: list[Edge]) -> list[list[Edge]]:
    """Groups of rules that cross or meet, with those that stand beside one as part of its table."""
    groups = _with_loose(_meeting(edges))
    return [group for group in groups if len(group) >= 3]


def _with_loose(groups: list[list[Edge]]) -> list[list[Edge]]:
    """Upright rules that meet no level one stand at the sides of a cell that is merged over the whole page.

    They belong to the table whose upright rules begin and end with them.
    """
    loose = [group for group in groups if all(edge["orientation"] == "v" for edge in group)]
    firm = [group for group in groups if any(edge["orientation"] == "h" for edge in group)]
    beside = {_heights(edge): group for group in firm for edge in group if edge["orientation"] == "v"}
    for group in loose:
        for edge in group:
            beside.get(_heights(edge), []).append(edge)
    return firm


def _heights(edge: Edge) -> tuple[int, int]:
    return round(edge["top"] / SNAP), round(edge["bottom"] / SNAP)


def _meeting(edges: list[Edge]) -> list[list[Edge]]:
    """Groups of rules that cross or meet, by a sweep from left to right over their boxes."""
    order = sorted(range(len(edges)), key=lambda number: edges[number]["x0"])
    parent = list(range(len(edges)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    open_ones: list[int] = []
    for number in order:
        edge = edges[number]
        open_ones = [other for other in open_ones if edges[other]["x1"] + SNAP >= edge["x0"]]
        for other in open_ones:
            if edges[other]["top"] <= edge["bottom"] + SNAP and edge["top"] <= edges[other]["bottom"] + SNAP:
                parent[root(number)] = root(other)
        open_ones.append(number)
    groups: dict[int, list[Edge]] = {}
    for number in range(len(edges)):
        groups.setdefault(root(number), []).append(edges[number])
    return list(groups.values())


def anchored(edges: list[Edge]) -> list[Edge]:
    """Without arrows and underlines: a rule of a table does not end in the middle of a cell.

    An end is held where a rule crosses near it, or at the outside of the whole.
    """
    if not edges:
        return edges
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    level = [edge for edge in edges if edge["orientation"] == "h"]
    whole = extent(edges)
    kept = [edge for edge in level if _held(edge, upright, ("x0", "x1"), ("top", "bottom"), whole)]
    kept += [edge for edge in upright if _held(edge, kept, ("top", "bottom"), ("x0", "x1"), whole)]
    return kept


def extent(edges: list[Edge]) -> dict[str, float]:
    return {key: pick(edge[key] for edge in edges) for key, pick in _ENDS.items()}


def _held(
    edge: Edge,
    others: list[Edge],
    ends: tuple[str, str],
    across: tuple[str, str],
    whole: dict[str, float],
) -> bool:
    """ends: the keys of the rule's two ends, which are the others' place; across: of its place."""
    place = edge[across[0]]
    for end in ends:
        at = edge[end]
        outside = abs(at - whole[ends[0]]) <= 2 * SNAP or abs(at - whole[ends[1]]) <= 2 * SNAP
        if not outside and not any(
            abs(other[ends[0]] - at) <= SNAP and other[across[0]] - SNAP <= place <= other[across[1]] + SNAP
            for other in others
        ):
            return False
    return True


def closing(edges: list[Edge]) -> list[Edge]:
    """Rules along the sides of the whole where upright or level ones end open."""
    if not edges:
        return []
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    level = [edge for edge in edges if edge["orientation"] == "h"]
    whole = extent(edges)
    sides = [side for end in ("x0", "x1") for side in _beside(upright, level, end, whole)]
    upright += sides
    return sides + [side for end in ("top", "bottom") for side in _across(upright, level, end, whole[end])]


def _across(upright: list[Edge], level: list[Edge], end: str, y: float) -> list[Edge]:
    ends = [edge for edge in upright if abs(edge[end] - y) <= 2 * SNAP]
    if len(ends) < 2:
        return []
    x0, x1 = min(edge["x0"] for edge in ends), max(edge["x1"] for edge in ends)
    if x1 - x0 <= 10 * SNAP or _covered(level, "top", y, ("x0", "x1"), (x0, x1)):
        return []
    return [_edge(Box(x0, y, x1, y))]


def _beside(upright: list[Edge], level: list[Edge], end: str, whole: dict[str, float]) -> list[Edge]:
    """A table without its outer upright rules: level ones end at one place, or there is but one.

    A table that goes on from the page before may have no other than that at its foot.
    """
    x, top, bottom = whole[end], whole["top"], whole["bottom"]
    ends = [edge for edge in level if abs(edge[end] - x) <= 2 * SNAP]
    if len(ends) < 2 and not (ends == level and len(upright) >= 2):
        return []
    if bottom - top <= 3 * SNAP or _covered(upright, "x0", x, ("top", "bottom"), (top, bottom)):
        return []
    return [_edge(Box(x, top, x, bottom))]


def _covered(
    edges: list[Edge], across: str, place: float, ends: tuple[str, str], span: tuple[float, float]
) -> bool:
    """Whether rules at that place already reach from one end of the span to the other."""
    low, high = span
    parts = sorted((edge[ends[0]], edge[ends[1]]) for edge in edges if abs(edge[across] - place) <= 2 * SNAP)
    for start, stop in parts:
        if start > low + 2 * SNAP:
            return False
        low = max(low, stop)
    return low >= high - 2 * SNAP
