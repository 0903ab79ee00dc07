"""A whole table → columns with roles, and the ground for each: the heading first, then what stands below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ita_extract.columns.contents import (
    by_content,
    holds_answers,
    holds_sums,
    roles_of,
    takes_time,
    with_afterthought,
    with_counted_items,
    with_listed_steps,
    with_reporting,
    with_share_done,
    with_subject,
    with_success_measure,
)
from ita_extract.ita.dated_headings import split_time
from ita_extract.ita.paired_headings import (
    lays_down,
    names_foreign,
    names_impact,
    names_likelihood,
    names_quantity,
    names_risk_level,
)
from ita_extract.ita.roles import ASSESSMENT, SUBJECT, HeadingMatch, match_heading, names_role
from ita_extract.model.grid import Column, Ground, WholeTable

_SURENESS: tuple[Ground, ...] = ("exact", "words", "likeness", "content")
# Roles that columns may share: what is counted, and how much of it is aimed at; what was done in each half of
# the year, or how much and how well; problems and obstacles.
_SHARED = frozenset({"kpi", "result", "outcome", "problem", "suggestion", "evidence", "other"})
_NO_ROLE = HeadingMatch((("other",),), "exact")


def assign_columns(table: WholeTable) -> tuple[Column, ...]:
    """One Column each, in order. Most roles are given once; where two headings claim one the first has it."""
    columns = [Column(i, heading, (), None) for i, heading in enumerate(table.header)]
    columns = _by_headings(columns)
    columns = with_counted_items(with_listed_steps(by_content(columns, table), table), table)
    columns = with_reporting(columns, table)
    columns = with_success_measure(with_subject(with_share_done(columns), table), table)
    return tuple(with_afterthought(columns))


def is_measures(columns: Sequence[Column], table: WholeTable) -> bool:
    """Whether the rows are measures: what is to be done, and by whom, when, how or with what result.

    Tables of scores, sums, purchases, complaints and calendars are not, though they share headings with them.
    """
    roles = roles_of(columns)
    if not roles & set(SUBJECT) or any(is_other(columns) for is_other in _OTHER_TABLES):
        return False
    if not _has_named_measure(columns) and any(is_other(columns, table) for is_other in _OTHER_ITEMS):
        return False
    if holds_sums(columns, table) and not _aims(columns):
        return False
    scored = bool(roles & {"score", "grade"})
    about = roles - set(ASSESSMENT) - {"number", "remark", "other"}
    if scored:
        return "owner" in roles and len(about - _stood_in_for(columns)) >= 2
    if about in ({"measure", "budget"}, {"measure", "evidence"}):
        return _has_named_measure(columns)
    return len(about) >= 3 or (len(about) == 2 and bool(about & {"measure", "steps"}))


def _stood_in_for(columns: Sequence[Column]) -> set[str]:
    """The issue, where only the indicators that are scored stand for it."""
    return {"issue"} if any(c.roles == ("issue",) and c.ground == "content" for c in columns) else set()


def _aims(columns: Sequence[Column]) -> bool:
    """How much is aimed at and what came of it, be it in numbers alone, is said of measures."""
    return {"kpi", "result"} <= roles_of(columns) and _has_named_measure(columns)


def _has_named_measure(columns: Sequence[Column]) -> bool:
    return any(column.roles == ("measure",) and _names_measure(column.heading) for column in columns)


def _names_measure(heading: str) -> bool:
    """Not only an item, which may be a sum's, or what is published."""
    match = match_heading(heading)
    return match is None or match.choices[0][0] == "measure"


def _is_schedule(columns: Sequence[Column]) -> bool:
    """Times first and behind them only what takes place: a calendar."""
    told = [role for column in columns for role in column.roles if role not in ("number", "remark", "other")]
    return len(told) == 2 and told[0] == "timeline"


def _is_procedure(columns: Sequence[Column]) -> bool:
    """Its rows count the steps of one thing, as the guide to a service has them."""
    return any(column.roles == ("number",) and names_role(column.heading, "steps") for column in columns)


