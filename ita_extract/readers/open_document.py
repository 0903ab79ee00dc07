"""OpenDocument texts, made ready for LibreOffice, which writes an input field four times into a Word file."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from ita_extract.readers.archive import Archive

_CONTENT = "content.xml"
_INPUT_FIELD = re.compile(rb"</?text:text-input\b[^>]*>")


def with_plain_fields(archive: Archive) -> bytes | None:
    """The file with what input fields hold as plain text; None where it has none."""
    content = archive.data(_CONTENT) or b""
    plain = _INPUT_FIELD.sub(b"", content)
    if plain == content:
        return None
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for name in archive.names():
            written.writestr(name, plain if name == _CONTENT else archive.data(name) or b"")
    return made.getvalue()
