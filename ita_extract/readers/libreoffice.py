"""LibreOffice as a converter: its own profile, a time limit, killed with all that it started."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ita_extract.errors import Damaged, TooLarge, ToolMissing

_PROGRAMS = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_SWITCHES = ("--headless", "--norestore", "--nodefault", "--nolockcheck", "--nologo")


@dataclass(frozen=True, slots=True)
class Job:
    """name: what messages call the file; folder: for copy, profile and result; seconds: the limit."""

    name: str
    folder: str
    seconds: int


def convert(data: bytes, suffix: str, target: str, job: Job) -> bytes:
    """The file in the target format ("docx" or "xlsx"). Raises ToolMissing, Damaged, TooLarge."""
    program = _program(job.name, suffix)
    folder = Path(job.folder)
    copy = folder / f"input{suffix}"
    copy.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "out"
    said = _run(
        [program, profile, *_SWITCHES, "--convert-to", _FILTERS[target], "--outdir", str(out), str(copy)], job
    )
    result = out / f"input.{target}"
    if not result.is_file():
        raise Damaged(f"{job.name}: LibreOffice cannot read it ({said or 'no reason given'}).")
    return result.read_bytes()


def _program(name: str, suffix: str) -> str:
    found = next(filter(None, map(shutil.which, (*_PROGRAMS, *_USUAL_PLACES))), None)
    if found is None:
        raise ToolMissing(
            f"{name}: {suffix} files are read with LibreOffice, which is not installed.",
            advice="Install it (Debian, Ubuntu: apt-get install libreoffice-writer libreoffice-calc; macOS: "
            "brew install --cask libreoffice; Windows: winget install TheDocumentFoundation.LibreOffice).",
        )
    return found


def _run(command: list[str], job: Job) -> str:
    """The last line that the program said."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=job.seconds)
    except subprocess.TimeoutExpired:
        raise TooLarge(
            f"{job.name}: LibreOffice was still converting it after {job.seconds} seconds.",
            advice="Raise --office-seconds, or save it as DOCX or XLSX yourself.",
        ) from None
    finally:
        _kill(process)
    lines = said.decode("utf-8", errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """The program and its children; soffice is only a starter, so its own end is not enough."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(
                ["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True
            )
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()
