"""Opens a PDF: with a password or none, and repaired where its cross-references are broken."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from ita_extract.errors import Damaged, ItaError, PasswordNeeded
from ita_extract.readers.input import Input
from ita_extract.readers.passwords import given_password
from ita_extract.settings import Settings

MAX_PAGES = 20_000


@contextmanager
def open_pages(source_file: Input, settings: Settings) -> Iterator[list[Any]]:
    """The pages of a file, each a playa page, lazily read.

    Raises PasswordNeeded or Damaged; whatever the PDF libraries raise while pages are read becomes Damaged.
    """
    import playa

    logging.getLogger("playa").setLevel(logging.CRITICAL)
    password = given_password(settings)
    with translated(source_file):
        with source_file.guarded():
            document = _opened(lambda: playa.open(source_file.path, password=password))
        if document is None:
            repaired = _repaired(source_file, password)
            document = _opened(lambda: playa.parse(repaired))
        if document is None:
            raise Damaged(f"{source_file.name}: it has no page that can be read.")
        with document:
            yield list(document.pages)


@contextmanager
def translated(source_file: Input) -> Iterator[None]:
    """Foreign errors of the PDF libraries, which can be any at all in a broken file, as Damaged."""
    try:
        yield
    except ItaError:
        raise
    except MemoryError:
        raise Damaged(f"{source_file.name}: its contents claim more memory than there is.") from None
    except Exception as error:
        raise Damaged(f"{source_file.name}: the PDF is broken inside ({type(error).__name__}).") from error


def _opened(opening: Any) -> Any:
    """The document when it opens and has pages, else None; the repair then says what is wrong."""
    document = None
    try:
        document = opening()
        pages = document.pages
        if 0 < len(pages) <= MAX_PAGES and pages[0].attrs:
            return document
    except OSError:
        raise
    except Exception:
        logging.getLogger(__name__).debug("not opened as it is", exc_info=True)
    if document is not None:
        document.close()
    return None


def _repaired(source_file: Input, password: str) -> bytes:
    """The file rewritten by pikepdf, unencrypted. Raises PasswordNeeded or Damaged."""
    import pikepdf

    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
    rewritten = BytesIO()
    try:
        with pikepdf.open(BytesIO(source_file.data()), password=password, suppress_warnings=True) as pdf:
            if not len(pdf.pages):
                raise Damaged(f"{source_file.name}: the PDF has no pages.")
            pdf.save(rewritten)
    except pikepdf.PasswordError:
        given = "the password given does not open it" if password else "it is encrypted"
        raise PasswordNeeded(f"{source_file.name}: {given}.") from None
    return rewritten.getvalue()
