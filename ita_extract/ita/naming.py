"""Where the names of units, posts and persons begin and end.

A name is a known whole, or a head ("division", "school", "director of") and what follows it: a subject that
is known for units, or – for heads that are clear by themselves – the letters up to a space, a sign or a verb.
"""

from __future__ import annotations

import re

from ita_extract.ita.name_endings import (
    goes_on,
    is_letter,
    with_agency,
    with_area,
    with_bracket,
    with_ending,
)
from ita_extract.ita.names import (
    LINE,
    NEXT_NAME,
    NO_GAP,
    OPENERS,
    SPACE,
    Compact,
    end_at,
    longest,
    word_at,
    words_of,
)
from ita_extract.ita.persons import person_end
from ita_extract.ita.runs import VERBS, free_end, run_on

_HEADS = ("head", "agency", "weak", "position", "leader")
_KINDS = {"agency": "agency", "position": "post", "leader": "post"}
_DEEPEST = 3
_MANAGE, _WORK = "บริหาร", "งาน"
_SECRETARIAT = "เลขานุการ"
_COMMITTEES = ("คณะกรรมการ", "คณะอนุกรรมการ", "คณะทำงาน")
_AND = "และ"

_OCTOBER = "ต.ค."  # begins like a subdistrict
_JOINER = re.compile("(?:,?และ|,)?")


def may_begin(compact: Compact, at: int, last_end: int) -> bool:
    text = compact.text
    if not longest(NEXT_NAME, text, at):
        return False
    if at == 0 or at == last_end or compact.gap(at):
        return True
    return not is_letter(text[at - 1]) or text.endswith(words_of("link"), 0, at)


def label_end(compact: Compact, at: int, end: int) -> int:
    """The end of what only heads the names that follow ("responsible:"); `at` when a name stands here."""
    label = end_at("label", compact.text, at)
    heads = label > end or (label == end and _set_off(compact.text, at, end))
    return label if heads else at


def _set_off(text: str, at: int, end: int) -> bool:
    return text.startswith(":", end) or (text[max(0, at - 1) : at] == "(" and text.startswith(")", end))


# One name


def name_at(compact: Compact, at: int) -> tuple[int, str] | None:
    """The end and kind of the name that begins here."""
    person = person_end(compact, at)
    if person > at:
        return person, "person"
    core = _core(compact, at, 0) or _every(compact, at) or _listed_head(compact, at)
    if core is None:
        return None
    end, kind = core
    end = _with_served(compact, at, with_ending(compact, with_area(compact, end, kind)))
    end = _with_every(compact, _with_home(compact, end, kind))
    if end_at("anyone", compact.text, at) != end:
        end = with_bracket(compact, end)
    return end, "post" if kind == "post" else "unit"


def _listed_head(compact: Compact, at: int) -> tuple[int, str] | None:
    """A mere head between slashes, as in "every division/office"."""
    end = end_at("bare", compact.text, at)
    slashed = compact.text[max(0, at - 1) : at] == "/" or compact.text[end : end + 1] == "/"
    return (end, "unit") if end > at and slashed else None


def _every(compact: Compact, at: int) -> tuple[int, str] | None:
    """ "Every" or "each" before a unit, or before the mere head of one."""
    begin = end_at("every", compact.text, at)
    if begin == at:
        return None
    bare = begin + longest(("head", "weak"), compact.text, begin)
    return _core(compact, begin, 0) or ((bare, "unit") if bare > begin else None)


def _core(compact: Compact, at: int, depth: int) -> tuple[int, str] | None:
    """kind: "unit", "agency" or "post"."""
    text = compact.text
    ends = [(_whole(compact, at, "whole"), "unit"), (_whole(compact, at, "post"), "post")]
    unlike = end_at("not", text, at)
    whole = ends[0][0]
    if whole > max(at, unlike - 1) and _opens_unit(text, whole) and end_at("anyone", text, at) != whole:
        return ends[0]
    for kind in _HEADS:
        begin = end_at(kind, text, at)
        if begin > max(at, unlike - 1):
            ends.append((_tail(compact, begin, kind, depth), _KINDS.get(kind, "unit")))
    end, name = max(ends, key=_end_of)
    return (end, name) if end > max(at, unlike - 1) and not _anyone(compact, at, end) else None


def _whole(compact: Compact, at: int, kind: str) -> int:
    """The end of a whole name. It may be broken over two lines, but not end within a word of the second."""
    text = compact.text
    end = end_at(kind, text, at)
    line = next((index for index in range(at + 1, end) if compact.gap(index) == LINE), end)
    if line < end and compact.gap(end) == NO_GAP and goes_on(text, end):
        return at + end_at(kind, text[at:line], 0)
    return end


