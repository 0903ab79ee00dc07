"""A real PostgreSQL that lives as long as the tests of a module."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


def as_server(words: list[str]) -> list[str]:
    """PostgreSQL refuses the superuser; anybody else will do."""
    return ["runuser", "-u", "nobody", "--", *words] if os.geteuid() == 0 else words


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The URL of a new PostgreSQL that only this machine's socket leads to."""
    pytest.importorskip("pg8000", reason="pg8000, a driver of PostgreSQL, is not installed")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    control = shutil.which("pg_ctl") or (str(found[-1]) if found else "")
    if not control or (os.geteuid() == 0 and not shutil.which("runuser")):
        pytest.skip("PostgreSQL is not installed, or cannot be started as another user than root")
    with tempfile.TemporaryDirectory(prefix="ita-pg-") as name:
        folder = Path(name)
        folder.chmod(0o777)
        data = folder / "data"
        at = as_server([control, "-D", str(data), "-s", "-w"])
        made = [*at, "-o", "-U tester -A trust -E UTF8 --locale=C --no-sync", "initdb"]
        if subprocess.run(made, cwd=folder, capture_output=True, check=False).returncode:
            pytest.skip("PostgreSQL cannot make a new folder of data here")
        options = f"-c listen_addresses= -k {folder} -c fsync=off"
        start = [*at, "-l", str(data / "log"), "-o", options, "start"]
        subprocess.run(start, cwd=folder, stdout=subprocess.DEVNULL, check=True)
        try:
            yield f"postgresql+pg8000://tester@/postgres?unix_sock={folder}/.s.PGSQL.5432"
        finally:
            subprocess.run([*at, "-m", "immediate", "stop"], cwd=folder, check=False)
