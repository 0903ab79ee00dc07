"""A Word file's parts: the body, and what stands outside it that the body's text depends on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import join, normpath
from typing import TYPE_CHECKING

from ita_extract.errors import Damaged
from ita_extract.readers.archive import Archive
from ita_extract.readers.docx.names import child

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "officeDocument"
_USUAL_BODY = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Package:
    """body: the w:body; the others are the roots of their parts, None where the file has none.

    diagrams: what SmartArt says, by the id of the relation that leads to it.
    """

    body: _Element
    styles: _Element | None
    numbering: _Element | None
    notes: tuple[_Element, ...]
    diagrams: Mapping[str, _Element]


def unpack(archive: Archive) -> Package:
    """Raises Damaged where the file has no body."""
    main = _related(archive, "").get(_MAIN, _USUAL_BODY)
    body = child(archive.xml(main), "body")
    if body is None:
        raise Damaged(f"{archive.name}: the Word file has no document inside.")
    related = _related(archive, main)

    def part(kind: str) -> _Element | None:
        return archive.xml(related[kind]) if kind in related else None

    notes = tuple(root for kind in ("footnotes", "endnotes") if (root := part(kind)) is not None)
    diagrams = {
        name: root
        for name, kind, target in _relations(archive, main)
        if kind == "diagramData" and (root := archive.xml(target)) is not None
    }
    return Package(body, part("styles"), part("numbering"), notes, diagrams)


def _related(archive: Archive, part: str) -> dict[str, str]:
    """The parts that this one refers to, by kind; part "" is the package itself."""
    related: dict[str, str] = {}
    for _, kind, target in _relations(archive, part):
        related.setdefault(kind, target)
    return related


def _relations(archive: Archive, part: str) -> Iterator[tuple[str, str, str]]:
    """Id, kind and part of what the part refers to inside the file."""
    folder, _, name = part.rpartition("/")
    root = archive.xml(join(folder, "_rels", f"{name}.rels"))
    for relation in () if root is None else root:
        if relation.get("TargetMode") != "External":
            kind = relation.get("Type", "").rpartition("/")[2]
            target = normpath(join("/", folder, relation.get("Target", ""))).lstrip("/")
            yield relation.get("Id", ""), kind, target
