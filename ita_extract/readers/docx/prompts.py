"""Content controls that nobody filled in: what they show is a prompt ("Choose an item"), not what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_extract.model.document import Mend
from ita_extract.readers.docx.names import on, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTROL, _PARAGRAPH = w("sdt"), w("p")
_RULE = "unfilled-prompt"


def is_prompt(control: _Element) -> bool:
    """It shows its prompt (17.5.2.39)."""
    return on(control, "sdtPr", "showingPlcHdr") is True


def prompted_paragraphs(body: _Element) -> frozenset[_Element]:
    """Those of which all is a prompt. They last as long as this set does."""
    controls = filter(is_prompt, body.iter(_CONTROL))
    return frozenset(paragraph for control in controls for paragraph in control.iter(_PARAGRAPH))


def without_prompts(text: str, prompts: tuple[str, ...]) -> tuple[str, tuple[Mend, ...]]:
    for prompt in prompts:
        text = text.replace(prompt, "", 1)
    return text, tuple(Mend(prompt, "", _RULE) for prompt in prompts)
