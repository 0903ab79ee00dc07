"""Times that come again, as RFC 5545 recurrence rules: "ทุก 6 เดือน", "ไตรมาสละ 1 ครั้ง", "ของทุกปี"."""

from __future__ import annotations

import re

from ita_extract.thai.parts import Chain, Tokens, kind_at, number_at, read_chain, skip

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "fiscal": 12, "calendar": 12}
_FREQUENCIES = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_WORKWEEK = "BYDAY=MO,TU,WE,TH,FR"
_WORKDAYS = f"FREQ=WEEKLY;{_WORKWEEK}"
_MONTHLY = "FREQ=MONTHLY"
_OF_MONTHS = re.compile("FREQ=(?:YEARLY|MONTHLY;INTERVAL=[0-9]+)")  # rules that months may make exact

_BEGINS = frozenset(("every", "each", "each_surely", "number", "weekday", "nth_week", "workday", "date"))
_BEGINS |= {*_MONTHS, *_FREQUENCIES}  # the kinds of tokens that a recurrence may begin with

Rule = tuple[str | None, int]  # None where the text recurs in a way that no rule can say


def interval_rule(unit: str, count: int = 1) -> str | None:
    """Every COUNT units; months that make whole years are years."""
    if unit in _MONTHS:
        months = _MONTHS[unit] * count
        if months % 12 == 0:
            return _with_interval("YEARLY", months // 12)
        return _with_interval("MONTHLY", months)
    if unit == "workday":
        return _WORKDAYS if count == 1 else None
    return _with_interval(_FREQUENCIES[unit], count) if unit in _FREQUENCIES else None


def times_rule(unit: str, times: int) -> str | None:
    """TIMES in each unit, evenly spread; None where no whole interval does it."""
    if unit in _MONTHS:
        months = _MONTHS[unit]
        if months % times == 0:
            return interval_rule("month", months // times)
        weeks_of_month = {2: 2, 4: 1}
        return (
            interval_rule("week", weeks_of_month[times]) if months == 1 and times in weeks_of_month else None
        )
    if unit == "week":
        return {1: interval_rule("week"), 7: interval_rule("day")}.get(times)
    return interval_rule("day") if unit == "day" and times == 1 else None


def yearly_rule(chain: Chain) -> str | None:
    """Every year in these months or on this day."""
    months = ",".join(str(month) for month in chain.months())
    days = {part.days for part in chain.parts}
    if days == {()}:
        return f"FREQ=YEARLY;BYMONTH={months}"
    if len(days) == 1 and not chain.is_range:
        return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={_listed(days.pop())}"
    return None


def _with_interval(frequency: str, count: int) -> str:
    return f"FREQ={frequency}" + (f";INTERVAL={count}" if count > 1 else "")


def _listed(numbers: tuple[int, ...]) -> str:
    return ",".join(str(number) for number in numbers)


def read_recurrence(tokens: Tokens, at: int) -> Rule | None:
    """What recurs here, with the months that it falls in when they follow it."""
    if kind_at(tokens, at) not in _BEGINS:
        return None
    for reader in (_read_every, _read_per, _read_times_per, _read_nth, _read_day_of_every):
        found = reader(tokens, at)
        if found:
            return _with_months(tokens, found)
    return None


def read_yearly(tokens: Tokens, at: int) -> Rule | None:
    """As in "31 มีนาคม ของทุกปี"."""
    chain = read_chain(tokens, at)
    return (yearly_rule(chain[0]), chain[1]) if chain and chain[0].yearly else None


def _with_months(tokens: Tokens, found: Rule) -> Rule:
    """As in "ทุก 6 เดือน ภายในเดือนเมษายน และเดือนตุลาคม ของทุกปี" is one thing: every April and October."""
    rule, at = found
    if rule is None or not _OF_MONTHS.fullmatch(rule):
        return found
    behind = skip(tokens, at, "(", "in", "by", "of")
    chain = read_chain(tokens, behind)
    if chain is None or chain[0].dated or any(part.lost for part in chain[0].parts):
        return found
    merged = yearly_rule(chain[0])
    if merged is None:
        return found
    bracketed = kind_at(tokens, at) == "(" and kind_at(tokens, chain[1]) == ")"
    return merged, chain[1] + bracketed


def _read_every(tokens: Tokens, at: int) -> Rule | None:
    if kind_at(tokens, at) not in ("every", "each", "each_surely"):
        return None
    at = skip(tokens, at, "every", "each", "each_surely", "round")
    nth = _read_nth(tokens, at)
    if nth:
        return nth
    kind = kind_at(tokens, at)
    if kind == "weekday":
        return _read_weekdays(tokens, at)
    if kind == "month_end":
        days = f"{_WORKWEEK};BYSETPOS=-1" if tokens[at].code == "workday" else "BYMONTHDAY=-1"
        return f"{_MONTHLY};{days}", skip(tokens, at + 1, "of", "month")
    if kind == "own_year":
        return (interval_rule("year"), at + 1) if tokens[at].code == "year" else None
    if kind == "month_start":
        return _MONTHLY, at + 1
    if kind in ("date", "month", "name"):
        dated = _read_every_date(tokens, at)
        if dated:
            return dated
    count = number_at(tokens, at, 1, 60)
    at += bool(count)
    unit = kind_at(tokens, at)
    if unit not in _MONTHS and unit not in (*_FREQUENCIES, "workday"):
        return None
    return interval_rule(unit, count or 1), at + 1


def _read_every_date(tokens: Tokens, at: int) -> Rule | None:
    """As in "ทุกวันที่ 5 ของเดือน", "ทุกวันที่ 31 มีนาคม", "ทุกเดือนตุลาคม"."""
    chain = read_chain(tokens, at)
    if chain and not chain[0].dated:
        return yearly_rule(chain[0]), chain[1]
    if kind_at(tokens, at) == "date":
        return read_day_of_month(tokens, at, needs_month=False)
    return None


def _read_day_of_every(tokens: Tokens, at: int) -> Rule | None:
    """As in "วันที่ 15 ของทุกเดือน"; "of the month" alone may be the one that is spoken of."""
    rule = read_day_of_month(tokens, at) if kind_at(tokens, at) == "date" else None
    if rule is None:
        return None
    kinds = {kind_at(tokens, place) for place in range(at, rule[1])}
    return rule if kinds & {"every", "each", "each_surely"} else None


def read_day_of_month(tokens: Tokens, at: int, needs_month: bool = True) -> Rule | None:
    """As in "วันที่ 5 (และ 20) ของเดือน / ของทุกเดือน / ของเดือนถัดไป": these days, each month."""
    if kind_at(tokens, at) == "date" and tokens[at].code:
        return None
    at = skip(tokens, at, "date")
    days: list[int] = []
    while day := number_at(tokens, at, 1, 31):
        days.append(day)
        at = skip(tokens, at + 1, "and", "date") if kind_at(tokens, at + 1) == "and" else at + 1
    behind = skip(tokens, at, "of", "every", "each")
    of_month = behind > at and kind_at(tokens, behind) in ("month", "other_month")
    if not days or (needs_month and not of_month) or kind_at(tokens, behind + of_month) in ("name", "month"):
        return None
    behind = behind + 1 if of_month else at
    return f"{_MONTHLY};BYMONTHDAY={_listed(tuple(sorted(set(days))))}", behind


def _read_nth(tokens: Tokens, at: int) -> Rule | None:
    """As in "วันจันทร์แรกของเดือน", "วันศุกร์ที่ 2 และ 4 ของทุกเดือน", "สัปดาห์แรกของเดือน".

    Of a week, no rule can say more than that it is one in each month.
    """
    kind = kind_at(tokens, at)
    if kind not in ("weekday", "week", "nth_week", "day", "workday") and not (
        kind == "date" and tokens[at].code
    ):
        return None
    counted = skip(tokens, at + 1, "in", "of") if kind == "weekday" else at
    counted = counted if kind_at(tokens, counted) in ("week", "nth_week") else at
    which, behind = _read_which(tokens, counted)
    month = _behind_each_month(tokens, behind) if which else 0
    if month:
        return _nth_rule(kind, tokens[at].code, which), month
    return (None, behind) if which and kind in ("weekday", "week") else None


def _read_which(tokens: Tokens, at: int) -> tuple[list[int], int]:
    """Which of a month's days or weeks of the kind that stands here are meant, and the place behind."""
    ends = {"first": 1, "last": -1, "month_end": -1}
    end = ends.get(kind_at(tokens, at + 1), 0)
    if end:
        return [end], at + 2
    which: list[int] = []
    at += 1
    while kind_at(tokens, at - 1) in ("date", "nth_week", "and") and (number := number_at(tokens, at, 1, 5)):
        which.append(number)
        at = at + 2 if kind_at(tokens, at + 1) == "and" else at + 1
    return which, at


def _behind_each_month(tokens: Tokens, at: int) -> int:
    """The place behind "of (every) month"; 0 where none stands here, or a month that is named."""
    behind = skip(tokens, at, "of", "in", "every", "each")
    if kind_at(tokens, at - 1) == "month_end":
        behind = skip(tokens, behind, "month")
    elif behind > at and kind_at(tokens, behind) in ("month", "other_month"):
        behind += 1
    else:
        return 0
    return 0 if kind_at(tokens, behind) in ("name", "month") else behind


def _nth_rule(kind: str, weekday: str, which: list[int]) -> str | None:
    if kind in ("weekday", "date"):
        return f"{_MONTHLY};BYDAY={','.join(f'{number}{weekday}' for number in which)}"
    if kind == "workday":
        return f"{_MONTHLY};{_WORKWEEK};BYSETPOS={which[0]}"
    if kind == "day":
        return f"{_MONTHLY};BYMONTHDAY={which[0]}"
    return _MONTHLY if len(which) == 1 else None


def _read_weekdays(tokens: Tokens, at: int) -> Rule:
    order = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    days = [tokens[at].code]
    at += 1
    while kind_at(tokens, at) in ("dash", "and") and kind_at(tokens, at + 1) == "weekday":
        following = tokens[at + 1].code
        if kind_at(tokens, at) == "dash":
            days.extend(order[order.index(days[-1]) + 1 : order.index(following)])
        days.append(following)
        at += 2
    return f"FREQ=WEEKLY;BYDAY={','.join(sorted(set(days), key=order.index))}", at


def _read_per(tokens: Tokens, at: int) -> Rule | None:
    """As in "ปีละ 2 ครั้ง", "เดือนละครั้ง"."""
    unit = kind_at(tokens, at)
    if unit not in (*_MONTHS, *_FREQUENCIES) or kind_at(tokens, at + 1) != "per":
        return None
    at = skip(tokens, at + 2, "least")
    times = number_at(tokens, at, 1, 366)
    at += bool(times)
    if kind_at(tokens, at) == "dash" and kind_at(tokens, at + 2) == "times":
        return None, at + 3
    if kind_at(tokens, at) != "times":
        return None
    return times_rule(unit, times or 1), at + 1


def _read_times_per(tokens: Tokens, at: int) -> Rule | None:
    """As in "2 ครั้ง/ปี", "1 ครั้งต่อเดือน"."""
    times = number_at(tokens, at, 1, 366)
    if not times or kind_at(tokens, at + 1) != "times" or kind_at(tokens, at + 2) not in ("/", "to_each"):
        return None
    unit = kind_at(tokens, at + 3)
    if unit not in (*_MONTHS, *_FREQUENCIES):
        return None
    return times_rule(unit, times), at + 4
