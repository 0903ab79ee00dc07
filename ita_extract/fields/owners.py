"""A cell's text → the units and persons that it names."""

from __future__ import annotations

import re

from ita_extract.fields.lists import pieces
from ita_extract.ita.blanks import is_stated_empty
from ita_extract.ita.units import (
    Unit,
    find_units,
    goes_on_glued,
    goes_on_with_and,
    is_instruction,
    is_joint,
    opens_unit,
    short_names,
)

_LONGEST_UNKNOWN = 80
_LONGEST_REST = 25
_LONGEST_GLUED = 40
_LISTED = re.compile(r"[^,;/\n]+")
_HARD = re.compile(r"[,;/|+&\n()]")
_PHONE = re.compile(r"\(?\+?\d[\d\- ()]{6,}\d\)?")
_LEFT, _RIGHT = " \t\n-–—•*:;,./|+&)", " \t\n-–—•*:;,/|+&("


def owner_names(text: str) -> tuple[str, ...]:
    """One for each unit or person, in order, none twice, spelled as in the text.

    A post that describes a person who is named is no name of its own. A short text in which no unit is known
    is a name by itself; one that says nothing ("-", "none") names nobody.
    """
    if is_stated_empty(text):
        return ()
    parts = pieces(text)
    known = any(find_units(part) for part in parts)
    return tuple(dict.fromkeys(name for part in parts for name in _names(part, known)))


def _names(piece: str, known: bool) -> list[str]:
    """known: the cell names a unit somewhere, so that what says what to do is no name."""
    piece = _whole_lines(piece)
    units = find_units(piece)
    if [piece[unit.start : unit.end] for unit in units] == [piece.strip()]:
        return [_spelled(piece)]
    units = _with_listed(piece, units)
    if not units:
        lines = [name for line in piece.split("\n") for part in short_names(line) if (name := _unknown(part))]
        return [name for name in lines if not (known and is_instruction(name))]
    gaps = _gaps(piece, units)
    said = [gap[len(_glued_rest(gap)) :] if index else gap for index, gap in enumerate(gaps)]
    states = not is_instruction("\n".join("".join(gap.split()) for gap in said))
    names = _unknown_in(gaps[0]) if states else []
    for index, unit in enumerate(units):
        rest = gaps[index + 1] if states else _glued_rest(gaps[index + 1])
        own = _own_rest(rest)
        if not (index and _describes(gaps[index], units[index - 1], unit)):
            names.append(_spelled(piece[unit.start : unit.end] + (own if unit.kind == "unit" else "")))
        names += _unknown_in(rest[len(own) :])
    return names


def _with_listed(piece: str, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Where units are known, the parts of a list beside them that begin like one are some too."""
    taken = {place for unit in units for place in range(unit.start, unit.end)}
    listed = [
        Unit(start, end, "unit")
        for start, end in (_bare_span(part) for part in _LISTED.finditer(piece))
        if units and opens_unit(piece[start:end]) and taken.isdisjoint(range(start, end))
    ]
    return tuple(sorted((*units, *listed), key=_start_of))


def _bare_span(found: re.Match[str]) -> tuple[int, int]:
    text = found[0]
    return found.start() + len(text) - len(text.lstrip()), found.start() + len(text.rstrip())


def _start_of(unit: Unit) -> int:
    return unit.start


def _whole_lines(piece: str) -> str:
    """With a line that goes on with "and", but with no name of its own, joined to the one before."""
    lines: list[str] = []
    for line in piece.split("\n"):
        goes_on = lines and goes_on_with_and(line) and not find_units(line) and not is_instruction(line)
        if goes_on and len(line) <= _LONGEST_REST:
            lines[-1] = f"{lines[-1].rstrip()} {line.strip()}"
        else:
            lines.append(line)
    return "\n".join(lines)


def _gaps(piece: str, units: tuple[Unit, ...]) -> list[str]:
    """What stands before, between and behind the units."""
    ends = [0, *(unit.end for unit in units)]
    starts = [*(unit.start for unit in units), len(piece)]
    return [piece[end:start] for end, start in zip(ends, starts, strict=True)]


def _spelled(text: str) -> str:
    return " ".join(text.split())


def _describes(gap: str, before: Unit, unit: Unit) -> bool:
    """A post behind a person's name is what that person is."""
    apart = gap.strip().startswith((",", ";", "/", "|", "+", "&"))
    return before.kind == "person" and unit.kind == "post" and is_joint(gap) and not apart


def _glued_rest(gap: str) -> str:
    """What goes on with "and" or "for", all in one run of letters: the rest of what a unit is for, whatever
    it does there."""
    run = _HARD.split(gap, maxsplit=1)[0].rstrip()
    return run if goes_on_glued(run) and len(run) <= _LONGEST_GLUED and not is_joint(run) else ""


def _own_rest(gap: str) -> str:
    """The words behind a unit, up to a sign or a line, that belong to its name."""
    rest = _HARD.split(gap, maxsplit=1)[0]
    if _glued_rest(rest):
        return rest
    return "" if is_joint(rest) or len(rest) > _LONGEST_REST or any(map(str.isdigit, rest)) else rest


def _unknown_in(gap: str) -> list[str]:
    """Names that no list knows, set off by signs or lines. With a number in it, it is a remark."""
    parts = [part for part in _HARD.split(gap) if not is_joint(part) and not any(map(str.isdigit, part))]
    return [name for part in parts if (name := _unknown(part))]


def _unknown(text: str) -> str | None:
    """The text as a name, when it is short and says anything."""
    name = _spelled(_PHONE.sub(" ", text)).lstrip(_LEFT).rstrip(_RIGHT)
    return name if name and len(name) <= _LONGEST_UNKNOWN else None
