"""What belongs to a name behind its core: a grade or number, an area or agency, words in brackets."""

from __future__ import annotations

import re

from ita_extract.ita.names import LINE, NEXT_NAME, Compact, end_at, longest, word_at
from ita_extract.ita.places import Level
from ita_extract.ita.places import name_at as name_at_place
from ita_extract.ita.runs import VERBS, free_end
from ita_extract.thai.timewords import begins_with_month

_OF = "ของ"
# Named in full by their kind alone: there is but one that a unit can belong to.
_LOCAL = frozenset(
    (
        "เทศบาล",
        "เทศบาลตำบล",
        "เทศบาลเมือง",
        "เทศบาลนคร",
        "อบต.",
        "อบจ.",
        "องค์การบริหารส่วนตำบล",
        "องค์การบริหารส่วนจังหวัด",
    )
)
# The same, glued to the name of a unit.
_AREAS = frozenset(("จังหวัด", "อำเภอ"))
_AREA_LEVELS: tuple[tuple[str, Level], ...] = (("จังหวัด", "province"), ("อำเภอ", "district"))
_ORDINAL = re.compile(r"(?:เขต|ภาค|หมู่ที่|หมู่|สาขา|ที่)?[1-9]\d{0,2}(?![\d.)]|[,/\-–]\d)")
_ORDINALS = re.compile(r"[1-9]\d?[\-–][1-9]\d?(?=[,;/)]|$)")
_BRACKET = re.compile(r"\(([^()\d]{1,25})\)")


def with_ending(compact: Compact, end: int) -> int:
    """With "concerned", "all of them", a grade or an ordinal behind the name."""
    text = compact.text
    while compact.gap(end) != LINE:
        ending = end_at("after", text, end)
        if ending == end or end_at("label", text, end) > ending:
            break
        end = ending
    ordinal = _ORDINALS.match(text, end) or _ORDINAL.match(text, end)
    if (
        ordinal
        and compact.gap(end) != LINE
        and (compact.gap(ordinal.end()) or not goes_on(text, ordinal.end()))
        and not begins_with_month(text[ordinal.end() :])
    ):
        end = ordinal.end()
    return end


def with_area(compact: Compact, end: int, kind: str) -> int:
    """A post with the area that it is over, glued behind its word."""
    text = compact.text
    level = next((level for word, level in _AREA_LEVELS if text.endswith(word, 0, end)), None)
    if kind != "post" or level is None or compact.gap(end):
        return end
    area = end + name_at_place(level, text[end:])
    return area if not goes_on(text, area) or compact.gap(area) else end


def with_agency(compact: Compact, end: int) -> int:
    text = compact.text
    begin = end + len(_OF) if text.startswith(_OF, end) else end
    agency, home = word_at("agency", text, begin), word_at("home", text, begin)
    spaced = compact.gap(end) or begin > end
    if not agency or compact.gap(end) == LINE or (spaced and agency != home):
        return end
    free = free_end(compact, begin + len(agency))
    named = free > begin + len(agency) or home in _LOCAL or (agency in _AREAS and not spaced)
    return free if named else end


def with_bracket(compact: Compact, end: int) -> int:
    """With a few words in brackets that belong to the name: no unit, no number, nothing said of it."""
    found = _BRACKET.match(compact.text, end)
    if not found or compact.gap(end) == LINE:
        return end
    inside = found[1]
    named = any(longest((*NEXT_NAME, "label", *VERBS), inside, index) for index in range(len(inside)))
    return end if named or not any(map(is_letter, inside)) else found.end()


def goes_on(text: str, at: int) -> bool:
    return at < len(text) and is_letter(text[at])


def is_letter(sign: str) -> bool:
    return sign.isalnum() or "\u0e31" <= sign <= "\u0e4e"
