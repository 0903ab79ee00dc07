"""doctor: what is installed, what is missing, and the command that installs it."""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module, metadata

from ita_extract import __version__
from ita_extract.ocr import ENTRY_POINTS

_SECONDS = 10
# Packages of compiled code, by the module that loads it.
_NATIVE = {
    "lxml": "lxml.etree",
    "onnxruntime": "onnxruntime",
    "opencv-python-headless": "cv2",
    "pikepdf": "pikepdf",
    "pypdfium2": "pypdfium2",
}
# What Microsoft's compiler expects to be there, and a new Windows lacks.
_RUNTIME = "winget install Microsoft.VCRedist.2015+.x64"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked for. found: its version or place, "" when it is missing; remedy: a command.

    fault: why it cannot be used though it is there.
    """

    name: str
    found: str
    purpose: str
    remedy: str
    required: bool
    fault: str = ""

    @property
    def is_well(self) -> bool:
        return bool(self.found) and not self.fault

    def __str__(self) -> str:
        if self.is_well:
            return f"  ok       {self.name} {self.found}"
        need = "needed" if self.required else "optional"
        if self.found:
            return (
                f"  broken   {self.name} {self.found} ({need}): {self.fault}\n           try: {self.remedy}"
            )
        return f"  missing  {self.name} ({need}: {self.purpose})\n           install it with: {self.remedy}"


@dataclass(frozen=True, slots=True)
class Program:
    """An outside program. commands: the names it goes by; packages: its name for each package manager."""

    name: str
    commands: tuple[str, ...]
    purpose: str
    packages: dict[str, str]


PROGRAMS = (
    Program(
        "LibreOffice",
        ("soffice", "libreoffice"),
        "reads .doc, .xls, .odt and .rtf files",
        {
            "apt-get": "libreoffice",
            "dnf": "libreoffice",
            "brew": "--cask libreoffice",
            "winget": "TheDocumentFoundation.LibreOffice",
        },
    ),
    Program(
        "Tesseract",
        ("tesseract",),
        "a second reader for scans",
        {
            "apt-get": "tesseract-ocr tesseract-ocr-tha",
            "dnf": "tesseract tesseract-langpack-tha",
            "brew": "tesseract tesseract-lang",
            "winget": "UB-Mannheim.TesseractOCR",
        },
    ),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(options: argparse.Namespace) -> int:
    """1 where something is missing that ita-extract does not work without."""
    print(f"ita-extract {__version__}, Python {platform.python_version()}, {platform.platform()}")
    checks = list(examine())
    print(*checks, sep="\n")
    return int(any(check.required and not check.is_well for check in checks))


def examine() -> Iterator[Check]:
    yield from _packages()
    for program in PROGRAMS:
        yield _program(program)
    if tesseract := shutil.which("tesseract"):
        yield _thai_data(tesseract)
    yield from _engines()


def _packages() -> Iterator[Check]:
    """The packages that this one asks for, those of its extras as optional."""
    try:
        wanted = metadata.requires("ita-extract") or []
    except metadata.PackageNotFoundError:
        yield Check("ita-extract", "", "the package itself", _pip("ita-extract"), required=True)
        return
    for requirement in wanted:
        package, _, marker = (part.strip() for part in requirement.partition(";"))
        extra = re.search(r"""extra *== *['"]([^'"]+)['"]""", marker)
        purpose = f"for the extra [{extra[1]}]" if extra else "ita-extract does not work without it"
        name = re.split(r"[^A-Za-z0-9._-]", package)[0]
        yield _loaded(Check(name, _version(name), purpose, _pip(package), required=not extra))


def _loaded(check: Check) -> Check:
    """With the fault of what is installed and cannot be loaded, as code for another system cannot."""
    if not check.found or check.name not in _NATIVE:
        return check
    try:
        import_module(_NATIVE[check.name])
    except (ImportError, OSError) as error:
        remedy = _RUNTIME if os.name == "nt" else f"{check.remedy} --force-reinstall"
        return replace(check, fault=" ".join(str(error).split()), remedy=remedy)
    return check


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _pip(package: str) -> str:
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    return f'{python} -m pip install "{package}"'


def _program(program: Program) -> Check:
    found = next((path for command in program.commands if (path := shutil.which(command))), "")
    return Check(program.name, found, program.purpose, _install(program.packages), required=False)


def _thai_data(tesseract: str) -> Check:
    """Tesseract without Thai data reads Thai as Latin letters."""
    try:
        listed = subprocess.run(
            [tesseract, "--list-langs"], capture_output=True, timeout=_SECONDS, check=False
        ).stdout.split()
    except (OSError, subprocess.TimeoutExpired):
        listed = []
    packages = {"apt-get": "tesseract-ocr-tha", "dnf": "tesseract-langpack-tha", "brew": "tesseract-lang"}
    found = "tha" if b"tha" in listed else ""
    return Check(
        "Thai data for Tesseract",
        found,
        "without it Tesseract cannot read Thai",
        _install(packages),
        required=False,
    )


def _engines() -> Iterator[Check]:
    """The OCR engines that packages offer, and whether what they need is there."""
    for entry in metadata.entry_points(group=ENTRY_POINTS):
        package = entry.dist.name if entry.dist else entry.module
        try:
            entry.load()
            found = f"of {package}"
        except ImportError:
            found = ""
        name = f"OCR engine {entry.name}"
        yield Check(name, found, "reads images when it is asked for", _pip(package), required=False)


def _install(packages: dict[str, str]) -> str:
    """The command for the package manager that this machine has."""
    manager = next((each for each in packages if shutil.which(each)), "")
    if not manager:
        return f"your system's package manager (on Debian and Ubuntu: apt-get install {packages['apt-get']})"
    return f"{'sudo ' if manager in ('apt-get', 'dnf') else ''}{manager} install {packages[manager]}"
