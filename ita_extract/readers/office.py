"""Older office files (.doc, .odt, .rtf, .xls, .ods), converted by LibreOffice and read as what comes out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from tempfile import TemporaryDirectory

from ita_extract.errors import Unsupported
from ita_extract.model.document import Document
from ita_extract.readers import compound, docx, libreoffice, signatures, xlsx
from ita_extract.readers.archive import opened
from ita_extract.readers.input import Input
from ita_extract.readers.open_document import with_plain_fields
from ita_extract.settings import Settings


@dataclass(frozen=True, slots=True)
class Kind:
    suffix: str
    media_type: str
    target: str


_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_KINDS = (
    Kind(".doc", "application/msword", "docx"),
    Kind(".rtf", "application/rtf", "docx"),
    Kind(".xls", "application/vnd.ms-excel", "xlsx"),
    Kind(".odt", _OPEN_DOCUMENT + "text", "docx"),
    Kind(".ott", _OPEN_DOCUMENT + "text-template", "docx"),
    Kind(".ods", _OPEN_DOCUMENT + "spreadsheet", "xlsx"),
    Kind(".ots", _OPEN_DOCUMENT + "spreadsheet-template", "xlsx"),
)


def read(source_file: Input, settings: Settings) -> Document:
    """Raises ToolMissing where LibreOffice is not installed; files that a password locks need none of it
    when they are Word or Excel files of the newer kind inside."""
    if source_file.head.startswith(signatures.OLE):
        data = compound.unlocked(source_file, settings)
        if data.startswith(signatures.ZIP):
            return _read_new(source_file, settings, data)
    else:
        data = source_file.data()
    kind = _kind_of(source_file, data, settings)
    with TemporaryDirectory(prefix="ita-extract-", ignore_cleanup_errors=True) as folder:
        job = libreoffice.Job(source_file.name, folder, settings.office_seconds)
        ready = _made_ready(source_file, data, settings)
        converted = libreoffice.convert(ready, kind.suffix, kind.target, job)
    document = _READERS[kind.target](source_file, settings, data=converted)
    return replace(document, source=source_file.source(reader="office", media_type=kind.media_type))


_READERS = {"docx": docx.read, "xlsx": xlsx.read}


def _made_ready(source_file: Input, data: bytes, settings: Settings) -> bytes:
    if not data.startswith(signatures.ZIP):
        return data
    with opened(source_file, settings, data=data) as archive:
        return with_plain_fields(archive) or data


def _read_new(source_file: Input, settings: Settings, data: bytes) -> Document:
    with opened(source_file, settings, data=data) as archive:
        names = archive.names()
    for folder, target in (("word/", "docx"), ("xl/", "xlsx")):
        if any(name.startswith(folder) for name in names):
            return _READERS[target](source_file, settings, data=data)
    raise _not_read(source_file)


def _kind_of(source_file: Input, data: bytes, settings: Settings) -> Kind:
    if data.startswith(signatures.OLE):
        return _kind(source_file, suffix=compound.kind_of(data, source_file.name))
    if data.startswith(signatures.RTF):
        return _kind(source_file, suffix=".rtf")
    with opened(source_file, settings) as archive:
        media_type = (archive.data("mimetype") or b"").decode("ascii", errors="replace").strip()
    return _kind(source_file, media_type=media_type)


def _kind(source_file: Input, *, suffix: str | None = None, media_type: str | None = None) -> Kind:
    for kind in _KINDS:
        if suffix == kind.suffix or media_type == kind.media_type:
            return kind
    raise _not_read(source_file)


def _not_read(source_file: Input) -> Unsupported:
    return Unsupported(f"{source_file.name}: neither text document nor spreadsheet.")
