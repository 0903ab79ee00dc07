"""A Word file's parts: the body, and what stands outside it that the body's text depends on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ita_extract.errors import Damaged
from ita_extract.readers.archive import Archive
from ita_extract.readers.docx.names import child
from ita_extract.readers.relations import relations

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
        relation.id: root
        for relation in relations(archive, main)
        if relation.kind == "diagramData" and (root := archive.xml(relation.target)) is not None
    }
    return Package(body, part("styles"), part("numbering"), notes, diagrams)


def _related(archive: Archive, part: str) -> dict[str, str]:
    """The parts that this one refers to, by kind; part "" is the package itself."""
    related: dict[str, str] = {}
    for relation in relations(archive, part):
        related.setdefault(relation.kind, relation.target)
    return related
