"""What the lines say → records: the labels that tell of one thing together, with what they say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from ita_extract.ita.labels import closes, lead_of, number_label, role_of, title_label
from ita_extract.ita.roles import SUBJECT
from ita_extract.labelled.lines import Said
from ita_extract.labelled.openings import find_opening, settled
from ita_extract.model.document import Cell

_FEWEST_ROLES = 2
_FEWEST_ALONE = 3  # roles of the one record of a document
_SUBJECT = frozenset({"measure", "issue"})
_TOLD = frozenset({"steps", "result"})
_SURE = ("counted", "colon", "alone")
_NO_TOPIC = frozenset({"number", "other", ""})
_COMMON = 0.25  # of the records, those that a label of theirs must stand in at least
_LONGEST_TITLE = 200
_LONGEST_LABEL = 60


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
    """title: the line over the labels that says what they are about, None where a label says it."""

    title: Said | None = None
    entries: list[Entry] = field(default_factory=list)

    @property
    def labelled(self) -> set[str]:
        return {entry.role for entry in self.entries} - _NO_TOPIC

    @property
    def topics(self) -> set[str]:
        return self.labelled | {"measure"} if self.title else self.labelled

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


def find_records(said: Sequence[Said]) -> list[Record]:
    """The records that labels of one sort make: without a mark before them, with bullets, or numbered; of
    these the sort that says most."""
    styles = dict.fromkeys(line.style for line in said if line.label)
    near = _line_end(said)
    found = [_sound(_whole(_Reader(said, style).records(), near)) for style in styles]
    return max(found, key=lambda records: sum(len(record.entries) for record in records), default=[])


class _Reader:
    """Reads line by line. style: of the mark before labels that no colon follows."""

    def __init__(self, said: Sequence[Said], style: str) -> None:
        self.said = tuple(settled(said, style))
        self.opening = find_opening([line for line in self.said if line.label])
        self.found: list[Record] = []
        self.current: Record | None = None

    def records(self) -> list[Record]:
        for at, line in enumerate(self.said):
            if line.wall:
                self.current = None
            elif line.label and line.name == self.opening:
                self._open(at)
            elif self.current and (_ends_at(self.current, line) or self._is_over_next(at)):
                self.current = None
            elif self.current and (line.label or _is_like_labels(self.current, line)):
                self.current.entries.append(Entry(line if line.label else _as_label(line)))
            elif self.current:
                self.current.entries[-1].below.append(line)
        return self.found

    def _is_over_next(self, at: int) -> bool:
        """Something counted ("Part 2") behind which the next record begins stands over it."""
        line = self.said[at]
        if not line.label or line.manner != "counted":
            return False
        what = at + 1 < len(self.said) and self.said[at + 1].manner == "counted"  # what the number counts
        behind = (self.said[n] for n in range(at + 1 + what, len(self.said)))
        following = next((other for other in behind if other.label), None)
        return following is not None and following.name == self.opening

    def _open(self, at: int) -> None:
        self.current = Record(self.said[at - 1] if at else None, [Entry(self.said[at])])
        self.found.append(self.current)


def _ends_at(record: Record, line: Said) -> bool:
    """A heading that stands no lower than the record's own, or any where its labels are no headings."""
    first, last = record.entries[0].label, record.entries[-1].label
    top = record.title if record.title and record.title.level else first
    same = line.block == first.block
    return line.level > 0 and not same and (line.level <= top.level or not last.level)


def _is_like_labels(record: Record, line: Said) -> bool:
    """A heading among headings that are labels is one too, though its words are not known, and so is a short
    line with the next number among numbered labels."""
    last = record.entries[-1].label
    if line.level or last.level:
        return line.level == last.level
    numbered = record.entries[0].label.number > 0 and last.number > 0 and line.style == last.style
    return numbered and line.number == last.number + 1 and len(line.cell.text) <= _LONGEST_LABEL


def _as_label(line: Said) -> Said:
    words = replace(line.cell, text=line.cell.text[lead_of(line.cell.text).end :].strip())
    return replace(line, label=words, cell=replace(line.cell, text="", raw=""))


def _with_titles(records: Sequence[Record]) -> Sequence[Record]:
    """The line before a record is its title where no label says what it is about, and where it stands like
    the first record's; else it is the rest of the record above."""
    first: Said | None = None
    for above, record in zip([None, *records], records, strict=False):
        title, record.title = record.title, None
        if record.labelled & _SUBJECT or not title or not _may_head(title, first):
            continue
        record.title = first = title
        if above and above.entries[-1].below[-1:] == [title]:
            above.entries[-1].below.pop()
    return records


