"""Flat tables in databases: SQLite, and a real PostgreSQL that lives as long as these tests."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sql = pytest.importorskip("sqlalchemy", reason="SQLAlchemy, for databases, is not installed")

from ita_extract.errors import OutputError  # noqa: E402
from ita_extract.model.report import Report  # noqa: E402
from ita_extract.output.files import write_whole  # noqa: E402
from ita_extract.output.flat.targets import target_of  # noqa: E402
from ita_extract.output.json import report_to_json  # noqa: E402
from tests.builders import finding, measure, report  # noqa: E402
from tests.command_line import Run  # noqa: E402

NAMES = ("measures", "scores", "findings", "loaded_reports")


@pytest.fixture
def postgresql(server: str) -> str:
    """Empty."""
    with engine(server).begin() as connection:
        for name in NAMES:
            connection.execute(sql.text(f"DROP TABLE IF EXISTS {name}"))
    return server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'tables.db'}"
    address: str = request.getfixturevalue("postgresql")
    return address


def engine(url: str) -> sql.Engine:
    return sql.create_engine(url, poolclass=sql.NullPool)


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    with engine(url).connect() as connection:
        return sorted(tuple(row) for row in connection.execute(sql.text(query)))


def state(url: str) -> list[list[tuple[object, ...]]]:
    """Every row; on PostgreSQL with the transaction that wrote it and the place where it lies."""
    hidden = "ctid::text, xmin::text, " if url.startswith("postgresql") else ""
    columns = "source_path, source_sha256"
    return [rows(url, f"SELECT {hidden}{columns} FROM {name}") for name in NAMES]


def made(path: str = "a.txt", content: str = "1", agency: str | None = "ก", **changes: object) -> Report:
    first = report(**changes)
    source = first.source.model_copy(update={"path": path, "sha256": content * 64})
    owner = first.report.agency.model_copy(update={"name": agency})
    facts = first.report.model_copy(update={"agency": owner})
    return first.model_copy(update={"source": source, "report": facts})


def load(url: str, *reports: Report) -> None:
    target_of(url, Path()).write(reports)


MEASURES = "SELECT source_path, measure_id, subject FROM measures"


def test_what_was_written_is_there_with_its_kinds(run: Callable[..., Run], url: str, tmp_path: Path) -> None:
    write_whole(tmp_path / "out" / "a.txt.json", report_to_json(made()))
    assert run("tables", tmp_path / "out", "--to", url).code == 0
    ((path, year, confidence, end),) = rows(
        url, "SELECT source_path, fiscal_year, confidence, timeline_end FROM measures"
    )
    assert (path, year, confidence, str(end)) == ("a.txt", 2567, 0.987, "2024-03-31")
    assert rows(url, "SELECT code FROM findings") == [("owner-missing",)]


def test_a_second_load_changes_nothing(url: str) -> None:
    reports = made(), made("b.txt", "2")
    load(url, *reports)
    before = state(url)
    load(url, *reports)
    assert state(url) == before
    assert [len(table) for table in before] == [2, 0, 2, 2]


def test_a_report_that_is_read_otherwise_takes_the_place_of_its_rows(url: str) -> None:
    load(url, made(measures=[measure(1), measure(2)]), made("b.txt", "2"))
    load(url, made(measures=[measure(1, subject="อื่น")], findings=[]))
    assert rows(url, MEASURES) == [("a.txt", "m1", "อื่น"), ("b.txt", "m1", "การเผยแพร่ข้อมูล")]
    assert rows(url, "SELECT source_path FROM findings") == [("b.txt",)]


def test_another_content_under_the_same_path_takes_its_place(url: str) -> None:
    load(url, made(content="1"))
    load(url, made(content="2", measures=[measure(1, subject="ใหม่")]))
    assert rows(url, MEASURES) == [("a.txt", "m1", "ใหม่")]


def test_a_content_stands_once_whatever_its_names(url: str) -> None:
    load(url, made("a.txt"), made("copy.txt"))
    assert rows(url, "SELECT source_path FROM measures") == [("a.txt",)]
    load(url, made("moved.txt"))
    assert rows(url, "SELECT source_path FROM measures") == [("moved.txt",)]
    load(url, made("moved.txt", "2"), made("back.txt", "1"))
    assert rows(url, "SELECT source_path FROM measures") == [("back.txt",), ("moved.txt",)]


def test_two_files_that_change_places(url: str) -> None:
    load(url, made("a.txt", "1"), made("b.txt", "2"))
    load(url, made("a.txt", "2"), made("b.txt", "1"))
    stored = rows(url, "SELECT source_path, source_sha256 FROM measures")
    assert stored == [("a.txt", "2" * 64), ("b.txt", "1" * 64)]


def test_another_agencys_report_under_the_same_path_is_refused(url: str) -> None:
    load(url, made())
    before = state(url)
    with pytest.raises(OutputError, match="Nothing was changed"):
        load(url, made("z.txt", "3"), made(content="2", agency="ข"))
    assert state(url) == before


def test_readers_never_see_half_a_load(postgresql: str) -> None:
    load(postgresql, made(content="9", path="old.txt"))
    before = rows(postgresql, MEASURES)
    seen = []

    def reports() -> Iterator[Report]:
        for number in range(1, 4):
            yield made(f"{number}.txt", str(number))
            seen.append(rows(postgresql, MEASURES))

    target_of(postgresql, Path()).write(reports())
    assert seen == [before] * 3
    assert len(rows(postgresql, MEASURES)) == len(before) + 3


def test_a_load_that_fails_changes_nothing(url: str) -> None:
    load(url, made())
    before = state(url)

    def reports() -> Iterator[Report]:
        yield made("b.txt", "2")
        raise OutputError("there is no more")

    with pytest.raises(OutputError):
        target_of(url, Path()).write(reports())
    assert state(url) == before


def test_of_two_loads_at_once_one_is_told(postgresql: str) -> None:
    load(postgresql, made("x.txt", "7"))
    told: list[str] = []

    def second() -> None:
        try:
            load(postgresql, made("y.txt", "8"))
        except OutputError as error:
            told.append(str(error))

    other = threading.Thread(target=second)

    def first() -> Iterator[Report]:
        yield made("y.txt", "8")
        other.start()
        while other.is_alive() and not rows(postgresql, "SELECT 1 FROM pg_locks WHERE NOT granted"):
            time.sleep(0.01)
        yield made("z.txt", "6")

    target_of(postgresql, Path()).write(first())
    other.join()
    assert len(told) == 1
    assert "no other load" in told[0]
    paths = rows(postgresql, "SELECT source_path FROM measures")
    assert paths == [("x.txt",), ("y.txt",), ("z.txt",)]


def test_letters_that_a_database_cannot_hold(url: str) -> None:
    load(url, made(measures=[measure(1, subject="ก\0ข")], findings=[finding("'; DROP TABLE measures; --")]))
    assert [row[2] for row in rows(url, MEASURES)] == ["กข"]
    assert rows(url, "SELECT message FROM findings") == [("'; DROP TABLE measures; --",)]


def test_a_table_of_another_program_is_left_alone(url: str) -> None:
    with engine(url).begin() as connection:
        connection.execute(sql.text("CREATE TABLE measures (own INTEGER)"))
    with pytest.raises(OutputError, match="its table measures has no column"):
        load(url, made())
    assert rows(url, "SELECT * FROM measures") == []


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql+pg8000://me:secret@localhost:1/none", "Nothing was changed"),
        ("oracle+oracledb://me:secret@localhost/none", "the driver oracledb is not installed"),
        ("postgresql+pg8000://localhost:1/none", "argument: 'user'"),
        ("nonsense://me:secret@localhost/none", "no URL of a database"),
        ("sqlite:////no/such/folder/x.db", "unable to open"),
    ],
)
def test_a_database_that_cannot_be_had_is_told_without_its_password(
    run: Callable[..., Run], tmp_path: Path, url: str, told: str
) -> None:
    (tmp_path / "x.txt").write_text("x", encoding="utf-8")
    result = run("convert", tmp_path / "x.txt", "--out", tmp_path / "out", "--flat-tables", url)
    assert result.code in (1, 2)
    assert told in result.err
    assert "secret" not in result.err
    assert not list((tmp_path / "out").glob("*.json"))
