"""One frozen Settings; each field has its help sentence, from which CLI options and recipe keys are made."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


def option(default: Any, help_text: str, **metadata: Any) -> Any:
    """A Settings field with its help sentence and what else the command line needs to know of it."""
    return field(default=default, metadata={"help": help_text, **metadata})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that a caller may choose. Nothing else in the package names an option."""

    tables: bool = option(False, "keep every table's grid as read in the output")
    max_megabytes: int = option(64, "refuse text files larger than this many megabytes")
