"""The sums of an evaluation, by reader and part, and the errors behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any, NamedTuple, Self

from ita_extract.ita import roles
from ita_extract.output.evaluate.texts import likeness, squash

ALL = "all"
FIELDS = "all fields"
ROLES = (*roles.FIELDS, "other")
_ORDER = ("cover", "scores", "measures", FIELDS, *ROLES, "owner names", "list items", "dates", "recurrences")


@dataclass(frozen=True, slots=True)
class _Sum:
    """Counts that can be added, each to its own."""

    def __add__(self, other: Self) -> Self:
        names = [each.name for each in fields(self)]
        return replace(self, **{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True)
class Tally(_Sum):
    """expected, found: how many; exact: the same but for white space; alike: the sum of likenesses."""

    expected: int = 0
    found: int = 0
    exact: int = 0
    alike: float = 0.0

    def ratios(self) -> dict[str, float | None]:
        """Precision, recall and F1 to four decimals; None where nothing was found or expected."""
        return {
            "precision": _ratio(self.exact, self.found),
            "recall": _ratio(self.exact, self.expected),
            "f1": _ratio(2 * self.exact, self.expected + self.found),
            "precision_alike": _ratio(self.alike, self.found),
            "recall_alike": _ratio(self.alike, self.expected),
            "f1_alike": _ratio(2 * self.alike, self.expected + self.found),
        }


@dataclass(frozen=True, slots=True)
class Letters(_Sum):
    """Letters that differ from the truth's text in what was read (raw) and in what was made of it (text)."""

    letters: int = 0
    raw: int = 0
    text: int = 0

    def rates(self) -> dict[str, float | None]:
        """Character error rates."""
        return {"raw": _ratio(self.raw, self.letters), "text": _ratio(self.text, self.letters)}


@dataclass(frozen=True, slots=True)
class WordCounts(_Sum):
    """What became of words: wrong as read, of these mended, and right ones broken."""

    words: int = 0
    wrong: int = 0
    mended: int = 0
    broken: int = 0

    def to_dict(self) -> dict[str, float | None]:
        """Errors before repair, mended and left; right words broken, in all and of ten thousand."""
        right = self.words - self.wrong
        return {
            "words": self.words,
            "errors_before": self.wrong,
            "mended": self.mended,
            "left": self.wrong - self.mended,
            "broken": self.broken,
            "broken_of_10000": _ratio(10_000 * self.broken, right),
        }


class Counted(NamedTuple):
    """Many like things that are counted and not listed one by one."""

    part: str
    tally: Tally


class Words(NamedTuple):
    """The words of one text. broken: each with what stands in its place."""

    place: str
    counts: WordCounts
    broken: tuple[tuple[str, str], ...]


class Judged(NamedTuple):
    """One thing expected, found, or both. part: the role or kind of fact; place: where in the document."""

    part: str
    place: str
    expected: str | None
    found: str | None


class Repaired(NamedTuple):
    """A logged correction.

    verdict: "right" (the truth has `after` only), "broken" (`before` only), "unclear" (both or neither).
    """

    place: str
    before: str
    after: str
    rule: str
    verdict: str


Judgement = Judged | Counted | Letters | Repaired | Words


class Error(NamedTuple):
    file: str
    part: str
    place: str
    expected: str | None
    found: str | None


class WrongCorrection(NamedTuple):
    file: str
    place: str
    before: str
    after: str
    rule: str


class BrokenWord(NamedTuple):
    file: str
    place: str
    word: str
    text: str


@dataclass(slots=True)
class Evaluation:
    """tallies, letters and words: by reader ("all" for every one) and, for tallies, part.

    verdicts: of the logged corrections; wrong: those that took away what the truth has;
    broken: words that are right as read and wrong in text;
    missing: documents of the truth that were not there; unjudged: documents that the truth does not have.
    """

    tallies: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    letters: dict[str, Letters] = field(default_factory=lambda: defaultdict(Letters))
    words: dict[str, WordCounts] = field(default_factory=lambda: defaultdict(WordCounts))
    verdicts: dict[str, int] = field(default_factory=lambda: {"right": 0, "broken": 0, "unclear": 0})
    errors: list[Error] = field(default_factory=list)
    wrong: list[WrongCorrection] = field(default_factory=list)
    broken: list[BrokenWord] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unjudged: list[str] = field(default_factory=list)

    def add(self, file: str, reader: str, judged: Judgement) -> None:
        for name in (reader, ALL):
            self._sum_up(name, judged)
        if isinstance(judged, Repaired):
            self.verdicts[judged.verdict] += 1
            if judged.verdict == "broken":
                self.wrong.append(WrongCorrection(file, *judged[:-1]))
        elif isinstance(judged, Words):
            self.broken += (BrokenWord(file, judged.place, *change) for change in judged.broken)
        elif isinstance(judged, Judged) and not _is_exact(judged):
            self.errors.append(Error(file, *judged))

    def _sum_up(self, reader: str, judged: Judgement) -> None:
        if isinstance(judged, Letters):
            self.letters[reader] += judged
        elif isinstance(judged, Words):
            self.words[reader] += judged.counts
        elif isinstance(judged, Counted):
            self.tallies[reader, judged.part] += judged.tally
        elif isinstance(judged, Judged):
            self.tallies[reader, judged.part] += _tally(judged)

    def parts(self, reader: str) -> Iterator[tuple[str, Tally]]:
        """In the order in which a person asks for them, the sum of all roles before the single ones."""
        own = {part: tally for (name, part), tally in self.tallies.items() if name == reader}
        single = [own[part] for part in ROLES if part in own]
        if single:
            own[FIELDS] = sum(single, Tally())
        yield from sorted(own.items(), key=_rank)

    def readers(self) -> list[str]:
        """The readers that occur, "all" last."""
        return [*sorted({name for name, _ in self.tallies} - {ALL}), ALL]

    def to_dict(self) -> dict[str, Any]:
        readers = {}
        for reader in self.readers():
            parts = {part: _tally_to_dict(tally) for part, tally in self.parts(reader)}
            readers[reader] = {
                "parts": parts,
                "character_error_rate": self.letters[reader].rates(),
                "repair": self.words[reader].to_dict(),
            }
        return {
            "readers": readers,
            "corrections": dict(self.verdicts),
            "wrong_corrections": [correction._asdict() for correction in self.wrong],
            "right_words_broken": [word._asdict() for word in self.broken],
            "errors": [error._asdict() for error in self.errors],
            "missing": self.missing,
            "unjudged": self.unjudged,
        }


def _rank(part: tuple[str, Tally]) -> tuple[int, str]:
    name, _ = part
    return _ORDER.index(name) if name in _ORDER else len(_ORDER), name


def _tally(judged: Judged) -> Tally:
    expected, found = judged.expected, judged.found
    alike = likeness(found, expected) if expected is not None and found is not None else 0.0
    return Tally(expected is not None, found is not None, _is_exact(judged), alike)


def _is_exact(judged: Judged) -> bool:
    if judged.expected is None or judged.found is None:
        return False
    return squash(judged.expected) == squash(judged.found)


def _tally_to_dict(tally: Tally) -> dict[str, float | None]:
    counts = {"expected": tally.expected, "found": tally.found, "exact": tally.exact}
    return {**counts, **tally.ratios()}


def _ratio(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None
