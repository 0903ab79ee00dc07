"""The Thai dictionary: pythainlp's word list and the words of public administration in data/words.tsv."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from ita_extract.thai.tsv import read_rows

_LONGEST = 40  # letters; longer dictionary entries are sayings, which no segmentation needs
_HEAD = 3  # letters that a word is looked up by
_THAI_RUN = re.compile("[ก-๎]+")
_UNKNOWN_COST = 10  # of one letter outside the dictionary, in words
_ABBREVIATED = re.compile("([เ]?[ก-ฮ]{1,4}[ิี]?)[.]([ก-ฮ]{1,3}[.])?")
# Files of names and foreign words that pythainlp carries, whatever their version.
_NAMES = (
    "orst_words_th.txt",
    "family_names_th*.txt",
    "person_names_*_th*.txt",
    "th_en_transliteration_*.tsv",
)
_ALONE = "ณ"  # the preposition, a word of one letter
# Where a cluster begins: not before a mark or following vowel, not after a leading vowel.
_CLUSTER_START = re.compile("[ก-ฮเ-ไๆฯ](?<![เ-ไ].)(?![ิุ]?์)")


class WordList:
    """Words that are looked up at a place of a text, without trying every length."""

    __slots__ = ("_lengths", "words")

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        by_head: dict[str, set[int]] = {word: {2} for word in self.words if len(word) == 2}
        for word in self.words:
            head = word[:_HEAD]
            by_head.setdefault(head, set(by_head.get(head[:2], ()))).add(len(word))
        self._lengths = {head: tuple(sorted(found, reverse=True)) for head, found in by_head.items()}

    def lengths_at(self, text: str, start: int) -> tuple[int, ...]:
        """Lengths that words have which begin as the text does at this place, longest first."""
        lengths = self._lengths
        return lengths.get(text[start : start + _HEAD]) or lengths.get(text[start : start + 2], ())

    def at(self, text: str, start: int) -> list[str]:
        """The words that begin at this place of the text, longest first."""
        words = self.words
        lengths = self.lengths_at(text, start)
        return [word for length in lengths if (word := text[start : start + length]) in words]


@dataclass(frozen=True, slots=True)
class Dictionary:
    """whole: words in which a space is never real."""

    listed: WordList
    whole: frozenset[str]

    @property
    def words(self) -> frozenset[str]:
        return self.listed.words


def _corpora() -> Path:
    """What pythainlp carries; found without importing pythainlp, which takes 0.1 s."""
    spec = importlib.util.find_spec("pythainlp")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("pythainlp")
    return Path(spec.submodule_search_locations[0]) / "corpus"


def _corpus(name: str) -> list[str]:
    """The lines of one of its files."""
    return (_corpora() / name).read_text(encoding="utf-8").splitlines()


@cache
def names() -> str:
    """Surnames, given names, foreign words in Thai letters and words of the Royal Institute, one a line."""
    files = sorted(path.name for kind in _NAMES for path in _corpora().glob(kind))
    return "\n".join(line.partition("\t")[0] for file in files for line in _corpus(file))


@cache
def dictionary() -> Dictionary:
    own = dict(read_rows("words.tsv"))
    words = {word for word in _corpus("words_th.txt") if 1 < len(word) <= _LONGEST} | own.keys()
    return Dictionary(WordList(words), frozenset(word for word, use in own.items() if use == "whole"))


@cache
def frequencies() -> dict[str, int]:
    """How often a word stands in the Thai Textbook Corpus (pythainlp's copy, CC0)."""
    rows = (line.partition("\t") for line in _corpus("ttc_freq.txt"))
    return {word: int(count) for word, _, count in rows if count}


def is_word(text: str) -> bool:
    return text in dictionary().words


def keeps_space(before: str, after: str) -> bool:
    """Orthography asks for a space here: before พ.ศ. or อบต., on both sides of ณ, behind ๆ and ฯ."""
    if _ALONE in (before.rsplit(None, 1)[-1], after.split(None, 1)[0]) or before[-1] in "ๆฯ":
        return True
    found = _ABBREVIATED.match(after)
    return found is not None and bool(found[2] or is_word(found[0]) or not is_word(found[1]))


def words_at(text: str, start: int) -> list[str]:
    """The dictionary words that begin at this place of the text, longest first."""
    return dictionary().listed.at(text, start)


def cluster_borders(run: str) -> set[int]:
    """Places of a run of Thai where a cluster (a consonant with its vowels and marks) begins or ends."""
    return {0, len(run), *(match.start() for match in _CLUSTER_START.finditer(run))}


@lru_cache(maxsize=65536)
def segment_run(run: str) -> tuple[tuple[str, bool], ...]:
    """Pieces of a run of Thai letters, each with whether the dictionary knows it.

    Of all cuts at cluster borders, the one with the fewest unknown letters, then the fewest words.
    """
    if words := _fewest_words(run):
        return tuple([(word, True) for word in words])
    pieces: list[tuple[str, bool]] = []
    place, ends = 0, _cheapest_ends(run)
    while place < len(run):
        end, known = ends[place]
        if pieces and not known and not pieces[-1][1]:
            pieces[-1] = (pieces[-1][0] + run[place:end], False)
        else:
            pieces.append((run[place:end], known))
        place = end
    return tuple(pieces)


def _fewest_words(run: str) -> list[str]:
    """The run as words alone; [] where it is not, or is so many that a letter outside them may cost less.

    Words begin and end at cluster borders themselves. Of two ways as short, the one whose words are longer
    from the front: it comes first.
    """
    listed = dictionary().listed
    words, lengths_at, last = listed.words, listed.lengths_at, len(run)
    begins = {0: 0}  # by place: where the word begins that ends there
    places = [0]
    for place in places:  # grows: what one more word reaches
        for length in lengths_at(run, place):
            end = place + length
            if end <= last and end not in begins and run[place:end] in words:
                begins[end] = place
                places.append(end)
        if last in begins:
            found = _followed_back(run, begins)
            return found if len(found) <= _UNKNOWN_COST else []
    return []


def _followed_back(run: str, begins: Mapping[int, int]) -> list[str]:
    cuts = [len(run)]
    while cuts[-1]:
        cuts.append(begins[cuts[-1]])
    return [run[start:end] for end, start in pairwise(cuts)][::-1]


def _cheapest_ends(run: str) -> dict[int, tuple[int, bool]]:
    """By a cluster's beginning: where the piece ends that begins there, and whether it is a word."""
    listed = dictionary().listed
    words, lengths_at = listed.words, listed.lengths_at
    ends: dict[int, tuple[int, bool]] = {}
    costs: dict[int, int] = {len(run): 0}  # of all up to the end
    cost_from = costs.get
    following = len(run)
    for place in sorted(cluster_borders(run), reverse=True)[1:]:
        cost, best, known = costs[following] + _UNKNOWN_COST * (following - place), following, False
        for length in lengths_at(run, place):
            end = place + length
            rest = cost_from(end)
            # Of two that cost the same, the longer: it comes first.
            if rest is not None and rest + 1 < cost + (end > best) and run[place:end] in words:
                cost, best, known = rest + 1, end, True
        costs[place] = cost
        ends[place] = best, known
        following = place
    return ends


def unknown_letters(run: str) -> int:
    """Letters of a run of Thai that stand outside dictionary words."""
    return sum(len(piece) for piece, known in segment_run(run) if not known)


def segment(text: str) -> list[str]:
    """Thai words, and everything between runs of Thai letters as it stands; joined they are the text."""
    pieces: list[str] = []
    at = 0
    for run in _THAI_RUN.finditer(text):
        if run.start() > at:
            pieces.append(text[at : run.start()])
        pieces.extend(piece for piece, _ in segment_run(run.group()))
        at = run.end()
    if at < len(text):
        pieces.append(text[at:])
    return pieces


def known_share(text: str) -> float:
    """Share of the Thai letters that stand inside dictionary words; 1.0 where there are none."""
    total = known = 0
    for run in _THAI_RUN.findall(text):
        for piece, is_known in segment_run(run):
            total += len(piece)
            known += len(piece) * is_known
    return known / total if total else 1.0


def are_known(text: str, share: float) -> bool:
    """Whether known_share(text) is as large; the text is read no farther than it takes to tell."""
    runs = _THAI_RUN.findall(text)
    wanted = share * sum(map(len, runs))
    for run in runs:
        if wanted <= 0:
            break
        wanted -= len(run) - unknown_letters(run)
    return wanted <= 0


def opens_whole(left: str, right: str) -> bool:
    """The left begins a whole word that the right ends, though the right's letters were cut otherwise."""
    if left not in _openings():
        return False
    rests = (word[len(left) :] for word in dictionary().whole if word.startswith(left) and word != left)
    return any(
        right.startswith(rest) and all(known for _, known in segment_run(right[len(rest) :]))
        for rest in rests
    )


@cache
def _openings() -> frozenset[str]:
    """What whole words begin with that may be a word by itself."""
    whole = dictionary().whole
    return frozenset(word[:end] for word in whole for end in range(2, len(word)) if is_word(word[:end]))
