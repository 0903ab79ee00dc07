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
    max_megabytes: int = option(
        64, "refuse text, and what Office files unpack to, beyond this many megabytes"
    )
    password: str = option(
        "", "password for encrypted files; the variable ITA_EXTRACT_PASSWORD serves as well"
    )
    password_file: str = option("", "file whose only line is the password")
    office_seconds: int = option(120, "seconds that LibreOffice may take to convert an older office file")
