"""A whole table → columns with roles, and the ground for each: the heading first, then what stands below."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ita_extract.ita.dated_headings import split_time
from ita_extract.ita.indicators import indicator_of_name
from ita_extract.ita.paired_headings import names_impact, names_likelihood, names_purchase
from ita_extract.ita.roles import ASSESSMENT, SUBJECT, HeadingMatch, match_heading, names_role
from ita_extract.ita.sections import starts_with_number
from ita_extract.ita.units import unit_share
from ita_extract.model.grid import Column, Ground, WholeTable
from ita_extract.thai.dates import time_share
from ita_extract.thai.digits import to_arabic

# Of a column's filled cells, how many must look so before the content alone names the role.
_MOSTLY = 0.6
_LOOKED_AT = 40
_WORDY = 25
_SURENESS: tuple[Ground, ...] = ("exact", "words", "likeness", "content")
# Roles that columns may share: what is counted, and how much of it is aimed at; what was done in each half of
# the year, or how much and how well; problems and obstacles.
_SHARED = frozenset({"kpi", "result", "outcome", "problem", "suggestion", "evidence", "other"})
_NO_ROLE = HeadingMatch((("other",),), "exact")


def assign_columns(table: WholeTable) -> tuple[Column, ...]:
    """One Column each, in order. Most roles are given once; where two headings claim one the first has it."""
    columns = [Column(i, heading, (), None) for i, heading in enumerate(table.header)]
    columns = _by_headings(columns)
    columns = _with_listed_steps(_by_content(columns, table), table)
    return tuple(_with_success_measure(_with_subject(columns, table), table))


def is_measures(columns: Sequence[Column]) -> bool:
    """Whether the rows are measures: what is to be done, and by whom, when, how or with what result.

    Score tables, grade bands and explanations are not, though they may share a heading or two.
    """
    roles = _roles_of(columns)
    if not roles & set(SUBJECT) or any(is_other(columns) for is_other in _OTHER_TABLES):
        return False
    scored = bool(roles & {"score", "grade"})
    about = roles - set(ASSESSMENT) - {"number", "remark", "other"}
    if scored:
        return "owner" in roles and len(about) >= 2
    if about == {"measure", "budget"}:
        return any(c.roles == ("measure",) and _names_measure(c.heading) for c in columns)
    return len(about) >= 3 or (len(about) == 2 and bool(about & {"measure", "steps"}))


def _names_measure(heading: str) -> bool:
    """Not only an item, which may be a sum's."""
    match = match_heading(heading)
    return match is None or match.choices[0][0] == "measure"


def _is_schedule(columns: Sequence[Column]) -> bool:
    """Times first and behind them only what takes place: a calendar."""
    told = [role for column in columns for role in column.roles if role not in ("number", "remark", "other")]
    return len(told) == 2 and told[0] == "timeline"


def _is_procedure(columns: Sequence[Column]) -> bool:
    """Its rows count the steps of one thing, as the guide to a service has them."""
    return any(column.roles == ("number",) and names_role(column.heading, "steps") for column in columns)


def _is_purchases(columns: Sequence[Column]) -> bool:
    return any(names_purchase(column.heading) for column in columns)


_OTHER_TABLES = (_is_schedule, _is_procedure, _is_purchases)


def _by_headings(columns: list[Column]) -> list[Column]:
    """Headings that leave a choice are settled after those that do not, words after exact matches."""
    found = {column.index: _match(columns, column) for column in columns}
    taken: set[str] = set()
    order = sorted(found, key=lambda i: (*_hesitation(found[i]), i))
    settled = {column.index: column for column in columns}
    wanted = _wanted([match for match in found.values() if match])
    for index in order:
        match = found[index]
        if match is None:
            continue
        roles = _choose(match.choices, taken, wanted)
        taken.update(roles)
        # Words that only say what another column is say nothing of this one.
        ground = match.ground if roles or match.ground != "words" or match.heads else None
        settled[index] = replace(settled[index], roles=roles, ground=ground)
    return [settled[column.index] for column in columns]


def _match(columns: Sequence[Column], column: Column) -> HeadingMatch | None:
    if _rates_risk(columns, column):
        return _NO_ROLE
    whole = _match_dated(column.heading)
    over, _, own = column.heading.rpartition(" ")
    neighbours = (other for other in columns if abs(other.index - column.index) == 1)
    if not over or not any(other.heading.startswith(f"{over} ") for other in neighbours):
        return whole
    return _match_below(over, own, whole)


def _rates_risk(columns: Sequence[Column], column: Column) -> bool:
    """How likely a risk is, how bad, or before both the process that it lies in: no number of a row, no step
    of a measure, and nothing that came of one."""
    likely = [other.index for other in columns if names_likelihood(other.heading)]
    bad = [other.index for other in columns if names_impact(other.heading)]
    if not likely or not bad:
        return False
    return column.index in (*likely, *bad) or (
        column.index < min(*likely, *bad) and names_role(column.heading, "steps")
    )


def _match_dated(heading: str) -> HeadingMatch | None:
    """The result of the second quarter is a result, though the heading names a time too."""
    whole = match_heading(heading)
    if whole is None or len(whole.choices[0]) == 1:
        return whole
    match = match_heading(split_time(heading)[0])
    shared = tuple(filter(_may_be_shared, match.choices)) if match else ()
    return replace(match, choices=shared) if match and shared else whole


def _may_be_shared(roles: tuple[str, ...]) -> bool:
    return len(roles) == 1 and roles[0] in _SHARED


