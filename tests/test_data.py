"""The data files as a whole: no fact stands there twice, and none is contradicted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from importlib.resources import files

import pytest

from ita_extract.ita.tsv import read_rows
from ita_extract.thai.keys import key

NAMES = sorted(
    path.name for path in files("ita_extract.ita").joinpath("data").iterdir() if path.name.endswith(".tsv")
)

# What a row is found by, where that is less than all of it.
FOUND_BY: dict[str, Callable[[list[str]], object]] = {
    "agency_kinds.tsv": lambda row: row[1].replace(" ", ""),
    "heading_words.tsv": lambda row: key(row[0]),
    "headings.tsv": lambda row: key(row[0]),
    "paired_headings.tsv": lambda row: (row[0], key(row[1])),
    "section_words.tsv": lambda row: row[0],
}


def doubles(rows: Iterable[object]) -> list[object]:
    return [row for row, count in Counter(rows).items() if count > 1]


@pytest.mark.parametrize("name", NAMES)
def test_no_row_stands_twice(name: str) -> None:
    assert doubles(map(tuple, read_rows(name))) == []


@pytest.mark.parametrize("name", FOUND_BY)
def test_no_two_rows_are_found_by_the_same(name: str) -> None:
    assert doubles(map(FOUND_BY[name], read_rows(name))) == []


def test_no_agency_is_ruled_out_twice() -> None:
    ruled_out = [key(text) for use, text in read_rows("agency_words.tsv") if use == "never"]
    assert doubles(ruled_out) == []
