"""Which lines stand over what follows: titles, instruments, indicators, numbered headings."""

from __future__ import annotations

import re
from functools import cache

from ita_extract.ita.tsv import read_rows
from ita_extract.thai.digits import to_arabic, whole_number
from ita_extract.thai.keys import key

TITLE_RANK = 0
MARKUP_RANK = 5  # plus the level of the markup's heading
NUMBERED_RANK = 60
ROW_RANK = 70

_LONGEST = 160
_NUMBER_SIGNS = "0123456789.()"
_DIGITS = re.compile(r"\d+")
# A line that ends so introduces what follows: it is prose, not a title.
_PROSE_ENDS = ("ดังนี้", "ต่อไปนี้", "ดังนี้:", "เป็นต้น", "ต่อไป", "แล้ว")


def rank_of_line(line: str, level: int = 0) -> int | None:
    """How far up a line of running text stands as a heading, 0 the highest; None for prose.

    level: of the markup's heading, 0 when the line is plain.
    """
    text = line.strip().lstrip("*☞•-– ").strip()
    if not text or len(text) > _LONGEST or key(text).endswith(_PROSE_ENDS) or _is_a("skip", text):
        return None
    rank = _rank_by_prefix(text)
    if rank is not None:
        return rank
    if level:
        return MARKUP_RANK + level
    return NUMBERED_RANK if starts_with_number(text) and len(text) <= 120 else None


def rank_of_row(text: str) -> int:
    """How far up a full-width row of a table stands; always below the lines around the table."""
    prefix = _rank_by_prefix(text.strip())
    if prefix is not None:
        return ROW_RANK + max(prefix, 1) // 5
    return ROW_RANK + (15 if starts_with_number(text) else 9)


def same_level(title: str, other: str) -> bool:
    """Both begin with the same sort of section's word ("Indicator 1 …", "Indicator 2 …")."""
    rank = _rank_by_prefix(title.strip())
    return bool(rank) and rank == _rank_by_prefix(other.strip())


def continues(title: str, text: str) -> bool:
    """The text says again that what follows stands under this title: "Table 1 (continued)"."""
    said = key(text)
    return any(said == key(title) + end for end, meaning in _entries() if meaning == "again")


def is_note(text: str) -> bool:
    """A full-width row that is no title: a remark, a source, a sum."""
    return _is_a("note", text)


def continues_title(text: str) -> bool:
    """A line that only goes on with the title before it: the year, the round."""
    return _is_a("more", text)


def has_section_word(text: str) -> bool:
    return _rank_by_prefix(text.strip()) is not None


def starts_with_number(text: str) -> bool:
    """ "1.", "(2)", "3)" and the like stand first, followed by words."""
    return bool(numbered_text(text))


def number_depth(text: str) -> int:
    """How many parts the number has that stands first: 2 for "2.1", 0 where none does."""
    sign, _ = _split_number(text)
    return len([part for part in sign.strip("().").split(".") if part])


def printed_number(text: str) -> str:
    """The number that stands first, "2.1" for "(2.1)"; "" where none does."""
    return _split_number(text)[0].strip("().")


def is_next(number: str, following: str) -> bool:
    """Printed numbers of one depth, the second one more than the first: "2.1" and "2.2"."""
    over, _, last = number.rpartition(".")
    over_next, _, next_last = following.rpartition(".")
    count, next_count = whole_number(last), whole_number(next_last)
    return over == over_next and count is not None and next_count == count + 1


def leading_number(text: str) -> int | None:
    """The last part of the number that stands first: 3 for "3." and "2.3)"; None where none does."""
    parts = _DIGITS.findall(_split_number(text)[0])
    return whole_number(parts[-1]) if parts else None


def numbered_text(text: str) -> str:
    """What follows "1.", "(2)", "3)" at the beginning; "" where no such number stands first."""
    return _split_number(text)[1]


def _split_number(text: str) -> tuple[str, str]:
    """The number with its signs, and the words behind it; nothing at all where either is missing."""
    text = text.strip()
    if text[:1].isalpha():
        return "", ""
    arabic = to_arabic(text)
    body = arabic.lstrip(_NUMBER_SIGNS)
    sign = arabic[: len(arabic) - len(body)]
    is_number = any(c.isdigit() for c in sign) and any(c in ".)" for c in sign)
    return (sign, body.strip()) if is_number and body.strip() else ("", "")


def _rank_by_prefix(text: str) -> int | None:
    spaceless = key(text.lstrip("0123456789๐๑๒๓๔๕๖๗๘๙.() "))
    return next((rank for prefix, rank in _prefixes() if spaceless.startswith(prefix)), None)


@cache
def _prefixes() -> tuple[tuple[str, int], ...]:
    entries = ((prefix, int(rank)) for prefix, rank in _entries() if rank.isdigit())
    return tuple(sorted(entries, key=lambda entry: -len(entry[0])))


def _is_a(meaning: str, text: str) -> bool:
    return key(text).startswith(_prefixes_of(meaning))


@cache
def _prefixes_of(meaning: str) -> tuple[str, ...]:
    return tuple(prefix for prefix, rank in _entries() if rank == meaning)


@cache
def _entries() -> tuple[tuple[str, str], ...]:
    return tuple((key(prefix), rank) for prefix, rank in read_rows("section_words.tsv"))
