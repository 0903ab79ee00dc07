"""Lists in cells: what is an item, what only looks like one, and how items nest."""

from __future__ import annotations

import pytest

from ita_extract.fields.lists import Item, read_list


def outline(items: tuple[Item, ...]) -> list[object]:
    """(number, text) pairs; nested items as a list behind their parent."""
    found: list[object] = []
    for item in items:
        found.append((item.number, item.text))
        if item.items:
            found.append(outline(item.items))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.จัดทำแผน 2.รายงานผู้บริหาร", [("1", "จัดทำแผน"), ("2", "รายงานผู้บริหาร")]),
        ("๑) จัดทำ ๒) ส่ง", [("1", "จัดทำ"), ("2", "ส่ง")]),
    ],
)
def test_reads_numbered_lists(text: str, expected: list[object]) -> None:
    assert outline(read_list(text).items) == expected
