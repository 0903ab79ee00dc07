"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ita_extract.errors import OutputError


def write_whole(path: Path, data: bytes) -> None:
    """Under its name the file is either as it was or complete, whatever happens. Raises OutputError."""
    # Beside its target, since a rename is atomic only within one file system.
    draft = path.with_name(f".ita-{secrets.token_hex(8)}.tmp")
    with _translated(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with draft.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


def prepare_folder(folder: Path) -> None:
    """Makes the folder, and makes sure before any work is done that files can be written there."""
    probe = folder / f".ita-{secrets.token_hex(8)}.tmp"
    with _translated(folder):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            probe.touch(exist_ok=False)
        finally:
            probe.unlink(missing_ok=True)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error}).") from None
