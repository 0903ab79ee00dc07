"""Cells that say "nothing" or "as above": stated emptiness is not the same as a blank cell."""

from __future__ import annotations

from functools import cache

from ita_extract.ita.tsv import read_rows


def is_ditto(text: str) -> bool:
    """The cell says that what stands above it holds here too."""
    return _spaceless(text) in _signs("ditto")


def is_stated_empty(text: str) -> bool:
    """The cell says that there is nothing: "-" or a word for none."""
    return _spaceless(text) in _signs("none")


def _spaceless(text: str) -> str:
    return "".join(text.split())


@cache
def _signs(meaning: str) -> frozenset[str]:
    return frozenset(_spaceless(sign) for sign, means in read_rows("blanks.tsv") if means == meaning)
