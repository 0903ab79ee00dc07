"""Page ranges as printers take them, "1-3,7": which pages of a file are to be read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ita_extract.errors import InputMissing, UsageError

_RANGES = re.compile(r"[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*")


def chosen_pages(ranges: str, count: int, name: str) -> list[int]:
    """The numbers (1-based, ascending) among a file's pages; all of them when no ranges are given.

    Raises UsageError for what is no range, InputMissing when the file, called name, has none of the pages.
    """
    if not ranges:
        return list(range(1, count + 1))
    check_ranges(ranges)
    wanted = _numbers(ranges, count)
    if not wanted:
        message = f"{name}: its pages are 1 to {count}, and {ranges} is none of them."
        raise InputMissing(message, advice="Choose others with --pages.")
    return sorted(wanted)


def check_ranges(ranges: str) -> None:
    """Raises UsageError for what is no range."""
    if ranges and not (_RANGES.fullmatch(ranges) and all(map(_holds_pages, ranges.split(",")))):
        raise UsageError(f"“{ranges}” names no pages.", advice="Write --pages like 1-3,7.")


def _holds_pages(part: str) -> bool:
    first, _, last = part.partition("-")
    return 1 <= int(first) <= int(last or first)


def page_ranges(numbers: Iterable[int]) -> str:
    """The shortest ranges that name these pages: [1, 2, 3, 7] → "1-3,7"."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def _numbers(ranges: str, count: int) -> set[int]:
    wanted: set[int] = set()
    for part in ranges.split(","):
        first, _, last = part.partition("-")
        wanted.update(range(max(1, int(first)), min(count, int(last or first)) + 1))
    return wanted
