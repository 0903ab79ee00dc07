"""Knowledge kept as data: tab-separated files beside the code, one fact a line."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def read_rows(name: str, package: str = "ita_extract.thai", most: int = -1) -> Iterator[list[str]]:
    """The rows of the package's data/NAME below its heading line, without comments (#) and blank lines.

    most: how often a row is split; what is left over stays one field.
    """
    lines = (files(package) / "data" / name).read_text(encoding="utf-8").splitlines()
    told = (line.rstrip() for line in lines if line.strip() and not line.startswith("#"))
    next(told, None)
    for line in told:
        yield line.split("\t", most)
