"""What the titles of such reports say: kind, years, rounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from ita_extract.ita.roles import names_role
from ita_extract.ita.tsv import read_rows
from ita_extract.thai.digits import to_arabic
from ita_extract.thai.keys import key

Kind = Literal["plan", "report", "analysis", "unknown"]
KINDS: tuple[Kind, ...] = ("analysis", "report", "plan")

FIRST_YEAR, LAST_YEAR = 2540, 2599
_FIRST_SHORT, _LAST_SHORT = 55, 80  # a year of two digits
_NUMBERED_PART = re.compile(r"[ก-๎]{2,12}ที่ ?\d")
_YEAR = re.compile(
    r"(?=[ปIF :(พ2])"  # what it may begin with: nearly all places of a text are passed over at once
    r"(?P<lead>(?:ประจำ ?)?(?:ปี ?(?:งบ(?: ?ประมาณ)?|บัญชี)|ปี|ITA|FY)? ?:? ?(?:\(?พ ?\. ?ศ ?\.?\)?)? ?)"
    r"(?<!\d)(?P<year>25\d\d(?!\d)|(?<=[ีษ.ณ] )2 ?5 ?\d ?\d(?! ?\d))"
)
_BARE_YEAR = re.compile(r"(?:พ ?\. ?ศ ?\.? ?)?25\d\d")
_YEAR_SPAN = re.compile(r"(?<!\d)25\d\d ?(?:[-–]|ถึง) ?(?:พ ?\. ?ศ ?\. ?)?25\d\d(?!\d)")
_SHORT_YEAR = re.compile(
    r"(?=ป)"  # so that nearly all places of a text are passed over at once
    r"(?P<lead>(?:ประจำ ?)?ปี ?(?:งบ ?(?:ประมาณ ?)?|บัญชี ?)?(?:พ ?\. ?ศ ?\.?)? ?)(?<!\d)(?P<year>\d\d)(?![\d.])"
)
_ROUND = re.compile(
    r"(?:รอบ|ช่วง|ระยะ)[^\n\d]{0,24}?(?P<months>6|9|12|หก|เก้า|สิบสอง) ?เดือน ?(?P<half>แรก|หลัง)?"
)
_NUMBERED_ROUND = re.compile(r"(?:รอบ(?:การประเมิน|การรายงาน)?|ครั้ง) ?ที่ ?(?P<half>[12])(?!\d)")
_HALF = re.compile(r"ครึ่ง ?(?:ปี)?(?:งบประมาณ)?(?: ?ที่ ?)?(?P<half>แรก|หลัง)")
_QUARTER = re.compile(
    r"ไตรมาส ?(?:ที่ ?)?(?P<quarter>[1-4])"
    r"(?: ?(?:[-–]|ถึง|และ) ?(?:ไตรมาส ?)?(?:ที่ ?)?(?P<last>[1-4]))?(?!\d)"
)
_WHOLE = re.compile(r"รอบ ?ปี|ตลอดปี|ทั้งปี")
_MONTHS = {"6": 6, "9": 9, "12": 12, "หก": 6, "เก้า": 9, "สิบสอง": 12}
_PLANNED = ("owner", "timeline")
_LONGEST_TITLE_LINE = 220
_LONGEST_REST = 60


class YearSaid(NamedTuple):
    """annual: the text calls it a year, it is no part of a date; fiscal: a fiscal year;
    assessed: it is the year whose assessment is spoken of; beside: it is named with the one before it, as in
    "2566 and 2567" and in "2566, 2567"."""

    year: int
    annual: bool
    fiscal: bool
    assessed: bool
    beside: bool = False


class Months(NamedTuple):
    """A round within a fiscal year: months 1 (October) … 12 (September), both included."""

    first: int
    last: int


@cache
def _words(use: str) -> tuple[str, ...]:
    return tuple(key(text) for row_use, text in read_rows("title_words.tsv") if row_use == use)


@cache
def _raw_words(use: str) -> tuple[str, ...]:
    """As they stand in the data, punctuation and all."""
    return tuple(text for row_use, text in read_rows("title_words.tsv") if row_use == use)


def is_form_label(line: str) -> bool:
    return key(line) in _words("form")


def is_title_line(line: str) -> bool:
    if len(line) > _LONGEST_TITLE_LINE or not line[:1].isalpha():
        return False
    solid = key(without_lead(line))
    return solid.startswith(_words("title")) and not solid.startswith(_words("no_title"))


def without_lead(line: str) -> str:
    """The title without “เรื่อง” and the like before it."""
    for lead in _raw_words("lead"):
        if line.startswith(lead):
            return line[len(lead) :].lstrip(" :.-") or line
    return line


def goes_on_solid(line: str) -> bool:
    """The line before it was only wrapped: no space belongs between the two. A numbered part begins anew."""
    return line.startswith(_raw_words("solid")) and not _NUMBERED_PART.match(line)


def opens_prose(line: str) -> bool:
    """A long line that begins like a letter's first sentence."""
    return len(line) > _LONGEST_REST and line.startswith(_raw_words("anew"))


def is_caption(line: str) -> bool:
    """The line numbers a table, a part or a chapter; a numbered round or quarter tells a time."""
    return _NUMBERED_PART.match(to_arabic(line)) is not None and round_said(line) is None


