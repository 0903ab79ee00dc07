"""Two folders of report documents, compared field by field and told in words. Equality is exact."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from operator import eq
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from ita_extract.output.files import document_names, some_document_names

T = TypeVar("T")

# Characters shown on each side of the place where two long texts part.
_CONTEXT = 24
# Texts up to this length are shown whole; nothing longer than the second figure is printed at all.
_SHOWN = 100
_LONGEST = 400


class Difference(NamedTuple):
    """file: path below the two folders; where: the field's path in the document, "" for the whole file."""

    file: str
    where: str
    words: str

    def __str__(self) -> str:
        return f"{self.file}: {self.where}{': ' if self.where else ''}{self.words}"


def compare_folders(now: Path, golden: Path) -> Iterator[Difference]:
    """In the order of the files' names. Raises UsageError where there is nothing to compare."""
    names_now, names_golden = set(document_names(now)), set(some_document_names(golden))
    for name in sorted(names_now | names_golden):
        if name not in names_now:
            yield Difference(name, "", "missing; the golden folder has it")
        elif name not in names_golden:
            yield Difference(name, "", "extra; the golden folder does not have it")
        else:
            for where, words in compare_documents((now / name).read_bytes(), (golden / name).read_bytes()):
                yield Difference(name, where, words)


def compare_documents(now: bytes, golden: bytes) -> Iterator[tuple[str, str]]:
    """(field's path, what differs) for each difference of two JSON documents."""
    if now == golden:
        return
    values = []
    for side, data in (("the golden file", golden), ("this file", now)):
        try:
            values.append(json.loads(data))
        except ValueError as error:
            yield "", f"{side} is not JSON ({error})"
    if len(values) < 2:
        return
    differences = list(compare_values(values[1], values[0], ""))
    yield from differences or [("", "the same values, written differently (key order, spacing or numbers)")]


def compare_values(now: Any, golden: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(now, dict) and isinstance(golden, dict):
        for key in dict.fromkeys([*golden, *now]):
            yield from _compare_member(now, golden, key, f"{where}.{key}" if where else key)
    elif isinstance(now, list) and isinstance(golden, list):
        yield from _compare_lists(now, golden, where)
    elif type(now) is not type(golden) or now != golden:
        yield where, _change(now, golden)


def _compare_member(
    now: dict[str, Any], golden: dict[str, Any], key: str, where: str
) -> Iterator[tuple[str, str]]:
    if key not in golden:
        yield where, f"golden has no such key, now {_shown(now[key])}"
    elif key not in now:
        yield where, f"golden {_shown(golden[key])}, now no such key"
    else:
        yield from compare_values(now[key], golden[key], where)


def _compare_lists(now: list[Any], golden: list[Any], where: str) -> Iterator[tuple[str, str]]:
    """Where one list is longer, what is alike at both ends is set aside: a new entry is one difference."""
    start = tail = 0
    if len(now) != len(golden):
        yield where, f"golden has {len(golden)}, now {len(now)}"
        start, tail = _shared_ends(now, golden, _same)
    middle_now, middle_golden = now[start : len(now) - tail], golden[start : len(golden) - tail]
    shared = min(len(middle_now), len(middle_golden))
    for index in range(shared):
        yield from compare_values(middle_now[index], middle_golden[index], f"{where}[{start + index}]")
    for index in range(shared, len(middle_golden)):
        yield f"{where}[{start + index}]", f"golden {_shown(middle_golden[index])}, now nothing"
    for index in range(shared, len(middle_now)):
        yield f"{where}[{start + index}]", f"golden nothing, now {_shown(middle_now[index])}"


def _shared_ends(one: Sequence[T], other: Sequence[T], same: Callable[[T, T], bool]) -> tuple[int, int]:
    """How many entries are the same at the start, and how many of the rest at the end."""
    most = min(len(one), len(other))
    start = next((i for i in range(most) if not same(one[i], other[i])), most)
    rest = most - start
    tail = next((i for i in range(rest) if not same(one[-1 - i], other[-1 - i])), rest)
    return start, tail


def _same(one: Any, other: Any) -> bool:
    # Python holds 1, 1.0 and True for equal; JSON documents that differ so are not the same.
    return next(compare_values(one, other, ""), None) is None


def _change(now: Any, golden: Any) -> str:
    if isinstance(now, str) and isinstance(golden, str):
        return _text_change(now, golden)
    return f"golden {_shown(golden)}, now {_shown(now)}"


def _text_change(now: str, golden: str) -> str:
    if max(len(now), len(golden)) <= _SHOWN:
        return f"golden {_shown(golden)}, now {_shown(now)}"
    start, tail = _shared_ends(now, golden, eq)
    return f"golden {_cut_out(golden, start, tail)}, now {_cut_out(now, start, tail)}"


def _cut_out(text: str, start: int, tail: int) -> str:
    """The stretch between the shared start and the shared tail, with a little around it."""
    left = _whole_letter(text, max(0, start - _CONTEXT))
    right = min(len(text), len(text) - tail + _CONTEXT)
    return f"{'…' if left else ''}{_shown(text[left:right])}{'…' if right < len(text) else ''}"


def _whole_letter(text: str, index: int) -> int:
    """Back to the letter that a vowel or tone mark at index belongs to."""
    while index > 0 and unicodedata.category(text[index]) == "Mn":
        index -= 1
    return index


def _shown(value: Any) -> str:
    words = json.dumps(value, ensure_ascii=False)
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
