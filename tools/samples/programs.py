"""The programs that render samples: LibreOffice, Chromium, npm for a font."""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from ita_extract.errors import ToolMissing

_SARABUN = "@fontsource/sarabun@5.3.0"
_SECONDS = 180
_SUBSETS = {"thai": "U+0E01-0E5B, U+200C-200D, U+25CC", "latin": "U+0000-00FF, U+2000-206F"}


def find(*names: str) -> str:
    """The first of these programs that is installed."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        raise ToolMissing(
            f"{names[0]} is not installed.", advice="samples/README.md says what rendering needs."
        )
    return found


def word_to_pdf(docx: Path, folder: Path) -> Path:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        find("soffice", "libreoffice"),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
    ]
    _run([*command, str(docx)])
    return folder / f"{docx.stem}.pdf"


def page_to_pdf(html: Path, pdf: Path) -> None:
    program = find("chromium", "chromium-browser", "google-chrome")
    switches = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    profile = f"--user-data-dir={html.parent / 'browser'}"
    _run([program, *switches, profile, f"--print-to-pdf={pdf}", html.as_uri()])


def sarabun_faces(folder: Path) -> str:
    """CSS that holds the font (SIL Open Font Licence 1.1) itself, so that no page needs a file beside it."""
    _run([find("npm"), "pack", _SARABUN, "--silent", "--pack-destination", str(folder)])
    with tarfile.open(next(folder.glob("fontsource-sarabun-*.tgz"))) as package:
        package.extractall(folder, filter="data")
    return "".join(_face(folder, subset, weight) for subset in _SUBSETS for weight in (400, 700))


def _face(folder: Path, subset: str, weight: int) -> str:
    data = (folder / "package" / "files" / f"sarabun-{subset}-{weight}-normal.woff2").read_bytes()
    source = f"url(data:font/woff2;base64,{base64.b64encode(data).decode('ascii')})"
    return (
        f"@font-face {{ font-family: Sarabun; font-weight: {weight}; src: {source};"
        f" unicode-range: {_SUBSETS[subset]} }} "
    )


def _run(command: list[str]) -> None:
    done = subprocess.run(command, check=False, capture_output=True, timeout=_SECONDS)
    if done.returncode:
        sys.exit(f"{command[0]} failed: {done.stderr.decode(errors='replace').strip()[-500:]}")
