"""Files that are written whole or not at all, and which of a folder's files are documents."""

from __future__ import annotations

import errno
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ita_extract.errors import DiskFull, OutputError, UsageError

# After these no file can be written there, this one or another.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

# On Windows a file that a spreadsheet shows cannot be replaced.
_HELD = "See that you may write there, and that no other program has the file open."

# Beside flat tables, and no document.
DESCRIPTOR = "datapackage.json"


def document_paths(folder: Path) -> list[Path]:
    """The documents below a folder that convert wrote, by name. Raises UsageError."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder.")
    found = (path for path in folder.rglob("*.json") if path.is_file() and not path.name.startswith("."))
    return sorted(path for path in found if not _is_descriptor(path))


def document_names(folder: Path) -> list[str]:
    """Their paths below the folder, with forward slashes."""
    return [path.relative_to(folder).as_posix() for path in document_paths(folder)]


def some_document_names(folder: Path) -> list[str]:
    """The same, of a folder that must hold one at least. Raises UsageError."""
    names = document_names(folder)
    if not names:
        raise UsageError(
            f"{folder}: no documents in this folder.", advice="Name one that `ita-extract convert` wrote to."
        )
    return names


def _is_descriptor(path: Path) -> bool:
    # An input may be called "datapackage", and its document then has the descriptor's name.
    if path.name != DESCRIPTOR:
        return False
    with path.open("rb") as stream:
        return b'"schema_version"' not in stream.read(100)


def write_whole(path: Path, data: bytes) -> None:
    """Under its name the file is either as it was or complete, whatever happens. Raises OutputError."""
    with drafted(path) as draft:
        draft.write_bytes(data)


@contextmanager
def drafted(path: Path) -> Iterator[Path]:
    """Gives the path to write to; what stands there at the end takes the file's place. Raises OutputError."""
    # Beside its target, since a rename is atomic only within one file system.
    draft = _draft(path.parent)
    with translated(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield draft
            with draft.open("rb+") as stream:
                os.fsync(stream.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


def remove_drafts(folder: Path) -> None:
    """What a process that was killed left half written. Nobody else may be writing there."""
    with translated(folder):
        for draft in folder.rglob(".ita-*.tmp"):
            draft.unlink(missing_ok=True)


def prepare_folder(folder: Path) -> None:
    """Makes the folder, and makes sure before any work is done that files can be written there."""
    with translated(folder):
        if folder.is_file():
            raise OutputError(f"{folder}: this is a file, and no folder can be made there.")
        folder.mkdir(parents=True, exist_ok=True)
    with _probe(folder):
        pass


def ignores_case(folder: Path) -> bool:
    """Whether names in the folder that differ only in capitals are one file's, as on Windows and macOS."""
    with _probe(folder) as probe:
        return probe.with_name(probe.name.upper()).exists()


@contextmanager
def _probe(folder: Path) -> Iterator[Path]:
    """An empty file, there for a moment to see what the folder's file system does with it."""
    probe = _draft(folder)
    with translated(folder):
        try:
            probe.touch(exist_ok=False)
            yield probe
        finally:
            probe.unlink(missing_ok=True)


def _draft(folder: Path) -> Path:
    return folder / f".ita-{secrets.token_hex(8)}.tmp"


@contextmanager
def translated(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        kind = DiskFull if error.errno in _NO_ROOM else OutputError
        advice = _HELD if isinstance(error, PermissionError) else None
        raise kind(f"{path}: cannot be written ({error.strerror or error}).", advice=advice) from None


@contextmanager
def translated_sqlite(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        kind = DiskFull if "full" in str(error) or "I/O" in str(error) else OutputError
        raise kind(f"{path}: cannot be written ({error}).") from None
