"""A paragraph's own characters: runs, fields, symbols, tracked changes as if accepted.

Elements without a rule of their own are walked through, so that no wrapper (hyperlink, content control,
smart tag, insertion, one yet to be invented) loses the text inside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ita_extract.readers.docx.diagrams import DIAGRAM, data_id
from ita_extract.readers.docx.names import (
    ALTERNATE,
    CHECKBOX14,
    CHECKED14,
    CHOICE,
    MATH_TEXT,
    VAL,
    VAL14,
    XML_SPACE,
    child,
    on,
    value,
    w,
    whole,
)
from ita_extract.readers.docx.prompts import is_prompt
from ita_extract.readers.docx.symbols import CHECKED, UNCHECKED, draw, is_symbol_font
from ita_extract.readers.office_text import SOFT_HYPHEN

if TYPE_CHECKING:
    from lxml.etree import _Element


# Properties, what is deleted or moved away, fields' instructions; rt is the reading aid over a word.
_UNPRINTED = ("pPr", "rPr", "sdtPr", "del", "moveFrom", "delText", "instrText", "delInstrText", "pgNum", "rt")

_IN_WORD = str.maketrans("\n\r", "  ")
_UNPRESERVED = " \t\r\n"


@dataclass
class Line:
    """One paragraph while it is read.

    hides: whether a character style hides its text; boxes: what text boxes anchored in it hold; fields: for
    each open field, whether its result has begun; prompts: of controls that nobody filled in;
    diagrams: the relations to what SmartArt in it says.
    """

    hides: Callable[[str | None], bool]

    pieces: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        # A field's instruction may hold other fields; what they give is not printed.
        if all(self.fields[:-1]):
            self.pieces.append(text)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def read_line(paragraph: _Element, hides: Callable[[str | None], bool]) -> Line:
    """hides: as in Line."""
    line = Line(hides)
    _walk(paragraph, line)
    return line


def chosen(alternate: _Element) -> _Element:
    """The one branch of mc:AlternateContent to read; all hold the same text."""
    first = alternate.find(CHOICE)
    return first if first is not None else alternate


def _walk(element: _Element, line: Line) -> None:
    for part in element:
        rule = _RULES.get(part.tag, _walk)
        rule(part, line)


def _skip(element: _Element, line: Line) -> None:
    """For what is not printed."""


def _run(run: _Element, line: Line) -> None:
    properties = child(run, "rPr")
    if properties is None:
        _walk(run, line)
        return
    hidden = on(properties, "vanish")
    if line.hides(value(properties, "rStyle")) if hidden is None else hidden:
        return
    font = _font(properties)
    if not is_symbol_font(font):
        _walk(run, line)
        return
    start = len(line.pieces)
    _walk(run, line)
    line.pieces[start:] = [draw(piece, font) for piece in line.pieces[start:]]


def _font(properties: _Element) -> str:
    fonts = child(properties, "rFonts")
    return "" if fonts is None else fonts.get(w("ascii"), fonts.get(w("hAnsi"), ""))


def _text(element: _Element, line: Line) -> None:
    text = element.text or ""
    trimmed = text.strip(_UNPRESERVED)
    if len(trimmed) != len(text) and not _keeps_spaces(element):
        text = trimmed
    line.add(text.translate(_IN_WORD))


def _keeps_spaces(element: _Element) -> bool:
    """xml:space holds for all inside; some programs say it once, at the root."""
    for holder in (element, *element.iterancestors()):
        said = holder.get(XML_SPACE)
        if said is not None:
            return said == "preserve"
    return False


def _math(element: _Element, line: Line) -> None:
    line.add(element.text or "")


def _symbol(element: _Element, line: Line) -> None:
    try:
        letter = chr(int(element.get(w("char"), ""), 16))
    except (ValueError, OverflowError):
        return
    line.add(draw(letter, element.get(w("font"), "")))


def _field_mark(element: _Element, line: Line) -> None:
    kind = element.get(w("fldCharType"))
    if kind == "begin":
        line.add(_form_field(element))
        line.fields.append(False)
    elif kind == "separate" and line.fields:
        line.fields[-1] = True
    elif kind == "end" and line.fields:
        line.fields.pop()


def _form_field(mark: _Element) -> str:
    """What a legacy form field shows where its state is kept in its definition."""
    box = child(mark, "ffData", "checkBox")
    if box is not None:
        state = on(box, "checked")
        return CHECKED if (on(box, "default") if state is None else state) else UNCHECKED
    choices = child(mark, "ffData", "ddList")
    if choices is None:
        return ""
    entries = [entry.get(VAL, "") for entry in choices.iterchildren(w("listEntry"))]
    result = child(choices, "result")
    index = whole(None if result is None else result.get(VAL))
    return entries[index] if 0 <= index < len(entries) else ""


def _content_control(element: _Element, line: Line) -> None:
    if is_prompt(element):
        _prompt(element, line)
        return
    state = element.find(f"{w('sdtPr')}/{CHECKBOX14}/{CHECKED14}")
    if state is None:
        _walk(element, line)
    else:
        line.add(CHECKED if state.get(VAL14) in ("1", "true", "on") else UNCHECKED)


def _prompt(control: _Element, line: Line) -> None:
    start = len(line.pieces)
    _walk(control, line)
    if said := "".join(line.pieces[start:]):
        line.prompts.append(said)


def _alternate(element: _Element, line: Line) -> None:
    _walk(chosen(element), line)


def _box(element: _Element, line: Line) -> None:
    line.boxes.append(element)


def _diagram(element: _Element, line: Line) -> None:
    line.diagrams.append(data_id(element))


def _letter(letter: str) -> Callable[[_Element, Line], None]:
    return lambda element, line: line.add(letter)


_RULES: dict[str, Callable[[_Element, Line], None]] = {
    w("r"): _run,
    w("t"): _text,
    MATH_TEXT: _math,
    w("tab"): _letter("\t"),
    w("ptab"): _letter("\t"),
    w("br"): _letter("\n"),
    w("cr"): _letter("\n"),
    w("noBreakHyphen"): _letter("-"),
    w("softHyphen"): _letter(SOFT_HYPHEN),
    w("sym"): _symbol,
    w("fldChar"): _field_mark,
    w("sdt"): _content_control,
    w("txbxContent"): _box,
    DIAGRAM: _diagram,
    ALTERNATE: _alternate,
    **dict.fromkeys(map(w, _UNPRINTED), _skip),
}
