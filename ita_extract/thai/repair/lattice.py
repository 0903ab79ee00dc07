"""All ways to read a stretch of Thai as words, misread ones among them, and the likeliest way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from math import inf
from operator import itemgetter
from typing import NamedTuple

from ita_extract.thai.repair.language import UNKNOWN, unknown_cost
from ita_extract.thai.repair.lexicon import Lexicon
from ita_extract.thai.repair.readings import Readings, others, weighed
from ita_extract.thai.repair.suspicion import Around, Suspected
from ita_extract.thai.repair.vocabulary import Vocabulary
from ita_extract.thai.words import cluster_borders

_RUN = re.compile("[ก-๎]+")
_STRANGEST = 8  # clusters of a stretch that is no word
_LONGER = 2  # letters that a misread word may have more than were printed


class Edge(NamedTuple):
    """[start, end) of the stretch is this word; cost: of its being misread, 0 where it is printed so."""

    start: int
    end: int
    word: str
    cost: float
    is_mended: bool


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


# A place is reached with a word: at what cost, after which word, and by which edge; a stretch that is no word
# is an edge only where the way takes it: most are never taken.
_Reached = tuple[float, str, Edge | tuple[int, int] | None]
# A word that a place is reached with, at what cost, and what stands behind it: Followers.
_Here = tuple[str, float, dict[str, float], float]


class Lattice:
    """mended: the edges of what may be misread. terms: those of them to words of the document's own."""

    __slots__ = ("_around", "_borders", "_edges", "_language", "mended", "text")

    def __init__(
        self, suspect: Suspected, around: Around, lexicon: Lexicon, terms: Iterable[Edge] = ()
    ) -> None:
        self.text, self._around, self._language = suspect.text, around, lexicon.language
        self._borders = _borders(suspect.text)
        places = frozenset(self._borders)
        self._edges = {start: list(self._printed(start, places, lexicon)) for start in self._borders[:-1]}
        self.mended = (*self._misread(suspect, lexicon), *terms)
        for edge in self.mended:
            self._edges[edge.start].append(edge)

    def _printed(self, start: int, places: frozenset[int], lexicon: Lexicon) -> Iterator[Edge]:
        """What stands there as it is: a space, or words that end at one of these places."""
        if self.text[start] == " ":
            yield Edge(start, start + 1, " ", 0.0, False)
            return
        for word in lexicon.words_at(self.text, start):
            if start + len(word) in places:
                yield Edge(start, start + len(word), word, 0.0, False)

    def _misread(self, suspect: Suspected, lexicon: Lexicon) -> Iterator[Edge]:
        text, readings, vocabulary = suspect.text, suspect.readings, lexicon.vocabulary
        firsts, lasts = self._borders[:-1], self._borders[1:]
        if suspect.all_known and not readings:
            firsts, lasts = self._between_words()
        for start, end in _spans(suspect, firsts, lasts, vocabulary.longest + _LONGER):
            read = text[start:end]
            near = vocabulary.near(read)
            if readings:
                near = _by_readings(near, read, readings[start:end], vocabulary)
            for word, cost in near.items():
                yield Edge(start, end, word, cost, True)

    def _between_words(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Where known words lead to from the beginning, and from where they lead to the end.

        A way that is made of known words is not mended to one that leaves something over.
        """
        firsts, lasts = {0}, {self._borders[-1]}
        for start, edges in self._edges.items():
            if start in firsts:
                firsts.update(edge.end for edge in edges)
        for start, edges in reversed(self._edges.items()):
            if any(edge.end in lasts for edge in edges):
                lasts.add(start)
        return tuple(sorted(firsts - {self._borders[-1]})), tuple(sorted(lasts))

    def best(self, without: Edge | None = None) -> Way:
        """The likeliest way from end to end that does not make of the text what this edge makes of it."""
        if without is None:
            return self._best(None)
        unmade = self._made(without)
        return self._best(lambda edge: not edge.is_mended or self._made(edge) != unmade)

    def as_printed(self) -> Way:
        """The likeliest way on which nothing is mended."""
        return self._best(lambda edge: not edge.is_mended)

    def _best(self, allows: Callable[[Edge], bool] | None) -> Way:
        reached: dict[int, dict[str, _Reached]] = {place: {} for place in self._borders}
        reached[0][self._around.before] = (0.0, "", None)
        for number, start in enumerate(self._borders[:-1]):
            if self.text[start] == " ":
                reached[start + 1] = reached[start]
            elif reached[start]:
                self._follow(reached, start, allows)
                self._pass_over(reached, number)
        last = reached[self._borders[-1]]
        costs = {word: found[0] + self._last_cost(word) for word, found in last.items()}
        word = min(costs, key=costs.__getitem__)
        return Way(costs[word], tuple(_back(reached, last[word]))[::-1])

    def _made(self, edge: Edge) -> str:
        return self.text[: edge.start] + edge.word + self.text[edge.end :]

    def _last_cost(self, word: str) -> float:
        """What the word behind the stretch costs when this one is the stretch's last."""
        return self._language.cost(word, self._around.behind) if self._around.behind else 0.0

    def _follow(
        self, reached: dict[int, dict[str, _Reached]], start: int, allows: Callable[[Edge], bool] | None
    ) -> None:
        """Goes on from this place by words that are allowed, or by any."""
        here = [(word, found[0], *self._language.followers(word)) for word, found in reached[start].items()]
        for edge in self._edges[start]:
            if allows is None or allows(edge):
                total, previous = self._cheapest(here, edge)
                targets = reached[edge.end]
                if edge.word not in targets or total < targets[edge.word][0]:
                    targets[edge.word] = total, previous, edge

    def _cheapest(self, here: list[_Here], edge: Edge) -> tuple[float, str]:
        """What a word costs up to its end behind the one that it costs least behind; that one."""
        read, alone = edge.word, self._language.alone(edge.word)
        cheapest, behind = inf, ""
        for word, cost, costs, apart in here:
            paired = costs.get(read)
            total = cost + edge.cost + (alone + apart if paired is None else paired)
            if total < cheapest:
                cheapest, behind = total, word
        return cheapest, behind

    def _pass_over(self, reached: dict[int, dict[str, _Reached]], number: int) -> None:
        """Goes on from this border by stretches that are no word."""
        start = self._borders[number]
        previous, (least, _, _) = min(reached[start].items(), key=itemgetter(1))
        for end in self._borders[number + 1 : number + 1 + _STRANGEST]:
            if self.text[end - 1] == " ":
                return
            total = least + unknown_cost(end - start)
            targets = reached[end]
            if UNKNOWN not in targets or total < targets[UNKNOWN][0]:
                targets[UNKNOWN] = total, previous, (start, end)


def spans(suspect: Suspected, longest: int) -> Iterator[tuple[int, int]]:
    """Where a misread word of at most so many letters may begin and end."""
    borders = _borders(suspect.text)
    return _spans(suspect, borders[:-1], borders[1:], longest + _LONGER)


def _spans(
    suspect: Suspected, firsts: Iterable[int], lasts: Iterable[int], longest: int
) -> Iterator[tuple[int, int]]:
    text = suspect.text
    ends = [end for end in lasts if end > suspect.since and text[end - 1] != " "]
    for start in firsts:
        if start < suspect.until and text[start] != " ":
            for end in ends:
                if start < end <= start + longest:
                    yield start, end


def _by_readings(
    near: dict[str, float], read: str, readings: Readings, vocabulary: Vocabulary
) -> dict[str, float]:
    """Words that this is a misreading of, at what that costs by the engine's readings of its letters."""
    costs = {word: weighed(cost, read, word, readings) for word, cost in near.items()}
    for word, cost in vocabulary.otherwise(read, others(readings)):
        costs[word] = min(cost, costs.get(word, cost))
    return costs


def _borders(text: str) -> tuple[int, ...]:
    borders = {run.start() + place for run in _RUN.finditer(text) for place in cluster_borders(run.group())}
    return tuple(sorted(borders))


def _back(reached: dict[int, dict[str, _Reached]], last: _Reached) -> Iterator[Edge]:
    while (edge := last[2]) is not None:
        yield edge if isinstance(edge, Edge) else Edge(*edge, "", 0.0, False)
        last = reached[edge[0]][last[1]]
