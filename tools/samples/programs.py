"""The programs that render samples: LibreOffice, Chromium, npm for fonts."""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

from ita_extract.errors import ToolMissing

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


@dataclass(frozen=True)
class WebFont:
    """package: npm's, "" for an installed font; faces: weight, file of the package, code points or ""."""

    family: str
    package: str = ""
    faces: tuple[tuple[int, str, str], ...] = ()


def fontsource(family: str, version: str) -> WebFont:
    """A family of Fontsource, all under the SIL Open Font Licence 1.1."""
    name = family.lower().replace(" ", "-")
    faces = tuple(
        (weight, f"files/{name}-{subset}-{weight}-normal.woff2", points)
        for subset, points in _SUBSETS.items()
        for weight in (400, 700)
    )
    return WebFont(family, f"@fontsource/{name}@{version}", faces)


def web_faces(font: WebFont, folder: Path) -> str:
    """CSS that holds the font, so that no page needs a file beside it; "" for one that is installed."""
    files = folder / font.family
    if font.package and not files.exists():
        files.mkdir()
        _run([find("npm"), "pack", font.package, "--silent", "--pack-destination", str(files)])
        with tarfile.open(next(files.glob("*.tgz"))) as package:
            package.extractall(files, filter="data")
    return "".join(
        _face(font.family, weight, files / "package" / name, points) for weight, name, points in font.faces
    )


def _face(family: str, weight: int, file: Path, points: str) -> str:
    data = base64.b64encode(file.read_bytes()).decode("ascii")
    limits = f" unicode-range: {points}" if points else ""
    return (
        f"@font-face {{ font-family: {family}; font-weight: {weight};"
        f" src: url(data:font/{file.suffix[1:]};base64,{data});{limits} }} "
    )


def _run(command: list[str]) -> None:
    done = subprocess.run(command, check=False, capture_output=True, timeout=_SECONDS)
    if done.returncode:
        sys.exit(f"{command[0]} failed: {done.stderr.decode(errors='replace').strip()[-500:]}")
