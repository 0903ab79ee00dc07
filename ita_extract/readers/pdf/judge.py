"""Whether a page's text layer can be believed."""

from __future__ import annotations

import re

from ita_extract.model.document import Doubt, Place
from ita_extract.readers.print.pages import PageRead
from ita_extract.readers.print.words import are_known
from ita_extract.thai.glyphs import ALL_THAI, FOLLOWING, MARKS

SCAN, DAMAGED = "scan-page", "text-layer-damaged"

_COVERS = 0.5  # of the page: images that large are the page itself
_FEW = 20
_KNOWN = 0.5  # pages of names come to some two thirds; a font read by a wrong map to a third
_FOREIGN = 0.02
_TORN = 0.02
_ENOUGH = 250  # letters by which a page is judged
_SEVERAL = 3  # one or two are slips
_THAI = re.compile(f"[{ALL_THAI}]+")
_NO_SIGN = re.compile("[\ue000-\uf8ff\ufffd\x00-\x09\x0b-\x1f]")  # private, unmapped, control: on no page
# Marks and vowels with no letter to stand on or behind.
_TORN_SIGN = re.compile(f"[{''.join(sorted(MARKS | FOLLOWING))}](?<![{ALL_THAI}].)")


def page_needs_image(page: PageRead) -> str | None:
    """Why the page must be read from its image, SCAN or DAMAGED; None when it need not be."""
    pictured = _is_pictured(page)
    if not page.whole:
        return DAMAGED
    text = page.text
    letters = len("".join(text.split()))
    if letters < _FEW:
        return SCAN if pictured else None
    thai = len("".join(_THAI.findall(text)))
    if pictured and thai < 0.2 * letters:
        return SCAN
    foreign, torn = len(_NO_SIGN.findall(text)), len(_TORN_SIGN.findall(text))
    if foreign > _SEVERAL + _FOREIGN * letters or torn > _SEVERAL + _TORN * thai:
        return DAMAGED
    if thai > 10 * _FEW and not are_known(_sample(text, thai), _KNOWN):
        return DAMAGED
    return None


def _sample(text: str, letters: int) -> str:
    """Lines from all over a text of so many letters, as many as it takes to judge it."""
    lines = text.splitlines()
    return "\n".join(lines[:: max(1, letters // _ENOUGH)])


def doubt_of(page: PageRead, reason: str | None) -> Doubt | None:
    if reason is None:
        return None
    said = {
        SCAN: "is an image without a text layer that can be believed",
        DAMAGED: "has a text layer that is broken, or does not say what is printed",
    }[reason]
    return Doubt(reason, f"Page {page.number} {said}.", (Place(page=page.number),))


def is_typed(page: PageRead, reason: str | None) -> bool:
    """No machine has read its letters: the layer is believed, and lies over no image of the page."""
    return reason is None and not _is_pictured(page)


def _is_pictured(page: PageRead) -> bool:
    """Most of it lies under its images: some scanners cut a page into strips."""
    areas = [max(0.0, box.x1 - box.x0) * max(0.0, box.bottom - box.top) for box in page.images]
    return sum(areas) >= _COVERS * page.width * page.height
