"""What a person should know of a Word file beyond its text."""

from __future__ import annotations

from collections.abc import Iterator

from ita_extract.model.document import Doubt
from ita_extract.readers.docx.names import w
from ita_extract.readers.docx.package import Package

_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_CHANGES = tuple(w(name) for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"))


def doubts_of(package: Package, *, unplaced_bars: int) -> Iterator[Doubt]:
    changes = sum(1 for _ in package.body.iter(*_CHANGES))
    if changes:
        yield Doubt(
            "tracked-changes",
            f"Tracked changes that are not settled ({changes}) are read as if accepted.",
        )
    chunks = sum(1 for _ in package.body.iter(w("altChunk")))
    if chunks:
        yield Doubt("part-unread", f"Documents embedded in this one ({chunks} by altChunk) are not read.")
    objects = sum(1 for _ in package.body.iter(_OBJECT))
    if objects:
        yield Doubt("part-unread", f"Objects of other programs in this one ({objects}) are not read.")
    if unplaced_bars:
        yield Doubt(
            "part-unread",
            f"Arrows or bars drawn over cells ({unplaced_bars}) are not read: their place is not sure.",
        )
