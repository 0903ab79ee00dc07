"""Which settings an outcome was found with, as a hash: with others it may be another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

from ita_extract.batch.outcomes import PASSING
from ita_extract.settings import Settings


def fingerprint(settings: Settings, state: str, contents: Mapping[str, str] | None = None) -> str:
    """A hash of those settings that could change this outcome. No password can be told from it.

    contents: what counts in place of the value of a setting, by its name.
    """
    counted = {
        field.name: (contents or {}).get(field.name, getattr(settings, field.name))
        for field in fields(settings)
        if "concerns" not in field.metadata or (state in field.metadata["concerns"] and state not in PASSING)
    }
    return hashlib.sha256(json.dumps(counted, sort_keys=True, default=str).encode()).hexdigest()


def file_contents(settings: Settings) -> dict[str, str]:
    """The SHA-256 of the files that settings name, where these count by what they hold."""
    named = {
        field.name: Path(getattr(settings, field.name))
        for field in fields(settings)
        if field.metadata.get("by_content") and getattr(settings, field.name)
    }
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in named.items() if path.is_file()
    }
