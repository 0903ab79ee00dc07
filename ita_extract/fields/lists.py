"""A cell's text → its list: one item for each number, letter or bullet that opens one, nested as printed.

The sequence is the evidence. A mark that begins a line opens an item; one inside a line does so only where
its neighbours count with it. A cell without a list is one item, and so is a lone "-"; an empty cell has none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from ita_extract.ita.mark import Mark
from ita_extract.ita.marks import find_marks, is_dash, opens_list, refers

# Marks that open an item by themselves at the start of a line; the others need a second to count with them.
_STRONG = frozenset(("1.", "1)", "(1)", "①"))
# Those of them that are not written for the paragraphs of a law, the first of which may stand elsewhere.
_HALF_OPEN = frozenset(("1.", "1)"))
_FARTHEST_JUMP = 2
_HIGHEST_ALONE = 30
# How far back the item is looked for that a mark stands in.
_NEAR_MARKS = 100


@dataclass(frozen=True, slots=True)
class Item:
    """number: as printed, in Arabic digits, without punctuation, None for a bullet; words that are printed
    with the number ("Step 1") stay with it."""

    number: str | None
    text: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """text: the cell with each item on a line of its own; what introduces a list is in it, not in items."""

    text: str
    items: tuple[Item, ...]


def read_list(text: str) -> Listing:
    """text: clean; a newline in it ends a paragraph."""
    text = text.strip()
    if not text:
        return Listing("", ())
    marks = _choose(text, find_marks(text))
    if not marks:
        return Listing(text, (Item(None, text),))
    return Listing(_on_lines(text, marks), _nest(text, marks))


def _on_lines(text: str, marks: Sequence[Mark]) -> str:
    """Each item on a line of its own, except that one without text stays before its first inner item."""
    lines = [text[: marks[0].start].strip()]
    for mark, after in zip_longest(marks, marks[1:]):
        line = text[mark.start : after.start if after else len(text)]
        bare = after and line.strip() == text[mark.start : mark.end].strip() and "\n" not in line
        lines.append(line.strip() + (" " if bare else "\n"))
    return "".join([f"{lines[0]}\n" if lines[0] else "", *lines[1:]]).rstrip()


def pieces(text: str) -> tuple[str, ...]:
    """The texts of the list without their marks, in order, the one that introduces it first."""
    marks = _choose(text, find_marks(text))
    begins = [0, *(mark.end for mark in marks)]
    ends = [*(mark.start for mark in marks), len(text)]
    return tuple(filter(None, (text[a:b].strip() for a, b in zip(begins, ends, strict=True))))


# Choosing


_Counts = dict[tuple[object, ...], int]


def _choose(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The candidates that open items."""
    if not marks:
        return []
    followed = _Followers(marks)
    dashes = _dash_styles(text, marks)
    last: _Counts = {}
    chosen: list[Mark] = []
    for mark in marks:
        if chosen and chosen[-1].start == mark.start:
            continue
        if mark.where == "behind":
            mark = _settle(text, mark, chosen)
        if _counts(mark, last, followed.come(mark, chosen)) if mark.path else _opens_bullet(mark, dashes):
            chosen.append(mark)
            last[_sequence(mark)] = mark.path[-1] if mark.path else 0
            if mark.style in _STRONG or len(mark.path) > 1:
                last[()] = mark.path[0]
    return _without_blanks(text, _without_references(text, chosen))


def _settle(text: str, mark: Mark, chosen: Sequence[Mark]) -> Mark:
    """A mark behind one that opens an item begins that item's text."""
    begins = bool(chosen) and not text[chosen[-1].end : mark.start].strip()
    return replace(mark, where="line" if begins else "space")


def _sequence(mark: Mark) -> tuple[object, ...]:
    return (mark.style, mark.path[:-1])


class _Followers:
    """Where the next number of each sequence stands; plain numbers count with one another."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._starts: dict[tuple[object, ...], list[int]] = {}
        for mark in marks:
            self._starts.setdefault((mark.style,), []).append(mark.start)
            if mark.path:
                self._starts.setdefault(self._key(mark, 0), []).append(mark.start)

    def come(self, mark: Mark, chosen: Sequence[Mark]) -> bool:
        """Whether the number after mark's comes: for a weak mark inside an item, before that item ends."""
        follower = self._first(self._key(mark, 1), mark.start)
        if follower is None or mark.style in _STRONG:
            return follower is not None
        outer = next((one for one in reversed(chosen[-_NEAR_MARKS:]) if one.style != mark.style), None)
        end = self._first((outer.style,), mark.start) if outer else None
        return end is None or follower < end

    @staticmethod
    def _key(mark: Mark, step: int) -> tuple[object, ...]:
        sequence = ("plain",) if mark.style in _STRONG else _sequence(mark)
        return (*sequence, mark.path[-1] + step)

    def _first(self, key: tuple[object, ...], after: int) -> int | None:
        starts = self._starts.get(key, [])
        index = bisect_right(starts, after)
        return starts[index] if index < len(starts) else None


def _counts(mark: Mark, last: _Counts, followed: bool) -> bool:
    """A numbered mark opens an item."""
    value, before = mark.path[-1], last.get(_sequence(mark))
    next_one = before is not None and value in (before, before + 1)
    if mark.where == "glued":
        strong = mark.style in _STRONG
        return strong and (value - 1 == before or (value == 1 and followed))
    if mark.style in _STRONG:
        if mark.where == "line":
            return next_one or followed or value <= _HIGHEST_ALONE
        if before is None:
            return (followed and (value == 1 or mark.style in _HALF_OPEN)) or last.get(()) == value - 1
        return next_one or value == 1 or followed or before < value <= before + _FARTHEST_JUMP
    if next_one or (value == 1 and (followed or _opens_cell(mark))):
        return True
    return len(mark.path) > 1 and (value == 1 or mark.where == "line") and _parent_is_open(mark, last)


