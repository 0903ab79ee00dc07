"""The zip archives that Office files are, opened so that no file can exhaust memory.

A part's size is counted while it is unpacked, never believed from the archive's directory.
"""

from __future__ import annotations

import errno
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from ita_extract.errors import Damaged, PasswordNeeded, TooLarge
from ita_extract.readers.input import Input
from ita_extract.settings import Settings

if TYPE_CHECKING:
    from lxml import etree

_CHUNK = 1 << 20
_MEGABYTE = 1 << 20

# Text packs 5 to 50 times; what packs far better is there to burst memory. Small parts may do as they like.
_MAX_RATIO = 200
_RATIO_FROM = 8 * _MEGABYTE

# An element takes some hundred bytes once parsed, and most have an end tag too.
_MAX_TAGS = 4_000_000

_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, ValueError)
_ENCRYPTED_MEMBER = 0x1

# Strict OOXML (ISO/IEC 29500) says the same under other names.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml/main|officeDocument/relationships)")
_TRANSITIONAL = {
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


@dataclass
class Archive:
    """An open Office archive; parts are found by name, whatever its capitals."""

    name: str
    _zip: zipfile.ZipFile
    _limit: int
    _members: dict[str, zipfile.ZipInfo] = field(init=False)
    _unpacked: int = 0

    def __post_init__(self) -> None:
        self._members = {info.filename.lower().lstrip("/"): info for info in self._zip.infolist()}

    def names(self) -> list[str]:
        return [info.filename for info in self._members.values()]

    def data(self, part: str) -> bytes | None:
        """The part's bytes, or None where there is no such part."""
        info = self._members.get(part.lower().lstrip("/"))
        if info is None:
            return None
        if info.flag_bits & _ENCRYPTED_MEMBER:
            raise PasswordNeeded(
                f"{self.name}: the archive is encrypted.",
                advice="Unpack it and pack it again without a password.",
            )
        return b"".join(self._chunks(info))

    def xml(self, part: str) -> etree._Element | None:
        """The part's root element, or None where there is no such part."""
        data = self.data(part)
        return None if data is None else parse_xml(data, f"{self.name}: {part}")

    def _chunks(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        size = 0
        with self._zip.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                self._unpacked += len(chunk)
                self._refuse_bomb(info, size)
                yield chunk

    def _refuse_bomb(self, info: zipfile.ZipInfo, size: int) -> None:
        if self._unpacked > self._limit:
            raise TooLarge(
                f"{self.name}: its text unpacks to more than {self._limit // _MEGABYTE} MB.",
                advice="Split it into smaller files, or raise --max-megabytes if you trust it.",
            )
        if size > _RATIO_FROM and size > _MAX_RATIO * max(info.compress_size, 1):
            raise TooLarge(
                f"{self.name}: {info.filename} unpacks to over {_MAX_RATIO} times its size, as zip bombs do.",
                advice="Open it in its own program and save a copy, if you trust it.",
            )


@contextmanager
def opened(source_file: Input, settings: Settings, *, data: bytes | None = None) -> Iterator[Archive]:
    """The archive for as long as the block runs; data: its bytes where they are not the file's own."""
    packed = source_file.path if data is None else BytesIO(data)
    with source_file.guarded(), translated(source_file.name), zipfile.ZipFile(packed) as archive:
        yield Archive(source_file.name, archive, settings.max_megabytes * _MEGABYTE)


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Turns what zipfile raises for broken archives into Damaged."""
    try:
        yield
    except (*_BROKEN, OSError) as error:
        # An offset outside the file, or a stream that bz2 cannot unpack; other OSErrors are the system's own.
        if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
            raise
        raise Damaged(f"{name}: the file is broken or cut short ({error}).") from None


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Raises Damaged, for a document type too: Office files have none, and entities are made in it."""
    from lxml import etree

    if _has_doctype(data):
        raise _doctype_refused(name)
    if data.count(b"<") > _MAX_TAGS:
        raise TooLarge(f"{name}: more than {_MAX_TAGS // 1_000_000} million tags.")
    try:
        root = etree.fromstring(_STRICT.sub(lambda found: _TRANSITIONAL[found[1]], data), _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Damaged(f"{name}: not well-formed XML ({error}).") from None
    # An encoding that hides the letters of the first look does not hide the result.
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype_refused(name)
    return root


def _parser() -> etree.XMLParser:
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )


def _has_doctype(data: bytes) -> bool:
    word = "<!DOCTYPE"
    return any(word.encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def _doctype_refused(name: str) -> Damaged:
    return Damaged(f"{name}: holds a document type (DTD), which Office files may not.")
