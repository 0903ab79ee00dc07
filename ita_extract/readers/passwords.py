"""The password that a person gave for encrypted files."""

from __future__ import annotations

import os
from pathlib import Path

from ita_extract.errors import UsageError
from ita_extract.settings import Settings

ENVIRONMENT = "ITA_EXTRACT_PASSWORD"


def given_password(settings: Settings) -> str:
    """From the settings, the file that they name, or the environment; empty when none is given."""
    if settings.password and settings.password_file:
        raise UsageError("A password and a password file are both given.", advice="Give one of them.")
    if settings.password:
        return settings.password
    if settings.password_file:
        try:
            return Path(settings.password_file).read_text(encoding="utf-8-sig").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            raise UsageError(
                f"{settings.password_file}: the password file cannot be read ({reason}).",
                advice="Check the path given as --password-file.",
            ) from None
    return os.environ.get(ENVIRONMENT, "")