def _opens_cell(mark: Mark) -> bool:
    """ "2.1" or "(a)" at the very beginning, though nothing counts on from it."""
    return mark.start == 0 and (len(mark.path) > 1 or mark.style.startswith("("))


def _parent_is_open(mark: Mark, last: _Counts) -> bool:
    """ "3.1" after "3."; what counts on from it may jump."""
    parent = mark.path[:-1]
    styles = ("1.", "1)", "(1)") if len(parent) == 1 else ("1.1", "1)")
    return any(last.get((style, parent[:-1])) == parent[-1] for style in styles)


def _opens_bullet(mark: Mark, dashes: frozenset[tuple[str, bool]]) -> bool:
    if mark.where == "line":
        return True
    if mark.spans:
        return False
    return (mark.style, mark.loose) in dashes or not is_dash(mark)


def _dash_styles(text: str, marks: Sequence[Mark]) -> frozenset[tuple[str, bool]]:
    """Which dashes inside lines are bullets, as (style, a space follows).

    A dash with a space before it and none behind joins nothing: two of them, or one beside a dash that begins
    a line, are bullets. Dashes between spaces are where one begins a line, the first is introduced, or two
    stand in one item of another style.
    """
    begun = {mark.style for mark in marks if mark.where in ("line", "behind")}
    found: set[tuple[str, bool]] = set()
    met: Counter[tuple[str, bool]] = Counter()
    inside = False
    for mark in marks:
        if mark.path or not is_dash(mark):
            inside = inside or mark.where != "glued"
            met = Counter({kind: count for kind, count in met.items() if not kind[1]}) if met else met
        elif mark.where == "space" and not mark.spans:
            kind = (mark.style, mark.loose)
            first = not met[(mark.style, True)] + met[(mark.style, False)]
            if mark.style in begun or (first and opens_list(text[max(0, mark.start - 40) : mark.start])):
                found |= {(mark.style, True), (mark.style, False)}
            met[kind] += 1
            if met[kind] > 1 and (inside or not mark.loose):
                found.add(kind)
    return frozenset(found)


def _without_references(text: str, marks: list[Mark]) -> list[Mark]:
    """Numbers of one style with nothing or a mere "and" between them refer to items elsewhere."""
    refer: set[int] = set()
    for first, second in pairwise(marks):
        if first.path and first.style == second.style and refers(text[first.end : second.start]):
            refer |= {first.start, second.start}
    return [mark for mark in marks if mark.start not in refer]


def _without_blanks(text: str, marks: list[Mark]) -> list[Mark]:
    """A dash alone on its line, where another item follows, stands for nothing to say."""
    kept: list[Mark] = []
    for mark, after in zip_longest(marks, marks[1:]):
        rest = text[mark.end : after.start] if after else "to the end"
        if mark.path or rest.strip() or "\n" not in rest:
            kept.append(mark)
    return kept


# Nesting


@dataclass(slots=True)
class _Node:
    """An item in the making. text: [start, end) in the cell."""

    mark: Mark
    end: int
    children: list[_Node] = field(default_factory=list)


def _nest(text: str, marks: Sequence[Mark]) -> tuple[Item, ...]:
    top: list[_Node] = []
    open_nodes: list[_Node] = []
    for index, mark in enumerate(marks):
        depth = _depth(mark, open_nodes)
        if depth < len(open_nodes) and mark.where == "line":
            _leave_introduction(text, open_nodes[-1], mark)
        del open_nodes[depth:]
        end = marks[index + 1].start if index + 1 < len(marks) else len(text)
        node = _Node(mark, end)
        (open_nodes[-1].children if open_nodes else top).append(node)
        open_nodes.append(node)
    return _to_items(text, top)


def _leave_introduction(text: str, node: _Node, mark: Mark) -> None:
    """Where numbers start again, the line before introduces the new list and is no part of the last item."""
    last_line = text[node.mark.end : mark.start].rstrip()
    begin = last_line.rfind("\n")
    if mark.path and mark.path[-1] == 1 and last_line[: max(0, begin)].strip():
        node.end = node.mark.end + begin


def _depth(mark: Mark, open_nodes: Sequence[_Node]) -> int:
    """How many of the open items contain the one that mark opens."""
    if len(mark.path) > 1:
        return _depth_of_decimal(mark, open_nodes)
    for depth, node in enumerate(open_nodes):
        if node.mark.style == mark.style:
            return depth
    for depth in range(len(open_nodes) - 1, -1, -1):
        if _continues(open_nodes[depth].mark, mark):
            return depth
    return len(open_nodes)


def _continues(before: Mark, mark: Mark) -> bool:
    """A number punctuated otherwise that goes on counting: "2." and then "3)", or "2.4" and then "3."."""
    arabic = "1" in before.style and "1" in mark.style
    return arabic and mark.path[0] > 1 and before.path[0] + 1 == mark.path[0]


def _depth_of_decimal(mark: Mark, open_nodes: Sequence[_Node]) -> int:
    for depth in range(len(open_nodes) - 1, -1, -1):
        path = open_nodes[depth].mark.path
        if path == mark.path[:-1]:
            return depth + 1
        if len(path) == len(mark.path):
            return depth
    for depth, node in enumerate(open_nodes):
        if len(node.mark.path) > len(mark.path):
            return depth
    return len(open_nodes)


def _to_items(text: str, nodes: Sequence[_Node]) -> tuple[Item, ...]:
    return tuple(
        Item(node.mark.number, text[node.mark.end : node.end].strip(), _to_items(text, node.children))
        for node in nodes
    )
