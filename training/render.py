"""Line images in the recogniser's normal form, with everything that scanners and copiers do to them.

The normal form (the package cuts the same window out of a page): 40 pixels high, the baseline 2.05 letter
heights below the upper edge, 0.6 above the lower one, grey, nothing erased; neighbour lines and rules may
reach in.
"""

from __future__ import annotations

import random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from training.faces import Face, Setting, draw_line
from training.fax import faxed
from training.marks import blended, pen_strokes, scribble, stamp
from training.text import COLUMN, LineWriter

HEIGHT, ABOVE, BELOW = 40, 2.05, 0.60
_BASE, _FOOT, _SIDE = 3.3, 1.7, 2.0  # canvas around the line, in letter heights
cv2.setNumThreads(1)


class Press:
    """Prints and wears lines.

    wear: None = as drawn, 0.0 = a good 300-dpi scan, 1.0 = all that training shows; empty: the share of
    windows in which nothing is printed.
    """

    def __init__(
        self,
        seed: int,
        faces: list[Face],
        wear: float | None = 1.0,
        invented: bool = True,
        empty: float = 0.0,
    ) -> None:
        self.rng = random.Random(seed)
        self.noise = np.random.default_rng(seed)
        self.writer = LineWriter(self.rng, invented)
        self.faces, self.wear, self.empty = faces, wear, empty

    def sample(self, widest: int = 1120) -> tuple[np.ndarray, str, str]:
        """(image 40 × w uint8, text, face name); lines too wide or too dense for CTC are drawn again."""
        while True:
            text = "" if self.rng.random() < self.empty else self.writer.line()
            face = self.rng.choices(self.faces, [f.weight for f in self.faces])[0]
            image = self._print(text, face)
            if image is not None and 2 * len(text) + 6 <= image.shape[1] <= widest:
                return image, text.replace(COLUMN, " "), face.name

    def cell(self) -> tuple[np.ndarray, list[str], list[float], float]:
        """A table's cell with its rules: image, texts, their baselines, and the letter height of the page."""
        rng = self.rng
        face = rng.choices(self.faces, [f.weight for f in self.faces])[0]
        setting = Setting.choose(rng, face, rng.uniform(12, 24))
        texts = [self.writer.line().replace(COLUMN, " ") for _ in range(rng.choice([1, 1, 2, 3, 4, 6]))]
        lines = [setting.pieces(text) for text in texts]
        if any(pieces is None for pieces in lines):
            return self.cell()
        k = setting.height
        pitch, width = (
            k * rng.uniform(1.8, 2.8),
            max(sum(advance for *_, advance in pieces) for pieces in lines),
        )
        sheet = Image.new("L", (int(width + 3 * k), int(k * 3.6 + pitch * (len(lines) - 1))), 0)
        baselines = [2.5 * k + number * pitch for number in range(len(lines))]
        for pieces, baseline in zip(lines, baselines, strict=True):
            draw_line(ImageDraw.Draw(sheet), 1.5 * k, baseline, pieces)
        mask = self._strokes(np.asarray(sheet), k).copy()
        thick = rng.randint(1, 4)
        for edge in (np.s_[:thick], np.s_[-thick:], np.s_[:, :thick], np.s_[:, -thick:]):
            mask[edge] = 255 * (rng.random() < 0.6)
        return self._scan(mask, k), texts, baselines, k

    def _often(self, share: float) -> bool:
        """True with this probability, scaled by the wear."""
        return self.rng.random() < share * (self.wear or 0.0)

    def _print(self, text: str, face: Face) -> np.ndarray | None:
        rng = self.rng
        dpi, points = rng.choice([150, 200, 200, 250, 300, 300]), rng.uniform(10, 20)
        if not self.wear:
            dpi, points = 300, rng.uniform(12, 17)
        height = min(24.0, max(7.5, dpi * points / 72 * rng.uniform(0.27, 0.42)))
        setting = Setting.choose(rng, face, height)
        pieces = setting.pieces(text)
        if pieces is None:
            return None
        k = setting.height
        width = sum(advance for *_, advance in pieces) if text else k * 2 ** rng.uniform(-1, 6)
        ink = self._blank(width, k)
        draw_line(ImageDraw.Draw(ink), _SIDE * k, _BASE * k, pieces)
        mask = self._marks_redrawn(self._strokes(np.asarray(ink), k), k)
        columns = np.flatnonzero(mask.max(0) > 60) if text else np.array([_SIDE * k, _SIDE * k + width])
        if not len(columns):
            return None
        left, right = int(columns[0]), int(columns[-1]) + 1
        mask = mask if text else self._littered(mask, setting)
        mask = self._neighbours(mask, setting, width)
        mask = self._ruled(mask, k, left, right)
        mask = self._bent(mask, k)
        return self._normal(self._scan(self._window(mask, k, left, right), k))

    def _blank(self, width: float, k: float) -> Image.Image:
        return Image.new("L", (int(width + 2 * _SIDE * k) + 2, int((_BASE + _FOOT) * k) + 2), 0)

    def _strokes(self, mask: np.ndarray, k: float) -> np.ndarray:
        """Bold by smearing, thin by copying, broken as after the third copy."""
        rng = self.rng
        if self._often(0.12):
            kernel = np.ones(rng.choice([(2, 2), (1, 2), (2, 1)]), np.uint8)
            mask = cv2.addWeighted(cv2.dilate(mask, kernel), w := rng.uniform(0.4, 1), mask, 1 - w, 0)
        elif k > 9 and self._often(0.09):
            mask = cv2.addWeighted(
                cv2.erode(mask, np.ones((2, 2), np.uint8)), w := rng.uniform(0.4, 0.8), mask, 1 - w, 0
            )
        if self._often(0.10):
            coarse = self.noise.random(
                (max(2, int(mask.shape[0] / k * 4)), max(2, int(mask.shape[1] / k * 4))), dtype=np.float32
            )
            field = cv2.resize(coarse, mask.shape[::-1], interpolation=cv2.INTER_CUBIC)
            keep = np.clip((field - rng.uniform(0.05, 0.3)) * 6, 0, 1)
            mask = (mask * keep).astype(np.uint8)
        return self._spread(self._redrawn(mask, k), k)

    def _redrawn(self, mask: np.ndarray, k: float) -> np.ndarray:
        """Every letter bent a little otherwise, as in a face that is not among ours: by a few pixels, smooth
        over a letter."""
        rng, (height, width) = self.rng, mask.shape
        if not self._often(0.3):
            return mask
        cell, reach = k * rng.uniform(0.4, 1.2), k * rng.uniform(0.015, 0.06)
        shape = (max(2, int(height / cell)), max(2, int(width / cell)))
        shifts = [self.noise.standard_normal(shape, dtype=np.float32) * reach for _ in range(2)]
        across, down = (cv2.resize(shift, (width, height), interpolation=cv2.INTER_CUBIC) for shift in shifts)
        across += np.arange(width, dtype=np.float32)
        down += np.arange(height, dtype=np.float32)[:, None]
        return cv2.remap(mask, across, down, cv2.INTER_LINEAR)

    def _marks_redrawn(self, mask: np.ndarray, k: float) -> np.ndarray:
        """What stands above the letters higher or flatter: in vowels and tones faces differ most."""
        if not self._often(0.25):
            return mask
        rows, columns = np.indices(mask.shape, np.float32)
        top, stretch = np.float32((_BASE - 1.03) * k), np.float32(self.rng.uniform(0.8, 1.4))
        return cv2.remap(
            mask, columns, np.where(rows < top, top - (top - rows) / stretch, rows), cv2.INTER_LINEAR
        )

    def _spread(self, mask: np.ndarray, k: float) -> np.ndarray:
        """Ink that ran into small loops and notches, or left them too wide: a blur cut off low or high."""
        rng = self.rng
        if not self._often(0.16):
            return mask
        soft = cv2.GaussianBlur(mask, (0, 0), k * rng.uniform(0.03, 0.075)).astype(np.float32)
        level, slope = 255 * rng.uniform(0.25, 0.55), rng.uniform(2, 6)
        inked = np.clip((soft - level) * slope + 128, 0, 255).astype(np.uint8)
        return inked if 0.65 < inked.mean() / max(0.1, mask.mean()) < 1.5 else mask

    def _neighbours(self, mask: np.ndarray, setting: Setting, width: float) -> np.ndarray:
        """The lines above and below, at pitches so tight that marks touch."""
        rng, k = self.rng, setting.height
        if self.wear is None or rng.random() > 0.6:
            return mask
        pitch = k * (rng.uniform(1.75, 2.3) if rng.random() < 0.55 else rng.uniform(2.3, 3.4))
        for side in (-1, 1):
            if rng.random() < 0.75:
                pieces = setting.pieces(self.writer.line())
                if pieces is not None:
                    other = Image.new("L", mask.shape[::-1], 0)
                    x = _SIDE * k + rng.choice(
                        [0.0, 0.0, rng.uniform(-2, 2) * k, rng.uniform(0, max(1.0, width / 2))]
                    )
                    draw_line(ImageDraw.Draw(other), x, _BASE * k + side * pitch, pieces)
                    mask = np.maximum(mask, np.asarray(other))
        return mask

    def _littered(self, mask: np.ndarray, setting: Setting) -> np.ndarray:
        """What is on paper where nothing is printed: its other side's print, a signature, a stamp; or
        nothing."""
        rng, k, kind = self.rng, setting.height, self.rng.random() / max(0.1, self.wear or 0.0)
        if kind < 0.2 and (pieces := setting.pieces(self.writer.line())):
            other = Image.new("L", mask.shape[::-1], 0)
            draw_line(
                ImageDraw.Draw(other), rng.uniform(0, _SIDE) * k, (_BASE + rng.uniform(-1.5, 1.5)) * k, pieces
            )
            through = cv2.GaussianBlur(np.asarray(other)[:, ::-1], (0, 0), k * rng.uniform(0.05, 0.12))
            return cv2.convertScaleAbs(through, alpha=rng.uniform(0.08, 0.35))
        layer = np.zeros(mask.shape, np.float32)
        if kind < 0.35:
            layer = scribble(mask.shape, k, rng)
        elif kind < 0.45:
            layer = stamp(mask.shape, k, rng)
        return (layer * rng.uniform(50, 255)).astype(np.uint8)

    def _ruled(self, mask: np.ndarray, k: float, left: int, right: int) -> np.ndarray:
        """Table rules at the edges, underlines, dotted fill-in lines, ruled-through words never."""
        rng, mask = self.rng, mask.copy()
        base, grey = int(_BASE * k), int(255 * rng.uniform(0.5, 1))
        thick = lambda: rng.randint(1, max(2, int(k / 6)))  # noqa: E731
        if self._often(0.15):
            x = max(0, int(left - rng.uniform(0.15, 1.2) * k))
            mask[:, x : x + thick()] = grey
        if self._often(0.15):
            x = int(right + rng.uniform(0.15, 1.2) * k)
            mask[:, x : x + thick()] = grey
        if self._often(0.10):
            y = int(base - rng.uniform(1.85, 2.1) * k)
            mask[y : y + thick()] = grey
        if self._often(0.10):
            y = int(base + rng.uniform(0.4, 0.65) * k)
            mask[y : y + thick()] = grey
        if self._often(0.07):
            y = int(base + rng.uniform(0.12, 0.38) * k)
            end = right if rng.random() < 0.6 else rng.randint(left, right)
            mask[y : y + thick(), left : max(end, left + 2)] = 255
        if self._often(0.04):
            y, step = int(base + rng.uniform(-0.02, 0.3) * k), max(3, int(k * rng.uniform(0.2, 0.45)))
            dot = max(1, int(k / 9))
            for x in range(max(0, left - int(k)), min(mask.shape[1], right + int(k)), step):
                mask[y : y + dot, x : x + dot] = grey
        return mask

    def _bent(self, mask: np.ndarray, k: float) -> np.ndarray:
        """Skew, slant and a slightly wavy feed."""
        rng = self.rng
        if self.wear is None:
            return mask
        reach = mask.shape[1] / 2
        angle = rng.gauss(0, 0.006 if self.wear else 0.002)
        angle = max(-0.22 * k / reach, min(0.22 * k / reach, angle)) if reach > 0 else 0.0
        slant = rng.gauss(0, 0.03) if rng.random() > 0.06 * self.wear else rng.uniform(-0.28, 0.28)
        matrix = np.array([[1, slant, -slant * _BASE * k], [angle, 1, -angle * reach]], np.float32)
        return cv2.warpAffine(mask, matrix, mask.shape[::-1])

    def _window(self, mask: np.ndarray, k: float, left: int, right: int) -> np.ndarray:
        """The cut that a line finder makes: nearly right, sometimes high, low, too large or too small."""
        rng = self.rng
        if self.wear is None:
            zoom, shift = 1.0, 0.0
        elif self.wear == 0 or rng.random() < 0.6:
            zoom, shift = rng.uniform(0.95, 1.06), rng.gauss(0, 0.04) * k
        else:
            zoom, shift = rng.uniform(0.84, 1.24), rng.uniform(-0.14, 0.14) * k
        upper, lower = _BASE * k + shift - ABOVE * k * zoom, _BASE * k + shift + BELOW * k * zoom
        side = [rng.uniform(0.4, 0.8) if rng.random() < 0.6 else rng.uniform(0.05, 1.3) for _ in range(2)]
        x0, x1 = max(0, int(left - side[0] * k)), min(mask.shape[1], int(right + side[1] * k))
        size = (x1 - x0, round(lower - upper))
        return cv2.warpAffine(mask, np.array([[1, 0, -x0], [0, 1, -upper]], np.float32), size)

    def _scan(self, mask: np.ndarray, k: float) -> np.ndarray:
        """The mask printed, worn and scanned, at the resolution of the page."""
        rng, noise = self.rng, self.noise
        paper, ink = rng.uniform(228, 255), rng.uniform(0, 65)
        if self._often(0.12):
            paper = rng.uniform(165, 228)
        if self._often(0.14):
            ink = rng.uniform(65, 135)
        cover = mask.astype(np.float32) / 255
        if self._often(0.06):
            cover = np.maximum(cover, cv2.GaussianBlur(cover[:, ::-1], (0, 0), 1.2) * rng.uniform(0.08, 0.3))
        page = paper + (ink - paper) * cover
        page = self._marked(page, k)
        if self.wear is not None:
            sigma = rng.uniform(0.3, 0.4 + 0.8 * rng.random() * (0.3 + 0.7 * self.wear)) * max(0.55, k / 16)
            page = cv2.GaussianBlur(page, (0, 0), sigma)
        if self._often(0.22):
            page *= np.linspace(rng.uniform(0.75, 1), rng.uniform(0.75, 1), page.shape[1], dtype=np.float32)[
                None
            ]
        if self._often(0.10) and k > 10:
            page = self._coarse(page)
        if self.wear is not None:
            strength = rng.uniform(0.5, 3 + 14 * rng.random() * self.wear)
            page = page + noise.standard_normal(page.shape, dtype=np.float32) * strength
        if self._often(0.22):
            count = int(page.size * rng.uniform(0.0002, 0.005))
            page[noise.integers(0, page.shape[0], count), noise.integers(0, page.shape[1], count)] = (
                noise.choice([0, 255], count)
            )
        return self._stored(np.clip(page, 0, 255).astype(np.uint8), k, paper, ink)

    def _marked(self, page: np.ndarray, k: float) -> np.ndarray:
        """Pen strokes and stamps across the text, never so dark over so much that nobody could read it."""
        if self._often(0.06):
            page = blended(page, pen_strokes(page.shape, k, self.rng), self.rng.uniform(0.2, 0.75))
        if self._often(0.05):
            page = blended(page, stamp(page.shape, k, self.rng), self.rng.uniform(0.15, 0.55))
        return page

    def _coarse(self, page: np.ndarray) -> np.ndarray:
        h, w = page.shape
        share = self.rng.uniform(0.55, 0.85)
        small = cv2.resize(
            page, (max(8, int(w * share)), max(10, int(h * share))), interpolation=cv2.INTER_AREA
        )
        return cv2.resize(small, (w, h), interpolation=cv2.INTER_LINEAR)

    def _stored(self, image: np.ndarray, k: float, paper: float, ink: float) -> np.ndarray:
        """As files keep it: faxed, bilevel, JPEG, or grey."""
        rng, kind = self.rng, self.rng.random()
        if self.wear is None:
            return image
        if self._often(0.14):
            return faxed(image, k, rng, self.noise)
        if kind < 0.18 * self.wear:
            light = min(paper, float(np.median(image)))
            dark = min(
                float(np.percentile(image, 3)), (light + ink) / 2
            )  # thin strokes never reach the ink's own value
            level = min(dark, light - 25) + max(25.0, light - dark) * rng.uniform(0.42, 0.72)
            image = np.where(image > level, 255, 0).astype(np.uint8)
            return cv2.medianBlur(image, 3) if rng.random() < 0.25 else image
        if kind < 0.65:
            quality = rng.randint(28, 88) if self.wear else rng.randint(70, 92)
            image = cv2.imdecode(
                cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_GRAYSCALE
            )
        return cv2.medianBlur(image, 3) if self._often(0.06) else image

    def _normal(self, image: np.ndarray) -> np.ndarray | None:
        h, w = image.shape
        if h < 8 or w < 4:
            return None
        stretch = 1.0
        if self._often(0.45):
            stretch = self.rng.uniform(0.92, 1.08) if self.rng.random() < 0.5 else self.rng.uniform(0.7, 1.2)
        size = (max(16, round(w * HEIGHT / h * stretch)), HEIGHT)
        return cv2.resize(image, size, interpolation=cv2.INTER_AREA if h > HEIGHT else cv2.INTER_LINEAR)