def _has_foreign_heading(columns: Sequence[Column]) -> bool:
    """Unless the table says all that measures do: why, what, who and when; or lays measures down by name, and
    says who or when."""
    roles = roles_of(columns)
    if roles >= {"issue", "measure", "owner", "timeline"}:
        return False
    named = any("measure" in column.roles and lays_down(column.heading) for column in columns)
    if named and roles & {"owner", "timeline"}:
        return False
    return any(names_foreign(column.heading) for column in columns)


def _is_guide(columns: Sequence[Column], table: WholeTable) -> bool:
    """Steps of one thing and how long each takes."""
    return not roles_of(columns) & {"measure", "issue", "result"} and takes_time(columns, table)


def _is_inventory(columns: Sequence[Column], table: WholeTable) -> bool:
    """Items and how many there are of each, whoever keeps them."""
    told = roles_of(columns) & {"steps", "result", "outcome", "monitoring", "problem", "kpi"}
    return not told and any(names_quantity(column.heading) for column in columns)


_OTHER_TABLES = (_is_schedule, _is_procedure, _has_foreign_heading)
# Of those whose heading names no measure.
_OTHER_ITEMS = (holds_answers, _is_guide, _is_inventory)


def _by_headings(columns: list[Column]) -> list[Column]:
    """Headings that leave a choice are settled after those that do not, words after exact matches."""
    rating = _rate_risks(columns)
    found = {c.index: _NO_ROLE if c.index in rating else _match(columns, c) for c in columns}
    taken: set[str] = set()
    wanted = _wanted([match for match in found.values() if match])
    order = sorted(found, key=lambda i: (*_hesitation(found[i]), not _stands_in(found[i], wanted), i))
    settled = {column.index: column for column in columns}
    for index in order:
        match = found[index]
        if match is None:
            continue
        roles = _choose(match.choices, taken, wanted)
        taken.update(role for role in roles if role != "other")
        # Words that only say what another column is say nothing of this one.
        ground = match.ground if roles or match.ground != "words" or match.heads else None
        settled[index] = replace(settled[index], roles=roles, ground=ground)
    return [settled[column.index] for column in columns]


def _match(columns: Sequence[Column], column: Column) -> HeadingMatch | None:
    whole = _match_dated(column.heading)
    over, _, own = column.heading.rpartition(" ")
    neighbours = (other for other in columns if abs(other.index - column.index) == 1)
    if not over or not any(other.heading.startswith(f"{over} ") for other in neighbours):
        return whole
    return _match_below(over, own, whole)


def _rate_risks(columns: Sequence[Column]) -> set[int]:
    """How likely a risk is, how bad, or before what rates it the process that it lies in: no number of a row,
    no step of a measure, and nothing that came of one."""
    likely = {column.index for column in columns if names_likelihood(column.heading)}
    bad = {column.index for column in columns if names_impact(column.heading)}
    both = likely | bad if likely and bad else set()
    rating = both | {column.index for column in columns if names_risk_level(column.heading)}
    first = min(rating, default=0)
    met = any(names_role(column.heading, "measure") for column in columns[first:])
    work = ("steps", "measure") if met else ("steps",)
    return both | {c.index for c in columns[:first] if any(names_role(c.heading, role) for role in work)}


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
    an "item" or a "subject" is one of what stands over it, and below a budget all are amounts."""
    match, above = match_heading(own), match_heading(over)
    if match is None or match.ground != "exact":
        return whole
    role = above.choices[0][0] if above and above.ground == "exact" else "issue"
    item = match.choices[0][0]
    named = item in SUBJECT and (role not in SUBJECT or item != role == "steps")
    if named or role == "budget":
        return match if item == role else above
    return whole if whole and whole.choices[0] == match.choices[0] else match


def _hesitation(match: HeadingMatch | None) -> tuple[bool, int, int]:
    """Headings that leave no choice come first, and of these the exact ones; last those whose first words
    are unknown."""
    if match is None:
        return False, 0, 0
    sureness = _SURENESS.index(match.ground) if len(match.choices) == 1 else 0
    return not match.heads, len(match.choices), sureness


def _stands_in(match: HeadingMatch | None, wanted: frozenset[str]) -> bool:
    """What is suggested says rather what is to be done than what it is about does."""
    return match is not None and match.choices[0] == ("suggestion",) and "measure" in wanted


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
