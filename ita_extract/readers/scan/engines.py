"""The engines that read a sheet, each in its part."""

from __future__ import annotations

from dataclasses import dataclass

from ita_extract.ocr import Engine, PageEngine, check_engines, engine
from ita_extract.readers.scan.second import read_twice
from ita_extract.settings import Settings

_OWN = "thai_print"


@dataclass(frozen=True, slots=True)
class Engines:
    """first: whose text is taken; second: the one that reads digits again.

    lines: what reads lines; where the first reads whole pages, it is our own, which knows the places.
    """

    first: Engine | PageEngine
    lines: Engine
    second: Engine | PageEngine | None = None

    @classmethod
    def of(cls, settings: Settings) -> Engines:
        """Raises UsageError or ToolMissing where an engine is not there."""
        check_engines(settings)
        first = engine(settings.ocr_engine, settings)
        second = engine(settings.ocr_second_engine, settings) if settings.ocr_second_engine else None
        lines = engine(_OWN, settings) if isinstance(first, PageEngine) else first
        assert not isinstance(lines, PageEngine)
        return cls(first, lines, second)

    @property
    def of_pages(self) -> tuple[PageEngine, ...]:
        """Those that read whole pages."""
        return tuple(each for each in (self.first, self.second) if isinstance(each, PageEngine))

    @property
    def of_cells(self) -> Engine:
        """What reads lines, with the second reader where that reads lines as well."""
        if self.second is None or isinstance(self.second, PageEngine):
            return self.lines
        return read_twice(self.lines, self.second)