def is_unfinished(line: str) -> bool:
    """The line ends in a word that something must follow."""
    return line.endswith(_raw_words("unfinished"))


def asks_for_year(line: str) -> bool:
    """The line holds only what stands before a year: ประจำปีงบประมาณ."""
    return "ปี" in line and bool(_unfinished_pattern().fullmatch(line))


@cache
def _unfinished_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{'|'.join(map(re.escape, _raw_words('unfinished')))}) *)+")


def is_year_line(line: str) -> bool:
    """The line says which year or round it is about."""
    return any(said.annual for said in years_said(line)) or round_said(line) is not None


def ends_in_year(title: str) -> bool:
    """A year is the last that the title says, as in "Measures … B.E. 2567"."""
    found = list(_YEAR.finditer(to_arabic(title)))
    return bool(found) and not key(to_arabic(title)[found[-1].end() :])


def names_months(text: str) -> bool:
    return any(map(key(text).__contains__, _words("month")))


def without_years(title: str) -> str:
    return "".join(sign for sign in key(title) if not sign.isdigit())


def kind_of_title(title: str) -> Kind:
    solid = key(title)
    found = [
        (solid.find(phrase), -len(phrase), kind)
        for kind in KINDS
        for phrase in _words(kind)
        if phrase in solid
    ]
    return min(found)[2] if found else "unknown"


def kind_of_headings(headings: Sequence[str]) -> Kind:
    """From a table's headings; unknown unless they are those of a measures table."""
    solid = [key(heading) for heading in headings]
    planned = any(word in heading for heading in solid for word in _words("heading_plan"))
    who_and_when = (any(names_role(heading, role) for heading in headings) for role in _PLANNED)
    if not planned and not all(who_and_when):
        return "unknown"
    done = any(heading.startswith(_words("heading_report")) for heading in solid)
    return "report" if done or any(names_role(heading, "result") for heading in headings) else "plan"


@lru_cache(maxsize=256)  # more than a cover has lines: each is asked several times
def years_said(text: str) -> tuple[YearSaid, ...]:
    """The years that clean text names, in order.

    What a year is the year of is told by the last word of either kind that stands before it. Spans of years,
    “2566 - 2570”, are those of longer plans and name none.
    """
    said: list[YearSaid] = []
    arabic = _YEAR_SPAN.sub(lambda span: " " * len(span[0]), to_arabic(text))
    marks = sorted(
        [*_YEAR.finditer(arabic), *_SHORT_YEAR.finditer(arabic)], key=lambda found: found.start("year")
    )
    at = 0
    assessed = False
    for found in marks:
        before = key(arabic[at : found.start("year")])
        assessed = _last_is_assessed(before, assessed)
        year = int(found["year"].replace(" ", ""))
        if _FIRST_SHORT <= year <= _LAST_SHORT:
            year += 2500
        if FIRST_YEAR <= year <= LAST_YEAR:
            own = YearSaid(year, _is_annual(found["lead"]), _is_fiscal(found["lead"]), assessed)
            beside = bool(said) and _joins_years(arabic[at : found.start()])
            said.append(_as_beside(said[-1], own) if beside else own)
        at = found.end()
    return tuple(said)


def _joins_years(between: str) -> bool:
    return not between.strip(" ,") or key(between) in _words("beside")


def _as_beside(before: YearSaid, own: YearSaid) -> YearSaid:
    annual, fiscal = before.annual or own.annual, before.fiscal or own.fiscal
    return YearSaid(own.year, annual, fiscal, before.assessed, beside=True)


def states_as_of(line: str) -> bool:
    """The line says as of which day all is told."""
    return line.startswith(_raw_words("as_of"))


def is_bare_year(text: str) -> bool:
    """The text is a year of the Buddhist Era and nothing else."""
    return bool(_BARE_YEAR.fullmatch(to_arabic(text).strip(" ()")))


def _is_annual(lead: str) -> bool:
    return any(word in lead for word in ("ปี", "ITA", "FY"))


def _is_fiscal(lead: str) -> bool:
    return any(word in lead for word in ("งบ", "บัญชี", "ประจำ", "FY"))


def _last_is_assessed(before: str, otherwise: bool) -> bool:
    assessed = max(before.rfind(word) for word in _words("assessed"))
    work = max(before.rfind(word) for word in _words("work"))
    return otherwise if assessed == work == -1 else assessed > work


def round_said(text: str) -> Months | None:
    """The half year, nine months, quarter or whole year that clean text says it is about."""
    arabic = to_arabic(text)
    if found := _ROUND.search(arabic):
        months = _MONTHS[found["months"]]
        return Months(7, 12) if months == 6 and _is_second(found["half"], arabic) else Months(1, months)
    if found := (_HALF.search(arabic) or _NUMBERED_ROUND.search(arabic)):
        return Months(7, 12) if _is_second(found["half"], "") else Months(1, 6)
    if found := _QUARTER.search(arabic):
        quarter, last = int(found["quarter"]), int(found["last"] or found["quarter"])
        return Months(3 * quarter - 2, 3 * max(quarter, last))
    return Months(1, 12) if _WHOLE.search(arabic) else None


def _is_second(half: str | None, text: str) -> bool:
    if half:
        return half in ("หลัง", "2")
    numbered = _NUMBERED_ROUND.search(text)
    return numbered is not None and _is_second(numbered["half"], "")
