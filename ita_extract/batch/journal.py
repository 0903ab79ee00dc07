"""What is finished in an output folder, so that a run that was stopped goes on where it was."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ita_extract import __version__
from ita_extract.batch.fingerprint import file_contents, fingerprint
from ita_extract.batch.inputs import JOURNAL, JOURNAL_TABLES, Job, is_journal
from ita_extract.batch.outcomes import PASSING, Facts, Outcome
from ita_extract.errors import InputUnreadable, InUse, OutputError, UsageError
from ita_extract.output.files import translated_sqlite
from ita_extract.settings import Settings

LOCK = "journal.lock"

_TABLES = """
CREATE TABLE IF NOT EXISTS files (
    name TEXT PRIMARY KEY, path BLOB, sha256 TEXT, settings TEXT, version TEXT, state TEXT NOT NULL,
    reason TEXT, advice TEXT, facts TEXT, document TEXT, document_sha256 TEXT, run INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS files_by_content ON files (sha256);
CREATE TABLE IF NOT EXISTS runs (
    number INTEGER PRIMARY KEY, total INTEGER NOT NULL, kept INTEGER NOT NULL, started REAL, ended REAL
);
CREATE TABLE IF NOT EXISTS begun (path BLOB PRIMARY KEY);
"""
_WAIT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Run:
    """total, kept: its files, and those of them that were finished before; started, ended: Unix time."""

    number: int
    total: int
    kept: int
    started: float
    ended: float | None


def begun_files(out: Path) -> set[Path]:
    """What runs on the folder that were stopped had begun to write beside the documents."""
    with suppress(UsageError), Journal.existing(out) as journal:
        return journal.begun()
    return set()


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Keeps other runs out of the folder until this process ends, however it ends.

    Raises InUse, or OutputError for a folder where another program keeps what is named as ours.
    """
    journal, lock = out / JOURNAL, out / LOCK
    if journal.is_file() and not is_journal(journal):
        raise OutputError(f"{journal}: this is another program's file.", advice="Choose another --out.")
    with translated_sqlite(lock), closing(_connect(lock, 1.0)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            raise InUse(f"{out}: another run of ita-extract is writing to this folder.") from None
        yield


def is_running(out: Path) -> bool:
    """Whether some process holds the lock."""
    if not (out / LOCK).exists():
        return False
    with closing(_connect(out / LOCK)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            return True
    return False


class Journal:
    """One row for each input's name. Every change is on the disk when the method returns."""

    def __init__(self, connection: sqlite3.Connection, out: Path) -> None:
        self._connection = connection
        self._out = out
        self._run = 0
        self._contents: dict[Settings, dict[str, str]] = {}

    @classmethod
    @contextmanager
    def opened(cls, out: Path) -> Iterator[Journal]:
        path = out / JOURNAL
        with translated_sqlite(path), closing(_connect(path, _WAIT_SECONDS)) as connection:
            # Readers do not wait for the writer; where the file system cannot do that, they do.
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.executescript(_TABLES)
            _check_columns(connection, path)
            yield cls(connection, out)

    @classmethod
    @contextmanager
    def existing(cls, out: Path) -> Iterator[Journal]:
        """That of a folder which a run has written to, to be looked at.

        Raises UsageError for another folder, InputUnreadable.
        """
        path = out / JOURNAL
        if not _is_there(path):
            raise UsageError(
                f"{out}: no run of ita-extract has written to this folder.", advice="Name a folder of --out."
            )
        if os.access(out, os.W_OK):
            with cls.opened(out) as journal:
                yield journal
            return
        # SQLite writes beside what it opens, unless it is told that nobody can.
        with translated_sqlite(path), closing(_connect(f"{path.absolute().as_uri()}?immutable=1")) as base:
            yield cls(base, out)

    def start(self, total: int) -> None:
        # A path that was mistyped is not told of for ever; one that is asked for again is looked for again.
        self._connection.execute("DELETE FROM files WHERE state = 'missing'")
        query = "INSERT INTO runs (total, kept, started) VALUES (?, 0, ?)"
        self._run = self._connection.execute(query, (total, time.time())).lastrowid or 0

    def begin(self, files: Iterable[Path]) -> None:
        """The run begins to write these, beside the documents."""
        rows = [(os.fsencode(file.absolute()),) for file in files]
        self._connection.executemany("INSERT OR IGNORE INTO begun VALUES (?)", rows)

    def begun(self) -> set[Path]:
        """What runs that were stopped had begun to write, since one came to its end."""
        return {Path(os.fsdecode(path)) for (path,) in self._connection.execute("SELECT path FROM begun")}

    def end(self) -> None:
        """The last run has written all that it was to write, beside the documents too."""
        with self._transaction():
            self._connection.execute("DELETE FROM begun")
            query = "UPDATE runs SET ended = ? WHERE number = (SELECT max(number) FROM runs)"
            self._connection.execute(query, (time.time(),))

    def keep(self, names: Iterable[str]) -> None:
        """These were finished before and belong to this run as they are."""
        with self._transaction():
            query = "UPDATE files SET run = ? WHERE name = ?"
            count = self._connection.executemany(query, ((self._run, name) for name in names)).rowcount
            self._connection.execute(
                "UPDATE runs SET kept = kept + ? WHERE number = ?", (max(0, count), self._run)
            )

    def record(
        self, outcome: Outcome, sha256: str | None, settings: Settings, document: bytes | None
    ) -> None:
        job = outcome.job
        row = {
            "name": job.name,
            "path": os.fsencode(job.path.absolute()),
            "sha256": sha256,
            "settings": self._fingerprint(settings, outcome.state),
            "version": __version__,
            "state": outcome.state,
            "reason": _storable(outcome.reason),
            "advice": outcome.advice,
            "facts": json.dumps(asdict(outcome.facts)) if outcome.facts else None,
            "document": job.output.relative_to(self._out).as_posix() if document else None,
            "document_sha256": hashlib.sha256(document).hexdigest() if document else None,
            "run": self._run,
        }
        places = ", ".join(f":{name}" for name in row)
        query = f"INSERT OR REPLACE INTO files ({', '.join(row)}) VALUES ({places})"
        self._connection.execute(query, row)

    def finished(self, job: Job, sha256: str, settings: Settings) -> Outcome | None:
        """What an earlier run found in this content with these settings, if its document still stands."""
        row = self._row("name = ?", job.name)
        is_same = row is not None and row["sha256"] == sha256 and self._holds(row, settings)
        return _outcome(job, row) if row is not None and is_same else None

    def twin(self, sha256: str, settings: Settings) -> tuple[Outcome, bytes | None] | None:
        """The same, under whatever name, and its document."""
        for row in self._rows("sha256 = ? ORDER BY name", sha256):
            if self._holds(row, settings):
                job = self._job(row)
                return _outcome(job, row), job.output.read_bytes() if row["document"] else None
        return None

    def knows(self, name: str) -> bool:
        return self._row("name = ?", name) is not None

    def removed(self, jobs: Iterable[Job] = ()) -> list[Job]:
        """Inputs of earlier runs that are not among these jobs and no longer exist; their documents do."""
        present = {job.name for job in jobs}
        known = map(self._job, self._rows("document IS NOT NULL ORDER BY name"))
        return [job for job in known if job.name not in present and _is_gone(job.path)]

    def outcomes(self) -> list[Outcome]:
        """Everything that is known of the folder, by name."""
        return [_outcome(self._job(row), row) for row in self._rows("1 ORDER BY name")]

    def last_run(self) -> tuple[Run, int] | None:
        """The newest run, and how many of its files have ended."""
        row = self._connection.execute("SELECT * FROM runs ORDER BY number DESC LIMIT 1").fetchone()
        if row is None:
            return None
        query = "SELECT count(*) FROM files WHERE run = ?"
        done: int = self._connection.execute(query, (row["number"],)).fetchone()[0]
        return Run(**dict(row)), done

    def _job(self, row: sqlite3.Row) -> Job:
        return Job(Path(os.fsdecode(row["path"])), row["name"], self._out / (row["document"] or ""))

    def _holds(self, row: sqlite3.Row, settings: Settings) -> bool:
        state: str = row["state"]
        if state in PASSING or row["version"] != __version__:
            return False
        if row["settings"] != self._fingerprint(settings, state):
            return False
        if row["document"] is None:
            return True
        try:
            data = (self._out / row["document"]).read_bytes()
        except OSError:
            return False
        expected: str = row["document_sha256"]
        return hashlib.sha256(data).hexdigest() == expected

    def _fingerprint(self, settings: Settings, state: str) -> str:
        """With files as they were when first asked, so that the next run sees a change during this one."""
        if settings not in self._contents:
            self._contents[settings] = file_contents(settings)
        return fingerprint(settings, state, self._contents[settings])

    def _row(self, where: str, *values: Any) -> sqlite3.Row | None:
        return next(iter(self._rows(where, *values)), None)

    def _rows(self, where: str, *values: Any) -> list[sqlite3.Row]:
        return self._connection.execute(f"SELECT * FROM files WHERE {where}", values).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN")
        yield
        self._connection.execute("COMMIT")


def _check_columns(connection: sqlite3.Connection, path: Path) -> None:
    with closing(_connect(":memory:")) as fresh:
        fresh.executescript(_TABLES)
        if not _columns(fresh) <= _columns(connection):
            raise OutputError(
                f"{path}: another version of ita-extract wrote this, and this one cannot go on from it.",
                advice="Choose another --out; or delete it, and every file is read again.",
            )


def _columns(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    rows = ((name, connection.execute(f"PRAGMA table_info({name})")) for name in JOURNAL_TABLES)
    return {(name, row["name"]) for name, found in rows for row in found}


def _is_there(path: Path) -> bool:
    try:
        return path.is_file() and is_journal(path)
    except OSError as error:
        raise InputUnreadable(f"{path}: cannot be read ({error.strerror or error}).") from None


def _outcome(job: Job, row: sqlite3.Row) -> Outcome:
    facts = Facts(**json.loads(row["facts"])) if row["facts"] else None
    return Outcome(job, row["state"], row["reason"], row["advice"], facts, kept=True)


def _is_gone(path: Path) -> bool:
    """Not where nobody may look: it may well be there."""
    try:
        path.stat()
    except OSError as error:
        return isinstance(error, FileNotFoundError | NotADirectoryError)
    return False


def _storable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _connect(place: Path | str, seconds: float = 0.0) -> sqlite3.Connection:
    """place: a path, or a URI of SQLite. seconds: to wait for others."""
    connection = sqlite3.connect(place, timeout=seconds, isolation_level=None, uri=isinstance(place, str))
    connection.row_factory = sqlite3.Row
    return connection