def _may_head(line: Said, before: Said | None) -> bool:
    """before: the title of the record above."""
    if line.wall or line.label or len(line.cell.text) > _LONGEST_TITLE:
        return False
    return before is None or _stand_alike(before, line)


def _stand_alike(title: Said, line: Said) -> bool:
    """Headings of one level; lines with the next number, or the first again; or plain lines."""
    if title.level or line.level:
        return title.level == line.level
    numbers = (title.number + 1, 1) if title.number else (0,)
    return title.style == line.style and line.number in numbers


def _whole(records: Sequence[Record], near: int) -> Sequence[Record]:
    """near: as _line_end gives it."""
    if len(records) > 1:
        _leave_what_closes(records, near)
    if _count_up(records):
        for record in records:
            record.entries.insert(0, _number_of(record.entries[0].label))
    for record in _with_titles(records):
        record.entries[-1].below = list(_belonging(record.entries[-1], near))
    return records


def _count_up(records: Sequence[Record]) -> bool:
    """The marks before the records' first labels count them: 1, 2, 3; the other labels have other marks."""
    first = [record.entries[0].label for record in records]
    others = (entry.label for record in records for entry in record.entries[1:])
    counted = [label.number for label in first if label.line and label.manner != "counted"]
    return counted == list(range(1, len(first) + 1)) and all(o.style != first[0].style for o in others)


def _number_of(label: Said) -> Entry:
    line = label.line or label.cell
    mark = line.text[: lead_of(line.text).end].strip()
    words = replace(line, text=number_label(), raw="")
    number = replace(line, text=mark, raw=mark)
    return Entry(replace(label, label=words, cell=number, name=number_label()))


def _leave_what_closes(records: Sequence[Record], near: int) -> None:
    """Labels at the very end that no record before has, apart from the lines above, tell of all records."""
    known = {name for record in records[:-1] for name in record.keys}
    entries = records[-1].entries
    first = max(at for at, entry in enumerate(entries) if at == 0 or entry.label.name in known) + 1
    for at in range(first, len(entries)):
        above = [entries[at - 1].label, *entries[at - 1].below][-1]
        if not _is_near(above, entries[at].label, near):
            del entries[at:]
            return


def _belonging(last: Entry, near: int) -> Iterator[Said]:
    """The lines below a record's last label that surely are its value: below a heading all of them; else the
    first one where the label's own line has no value, items of a list, and what a line end alone parts."""
    before = last.label
    for line in takewhile(lambda below: not closes(below.cell.text), last.below):
        first = before is last.label and not before.cell.text
        if not (last.label.level or first or line.style or _is_near(before, line, near)):
            return
        yield line
        before = line


def _line_end(said: Sequence[Said]) -> int:
    """How many characters of a text file a line end has: 2 where some lines are two such ends apart, and none
    are one or three characters; else 1."""
    gaps = {_gap(above, below) for above, below in pairwise(said)}
    return 2 if 4 in gaps and not gaps & {1, 3} else 1


def _is_near(above: Said, below: Said, near: int) -> bool:
    return 0 < _gap(above, below) <= near


def _gap(above: Said, below: Said) -> int:
    """Characters of the file between them; 0 where that is not known, or they stand on one line."""
    first, second = above.line or above.cell, below.line or below.cell
    in_parts = below.label is not None and below.line is None
    if in_parts or not (first.place.span and second.place.span) or above.block == below.block:
        return 0
    return second.place.span[0] - first.place.span[1]


def _sound(records: Sequence[Record]) -> list[Record]:
    """The records that tell of something and have labels in common; a record that is alone must say more."""
    told = [r for r in records if len(r.labelled) >= _FEWEST_ROLES and r.topics & set(SUBJECT)]
    if len(told) == 1:
        sure = {entry.role for entry in told[0].entries if entry.label.manner in _SURE} - _NO_TOPIC
        return told if len(sure) >= _FEWEST_ALONE and sure & _TOLD else []
    times = Counter(name for record in told for name in record.names)
    common = {name for name in times if times[name] >= max(2, _COMMON * len(told))}
    return [record for record in told if len(record.names & common) >= _FEWEST_ROLES]
