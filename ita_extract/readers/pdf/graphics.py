"""What a content stream is run on: its state (PDF 32000-1, 8.4 and 9.3), its path, where it all goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from playa.pdftypes import resolve1

from ita_extract.model.document import Box
from ita_extract.readers.shades import BLACK

Matrix = tuple[float, float, float, float, float, float]
Turning = tuple[float, float, float, float]
Point = tuple[float, float]

UPRIGHT: Turning = (1.0, 0.0, 0.0, 1.0)


def product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    la, lb, lc, ld, le, lf = then
    return (
        la * a + lc * b,
        lb * a + ld * b,
        la * c + lc * d,
        lb * c + ld * d,
        la * e + lc * f + le,
        lb * e + ld * f + lf,
    )


def moved(points: Iterable[Point], matrix: Matrix) -> list[Point]:
    a, b, c, d, e, f = matrix
    return [(a * x + c * y + e, b * x + d * y + f) for x, y in points]


class TextState(NamedTuple):
    """How text is set. face: the font; scale: horizontal, 1 where the file says 100; mode: of rendering."""

    face: Any = None
    size: float = 0.0
    letter_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    rise: float = 0.0
    mode: int = 0


_UNSET = TextState()


@dataclass(slots=True)
class State:
    """ctm: to the page in points from its top left; clip: the box that is not cut away, there.

    fill: the colour of filled shapes, RRGGBB, None where the file's own terms name it;
    turn: the text line's matrix, less the place where the line begins, which is line; x, y: where the next
    glyph goes.
    """

    ctm: Matrix
    clip: Box
    text: TextState = _UNSET
    fill: str | None = BLACK
    leading: float = 0.0
    turn: Turning = UPRIGHT
    line: Point = (0.0, 0.0)
    x: float = 0.0
    y: float = 0.0

    def copy(self) -> State:
        return State(
            self.ctm, self.clip, self.text, self.fill, self.leading, self.turn, self.line, self.x, self.y
        )

    def start_line(self, turn: Turning, x: float, y: float) -> None:
        self.turn = turn
        self.line = x, y
        self.x, self.y = x, y

    def move_line(self, x: float, y: float) -> None:
        a, b, c, d = self.turn
        e, f = self.line
        self.line = self.x, self.y = x * a + y * c + e, x * b + y * d + f


class Canvas(Protocol):
    """Takes what is drawn. Boxes and points are in points from the page's top left."""

    def face(self, font: Any) -> Any: ...

    def show(self, state: State, parts: Sequence[bytes | Point], mark: Mark) -> None:
        """parts: strings and the numbers between them, as tokens, or moves of the line. Moves the state on
        behind the text.
        """
        ...

    def paint(self, parts: Sequence[list[Point]], clip: Box, fill: str | None, *, stroke: bool) -> None:
        """fill: the colour of what is inside; None where it is not filled, or nobody knows with what."""
        ...

    def place_image(self, box: Box) -> None: ...


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """Marked content. text: what it says that the glyphs in it read; margin: a running header or footer."""

    text: str | None = None
    margin: bool = False


@dataclass(slots=True)
class Drawing:
    """A page, or a form on it, as far as its content stream has been run.

    above: the forms that this one is drawn by; path: points of each piece; bends: where its curves lean to;
    faces: by a font's name in the resources, as it is written.
    """

    page: Any
    canvas: Canvas
    resources: Mapping[str, Any]
    state: State
    above: frozenset[int] = frozenset()
    saved: list[State] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=lambda: [Mark()])
    path: list[list[Point]] = field(default_factory=list)
    bends: list[Point] = field(default_factory=list)
    faces: dict[bytes, Any] = field(default_factory=dict)

    def named(self, kind: str) -> Mapping[str, Any]:
        """The resources of a kind, by name."""
        found = resolve1(self.resources.get(kind))
        return found if isinstance(found, dict) else {}


# By an operator: what it does to the drawing, and how many numbers it takes; None where it takes tokens.
Operators = Mapping[bytes, tuple[Callable[..., None], int | None]]
