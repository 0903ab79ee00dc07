"""Knowledge kept as data: tab-separated files beside the code, one fact a line."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files


def read_rows(name: str, package: str = "ita_extract.ita") -> Iterator[list[str]]:
    """The rows of data/NAME below the heading line, without comments (#) and blank lines."""
    lines = (files(package) / "data" / name).read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        if line.strip() and not line.startswith("#"):
            yield line.rstrip().split("\t")
