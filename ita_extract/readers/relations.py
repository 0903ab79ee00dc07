"""What a part of an Office archive refers to (ECMA-376 part 2, 9.3)."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import join, normpath
from typing import NamedTuple

from ita_extract.readers.archive import Archive


class Relation(NamedTuple):
    """id: what the part calls it; kind: the last word of its type; target: a part of the archive."""

    id: str
    kind: str
    target: str


def relations(archive: Archive, part: str) -> Iterator[Relation]:
    """Those that lead to another part; of part "", those of the archive itself."""
    folder, _, name = part.rpartition("/")
    root = archive.xml(join(folder, "_rels", f"{name}.rels"))
    for relation in () if root is None else root:
        if relation.get("TargetMode") != "External":
            kind = relation.get("Type", "").rpartition("/")[2]
            target = normpath(join("/", folder, relation.get("Target", ""))).lstrip("/")
            yield Relation(relation.get("Id", ""), kind, target)
