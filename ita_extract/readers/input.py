"""One file to read: opened once, named as the user named it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath

from ita_extract.errors import InputEmpty, InputMissing, InputUnreadable
from ita_extract.model.document import Ocr, Source

HEAD_BYTES = 4096
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Input:
    """path: where the bytes are; name: what results and messages call it, with forward slashes."""

    path: Path
    name: str

    @classmethod
    def at(cls, path: Path, name: str | None = None) -> Input:
        """Raises InputMissing, InputUnreadable or InputEmpty."""
        named = PurePath(name if name is not None else path.name if path.is_absolute() else path).as_posix()
        made = cls(path, named)
        with made.guarded():
            if path.is_dir():
                raise InputMissing(f"{named}: this is a folder, not a file.", advice="Name a file in it.")
            size = path.stat().st_size
            if not path.is_file():
                raise InputUnreadable(
                    f"{named}: this is a pipe or a device, not a file.", advice="Save it as a file."
                )
            if size == 0:
                raise InputEmpty(f"{named}: the file is empty (0 bytes).")
            assert made.head is not None
        return made

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Translates the operating system's errors of opening and reading into ours."""
        try:
            yield
        except FileNotFoundError:
            raise InputMissing(f"{self.name}: no such file.") from None
        except OSError as error:
            raise InputUnreadable(f"{self.name}: cannot be read ({error.strerror or error}).") from None

    @cached_property
    def head(self) -> bytes:
        """The first bytes, enough to tell the format."""
        with self.path.open("rb") as stream:
            return stream.read(HEAD_BYTES)

    @cached_property
    def size(self) -> int:
        """In bytes."""
        return self.path.stat().st_size

    @cached_property
    def sha256(self) -> str:
        digest = hashlib.sha256()
        with self.guarded(), self.path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
        return digest.hexdigest()

    def data(self) -> bytes:
        """The whole content."""
        with self.guarded():
            return self.path.read_bytes()

    def source(
        self, *, reader: str, media_type: str, pages: int | None = None, ocr: Ocr | None = None
    ) -> Source:
        return Source(self.name, self.sha256, self.size, media_type, pages, reader, ocr)
