"""What names of agencies begin with (data/agency_kinds.tsv), and the words around such names
(data/agency_words.tsv)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ita_extract.ita.places import Level
from ita_extract.ita.tsv import read_rows

# The levels of place that each named_after of agency_kinds.tsv may mean.
LEVELS_NAMED: dict[str, tuple[Level, ...]] = {
    "subdistrict": ("subdistrict",),
    "district": ("district", "province"),
    "district?": ("district", "province"),
    "province": ("province",),
    "town": ("subdistrict", "district", "province"),
}
# Kinds that reports speak of without being theirs.
SPOKEN_OF = frozenset(
    {
        "district",
        "province",
        "ministry",
        "department",
        "office",
        "fund",
        "school",
        "state-enterprise",
        "special-local-government",
    }
)
# Kinds that an address names, too.
AREAS = frozenset({"district", "province"})
# Kinds that a cover names above or below the agency that reports, which belongs to them.
PARENTS = frozenset(
    {
        "district",
        "province",
        "ministry",
        "department",
        "police-division",
        "education-area-office",
        "special-local-government",
    }
)
# Of these only agencies of one kind are parts: any other beside them may be what they belong to themselves.
PARTS = {"police-division": "police-station", "education-area-office": "school"}


class Head(NamedTuple):
    """full: the words that it stands for; named_after: see data/agency_kinds.tsv."""

    kind: str
    text: str
    full: str
    named_after: str


@cache
def heads() -> dict[str, Head]:
    """By the head's letters without spaces."""
    found = {}
    for kind, text, full, named_after in read_rows("agency_kinds.tsv"):
        solid = text.replace(" ", "")
        found[solid] = Head(kind, solid, solid if full == "-" else full, named_after)
    return found


@cache
def heads_pattern() -> re.Pattern[str]:
    texts = sorted((row[1] for row in read_rows("agency_kinds.tsv")), key=len, reverse=True)
    return re.compile("|".join(re.escape(text).replace(r"\ ", " ?") for text in texts))


@cache
def words(use: str) -> tuple[str, ...]:
    """The words of data/agency_words.tsv for one use, longest first."""
    return tuple(
        sorted(
            (text for row_use, text in read_rows("agency_words.tsv") if row_use == use), key=len, reverse=True
        )
    )


@cache
def _label_pattern() -> re.Pattern[str]:
    return re.compile(f"[ \\d.)(-]*(?:{'|'.join(map(re.escape, words('label')))})[ :：.…]*")


def label_length(line: str) -> int:
    """How many characters of the line are a label such as “ชื่อหน่วยงาน :”; 0 when it has none."""
    found = _label_pattern().match(line)
    return found.end() if found else 0


@cache
def inner_head(head: Head) -> str:
    """The longest head that this one ends with, "" where there is none: the office of a ministry."""
    ending = (text for text in heads() if text != head.text and head.text.endswith(text))
    return max(ending, key=len, default="")
