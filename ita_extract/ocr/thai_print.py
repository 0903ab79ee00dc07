"""Our own recogniser of Thai print, run by onnxruntime on one thread (see docs/recogniser.md)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from ita_extract import __version__
from ita_extract.ocr import Engine, Line, ctc
from ita_extract.ocr.ink import Image
from ita_extract.ocr.lines import ABOVE, BELOW
from ita_extract.ocr.pair import Pair
from ita_extract.ocr.thai_spelling import MARKS, legal_pairs
from ita_extract.ocr.voices import has_unsure_digits, settled
from ita_extract.settings import Settings

_MODELS = ("thai_print.onnx", "thai_print_numbers.onnx")
_HEIGHT = 40  # pixels; the network knows no other
_FRAME = 2  # pixels of width to one frame of chances
_LOWEST = 6  # pixels: no letter can be told in a lower line, and a long one would take minutes
_STEP = 32  # widths are rounded up to this, so that batches are few
_COLUMNS = 24_000  # pixels of width in one batch: keeps memory flat
_POOR = 0.80  # a line of less mean confidence is tried at other scales
_ZOOMS = (0.87, 1.15)
_SURE_SPACE = 0.6  # of less sure ones most are no spaces
_LIKELY = 0.02  # a character that has less chance is no other reading
_PENALTY = float(np.log(1000))  # an illegal sequence must be this many times likelier


class ThaiPrint:
    """Reads lines of printed Thai, Latin and digits of both scripts."""

    name = "thai_print"
    version = __version__
    languages = ("tha", "eng")

    def __init__(self, model: bytes, characters: str) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._characters = characters
        self._legal = legal_pairs(characters)

    def read_lines(self, images: Sequence[Any]) -> list[Line]:
        lines = self._read(images)
        for zoom in _ZOOMS:
            poor = [n for n, line in enumerate(lines) if line.text and _mean(line) < _POOR]
            for number, again in zip(poor, self._read([_zoomed(images[n], zoom) for n in poor]), strict=True):
                if _mean(again) > _mean(lines[number]) + 0.05:
                    lines[number] = again
        return lines

    def _read(self, images: Sequence[Image]) -> list[Line]:
        lines = [Line("")] * len(images)
        for numbers, batch in batches(images):
            for number, chances in zip(numbers, self._session.run(None, {"images": batch})[0], strict=True):
                image = images[number]
                frames = -(-_width(image) // _FRAME)
                lines[number] = self._line(chances[:frames], image.shape[0] / _HEIGHT)
        return lines

    def _line(self, chances: NDArray[np.float32], scale: float) -> Line:
        decoded = self._well_spaced(chances, ctc.decode(chances, self._legal, _PENALTY))
        text = "".join(self._characters[number - 1] for number in decoded.classes)
        boxes = _boxes(text, decoded.spans, scale * _FRAME)
        seconds = ctc.runners_up(chances, decoded, _LIKELY)
        others = tuple(self._characters[number - 1] if number != ctc.BLANK else "" for number in seconds)
        return Line(text, ctc.confidences(chances, decoded), boxes, ctc.unread(chances, decoded), others)

    def _well_spaced(self, chances: NDArray[np.float32], decoded: ctc.Decoded) -> ctc.Decoded:
        """Without unsure spaces, nor those at the ends and beside another: a wide gap may be read as two."""
        space = self._characters.index(" ") + 1
        before, sure = (space, *decoded.classes), ctc.confidences(chances, decoded)
        kept = [
            n
            for n, number in enumerate(decoded.classes)
            if number != space or (before[n] != space and sure[n] >= _SURE_SPACE)
        ]
        if kept and decoded.classes[kept[-1]] == space:
            kept.pop()
        return ctc.Decoded(tuple(decoded.classes[n] for n in kept), tuple(decoded.spans[n] for n in kept))


def load(_argument: str, _settings: Settings) -> Engine:
    """The engine with the models of the package; one session a process."""
    return _engine()


@cache
def _engine() -> Engine:
    """Its first model reads letters best; the second is asked for numbers too (see docs/recogniser.md)."""
    data = files("ita_extract.ocr") / "data"
    # The first line of the file is the characters; nothing else is in it.
    characters = (data / "thai_print.charset").read_text(encoding="utf-8").rstrip("\n")
    best, other = (ThaiPrint((data / name).read_bytes(), characters) for name in _MODELS)
    return Pair(best, other, settled, has_unsure_digits)


def _width(image: Image) -> int:
    """Width in pixels once the image is 40 high."""
    height, width = (int(side) for side in image.shape)
    return max(16, round(width * _HEIGHT / height))


def batches(images: Sequence[Image]) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
    """Numbers of images of like width with their batch (n, 1, 40, width), but those too low for print."""
    printed = (n for n, image in enumerate(images) if image.size and image.shape[0] >= _LOWEST)
    order = sorted(printed, key=lambda n: _width(images[n]))
    while order:
        width = -(-_width(images[order[0]]) // _STEP) * _STEP
        count = sum(1 for n in order[: max(1, _COLUMNS // width)] if _width(images[n]) <= width)
        numbers, order = order[:count], order[count:]
        yield numbers, np.stack([_normal(images[n], width) for n in numbers])[:, None]


def _normal(image: Image, width: int) -> NDArray[np.float32]:
    """The image 40 high, filled up to the width with the paper of its right edge."""
    shrink = image.shape[0] > _HEIGHT
    size = (_width(image), _HEIGHT)
    scaled = cv2.resize(image, size, interpolation=cv2.INTER_AREA if shrink else cv2.INTER_LINEAR)
    full = np.empty((_HEIGHT, width), np.float32)
    full[:, : size[0]] = scaled
    full[:, size[0] :] = np.median(scaled[:, -3:])
    return full


def _mean(line: Line) -> float:
    """Mean confidence, what seems unread counted as unsure characters."""
    doubts = [1 - gap for gap in line.gaps if gap > 0.5]
    values = [*line.confidences, *doubts]
    return float(np.mean(values)) if values else 0.0


def _zoomed(image: Image, zoom: float) -> Image:
    """The window as it would be were the letters `zoom` times as high as the line finder thought."""
    height = image.shape[0]
    base = height * ABOVE / (ABOVE + BELOW)
    top, bottom = round(base - base * zoom), round(base + (height - base) * zoom)
    if zoom <= 1:
        return image[max(0, top) : max(bottom, top + 8)]
    paper = int(np.percentile(image, 80))
    wide = np.full((bottom - top, image.shape[1]), paper, np.uint8)
    wide[-top : height - top] = image
    return wide


def _boxes(text: str, spans: tuple[tuple[int, int], ...], pixels: float) -> tuple[tuple[float, float], ...]:
    """Left and right of each character: half way to the next base; a mark shares its base's box."""
    groups: list[list[int]] = []
    for number, character in enumerate(text):
        if character in MARKS and groups:
            groups[-1].append(number)
        else:
            groups.append([number])
    middles = [pixels * (spans[g[0]][0] + spans[g[0]][1]) / 2 for g in groups]
    reach = 3.0 * pixels  # half a letter, where nothing stands beside
    lefts = [max((a + b) / 2, b - 2 * reach) for a, b in pairwise(middles)]
    rights = [min((a + b) / 2, a + 2 * reach) for a, b in pairwise(middles)]
    if not groups:
        return ()
    lefts, rights = [max(0.0, middles[0] - reach), *lefts], [*rights, middles[-1] + reach]
    boxes = [(0.0, 0.0)] * len(text)
    for group, left, right in zip(groups, lefts, rights, strict=True):
        for number in group:
            boxes[number] = (left, right)
    return tuple(boxes)
