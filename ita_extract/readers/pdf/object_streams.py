"""A document of the PDF library that unpacks from a stream of objects (PDF 32000-1, 7.5.7) what is asked for.

The library unpacks all of them: in a tagged file that is an element of structure for each cell and line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import playa
from playa.parser import ObjectParser
from playa.pdftypes import int_value


@dataclass(frozen=True, slots=True)
class _Packed:
    """A stream's data; numbers: each object's id and how far behind the first of them it stands."""

    data: bytes
    first: int
    numbers: tuple[int, ...]


class Document(playa.Document):
    """Opened as the library's own is; the library reads where a stream is not as it should be."""

    def __init__(self, data: Any, password: str) -> None:
        self._packed: dict[int | None, _Packed] = {}
        super().__init__(data, password)

    def _getobj_objstm(self, stream: Any, index: int, objid: int) -> Any:
        packed = self._packed.get(stream.objid)
        if packed is None:
            packed = self._packed[stream.objid] = _read_header(stream)
        if packed.numbers[2 * index : 2 * index + 1] != (objid,):
            return super()._getobj_objstm(stream, index, objid)
        start = packed.first + packed.numbers[2 * index + 1]
        _, found = next(ObjectParser(packed.data, self, start))
        return found


def _read_header(stream: Any) -> _Packed:
    """No numbers where the header is broken, or an object would stand outside the stream."""
    data = stream.buffer
    try:
        count, first = int_value(stream["N"]), int_value(stream["First"])
        numbers = tuple(map(int, data[:first].split()))
    except (KeyError, TypeError, ValueError):
        return _Packed(data, 0, ())
    sound = len(numbers) == 2 * count and all(0 <= first + at < len(data) for at in numbers[1::2])
    return _Packed(data, first, numbers if sound else ())
