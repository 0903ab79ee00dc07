"""Letters that make no word and that nothing likely is known for: they are told."""

from __future__ import annotations

from collections.abc import Iterator

from ita_extract.thai.repair.changes import LIKELY, Change
from ita_extract.thai.repair.language import Language
from ita_extract.thai.repair.lattice import Way
from ita_extract.thai.repair.memory import Memory
from ita_extract.thai.repair.suspicion import Around
from ita_extract.thai.repair.vocabulary import SHORTEST
from ita_extract.thai.words import names, segment_run

_COMMON = 9.0  # cost of a word that stands beside a misread one oftener than beside a name
_TELLING = 5  # letters of what may be the beginning of a name
_SIGNS = frozenset("ฯๆ")
_RULE = "letter-word"


def unread(text: str, printed: Way, around: Around, language: Language) -> Iterator[Change]:
    """Changes to nothing, of what stands between common words. printed: the likeliest way without a mend."""
    for edge in printed.edges:
        letters = text[edge.start : edge.end]
        is_word = edge.word or len(letters) < SHORTEST or _is_compound(letters)
        if not is_word and all(language.alone(word) < _COMMON for word in printed.beside(edge, around)):
            yield Change(edge.start, edge.end, "", LIKELY, _RULE)


def _is_compound(letters: str) -> bool:
    """It is made of known words, one of them so long that chance does not make it."""
    words = segment_run(letters)
    return all(is_known for _, is_known in words) and any(len(word) >= SHORTEST for word, _ in words)


def is_named(read: str, memory: Memory | None) -> bool:
    """It is a name or a foreign word, begins one, or is a word of the document's own."""
    if not _SIGNS.isdisjoint(read) or (memory is not None and memory.says(read)):
        return True
    return f"\n{read}\n" in names() or (len(read) >= _TELLING and f"\n{read}" in names())
