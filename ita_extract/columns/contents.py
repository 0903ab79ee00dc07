"""What stands below the headings → the roles that they leave open, and which of a few a heading means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from ita_extract.ita.indicators import indicator_of_name
from ita_extract.ita.paired_headings import names_answer, names_share
from ita_extract.ita.roles import SUBJECT, match_heading, names_role
from ita_extract.ita.sections import printed_number, starts_with_number
from ita_extract.ita.units import unit_share
from ita_extract.model.grid import Column, WholeTable
from ita_extract.thai.dates import read_events, time_share
from ita_extract.thai.digits import to_arabic

# Of a column's filled cells, how many must look so before the content alone names the role.
_MOSTLY = 0.6
_LOOKED_AT = 40
_WORDY = 25
_FEWEST_SUMS = 2


def by_content(columns: list[Column], table: WholeTable) -> list[Column]:
    columns = [_counting(column, table) for column in columns]
    taken = roles_of(columns)
    done = []
    for column in columns:
        role = None if column.roles else _role_by_content(_texts(table, column.index))
        if role == "number" and column.index and column.heading.strip():
            role = None  # an amount
        unsure = column.ground == "words" or column.roles == ("steps",)
        if "timeline" not in taken and unsure and _all_times(_texts(table, column.index)):
            role = "timeline"
        if role and role not in taken:
            taken.add(role)
            column = replace(column, roles=(role,), ground="content")
        done.append(column)
    return done


def _counting(column: Column, table: WholeTable) -> Column:
    """A column of steps whose cells are numbers only counts them; headed by what is planned, it says how much
    is."""
    texts = _texts(table, column.index) if column.roles == ("steps",) else []
    if len(texts) < 2 or not all(map(_is_ordinal, texts)):
        return column
    match = match_heading(column.heading)
    planned = match is not None and ("kpi",) in match.choices
    return replace(column, roles=("kpi" if planned else "number",), ground="content")


def _role_by_content(texts: list[str]) -> str | None:
    if not texts:
        return None
    if _share(texts, _is_ordinal) >= _MOSTLY and len(texts) > 1:
        return "number"
    if _share(texts, lambda text: time_share(text) >= _MOSTLY) >= _MOSTLY:
        return "timeline"
    if _share(texts, lambda text: unit_share(text) >= _MOSTLY) >= _MOSTLY:
        return "owner"
    return None


def _all_times(texts: list[str]) -> bool:
    """Whatever words of the heading say otherwise."""
    return len(texts) > 1 and all(time_share(text) >= _MOSTLY for text in texts)


def with_subject(columns: list[Column], table: WholeTable) -> list[Column]:
    """Where owner or time are known but no heading says what the rows are about, the wordy columns do:
    the first is the measure, the next the steps. An indicator column may stand in for the issue. Where owner
    and time are both known, the first column may do so under a heading that nothing is known of, or that
    says that it counts while its cells are wordy."""
    roles = roles_of(columns)
    if roles & {"measure", "issue"} or not roles & {"owner", "timeline", "steps", "result"}:
        return columns
    columns = [replace(c, roles=(), ground=None) if _is_worded_number(c, table) else c for c in columns]
    stand_in = next((c for c in columns if set(c.roles) & {"indicator", "question", "problem", "kpi"}), None)
    unnamed = [c for c in columns if not c.roles and not c.heading.strip()]
    if not unnamed and not stand_in and {"owner", "timeline"} <= roles:
        unnamed = [c for c in columns if not c.roles and c.ground is None][:1]
    wordy = [c for c in unnamed if _is_wordy(_texts(table, c.index))]
    named = {
        c.index: role for c, role in zip(wordy, _free(("measure", "steps", "result"), roles), strict=False)
    }
    if stand_in and not named:
        named = {stand_in.index: "issue"}
    return [replace(c, roles=(named[c.index],), ground="content") if c.index in named else c for c in columns]


def _is_worded_number(column: Column, table: WholeTable) -> bool:
    return column.roles == ("number",) and _is_wordy(_texts(table, column.index))


def _names_indicators(texts: list[str]) -> bool:
    """Most of the texts are names of the assessment's indicators."""
    return bool(texts) and _share(texts, lambda text: indicator_of_name(text) is not None) >= _MOSTLY


def with_success_measure(columns: list[Column], table: WholeTable) -> list[Column]:
    """An indicator named right of what is to be done, where nothing is scored, is the measure's own."""
    first = min((c.index for c in columns if set(c.roles) & set(SUBJECT)), default=len(columns))
    own = next((c for c in columns if c.roles == ("indicator",) and c.index > first), None)
    if own is None or {"score", "grade"} & roles_of(columns) or _names_indicators(_texts(table, own.index)):
        return columns
    return [replace(c, roles=("kpi",)) if c is own else c for c in columns]


def _free(wanted: Iterable[str], taken: set[str]) -> list[str]:
    return [role for role in wanted if role not in taken]


def with_listed_steps(columns: list[Column], table: WholeTable) -> list[Column]:
    """Beside an issue, a column of lists whose heading names both what is done and how says how."""
    roles = roles_of(columns)
    if "steps" in roles or "issue" not in roles:
        return columns
    return [replace(c, roles=("steps",)) if _lists_steps(c, table) else c for c in columns]


