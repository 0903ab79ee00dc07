"""What is refused, or counted, before openpyxl loads a workbook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ita_extract.errors import TooLarge
from ita_extract.readers.archive import Archive, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

# openpyxl makes an object for each cell that a merged one covers.
_MAX_MERGED = 1_000_000
_WHOLE_COLUMN, _WHOLE_ROW = 1_048_576, 16_384

# A formula whose result was never stored: nobody has calculated the sheet since it was written.
_NO_RESULT = re.compile(rb"</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>|<f\s[^<>]*/>\s*</c>")


def check(archive: Archive) -> int:
    """How many formulas have no result. Raises Damaged or TooLarge for what could exhaust memory."""
    unread = 0
    for name in archive.names():
        if name.lower().endswith((".xml", ".rels")):
            part = archive.data(name) or b""
            root = parse_xml(part, f"{archive.name}: {name}")
            if "/worksheets/" in name.lower():
                _refuse_merges(archive.name, root)
                unread += len(_NO_RESULT.findall(part))
    return unread


def _refuse_merges(name: str, sheet: _Element) -> None:
    covered = sum(_area(merged.get("ref", "")) for merged in sheet.iter("{*}mergeCell"))
    if covered > _MAX_MERGED:
        raise TooLarge(
            f"{name}: merged cells cover {covered:,} cells.",
            advice="Unmerge those that cover whole rows or columns.",
        )


def _area(reference: str) -> int:
    from openpyxl.utils.cell import range_boundaries

    try:
        left, top, right, bottom = range_boundaries(reference)
    except (ValueError, TypeError):
        return 0
    return ((right or _WHOLE_ROW) - (left or 1) + 1) * ((bottom or _WHOLE_COLUMN) - (top or 1) + 1)
