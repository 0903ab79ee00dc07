"""The sums of an evaluation, by reader and part, and the errors behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ita_extract.output.evaluate.texts import likeness, squash

ALL = "all"


class Judged(NamedTuple):
    """One thing expected, found, or both. part: the role or kind of fact; place: where in the document."""

    part: str
    place: str
    expected: str | None
    found: str | None


class Counted(NamedTuple):
    """Many like things that are counted and not listed one by one."""

    part: str
    expected: int
    found: int
    right: int


class Letters(NamedTuple):
    """Letters that differ from the truth's text in what was read (raw) and in what was made of it (text)."""

    letters: int
    raw: int
    text: int


class Repaired(NamedTuple):
    """A logged correction.

    verdict: "right" (the truth has `after` only), "broken" (`before` only), "unclear" (both or neither).
    """

    place: str
    before: str
    after: str
    rule: str
    verdict: str


Judgement = Judged | Counted | Letters | Repaired


class Error(NamedTuple):
    file: str
    part: str
    place: str
    expected: str | None
    found: str | None


class BrokenWord(NamedTuple):
    file: str
    place: str
    before: str
    after: str
    rule: str


@dataclass(slots=True)
class Tally:
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


@dataclass(slots=True)
class Misread:
    letters: int = 0
    raw: int = 0
    text: int = 0

    def rates(self) -> dict[str, float | None]:
        """Character error rates."""
        return {"raw": _ratio(self.raw, self.letters), "text": _ratio(self.text, self.letters)}


@dataclass(slots=True)
class Evaluation:
    """tallies and letters: by reader ("all" for every one) and, for tallies, part.

    missing: documents of the truth that were not there; unjudged: documents that the truth does not have.
    """

    tallies: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    letters: dict[str, Misread] = field(default_factory=lambda: defaultdict(Misread))
    verdicts: dict[str, int] = field(default_factory=lambda: {"right": 0, "broken": 0, "unclear": 0})
    errors: list[Error] = field(default_factory=list)
    broken: list[BrokenWord] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unjudged: list[str] = field(default_factory=list)

    def add(self, file: str, reader: str, judged: Judgement) -> None:
        if isinstance(judged, Letters):
            for name in (reader, ALL):
                self._add_letters(self.letters[name], judged)
        elif isinstance(judged, Repaired):
            self.verdicts[judged.verdict] += 1
            if judged.verdict == "broken":
                self.broken.append(BrokenWord(file, judged.place, judged.before, judged.after, judged.rule))
        else:
            self._add_judged(file, reader, judged)

    def parts(self, reader: str) -> Iterator[tuple[str, Tally]]:
        return ((part, tally) for (name, part), tally in self.tallies.items() if name == reader)

    def readers(self) -> list[str]:
        """Those that occur, "all" last."""
        return [*sorted({name for name, _ in self.tallies} - {ALL}), ALL]

    def to_dict(self) -> dict[str, Any]:
        readers = {}
        for reader in self.readers():
            parts = {part: _tally_to_dict(tally) for part, tally in self.parts(reader)}
            readers[reader] = {"parts": parts, "character_error_rate": self.letters[reader].rates()}
        return {
            "readers": readers,
            "corrections": dict(self.verdicts),
            "right_words_broken": [word._asdict() for word in self.broken],
            "errors": [error._asdict() for error in self.errors],
            "missing": self.missing,
            "unjudged": self.unjudged,
        }

    def _add_judged(self, file: str, reader: str, judged: Judged | Counted) -> None:
        for name in (reader, ALL):
            tally = self.tallies[name, judged.part]
            if isinstance(judged, Counted):
                _count(tally, judged)
            else:
                _weigh(tally, judged)
        if isinstance(judged, Judged) and not _is_exact(judged):
            self.errors.append(Error(file, *judged))

    @staticmethod
    def _add_letters(sums: Misread, judged: Letters) -> None:
        sums.letters += judged.letters
        sums.raw += judged.raw
        sums.text += judged.text


def _count(tally: Tally, counted: Counted) -> None:
    tally.expected += counted.expected
    tally.found += counted.found
    tally.exact += counted.right
    tally.alike += counted.right


def _weigh(tally: Tally, judged: Judged) -> None:
    tally.expected += judged.expected is not None
    tally.found += judged.found is not None
    tally.exact += _is_exact(judged)
    if judged.expected is not None and judged.found is not None:
        tally.alike += likeness(judged.found, judged.expected)


def _is_exact(judged: Judged) -> bool:
    if judged.expected is None or judged.found is None:
        return False
    return squash(judged.expected) == squash(judged.found)


def _tally_to_dict(tally: Tally) -> dict[str, float | None]:
    counts = {"expected": tally.expected, "found": tally.found, "exact": tally.exact}
    return {**counts, **tally.ratios()}


def _ratio(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None
