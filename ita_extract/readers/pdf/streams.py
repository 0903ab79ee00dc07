"""Drawing instructions before they are read: not too large, and saved as far as they are whole."""

from __future__ import annotations

from typing import Any
from zlib import decompressobj
from zlib import error as zlib_error

from ita_extract.errors import TooLarge

MAX_STREAM = 64 << 20  # bytes of drawing instructions: a full page has some hundred thousand
_MOST_PACKED = 1032  # to one: the most that deflate can
_CHUNK = 1 << 20
_BROKEN = "ItaExtractBroken"  # a stream's note that it was salvaged
_CRUMB = 64  # bytes at a time where a stream is broken: all before the break comes out


def prepare(page: Any) -> bool:
    """Makes the page's streams safe to read. False when one of them breaks off.

    Raises TooLarge.
    """
    whole = True
    for stream in page.streams:
        whole = prepare_stream(stream) and whole
    return whole


def prepare_stream(stream: Any) -> bool:
    """The same for one stream; one that is encrypted or packed in another way is left as it is."""
    if _BROKEN in stream.attrs:
        return False
    if stream.decipher is not None or [str(getattr(name, "name", "")) for name in stream.filters] not in (
        ["FlateDecode"],
        ["Fl"],
    ):
        return True
    if len(stream.rawdata) * _MOST_PACKED > MAX_STREAM:
        _measure(stream.rawdata)
    try:
        decompressobj().decompress(stream.rawdata)
    except zlib_error:
        stream.rawdata = _salvaged(stream.rawdata)
        kept = {key: value for key, value in stream.attrs.items() if key not in ("Filter", "F")}
        stream.attrs = {**kept, _BROKEN: True}
        return False
    return True


def _measure(packed: bytes) -> None:
    unpacker, unpacked = decompressobj(), 0
    try:
        while packed:
            unpacked += len(unpacker.decompress(packed, _CHUNK))
            packed = unpacker.unconsumed_tail
            if unpacked > MAX_STREAM:
                raise TooLarge(f"A stream of the page unpacks to more than {MAX_STREAM >> 20} megabytes.")
    except zlib_error:
        return


def _salvaged(packed: bytes) -> bytes:
    unpacker, saved = decompressobj(), bytearray()
    try:
        for at in range(0, len(packed), _CRUMB):
            saved += unpacker.decompress(packed[at : at + _CRUMB])
    except zlib_error:
        pass
    return bytes(saved)
