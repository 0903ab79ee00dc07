"""What labels tell of one thing: a record of entries, each a label and the lines of its value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ita_extract.ita.labels import list_label, role_of, title_label
from ita_extract.labelled.lines import Said
from ita_extract.model.document import Cell

ABOUT = frozenset({"measure", "issue"})
NO_TOPIC = frozenset({"number", "other", ""})


@dataclass(slots=True)
class Entry:
    """A label, whose own line may hold a value, and the lines of its value below it."""

    label: Said
    below: list[Said] = field(default_factory=list)

    @property
    def role(self) -> str:
        return role_of(self.label.label.text) if self.label.label else ""

    @property
    def values(self) -> list[Cell]:
        """At least one; blank where nothing is said."""
        filled = [said.cell for said in (self.label, *self.below) if said.cell.text]
        return filled or [self.label.cell]


@dataclass(slots=True)
class Record:
    """title: the line over the labels that says what they are about, None where a label says it; above: the
    lines without labels right before the first label."""

    title: Said | None = None
    entries: list[Entry] = field(default_factory=list)
    above: list[Said] = field(default_factory=list)

    @property
    def labelled(self) -> set[str]:
        return {entry.role for entry in self.entries} - NO_TOPIC

    @property
    def topics(self) -> set[str]:
        return self.labelled | {"measure"} if self.title else self.labelled

    @property
    def told(self) -> int:
        """How many of its labels are printed."""
        return sum(entry.label.name != list_label() for entry in self.entries)

    @property
    def keys(self) -> list[str]:
        return [entry.label.name for entry in self.entries]

    @property
    def names(self) -> set[str]:
        """The names of its labels, and that of its title."""
        return {*self.keys, *([title_label()] if self.title else [])}

    def said(self) -> Iterator[Said]:
        """Every line of it, in order."""
        if self.title:
            yield self.title
        for entry in self.entries:
            yield entry.label
            yield from entry.below
