"""This package's data files."""

from __future__ import annotations

from collections.abc import Iterator

from ita_extract.thai import tsv


def read_rows(name: str) -> Iterator[list[str]]:
    return tsv.read_rows(name, "ita_extract.ita")