def with_counted_items(columns: list[Column], table: WholeTable) -> list[Column]:
    """Activities that count on from what stands before them (1.1, 1.2 beside 1) are the measures under it."""
    over = next((c for c in columns if c.roles == ("measure",)), None)
    items = next((c for c in columns if c.roles == ("steps",)), None)
    if not over or not items or "issue" in roles_of(columns) or not names_role(items.heading, "measure"):
        return columns
    if not _count_within(table, over.index, items.index):
        return columns
    named = {over.index: "issue", items.index: "measure"}
    return [replace(c, roles=(named[c.index],)) if c.index in named else c for c in columns]


def _count_within(table: WholeTable, over: int, items: int) -> bool:
    """Some number has several items, and all items are counted so."""
    last, told = "", []
    for slots in (row.slots for row in table.rows if row.slots[items].own):
        last = printed_number(slots[over].text) if slots[over].own else last
        told.append((last, printed_number(slots[items].text)))
    within = all(number and item.startswith(f"{number}.") for number, item in told)
    return within and len({number for number, _ in told}) < len(told)


def with_reporting(columns: list[Column], table: WholeTable) -> list[Column]:
    """How often is reported, under a heading of results, is no result."""
    if "monitoring" in roles_of(columns):
        return columns
    often = [c for c in columns if c.roles == ("result",) and _all_recur(_texts(table, c.index))]
    return [replace(c, roles=("monitoring",), ground="content") if c in often else c for c in columns]


def _all_recur(texts: list[str]) -> bool:
    said = [text for text in texts if any(map(str.isalnum, text))]
    return bool(said) and all(map(_recurs, said))


def _recurs(text: str) -> bool:
    events = read_events(text, None) if time_share(text) >= _MOSTLY else ()
    return bool(events) and all(event.kind == "every" for event in events)


def with_share_done(columns: list[Column]) -> list[Column]:
    """A share right of a result, where nothing of the assessment is scored, is how much of it was done."""
    result = min((c.index for c in columns if "result" in c.roles), default=len(columns))
    subject = min((c.index for c in columns if set(c.roles) & set(SUBJECT)), default=len(columns))
    if subject > result or roles_of(columns) & {"indicator", "instrument", "question", "grade"}:
        return columns
    done = [c for c in columns if c.roles == ("score",) and c.index > result and names_share(c.heading)]
    return [replace(c, roles=("result",)) if c in done else c for c in columns]


def with_afterthought(columns: list[Column]) -> list[Column]:
    """What is to be improved, named right of what is done and what came of it, is suggested."""
    at = {role: c.index for c in columns for role in c.roles}
    came = min((at[role] for role in ("result", "outcome") if role in at), default=len(columns))
    done = max((at[role] for role in ("measure", "steps") if role in at), default=len(columns))
    if "suggestion" in at or not done < came < at.get("issue", -1):
        return columns
    return [replace(c, roles=("suggestion",)) if c.roles == ("issue",) else c for c in columns]


def _lists_steps(column: Column, table: WholeTable) -> bool:
    named = any(names_role(part, "steps") for part in column.heading.split("/"))
    if column.roles != ("measure",) or not named:
        return False
    texts = _texts(table, column.index)
    return bool(texts) and _share(texts, starts_with_number) >= _MOSTLY


def roles_of(columns: Iterable[Column]) -> set[str]:
    return {role for column in columns for role in column.roles}


def _texts(table: WholeTable, index: int) -> list[str]:
    return list(_said(table, index))


def _said(table: WholeTable, index: int) -> Iterator[str]:
    """As far as they are asked for."""
    cells = (row.slots[index] for row in table.rows[:_LOOKED_AT])
    return (slot.text for slot in cells if slot.own)


def _share(texts: list[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, texts)) / len(texts)


def _is_ordinal(text: str) -> bool:
    digits = to_arabic(text).strip(" .()")
    return digits.replace(".", "").isdigit() and len(digits) <= 5


def holds_sums(columns: Sequence[Column], table: WholeTable) -> bool:
    """But for what each row is called, all that it says is amounts: of money, of people."""
    told = [c for c in columns if c.roles and c.roles[0] not in ("number", "other", "remark")]
    worded = [c for c in told if not all(map(_is_amount, _said(table, c.index)))]
    if len(worded) > 1:
        return False
    sums = [c for c in told if c not in worded and any(_said(table, c.index))]
    return len(sums) >= _FEWEST_SUMS


def holds_answers(columns: Sequence[Column], table: WholeTable) -> bool:
    """Some column has nothing but yes and no: the table asks whether there is something."""
    answered = (c for c in columns if all(map(names_answer, _said(table, c.index))))
    return any(len(_texts(table, column.index)) > 1 for column in answered)


def takes_time(columns: Sequence[Column], table: WholeTable) -> bool:
    """All times are how long something takes, none says when it is done."""
    texts = [text for c in columns if "timeline" in c.roles for text in _texts(table, c.index)]
    return len(texts) > 1 and all(map(_is_length, texts))


def _is_length(text: str) -> bool:
    """ "5 minutes": a number first, and no day, month or year."""
    counted = to_arabic(text).strip()[:1].isdigit() and any(map(str.isalpha, text))
    return counted and all(event.duration for event in read_events(text, None))


def _is_amount(text: str) -> bool:
    return any(map(str.isdigit, text)) and not any(map(str.isalpha, text))


def _is_wordy(texts: list[str]) -> bool:
    return bool(texts) and sum(map(len, texts)) / len(texts) >= _WORDY
