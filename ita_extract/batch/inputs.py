"""INPUT… → the files to read, each with its name in the results and the file that its result goes to."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePath
from stat import FILE_ATTRIBUTE_HIDDEN

from ita_extract.errors import InputError, InputMissing, InputUnreadable, UsageError

# What a run keeps in its output folder, and what such a folder is told by.
JOURNAL = "journal.db"
JOURNAL_TABLES = frozenset({"files", "runs"})
# What lies beside reports in a folder and is none; a file of such a name is read when it is named itself.
_HOUSEKEEPING = frozenset({"thumbs.db", "desktop.ini", "readme.md", "readme.txt"})
_ANOTHER_RUN = f"the output folder of another run, which {JOURNAL} in it tells"
_LONGEST_NAME = 255
# What Windows calls a link to a folder that is no symbolic one.
_JUNCTION = 0xA0000003


@dataclass(frozen=True, slots=True)
class Job:
    """One input and its one result.

    path: the file to open; name: what results and messages call it, relative, with forward slashes;
    output: the JSON file to write; problem: why there is nothing to open, when the walk already knows.
    """

    path: Path
    name: str
    output: Path
    problem: InputError | None = None


# Of the places of files below a folder, the first two that are one file's, by their index.
Twins = Callable[[Sequence[PurePath]], tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class Plan:
    """The jobs in the order of their names, input by input; passed_over: what was left out, and why."""

    jobs: tuple[Job, ...]
    passed_over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """path and what the walk has to say of it: its name, or why it is passed over or cannot be walked."""

    path: Path
    name: str = ""
    passed_over: str = ""
    problem: InputError | None = None


def plan(inputs: Sequence[Path], out: Path) -> Plan:
    """Raises UsageError where two inputs would be written to one file, or OUT is itself an input."""
    found = [each for given in inputs for each in _find(given, out)]
    jobs: dict[str, Job] = {}
    for each in found:
        if not each.passed_over:
            _add(jobs, Job(each.path, each.name, _output(out, each.name), each.problem))
    passed_over = (f"{_printable(each.path)}: {each.passed_over}" for each in found if each.passed_over)
    return Plan(tuple(jobs.values()), tuple(dict.fromkeys(passed_over)))


def check_capitals(planned: Plan, out: Path, twins: Twins) -> None:
    """Raises UsageError where two outputs are one file to the system that the output folder lies on.

    Which capitals and accents make no difference, systems do not agree about: names that may be one to some
    system are tried.
    """
    groups: dict[str, list[Job]] = {}
    for job in (job for job in planned.jobs if not job.problem):
        groups.setdefault(_loose(str(job.output)), []).append(job)
    for jobs in (jobs for jobs in groups.values() if len(jobs) > 1):
        if found := twins([job.output.relative_to(out) for job in jobs]):
            one, other = (jobs[at] for at in found)
            raise _collision(one, other, "Rename one of them; in this folder both names are one file's.")


def _loose(name: str) -> str:
    """Equal for all names that some system takes for one; for some more, too."""
    return unicodedata.normalize("NFD", name.upper()).casefold()


def _add(jobs: dict[str, Job], job: Job) -> None:
    key = job.path if job.problem else job.output
    other = jobs.setdefault(os.path.normcase(key), job)
    if other is not job and _real(other.path) != _real(job.path):
        advice = "Give the folder that holds both, or convert them into different folders."
        raise _collision(other, job, advice)


def _collision(one: Job, other: Job, advice: str) -> UsageError:
    message = f"{_printable(one.path)} and {_printable(other.path)} would both be written to {other.output}."
    return UsageError(message, advice=advice)


def _find(given: Path, out: Path) -> Iterator[_Found]:
    if _real(given) == _real(out):
        raise UsageError(f"{given} is both an input and the output folder.", advice="Choose another --out.")
    if _real(out) in _real(given).parents:
        yield _Found(given, passed_over="lies inside the output folder")
    elif _is_output(given):
        yield _Found(given, passed_over=_ANOTHER_RUN)
    # Not Path.is_dir, which raises where a folder above may not be entered.
    elif os.path.isdir(given):  # noqa: PTH112
        yield from _walk(given, out)
    else:
        yield _Found(given, _printable(given.name))


def _walk(top: Path, out: Path) -> Iterator[_Found]:
    """Everything below a folder, sorted by path. An empty folder is a problem, not silence."""
    found = sorted(_walk_folders(top, out), key=lambda each: each.path.parts)
    yield from found
    if all(each.passed_over for each in found):
        missing = InputMissing(f"{top}: no files to read in this folder.")
        yield _Found(top, _printable(top), problem=missing)


def _walk_folders(top: Path, out: Path) -> Iterator[_Found]:
    avoid = _real(out)
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            reason = error.strerror or error
            problem = InputUnreadable(f"{folder}: this folder cannot be read ({reason}).")
            yield _Found(folder, _printable(folder), problem=problem)
            continue
        for entry in entries:
            path = Path(entry.path)
            if reason := _pass_over(entry, avoid):
                yield _Found(path, passed_over=reason)
            elif entry.is_dir(follow_symlinks=False):
                waiting.append(path)
            else:
                yield _Found(path, _printable(path.relative_to(top)))


def _pass_over(entry: os.DirEntry[str], avoid: Path) -> str:
    """Why this entry of a folder is not read, or ""."""
    if entry.name.startswith(".") or _windows_has(entry, "st_file_attributes") & FILE_ATTRIBUTE_HIDDEN:
        return "hidden"
    if entry.name.startswith("~$"):
        return "lock file of an open document"
    # Links to folders may lead in circles or out of what was given.
    is_link = entry.is_symlink() or _windows_has(entry, "st_reparse_tag") == _JUNCTION
    if is_link and os.path.isdir(entry.path):  # noqa: PTH112
        return "link to a folder"
    if entry.is_dir(follow_symlinks=False):
        if _real(Path(entry.path)) == avoid:
            return "the output folder"
        return _ANOTHER_RUN if _is_output(Path(entry.path)) else ""
    return "not a report" if entry.name.casefold() in _HOUSEKEEPING else ""


def _windows_has(entry: os.DirEntry[str], name: str) -> int:
    """A number that only Windows has of an entry, and gives without asking the disk again."""
    return int(getattr(entry.stat(follow_symlinks=False), name, 0)) if os.name == "nt" else 0


def _is_output(folder: Path) -> bool:
    """Whether a run has written to it: the documents there would be read as if they were reports."""
    path = folder / JOURNAL
    return os.path.isfile(path) and is_journal(path)  # noqa: PTH113 (see _find)


def is_journal(path: Path) -> bool:
    """Whether this file is a run's and not another program's; one that cannot be looked into counts as a
    run's, and so does one that a run was stopped at before anything was in it."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
            names = {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError as error:
        return error.sqlite_errorcode != sqlite3.SQLITE_NOTADB
    return not names or names >= JOURNAL_TABLES


def _output(out: Path, name: str) -> Path:
    """OUT/<name>.json; a last part too long for a file system is cut and told apart by its hash."""
    path = PurePath(name)
    last = path.name + ".json"
    if len(last.encode()) > _LONGEST_NAME:
        mark = hashlib.sha256(path.name.encode()).hexdigest()[:12]
        kept = path.name.encode()[: _LONGEST_NAME - len(mark) - 6].decode(errors="ignore")
        last = f"{kept}~{mark}.json"
    return out / path.parent / last


def _printable(path: PurePath | str) -> str:
    """With forward slashes; what of a name is no text is written as \\xNN."""
    return os.fsencode(PurePath(path).as_posix()).decode("utf-8", "backslashreplace")


def _real(path: Path) -> Path:
    """Without links; a loop of links stands for itself."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()
