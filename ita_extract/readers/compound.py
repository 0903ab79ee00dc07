"""Compound files (OLE): the container of .doc and .xls, and of Office files that a password locks."""

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

# What Excel locks a file with when it only guards against change; anybody may read such a file.
_PUBLIC_PASSWORD = "VelvetSweatshop"

_SUFFIXES = {"WordDocument": ".doc", "Workbook": ".xls", "Book": ".xls"}


def kind_of(data: bytes, name: str) -> str | None:
    """ ".doc" or ".xls" by the streams inside; None for anything else. Raises Damaged."""
    import olefile

    with _translated(name), olefile.OleFileIO(BytesIO(data)) as container:
        return next((suffix for stream, suffix in _SUFFIXES.items() if container.exists(stream)), None)


def unlocked(source_file: Input, settings: Settings) -> bytes:
    """The file's content, decrypted where it is encrypted. Raises PasswordNeeded or Damaged."""
    import msoffcrypto

    logging.getLogger("msoffcrypto").setLevel(logging.CRITICAL)
    data = source_file.data()
    with _translated(source_file.name):
        try:
            locked = msoffcrypto.OfficeFile(BytesIO(data))
        except msoffcrypto.exceptions.FileFormatError:
            # A container that this library knows nothing of is nothing that it could unlock.
            return data
        if not locked.is_encrypted():
            return data
        return _decrypted(locked, source_file.name, given_password(settings))


def _decrypted(locked: Any, name: str, password: str) -> bytes:
    import msoffcrypto.exceptions

    for attempt in filter(None, (password, _PUBLIC_PASSWORD)):
        opened = BytesIO()
        try:
            locked.load_key(password=attempt, verify_password=True)
            locked.decrypt(opened)
        except msoffcrypto.exceptions.InvalidKeyError:
            continue
        return opened.getvalue()
    given = "the password given does not open it" if password else "it is encrypted"
    raise PasswordNeeded(f"{name}: {given}.")


@contextmanager
def _translated(name: str) -> Iterator[None]:
    """These libraries meet broken files with whatever their parsing stumbles over."""
    try:
        yield
    except ItaError:
        raise
    except Exception as error:
        raise Damaged(f"{name}: the file is broken or cut short ({error}).") from None
