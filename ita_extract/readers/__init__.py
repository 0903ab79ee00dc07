"""Bytes → Document. One module a format; none of them knows what ITA is.

The file's content decides the format, never its name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from ita_extract.errors import Unsupported
from ita_extract.garbage import uncollected
from ita_extract.model.document import Document
from ita_extract.readers import signatures
from ita_extract.readers.input import Input
from ita_extract.settings import Settings


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file, how its first bytes look, and the module whose `read` reads it.

    has_pages: whether some of its pages can be read without the others.
    """

    name: str
    module: str
    matches: Callable[[Input], bool]
    has_pages: bool = False


# A new format is one module and one line here. The first match reads the file; text comes last.
FORMATS = (
    Format("PDF", "ita_extract.readers.pdf", signatures.is_pdf, has_pages=True),
    Format("Word", "ita_extract.readers.docx", signatures.is_docx),
    Format("Excel", "ita_extract.readers.xlsx", signatures.is_xlsx),
    Format("older office file", "ita_extract.readers.office", signatures.is_older_office),
    Format("image", "ita_extract.readers.scan", signatures.is_image, has_pages=True),
    Format("text", "ita_extract.readers.text", signatures.is_text),
)


def read(path: Path | str, settings: Settings | None = None, *, name: str | None = None) -> Document:
    """What is on the page.

    name: the path to record in the result, when it differs from the one to open.
    Raises InputError (a subclass says why) when the file cannot be read.
    """
    source_file = Input.at(Path(path), name)
    reader = import_module(format_of(source_file).module)
    with uncollected():
        document: Document = reader.read(source_file, settings or Settings())
    return document


def format_of(source_file: Input) -> Format:
    """The format whose signature the content bears; raises Unsupported when there is none."""
    for known in FORMATS:
        if known.matches(source_file):
            return known
    raise Unsupported(f"{source_file.name}: this kind of file is not one that ita-extract reads.")
