"""What paper, copiers, scanners and phones do to a clean page.

Each function takes a page (rows × columns × red, green, blue) and its number from 0, which is the seed of
chance, and gives the page as it looks afterwards. Lengths are in pixels, for pages of 200 to 300 dpi.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Page = NDArray[np.uint8]
Wear = Callable[[Page, int], Page]

_STAMP_FACE = Path("/usr/share/fonts/truetype/tlwg/Garuda-Bold.ttf")
_STAMP_INK = np.array((96, 52, 150))  # violet
_PEN_INK = np.array((28, 52, 168))


def askew(degrees: float) -> Wear:
    def wear(page: Page, number: int) -> Page:
        rows, columns = page.shape[:2]
        lean = degrees if number % 2 == 0 else -0.7 * degrees
        matrix = cv2.getRotationMatrix2D((columns / 2, rows / 2), lean, 1)
        return _bytes(cv2.warpAffine(page, matrix, (columns, rows), borderValue=(255, 255, 255)))

    return wear


def turned(quarters: int, *, first: int = 0) -> Wear:
    """Quarter turns counter-clockwise, from the page of that number on."""
    return lambda page, number: np.ascontiguousarray(np.rot90(page, quarters)) if number >= first else page


def blurred(spread: float) -> Wear:
    return lambda page, number: _bytes(cv2.GaussianBlur(page, (0, 0), spread))


def faint(ink: int) -> Wear:
    """Print no darker than this."""
    return lambda page, number: (ink + page * ((255 - ink) / 255)).astype(np.uint8)


def noisy(strength: float) -> Wear:
    """The grain of paper and sensor."""

    def wear(page: Page, number: int) -> Page:
        grain = _chance(number).normal(0, strength, page.shape[:2])
        return _bytes(page + cv2.GaussianBlur(grain, (0, 0), 0.7)[..., None])

    return wear


def speckled(share: float) -> Wear:
    """Specks of toner on the paper, and as many holes in the print."""

    def wear(page: Page, number: int) -> Page:
        chance = _chance(number)
        worn = page.copy()
        for shade in (30, 255):
            spots = (chance.random(page.shape[:2]) < share).astype(np.uint8)
            worn[cv2.dilate(spots, np.ones((2, 2), np.uint8)) > 0] = shade
        return worn

    return wear


def shadowed(darkest: float) -> Wear:
    """A book's gutter on the left, and light that falls off to the foot."""

    def wear(page: Page, number: int) -> Page:
        rows, columns = page.shape[:2]
        gutter = 1 - (1 - darkest) * np.exp(-np.linspace(0, 7, columns))
        foot = np.linspace(1, 0.8, rows)
        return _bytes(page * (foot[:, None] * gutter)[..., None])

    return wear


def bilevel(level: int) -> Wear:
    """Black and white, as fax machines and small scanners make pages."""
    return lambda page, number: (
        np.where(page.min(2, keepdims=True) > level, 255, 0).repeat(3, 2).astype(np.uint8)
    )


def stamped(page: Page, number: int) -> Page:
    """A round rubber stamp across the middle, its ink uneven."""
    side = page.shape[1] // 5
    ink = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(ink)
    pen.ellipse((4, 4, side - 5, side - 5), outline=255, width=6)
    pen.ellipse((side * 0.14, side * 0.14, side * 0.86, side * 0.86), outline=255, width=3)
    face = ImageFont.truetype(str(_STAMP_FACE), side // 7)
    pen.text((side / 2, side / 2), "ตรวจแล้ว", font=face, fill=255, anchor="mm")
    uneven = cv2.GaussianBlur(_chance(number).random((side, side)), (0, 0), 3)
    cover = np.zeros(page.shape[:2])
    top, left = page.shape[0] // 2 - side // 2, page.shape[1] // 2 - side // 2
    strength = np.where(uneven > 0.46, 0.85, 0.5)
    cover[top : top + side, left : left + side] = np.asarray(ink.rotate(14)) / 255 * strength
    return _inked(page, cover, _STAMP_INK)


def signed(page: Page, number: int) -> Page:
    """A signature in blue pen, beginning in the foot of the text."""
    rows, columns = page.shape[:2]
    along = np.linspace(0, 1, 160)
    loops = 0.018 * np.sin(along * 34) * (1 - 0.6 * along) + 0.01 * np.sin(along * 5)
    x = (0.52 + 0.22 * along + 0.012 * np.cos(along * 34)) * columns
    points = np.stack([x, (0.55 + loops) * rows], 1).round().astype(np.int32)
    cover = np.zeros((rows, columns), np.uint8)
    cv2.polylines(cover, [points], False, 255, max(2, columns // 500), cv2.LINE_AA)
    return _inked(page, cover / 255, _PEN_INK)


def _inked(page: Page, cover: NDArray[np.float64], ink: NDArray[np.int_]) -> Page:
    """Ink takes light away: black print under it stays black."""
    return _bytes(page * (1 - cover[..., None] * (1 - ink / 255)))


def photographed(page: Page, number: int) -> Page:
    """Lying on a table, seen from its lower right by a phone under a lamp on the left."""
    rows, columns = page.shape[:2]
    corners = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], np.float32)
    shares = np.array([[0.09, 0.08], [-0.06, 0.05], [-0.03, -0.04], [0.04, -0.07]], np.float32)
    seen = corners + shares * np.array([columns, rows], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, seen.astype(np.float32))
    table: Any = (70, 86, 104)
    worn = cv2.warpPerspective(page, matrix, (columns, rows), flags=cv2.INTER_AREA, borderValue=table)
    light = 1.02 - 0.28 * np.linspace(0, 1, columns)[None, :] ** 1.5 - 0.1 * np.linspace(0, 1, rows)[:, None]
    warm = np.array((1.0, 0.97, 0.9))
    return _bytes(cv2.GaussianBlur(_bytes(worn * light[..., None] * warm), (0, 0), 0.8))


def _chance(number: int) -> np.random.Generator:
    return np.random.default_rng(20_000 + number)


def _bytes(page: Any) -> Page:
    return np.asarray(page).clip(0, 255).astype(np.uint8)
