"""Settings and Choices ⇄ command line: an option for each field, with its help sentence and default."""

from __future__ import annotations

import argparse
from dataclasses import Field, fields
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from ita_extract.batch.choices import Choices
from ita_extract.settings import Settings

_PLAIN = (int, float, str, Path)


def add_options(parser: argparse.ArgumentParser, *kinds: type[Settings] | type[Choices]) -> None:
    for kind in kinds:
        group = parser.add_argument_group(kind.__name__.lower())
        add_some(group, kind, *(field.name for field in fields(kind)))


def add_some(
    parser: argparse.ArgumentParser | argparse._ArgumentGroup,
    kind: type[Settings] | type[Choices],
    *names: str,
) -> None:
    """Options for these fields alone."""
    types = get_type_hints(kind)
    for field in fields(kind):
        if field.name in names:
            flag = "--" + field.name.replace("_", "-")
            arguments = _arguments(types[field.name])
            if "metavar" in field.metadata:
                arguments["metavar"] = field.metadata["metavar"]
            parser.add_argument(flag, default=None, help=_help(field), **arguments)


def settings_of(options: argparse.Namespace) -> Settings:
    """The settings that were named, and the defaults of Settings for the rest."""
    return Settings(**named(options, Settings))


def choices_of(options: argparse.Namespace) -> Choices:
    return Choices(**named(options, Choices))


def named(options: argparse.Namespace, kind: type[Settings] | type[Choices]) -> dict[str, Any]:
    """The fields that the command line names."""
    given = {field.name: getattr(options, field.name, None) for field in fields(kind)}
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in given.items()
        if value is not None
    }


def _help(field: Field[Any]) -> str:
    text: str = field.metadata["help"]
    is_stated = (
        field.default is not None and field.default not in ("", ()) and not isinstance(field.default, bool)
    )
    # argparse reads % as the start of a placeholder.
    return (f"{text} (default: {field.default})" if is_stated else text).replace("%", "%%")


def _arguments(kind: Any) -> dict[str, Any]:
    """What argparse needs to know of a field of this type. Raises TypeError for one it cannot take."""
    if get_origin(kind) in (Union, UnionType):
        inner = [each for each in get_args(kind) if each is not NoneType]
        if len(inner) == 1:
            return _arguments(inner[0])
    if kind is bool:
        return {"action": argparse.BooleanOptionalAction}
    if get_origin(kind) is Literal:
        return {"choices": get_args(kind)}
    if kind == tuple[str, ...]:
        return {"action": "append", "metavar": "TEXT"}
    if kind in _PLAIN:
        return {"type": kind, "metavar": kind.__name__.upper()}
    raise TypeError(f"no command line option can be made of the type {kind}")
