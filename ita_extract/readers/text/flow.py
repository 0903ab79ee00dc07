"""Markup → the lines that it shows, each with the stretch of the file that it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ita_extract.readers.text import inline
from ita_extract.readers.text.bullets import Bullets
from ita_extract.readers.text.latex_text import find_heading
from ita_extract.readers.text.scanner import TABLE_TAGS, Tag, scan

LINE_END = re.compile("\r\n|[\n\r\f\v\u2028\u2029]")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_CHECKABLE = re.compile(r"\btype\s*=\s*[\"']?\s*(?:checkbox|radio)\b", re.I)
_CHECKED = re.compile(r"\bchecked\b(?!\s*=\s*[\"']?\s*false)", re.I)
_ADDRESS = re.compile(r"\bhref\s*=\s*[\"']?\s*(https?://[^\s\"'<>]+)", re.I)
_HEADING_TAGS = {f"h{level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class Manner:
    """How to read a stretch. soft: a line end is white space, as in an HTML document; markdown: its signs
    count; cell: it is the inside of a table's cell."""

    soft: bool = False
    markdown: bool = True
    cell: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """raw: one line as shown; start, end: from its first to behind its last letter in the file;
    level: as Paragraph.level."""

    raw: str
    start: int
    end: int
    level: int = 0


def lines(text: str, start: int, end: int, manner: Manner) -> list[Line]:
    """The lines that text[start:end] shows; blank ones are left out."""
    writer = _Writer(text, manner)
    at = start
    if text.find("<", start, end) >= 0:
        for tag in scan(text, start, end):
            writer.write(at, tag.start)
            writer.obey(tag)
            at = tag.end
    writer.write(at, end)
    writer.end_line()
    return writer.lines


@dataclass
class _Writer:
    text: str
    manner: Manner
    lines: list[Line] = field(default_factory=list)
    _parts: list[inline.Part] = field(default_factory=list)
    _start: int = -1
    _end: int = -1
    _level: int = 0  # of the line by Markdown's sign
    _heading: int = 0  # of the HTML heading that is open
    _verbatim: bool = False
    _bullets: Bullets = field(default_factory=Bullets)
    _links: list[tuple[str, int]] = field(default_factory=list)

    def write(self, start: int, end: int) -> None:
        if self.manner.soft and not self._verbatim:
            self._append(start, end)
            return
        for found in LINE_END.finditer(self.text, start, end):
            self._append(start, found.start())
            if self.end_line():
                self._heading = 0
            start = found.end()
        self._append(start, end)

    def obey(self, tag: Tag) -> None:
        if tag.breaks:
            self._break(tag)
        elif tag.name in TABLE_TAGS:
            self._lay_out(tag)
        elif tag.name == "input" and _CHECKABLE.search(tag.rest):
            self._show("\u2611" if _CHECKED.search(tag.rest) else "\u2610", tag.start, tag.end)
        elif tag.name == "a":
            self._link(tag)

    def end_line(self) -> bool:
        """Whether there was anything on it."""
        raw = self._raw() if self._start >= 0 else ""
        if raw:
            self.lines.append(Line(raw, self._start, self._end, self._level or self._heading))
        self._parts, self._start, self._level = [], -1, 0
        return bool(raw)

    def _append(self, start: int, end: int) -> None:
        if start >= end:
            return
        if self.manner.markdown and not self.manner.cell and self._start < 0:
            heading = inline.HEADING.match(self.text, start, end)
            if heading:
                self._level, start = len(heading[1]), heading.end()
            elif command := find_heading(self.text, start, end):
                self._level, start, end = command
        fragment = self.text[start:end]
        lead = len(fragment) - len(fragment.lstrip())
        if lead < len(fragment):
            self._show(fragment, start + lead, start + len(fragment.rstrip()))
        elif self._parts:
            self._parts.append(fragment)

    def _show(self, fragment: str, start: int, end: int) -> None:
        """Adds what is seen, with the place of its first and last letter."""
        if self._start < 0:
            self._start = start
        self._end = end
        mark = self._bullets.mark_before(fragment)
        if mark:
            self._parts.append(mark)
            fragment = fragment.lstrip()
        resolve = inline.resolve_markdown if self.manner.markdown else inline.resolve_html
        self._parts += resolve(fragment)

    def _raw(self) -> str:
        raw = inline.join(self._parts)
        if self.manner.soft and not self._verbatim:
            raw = _SPACES.sub(" ", raw)
        raw = raw.strip()
        if self.manner.markdown:
            if self._level:
                raw = inline.without_heading_end(raw)
            raw = raw.removesuffix("\\").rstrip()  # Markdown's other hard line break
        return raw

    def _break(self, tag: Tag) -> None:
        self.end_line()
        self._bullets.read(tag)
        if tag.name in _HEADING_TAGS:
            self._heading = 0 if tag.closing else _HEADING_TAGS[tag.name]
        elif tag.name == "pre":
            self._verbatim = not tag.closing
        elif tag.name != "br" and not tag.closing:
            self._heading = 0

    def _lay_out(self, tag: Tag) -> None:
        """A table inside a cell is read row by row, its cells apart by tabs; elsewhere it is only a frame."""
        if not (self.manner.cell and tag.name in ("td", "th")):
            self.end_line()
        elif not tag.closing and self._start >= 0:
            self._parts.append("\t")

    def _link(self, tag: Tag) -> None:
        """Where a link leads is proof in these reports, so it is kept behind what the link shows."""
        if not tag.closing:
            found = _ADDRESS.search(tag.rest)
            self._links.append((found[1] if found else "", len(self._parts)))
            return
        if self._links:
            address, at = self._links.pop()
            shown = "".join(part for part in self._parts[at:] if isinstance(part, str))
            if address and self._start >= 0 and address.rstrip("/") not in shown:
                self._parts.append(f" ({address})")
