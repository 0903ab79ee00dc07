"""Settings and Choices ⇄ command line: an option for each field, with its help sentence and default."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import Field, fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from ita_extract.batch.choices import Choices
from ita_extract.settings import Settings, expected


def path(text: str) -> Path:
    """For argparse. An empty text is a variable of a script that is not set, and no path."""
    if not text:
        raise argparse.ArgumentTypeError("it is empty, and must be a path")
    return Path(text)


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
            parser.add_argument(flag, default=None, help=_help(field), **_arguments(field, types[field.name]))


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
    default = _default(field.default)
    # argparse reads % as the start of a placeholder.
    return (f"{text} (default: {default})" if default else text).replace("%", "%%")


def _default(value: Any) -> str:
    """As help names it; "" where there is nothing to name."""
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value == () else str(value)


def _arguments(field: Field[Any], kind: Any) -> dict[str, Any]:
    """What argparse needs to know of a field of this type. Raises TypeError for one it cannot take."""
    if kind is bool:
        return {"action": argparse.BooleanOptionalAction}
    if get_origin(kind) is Literal:
        return {"choices": get_args(kind)}
    if kind in (int, float):
        return {"type": _number(field, kind), "metavar": "NUMBER"}
    taken = {"metavar": field.metadata.get("metavar", "TEXT")}
    if kind is str:
        return taken
    if kind == tuple[str, ...]:
        return {**taken, "action": "append"}
    raise TypeError(f"no command line option can be made of the type {kind}")


def _number(field: Field[Any], kind: type[int] | type[float]) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            number = kind(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text} is no {'whole ' * (kind is int)}number") from None
        if wanted := expected(field, number):
            raise argparse.ArgumentTypeError(f"it is {text}, and must be {wanted}")
        return number

    return read
