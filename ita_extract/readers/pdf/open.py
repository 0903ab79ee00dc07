"""Opens a PDF: as it is, or rewritten where it is broken; with a password or none."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from ita_extract.errors import Damaged, InputError, PasswordNeeded
from ita_extract.readers.input import Input
from ita_extract.readers.passwords import given_password
from ita_extract.settings import Settings

MAX_PAGES = 20_000
_REMOVE_SECURITY = 3  # pdfium's FPDF_REMOVE_SECURITY
_END, _TAIL = b"%%EOF", 1024  # a file ends with this mark, within so many bytes
_PADDING = 1 << 16  # bytes of zeros or blanks that may stand behind it
_LAST_OF_OBJECT = b"endobj"


def openings(source_file: Input, settings: Settings) -> Iterator[Any]:
    """The file as a playa document, then rewritten by qpdf, then by pdfium, then without its broken end: take
    the first that reads.

    Raises PasswordNeeded or Damaged when none is left.
    """
    for name in ("playa", "pikepdf", "pypdfium2"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    password = given_password(settings)
    refusal: InputError = Damaged(f"{source_file.name}: the PDF is broken inside; no page of it can be read.")
    ways = (_as_it_is, _by_qpdf, _by_pdfium)
    for opening in (*ways, _of_whole_objects) if is_cut(source_file) else ways:
        try:
            document = opening(source_file, password)
            usable = 0 < len(document.pages) <= MAX_PAGES
        except PasswordNeeded as error:
            refusal = error
        except InputError:
            raise
        except Exception:
            # A broken file makes these libraries raise anything at all; the next one may do better.
            logging.getLogger(__name__).debug("%s: %s failed", source_file.name, opening, exc_info=True)
        else:
            if usable:
                yield document
    raise refusal


def _as_it_is(source_file: Input, password: str) -> Any:
    import playa

    from ita_extract.readers.pdf.object_streams import Document

    try:
        with source_file.guarded(), source_file.path.open("rb") as file:
            return Document(file, password)
    except playa.PDFPasswordIncorrect:
        raise _refused(source_file, password) from None


def _by_qpdf(source_file: Input, password: str) -> Any:
    import pikepdf

    from ita_extract.readers.pdf.object_streams import Document

    rewritten = BytesIO()
    try:
        with pikepdf.open(BytesIO(source_file.data()), password=password, suppress_warnings=True) as pdf:
            pdf.save(rewritten)
    except pikepdf.PasswordError:
        raise _refused(source_file, password) from None
    return Document(rewritten.getvalue(), password="")


def _by_pdfium(source_file: Input, password: str) -> Any:
    import pypdfium2

    from ita_extract.readers.pdf.object_streams import Document

    rewritten = BytesIO()
    pdf = pypdfium2.PdfDocument(source_file.data(), password=password or None)
    try:
        pdf.save(rewritten, flags=_REMOVE_SECURITY)
    finally:
        pdf.close()
    return Document(rewritten.getvalue(), password="")


def _of_whole_objects(source_file: Input, password: str) -> Any:
    """Less what stands behind the last whole object: a table of objects that is cut hides all of them."""
    from ita_extract.readers.pdf.object_streams import Document

    whole, mark, _ = source_file.data().rpartition(_LAST_OF_OBJECT)
    return Document(whole + mark, password)


def is_cut(source_file: Input) -> bool:
    """Whether the file stops before its end."""
    with source_file.guarded(), source_file.path.open("rb") as file:
        file.seek(max(0, source_file.size - _PADDING))
        tail = file.read().rstrip(b"\0\t\n\r ")
    return _END not in tail[-_TAIL:]


def _refused(source_file: Input, password: str) -> PasswordNeeded:
    why = "the password that was given does not open it" if password else "it is encrypted"
    return PasswordNeeded(f"{source_file.name}: {why}.")
