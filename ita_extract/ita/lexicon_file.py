"""A file of a user's own words → OwnWords. What is wrong with it is said with the number of the line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ita_extract.errors import UsageError
from ita_extract.ita.own_words import NONE, OwnWords, split_choices
from ita_extract.ita.roles import ASSESSMENT, FIELDS
from ita_extract.thai.clean import clean, drop_invisible
from ita_extract.thai.keys import key

# What stands on a line of each kind, behind its name.
_FORMS = {
    "word": ("the word",),
    "phrase": ("the phrase",),
    "unit": ("the unit's name",),
    "heading": ("the heading", "its role"),
    "correction": ("what is wrong", "what is right"),
}
_ROLES = ("number", *FIELDS, *ASSESSMENT, "other")


class _Entry(NamedTuple):
    """values: what stands behind the kind, in clean text."""

    line: int
    kind: str
    values: tuple[str, ...]


def own_words(path: str) -> OwnWords:
    """The words in this file; none where path is "". Raises UsageError.

    The same content gives the same object, so that what is worked out from it is worked out once.
    """
    if not path:
        return NONE
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise UsageError(f"{path}: no such file. Check the path given as the lexicon.") from None
    except OSError as error:
        raise UsageError(f"{path}: the lexicon cannot be read ({error.strerror or error}).") from None
    return _parsed(data, path)


@lru_cache(maxsize=4)
def _parsed(data: bytes, path: str) -> OwnWords:
    found: defaultdict[str, list[_Entry]] = defaultdict(list)
    for entry in _entries(data, path):
        found[entry.kind].append(entry)
    return OwnWords(
        words=frozenset(_firsts(found["word"])),
        phrases=frozenset(_firsts(found["phrase"])),
        units=tuple(dict.fromkeys("".join(text.split()) for text in _firsts(found["unit"]))),
        headings={text: split_choices(role) for text, role in _pairs(found["heading"], path).items()},
        corrections=_pairs(found["correction"], path),
    )


def _entries(data: bytes, path: str) -> Iterator[_Entry]:
    for number, line in enumerate(_text(data, path).split("\n"), 1):
        told = line.rstrip()
        if told and not told.startswith("#") and not (number == 1 and told.startswith("kind\t")):
            try:
                yield _entry(number, told)
            except ValueError as error:
                raise UsageError(f"{path}, line {number}: {error}") from None


def _text(data: bytes, path: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{path}, line {line}: {_NO_UTF8}") from None
    if "\0" in text:
        raise UsageError(f"{path}: {_NO_UTF8}")
    return drop_invisible(text)


_NO_UTF8 = "this is not UTF-8 text. Open it in a text editor and save it with the encoding UTF-8."


def _entry(number: int, line: str) -> _Entry:
    """Raises ValueError, which says what is wrong with the line."""
    kind, *values = (part.strip() for part in line.split("\t"))
    if not values:
        kind = kind.partition(" ")[0]
    if kind not in _FORMS:
        raise ValueError(_unknown("kind of entry", kind, _FORMS))
    form = _FORMS[kind]
    if len(values) != len(form) or not all(values):
        raise ValueError(
            f"{len(form) + 1} fields with tabs between them are expected: {', '.join((kind, *form))}."
        )
    return _Entry(number, kind, _values(kind, values))


def _values(kind: str, values: list[str]) -> tuple[str, ...]:
    first = clean(values[0]).text
    if not key(first):
        raise ValueError(f"“{values[0]}” has no letter or digit.")
    if kind == "heading":
        return key(first), _known_roles(values[1])
    if kind == "correction":
        return first, _another(clean(values[1]).text, first)
    return (first,)


def _known_roles(text: str) -> str:
    for role in text.replace("|", ",").split(","):
        if role.strip() not in _ROLES:
            raise ValueError(_unknown("role", role.strip(), _ROLES))
    return text


def _another(right: str, wrong: str) -> str:
    if right == wrong:
        raise ValueError("both are the same once digits, marks and spaces are in order; leave the line out.")
    return right


def _unknown(what: str, text: str, known: Iterable[str]) -> str:
    names = list(known)
    near = get_close_matches(text.lower(), names, n=1, cutoff=0.5)
    meant = f" Did you mean “{near[0]}”?" if near else ""
    return f"“{text}” is no {what}.{meant} There are {', '.join(names)}."


def _firsts(entries: list[_Entry]) -> Iterator[str]:
    return (entry.values[0] for entry in entries)


def _pairs(entries: list[_Entry], path: str) -> dict[str, str]:
    """The second by the first. Raises UsageError where one has two seconds."""
    lines: dict[str, _Entry] = {}
    for entry in entries:
        first = lines.setdefault(entry.values[0], entry)
        if first.values != entry.values:
            raise UsageError(
                f"{path}, line {entry.line}: line {first.line} says “{first.values[1]}” of the same "
                f"{entry.kind}, this line “{entry.values[1]}”. Keep one of them."
            )
    return {first: entry.values[1] for first, entry in lines.items()}
