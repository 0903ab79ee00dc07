"""ita-extract: the integrity reports of Thai agencies, as checked data.

The one public door. Nothing heavy is imported until a file needs it.
"""

from __future__ import annotations

from importlib import import_module

# Type checkers know this name; importing it from typing would double the time that --help takes.
TYPE_CHECKING = False

__version__ = "0.1.0"

if TYPE_CHECKING:
    from typing import Any

    from ita_extract.errors import ItaError as ItaError
    from ita_extract.extraction import extract as extract
    from ita_extract.model.document import Document as Document
    from ita_extract.model.report import Report as Report
    from ita_extract.output.flat.frame import to_dataframe as to_dataframe
    from ita_extract.readers import read as read
    from ita_extract.settings import Settings as Settings

_HOMES = {
    "Document": "ita_extract.model.document",
    "ItaError": "ita_extract.errors",
    "Report": "ita_extract.model.report",
    "Settings": "ita_extract.settings",
    "extract": "ita_extract.extraction",
    "read": "ita_extract.readers",
    "to_dataframe": "ita_extract.output.flat.frame",
}

__all__ = ["Document", "ItaError", "Report", "Settings", "extract", "read", "to_dataframe"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