def _match_below(over: str, own: str, whole: HeadingMatch | None) -> HeadingMatch | None:
    """Of a heading below one that stands over several columns, what is known exactly says more than both;
    an "item" or a "subject" is one of what stands over it."""
    match = match_heading(own)
    if match is None or match.ground != "exact" or (whole and whole.choices[0] == match.choices[0]):
        return whole
    above = match_heading(over) if _names_subject(match) else None
    return above if above and above.ground == "exact" and not _names_subject(above) else match


def _names_subject(match: HeadingMatch) -> bool:
    return match.choices[0][0] in SUBJECT


def _hesitation(match: HeadingMatch | None) -> tuple[bool, int, int]:
    """Headings that leave no choice come first, and of these the exact ones; last those whose first words
    are unknown."""
    if match is None:
        return False, 0, 0
    sureness = _SURENESS.index(match.ground) if len(match.choices) == 1 else 0
    return not match.heads, len(match.choices), sureness


def _wanted(matches: Sequence[HeadingMatch]) -> frozenset[str]:
    """What a table must have that no heading says at first: what its rows are about; or, beside an issue,
    what is done about it, which may be called what is suggested."""
    first = {role for match in matches for role in match.choices[0]}
    if not first & {"measure", "issue"}:
        return frozenset({"measure", "issue"})
    how = any("steps" in choice for match in matches for choice in match.choices)
    return frozenset() if how or first & {"measure", "problem", "result"} else frozenset({"measure"})


def _choose(choices: tuple[tuple[str, ...], ...], taken: set[str], wanted: frozenset[str]) -> tuple[str, ...]:
    """The first choice that is free; a table that lacks what is wanted takes the one that gives it that."""
    free = [choice for choice in choices if not set(choice) & taken]
    if _may_be_shared(choices[0]):
        free.append(choices[0])
    if wanted and not taken & wanted:
        free.sort(key=lambda choice: choice[0] not in wanted)
    if free:
        return free[0]
    parts = (tuple(role for role in choice if role not in taken) for choice in choices)
    return next(filter(None, parts), ())


def _by_content(columns: list[Column], table: WholeTable) -> list[Column]:
    columns = [_counting(column, table) for column in columns]
    taken = _roles_of(columns)
    done = []
    for column in columns:
        texts = _texts(table, column.index)
        role = None if column.roles else _role_by_content(texts)
        if role == "number" and column.index and column.heading.strip():
            role = None  # an amount
        if "timeline" not in taken and column.ground == "words" and _all_times(texts):
            role = "timeline"
        if role and role not in taken:
            taken.add(role)
            column = replace(column, roles=(role,), ground="content")
        done.append(column)
    return done


def _counting(column: Column, table: WholeTable) -> Column:
    """A column of steps whose cells are numbers only counts them."""
    texts = _texts(table, column.index)
    counts = column.roles == ("steps",) and len(texts) > 1 and all(map(_is_ordinal, texts))
    return replace(column, roles=("number",), ground="content") if counts else column


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


def _with_subject(columns: list[Column], table: WholeTable) -> list[Column]:
    """Where owner or time are known but no heading says what the rows are about, the wordy columns do:
    the first is the measure, the next the steps. An indicator column may stand in for the issue. Where owner
    and time are both known, the first column may do so under a heading that nothing is known of."""
    roles = _roles_of(columns)
    if roles & {"measure", "issue"} or not roles & {"owner", "timeline", "steps", "result"}:
        return columns
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


def _names_indicators(texts: list[str]) -> bool:
    """Most of the texts are names of the assessment's indicators."""
    return bool(texts) and _share(texts, lambda text: indicator_of_name(text) is not None) >= _MOSTLY


def _with_success_measure(columns: list[Column], table: WholeTable) -> list[Column]:
    """An indicator named right of what is to be done, where nothing is scored, is the measure's own."""
    first = min((c.index for c in columns if set(c.roles) & set(SUBJECT)), default=len(columns))
    own = next((c for c in columns if c.roles == ("indicator",) and c.index > first), None)
    if own is None or {"score", "grade"} & _roles_of(columns) or _names_indicators(_texts(table, own.index)):
        return columns
    return [replace(c, roles=("kpi",)) if c is own else c for c in columns]


def _free(wanted: Iterable[str], taken: set[str]) -> list[str]:
    return [role for role in wanted if role not in taken]


def _with_listed_steps(columns: list[Column], table: WholeTable) -> list[Column]:
    """Beside an issue, a column of lists whose heading names both what is done and how says how."""
    roles = _roles_of(columns)
    if "steps" in roles or "issue" not in roles:
        return columns
    return [replace(c, roles=("steps",)) if _lists_steps(c, table) else c for c in columns]


def _lists_steps(column: Column, table: WholeTable) -> bool:
    named = any(names_role(part, "steps") for part in column.heading.split("/"))
    if column.roles != ("measure",) or not named:
        return False
    texts = _texts(table, column.index)
    return bool(texts) and _share(texts, starts_with_number) >= _MOSTLY


def _roles_of(columns: Iterable[Column]) -> set[str]:
    return {role for column in columns for role in column.roles}


def _texts(table: WholeTable, index: int) -> list[str]:
    cells = (row.slots[index] for row in table.rows[:_LOOKED_AT])
    return [slot.text for slot in cells if slot.own]


def _share(texts: list[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, texts)) / len(texts)


def _is_ordinal(text: str) -> bool:
    digits = to_arabic(text).strip(" .()")
    return digits.replace(".", "").isdigit() and len(digits) <= 5


def _is_wordy(texts: list[str]) -> bool:
    return bool(texts) and sum(map(len, texts)) / len(texts) >= _WORDY
