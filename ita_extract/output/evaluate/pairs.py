"""Which of the things found stands for which of those expected."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from ita_extract.output.evaluate.texts import solid

Pair = tuple[int | None, int | None]  # the numbers of one expected and one found

# Per cent of likeness below which two texts are different things rather than one read wrongly.
_LEAST = 50
# Letters looked at; texts that begin so long alike are told apart by their order.
_LOOKED_AT = 400
# Things left over on one side, beyond which they are not compared each with each.
_MOST = 500


def pair_up(expected: Sequence[str], found: Sequence[str]) -> Iterator[Pair]:
    """Same texts first, in order, then the likest; each thing once, what has no partner with None."""
    ones, others = [solid(text) for text in expected], [solid(text) for text in found]
    partners = dict(_same(ones, others))
    left = [index for index in range(len(ones)) if index not in partners]
    taken = set(partners.values())
    right = [index for index in range(len(others)) if index not in taken]
    partners.update(_likest(ones, others, left[:_MOST], right[:_MOST]))
    taken = set(partners.values())
    yield from ((index, partners.get(index)) for index in range(len(ones)))
    yield from ((None, index) for index in range(len(others)) if index not in taken)


def _same(ones: Sequence[str], others: Sequence[str]) -> Iterator[tuple[int, int]]:
    places: dict[str, deque[int]] = defaultdict(deque)
    for index, text in enumerate(others):
        places[text].append(index)
    for index, text in enumerate(ones):
        if places[text]:
            yield index, places[text].popleft()


def _likest(
    ones: Sequence[str], others: Sequence[str], left: Sequence[int], right: Sequence[int]
) -> Iterator[tuple[int, int]]:
    if not left or not right:
        return
    likenesses = process.cdist(
        [ones[index][:_LOOKED_AT] for index in left],
        [others[index][:_LOOKED_AT] for index in right],
        scorer=fuzz.ratio,
        score_cutoff=_LEAST,
    )
    ranked = sorted(
        (-value, one, other)
        for one, row in enumerate(likenesses.tolist())
        for other, value in enumerate(row)
        if value >= _LEAST
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    for _, one, other in ranked:
        if one not in used_left and other not in used_right:
            used_left.add(one)
            used_right.add(other)
            yield left[one], right[other]
