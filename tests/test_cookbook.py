"""What the cookbook shows is what its blocks print, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from pathlib import Path

import pytest

import cookbook
from ita_extract.cli import main

BLOCKS = cookbook.blocks(cookbook.PAGE.read_text(encoding="utf-8"))
NEEDS = {"duckdb": "DuckDB", "pyarrow": "pyarrow, for Parquet,"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    for name, words in NEEDS.items():
        pytest.importorskip(name, reason=f"{words} is not installed")
    made = tmp_path_factory.mktemp("cookbook")
    cookbook.prepare(made)
    for block in BLOCKS:
        if block.language == "sh":
            cookbook.printed(block, made)
    return made


@pytest.mark.parametrize(
    "block", [block for block in BLOCKS if block.language != "sh"], ids=lambda block: block.language
)
def test_a_block_prints_what_is_shown_below_it(block: cookbook.Block, folder: Path) -> None:
    assert block.printed, "a block that prints nothing shows nothing"
    assert cookbook.printed(block, folder) == block.printed, "run `make docs`"


def test_the_sql_gives_the_same_on_postgresql(folder: Path, server: str) -> None:
    sql = pytest.importorskip("sqlalchemy", reason="SQLAlchemy, for databases, is not installed")
    assert main(["tables", str(folder / "out"), "--to", server]) == 0
    with sql.create_engine(server, poolclass=sql.NullPool).connect() as connection:
        for block in BLOCKS:
            if block.language == "sql":
                assert cookbook.lines(connection.execute(sql.text(block.code))) == block.printed


def test_the_calendar_keeps_to_its_form(folder: Path) -> None:
    (block,) = (block for block in BLOCKS if "VCALENDAR" in block.code)
    cookbook.printed(block, folder)
    data = (folder / "deadlines.ics").read_bytes()
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    unfolded = data.replace(b"\r\n ", b"").decode("utf-8").splitlines()
    assert unfolded.count("BEGIN:VEVENT") == unfolded.count("END:VEVENT") == int(block.printed.split()[0])
    assert all(":" in line for line in unfolded)
