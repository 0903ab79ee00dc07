"""The words and set phrases that such reports are made of, to mend misread letters by."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from ita_extract.errors import UsageError
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


@lru_cache(maxsize=4)
def lexicon(own: str = "") -> Lexicon:
    """own: a file of the user's, tab-separated: "word" or "phrase", then the text. Raises UsageError."""
    added = list(_own_rows(Path(own))) if own else []
    words = {*_field_words(), *(text for kind, text in added if kind == "word")}
    phrases = {*(row[0] for row in read_rows("set_phrases.tsv"))}
    phrases |= {text for kind, text in added if kind == "phrase"}
    return Lexicon(words, phrases)


def _field_words() -> Iterator[str]:
    yield from (row[0] for row in read_rows("field_words.tsv"))
    yield from (row[0] for row in tsv.read_rows("months.tsv") if row[2] == "full")
    for name, column in _SOURCES:
        for row in read_rows(name):
            # Only dictionary words: these files hold misspellings too.
            yield from (word for word, known in segment_run(row[column].replace(" ", "")) if known)


def _own_rows(path: Path) -> Iterator[tuple[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as a lexicon ({error}).") from None
    for number, line in enumerate(lines, 1):
        kind, tab, text = line.rstrip().partition("\t")
        if not line.strip() or line.startswith("#") or (number == 1 and kind == "kind"):
            continue
        if kind not in ("word", "phrase") or not tab or not text:
            raise UsageError(f'{path}, line {number}: "word" or "phrase", a tab and the text are expected.')
        yield kind, text
