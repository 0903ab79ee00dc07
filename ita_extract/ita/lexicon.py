"""The words and set phrases that such reports are made of, to mend misread letters by."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ita_extract.ita.lexicon_file import own_words
from ita_extract.ita.own_words import OwnWords
from ita_extract.ita.tsv import read_rows
from ita_extract.thai import tsv
from ita_extract.thai.repair.lexicon import Lexicon
from ita_extract.thai.words import segment_run

# Data files whose texts are made of such words: the file and the column that holds them.
_SOURCES = (
    ("headings.tsv", 0),
    ("indicators.tsv", 2),
    ("topics.tsv", 1),
    ("title_words.tsv", 1),
    ("units.tsv", 1),
)


def lexicon(own: str = "") -> Lexicon:
    """own: a file of the user's own words, as in docs/lexicon.md. Raises UsageError."""
    return _with(own_words(own))


@lru_cache(maxsize=4)
def _with(own: OwnWords) -> Lexicon:
    words = {*_field_words(), *own.words, *own.units}
    phrases = {*(row[0] for row in read_rows("set_phrases.tsv")), *own.phrases}
    return Lexicon(words, phrases)


def _field_words() -> Iterator[str]:
    yield from (row[0] for row in read_rows("field_words.tsv"))
    yield from (row[0] for row in tsv.read_rows("months.tsv") if row[2] == "full")
    for name, column in _SOURCES:
        for row in read_rows(name):
            # Only dictionary words: these files hold misspellings too.
            yield from (word for word, known in segment_run(row[column].replace(" ", "")) if known)
