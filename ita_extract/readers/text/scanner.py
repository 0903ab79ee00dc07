"""Text → HTML tags, in one linear pass that no broken markup stops.

Only names that HTML (or an OCR export) knows are tags; "<10 MB>" and "<ชื่อ>" stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


TABLE_TAGS = _names("table thead tbody tfoot tr td th")
_BREAKING = _names(
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hr html li main nav ol p page page_number pre section summary "
    "title ul signature watermark"
)
_WITHIN_LINE = _names(
    "a abbr b bdi bdo big cite code col colgroup data del dfn em font i img input ins kbd label link mark "
    "meta nobr q s samp small span strike strong sub sup time tt u var wbr"
)
_KNOWN = TABLE_TAGS | _BREAKING | _WITHIN_LINE
# What stands between these tags is not on the page.
_HIDDEN = frozenset(("script", "style", "head", "template", "xml"))
# The prefixes of Word's own tags in the HTML that it writes.
_WORD_PREFIXES = ("o:", "w:", "v:", "m:", "st1:")

_TAG = re.compile(
    r"<(?:!--|(?P<declared>![A-Za-z\[]|\?[A-Za-z])|(?P<closing>/?)(?P<name>[A-Za-z][A-Za-z0-9:_-]*+)(?=[\s/>]))"
    r"(?P<rest>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+'|[\"'])*+)(?P<end>>?)"
)
_CLOSERS = {"-->": re.compile("-->")} | {
    f"</{name}": re.compile(rf"</{name}[^<>]*+>", re.I) for name in _HIDDEN
}
_NUMBER = {name: re.compile(rf"\b{name}\s*=\s*[\"']?\s*(\d{{1,9}})", re.I) for name in ("colspan", "rowspan")}


@dataclass(frozen=True, slots=True)
class Tag:
    """name: in small letters, "" for what shows nothing (a comment, a script); start, end: [start, end)."""

    name: str
    closing: bool
    start: int
    end: int
    rest: str = ""

    @property
    def breaks(self) -> bool:
        """It ends the line of text before it."""
        return self.name in _BREAKING

    def span_of(self, attribute: str) -> int:
        """The number in rowspan or colspan, 1 where there is none."""
        found = _NUMBER[attribute].search(self.rest)
        return int(found[1]) if found else 1


def scan(text: str, start: int = 0, end: int | None = None) -> Iterator[Tag]:
    """The tags between start and end, in order."""
    end = len(text) if end is None else end
    unclosed: set[str] = set()
    at = start
    while found := _TAG.search(text, at, end):
        tag = _tag(text, found, end, unclosed)
        if tag is None:
            at = found.start() + 1
        else:
            yield tag
            at = tag.end


def shows_nothing(text: str, start: int, end: int) -> bool:
    """Only tags, comments and white space stand here."""
    at = start
    for tag in scan(text, start, end):
        if text[at : tag.start].strip():
            return False
        at = tag.end
    return not text[at:end].strip()


def _tag(text: str, found: re.Match[str], end: int, unclosed: set[str]) -> Tag | None:
    """unclosed: what was looked for and has no end below, so that it is not looked for again."""
    at = found.start()
    if text.startswith("<!--", at):
        return _hidden(text, at, end, ("-->", unclosed))
    if not found["end"]:
        return None
    if found["declared"]:
        return Tag("", False, at, found.end())
    name = found["name"].lower()
    if name in _HIDDEN and not found["closing"] and not found["rest"].endswith("/"):
        return _hidden(text, at, end, (f"</{name}", unclosed)) or Tag(name, False, at, found.end())
    if name in _KNOWN or name in _HIDDEN or name.startswith(_WORD_PREFIXES):
        return Tag(name, bool(found["closing"]), at, found.end(), found["rest"])
    return None


def _hidden(text: str, start: int, end: int, closer: tuple[str, set[str]]) -> Tag | None:
    """Everything up to the closer, or None where it does not come."""
    mark, unclosed = closer
    if mark in unclosed:
        return None
    found = _CLOSERS[mark].search(text, start, end)
    if found is None:
        unclosed.add(mark)
        return None
    return Tag("", False, start, found.end())
