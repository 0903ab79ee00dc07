"""Signs inside a line: HTML entities, Markdown escapes and emphasis."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from ita_extract.readers.text.latex_text import without_commands

_ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_ESCAPE = r"\\[!-/:-@\[-`{-~]"
# Exactly two or three stars, or two underscores; longer rows of them are lines to write on.
_STARS = r"(?<!\*)\*{2,3}(?!\*)"
_SCORES = r"(?<!_)__(?!_)"

_HTML_SIGNS = re.compile(_ENTITY)
_MARKDOWN_SIGNS = re.compile(f"(?P<entity>{_ENTITY})|(?P<escape>{_ESCAPE})|{_STARS}|{_SCORES}")
HEADING = re.compile(r"[ \t]{0,3}(#{1,6})(?:[ \t]+|$)")
_HEADING_END = re.compile(r"(?:^|[ \t])#+[ \t]*$")
_LINK = re.compile(r"(!?)\[([^\[\]\n]{0,500}+)\]\((?:<([^<>\n]{0,2000}+)>|([^\s()<>]{1,2000}+))\)")


@dataclass(frozen=True, slots=True)
class Emphasis:
    """A sign that may open or close emphasis, "**"; letters unless it has a partner."""

    sign: str


Part = str | Emphasis


def resolve_html(text: str) -> list[Part]:
    return [_HTML_SIGNS.sub(lambda found: _letter(found[0]), text)] if "&" in text else [text]


def resolve_markdown(text: str) -> list[Part]:
    """Letters and signs of emphasis, in order; escapes, entities and links are letters already."""
    text = without_commands(text)
    if "](" in text:
        text = _LINK.sub(_label, text)
    parts: list[Part] = []
    at = 0
    for found in _MARKDOWN_SIGNS.finditer(text):
        parts.append(text[at : found.start()])
        parts.append(_sign(found))
        at = found.end()
    parts.append(text[at:])
    return parts


def join(parts: list[Part]) -> str:
    """The letters, without the emphasis that is opened and closed."""
    if not any(isinstance(part, Emphasis) for part in parts):
        return "".join(part for part in parts if isinstance(part, str))
    paired = _pairs(parts)
    return "".join(
        part if isinstance(part, str) else ("" if at in paired else part.sign)
        for at, part in enumerate(parts)
    )


def without_heading_end(text: str) -> str:
    """ "Title ##" → "Title"."""
    return _HEADING_END.sub("", text)


def _letter(entity: str) -> str:
    """The letter that an entity names; one that does not exist stays as it is."""
    return html.unescape(entity)


def _sign(found: re.Match[str]) -> Part:
    if found["entity"]:
        return _letter(found["entity"])
    if found["escape"]:
        return found["escape"][1]
    return Emphasis(found[0])


def _label(found: re.Match[str]) -> str:
    """What a link shows, and where it leads when that is another thing; of an image what stands for it."""
    image, label, address = found[1], found[2], found[3] or found[4]
    if image or label.strip() == address:
        return label
    return f"{label} ({address})" if label.strip() else address


def _pairs(parts: list[Part]) -> set[int]:
    """Where the signs stand that open or close: the opener before a letter, the closer behind one."""
    open_at: dict[str, int] = {}
    paired: set[int] = set()
    before = _ends_before(parts)
    after = _starts_after(parts)
    for at, part in enumerate(parts):
        if not isinstance(part, Emphasis):
            continue
        left, right = before[at], after[at]
        if part.sign in open_at and left and not left.isspace() and _may_close(part.sign, right):
            paired |= {open_at.pop(part.sign), at}
        elif right and not right.isspace() and _may_open(part.sign, left):
            open_at[part.sign] = at
    return paired


def _may_open(sign: str, left: str) -> bool:
    return sign != "__" or not left.isalnum()


def _may_close(sign: str, right: str) -> bool:
    return sign != "__" or not right.isalnum()


def _ends_before(parts: list[Part]) -> list[str]:
    """For each part the letter before it, "" at the start."""
    found, letter = [], ""
    for part in parts:
        found.append(letter)
        if isinstance(part, str) and part:
            letter = part[-1]
    return found


def _starts_after(parts: list[Part]) -> list[str]:
    """For each part the letter after it, "" at the end."""
    found, letter = [], ""
    for part in reversed(parts):
        found.append(letter)
        if isinstance(part, str) and part:
            letter = part[0]
    return found[::-1]
