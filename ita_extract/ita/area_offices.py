"""Names of a department's offices in the provinces, most for a numbered area: “ศูนย์อนามัยที่ 9 นครราชสีมา”."""

from __future__ import annotations

import re
from collections.abc import Collection

from ita_extract.ita import places
from ita_extract.thai.words import segment

_LONGEST_NAME = 60
_NAME = re.compile("[ก-๎.\\-]*")
_NUMBER = re.compile(r"(?P<word> ?(?:เขต|ภาค) ?(?:ที่)?| ?ที่) ?\d{1,2}(?![\d.)/:])")
_AREA_WORDS = frozenset({"ที่", "เขต", "เขตที่", "ภาค", "ภาคที่"})
_PROVINCE = "จังหวัด"
_OPENING = re.compile(rf"(?: ?\(| )(?:{_PROVINCE})?")
_AND = "และ"
_SEATS = re.compile(r"(?P<before>\D*?)(?: ?(?:ที่|เขต))?(?: ?\d{1,3} ?(?P<behind>\D*))?")
_LETTER = re.compile("[ก-๎]")


def name_length(body: str, stops: Collection[str]) -> int:
    """Characters up to the area's number, and the province behind it where the office sits; 0 without one.

    body: what follows the name's first word; stops: words that no such name holds.
    """
    found = _NUMBER.search(body)
    name = body[: found.start()] if found else ""
    if not found or not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        return 0
    *words, last = segment(name + found["word"].strip())
    if last not in _AREA_WORDS or any(word in stops for word in words if word != _AND):
        return 0
    return found.end() + seat_length(body[found.end() :])


def seat(name: str) -> str | None:
    """The province that the office sits in, where its name ends in it, or has it before a number."""
    found = _SEATS.fullmatch(name)
    named = (found["behind"] or "", found["before"]) if found else ()
    provinces = (text.strip(" ()").removeprefix(_PROVINCE) for text in named)
    return next((text for text in provinces if text and places.named("province", text)), None)


def seat_length(rest: str) -> int:
    """Characters of the province directly behind the number, in brackets or not; 0 where none stands there
    (a district there begins an address)."""
    opening = _OPENING.match(rest)
    if opening is None:
        return 0
    length = places.name_at("province", rest[opening.end() :])
    end = opening.end() + length
    if not length or _LETTER.match(rest[end : end + 1]):
        return 0
    return end + ("(" in opening[0] and rest[end : end + 1] == ")")
