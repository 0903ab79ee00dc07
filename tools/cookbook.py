"""docs/cookbook.md: runs its code blocks from top to bottom and puts what they print into the blocks below.

A block of Python, SQL or commands is followed by a block of text where it prints anything. `sh` blocks are
run as commands of ita-extract, `sql` blocks on tables.sqlite, each in the same folder.
"""

from __future__ import annotations

import io
import re
import shlex
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import chdir, closing, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

from ita_extract.cli import main

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "cookbook.md"
_BLOCK = re.compile(
    r"^```(?P<language>python|sql|sh)\n(?P<code>.*?)^```\n(?:\n```text\n(?P<printed>.*?)^```\n)?",
    re.MULTILINE | re.DOTALL,
)


class Block(NamedTuple):
    language: str
    code: str
    printed: str


def blocks(page: str) -> list[Block]:
    return [_block(found) for found in _BLOCK.finditer(page)]


def _block(found: re.Match[str]) -> Block:
    return Block(found["language"], found["code"], found["printed"] or "")


def prepare(folder: Path) -> None:
    """What the page takes for granted."""
    shutil.copytree(ROOT / "samples" / "text", folder / "samples" / "text")


def printed(block: Block, folder: Path) -> str:
    """What the block prints when it is run in the folder, after those above it."""
    if block.language == "sql":
        with closing(sqlite3.connect(folder / "tables.sqlite")) as base:
            return lines(base.execute(block.code))
    out = io.StringIO()
    with chdir(folder), redirect_stdout(out), redirect_stderr(io.StringIO()):
        if block.language == "python":
            exec(compile(block.code, PAGE.name, "exec"), {"__name__": "cookbook"})
        else:
            _run(block.code)
            return ""
    return out.getvalue()


def _run(code: str) -> None:
    for command in code.replace("\\\n", " ").splitlines():
        words = shlex.split(command)
        if words[0] != "ita-extract" or main(words[1:]):
            raise RuntimeError(f"{command}: this fails")


def lines(rows: Iterable[Iterable[Any]]) -> str:
    """As sqlite3 and psql -At print rows."""
    return "".join("|".join("" if value is None else str(value) for value in row) + "\n" for row in rows)


def renewed(page: str, folder: Path) -> str:
    return _BLOCK.sub(lambda found: _written(_block(found), folder), page)


def _written(block: Block, folder: Path) -> str:
    result = printed(block, folder)
    below = f"\n```text\n{result}```\n" if result else ""
    return f"```{block.language}\n{block.code}```\n{below}"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        prepare(Path(name))
        PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8"), Path(name)), encoding="utf-8", newline="\n")
