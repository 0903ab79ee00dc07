r"""LaTeX commands in running text that an OCR model wrote: \section*{…}, \textbf{…}, \item."""

from __future__ import annotations

import re

_HEADINGS = ("title", "chapter", "section", "subsection", "subsubsection")
_HEADING = re.compile(rf"[ \t]*\\({'|'.join(_HEADINGS)})\*?[ \t]*\{{([^{{}}\n]*)\}}")
_WRAPPED = re.compile(
    r"\\(?:text(?:bf|it|rm|sf|tt|sc)|emph|underline|mbox|makebox|centerline)\s*\{([^{}]*)\}"
)
_FACE = r"\\(?:bfseries|itshape|normalsize|small|large|Large|LARGE|huge|Huge)(?![A-Za-z])\s*+"
_IN_FACE = re.compile(rf"\{{\s*(?:{_FACE})++([^{{}}]*)\}}")
_LAYOUT = re.compile(
    r"\\(?:begin|end)\s*\{(?:center|flushleft|flushright|itemize|enumerate|document|quote|minipage|table|figure)\*?\}"
    r"(?:\[[^\[\]\n]*\]|\{[^{}\n]*\})*"
    r"|\\[vh]space\*?\s*\{[^{}\n]*\}"
    r"|\\(?:centering|noindent|maketitle|newpage|clearpage|pagebreak|bigskip|medskip|smallskip)(?![A-Za-z])"
    rf"|{_FACE}"
)
_ITEM = re.compile(r"\\item(?![A-Za-z])\s*")
_DEEPEST = 4


def find_heading(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """Of a line that is one: its level, and where its words begin and end."""
    found = _HEADING.match(text, start, end)
    return (max(_HEADINGS.index(found[1]), 1), found.start(2), found.end(2)) if found else None


def without_commands(text: str) -> str:
    """What the text shows. Signs that no known command is made of stay."""
    if "\\" not in text:
        return text
    for _ in range(_DEEPEST):
        text = _IN_FACE.sub(r"\1", _WRAPPED.sub(r"\1", text))
    return _ITEM.sub("- ", _LAYOUT.sub("", text))
