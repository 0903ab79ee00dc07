"""Files that are written whole or not at all, and which of a folder's files are documents."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath

from ita_extract.errors import DiskFull, InputUnreadable, OutputError, UsageError

# After these no file can be written there, this one or another.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

# On Windows a file that a spreadsheet shows cannot be replaced.
_HELD = "See that you may write there, and that no other program has the file open."
_SHORTER = "Choose an output folder with a shorter path, or shorten the names of folders and files."
_LONGEST_ON_WINDOWS = 259
# Scanners and readers hold a file for a moment; a spreadsheet does for longer than anybody waits.
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)

# Shorter than what it stands for, and no ending of a document.
_TRIED = ".try"
# Beside flat tables, and no document.
DESCRIPTOR = "datapackage.json"
# What the first bytes of a document hold.
DOCUMENT = b'"schema_version"'
_HEAD_BYTES = 500


def document_paths(folder: Path) -> list[Path]:
    """The documents below a folder that convert wrote, by name. Raises UsageError or InputUnreadable."""
    if not folder.is_dir():
        what = "this is a file, and a folder is wanted" if folder.is_file() else "no such folder"
        raise UsageError(f"{folder}: {what}.")
    return sorted(path for path in _files_below(folder) if _is_document(path))


def _files_below(folder: Path) -> Iterator[Path]:
    """Raises InputUnreadable: what a folder that cannot be read holds would be missing without a word."""
    for top, _, names in os.walk(folder, onerror=_refuse):
        yield from (path for path in (Path(top, name) for name in names) if path.is_file())


def _refuse(error: OSError) -> None:
    raise InputUnreadable(f"{error.filename}: this folder cannot be read ({error.strerror}).") from None


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


def _is_document(path: Path) -> bool:
    if path.suffix != ".json" or path.name.startswith("."):
        return False
    # An input may be called "datapackage", and its document then has the descriptor's name.
    if path.name != DESCRIPTOR:
        return True
    return begins_with(path, DOCUMENT)


def check_ours(path: Path, mark: bytes) -> None:
    """Raises OutputError where a file stands that does not begin as ours do. mark: what ours begin with."""
    with translated(path):
        if path.exists() and path.stat().st_size and not begins_with(path, mark):
            raise OutputError(
                f"{path}: this is another program's file, and is not written over.",
                advice="Move it away, or choose another place.",
            )


def begins_with(path: Path, mark: bytes) -> bool:
    with path.open("rb") as stream:
        return mark in stream.read(_HEAD_BYTES)


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
            patiently(lambda: draft.replace(path))
        finally:
            draft.unlink(missing_ok=True)


def patiently(act: Callable[[], object]) -> None:
    """Does it, again for a second or so while Windows says that another program has the file open."""
    for seconds in _PAUSES:
        try:
            act()
            return
        except PermissionError as error:
            if getattr(error, "winerror", None) is None:
                raise
        time.sleep(seconds)
    act()


def remove_drafts(folder: Path) -> None:
    """What a process that was killed left half written. Nobody else may be writing there."""
    with translated(folder):
        for draft in list(folder.rglob(".ita-*.tmp")):
            if draft.is_dir():
                shutil.rmtree(draft)
            else:
                draft.unlink(missing_ok=True)


def prepare_folder(folder: Path) -> None:
    """Makes the folder, and makes sure before any work is done that files can be written there."""
    with translated(folder):
        if folder.is_file():
            raise OutputError(f"{folder}: this is a file, and no folder can be made there.")
        folder.mkdir(parents=True, exist_ok=True)
    with _probe(folder):
        pass


def first_twins(folder: Path, names: Sequence[PurePath]) -> tuple[int, int] | None:
    """The first two of these paths below the folder that are one file's, by their index: it is tried."""
    scratch = _draft(folder)
    with translated(folder):
        try:
            for index, name in enumerate(names):
                path = (scratch / name).with_suffix(_TRIED)
                if path.exists():
                    return int(path.read_bytes()), index
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(str(index).encode())
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    return None


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


def placed(word: str, out: Path) -> str:
    """A place as options and recipes name it, {out} for the output folder."""
    return word.replace("{out}", str(out))


@contextmanager
def translated(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        kind = DiskFull if error.errno in _NO_ROOM else OutputError
        raise kind(
            f"{path}: cannot be written ({error.strerror or error}).", advice=_advice(path, error)
        ) from None
    except UnicodeEncodeError as error:
        raise OutputError(
            f"{path}: cannot be written (the system's encoding {error.encoding} has no such letters).",
            advice="Set the variable LANG to C.UTF-8, or PYTHONUTF8 to 1.",
        ) from None


def _advice(path: Path, error: OSError) -> str | None:
    if isinstance(error, PermissionError):
        return _HELD
    # Windows calls such a path one that does not exist.
    cut = os.name == "nt" and len(str(path.absolute())) > _LONGEST_ON_WINDOWS
    return _SHORTER if cut or error.errno == errno.ENAMETOOLONG else None


@contextmanager
def translated_sqlite(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        kind = DiskFull if "full" in str(error) or "I/O" in str(error) else OutputError
        raise kind(f"{path}: cannot be written ({error}).") from None
