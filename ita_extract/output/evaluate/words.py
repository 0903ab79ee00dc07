"""What letter repair did to the words of a text: how many it mended, left wrong, or broke."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import accumulate

from rapidfuzz.distance import Levenshtein

from ita_extract.output.evaluate.evaluation import WordCounts, Words
from ita_extract.output.evaluate.texts import solid
from ita_extract.thai.digits import to_arabic
from ita_extract.thai.marks import order
from ita_extract.thai.words import segment

# Letters beyond which texts are not laid beside one another: it costs their product.
_LONG = 20_000


def judge_words(place: str, raw: str, text: str, truth: str) -> Words | None:
    """Words are those of the truth; None where the texts are too long.

    White space, Thai digits and the order of marks are no errors: they are put right without weighing.
    """
    words = [word for word in map(_plain, segment(truth)) if word]
    right, read, made = "".join(words), _plain(raw), _plain(text)
    if max(map(len, (right, read, made))) > _LONG:
        return None
    ends = list(accumulate(map(len, words)))
    spans = [(end - len(word), end) for word, end in zip(words, ends, strict=True) if _says_something(word)]
    fates = [
        (right[start:end], before, after)
        for (start, end), before, after in zip(
            spans, _read_as(right, read, spans), _read_as(right, made, spans), strict=True
        )
    ]
    broken = tuple((word, after) for word, before, after in fates if before == word != after)
    counts = WordCounts(
        words=len(fates),
        wrong=sum(before != word for word, before, _ in fates),
        mended=sum(before != word == after for word, before, after in fates),
        broken=len(broken),
    )
    return Words(place, counts, broken)


def _says_something(word: str) -> bool:
    return any(letter.isalnum() for letter in word)


def _plain(text: str) -> str:
    return to_arabic(order(solid(text)))


def _read_as(right: str, read: str, spans: list[tuple[int, int]]) -> Iterator[str]:
    """For each span of what is right, what was read there, with marks that were added at its end."""
    starts, ends = _places(right, read)
    for start, end in spans:
        stop = ends[end]
        while stop < starts[end] and unicodedata.category(read[stop]) == "Mn":
            stop += 1
        yield read[starts[start] : stop]


def _places(right: str, read: str) -> tuple[list[int], list[int]]:
    """For each place between letters of one text, where in the other what follows begins, and what goes
    before ends."""
    starts, ends = [len(read)] * (len(right) + 1), [0] * (len(right) + 1)
    for step in Levenshtein.opcodes(right, read):
        for offset in range(step.src_end - step.src_start):
            at = step.dest_start + (offset if step.tag != "delete" else 0)
            starts[step.src_start + offset] = at
            ends[step.src_start + offset + 1] = at + (step.tag != "delete")
    return starts, ends
