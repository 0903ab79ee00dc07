"""Lists that stand with labels and have none themselves: above them, below their title; or below a label that
they cannot belong to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from ita_extract.ita.labels import list_label
from ita_extract.ita.units import unit_share
from ita_extract.labelled.entries import ABOUT, Entry, Record
from ita_extract.labelled.lines import Said, gap_between
from ita_extract.thai.dates import time_share

_HARDLY = 0.3
_FEWEST_ITEMS = 2
_SHARES: dict[str, Callable[[str], float]] = {"owner": unit_share, "timeline": time_share}


def with_titled_lists(records: Sequence[Record]) -> bool:
    """Lists stand over the labels, and what they are about over each list: titles and lists are laid down.
    False, and nothing done, where that does not hold for all records, or a label says how or what; one item
    under each title is rather a title under a section."""
    found = [_titled_list(record.above) for record in records]
    longest = max((len(items) for _, items in found), default=0)
    labelled = any(record.labelled & {*ABOUT, "steps"} for record in records)
    if len(found) < 2 or labelled or longest < _FEWEST_ITEMS:
        return False
    titles = [title for title, _ in found]
    pairs = pairwise(titles)
    if not all(one and other and stand_alike(one, other) for one, other in pairs):
        return False
    for before, record, (title, items) in zip([None, *records], records, found, strict=False):
        record.title = title
        if items:
            first, *others = items
            record.entries.insert(0, Entry(_as_listed(first), others))
        if before:
            taken = {line.index for line in (title, *items) if line}
            below = before.entries[-1].below
            before.entries[-1].below = [line for line in below if line.index not in taken]
    return True


def _titled_list(above: Sequence[Said]) -> tuple[Said | None, list[Said]]:
    """The line that the list right above the labels stands under, and the list; the last line and nothing
    where it is in no list."""
    last = above[-1] if above else None
    if last is None or not last.style:
        return last, []
    at = len(above) - 1
    while at > 0 and not (above[at].number <= 1 and _stands_over(above[at - 1], above[at])):
        at -= 1
    return (above[at - 1], list(above[at:])) if at else (None, [])


def _stands_over(line: Said, item: Said) -> bool:
    """It has no mark, one of another sort, or a number with fewer parts."""
    return (line.style, line.lead.depth) != (item.style, item.lead.depth)


def stand_alike(title: Said, line: Said) -> bool:
    """Headings of one level; lines with the next number, or the first again; or plain lines."""
    if title.level or line.level:
        return title.level == line.level
    numbers = (title.number + 1, 1) if title.number else (0,)
    same = (title.style, title.lead.depth) == (line.style, line.lead.depth)
    return same and line.number in numbers


def with_list(record: Record, near: int) -> None:
    """The items below a label that cannot be what it says are a list of their own.

    near: how far a lone item may stand from the label; a line further off is another thing's heading.
    """
    opening = next((entry for entry in record.entries if _is_over_list(entry, near)), None)
    if opening and "steps" not in record.labelled:
        first, *others = opening.below
        opening.below = []
        record.entries.insert(record.entries.index(opening) + 1, Entry(_as_listed(first), others))


def _is_over_list(entry: Entry, near: int) -> bool:
    """No units are listed below a unit, no times below a time; or the bracket around the label is closed."""
    if not entry.label.cell.text or not entry.below or not entry.below[0].style:
        return False
    if len(entry.below) == 1 and gap_between(entry.label, entry.below[0]) > near:
        return False
    item = entry.below[0].cell.text
    share = _SHARES[entry.role](item) if entry.role in _SHARES else 1.0
    return entry.label.closed or share < _HARDLY


def _as_listed(line: Said) -> Said:
    """Under the label that such lists have."""
    words = replace(line.cell, text=list_label(), raw="")
    return replace(line, label=words, manner="worded", name=list_label())