def _opens_unit(text: str, at: int) -> bool:
    return at < len(text) and longest(("whole", "head"), text, at) > 0


def _anyone(compact: Compact, at: int, end: int) -> bool:
    """A common noun that goes on in other words, as in "the agency that you visit"."""
    text = compact.text
    if compact.gap(end) or end == len(text) or end_at("anyone", text, at) != end or not is_letter(text[end]):
        return False
    return not longest((*VERBS, "link", "after", "home", *NEXT_NAME), text, end)


def _end_of(found: tuple[int, str]) -> int:
    return found[0]


def _tail(compact: Compact, at: int, kind: str, depth: int) -> int:
    """Where the name ends whose head ends here; 0 when what follows makes no name of it."""
    subjects = _subjects(compact, at)
    if kind in ("position", "leader"):
        led = _led(compact, at, kind, depth)
        return max(led, run_on(compact, subjects) if subjects > at else 0)
    if subjects > at:
        return run_on(compact, subjects)
    if kind == "weak":
        return at if end_at("after", compact.text, at) > at else 0
    free = max(free_end(compact, at), _led(compact, at, kind, depth))
    return free if free > at or kind == "agency" else 0


def _led(compact: Compact, at: int, kind: str, depth: int) -> int:
    """The unit that somebody heads or belongs to."""
    if depth >= _DEEPEST or compact.gap(at) > (SPACE if kind == "leader" else NO_GAP):
        return 0
    core = _core(compact, at, depth + 1)
    return core[0] if core else 0


def _subjects(compact: Compact, at: int) -> int:
    """The end of a chain of subjects joined by spaces, "and", or commas before an "and"; `at` without any."""
    end = sure = _first_subject(compact, at)
    listed = False
    while end > at:
        begin, after = _next_subject(compact, end)
        if after == end:
            break
        comma = compact.text[end:begin] == ","
        listed = (listed or comma) and _AND not in compact.text[end:after]
        end = after
        sure = sure if listed else end
    return sure


def _first_subject(compact: Compact, at: int) -> int:
    """A space may stand before it, but then nothing that is a name by itself."""
    end = _managed(compact, end_at("subject", compact.text, at))
    return at if compact.gap(at) and longest(OPENERS, compact.text, at) >= end - at else end


def _managed(compact: Compact, end: int) -> int:
    """Behind the field of work that a subject manages: "บริหาร" with "งานปกครอง" glued behind it."""
    text = compact.text
    if not text.endswith(_MANAGE, 0, end) or compact.gap(end) or not text.startswith(_WORK, end):
        return end
    field = end_at("subject", text, end + len(_WORK))
    return field if field > end + len(_WORK) else end


def _next_subject(compact: Compact, end: int) -> tuple[int, int]:
    """Where the subject that is joined here begins and ends; both `end` when there is none."""
    text = compact.text
    joint = _JOINER.match(text, end)
    begin = joint.end() if joint else end
    length = len(word_at("subject", text, begin))
    gaps = (compact.gap(end), compact.gap(begin))
    glued = begin == end and gaps[0] == NO_GAP
    broken = LINE in gaps and not (gaps[1] != LINE and text.startswith(_AND, end))
    if glued or broken or longest(OPENERS, text, begin) >= length:
        return end, end
    return begin, begin + length


def _with_every(compact: Compact, end: int) -> int:
    """With "every" and the name's own last word once more: the district offices of every district."""
    begin = end_at("every", compact.text, end)
    if begin == end or compact.gap(end):
        return end
    found = _every(compact, end)
    again = compact.text[begin : found[0]] if found else ""
    return begin + len(again) if again and compact.text.endswith(again, 0, end) else end


def _with_home(compact: Compact, end: int, kind: str) -> int:
    """With the agency that the unit belongs to and where that lies."""
    if kind != "agency":
        end = with_agency(compact, end)
    for _ in range(2):
        begin = end if compact.text.startswith(_OCTOBER, end) else end_at("district", compact.text, end)
        free = free_end(compact, begin) if begin > end and compact.gap(end) != LINE else begin
        end = free if free > begin else end
    return end


def _with_served(compact: Compact, at: int, end: int) -> int:
    """A secretariat or a committee with the body that it serves, glued behind it."""
    text = compact.text
    serves = text.endswith(_SECRETARIAT, 0, end) or text.startswith(_COMMITTEES, at)
    served = _core(compact, end, 1) if serves and not compact.gap(end) else None
    return served[0] if served and served[1] != "post" else end
