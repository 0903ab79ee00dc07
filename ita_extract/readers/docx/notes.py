"""Footnotes and endnotes: what they say follows the body; their marks in the text are not letters of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ita_extract.readers.docx.names import w

if TYPE_CHECKING:
    from lxml.etree import _Element

_NOTES = {w("footnote"), w("endnote")}


def note_bodies(parts: Iterable[_Element]) -> Iterator[_Element]:
    """Each note in order, without the rules that part notes from text (those have a type)."""
    for root in parts:
        for note in root:
            if note.tag in _NOTES and note.get(w("type"), "normal") == "normal":
                yield note
