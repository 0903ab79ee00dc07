"""What the lines say → records: the labels that tell of one thing together, with what they say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from ita_extract.ita.labels import closes, lead_of, number_label
from ita_extract.ita.roles import SUBJECT
from ita_extract.labelled.entries import ABOUT, NO_TOPIC, Entry, Record
from ita_extract.labelled.lines import Said, gap_between
from ita_extract.labelled.lists import stand_alike, with_list, with_titled_lists
from ita_extract.labelled.openings import find_opening, settled

_FEWEST_ROLES = 2
_FEWEST_ALONE = 3  # roles of the one record of a document
_TOLD = frozenset({"steps", "result"})
_SURE = ("counted", "colon", "alone")
_COMMON = 0.25  # of the records, those that a label of theirs must stand in at least
_MOST_ABOVE = 40  # lines over a label in which a list and its title are looked for
_LONGEST_TITLE = 200
_LONGEST_LABEL = 60


def find_records(said: Sequence[Said]) -> list[Record]:
    """The records that labels of one sort make: without a mark before them, with bullets, or numbered; of
    these the sort that says most."""
    styles = dict.fromkeys(line.style for line in said if line.label)
    near = _line_end(said)
    found = [_sound(_whole(_Reader(said, style).records(), near)) for style in styles]
    return max(found, key=lambda records: sum(record.told for record in records), default=[])


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
        above = list(takewhile(_is_unlabelled, reversed(self.said[max(0, at - _MOST_ABOVE) : at])))
        title = self.said[at - 1] if at else None
        self.current = Record(title, [Entry(self.said[at])], above[::-1])
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


def _is_unlabelled(line: Said) -> bool:
    return line.label is None and not line.wall


def _may_head(line: Said, before: Said | None) -> bool:
    """before: the title of the record above."""
    if line.wall or line.label or len(line.cell.text) > _LONGEST_TITLE:
        return False
    return before is None or stand_alike(before, line)


def _with_titles(records: Sequence[Record]) -> Sequence[Record]:
    """The line before a record is its title where no label says what it is about, and where it stands like
    the first record's; else it is the rest of the record above."""
    if with_titled_lists(records):
        return records
    first: Said | None = None
    for above, record in zip([None, *records], records, strict=False):
        title, record.title = record.title, None
        if record.labelled & ABOUT or not title or not _may_head(title, first):
            continue
        record.title = first = title
        if above and above.entries[-1].below[-1:] == [title]:
            above.entries[-1].below.pop()
            _leave_what_stands_over(title, above.entries[-1].below)
    return records


def _whole(records: Sequence[Record], near: int) -> Sequence[Record]:
    """near: as _line_end gives it."""
    if len(records) > 1:
        _leave_what_closes(records, near)
    if _count_up(records):
        for record in records:
            record.entries.insert(0, _number_of(record.entries[0].label))
    for record in _with_titles(records):
        with_list(record, near)
        record.entries[-1].below = list(_belonging(record.entries[-1], near))
    _leave_what_only_counts(records)
    return records


def _leave_what_only_counts(records: Sequence[Record]) -> None:
    """What is counted has no column where its number alone stands there ("Measure 1", "Measure 2")."""
    entries = [entry for record in records for entry in record.entries]
    said = {entry.label.name for entry in entries if any(cell.text for cell in entry.values)}
    for record in records:
        record.entries = [e for e in record.entries if e.label.name in said or e.label.manner != "counted"]


def _leave_what_stands_over(title: Said, below: list[Said]) -> None:
    """A line right above the title whose number has fewer parts ("2." above "2.1") stands over it."""
    while below and below[-1].number and below[-1].lead.depth < title.lead.depth:
        below.pop()


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
        listed = bool(line.style) and (len(last.below) > 1 or gap_between(before, line) <= near)
        if not (last.label.level or first or listed or _is_near(before, line, near)):
            return
        yield line
        before = line


def _line_end(said: Sequence[Said]) -> int:
    """How many characters of a text file a line end has: 2 where some lines are two such ends apart, and none
    are one or three characters; else 1."""
    gaps = {gap_between(above, below) for above, below in pairwise(said)}
    return 2 if 4 in gaps and not gaps & {1, 3} else 1


def _is_near(above: Said, below: Said, near: int) -> bool:
    return 0 < gap_between(above, below) <= near


def _sound(records: Sequence[Record]) -> list[Record]:
    """The records that tell of something and have labels in common; a record that is alone must say more."""
    told = [r for r in records if len(r.labelled) >= _FEWEST_ROLES and r.topics & set(SUBJECT)]
    if len(told) == 1:
        sure = {entry.role for entry in told[0].entries if entry.label.manner in _SURE} - NO_TOPIC
        return told if len(sure) >= _FEWEST_ALONE and sure & _TOLD else []
    times = Counter(name for record in told for name in record.names)
    common = {name for name in times if times[name] >= max(2, _COMMON * len(told))}
    return [record for record in told if len(record.names & common) >= _FEWEST_ROLES]
