"""A recipe: settings saved for one use, in TOML. Its keys are the fields of Settings and Choices."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_type_hints

from ita_extract.batch.choices import Choices
from ita_extract.errors import UsageError
from ita_extract.settings import Settings, wanted

_PACKAGE = Path(__file__).resolve().parent
# Beside the package in a checkout, inside it where it is installed.
_FOLDERS = (_PACKAGE / "pipelines", _PACKAGE.parent / "pipelines")
_ENDING = ".toml"
_FIELDS = {field.name: field for kind in (Settings, Choices) for field in fields(kind)}
_TYPES = {**get_type_hints(Settings), **get_type_hints(Choices)}
# Two names that are alike by less share letters by chance.
_LIKE = 60


@dataclass(frozen=True, slots=True)
class Recipe:
    """The fields that it names."""

    settings: dict[str, Any]
    choices: dict[str, Any]


def load(word: str) -> Recipe:
    """word: a path, or the name of a recipe that ships. Raises UsageError."""
    path = find(word)
    text = _read(path)
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: this is not TOML: {error}.") from None
    if problems := list(_problems(given, text)):
        raise UsageError("\n".join(f"{path}, {problem}" for problem in problems))
    return Recipe(_of(Settings, given), _of(Choices, given))


def shipped() -> dict[str, Path]:
    """The recipes that come with the package, by name."""
    folder = next((folder for folder in _FOLDERS if folder.is_dir()), None)
    return {path.stem: path for path in sorted(folder.glob(f"*{_ENDING}"))} if folder else {}


def find(word: str) -> Path:
    """The file of a recipe. Raises UsageError where there is none."""
    known = shipped()
    if word in known:
        return known[word]
    path = Path(word)
    if path.is_file():
        return path
    guess = _nearest(path.stem, known)
    advice = f"Did you mean {guess}?" if guess else f"Give a path, or one of {', '.join(known)}."
    raise UsageError(f"{word}: no such recipe.", advice=advice)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{path}: this is not UTF-8.", advice="Save it as UTF-8.") from None
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(
            f"{path}: cannot be read ({reason}).", advice="Check that you may read it."
        ) from None


def _of(kind: type[Settings] | type[Choices], given: Mapping[str, Any]) -> dict[str, Any]:
    own = {field.name for field in fields(kind)}
    return {
        key: tuple(value) if isinstance(value, list) else value for key, value in given.items() if key in own
    }


def _problems(given: Mapping[str, Any], text: str) -> Iterator[str]:
    for key, value in given.items():
        if key not in _TYPES:
            guess = _nearest(key, _TYPES)
            advice = f"did you mean {guess}?" if guess else f"the keys are {', '.join(_TYPES)}."
            yield f"{_place(key, text)}: there is no key {key}; {advice}"
        elif right := wanted(_FIELDS[key], _TYPES[key], value):
            yield f"{_place(key, text)}: {key} is {_shown(value)}, and must be {right}."


def _nearest(word: str, known: Mapping[str, Any]) -> str:
    from rapidfuzz import fuzz, process

    found = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=_LIKE)
    return found[0] if found else ""


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def _place(key: str, text: str) -> str:
    """The parser keeps no lines; a key of the top level begins one."""
    found = re.search(rf"""^[ \t]*[\["']*{re.escape(key)}["' \t]*[\].=]""", text, re.MULTILINE)
    return f"line {text.count(chr(10), 0, found.start()) + 1}" if found else "somewhere"
