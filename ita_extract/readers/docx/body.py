"""The body walked once, in document order: paragraphs, tables, controls and text boxes → lines and grids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from ita_extract.readers.docx.bars import Bar
from ita_extract.readers.docx.grids import RowCell, form_grid
from ita_extract.readers.docx.names import ALTERNATE, VAL, child, on, value, w, whole
from ita_extract.readers.docx.numbering import Numbering
from ita_extract.readers.docx.shading import shade_of_cell
from ita_extract.readers.docx.styles import Styles, heading_level
from ita_extract.readers.docx.text import chosen, read_line
from ita_extract.readers.docx.tree import Content, Grid, TextLine

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARAGRAPH, _TABLE, _ROW, _CELL = w("p"), w("tbl"), w("tr"), w("tc")

# Around paragraphs, rows and cells alike; what they wrap stands as if they were not there.
_WRAPPERS = {w(name) for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}


class _Line(NamedTuple):
    """A paragraph as read. label: its automatic number; open_ended: its end mark is deleted, so that it runs
    on into the next one."""

    label: str
    said: TextLine
    open_ended: bool


@dataclass
class Walk:
    """One walk over one document: the list counters move as paragraphs pass.

    prompted: the paragraphs that are prompts and nothing else; bars: what is drawn, by table cell;
    diagrams: the lines of SmartArt by the relation that leads to it.
    """

    styles: Styles
    numbering: Numbering
    prompted: frozenset[_Element]
    bars: Mapping[_Element, Sequence[Bar]]
    diagrams: Mapping[str, Sequence[str]]

    def content(self, container: _Element) -> list[Content]:
        """What stands in a body, a cell, a text box or a note."""
        return list(_joined(self._pieces(container)))

    def _pieces(self, container: _Element) -> Iterator[_Line | Grid]:
        for element in _unwrapped(container, (_PARAGRAPH, _TABLE)):
            if element.tag == _TABLE:
                yield self._grid(element)
            else:
                yield from self._paragraph(element)

    def _paragraph(self, element: _Element) -> Iterator[_Line | Grid]:
        """The paragraph, then the text boxes and the diagrams that are anchored in it."""
        properties = child(element, "pPr")
        style_name = value(properties, "pStyle")
        style = self.styles.of(style_name)
        line = read_line(element, self.styles.hides_run)
        if style.hidden:
            return
        open_ended = _end_deleted(properties)
        label = "" if open_ended else self.numbering.label(properties, style_name, style)
        level = heading_level(value(properties, "outlineLvl"), style.level)
        prompts = (line.text,) if element in self.prompted else tuple(line.prompts)
        yield _Line(label, TextLine(line.text, level, prompts), open_ended)
        for box in line.boxes:
            yield from self._pieces(box)
        for said in (text for name in line.diagrams for text in self.diagrams.get(name, ())):
            yield _Line("", TextLine(said), open_ended=False)

    def _grid(self, table: _Element) -> Grid:
        rows = [list(self._row(row)) for row in _unwrapped(table, (_ROW,)) if not _row_gone(row)]
        columns = child(table, "tblGrid")
        widths = [
            whole(c.get(w("w"))) for c in (() if columns is None else columns.iterchildren(w("gridCol")))
        ]
        return form_grid(rows, widths)

    def _row(self, row: _Element) -> Iterator[RowCell]:
        column = max(whole(value(row, "trPr", "gridBefore")), 0)
        for element in _unwrapped(row, (_CELL,)):
            properties = child(element, "tcPr")
            if child(properties, "cellDel") is not None:
                continue
            span = max(whole(value(properties, "gridSpan"), 1), 1)
            yield RowCell(
                column,
                column + span,
                self.content(element),
                _merge(properties, "vMerge"),
                _merge(properties, "hMerge"),
                shade_of_cell(element),
                tuple(self.bars.get(element, ())),
            )
            column += span


def _joined(pieces: Iterable[_Line | Grid]) -> Iterator[Content]:
    """Lines whose end is deleted, joined to the one after; a table ends them too."""
    nothing = pending = TextLine("")
    for piece in pieces:
        if isinstance(piece, Grid):
            if pending.text:
                yield pending
            pending = nothing
            yield piece
        elif piece.open_ended:
            pending = _run_on(pending, piece.said, level=0)
        else:
            line = _run_on(pending, piece.said, level=piece.said.level)
            yield replace(line, text=piece.label + line.text) if piece.label else line
            pending = nothing
    if pending.text:
        yield pending


def _run_on(line: TextLine, more: TextLine, *, level: int) -> TextLine:
    return TextLine(line.text + more.text, level, line.prompts + more.prompts)


def _unwrapped(container: _Element, wanted: tuple[str, ...]) -> Iterator[_Element]:
    """The children of the wanted kinds, those inside wrappers included."""
    for element in container:
        if element.tag in wanted:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _unwrapped(element, wanted)
        elif element.tag == ALTERNATE:
            yield from _unwrapped(chosen(element), wanted)


def _end_deleted(properties: _Element | None) -> bool:
    mark = child(properties, "rPr")
    return mark is not None and any(child(mark, name) is not None for name in ("del", "moveFrom"))


def _row_gone(row: _Element) -> bool:
    properties = child(row, "trPr")
    return child(properties, "del") is not None or on(properties, "hidden") is True


def _merge(properties: _Element | None, direction: str) -> str | None:
    """ "restart" or "continue" for a merged cell, else None; a bare element continues (17.4.84)."""
    found = child(properties, direction)
    return None if found is None else found.get(VAL, "continue")
