"""Answers recorded beforehand, found by the image's hash: for tests that need an engine but no recogniser."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ita_extract import __version__
from ita_extract.errors import UsageError
from ita_extract.ocr import Line
from ita_extract.settings import Settings


class Recorded:
    """Gives the answer recorded for each image; an unknown image is an error, not an empty line."""

    name = "recorded"
    version = __version__
    languages = ("tha", "eng")

    def __init__(self, answers: Mapping[str, Line]) -> None:
        self._answers = answers

    def read_lines(self, images: Sequence[Any]) -> list[Line]:
        return [self._answer(image_key(image)) for image in images]

    def _answer(self, key: str) -> Line:
        if key not in self._answers:
            raise UsageError(f"No answer is recorded for the line image {key}.")
        return self._answers[key]


def image_key(image: Any) -> str:
    """What names an image: a hash of its shape and pixels."""
    pixels = np.ascontiguousarray(image, np.uint8)
    return hashlib.sha256(repr(pixels.shape).encode() + pixels.tobytes()).hexdigest()[:32]


def save(path: Path, images: Sequence[Any], lines: Sequence[Line]) -> None:
    """Records the lines that were read from these images, as JSON, for `load`."""
    record = {
        image_key(image): {
            "text": line.text,
            "confidences": [round(chance, 4) for chance in line.confidences],
            "boxes": [[round(side, 1) for side in box] for box in line.boxes],
            "gaps": [round(chance, 4) for chance in line.gaps],
            "others": list(line.others),
        }
        for image, line in zip(images, lines, strict=True)
    }
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load(argument: str, _settings: Settings) -> Recorded:
    """The answers of a file that `save` wrote; raises UsageError when it cannot be read."""
    try:
        record = json.loads(Path(argument).read_text(encoding="utf-8"))
        return Recorded({key: _line(entry) for key, entry in record.items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as broken:
        message = f"The recorded OCR answers {argument!r} cannot be read."
        raise UsageError(message, advice="Name them as recorded:FILE.") from broken


def _line(entry: Mapping[str, Any]) -> Line:
    boxes = tuple((float(left), float(right)) for left, right in entry["boxes"])
    return Line(
        entry["text"], tuple(entry["confidences"]), boxes, tuple(entry["gaps"]), tuple(entry["others"])
    )
