"""Thai text put in order: digits, marks, white space, bullets, and spaces inside words.

clean() calls RULES, LETTER_RULES and LAST_RULES one after the other; what each does stands beside it. None
loses or reorders a letter otherwise than its own sentence says. Line feeds are hard breaks and stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from ita_extract.model.document import Mend
from ita_extract.thai import marks
from ita_extract.thai.digits import to_arabic
from ita_extract.thai.letters import Mended, mend_sara_aa, mend_torn_sara_am
from ita_extract.thai.spaces import join_words
from ita_extract.thai.spelled import close_clusters, join_abbreviations, join_letters

# Each begins with the signs that it is about, and looks behind them from there: the rest is passed over.
_BREAK = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029](?:(?<=\r)\n)?")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f\x80-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
_BLANKS = re.compile("[^\\S\n](?:[^\\S\n]+|(?<! ))")  # all but a space alone
_LINE_END = re.compile(" ?\n ?")
_INSIDE_BRACKETS = re.compile(r" (?:(?<=[(\[{“‘] )|(?=[)\]}”’]))")
_BULLETS = "•·●▪■◆➢➤►▶☞☛❖◦○‣⁃∙\uf0b7\uf0a7\uf0d8\uf076\uf0e8"
_BULLET = re.compile(f"[{_BULLETS}–—](?<=^.)(?=[^•·●▪]|$)", re.MULTILINE)
_INNER_BULLET = re.compile(f"[{_BULLETS}](?<=..)")
_LETTER_O = re.compile("o(?<=^o)(?= [ก-๎])", re.MULTILINE)
_PASSES = 5  # words joined in one pass may show a letter to mend in the next; nearly all text needs one


@dataclass(frozen=True, slots=True)
class Cleaned:
    """text: in order; mends: the letters that were changed on the way there."""

    text: str
    mends: tuple[Mend, ...] = ()


def unify_breaks(text: str) -> str:
    """Every way to end a line or page is a line feed: \\r\\n, \\v, \\f, U+2028 → \\n."""
    return _BREAK.sub("\n", text)


def drop_invisible(text: str) -> str:
    """Zero-width characters, soft hyphens, byte order marks and control characters have no meaning."""
    return _INVISIBLE.sub("", text)


def collapse_spaces(text: str) -> str:
    """Tabs, no-break and wide spaces are spaces, a run of them is one, and none stands at a line's ends."""
    text = _BLANKS.sub(" ", text)
    return (_LINE_END.sub("\n", text) if "\n" in text else text).strip(" ")


def close_brackets(text: str) -> str:
    """No space after an opening or before a closing bracket: ( ๑ ) → (๑)."""
    return _INSIDE_BRACKETS.sub("", text)


def unify_bullets(text: str) -> str:
    """A sign that opens a line as a bullet is "-": • · ● ▪ ➢ ☞ –, and a Latin o with Thai after it.

    One that stands inside lines too stays as it is, for there "-" may join two words: "• ก • ข ก่อน - หลัง".
    """
    inner = frozenset(_INNER_BULLET.findall(text))
    return _LETTER_O.sub("-", _BULLET.sub(lambda sign: sign[0] if sign[0] in inner else "-", text))


RULES: tuple[Callable[[str], str], ...] = (
    unify_breaks,
    drop_invisible,
    collapse_spaces,
    to_arabic,
    marks.order,
    collapse_spaces,
    join_abbreviations,
    join_letters,
    close_clusters,
)
LETTER_RULES: tuple[Callable[[str], Mended], ...] = (mend_torn_sara_am, mend_sara_aa)
LAST_RULES: tuple[Callable[[str], str], ...] = (
    join_words,
    marks.order,
    close_brackets,
    unify_bullets,
)


@lru_cache(maxsize=32768)  # more than a long table has cells: each step asks for all of them
def clean(text: str) -> Cleaned:
    """The text with every rule applied. Cleaning what is clean changes nothing."""
    mends: list[Mend] = []
    for rule in RULES:
        text = rule(text)
    for _ in range(_PASSES):
        before = text
        for letter_rule in LETTER_RULES:
            text, changes = letter_rule(text)
            mends.extend(changes)
        for rule in LAST_RULES:
            text = rule(text)
        if text == before:
            break
    return Cleaned(text, tuple(mends))
