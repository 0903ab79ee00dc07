"""All ways to read a stretch of Thai as words, misread ones among them, and the likeliest way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf
from operator import itemgetter
from typing import NamedTuple

from ita_extract.thai.repair.language import UNKNOWN, Language, unknown_cost
from ita_extract.thai.repair.readings import Readings, others, weighed
from ita_extract.thai.repair.vocabulary import Near, Vocabulary
from ita_extract.thai.words import cluster_borders, words_at

_RUN = re.compile("[ก-๎]+")
_STRANGEST = 8  # clusters of a stretch that is no word


class Edge(NamedTuple):
    """[start, end) of the stretch is this word; cost: of its being misread, 0 where it is printed so."""

    start: int
    end: int
    word: str
    cost: float
    is_mended: bool


class Suspected(NamedTuple):
    """A text in which something misread begins before `until`."""

    text: str
    until: int
    readings: Readings = ()


class Around(NamedTuple):
    """The words before and behind a stretch; empty where none stands there."""

    before: str
    behind: str


class Way(NamedTuple):
    cost: float
    edges: tuple[Edge, ...]

    def beside(self, edge: Edge, around: Around) -> Around:
        """The words before and behind an edge of this way; UNKNOWN for what is none."""
        words = [other for other in self.edges if other.word != " "]
        number = words.index(edge)
        before = words[number - 1].word or UNKNOWN if number else around.before
        behind = words[number + 1].word or UNKNOWN if number + 1 < len(words) else around.behind
        return Around(before, behind)


class _Reached(NamedTuple):
    """A place is reached with a word: at what cost, by which edge, and after which word."""

    cost: float
    edge: Edge | None
    previous: str


_Here = tuple[str, float, dict[str, float], float]
"""A word that a place is reached with, at what cost, and what stands behind it: Followers."""


class Lattice:
    __slots__ = ("around", "edges", "language", "size")

    def __init__(
        self, suspect: Suspected, around: Around, language: Language, vocabulary: Vocabulary
    ) -> None:
        text = suspect.text
        self.language, self.around, self.size = language, around, len(text)
        borders = sorted(_borders(text))
        allowed = frozenset(borders)
        self.edges: dict[int, list[Edge]] = {}
        for number, start in enumerate(borders[:-1]):
            may_be_misread = start < suspect.until
            found = _near(suspect, start, vocabulary) if may_be_misread else vocabulary.standing(text, start)
            self.edges[start] = [
                *_read(text, start, borders[number + 1 : number + 1 + _STRANGEST], allowed),
                *(Edge(start, end, word, cost, cost > 0) for end, word, cost in found if end in allowed),
            ]

    def best(self, without: Edge | None = None) -> Way:
        """The likeliest way from end to end, one edge left out."""
        reached: list[dict[str, _Reached]] = [{} for _ in range(self.size + 1)]
        reached[0][self.around.before] = _Reached(0.0, None, "")
        for start, edges in self.edges.items():
            if reached[start]:
                self._follow(reached, start, [edge for edge in edges if edge != without])
        ends = {word: found.cost + self._last_cost(word) for word, found in reached[self.size].items()}
        last = min(ends, key=ends.__getitem__)
        return Way(ends[last], tuple(_back(reached, self.size, last))[::-1])

    def _last_cost(self, word: str) -> float:
        """Of what stands behind, after this word."""
        return self.language.cost(word, self.around.behind) if self.around.behind else 0.0

    def _follow(self, reached: list[dict[str, _Reached]], start: int, edges: list[Edge]) -> None:
        here = [(word, found.cost, *self.language.followers(word)) for word, found in reached[start].items()]
        nearest, least, _, _ = min(here, key=itemgetter(1))
        for edge in edges:
            targets = reached[edge.end]
            if edge.word == " ":
                targets.update((word, _Reached(cost, edge, word)) for word, cost, _, _ in here)
                continue
            total, previous = self._cheapest(here, edge) if edge.word else (least + edge.cost, nearest)
            have = targets.get(edge.word or UNKNOWN)
            if have is None or total < have.cost:
                targets[edge.word or UNKNOWN] = _Reached(total, edge, previous)

    def _cheapest(self, here: list[_Here], edge: Edge) -> tuple[float, str]:
        """What a word costs up to its end behind the one that it costs least behind; that one."""
        read, alone = edge.word, self.language.alone(edge.word)
        cheapest, behind = inf, ""
        for word, cost, costs, apart in here:
            paired = costs.get(read)
            total = cost + edge.cost + (alone + apart if paired is None else paired)
            if total < cheapest:
                cheapest, behind = total, word
        return cheapest, behind


def _near(suspect: Suspected, start: int, vocabulary: Vocabulary) -> list[Near]:
    """The words there, misread ones at what they cost by the engine's readings where there are any."""
    text, readings = suspect.text, suspect.readings
    near = vocabulary.near(text, start)
    if not readings:
        return near
    costs = {(end, word): 0.0 for end, word, cost in near if not cost}
    for end, word, cost in near:
        if cost:
            costs[end, word] = weighed(cost, text[start:end], word, readings[start:end])
    for end, word, cost in vocabulary.otherwise(text, start, others(readings)):
        costs[end, word] = min(cost, costs.get((end, word), cost))
    return [Near(end, word, cost) for (end, word), cost in costs.items()]


def _borders(text: str) -> set[int]:
    return {run.start() + border for run in _RUN.finditer(text) for border in cluster_borders(run.group())}


def _read(text: str, start: int, ends: list[int], allowed: frozenset[int]) -> Iterator[Edge]:
    """What stands there as it is: a space, dictionary words, stretches that are none."""
    if text[start] == " ":
        yield Edge(start, start + 1, " ", 0.0, False)
        return
    for word in words_at(text, start):
        if start + len(word) in allowed:
            yield Edge(start, start + len(word), word, 0.0, False)
    for end in ends:
        if " " in text[start:end]:
            return
        yield Edge(start, end, "", unknown_cost(end - start), False)


def _back(reached: list[dict[str, _Reached]], place: int, word: str) -> Iterator[Edge]:
    while (found := reached[place][word]).edge is not None:
        yield found.edge
        place, word = found.edge.start, found.previous
