"""Older office files: LibreOffice converts them, in its own folder, within a time limit."""

from __future__ import annotations

import os
import shutil
import sys
import time
import zipfile
from pathlib import Path

import pytest

from ita_extract import readers
from ita_extract.errors import Damaged, TooLarge, ToolMissing, Unsupported
from ita_extract.settings import Settings
from tests.office_files import rows, tbl, tc, tr, write_docx

RTF = r"{\rtf1\ansi\trowd\cellx3000\cellx6000 \u3585?\cell \u3586?\cell\row\pard \u3588?\par}"
UNIX_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in program is a shell script")


@pytest.fixture
def rtf(tmp_path: Path) -> Path:
    path = tmp_path / "made.rtf"
    path.write_text(RTF, encoding="ascii")
    return path


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A program named soffice, alone on the path; $file and $out tell the script where."""
    bin_folder = folder / "bin"
    bin_folder.mkdir()
    program = bin_folder / "soffice"
    start = 'PATH=/usr/bin:/bin\nfor file; do :; done\nout="$(dirname "$file")/out"'
    program.write_text(f"#!/bin/sh\n{start}\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(bin_folder))


def test_missing_program_is_named(rtf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    if any(
        Path(place).exists() for place in ("/Applications/LibreOffice.app", r"C:\Program Files\LibreOffice")
    ):
        pytest.skip("LibreOffice stands where it is found without the path")
    with pytest.raises(ToolMissing, match="apt-get install libreoffice-writer"):
        readers.read(rtf)


@UNIX_ONLY
def test_what_comes_out_is_read_under_the_files_own_name(
    rtf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    converted = write_docx(tmp_path / "converted.docx", tbl(tr(tc("ก"), tc("ข"))))
    stand_in(tmp_path, monkeypatch, f'mkdir "$out" && cp {converted} "$out/input.docx"')
    document = readers.read(rtf)
    assert rows(next(document.tables())) == [["ก", "ข"]]
    assert (document.source.reader, document.source.media_type) == ("office", "application/rtf")
    assert document.source.bytes == rtf.stat().st_size


@UNIX_ONLY
def test_input_fields_are_plain_text_for_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "form.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml", '<a>ปี <text:text-input text:description="">2567</text:text-input></a>'
        )
        archive.writestr("styles.xml", "<styles/>")
    converted = write_docx(tmp_path / "converted.docx", tbl(tr(tc("ก"), tc("ข"))))
    given = tmp_path / "given.odt"
    stand_in(tmp_path, monkeypatch, f'cp "$file" {given}; mkdir "$out" && cp {converted} "$out/input.docx"')
    readers.read(path)
    with zipfile.ZipFile(given) as archive:
        assert archive.read("content.xml").decode() == "<a>ปี 2567</a>"
        assert archive.read("styles.xml") == b"<styles/>"


@UNIX_ONLY
def test_no_result_is_damaged_with_the_programs_words(
    rtf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, "echo 'Error: source file could not be loaded'")
    with pytest.raises(Damaged, match="could not be loaded"):
        readers.read(rtf)


@UNIX_ONLY
def test_children_die_at_the_time_limit(rtf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pid_file = tmp_path / "pid"
    stand_in(tmp_path, monkeypatch, f"sleep 60 & echo $! > {pid_file}; wait")
    with pytest.raises(TooLarge, match="1 seconds"):
        readers.read(rtf, Settings(office_seconds=1))
    assert is_gone(int(pid_file.read_text(encoding="ascii")))


def is_gone(pid: int) -> bool:
    """A killed orphan may stay as a zombie until its new parent looks."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        stat = Path(f"/proc/{pid}/stat")
        if stat.exists() and stat.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


def test_other_compound_files_are_unsupported_or_damaged(tmp_path: Path) -> None:
    path = tmp_path / "made.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises((Damaged, Unsupported)):
        readers.read(path)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_itself(rtf: Path) -> None:
    document = readers.read(rtf)
    assert rows(next(document.tables())) == [["ก", "ข"]]
    assert [block.text for block in document.paragraphs()] == ["ค"]
