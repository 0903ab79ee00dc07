"""How the formats look from their first bytes."""

from __future__ import annotations

import zipfile

from ita_extract.readers.input import Input

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RTF = b"{\\rtf"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OFFICE_MARKS = (b"[Content_Types].xml", b"_rels/", b"word/", b"xl/")
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_BMP_RESERVED = b"\x00\x00\x00\x00"
_LEAST_OF_ONE_BLOCK = 0.7


def is_pdf(source_file: Input) -> bool:
    """The header may stand anywhere in the first kilobyte (ISO 32000-1, implementation note 13)."""
    return b"%PDF-" in source_file.head[:1024]


def is_docx(source_file: Input) -> bool:
    """A Word file; also an Office archive too broken to list, so that its reader can say so."""
    names = _zip_names(source_file)
    broken = not names and source_file.head.startswith(ZIP)
    return any(name.lower().startswith("word/") for name in names) or (
        broken and any(mark in source_file.head for mark in _OFFICE_MARKS)
    )


def is_xlsx(source_file: Input) -> bool:
    return any(name.lower().startswith("xl/") for name in _zip_names(source_file))


def is_older_office(source_file: Input) -> bool:
    head = source_file.head
    return head.startswith((OLE, RTF)) or "mimetype" in _zip_names(source_file)


def is_image(source_file: Input) -> bool:
    head = source_file.head
    if head[:2] == b"BM":
        return head[6:10] == _BMP_RESERVED
    return head.startswith(_IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


def is_text(source_file: Input) -> bool:
    """No NUL bytes, except in UTF-16 (told by its byte order mark or by where the NULs stand)."""
    head = source_file.head
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if head.startswith((*ZIP, OLE)):
        return False
    return b"\x00" not in head or head.startswith(b"\x00\x00\xfe\xff") or utf16_order(head) is not None


def utf16_order(head: bytes) -> str | None:
    """ "le" or "be" for UTF-16 without a byte order mark, of Thai, Latin or both; else None.

    Every second byte is then the number of a block of letters: 0x0E for Thai, 0x00 for Latin.
    """
    pairs = len(head) // 2
    first, second = head[0 : pairs * 2 : 2], head[1 : pairs * 2 : 2]
    for order, blocks, letters in (("le", second, first), ("be", first, second)):
        named = blocks.count(0x0E) + blocks.count(0x00)
        if pairs and named >= _LEAST_OF_ONE_BLOCK * pairs and letters.count(0x00) <= 0.02 * pairs:
            return order
    return None


def _zip_names(source_file: Input) -> list[str]:
    """Member names of a zip file; nothing is unpacked. A broken archive has none."""
    if not source_file.head.startswith(ZIP):
        return []
    try:
        with zipfile.ZipFile(source_file.path) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []
