"""What misread letters are mended by: the language, the words that it has, and the field's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ita_extract.thai.repair.confusions import confusions
from ita_extract.thai.repair.language import Language, counts
from ita_extract.thai.repair.vocabulary import Vocabulary
from ita_extract.thai.words import WordList, dictionary, is_word

_OFTEN = 20  # how often a word must have been counted for another to be mended to it


class Lexicon:
    """words: the field's; phrases: rows of words that often stand together there."""

    __slots__ = ("_unlisted", "language", "vocabulary")

    def __init__(self, words: Iterable[str], phrases: Iterable[str]) -> None:
        own = frozenset(part for word in words for part in word.split())
        self.language = Language(own, phrases)
        known = own.union(_common_words())
        self.vocabulary = Vocabulary(known, confusions(), twice=known)
        self._unlisted = WordList(word for word in own & self.vocabulary.words if not is_word(word))

    def words_at(self, text: str, start: int) -> list[str]:
        """The words that begin at this place as they stand."""
        found = dictionary().listed.at(text, start)
        return found + self._unlisted.at(text, start) if self._unlisted.words else found


def _common_words() -> Iterator[str]:
    return (word for word, count in counts().items() if count >= _OFTEN)
